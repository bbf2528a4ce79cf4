"""Draft + header layout → the table of the contract, before its kind and roles are known."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.document.draft import Draft, HeaderLayout
from extractor.document.indent import Indent
from extractor.document.nothing_words import says_nothing
from extractor.document.number import read_amount
from extractor.document.other_text import OtherText
from extractor.document.table import Cell, Row, Table, row_values, slots_of
from extractor.document.text import single_spaced
from extractor.document.total_words import is_sum
from extractor.document.vocabulary import CellRole
from extractor.tables.indents import indents_of

_EMPTY_NOTE = re.compile(r"空表|本表(?:为空|无数据|无内容)|无数据")
_NOTHING_NOTE = re.compile(r"无(?:此|该|相关)|(?:本|我)(?:部门|单位).{0,20}(?:没有|无|未)")
_NIL = re.compile(r"[-—/]+")


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
        declared_empty=not header.is_form and _is_declared_empty(draft.notes, rows),
        reading=draft.grid.reading,
        confidence=min((cell.confidence for cell in cells), default=1.0),
        header_rows=header.header_rows,
        columns=header.columns,
        rows=rows,
        parts=header.parts,
        cells=cells,
        joins=(*(piece.join for piece in draft.pieces), *draft.parted),
        uncertain=tuple(
            replace(character, cell=f"{identity}.r{cell.row}c{cell.column}")
            for cell in draft.grid.cells
            for character in cell.uncertain
        ),
        other_texts=tuple(
            OtherText(f"{identity}.r{cell.row}c{cell.column}", "native", cell.other)
            for cell in draft.grid.cells
            if cell.other is not None
        ),
        indents=tuple(
            Indent(f"{identity}.r{cell.row}c{cell.column}", ems)
            for cell, ems in (() if header.is_form else indents_of(draft.grid.cells, header.header_rows))
        ),
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
    """Whether a note says that the table is empty and no amount contradicts it, or the body is blank but for totals.

    A note that the department has nothing of the kind (本部门无此项) counts only beside such a body: tables of words
    have notes like it too. Zeros are no amounts here.
    """
    values = [value for row in rows for value in row.values if value]
    readings = [read_amount(value) for value in values]
    if any(reading is not None and reading.value for reading in readings):
        return False
    if any(_EMPTY_NOTE.search(note) for note in notes):
        return True
    nils = [is_sum(value) or says_nothing(value) or _NIL.fullmatch(value) is not None for value in values]
    blank = all(nils)
    zeros = all(nil or reading is not None for nil, reading in zip(nils, readings, strict=True))
    return blank or (zeros and any(_NOTHING_NOTE.search(note) for note in notes))
