"""Glyphs of a page → those inside table regions and the text lines outside them."""

from collections.abc import Sequence

from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, Page, TextLine
from extractor.document.region import Region


def glyphs_inside(page: Page, regions: Sequence[Region]) -> list[list[Glyph]]:
    """The glyphs of each region, by their middle; the first region wins."""
    inside: list[list[Glyph]] = [[] for _ in regions]
    for glyph, index in zip(page.glyphs, _regions_of(page.glyphs, regions), strict=True):
        if index >= 0:
            inside[index].append(glyph)
    return inside


def lines_outside(page: Page, regions: Sequence[Region]) -> tuple[TextLine, ...]:
    """The text lines of the glyphs that lie in none of the regions."""
    if not regions:
        return compose_lines(page.glyphs)
    places = _regions_of(page.glyphs, regions)
    return compose_lines([glyph for glyph, index in zip(page.glyphs, places, strict=True) if index < 0])


def _regions_of(glyphs: Sequence[Glyph], regions: Sequence[Region]) -> list[int]:
    """For each glyph the first region that its middle lies in, or -1."""
    boxes = [(index, *region.bbox) for index, region in enumerate(regions)]
    found: list[int] = []
    for glyph in glyphs:
        x0, top, x1, bottom = glyph.bbox
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        place = -1
        for index, left, upper, right, lower in boxes:
            if left <= x <= right and upper <= y <= lower:
                place = index
                break
        found.append(place)
    return found
