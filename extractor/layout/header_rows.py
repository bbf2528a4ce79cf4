"""The header of a table without rulings: how deep it is, which of its words span columns, which span rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.document.geometry import BBox
from extractor.document.page import Ruling
from extractor.layout.pieces import Piece

Line = Sequence[Piece]
Column = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spanner:
    """A heading over the columns ``first`` to ``last`` (inclusive) on header line ``line``."""

    line: int
    first: int
    last: int


def header_depth(lines: Sequence[Line], columns: Sequence[Column]) -> int:
    """How many leading lines belong to the header: those before the first figure outside the first column.

    A line with a text in the first column alone is a section of the body (or the end of a wrapped heading) and ends
    the header when the lines after it stand in all columns with figures.
    """
    first_body = next(
        (
            index
            for index, line in enumerate(lines)
            if any(piece.is_figure and not _is_year(piece) for piece in line if piece.bbox.x_middle > columns[0][1])
        ),
        len(lines),
    )
    depth = first_body
    while depth and first_body < len(lines) and _is_stub_only(lines[depth - 1], columns):
        depth -= 1
    return depth


def _is_year(piece: Piece) -> bool:
    words = piece.text.strip("*年")
    return len(words) == 4 and words.isdigit() and words[:2] in ("19", "20")


def _is_stub_only(line: Line, columns: Sequence[Column]) -> bool:
    return all(piece.bbox.x1 <= columns[0][1] + 1 for piece in line)


def header_rulings(
    lines: Sequence[Line], columns: Sequence[Column], gutters: Sequence[float], box: BBox
) -> list[Ruling]:
    """The rulings of a header whose lines are given: levels below spanning headings, columns between the rest.

    Without a spanning heading all lines are one row. Each line with one ends a level for the columns that it spans;
    the other columns are one cell over all levels.
    """
    spanners = _spanners(lines, columns)
    levels = sorted({spanner.line for spanner in spanners if spanner.line + 1 < len(lines)})
    rulings: list[Ruling] = []
    edges = [box.top]
    for line in levels:
        bottom = max(piece.bbox.bottom for piece in lines[line])
        following = min(piece.bbox.top for piece in lines[line + 1])
        y = (bottom + following) / 2
        edges.append(y)
        for spanner in spanners:
            if spanner.line == line:
                rulings.append(Ruling(True, y, columns[spanner.first][0], columns[spanner.last][1]))
    edges.append(box.bottom)
    for index, (top, bottom) in enumerate(pairwise(edges)):
        until = levels[index] if index < len(levels) else len(lines)
        here = [s for s in spanners if s.line == until or (index == len(levels) and s.line >= len(lines) - 1)]
        for x in gutters:
            if not any(columns[s.first][0] < x < columns[s.last][1] for s in here):
                rulings.append(Ruling(False, x, top, bottom))
    return rulings


def _spanners(lines: Sequence[Line], columns: Sequence[Column]) -> list[Spanner]:
    found = []
    for number, line in enumerate(lines):
        for piece in line:
            touched = [
                index
                for index, (left, right) in enumerate(columns)
                if min(right, piece.bbox.x1) - max(left, piece.bbox.x0) > 0
            ]
            others = {_column_at(other, columns) for other in line if other is not piece}
            reach = _centred_reach(piece, columns, others) if touched else []
            if len(reach) > 1:
                found.append(Spanner(number, reach[0], reach[-1]))
            elif len(touched) > 1:
                found.append(Spanner(number, touched[0], touched[-1]))
    return found


def _column_at(piece: Piece, columns: Sequence[Column]) -> int:
    return max(
        range(len(columns)),
        key=lambda n: (min(columns[n][1], piece.bbox.x1) - max(columns[n][0], piece.bbox.x0), -n),
    )


def _centred_reach(piece: Piece, columns: Sequence[Column], taken: set[int]) -> list[int]:
    """Columns on both sides of a heading that stands across a gutter, or between two columns, taken symmetrically."""
    touched = [n for n, (left, right) in enumerate(columns) if min(right, piece.bbox.x1) - max(left, piece.bbox.x0) > 0]
    if len(touched) < 2:
        return touched
    first, last = touched[0], touched[-1]
    while True:
        left_room = piece.bbox.x_middle - columns[first][0]
        right_room = columns[last][1] - piece.bbox.x_middle
        if left_room > 1.5 * right_room and last + 1 < len(columns) and last + 1 not in taken:
            last += 1
        elif right_room > 1.5 * left_room and first - 1 > 0 and first - 1 not in taken:
            first -= 1
        else:
            return list(range(first, last + 1))
