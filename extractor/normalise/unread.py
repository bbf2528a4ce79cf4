"""Cells of amount columns that no amount could be read from: said, never guessed."""

from collections.abc import Iterable, Iterator

from extractor.document.check import Problem
from extractor.document.number import holds_two_numbers, read_money
from extractor.document.table import Cell, Table
from extractor.document.vocabulary import ColumnRole, TableKind
from extractor.normalise.cell_text import printed_text

_NO_STATEMENTS: frozenset[TableKind] = frozenset(("project_targets", "contents", "other"))
_AMOUNT_ROLES: frozenset[ColumnRole] = frozenset(("total", "amount"))
_LONGEST_SHOWN = 40


def unread_amounts(tables: Iterable[Table]) -> list[Problem]:
    """A problem for each body cell of a statement's amount columns that holds text and no amount.

    ``two_numbers_in_cell`` where it holds several numbers, as when the border between two rows was lost; else
    ``unread_amount``. A merged cell is named once; headings over a whole row are no amounts.
    """
    return [
        _problem(table, cell) for table in tables if table.kind not in _NO_STATEMENTS for cell in _amount_cells(table)
    ]


def _amount_cells(table: Table) -> Iterator[Cell]:
    """The body cells that begin in an amount column and are not read, in reading order."""
    columns = {index for index, column in enumerate(table.columns) if column.role in _AMOUNT_ROLES}
    for cell in table.cells:
        row = cell.row - table.header_rows
        if cell.column not in columns or not 0 <= row < len(table.rows) or cell.role == "column_number":
            continue
        if table.rows[row].role != "section" and read_money(printed_text(cell)) is None:
            yield cell


def _problem(table: Table, cell: Cell) -> Problem:
    shown = cell.text if len(cell.text) <= _LONGEST_SHOWN else f"{cell.text[:_LONGEST_SHOWN]}…"
    page = cell.boxes[0].page if cell.boxes else None
    if holds_two_numbers(printed_text(cell)):
        text = (
            f"Cell {cell.id} of {table.id} holds several numbers, {shown!r}; none was taken. Read them in the source."
        )
        return Problem("two_numbers_in_cell", "warning", text, page, (cell.id,))
    text = f"Cell {cell.id} stands in a column of amounts and holds none: {shown!r}. Read it in the source."
    return Problem("unread_amount", "warning", text, page, (cell.id,))
