"""Glyphs of a page → those inside table regions and the text lines outside them."""

from collections.abc import Sequence

from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, Page, TextLine
from extractor.document.region import Region


def glyphs_inside(page: Page, regions: Sequence[Region]) -> list[list[Glyph]]:
    """The glyphs of each region, by their middle; the first region wins."""
    inside: list[list[Glyph]] = [[] for _ in regions]
    boxes = [region.bbox for region in regions]
    for glyph in page.glyphs:
        index = _region_of(glyph, boxes)
        if index is not None:
            inside[index].append(glyph)
    return inside


def lines_outside(page: Page, regions: Sequence[Region]) -> tuple[TextLine, ...]:
    """The text lines of the glyphs that lie in none of the regions."""
    boxes = [region.bbox for region in regions]
    return compose_lines([glyph for glyph in page.glyphs if _region_of(glyph, boxes) is None])


def _region_of(glyph: Glyph, regions: Sequence[BBox]) -> int | None:
    x0, top, x1, bottom = glyph.bbox
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    for index, (left, upper, right, lower) in enumerate(regions):
        if left <= x <= right and upper <= y <= lower:
            return index
    return None
