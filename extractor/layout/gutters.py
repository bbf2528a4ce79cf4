"""Rows of pieces → the white gutters between their columns.

A gutter is a vertical strip that hardly any row crosses (the projection profile of Wong et al. 1982, taken over rows
that have at least two pieces): headings over several columns cross it and are few, running text has none.
"""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.layout.pieces import Piece

_CROSSING_SHARE = 0.2
"""At most this share of the rows may cross a gutter: headings that span its columns."""
_NARROWEST_PT = 2.5
_FEWEST_PIECES = 2
"""A column of fewer pieces is none, unless it holds all rows that there are."""


class Gutter(NamedTuple):
    """The strip from ``start`` to ``end`` (x in points) between two columns."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def find_gutters(rows: Sequence[Sequence[Piece]]) -> tuple[Gutter, ...]:
    """Find the gutters of rows of pieces, from left to right; none where there is one column."""
    divided = [row for row in rows if len(row) > 1]
    if not divided:
        return ()
    strips = _thin_strips(divided, int(len(divided) * _CROSSING_SHARE))
    found: list[Gutter] = []
    for strip in strips:
        found += _around_sparse_columns(strip, divided)
    wide = [gutter for gutter in found if gutter.end - gutter.start >= _NARROWEST_PT]
    return tuple(_emptiest(gutter, rows) for gutter in wide)


def _thin_strips(rows: Sequence[Sequence[Piece]], crossing: int) -> list[Gutter]:
    """The x intervals that at most ``crossing`` rows cover, between the first and the last text that more cover."""
    strips: list[Gutter] = []
    start: float | None = None
    before = 0
    for x, covered in _coverage(rows):
        if before > crossing >= covered:
            start = x
        elif before <= crossing < covered and start is not None:
            strips.append(Gutter(start, x))
            start = None
        before = covered
    return strips


def _coverage(rows: Sequence[Sequence[Piece]]) -> list[tuple[float, int]]:
    """(x, how many pieces cover what follows it), in order."""
    changes = sorted(
        (x, step) for row in rows for piece in row for x, step in ((piece.bbox.x0, 1), (piece.bbox.x1, -1))
    )
    covered, steps = 0, []
    for x, step in changes:
        covered += step
        steps.append((x, covered))
    return steps


def _emptiest(strip: Gutter, rows: Sequence[Sequence[Piece]]) -> Gutter:
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


def _around_sparse_columns(strip: Gutter, rows: Sequence[Sequence[Piece]]) -> list[Gutter]:
    """A column that few rows fill lies within a strip: its pieces cut the strip in two."""
    inside = sorted(
        (piece.bbox.x0, piece.bbox.x1)
        for row in rows
        for piece in row
        if piece.bbox.x0 > strip.start and piece.bbox.x1 < strip.end
    )
    columns: list[list[float]] = []
    for x0, x1 in inside:
        if columns and x0 <= columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], x1)
            columns[-1][2] += 1
        else:
            columns.append([x0, x1, 1])
    gutters, start = [], strip.start
    for x0, x1, pieces in columns:
        if pieces >= _FEWEST_PIECES:
            gutters.append(Gutter(start, x0))
            start = x1
    return [*gutters, Gutter(start, strip.end)]
