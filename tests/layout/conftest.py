"""Pages drawn from words at places: one glyph a character, wide ones 10 points, narrow ones 5."""

from collections.abc import Callable, Sequence

import pytest

from extractor.document.geometry import BBox
from extractor.document.page import Glyph, Page, Ruling

Drawn = Sequence[tuple[float, float, str]]
"""(x of the left edge, y of the upper edge, words)."""


def glyphs_of(words: Drawn) -> tuple[Glyph, ...]:
    glyphs: list[Glyph] = []
    for left, top, text in words:
        x = left
        for character in text:
            width = 5.0 if character.isascii() else 10.0
            if character != " ":
                glyphs.append(Glyph(character, BBox(x, top, x + width, top + 10), 10, len(glyphs)))
            x += width
    return tuple(glyphs)


@pytest.fixture
def draw() -> Callable[..., Page]:
    """A page of 600 x 800 points with the words and rulings given."""

    def make(words: Drawn, rulings: Sequence[Ruling] = (), slants: Sequence[BBox] = ()) -> Page:
        return Page(1, 600, 800, 0, glyphs_of(words), tuple(rulings), tuple(slants))

    return make
