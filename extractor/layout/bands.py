"""Region + glyphs → bands: the strips between two horizontals that are drawn from edge to edge."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, Ruling
from extractor.document.region import Region
from extractor.layout.pieces import Piece, pieces_of

_FULL_SHARE = 0.9
"""A horizontal that covers this share of the region's width divides it into bands."""
_BAND_SHARE = 0.5
"""A vertical that covers this share of a band's height divides the band."""
SAME_X_PT = 2.0
"""Borders closer than this are one."""


@dataclass(frozen=True, slots=True)
class Band:
    """A strip between two horizontals that are drawn from edge to edge. ``cuts`` are the verticals drawn in it with
    the region's edges; ``lines`` has the lines between each two of them, since only these share a base line surely.
    """

    top: float
    bottom: float
    cuts: tuple[float, ...]
    lines: tuple[tuple[tuple[Piece, ...], ...], ...]
    has_drawn_rows: bool
    """Whether horizontals that do not reach from edge to edge divide it: its rows are drawn, and some cells merged."""


def divide_bands(region: Region, glyphs: Sequence[Glyph]) -> list[Band]:
    """The bands of a region from top to bottom; ``glyphs`` are those whose middle lies in the region."""
    box = region.bbox
    horizontals = sorted((r for r in region.rulings if r.horizontal), key=lambda r: r.position)
    verticals = sorted((r for r in region.rulings if not r.horizontal), key=lambda r: r.position)
    positions = [r.position for r in horizontals]
    full = [r.position for r in horizontals if is_full(r, region)]
    ordered = sorted(glyphs, key=lambda glyph: glyph.bbox.y_middle)
    middles = [glyph.bbox.y_middle for glyph in ordered]
    bands = []
    for top, bottom in pairwise([box.top, *full, box.bottom]):
        if bottom - top < SAME_X_PT:
            continue
        inner = [
            r.position
            for r in verticals
            if box.x0 + SAME_X_PT < r.position < box.x1 - SAME_X_PT
            and min(bottom, r.end) - max(top, r.start) >= _BAND_SHARE * (bottom - top)
        ]
        cuts = (box.x0, *_distinct(inner), box.x1)
        within = ordered[bisect_left(middles, top) : bisect_left(middles, bottom)]
        partial = bisect_left(positions, bottom - SAME_X_PT) - bisect_right(positions, top + SAME_X_PT)
        bands.append(Band(top, bottom, cuts, _lines_between(within, cuts), partial > 0))
    return bands


def is_full(ruling: Ruling, region: Region) -> bool:
    """Whether a horizontal reaches from edge to edge of the region."""
    return ruling.end - ruling.start >= _FULL_SHARE * region.bbox.width


def _lines_between(glyphs: Sequence[Glyph], cuts: Sequence[float]) -> tuple[tuple[tuple[Piece, ...], ...], ...]:
    """The lines of the glyphs between each two cuts, each cut into pieces."""
    columns: list[list[Glyph]] = [[] for _ in range(len(cuts) - 1)]
    for glyph in glyphs:
        index = bisect_right(cuts, glyph.bbox.x_middle) - 1
        columns[min(max(index, 0), len(columns) - 1)].append(glyph)
    return tuple(tuple(pieces_of(line) for line in compose_lines(column)) for column in columns)


def _distinct(positions: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for x in positions:
        if not kept or x - kept[-1] > SAME_X_PT:
            kept.append(round(x, 2))
    return kept
