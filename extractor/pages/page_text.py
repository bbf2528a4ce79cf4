"""Glyphs of a page → those inside table regions and the text lines outside them."""

from collections.abc import Sequence

from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, Page, TextLine
from extractor.document.region import Region


def divide_glyphs(page: Page, regions: Sequence[Region]) -> tuple[list[list[Glyph]], tuple[TextLine, ...]]:
    """Give the glyphs of each region (by their middle; the first region wins) and the lines of the rest."""
    inside: list[list[Glyph]] = [[] for _ in regions]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = glyph.bbox.x_middle, glyph.bbox.y_middle
        for index, region in enumerate(regions):
            box = region.bbox
            if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
                inside[index].append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, compose_lines(outside)
