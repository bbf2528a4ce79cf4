"""The labelled table of the contract: header tree as column paths, body rows, physical cells with roles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from extractor.document.geometry import Place
from extractor.document.indent import Indent
from extractor.document.join import Join
from extractor.document.number import compact_numbers
from extractor.document.other_text import OtherText
from extractor.document.text import single_spaced, without_space
from extractor.document.uncertain import UncertainCharacter
from extractor.document.vocabulary import AmountCheck, CellRole, ColumnRole, RowRole, TableKind

_BLANK_NOT_BETWEEN_DIGITS = re.compile(r"(?<!\d) +| +(?!\d)")


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf of the header tree: ``path`` outermost first, white space removed."""

    path: tuple[str, ...]
    role: ColumnRole = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """A body row, one string a column; None where a cell merged over columns goes on."""

    values: tuple[str | None, ...]
    role: RowRole = "body"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form with a header of its own: grid rows ``first_row`` to ``last_row``, both included."""

    first_row: int
    last_row: int
    header_rows: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One physical cell. ``text`` has repairs applied, ``raw`` is as printed; row 0 is the first header row."""

    id: str
    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    raw: str
    role: CellRole
    boxes: tuple[Place, ...] = ()
    line: int | None = None
    stored: str | None = None
    confidence: float = 1.0
    check: AmountCheck | None = None

    def marked(self, role: CellRole, confidence: float, check: AmountCheck | None) -> "Cell":
        """The cell with these marks; spelt out, since ``replace`` takes four times as long, and there are many."""
        return Cell(
            self.id,
            self.row,
            self.column,
            self.row_span,
            self.column_span,
            self.text,
            self.raw,
            role,
            self.boxes,
            self.line,
            self.stored,
            confidence,
            check,
        )


@dataclass(frozen=True, slots=True)
class Table:
    """One logical table; its pages joined, its header repeated nowhere."""

    id: str
    title: str | None
    kind: TableKind
    unit: str | None
    reporting_unit: str | None
    as_of: str | None
    pages: tuple[int, ...]
    captions: tuple[str, ...]
    notes: tuple[str, ...]
    declared_empty: bool
    reading: str
    confidence: float
    header_rows: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    parts: tuple[Part, ...]
    cells: tuple[Cell, ...]
    joins: tuple[Join, ...] = ()
    """Where and why the pieces of pages were joined; last the joins that were taken back."""
    uncertain: tuple[UncertainCharacter, ...] = ()
    """The characters of its cells that a recogniser was not sure of, where a page was read from its picture."""
    other_texts: tuple[OtherText, ...] = ()
    """What the file's own text layer has in its cells, where the page was read from its picture and that differs."""
    indents: tuple[Indent, ...] = ()
    """The cells of names that are set in, where a column has names of several levels."""


class SpanningCell(Protocol):
    """A cell of any stage, half-open from its first row and column."""

    @property
    def row(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def row_span(self) -> int: ...
    @property
    def column_span(self) -> int: ...


_AnyCell = TypeVar("_AnyCell", bound=SpanningCell)


def slots_of(cells: Sequence[_AnyCell], rows: int, columns: int) -> list[list[_AnyCell | None]]:
    """The grid as ``rows`` lists of ``columns`` cells; a spanning cell stands in each slot that it covers."""
    slots: list[list[_AnyCell | None]] = [[None] * columns for _ in range(rows)]
    for cell in cells:
        if cell.row_span == cell.column_span == 1:
            if cell.row < rows and cell.column < columns:
                slots[cell.row][cell.column] = cell
            continue
        for row in range(cell.row, min(rows, cell.row + cell.row_span)):
            for column in range(cell.column, min(columns, cell.column + cell.column_span)):
                slots[row][column] = cell
    return slots


def as_printed(cell: Cell) -> str:
    """The cell's text with repairs applied; where none wrote it, what it prints, line breaks and all."""
    if without_space(cell.raw) != without_space(cell.text):
        return cell.text
    # a repair that took a space out of a number leaves the same characters
    is_joined = "\n" not in cell.raw and cell.text != single_spaced(cell.raw)
    return cell.text if is_joined else cell.raw


def row_text(text: str) -> str:
    """A cell's text as ``rows`` print it: without white space, but for one blank between two numbers of one cell,
    which would else become a third."""
    return _BLANK_NOT_BETWEEN_DIGITS.sub("", compact_numbers(text))


def row_values(slots: Sequence[Cell | None], merged_continuation: None = None) -> tuple[str | None, ...]:
    """One body row of the contract: a cell merged over rows is repeated, over columns it is followed by None."""
    values: list[str | None] = []
    for column, cell in enumerate(slots):
        if cell is None:
            values.append("")
        elif cell.column < column:
            values.append(merged_continuation)
        else:
            values.append(row_text(as_printed(cell)))
    return tuple(values)
