"""Rows of pieces → the white gutters between their columns.

A gutter is a vertical strip that hardly any row of the body crosses (the projection profile of Wong et al. 1982, taken
over rows that have at least two pieces). The header is read second: a heading may stand beside its figures without
touching them (one centred, the others on the right), so it widens a column, and makes one only where no column lacks
a heading.
"""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from extractor.document.geometry import BBox
from extractor.layout.pieces import Piece, is_number_row

Row = Sequence[Piece]
_CROSSING_SHARE = 0.2
"""At most this share of the body's rows may cross a gutter: headings within the body, long labels."""
_NARROWEST_PT = 2.5
_FEWEST_PIECES = 2
"""Fewer pieces than this that stand apart in a gutter are no column, unless a heading stands above them."""


class Gutter(NamedTuple):
    """The strip from ``start`` to ``end`` (x in points) between two columns."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


class _Span(NamedTuple):
    """The x interval that the texts of a column cover."""

    start: float
    end: float

    def touches(self, other: "_Span") -> bool:
        return self.start < other.end and other.start < self.end


def find_gutters(rows: Sequence[Row]) -> tuple[Gutter, ...]:
    """Find the gutters of rows of pieces, from left to right; none where there is one column."""
    divided = [row for row in rows if len(row) > 1]
    depth = next((n for n, row in enumerate(divided) if _is_of_body(row)), 0)
    body, leaves = divided[depth:], _leaves([row for row in rows if row not in divided[depth:]], divided[depth:])
    if not body:
        return ()
    columns = _columns(body, leaves)
    columns = _with_headings(columns, leaves)
    strips = [Gutter(a.end, b.start) for a, b in itertools.pairwise(columns) if b.start > a.end]
    wide = [strip for strip in strips if strip.end - strip.start >= _NARROWEST_PT]
    return tuple(_emptiest(strip, rows) for strip in wide)


def _is_of_body(row: Row) -> bool:
    return not is_number_row(row) and any(piece.is_figure for piece in row[1:])


def _leaves(header: Sequence[Row], body: Sequence[Row]) -> list[_Span]:
    """The lowest headings, those with no other heading below them, above the body's first row. One that stands
    between two headings of a lower level spans both."""
    first = min((piece.bbox.top for row in body for piece in row), default=0.0)
    pieces = [piece for row in header for piece in row if piece.bbox.y_middle < first]
    leaves = []
    for piece in pieces:
        lower = [other.bbox for other in pieces if other.bbox.top >= piece.bbox.y_middle]
        covered = any(box.x0 < piece.bbox.x1 and box.x1 > piece.bbox.x0 for box in lower)
        if not covered and not _is_between(piece, lower, pieces):
            leaves.append(_Span(piece.bbox.x0, piece.bbox.x1))
    return leaves


def _is_between(piece: Piece, lower: Sequence[BBox], pieces: Sequence[Piece]) -> bool:
    """Whether on both sides the next heading stands on a lower level."""
    left = max((other.bbox for other in pieces if other.bbox.x1 <= piece.bbox.x0), key=lambda b: b.x1, default=None)
    right = min((other.bbox for other in pieces if other.bbox.x0 >= piece.bbox.x1), key=lambda b: b.x0, default=None)
    return left in lower and right in lower


def _columns(body: Sequence[Row], leaves: Sequence[_Span]) -> list[_Span]:
    """The x intervals that more than a few rows of the body cover, and columns that few rows fill."""
    crossing = int(len(body) * _CROSSING_SHARE)
    dense: list[_Span] = []
    start, before = 0.0, 0
    for x, covered in _coverage(body):
        if before <= crossing < covered:
            start = x
        elif covered <= crossing < before:
            dense.append(_Span(start, x))
        before = covered
    if not crossing:
        return dense
    apart = sorted(
        _Span(piece.bbox.x0, piece.bbox.x1)
        for row in body
        for piece in row
        if not any(_Span(piece.bbox.x0, piece.bbox.x1).touches(column) for column in dense)
    )
    return sorted([*dense, *_sparse(apart, leaves)])


def _sparse(apart: Sequence[_Span], leaves: Sequence[_Span]) -> list[_Span]:
    groups: list[list[_Span]] = []
    for span in apart:
        if groups and span.start < max(other.end for other in groups[-1]):
            groups[-1].append(span)
        else:
            groups.append([span])
    columns = []
    for group in groups:
        whole = _Span(group[0].start, max(span.end for span in group))
        if len(group) >= _FEWEST_PIECES or any(leaf.touches(whole) for leaf in leaves):
            columns.append(whole)
    return columns


def _with_headings(columns: Sequence[_Span], leaves: Sequence[_Span]) -> list[_Span]:
    """Columns widened by the headings that stand beside them, and new ones under headings that have no column."""
    found = list(columns)
    without = [not any(leaf.touches(column) for leaf in leaves) for column in columns]
    for leaf in sorted(leaves):
        if any(leaf.touches(column) for column in found):
            continue
        left = max((n for n, column in enumerate(found) if column.end <= leaf.start), default=None)
        right = min((n for n, column in enumerate(found) if column.start >= leaf.end), default=None)
        near = [
            (abs(leaf.start + leaf.end - found[n].start - found[n].end), n)
            for n in (left, right)
            if n is not None and without[n]
        ]
        if near:
            n = min(near)[1]
            found[n] = _Span(min(found[n].start, leaf.start), max(found[n].end, leaf.end))
            without[n] = False
        else:
            n = 0 if left is None else left + 1
            found.insert(n, leaf)
            without.insert(n, False)
    return found


def _coverage(rows: Sequence[Row]) -> list[tuple[float, int]]:
    """(x, how many pieces cover what follows it), in order."""
    changes = sorted(
        (x, step) for row in rows for piece in row for x, step in ((piece.bbox.x0, 1), (piece.bbox.x1, -1))
    )
    covered, steps = 0, []
    for x, step in changes:
        covered += step
        steps.append((x, covered))
    return steps


def _emptiest(strip: Gutter, rows: Sequence[Row]) -> Gutter:
    """The widest part of a strip that the fewest texts of its two columns reach into: a long label stays whole.

    What crosses the strip or stands within it is a heading over both columns and says nothing of their border.
    """
    reaching = [
        [piece for piece in row if (piece.bbox.x0 <= strip.start) != (piece.bbox.x1 >= strip.end)] for row in rows
    ]
    steps = [(float("-inf"), 0), *_coverage(reaching)]
    at_start = [number for x, number in steps if x <= strip.start][-1]
    inside = [(strip.start, at_start), *((x, number) for x, number in steps if strip.start < x < strip.end)]
    ends = [x for x, _ in inside[1:]] + [strip.end]
    parts = [(number, Gutter(x, end)) for (x, number), end in zip(inside, ends, strict=True)]
    wide = [(number, part) for number, part in parts if part.end - part.start >= _NARROWEST_PT]
    return min(wide, key=lambda item: (item[0], item[1].start - item[1].end))[1] if wide else strip
