"""Draft + header layout → the table of the contract, before its kind and roles are known."""

import re
from collections.abc import Sequence

from extractor.document.draft import Draft, HeaderLayout
from extractor.document.number import is_number
from extractor.document.table import Cell, Row, Table, row_values, slots_of
from extractor.document.text import single_spaced
from extractor.document.vocabulary import CellRole

_EMPTY_NOTE = re.compile(
    r"空表|无(?:此|该|相关)(?:项|类|预算|内容|收支|情况)|(?:本部门|本单位|我部门|我单位).{0,20}(?:没有|无).{0,30}"
)


def assemble_table(draft: Draft, header: HeaderLayout, number: int) -> Table:
    """Assemble table ``t<number>``; roles are only header, column number and data so far."""
    identity = f"t{number}"
    cells = tuple(
        Cell(
            id=f"{identity}.r{cell.row}c{cell.column}",
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            text=single_spaced(cell.raw),
            raw=cell.raw,
            role=_first_role(cell.row, header),
            boxes=cell.places,
            line=cell.line,
            stored=cell.stored,
            confidence=cell.confidence,
        )
        for cell in draft.grid.cells
    )
    rows = body_rows(cells, header.header_rows, draft.grid.rows, draft.grid.columns)
    return Table(
        id=identity,
        title=draft.title,
        kind="other",
        unit=draft.unit,
        reporting_unit=None,
        as_of=draft.as_of,
        pages=tuple(sorted({place.page for place in draft.grid.places})),
        captions=draft.captions,
        notes=draft.notes,
        declared_empty=_is_declared_empty(draft.notes, rows),
        reading=draft.grid.reading,
        confidence=min((cell.confidence for cell in cells), default=1.0),
        header_rows=header.header_rows,
        columns=header.columns,
        rows=rows,
        parts=header.parts,
        cells=cells,
    )


def body_rows(cells: Sequence[Cell], header_rows: int, rows: int, columns: int) -> tuple[Row, ...]:
    """The contract's body rows of a grid of ``rows`` x ``columns``."""
    slots = slots_of(cells, rows, columns)
    return tuple(Row(row_values(slots[index])) for index in range(header_rows, rows))


def _first_role(row: int, header: HeaderLayout) -> CellRole:
    if row in header.number_rows:
        return "column_number"
    return "column_attribute" if row < header.header_rows else "data"


def _is_declared_empty(notes: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether a note says so or no body cell holds a number, in a table that has at most labels of totals."""
    has_number = any(value and is_number(value) for row in rows for value in row.values)
    if has_number:
        return False
    blank = all(not value or re.fullmatch(r"合计|总计|小计|[-—]+", value) for row in rows for value in row.values)
    return blank or any(_EMPTY_NOTE.search(note) for note in notes)
