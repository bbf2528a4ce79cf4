"""A torn table as rows of text that can be written, and the table made of them again."""

from dataclasses import dataclass, field, replace
from typing import Final

from extractor.document.matrix_words import MatrixField, read_matrix_word
from extractor.document.table import Cell, Column, Row, Table, as_printed, row_values, slots_of
from extractor.document.text import single_spaced, without_space
from extractor.document.vocabulary import ColumnRole

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


def open_table(table: Table) -> TornTable:
    """The printed texts of a table by row and column; repairs made before are kept."""
    rows = max((cell.row + cell.row_span for cell in table.cells), default=0)
    columns = max((cell.column + cell.column_span for cell in table.cells), default=0)
    texts = [[""] * columns for _ in range(rows)]
    for cell in table.cells:
        texts[cell.row][cell.column] = as_printed(cell)
    return TornTable(table, texts)


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
