"""WordprocessingML as a tree: which elements count, what a paragraph says (ECMA-376 part 1, 17)."""

from collections.abc import Iterator
from typing import Any, TypeAlias

Node: TypeAlias = Any
"""An lxml element; lxml has no types of its own."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_DROPPED = frozenset(
    W + name
    for name in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sectPr",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
    )
)
"""Properties, what a tracked change removed, the codes of fields, and the phonetic guide over a text."""
_BLOCKS = frozenset({W + "p", W + "tbl"})
_CHARACTERS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "ptab": "\t",
}
_UNUSUAL = (
    *(W + name for name in ("tbl", "txbxContent", "sdt", "customXml", "smartTag", "del", "moveFrom", "rt")),
    _MC + "AlternateContent",
)
"""What makes it matter through which elements one comes to a text: wrappers, deletions, tables and boxes within."""
_TEXT = W + "t"
_RUN = W + "r"
_PRINTED = (_TEXT, *_CHARACTERS)


def is_plain(node: Node) -> bool:
    """Whether nothing below ``node`` is wrapped, removed or nested, so that its texts can be taken straight away."""
    return next(node.iterdescendants(*_UNUSUAL), None) is None


def plain_text_of(cell: Node) -> str:
    """The paragraphs of a plain cell, one a line; the same as a walk through it gives, and several times as fast."""
    return "\n".join("".join(_plain_pieces(paragraph)).strip() for paragraph in cell.iterchildren(W + "p")).strip()


def _plain_pieces(paragraph: Node) -> Iterator[str]:
    for piece in paragraph.iter(*_PRINTED):
        if piece.tag == _TEXT:
            yield piece.text or ""
        elif piece.getparent().tag == _RUN:
            # A tab in the properties is the place of a tab stop.
            yield _CHARACTERS[piece.tag]


def children(node: Node) -> Iterator[Node]:
    """The child elements that the document shows: of alternatives the first one, nothing deleted, no comments."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            continue
        if child.tag == _MC + "AlternateContent":
            chosen = child.find(_MC + "Choice")
            chosen = child.find(_MC + "Fallback") if chosen is None else chosen
            if chosen is not None:
                yield from children(chosen)
        else:
            yield child


def blocks(node: Node) -> Iterator[Node]:
    """The paragraphs and tables below ``node`` in order, through content controls and other wrappers; a paragraph's
    text boxes are not looked into."""
    for child in children(node):
        if child.tag in _BLOCKS:
            yield child
        else:
            yield from blocks(child)


def rows(table: Node) -> Iterator[Node]:
    """The rows of a table, through content controls; a row that a tracked change removed is left out."""
    for child in children(table):
        if child.tag == W + "tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag not in _BLOCKS:
            yield from rows(child)


def cells(row: Node) -> Iterator[Node]:
    """The cells of a row, through content controls."""
    for child in children(row):
        if child.tag == W + "tc":
            yield child
        elif child.tag not in _BLOCKS:
            yield from cells(child)


def text_of(paragraph: Node) -> str:
    """What a paragraph prints, text boxes apart: runs, tabs, line breaks, inserted text; outer white space removed."""
    return "".join(_pieces(paragraph)).strip()


def _pieces(node: Node) -> Iterator[str]:
    for child in children(node):
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag != W + "txbxContent":
            yield from _pieces(child)


def text_boxes(node: Node) -> Iterator[Node]:
    """The contents of text boxes anchored in ``node``, outermost only."""
    for child in children(node):
        if child.tag == W + "txbxContent":
            yield child
        else:
            yield from text_boxes(child)


def value(node: Node | None, path: str, default: str | None = None) -> str | None:
    """The ``w:val`` of the element at ``path`` (steps of the main namespace); ``default`` where there is none."""
    found = None if node is None else node.find("/".join(W + step for step in path.split("/")))
    if found is None:
        return default
    attribute = found.get(W + "val")
    return default if attribute is None else str(attribute)


def count(node: Node | None, path: str, default: int) -> int:
    """The number at ``path``, never below 0; ``default`` where there is none or it is no number."""
    text = value(node, path)
    try:
        return default if text is None else max(0, int(text))
    except ValueError:
        return default
