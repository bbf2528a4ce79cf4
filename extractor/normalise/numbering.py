"""Printed numbering of lines: ``一、`` ``（一）`` ``1.`` ``（1）`` ``①`` and ``其中：``."""

import re
from dataclasses import dataclass

from extractor.document.text import folded

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE = "[零〇一二三四五六七八九十百]+"
_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"({_CHINESE})[、.,:]")),
    (2, re.compile(rf"\(({_CHINESE})\)[、.]?")),
    (3, re.compile(r"(\d{1,2})(?:[、.](?!\d)|\.(?=\D))")),
    (4, re.compile(r"\((\d{1,2})\)[、.]?")),
)
_CIRCLED = re.compile("[①-⑳]")
_OF_WHICH = re.compile(r"^其中[:：]?")


@dataclass(frozen=True, slots=True)
class Numbering:
    """``level`` 1 for ``一、``, 2 for ``（一）``, 3 for ``1.``, 4 for ``（1）``, 5 for ``①``; ``ordinal`` from 1;
    ``rest`` is the label without it, folded."""

    level: int
    ordinal: int
    rest: str


def read_numbering(label: str) -> Numbering | None:
    """The numbering that a label begins with, or None."""
    circled = _CIRCLED.match(label.strip())
    if circled:
        return Numbering(5, ord(circled.group()) - ord("①") + 1, folded(label.strip()[1:]))
    text = folded(label)
    for level, pattern in _STYLES:
        found = pattern.match(text)
        ordinal = chinese_number(found.group(1)) if found else None
        if found and ordinal:
            return Numbering(level, ordinal, text[found.end() :])
    return None


def is_of_which(label: str) -> bool:
    """Whether the label begins with 其中, before or after its numbering: a subset, not a partition."""
    numbering = read_numbering(label)
    return bool(_OF_WHICH.match(numbering.rest if numbering else folded(label)))


def chinese_number(text: str) -> int | None:
    """``二十一`` → 21; plain digits are read too; None where it is no number below 1000."""
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            return None
    return total + digit
