"""Glyphs of a page → those inside table regions and the text lines outside them."""

from collections.abc import Sequence

from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, Page, TextLine
from extractor.document.region import Region


def glyphs_inside(page: Page, regions: Sequence[Region]) -> list[list[Glyph]]:
    """The glyphs of each region, by their middle; the first region wins."""
    inside: list[list[Glyph]] = [[] for _ in regions]
    for glyph in page.glyphs:
        index = _region_of(glyph, regions)
        if index is not None:
            inside[index].append(glyph)
    return inside


def lines_outside(page: Page, regions: Sequence[Region]) -> tuple[TextLine, ...]:
    """The text lines of the glyphs that lie in none of the regions."""
    return compose_lines(glyph for glyph in page.glyphs if _region_of(glyph, regions) is None)


def _region_of(glyph: Glyph, regions: Sequence[Region]) -> int | None:
    x, y = glyph.bbox.x_middle, glyph.bbox.y_middle
    for index, region in enumerate(regions):
        box = region.bbox
        if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
            return index
    return None
