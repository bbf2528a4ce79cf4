"""Writes into an OpenDocument's tree what is printed of it: hidden text is taken out, raised numbers of notes become
superscript digits (ODF 1.3 part 3, 5.4, 7.7.4, 20.334 and 20.396)."""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from extractor.sources.opendocument.styles import Styles
from extractor.sources.opendocument.xml import PARAGRAPHS, STYLE, TEXT, Node
from extractor.sources.superscripts import holds_note_mark, set_raised

_SPAN: Final = TEXT + "span"
_RUNS: Final = frozenset({*PARAGRAPHS, _SPAN})
_SECTION: Final = TEXT + "section"
_HIDDEN_PARAGRAPH: Final = TEXT + "hidden-paragraph"
_LOOKED_AT: Final = (*_RUNS, _SECTION, TEXT + "hidden-text")
_ABOVE_LINE: Final = re.compile(r"super\b|(?!0+(?:\.0+)?%)\d+(?:\.\d+)?%")
_MOST_BESIDE: Final = 8


def set_as_printed(root: Node, styles: Styles) -> int:
    """Change the tree; how many characters are hidden, and are no longer in it."""
    printer = _Printer(styles)
    printer.look(root)
    return printer.change()


@dataclass(slots=True)
class _Printer:
    """Looks at the tree first, and changes it then."""

    styles: Styles
    _hidden: list[Node] = field(default_factory=list)
    _unseen: list[Node] = field(default_factory=list)
    _raised: list[Node] = field(default_factory=list)
    _known: dict[tuple[str, str | None, str], str | None] = field(default_factory=dict)

    def look(self, root: Node) -> None:
        seen: list[bool] = []
        walk = etree.iterwalk(root, events=("start", "end"), tag=_LOOKED_AT)
        for event, node in walk:
            if event == "end":
                seen.pop()
            elif _is_hidden(node):
                self._hidden.append(node)
                seen.append(False)
                walk.skip_subtree()
            else:
                seen.append(self._look_at(node, seen[-1] if seen else True))

    def _look_at(self, node: Node, outer: bool) -> bool:
        """Whether the text of an element is seen, which stands in one that is, or is not."""
        if node.tag not in _RUNS:
            return outer
        family = "text" if node.tag == _SPAN else "paragraph"
        display = self._said(family, node, TEXT + "display")
        is_seen = display != "none" if family == "paragraph" or display is not None else outer
        if not is_seen:
            self._unseen.append(node)
        elif family == "text" and _ABOVE_LINE.match(self._said("text", node, STYLE + "text-position") or ""):
            self._raised.append(node)
        return is_seen

    def _said(self, family: str, node: Node, attribute: str) -> str | None:
        key = (family, node.get(TEXT + "style-name"), attribute)
        if key not in self._known:
            self._known[key] = self.styles.of_text(*key)
        return self._known[key]

    def change(self) -> int:
        count = 0
        for node in self._hidden:
            count += sum(len(text.strip()) for text in node.itertext())
            node.clear(keep_tail=True)
        count += sum(map(_blank, self._unseen))
        for node in self._raised:
            if _is_mark(node):
                set_raised(node)
        return count


def _is_hidden(node: Node) -> bool:
    """Whether a section, a field or a paragraph is hidden as a whole; what its condition gave is in the file."""
    if node.tag in PARAGRAPHS:
        return any(mark.get(TEXT + "is-hidden") == "true" for mark in node.iterchildren(_HIDDEN_PARAGRAPH))
    if node.tag == _SPAN:
        return False
    display = node.get(TEXT + "display") if node.tag == _SECTION else "condition"
    return display == "none" or (display == "condition" and node.get(TEXT + "is-hidden") == "true")


def _blank(node: Node) -> int:
    """Take out the text of a run itself; how many characters that were. Runs in it speak for themselves."""
    count = len((node.text or "").strip())
    node.text = None
    for child in node:
        count += len((child.tail or "").strip())
        child.tail = None
        if child.tag not in _RUNS:
            count += _blank(child)
    return count


def _is_mark(span: Node) -> bool:
    """Whether a raised span says no more than the number of a note, and stands beside other text: a cell that is
    raised as a whole holds an amount."""
    return holds_note_mark(span) and _has_company(span)


def _has_company(node: Node) -> bool:
    """Whether a text stands before or after it in its paragraph."""
    while node.tag not in PARAGRAPHS:
        parent = node.getparent()
        if parent is None:
            return False
        if (node.tail or "").strip() or (parent.text or "").strip():
            return True
        before = node.getprevious()
        for _ in range(_MOST_BESIDE):
            if before is None:
                break
            if (before.tail or "").strip() or any(text.strip() for text in before.itertext()):
                return True
            before = before.getprevious()
        node = parent
    return False
