"""Characters whose font neither the file nor the system has: text that the page's picture lacks."""

import numpy as np

from extractor.document.geometry import BBox
from extractor.document.page import Glyph
from extractor.document.picture import PagePicture, Pixels
from extractor.pages.undrawn_text import has_undrawn


def glyphs(text: str, top: float = 100.0) -> list[Glyph]:
    return [Glyph(c, BBox(50.0 + 10 * n, top, 60.0 + 10 * n, top + 10), 10, n) for n, c in enumerate(text)]


def picture(*inked: Glyph, level: int = 255) -> PagePicture:
    pixels: Pixels = np.full((1684, 1190), level, dtype=np.uint8)
    for glyph in inked:
        x, y = round(2 * glyph.bbox.x_middle), round(2 * glyph.bbox.y_middle)
        pixels[y - 4 : y + 4, x - 4 : x + 4] = 0
    return PagePicture(1, pixels, 144.0)


def test_characters_without_ink_are_missed() -> None:
    chinese, figures = glyphs("部门支出总表"), glyphs("300.00", 200.0)
    assert has_undrawn([*chinese, *figures], picture(*figures))
    assert has_undrawn(chinese, picture(level=90))


def test_drawn_characters_are_not() -> None:
    chinese = glyphs("部门支出总表")
    assert not has_undrawn(chinese, picture(*chinese))
    assert not has_undrawn(glyphs("300.00"), picture()), "figures alone are of fonts that every system has"


def test_a_few_among_many_are_an_accident() -> None:
    many = [glyph for row in range(40) for glyph in glyphs("部门支出总表科目", 50.0 + 15 * row)]
    assert not has_undrawn(many, picture(*many[5:]))
    assert has_undrawn(many, picture(*many[20:]))
    assert not has_undrawn(glyphs("部门支"), picture())
