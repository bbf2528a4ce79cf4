"""Lines between column borders → rows: what stands in each column of a line, or of several lines together."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from extractor.document.geometry import BBox, union
from extractor.layout.pieces import Piece


@dataclass(frozen=True, slots=True)
class TextRow:
    """What stands in each column of one row: column index to pieces; ``bbox`` is around all of them."""

    cells: Mapping[int, tuple[Piece, ...]]
    bbox: BBox

    @property
    def has_figures(self) -> bool:
        """Whether a figure stands in it, outside the first column."""
        return any(piece.is_figure for column, pieces in self.cells.items() if column for piece in pieces)

    @property
    def height(self) -> float:
        """The height of its text in points."""
        return max(piece.bbox.height for pieces in self.cells.values() for piece in pieces)

    def is_across(self, stub: tuple[float, float]) -> bool:
        """Whether it is one text that runs over the border of the first column: a heading within the body."""
        pieces = [piece for pieces in self.cells.values() for piece in pieces]
        box = pieces[0].bbox
        return len(pieces) == 1 and box.x0 < stub[1] < box.x1 - box.height


def row_of(line: Sequence[Piece], columns: Sequence[tuple[float, float]]) -> TextRow:
    """One line as a row; ``columns`` are (left, right) in points."""
    cells: dict[int, tuple[Piece, ...]] = {}
    for piece in line:
        column = column_of(piece, columns)
        cells[column] = (*cells.get(column, ()), piece)
    return TextRow(cells, union(piece.bbox for piece in line))


def as_one(rows: Sequence[TextRow]) -> TextRow:
    """Several lines as one row."""
    return reduce(_merged, rows)


def column_of(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
    """The column (ascending, side by side) that a piece shares most of its width with; of equal ones the first."""
    first = max(0, bisect_right(columns, (piece.bbox.x0, float("inf"))) - 1)
    last = max(first, bisect_right(columns, (piece.bbox.x1, float("inf"))) - 1)
    return max(
        range(first, last + 1),
        key=lambda n: (min(columns[n][1], piece.bbox.x1) - max(columns[n][0], piece.bbox.x0), -n),
    )


def _merged(first: TextRow, second: TextRow) -> TextRow:
    cells = dict(first.cells)
    for column, pieces in second.cells.items():
        cells[column] = (*cells.get(column, ()), *pieces)
    return TextRow(cells, union((first.bbox, second.bbox)))
