"""WordprocessingML as a tree: which elements count, what a paragraph says (ECMA-376 part 1, 17)."""

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias

Node: TypeAlias = Any
"""An lxml element; lxml has no types of its own."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

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
CHARACTERS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "ptab": "\t",
}
"""What stands for a character in a run."""
_OFF = frozenset({"0", "false", "off"})
TEXTS = frozenset({W + "t", MATH + "t"})
"""What holds characters, in runs and in formulas."""


def children(node: Node) -> Iterator[Node]:
    """The child elements that the document shows: of alternatives the first one, nothing deleted, no comments."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            continue
        if child.tag == MC + "AlternateContent":
            chosen = child.find(MC + "Choice")
            chosen = child.find(MC + "Fallback") if chosen is None else chosen
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
    """The cells of a row, through content controls; a cell that a tracked change removed is left out."""
    for child in children(row):
        if child.tag == W + "tc":
            if child.find(f"{W}tcPr/{W}cellDel") is None:
                yield child
        elif child.tag not in _BLOCKS:
            yield from cells(child)


def text_of(paragraph: Node) -> str:
    """What a paragraph prints, text boxes apart: runs, tabs, line breaks, inserted text; outer white space removed."""
    return spaced_text_of(paragraph).strip()


def spaced_text_of(paragraph: Node) -> str:
    """The same with its outer white space."""
    return "".join(_pieces(paragraph))


def _pieces(node: Node) -> Iterator[str]:
    for child in children(node):
        if child.tag in TEXTS:
            yield child.text or ""
        elif child.tag in CHARACTERS:
            yield CHARACTERS[child.tag]
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
    found = None if node is None else node.find(_qualified(path))
    if found is None:
        return default
    attribute = found.get(W + "val")
    return default if attribute is None else str(attribute)


def is_on(node: Node | None, path: str) -> bool | None:
    """The state of the switch at ``path``, which is on without a value too; None where there is none."""
    if node is None or node.find(_qualified(path)) is None:
        return None
    return value(node, path, "on") not in _OFF


def count(node: Node | None, path: str, default: int) -> int:
    """The number at ``path``, never below 0; ``default`` where there is none or it is no number."""
    text = value(node, path)
    try:
        return default if text is None else max(0, int(text))
    except ValueError:
        return default


@cache
def _qualified(path: str) -> str:
    return "/".join(W + step for step in path.split("/"))
