"""Runs that a page sets raised: the number of a note behind an amount is no digit of the amount."""

from extractor.sources.html.css import NOTHING_SAID, Style
from extractor.sources.html.node import Node
from extractor.sources.superscripts import holds_note_mark

_MOST_AROUND = 8


def is_raised(node: Node, style: Style) -> bool:
    """Whether an element is set as a superscript."""
    return node.tag == "sup" or style.get(("", "vertical-align"), NOTHING_SAID).value == "super"


def is_mark(node: Node, blocks: frozenset[str]) -> bool:
    """Whether a raised element says no more than the number of a note, and stands beside other text: a cell that is
    raised as a whole holds an amount."""
    return holds_note_mark(node) and _has_company(node, blocks)


def _has_company(node: Node, blocks: frozenset[str]) -> bool:
    for _ in range(_MOST_AROUND):
        parent = node.getparent()
        if parent is None or node.tag in blocks:
            return False
        if (node.tail or "").strip() or (parent.text or "").strip() or node.getprevious() is not None:
            return True
        node = parent
    return False
