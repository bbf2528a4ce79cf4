"""What of a page is shown, and as what: blocks, running text, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from extractor.sources.html.node import Node

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
UNSHOWN: Final = frozenset(_UNSHOWN_NAMES.split())
_WHITE_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
LINE_END: Final = "\n"
_OTHER_PAGES: Final = frozenset({"embed", "frame", "iframe", "object"})
_DRAWN: Final = frozenset({"canvas", "img", "svg"})
_FIELDS: Final = frozenset({"input", "textarea"})
_COUNTED: Final = _OTHER_PAGES | _DRAWN | _FIELDS
_TYPED: Final = frozenset({"text", "number", "tel", "date", "email", "url", "search"})
_MOST_LOOKED_AT: Final = 1000
_LEAST_PICTURE_PX: Final = 40
"""A picture that is less wide or high is an ornament."""


@dataclass(slots=True)
class Hidden:
    """How many elements with text a page has without showing them, how many pages of others it shows within itself,
    how many pictures, how many filled fields of a form, how many numbers of lists and texts of its style sheet: all
    that is not read. ``doubtful``: elements of which it is not known whether they are shown; they are read."""

    elements: int = field(default=0)
    pages: int = field(default=0)
    pictures: int = field(default=0)
    fields: int = field(default=0)
    unnumbered: int = field(default=0)
    generated: int = field(default=0)
    doubtful: int = field(default=0)


def is_shown(node: Node, hidden: Hidden) -> bool:
    """Whether an element is shown, in a page where what styles hide is left out already."""
    if not isinstance(node.tag, str):
        return False
    if node.tag in _COUNTED:
        _count(node, hidden)
    return node.tag not in UNSHOWN


def has_text(node: Node) -> bool:
    """Whether any text stands in an element; what is found in none of very many parts may stand in the next."""
    for count, part in enumerate(node.iter()):
        if (part.text or "").strip() or (part is not node and (part.tail or "").strip()) or count >= _MOST_LOOKED_AT:
            return True
    return False


def _count(node: Node, hidden: Hidden) -> None:
    """Count what is shown and not read. A picture is not counted where it says what it shows, or is an ornament."""
    hidden.pages += node.tag in _OTHER_PAGES and bool(node.get("src") or node.get("data"))
    hidden.pictures += node.tag in _DRAWN and not _is_ornament(node)
    is_field = node.tag in _FIELDS and node.get("type", "text").lower() in _TYPED
    hidden.fields += is_field and bool((node.get("value") or node.text or "").strip())


def _is_ornament(node: Node) -> bool:
    sizes = [node.get(name, "") for name in ("width", "height")]
    return any(size.isdecimal() and int(size[:6]) < _LEAST_PICTURE_PX for size in sizes)


def collapse(text: str) -> str:
    """Runs of white space as a page shows them: one space."""
    return _WHITE_SPACE.sub(" ", text).replace("\xa0", " ")


def tidy(pieces: list[str]) -> str:
    """Pieces of a text and ``LINE_END``s as lines: no white space at their ends, empty ones left out."""
    lines = "".join(pieces).split(LINE_END)
    return LINE_END.join(stripped for line in lines if (stripped := line.strip()))


def inner_text(node: Node, hidden: Hidden) -> str:
    """What stands in a cell or a caption: blocks and breaks as lines, tables in it left out."""
    return tidy(list(_pieces(node, hidden)))


def _pieces(node: Node, hidden: Hidden) -> Iterator[str]:
    if node.text:
        yield _written(node, node.text)
    for child in node:
        if child.tag in ("br", "table"):
            yield LINE_END
        elif is_shown(child, hidden):
            block = child.tag in BLOCKS
            yield LINE_END if block else ""
            yield from _pieces(child, hidden)
            yield LINE_END if block else ""
        if child.tail:
            yield _written(node, child.tail)


def _written(parent: Node, text: str) -> str:
    """A text as its place shows it: within ``pre`` the lines stay."""
    return text.replace("\r\n", LINE_END).replace("\r", LINE_END) if parent.tag == "pre" else collapse(text)
