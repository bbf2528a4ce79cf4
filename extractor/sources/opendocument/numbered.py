"""Paragraphs of an OpenDocument text before which a number of a list is printed, which stands in no text of the file
(ODF 1.3 part 3, 5.3 and 16.30)."""

from collections.abc import Iterator
from typing import Final

from extractor.sources.opendocument import xml
from extractor.sources.opendocument.package import Package
from extractor.sources.opendocument.xml import PARAGRAPHS, STYLE, TEXT, Node

_LIST, _ITEM, _CHANGES = TEXT + "list", TEXT + "list-item", TEXT + "tracked-changes"
_FORMAT: Final = STYLE + "num-format"
_LEVELS: Final = (TEXT + "list-level-style-number", TEXT + "outline-level-style")


def numbered_paragraphs(body: Node, package: Package) -> int:
    """How many paragraphs of the body have a number: the first of each item of a numbered list, numbered headings."""
    roots = [root for root in (package.styles, package.content) if root is not None]
    numbered = {
        (style.get(STYLE + "name", ""), xml.number(level, TEXT + "level", 1))
        for root in roots
        for style in root.iter(TEXT + "list-style")
        for level in _numbered_levels(style)
    }
    outline = {
        xml.number(level, TEXT + "level", 1)
        for root in roots
        for style in root.iter(TEXT + "outline-style")
        for level in _numbered_levels(style)
    }
    if not numbered and not outline:
        return 0
    headings = (node for node in body.iter(TEXT + "h") if next(node.iterancestors(_LIST), None) is None)
    found = sum(xml.number(node, TEXT + "outline-level", 1) in outline for node in headings if _is_printed(node))
    return found + sum(_is_numbered(item, numbered) for item in body.iter(_ITEM) if _is_printed(item))


def _numbered_levels(style: Node) -> Iterator[Node]:
    return (level for level in style.iterchildren(*_LEVELS) if level.get(_FORMAT))


def _is_numbered(item: Node, numbered: set[tuple[str, int]]) -> bool:
    if not len(item) or item[0].tag not in PARAGRAPHS:
        return False
    lists = list(item.iterancestors(_LIST))
    named = (one.get(TEXT + "style-name") for one in lists)
    return (next(filter(None, named), ""), len(lists)) in numbered


def _is_printed(node: Node) -> bool:
    return next(node.iterancestors(_CHANGES), None) is None
