"""Characters of a page's text that its picture does not show: of fonts that the file lacks and the system too."""

from collections.abc import Sequence
from typing import Final

from extractor.document.page import Glyph
from extractor.document.picture import POINTS_PER_INCH, PagePicture
from extractor.document.text import is_cjk

_LEAST_CONTRAST: Final = 24
"""Levels between the darkest and the lightest pixel of a place where anything is drawn."""
_FEWEST, _SHARE = 5, 0.02
"""So many undrawn Chinese characters, and such a part of all, are no accident."""
_LOOKED_AT, _LARGEST_PT = 1000, 100.0


def has_undrawn(glyphs: Sequence[Glyph], picture: PagePicture) -> bool:
    """Whether the picture of the page, as its text is read, has no ink for some of its Chinese characters. So many are
    looked at, spread over the page."""
    scale = (picture.dpi or POINTS_PER_INCH) / POINTS_PER_INCH
    chinese = [glyph for glyph in glyphs if is_cjk(glyph.text) and max(glyph.bbox.width, glyph.size) <= _LARGEST_PT]
    some = chinese[:: 1 + len(chinese) // _LOOKED_AT]
    undrawn = sum(_is_plain(glyph, picture, scale) for glyph in some)
    return undrawn >= _FEWEST and undrawn > _SHARE * len(some)


def _is_plain(glyph: Glyph, picture: PagePicture, scale: float) -> bool:
    left, top, right, bottom = (max(0, round(value * scale)) for value in glyph.bbox)
    place = picture.pixels[top:bottom, left:right]
    return place.size > 0 and int(place.max()) - int(place.min()) < _LEAST_CONTRAST
