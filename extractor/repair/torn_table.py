"""A torn table as rows of text that can be written, and the table made of them again."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from extractor.document.matrix_words import MatrixField, read_matrix_word
from extractor.document.table import Cell, Column, Row, Table, as_printed, row_values, slots_of
from extractor.document.text import single_spaced, without_space
from extractor.document.vocabulary import ColumnRole

_FEWEST_HEADER_WORDS = 3
_AFTER_MATRIX: Final = frozenset({"总分", "总计", "合计", "总得分", "备注", "说明"})
"""A row that begins so is below the indicators."""
_ROLES: Final[dict[MatrixField, ColumnRole]] = {"description": "description", "target": "target", "basis": "basis"}


@dataclass(slots=True)
class TornTable:
    """One torn table on its way: ``texts[row][column]``, written by repairs; blanks where the grid has no cell."""

    table: Table
    texts: list[list[str]]
    changed: set[tuple[int, int]] = field(default_factory=set)

    def write(self, row: int, column: int, text: str) -> str | None:
        """Set a cell's text; its id where that changed it. A column past the last one is added."""
        while column >= len(self.texts[row]):
            for texts in self.texts:
                texts.append("")
        if without_space(self.texts[row][column]) == without_space(text):
            return None
        self.texts[row][column] = text
        self.changed.add((row, column))
        return self.cell_id(row, column)

    def cell_id(self, row: int, column: int) -> str:
        return f"{self.table.id}.r{row}c{column}"


@dataclass(frozen=True, slots=True)
class TornMatrix:
    """A matrix in a torn table: its header row, its body rows, and the grid column of each field."""

    torn: TornTable
    header: int
    rows: tuple[int, ...]
    columns: dict[MatrixField, int]


def open_table(table: Table) -> TornTable:
    """The printed texts of a table by row and column; repairs made before are kept."""
    rows = max((cell.row + cell.row_span for cell in table.cells), default=0)
    columns = max((cell.column + cell.column_span for cell in table.cells), default=0)
    texts = [[""] * columns for _ in range(rows)]
    for cell in table.cells:
        texts[cell.row][cell.column] = as_printed(cell)
    return TornTable(table, texts)


def find_matrices(torn: TornTable) -> tuple[TornMatrix, ...]:
    """The matrices of a torn table; one goes on to the next header or the table's end."""
    heads = [(row, fields) for row, texts in enumerate(torn.texts) if (fields := _header_fields(texts))]
    matrices = []
    for place, (row, fields) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(torn.texts)
        end = next((r for r in range(row + 1, end) if _first(torn.texts[r]) in _AFTER_MATRIX), end)
        body = tuple(r for r in range(row + 1, end) if any(without_space(text) for text in torn.texts[r]))
        matrices.append(TornMatrix(torn, row, body, fields))
    return tuple(matrices)


def label_rows(opened: Sequence[TornTable]) -> tuple[tuple[TornTable, tuple[int, ...]], ...]:
    """The label rows of each form in torn tables, which come in the document's order: the rows above a matrix, from
    the end of the matrix before, and a table without a matrix right before one that begins with it."""
    found: list[tuple[TornTable, tuple[int, ...]]] = []
    before: TornTable | None = None
    for torn in opened:
        matrices = find_matrices(torn)
        if matrices and matrices[0].header == 0 and before is not None:
            found.append((before, tuple(range(len(before.texts)))))
        start = 0
        for matrix in matrices:
            if matrix.header > start:
                found.append((torn, tuple(range(start, matrix.header))))
            start = max((*matrix.rows, matrix.header)) + 1
        before = None if matrices else torn
    return tuple(found)


def find_form_tables(opened: Sequence[TornTable]) -> list[TornTable]:
    """The torn tables that hold label rows or a matrix, in their order."""
    ids = {torn.table.id for torn, _ in label_rows(opened)}
    return [torn for torn in opened if torn.table.id in ids or find_matrices(torn)]


def _first(texts: Sequence[str]) -> str:
    return next((compact for text in texts if (compact := without_space(text))), "")


def _header_fields(texts: Sequence[str]) -> dict[MatrixField, int]:
    fields: dict[MatrixField, int] = {}
    for column, text in enumerate(texts):
        name = read_matrix_word(text)
        if name is not None:
            fields.setdefault(name, column)
    return fields if {"tier1", "tier2", "tier3"} <= fields.keys() and len(fields) >= _FEWEST_HEADER_WORDS else {}


def close_table(torn: TornTable) -> Table:
    """The table with the written texts; a new column's cells print nothing (``raw`` is blank)."""
    if not torn.changed:
        return torn.table
    table = torn.table
    cells: list[Cell] = []
    known = {(cell.row, cell.column) for cell in table.cells}
    for cell in table.cells:
        place = (cell.row, cell.column)
        text = single_spaced(torn.texts[cell.row][cell.column])
        cells.append(replace(cell, text=text) if place in torn.changed else cell)
    covered = slots_of(table.cells, len(torn.texts), len(torn.texts[0]))
    for row, texts in enumerate(torn.texts):
        for column, text in enumerate(texts):
            if (row, column) not in known and covered[row][column] is None:
                cells.append(Cell(torn.cell_id(row, column), row, column, 1, 1, single_spaced(text), "", "data"))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    width = len(torn.texts[0])
    slots = slots_of(cells, len(torn.texts), width)
    kept = table.rows
    rows = tuple(Row(row_values(slots[table.header_rows + number]), row.role) for number, row in enumerate(kept))
    added = tuple(range(len(table.columns), width))
    columns = table.columns + tuple(_new_column(torn, 0 if table.header_rows == 1 else None, n) for n in added)
    parts = tuple(
        replace(part, columns=part.columns + tuple(_new_column(torn, part.first_row, n) for n in added))
        for part in table.parts
    )
    return replace(table, cells=tuple(cells), rows=rows, columns=columns, parts=parts)


def _new_column(torn: TornTable, header: int | None, column: int) -> Column:
    """An added column with the words that a repair wrote over it in the header row, if it has one."""
    word = without_space(torn.texts[header][column]) if header is not None else ""
    role = _ROLES.get(read_matrix_word(word) or "tier1", "other")
    return Column((word,), role) if word else Column(())
