"""What of a page is shown, and as what: blocks, running text, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from extractor.sources.html.css import Node, StyleSheet

_BLOCK_NAMES: Final = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre section "
    "summary table tbody td tfoot th thead tr ul"
)
_UNSHOWN_NAMES: Final = (
    "applet area audio base button canvas colgroup datalist del embed frame head iframe input link map math meta "
    "noembed noframes object param rp rt script select source style svg template textarea title track video"
)
BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_NOT_SHOWN: Final = frozenset(_UNSHOWN_NAMES.split())
_WHITE_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
LINE_END: Final = "\n"


@dataclass(slots=True)
class Hidden:
    """How many elements with text a page has without showing them."""

    elements: int = field(default=0)


def is_shown(node: Node, styles: StyleSheet, hidden: Hidden) -> bool:
    """Whether an element is shown; what is text and hidden by style is counted."""
    if not isinstance(node.tag, str) or node.tag in _NOT_SHOWN:
        return False
    if styles.hides(node):
        hidden.elements += any(text.strip() for text in node.itertext())
        return False
    return True


def collapse(text: str) -> str:
    """Runs of white space as a page shows them: one space."""
    return _WHITE_SPACE.sub(" ", text).replace("\xa0", " ")


def tidy(pieces: list[str]) -> str:
    """Pieces of a text and ``LINE_END``s as lines: no white space at their ends, empty ones left out."""
    lines = "".join(pieces).split(LINE_END)
    return LINE_END.join(stripped for line in lines if (stripped := line.strip()))


def inner_text(node: Node, styles: StyleSheet, hidden: Hidden) -> str:
    """What stands in a cell or a caption: blocks and breaks as lines, tables in it left out."""
    return tidy(list(_pieces(node, styles, hidden)))


def _pieces(node: Node, styles: StyleSheet, hidden: Hidden) -> Iterator[str]:
    if node.text:
        yield _written(node, node.text)
    for child in node:
        if child.tag in ("br", "table"):
            yield LINE_END
        elif is_shown(child, styles, hidden):
            block = child.tag in BLOCKS
            yield LINE_END if block else ""
            yield from _pieces(child, styles, hidden)
            yield LINE_END if block else ""
        if child.tail:
            yield _written(node, child.tail)


def _written(parent: Node, text: str) -> str:
    """A text as its place shows it: within ``pre`` the lines stay."""
    return text.replace("\r\n", LINE_END).replace("\r", LINE_END) if parent.tag == "pre" else collapse(text)
