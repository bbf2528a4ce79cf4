"""The two kinds of workbooks: one for each document, and one of all documents' tidy tables."""

from openpyxl import Workbook

from extractor.document.document import Document
from extractor.export.tidy.staging import Stage
from extractor.export.tidy.tables import TIDY_TABLES, TidyRows
from extractor.export.tidy.view import DocumentView
from extractor.export.workbook.cells import MOST_ROWS
from extractor.export.workbook.printed_sheet import Marks, draw_table, fits_a_sheet, sheet_name
from extractor.export.workbook.tidy_sheet import TidySheet

_MOST_SHEETS = 500
"""Printed tables of one document that get a sheet: a workbook of more opens slowly, if at all."""
_DRAWN_INSTEAD = frozenset(("cells", "links"))
"""Tables without a sheet in a document's workbook: its own tables are drawn there, cell for cell."""


class DocumentWorkbooks:
    """``<source>.xlsx`` for each document: a sheet for each of its tables, then the tidy tables that have rows."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._remarks: list[str] = []

    def add(self, view: DocumentView, tidy: TidyRows) -> None:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        remarks = _draw_tables(workbook, view.document)
        for table in TIDY_TABLES:
            rows = tidy.rows[table.name]
            if table.name not in _DRAWN_INSTEAD and rows:
                sheet = TidySheet(workbook.create_sheet(table.name), table)
                sheet.add(rows)
                remarks += sheet.remarks()
        self._remarks += [f"{view.source}: {remark}" for remark in remarks]
        workbook.save(self._stage.path(f"{view.source}.xlsx"))

    def finish(self) -> tuple[str, ...]:
        return tuple(self._remarks)

    def close(self) -> None:
        """Nothing is open between documents."""


class TidyWorkbook:
    """One file with a sheet for each tidy table; rows beyond what a sheet holds are left out and counted."""

    def __init__(self, stage: Stage, name: str, most_rows: int = MOST_ROWS) -> None:
        self._path = stage.path(name)
        self._workbook = Workbook(write_only=True)
        self._sheets = {
            table.name: TidySheet(self._workbook.create_sheet(table.name), table, most_rows) for table in TIDY_TABLES
        }

    def add(self, view: DocumentView, tidy: TidyRows) -> None:
        for name, rows in tidy.rows.items():
            self._sheets[name].add(rows)

    def finish(self) -> tuple[str, ...]:
        self._workbook.save(self._path)
        return tuple(remark for sheet in self._sheets.values() for remark in sheet.remarks())

    def close(self) -> None:
        for sheet in self._workbook.worksheets:
            if not sheet.closed:
                sheet.close()


def _draw_tables(workbook: Workbook, document: Document) -> list[str]:
    """Add the sheets of the document's tables; which have none, in words."""
    amounts = {
        amount.cell: amount.value
        for statement in document.statements
        for line in statement.lines
        for amount in line.amounts
        if amount.value is not None
    }
    mended = frozenset(subject for repair in document.repairs if repair.applied for subject in repair.subjects)
    remarks = []
    for position, table in enumerate(document.tables, 1):
        if position > _MOST_SHEETS:
            remarks.append(f"{len(document.tables) - _MOST_SHEETS} tables have no sheet: there are {_MOST_SHEETS}.")
            break
        if fits_a_sheet(table):
            draw_table(workbook.create_sheet(sheet_name(table, position)), table, Marks(amounts, mended))
        else:
            remarks.append(f"{table.id} has no sheet: it has more rows or columns than a sheet can hold.")
    return remarks
