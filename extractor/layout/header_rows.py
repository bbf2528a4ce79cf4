"""The header of a table without rulings: how deep it is, which of its words span columns, which span rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document.geometry import BBox
from extractor.document.page import Ruling
from extractor.layout.pieces import Piece, is_number_row
from extractor.layout.text_rows import column_of

Line = Sequence[Piece]
Column = tuple[float, float]

_OFF_CENTRE = 0.12
"""A heading stands in the middle of the columns that it spans, within this share of their width."""
_BETTER_BY = 0.75
"""It spans more than its own column where that brings it clearly nearer to the middle."""
_SAME_LEVEL_EM = 0.6
_SAME_LINE_EM = 0.3


@dataclass(frozen=True, slots=True)
class Spanner:
    """A heading over the columns ``first`` to ``last`` (inclusive); ``bottom`` is the y below it."""

    first: int
    last: int
    bottom: float


def header_depth(lines: Sequence[Line], columns: Sequence[Column]) -> int:
    """How many leading lines belong to the header: those before the first figure outside the first column.

    Years and column numbers (栏次) are headings. A line with a text in the first column alone begins the body.
    """
    first_body = next((index for index, line in enumerate(lines) if _is_of_body(line, columns)), len(lines))
    depth = first_body
    while depth and first_body < len(lines) and _is_stub_only(lines[depth - 1], columns):
        depth -= 1
    return depth


def header_rulings(
    lines: Sequence[Line], columns: Sequence[Column], gutters: Sequence[float], box: BBox, drawn: Sequence[Ruling]
) -> list[Ruling]:
    """The rulings of a header whose lines are given, inside ``box``; ``drawn`` are the horizontals drawn within it.

    A heading that spans columns has a border below it and none within; every other cell reaches from the upper to the
    lower edge. A row of column numbers stands by itself.
    """
    rulings: list[Ruling] = []
    words, bottom = lines, box.bottom
    if len(lines) > 1 and is_number_row(lines[-1]):
        words = lines[:-1]
        upper = max(piece.bbox.bottom for line in words for piece in line)
        bottom = (upper + min(piece.bbox.top for piece in lines[-1])) / 2
        rulings.append(Ruling(True, bottom, box.x0, box.x1))
        rulings += [Ruling(False, x, bottom, box.bottom) for x in gutters]
    spanners = _on_levels(_spanners(words, columns, drawn), words)
    rulings += [Ruling(True, s.bottom, columns[s.first][0], columns[s.last][1]) for s in spanners]
    for x in gutters:
        crossed = [s.bottom for s in spanners if columns[s.first][0] < x < columns[s.last][1]]
        rulings.append(Ruling(False, x, max(crossed, default=box.top), bottom))
    return rulings


def _is_of_body(line: Line, columns: Sequence[Column]) -> bool:
    if is_number_row(line):
        return False
    return any(piece.is_figure and not _is_year(piece) for piece in line if piece.bbox.x_middle > columns[0][1])


def _is_year(piece: Piece) -> bool:
    words = piece.text.strip("*年")
    return len(words) == 4 and words.isdigit() and words[:2] in ("19", "20")


def _is_stub_only(line: Line, columns: Sequence[Column]) -> bool:
    return all(piece.bbox.x1 <= columns[0][1] + 1 for piece in line)


def _spanners(lines: Sequence[Line], columns: Sequence[Column], drawn: Sequence[Ruling]) -> list[Spanner]:
    pieces = [piece for line in lines for piece in line]
    found = []
    for piece in pieces:
        reach = _reach_of_ruling(piece, columns, drawn) or _reach_across(piece, pieces, columns)
        reach = reach or _reach_above(piece, pieces, columns)
        if reach:
            below = [
                p.bbox.top for p in pieces if _stands_below(p, piece) and reach[0] <= column_of(p, columns) <= reach[1]
            ]
            if below:
                found.append(Spanner(*reach, (piece.bbox.bottom + min(below)) / 2))
    return found


def _reach_of_ruling(piece: Piece, columns: Sequence[Column], drawn: Sequence[Ruling]) -> tuple[int, int] | None:
    """The columns above which a ruling is drawn right below the heading."""
    for ruling in sorted(drawn, key=lambda r: r.position):
        near = piece.bbox.bottom - 2 <= ruling.position <= piece.bbox.bottom + piece.bbox.height
        if near and ruling.start < piece.bbox.x_middle < ruling.end:
            under = [n for n, (left, right) in enumerate(columns) if ruling.start < (left + right) / 2 < ruling.end]
            if len(under) > 1:
                return under[0], under[-1]
    return None


def _reach_across(piece: Piece, pieces: Sequence[Piece], columns: Sequence[Column]) -> tuple[int, int] | None:
    """The columns over whose gutters the heading stands, and as many on the other side as put it in their middle."""
    touched = [n for n, (left, right) in enumerate(columns) if left < piece.bbox.x1 and right > piece.bbox.x0]
    if len(touched) < 2:
        return None
    return _most_central(piece, [(a, b) for a, b in _open_reaches(piece, pieces, columns, touched)], columns) or (
        touched[0],
        touched[-1],
    )


def _reach_above(piece: Piece, pieces: Sequence[Piece], columns: Sequence[Column]) -> tuple[int, int] | None:
    """The columns that have words below the heading and none beside it, where it stands in the middle of them all."""
    home = column_of(piece, columns)
    wider = [reach for reach in _open_reaches(piece, pieces, columns, [home]) if reach != (home, home)]
    best = _most_central(piece, wider, columns)
    if best is None or not any(_stands_below(p, piece) and column_of(p, columns) == home for p in pieces):
        return None
    return best if _off_centre(piece, best, columns) < _BETTER_BY * _off_centre(piece, (home, home), columns) else None


def _open_reaches(
    piece: Piece, pieces: Sequence[Piece], columns: Sequence[Column], touched: Sequence[int]
) -> list[tuple[int, int]]:
    """All runs of columns around the touched ones in which only this heading stands, and in which words stand on the
    next lower level. A heading over several rows stands between the levels and belongs to neither."""
    lower = [p for p in pieces if _stands_below(p, piece)]
    under = [p for p in lower if column_of(p, columns) in touched] or lower
    level = min((p.bbox.y_middle for p in under), default=piece.bbox.y_middle)
    below = {column_of(p, columns) for p in lower if abs(p.bbox.y_middle - level) <= _SAME_LINE_EM * p.bbox.height}
    beside = {column_of(p, columns) for p in pieces if p is not piece and _stands_beside(p, piece)}
    reaches = []
    for first in range(touched[0], -1, -1):
        if first not in touched and (first in beside or first not in below):
            break
        for last in range(touched[-1], len(columns)):
            if last not in touched and (last in beside or last not in below):
                break
            reaches.append((first, last))
    return reaches


def _most_central(
    piece: Piece, reaches: Sequence[tuple[int, int]], columns: Sequence[Column]
) -> tuple[int, int] | None:
    fitting = [
        (_off_centre(piece, reach, columns), reach)
        for reach in reaches
        if _off_centre(piece, reach, columns) <= _OFF_CENTRE * (columns[reach[1]][1] - columns[reach[0]][0])
    ]
    return min(fitting)[1] if fitting else None


def _off_centre(piece: Piece, reach: tuple[int, int], columns: Sequence[Column]) -> float:
    return abs(piece.bbox.x_middle - (columns[reach[0]][0] + columns[reach[1]][1]) / 2)


def _stands_below(piece: Piece, upper: Piece) -> bool:
    return piece.bbox.y_middle - upper.bbox.y_middle > _SAME_LEVEL_EM * upper.bbox.height


def _stands_beside(piece: Piece, other: Piece) -> bool:
    return abs(piece.bbox.y_middle - other.bbox.y_middle) <= _SAME_LEVEL_EM * other.bbox.height


def _on_levels(spanners: Sequence[Spanner], lines: Sequence[Line]) -> list[Spanner]:
    """Spanners whose lower borders nearly meet share one border."""
    height = min((piece.bbox.height for line in lines for piece in line), default=0.0)
    levelled: list[Spanner] = []
    for spanner in sorted(spanners, key=lambda s: s.bottom):
        last = levelled[-1].bottom if levelled else None
        near = last is not None and spanner.bottom - last <= _SAME_LEVEL_EM * height
        levelled.append(Spanner(spanner.first, spanner.last, last) if near and last is not None else spanner)
    return levelled
