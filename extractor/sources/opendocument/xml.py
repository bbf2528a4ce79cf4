"""OpenDocument as a tree: its names, and what a paragraph says (ODF 1.3 part 3, 5 and 6)."""

import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

Node: TypeAlias = Any
"""An lxml element; lxml has no types of its own."""

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{{{_NAMESPACE}office:1.0}}"
TEXT: Final = f"{{{_NAMESPACE}text:1.0}}"
TABLE: Final = f"{{{_NAMESPACE}table:1.0}}"
STYLE: Final = f"{{{_NAMESPACE}style:1.0}}"
DRAW: Final = f"{{{_NAMESPACE}drawing:1.0}}"
SVG: Final = f"{{{_NAMESPACE}svg-compatible:1.0}}"
FORM: Final = f"{{{_NAMESPACE}form:1.0}}"
FO: Final = f"{{{_NAMESPACE}xsl-fo-compatible:1.0}}"

PARAGRAPHS: Final = frozenset({TEXT + "p", TEXT + "h"})
TEXT_BOX: Final = DRAW + "text-box"
NOTE: Final = TEXT + "note"
_SHAPE_NAMES: Final = (
    "caption circle connector custom-shape ellipse line measure path polygon polyline rect regular-polygon"
)
BOXES: Final = frozenset({TEXT_BOX, *(DRAW + name for name in _SHAPE_NAMES.split())})
"""What holds text of its own beside that of the paragraph that it is anchored in."""
_UNPRINTED: Final = frozenset({OFFICE + "binary-data", SVG + "title", SVG + "desc", TEXT + "script"})
_APART: Final = frozenset(
    {*BOXES, *_UNPRINTED, NOTE, OFFICE + "annotation", OFFICE + "annotation-end", TEXT + "ruby-text"}
)
"""Within a paragraph, yet no part of its text: boxes and notes are read on their own; remarks, phonetic guides and what
describes a picture not at all."""
_HIDDEN: Final = frozenset(
    {
        TEXT + "tracked-changes",
        TEXT + "sequence-decls",
        TEXT + "user-field-decls",
        TEXT + "variable-decls",
        OFFICE + "forms",
        OFFICE + "annotation",
    }
)
"""What stands among the blocks without being printed: what tracked changes removed, declarations, remarks."""
_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_REPEATED_SPACES = 1000
_MOST_DIGITS = 18
"""Beyond any bound that is held, and quickly read."""


def blocks(node: Node) -> Iterator[Node]:
    """The paragraphs and tables below ``node`` in order, through lists, sections and indexes."""
    for child in node:
        if child.tag in PARAGRAPHS or child.tag == TABLE + "table":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _HIDDEN and not child.tag.startswith(STYLE):
            yield from blocks(child)


def text_of(paragraph: Node) -> str:
    """What a paragraph prints, boxes and notes apart; runs of white space are one space, outer white space removed."""
    return untrimmed_text_of(paragraph).strip()


def untrimmed_text_of(paragraph: Node) -> str:
    """The same with its outer white space, which indents the names of a sheet's lines."""
    return "".join(_pieces(paragraph))


def _pieces(node: Node) -> Iterator[str]:
    if node.text:
        yield _WHITE_SPACE.sub(" ", node.text)
    for child in node:
        if child.tag == TEXT + "s":
            yield " " * min(number(child, TEXT + "c", 1), _MOST_REPEATED_SPACES)
        elif child.tag == TEXT + "tab":
            yield "\t"
        elif child.tag == TEXT + "line-break":
            yield "\n"
        elif child.tag not in _APART:
            yield from _pieces(child)
        if child.tail:
            yield _WHITE_SPACE.sub(" ", child.tail)


def boxes(paragraph: Node) -> Iterator[Node]:
    """The boxes and shapes anchored in a paragraph, outermost only."""
    for child in paragraph:
        if child.tag in BOXES:
            yield child
        elif child.tag not in _APART:
            yield from boxes(child)


def number(node: Node, attribute: str, default: int) -> int:
    """A count among the attributes, never below 1; ``default`` where there is none or it is no number."""
    text = node.get(attribute)
    return max(1, int(text[:_MOST_DIGITS])) if text is not None and text.isdecimal() else default
