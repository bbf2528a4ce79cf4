"""How wide characters are set, and where in their width the ink stands: what print fonts for Chinese have in common."""

import unicodedata
from typing import NamedTuple

CJK_INK_HEIGHT = 0.96
"""Height of the ink of most Chinese characters as a scanner blurs it, in ems."""
DIGIT_INK_HEIGHT = 0.77
"""Height of digits and capitals as a scanner blurs them, in ems."""
ASCENT = 0.86
"""A line's box reaches so far above its base line, in ems, and one em down from there."""

_FLAT = frozenset("一二三工土〇丶丨丿亠亡〜～—－-_=+·•.．,，、。；;：:“”‘’\"'`…<>＜＞^~*")
"""Characters that are less high than others of their script, and say nothing of a line's height."""
_OPENING = frozenset("（《〈【〔［｛“‘「『")
_CLOSING = frozenset("，。、；：？！）》〉】〕］｝”’」』,.;:!?)%]}'\"")


class Shape(NamedTuple):
    """``advance`` is the width that a character takes, in ems; ``ink_at`` where in it the ink's middle stands, 0 to 1.

    ``height`` is the height of its ink in ems, None where that varies too much to measure a line by.
    """

    advance: float
    ink_at: float
    height: float | None


def shape_of(character: str) -> Shape:
    """The shape of a character by its kind."""
    wide = unicodedata.east_asian_width(character) in ("W", "F", "A")
    advance = 1.0 if wide else 0.5
    if character in _OPENING:
        return Shape(advance, 0.75, None)
    if character in _CLOSING:
        return Shape(advance, 0.25 if wide else 0.4, None)
    if character in _FLAT:
        return Shape(advance, 0.5, None)
    if wide:
        return Shape(1.0, 0.5, CJK_INK_HEIGHT if unicodedata.category(character) == "Lo" else None)
    if character.isdigit() or (character.isascii() and character.isupper()):
        return Shape(0.5 if character.isdigit() else 0.62, 0.5, DIGIT_INK_HEIGHT)
    return Shape(advance, 0.5, None)


def is_bar(character: str) -> bool:
    """Whether a ruling may have been read as this character."""
    return character in "|｜丨︱lI1!"


def is_stroke(character: str) -> bool:
    """Whether a character is one horizontal stroke at the middle of its line's height."""
    return character in "一-–—―－"
