"""Grid + recognised glyphs → the grid with what the recogniser was not sure of in each cell."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from extractor.document.content import Grid, GridCell
from extractor.document.geometry import BBox
from extractor.document.lines import glyphs_in_order
from extractor.document.page import Glyph
from extractor.document.text import without_space
from extractor.document.uncertain import UncertainCharacter

SURE: Final = 0.995
"""A character of this probability or more, with no alternative above what is left of 1, is not listed."""


def with_uncertain_characters(grid: Grid, glyphs: Sequence[Glyph]) -> Grid:
    """The grid with the uncertain characters of its cells; the same grid where no glyph was recognised.

    A glyph counts for the cell that its middle lies in. Of a cell whose glyphs are not its text (one leans over a
    border) only those characters are told whose place in the text is plain.
    """
    # a file's own glyphs have 1: a page of them costs next to nothing
    uncertain = [glyph for glyph in glyphs if glyph.probability < 1.0 and _is_uncertain(glyph)]
    if not uncertain or not all(cell.places for cell in grid.cells):
        return grid
    downwards, doubtful = _Column(glyphs), _Column(uncertain)
    return replace(grid, cells=tuple(_with_own(cell, doubtful, downwards) for cell in grid.cells))


class _Column:
    """Glyphs sorted downwards, so that those of a cell are found without looking at all."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._glyphs = sorted(glyphs, key=lambda glyph: glyph.bbox.y_middle)
        self._middles = [glyph.bbox.y_middle for glyph in self._glyphs]

    def inside(self, box: BBox) -> list[Glyph]:
        """Those whose middle lies in the box."""
        rows = slice(bisect_left(self._middles, box.top), bisect_left(self._middles, box.bottom))
        return [glyph for glyph in self._glyphs[rows] if box.x0 <= glyph.bbox.x_middle < box.x1]


def _is_uncertain(glyph: Glyph) -> bool:
    best = glyph.alternatives[0].probability if glyph.alternatives else 0.0
    return glyph.probability < SURE or best > 1 - SURE


def _with_own(cell: GridCell, doubtful: _Column, glyphs: _Column) -> GridCell:
    box = cell.places[0].bbox
    if not cell.raw or not doubtful.inside(box):
        return cell
    own = glyphs_in_order(glyphs.inside(box))
    return cell._replace(uncertain=tuple(_uncertain(own, without_space(cell.raw))))


def _uncertain(own: Sequence[Glyph], text: str) -> Iterator[UncertainCharacter]:
    """The uncertain ones of a cell's glyphs by their place in its text."""
    place = 0
    whole = "".join(glyph.text for glyph in own) == text
    for glyph in own:
        if not whole and text.count(glyph.text) != 1:
            continue
        at = place if whole else text.index(glyph.text)
        if _is_uncertain(glyph):
            yield UncertainCharacter(at, glyph.text, round(glyph.probability, 4), glyph.alternatives)
        place += len(glyph.text)
