"""A text dump as pieces: loose lines and table rows whose cells know which values of the label they print."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from extractor.document.text import without_space

Dialect = Literal["rows", "cells"]
"""``rows``: a row a line, tabs between the cells. ``cells``: a cell a line behind a tab, a blank line ends a row."""
Part = Literal["header", "numbers", "body", "form", "matrix"]
"""What a row is: a header's, the column numbers' (栏次), a statement's, a form's above its matrix, a matrix row."""
Belongs = Literal["label", "amount", "code", "words", "tier", "target"]
"""What stands in a place of the table, also while it is blank."""
BODY_PARTS: frozenset[Part] = frozenset({"body", "matrix", "form"})


class Owner(NamedTuple):
    """The table or project of the label that a piece prints, by its place there, from 0."""

    sort: Literal["table", "project"]
    number: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as dumped. ``truth`` are the paths of the values that it prints, within the label's table or project:
    ``rows.3.values.2``, ``indicators.0.tier1``; a merged cell prints several. Of a form's label, those that it is the
    label of."""

    text: str
    belongs: Belongs = "label"
    truth: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not without_space(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``number`` is its grid row, from 0, the header's rows counted."""

    cells: tuple[Cell, ...]
    owner: Owner
    part: Part
    number: int
    dialect: Dialect = "rows"

    def with_cells(self, cells: Iterable[Cell]) -> "Row":
        return replace(self, cells=tuple(cells))


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside the grid; ``owner`` is the table that it is printed above, ``repeats`` whether a page that the
    table goes on to prints it again."""

    text: str
    owner: Owner | None = None
    repeats: bool = False


Piece = Line | Row


def lines_of(piece: Piece) -> tuple[str, ...]:
    """The piece as lines of text; a line break within a cell is a space where a row is one line."""
    if isinstance(piece, Line):
        return (piece.text,)
    if piece.dialect == "rows":
        return ("\t".join(" ".join(cell.text.split("\n")) for cell in piece.cells),)
    return (*(line for cell in piece.cells for line in f"\t{cell.text or ' '}".split("\n")), "")


def text_of(pieces: Iterable[Piece]) -> str:
    """The whole dump, a line break at its end."""
    return "".join(f"{line}\n" for piece in pieces for line in lines_of(piece))


def body_rows(pieces: Sequence[Piece]) -> Iterator[tuple[int, Row]]:
    """The rows that hold values, with their index among the pieces."""
    return ((i, piece) for i, piece in enumerate(pieces) if isinstance(piece, Row) and piece.part in BODY_PARTS)


def runs(pieces: Sequence[Piece]) -> Iterator[tuple[int, tuple[Row, ...]]]:
    """The unbroken runs of body rows or of matrix rows of one table, with the index of their first row."""
    start, run = 0, list[Row]()
    for index, piece in enumerate([*pieces, Line("")]):
        fits = isinstance(piece, Row) and piece.part in ("body", "matrix")
        if run and not (fits and isinstance(piece, Row) and (piece.owner, piece.part) == (run[0].owner, run[0].part)):
            yield start, tuple(run)
            run = []
        if fits and isinstance(piece, Row):
            start = start if run else index
            run.append(piece)
