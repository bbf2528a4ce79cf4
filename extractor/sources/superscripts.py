"""Digits that a document sets raised: the number of a note, or a power."""

import re
from typing import Any, Final, TypeAlias

from extractor.document.text import raised

_MARK: Final = re.compile(r"(?=[^0-9]*[0-9])[\s0-9()\[\]（）［］〔〕【】,，、+\-−*＊]+")

_MOST_PARTS: Final = 20
_LONGEST_MARK: Final = 40
_Node: TypeAlias = Any
"""An lxml element; lxml has no types of its own."""


def is_note_mark(text: str) -> bool:
    """Whether a raised run holds digits, and nothing besides but brackets, commas and signs."""
    return _MARK.fullmatch(text) is not None


def as_superscript(text: str) -> str:
    """A run that is set as a superscript: its digits as superscript digits where it is such a mark. Words that are
    raised stay as they are."""
    return raised(text) if is_note_mark(text) else text


def holds_note_mark(node: _Node) -> bool:
    """Whether all that an element of a tree says is such a mark."""
    said = ""
    for count, part in enumerate(node.iter()):
        said += (part.text or "") + ((part.tail or "") if part is not node else "")
        if count >= _MOST_PARTS or len(said) > _LONGEST_MARK:
            return False
    return is_note_mark(said)


def set_raised(node: _Node) -> None:
    """Write the digits of an element as superscript digits."""
    for part in node.iter():
        if part.text:
            part.text = raised(part.text)
        if part.tail and part is not node:
            part.tail = raised(part.tail)
