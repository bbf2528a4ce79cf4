"""Glyphs of a page → runs of text: what stands together on one line, most often a line of one cell."""

from collections.abc import Sequence

from extractor.document.geometry import BBox, union
from extractor.document.page import Glyph

Run = tuple[Glyph, ...]

_GAP_EM = 0.6
_LINE_EM = 0.3
"""Parts of a glyph's height: a wider gap, or a baseline farther off, begins another run."""


def text_runs(glyphs: Sequence[Glyph]) -> list[Run]:
    """The runs in the order in which they are drawn; every glyph is in one of them."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _goes_on(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return list(map(tuple, runs))


def box_of(run: Run) -> BBox:
    """The box around a run."""
    return union(glyph.bbox for glyph in run)


def moved(run: Run, across: float = 0.0, down: float = 0.0) -> Run:
    """The run at another place, by so many points."""
    return tuple(moved_glyph(glyph, across, down) for glyph in run)


def moved_glyph(glyph: Glyph, across: float, down: float) -> Glyph:
    """The glyph at another place, by so many points."""
    x0, top, x1, bottom = glyph.bbox
    return glyph._replace(bbox=BBox(x0 + across, top + down, x1 + across, bottom + down))


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    height = max(glyph.bbox.height, 0.1)
    gap = glyph.bbox.x0 - last.bbox.x1
    return abs(glyph.bbox.bottom - last.bbox.bottom) <= _LINE_EM * height and -height < gap < _GAP_EM * height
