"""The areas of a table that hold a form: its label rows, and the matrix of indicators below them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extractor.document.matrix_words import MatrixField, read_matrix_word
from extractor.document.table import Cell, Table, slots_of
from extractor.document.text import folded, without_space
from extractor.normalise.projects.words import IDENTITY, read_label

_UNIT: Final = re.compile(r"(?:金额)?单位:?(元|千元|万元|亿元)")
_LONGEST_CAPTION_ROW = 3
Slots = Sequence[Sequence[Cell | None]]
_FEWEST_HEADER_WORDS = 3


@dataclass(frozen=True, slots=True)
class Matrix:
    """An indicator matrix: body rows ``first`` to before ``last``, and which grid column each field stands in.

    ``fields`` may name a field twice where a form prints a mid-term matrix beside the yearly one.
    """

    first: int
    last: int
    fields: tuple[tuple[int, MatrixField], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one form in a table: label rows (grid row numbers) and matrices."""

    table: Table
    slots: Slots
    rows: tuple[int, ...]
    matrices: tuple[Matrix, ...]
    has_identity: bool

    @property
    def is_empty(self) -> bool:
        return not self.has_identity and not self.matrices


def grid_slots(table: Table) -> Slots:
    """The table's physical grid, header rows included."""
    rows = max((cell.row + cell.row_span for cell in table.cells), default=0)
    columns = max((cell.column + cell.column_span for cell in table.cells), default=0)
    return slots_of(table.cells, rows, columns)


def distinct(slots: Sequence[Cell | None]) -> Iterator[Cell]:
    """The cells of one grid row from left to right, each once, blanks included."""
    previous = None
    for cell in slots:
        if cell is not None and cell is not previous:
            yield cell
        previous = cell


def printed(slots: Sequence[Cell | None]) -> list[Cell]:
    """The cells of one grid row that print something, each once."""
    return [cell for cell in distinct(slots) if without_space(cell.text)]


def read_unit_caption(text: str) -> str | None:
    """The money unit of a caption, ``单位：万元`` → 万元; None where it is another text."""
    match = _UNIT.fullmatch(folded(text))
    return match[1] if match is not None else None


def read_matrix_header(slots: Sequence[Cell | None]) -> tuple[tuple[int, MatrixField], ...]:
    """The fields of a matrix header row by column; empty where the row is none."""
    fields = []
    for cell in distinct(slots):
        field = read_matrix_word(cell.text)
        if field is not None:
            fields.append((cell.column, field))
    found = {field for _, field in fields}
    is_header = "tier3" in found or ("tier2" in found and "target" in found)
    enough = len(found) >= _FEWEST_HEADER_WORDS and bool(found & {"tier1", "tier2"})
    return tuple(fields) if is_header and enough else ()


def find_sections(table: Table) -> tuple[Section, ...]:
    """The forms that a table holds, in order; empty where it holds none."""
    slots = grid_slots(table)
    sections: list[Section] = []
    rows: list[int] = []
    matrices: list[Matrix] = []
    named = False

    def close() -> None:
        nonlocal rows, matrices, named
        sections.append(Section(table, slots, tuple(rows), tuple(matrices), named))
        rows, matrices, named = [], [], False

    row = 0
    while row < len(slots):
        fields = read_matrix_header(slots[row])
        if fields:
            if named and _lists_projects(fields):
                close()  # a list of many projects is not the matrix of the form above it
            last = _matrix_end(slots, row + 1)
            matrices.append(Matrix(row + 1, last, _with_second_header(slots, row, fields)))
            row = last
            continue
        if _begins_form(slots[row]):
            if matrices:
                close()
            named = True
        rows.append(row)
        row += 1
    close()
    return tuple(section for section in sections if not section.is_empty)


def _lists_projects(fields: tuple[tuple[int, MatrixField], ...]) -> bool:
    return any(field == "project_name" for _, field in fields)


def _begins_form(slots: Sequence[Cell | None]) -> bool:
    """Whether a row prints an identity label with its value beside it (in a list's header a label stands there).

    A row of a caption that says the money unit stands above the form and begins it too.
    """
    cells = printed(slots)
    if len(cells) <= _LONGEST_CAPTION_ROW and any(read_unit_caption(cell.text) for cell in cells):
        return True
    for cell, neighbour in pairwise(cells):
        label = read_label(cell.text)
        if label is not None and label.field in IDENTITY and read_label(neighbour.text) is None:
            return True
    return False


def _matrix_end(slots: Slots, row: int) -> int:
    """The row after the matrix's last one: a further header, an identity label or a total's row ends it."""
    while row < len(slots):
        if read_matrix_header(slots[row]) or _begins_form(slots[row]):
            return row
        cells = printed(slots[row])
        label = read_label(cells[0].text) if cells else None
        if label is not None and (
            label.field in {"score", "plan", "scale"} or cells[0].text.strip() in {"备注", "说明"}
        ):
            return row
        row += 1
    return row


def _with_second_header(
    slots: Slots, row: int, fields: tuple[tuple[int, MatrixField], ...]
) -> tuple[tuple[int, MatrixField], ...]:
    """Replace a merged target column by its parts where the next row divides it (中期 | 年度)."""
    if row + 1 >= len(slots):
        return fields
    divided: list[tuple[int, MatrixField]] = []
    for column, field in fields:
        head = slots[row][column]
        parts: list[tuple[int, MatrixField]] = []
        if field in {"target", "actual"} and head is not None and head.column_span > 1:
            below = [
                cell for cell in distinct(slots[row + 1]) if head.column <= cell.column < column + head.column_span
            ]
            named = [(cell.column, read_matrix_word(cell.text)) for cell in below if cell is not head]
            parts = [(place, word) for place, word in named if word is not None]
        divided.extend(parts or [(column, field)])
    return tuple(divided)
