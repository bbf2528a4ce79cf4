"""Digits that a document sets raised: the number of a note, or a power."""

import re
from typing import Final

from extractor.document.text import raised

_MARK: Final = re.compile(r"(?=[^0-9]*[0-9])[\s0-9()\[\]（）［］〔〕【】,，、+\-−*＊]+")


def is_note_mark(text: str) -> bool:
    """Whether a raised run holds digits, and nothing besides but brackets, commas and signs."""
    return _MARK.fullmatch(text) is not None


def as_superscript(text: str) -> str:
    """A run that is set as a superscript: its digits as superscript digits where it is such a mark. Words that are
    raised stay as they are."""
    return raised(text) if is_note_mark(text) else text
