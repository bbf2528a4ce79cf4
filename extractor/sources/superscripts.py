"""Digits that a document sets raised: the number of a note, or a power."""

import re

from extractor.document.text import raised

_RAISED_DIGITS = re.compile(r"(?=.*[0-9])[\s0-9()\[\]（）［］〔〕【】,，、+\-*＊]+", re.DOTALL)


def as_superscript(text: str) -> str:
    """A run that is set as a superscript: its digits as superscript digits where it holds nothing but digits, brackets,
    commas and signs. Words that are raised stay as they are."""
    return raised(text) if _RAISED_DIGITS.fullmatch(text) else text
