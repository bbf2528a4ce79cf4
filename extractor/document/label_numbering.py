"""The numbering that labels begin with: 一、 （一） 1. （1） ①."""

import re
from typing import Final

from extractor.document.text import folded

_STYLES: Final = (
    re.compile(r"[一二三四五六七八九十百]+[、.]"),
    re.compile(r"\([一二三四五六七八九十]+\)"),
    re.compile(r"\d{1,2}(?:、|\.(?!\d))"),
    re.compile(r"\(\d{1,2}\)"),
)
"""Of folded labels, from the highest level to the lowest."""
_CIRCLED: Final = re.compile("[①-⑳]")
"""Below all of them; folding leaves nothing but the digits of it."""


def numbering_style(label: str) -> int | None:
    """Which style of numbering the label begins with (一、 0, （一） 1, 1. 2, （1） 3, ① 4), or None."""
    if _CIRCLED.match(label.lstrip()):
        return len(_STYLES)
    plain = folded(label)
    return next((place for place, style in enumerate(_STYLES) if style.match(plain)), None)


def without_numbering(label: str) -> str:
    """The label folded, without the numbering that it begins with."""
    text = label.lstrip()
    if _CIRCLED.match(text):
        return folded(text[1:])
    plain = folded(label)
    return next((plain[found.end() :] for style in _STYLES if (found := style.match(plain))), plain)
