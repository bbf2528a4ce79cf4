"""Rows of a form written from left to right, as in HTML: a piece takes the first free place and its spans."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.corpora.generate.model import Align, CellSpec
from extractor.document.vocabulary import CellRole


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell without a place: ``width`` columns and ``height`` rows."""

    text: str
    role: CellRole
    width: int = 1
    height: int = 1
    align: Align = "centre"
    bold: bool = False
    indent: int = 0


Row = Sequence[Piece]


def label(text: str, width: int = 1, height: int = 1, align: Align = "centre") -> Piece:
    """What the cells to its right are about (项目名称, a tier, the name of an indicator)."""
    return Piece(text, "row_attribute", width, height, align)


def head(text: str, width: int = 1, height: int = 1) -> Piece:
    """What the cells below it are about (一级指标, 预算数)."""
    return Piece(text, "column_attribute", width, height)


def period(text: str, width: int = 1) -> Piece:
    """Which point of time the cell below belongs to (3月底)."""
    return Piece(text, "column_index", width)


def value(text: str, width: int = 1, height: int = 1, align: Align = "centre") -> Piece:
    """What a label or a head is about; a blank too."""
    return Piece(text, "data", width, height, align)


def lay(rows: Iterable[Row], columns: int) -> tuple[CellSpec, ...]:
    """Give every piece its place; ValueError where a row does not come out at ``columns``."""
    taken: set[tuple[int, int]] = set()
    cells = []
    number = -1
    for number, row in enumerate(rows):
        column = 0
        for piece in row:
            while (number, column) in taken:
                column += 1
            slots = {(number + down, column + right) for down in range(piece.height) for right in range(piece.width)}
            if taken & slots:
                raise ValueError(f"{piece.text!r} does not fit into row {number}")
            taken |= slots
            cells.append(_placed(piece, number, column))
        _expect_full(number, columns, taken)
    if any(row > number for row, _ in taken):
        raise ValueError("a cell reaches below the last row")
    return tuple(cells)


def _placed(piece: Piece, row: int, column: int) -> CellSpec:
    return CellSpec(
        row, column, piece.text, piece.role, piece.height, piece.width, piece.align, piece.bold, piece.indent
    )


def _expect_full(row: int, columns: int, taken: set[tuple[int, int]]) -> None:
    covered = {column for number, column in taken if number == row}
    if covered != set(range(columns)):
        raise ValueError(f"row {row} covers the columns {sorted(covered)} of {columns}")
