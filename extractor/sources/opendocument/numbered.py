"""Numbers of lists and of numbered headings of an OpenDocument text, put before the texts that they are printed before
(ODF 1.3 part 3, 5.3).

They stand in no text of the file: its list styles say how they look, the order of the paragraphs what they are. A
number in a text box or a note is not counted: in which order those are is not known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from extractor.sources.opendocument import xml
from extractor.sources.opendocument.list_levels import OUTLINE, read_list_levels
from extractor.sources.opendocument.package import Package
from extractor.sources.opendocument.xml import BOXES, NOTE, OFFICE, PARAGRAPHS, TABLE, TEXT, Node
from extractor.sources.word_lists import MOST_LEVELS, ListCounter, ListLevel, WordList, before_text

_LIST, _ITEM, _HEADING = TEXT + "list", TEXT + "list-item", TEXT + "h"
_CELL: Final = TABLE + "table-cell"
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_ELSEWHERE: Final = frozenset({*BOXES, NOTE})
_NOWHERE: Final = frozenset({TEXT + "tracked-changes", OFFICE + "annotation"})
_ALONE: Final = TEXT + "numbered-paragraph"
"""A paragraph that names its list and level itself; no program that is known writes it."""
_MOST_START: Final = 32_767


def number_paragraphs(body: Node, package: Package) -> int:
    """Put the numbers before the texts of the body; how many paragraphs have a number that is not known surely."""
    if next(body.iter(_LIST, _HEADING, _ALONE), None) is None:
        return 0
    styles = read_list_levels(package)
    if not any(level.is_numbered for levels in styles.values() for level in levels):
        return 0
    walk = _Walk(styles)
    walk.through(body, None)
    return walk.unknown


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in which list the walk is: its style, its group of numbers, its depth from 0."""

    style: str
    group: str
    depth: int


@dataclass(slots=True)
class _Walk:
    """Goes through the body in its order, counts, and writes what was counted."""

    styles: Mapping[str, Sequence[ListLevel]]
    unknown: int = 0
    _counter: ListCounter = field(default_factory=ListCounter)
    _groups_by_id: dict[str, str] = field(default_factory=dict)
    _last_by_style: dict[str, str] = field(default_factory=dict)
    _names: Iterator[int] = field(default_factory=count)

    def through(self, node: Node, place: _Place | None) -> None:
        for child in node:
            if child.tag in _ELSEWHERE or child.tag == _ALONE:
                self.unknown += self._numbers_in(child)
            elif child.tag == _LIST:
                self._list(child, place)
            elif child.tag == _HEADING and place is None:
                self._heading(child)
                self.through(child, None)
            elif isinstance(child.tag, str) and child.tag not in _NOWHERE:
                self.through(child, place)

    def _list(self, node: Node, outer: _Place | None) -> None:
        style = node.get(TEXT + "style-name") or (outer.style if outer else OUTLINE)
        depth = outer.depth + 1 if outer else 0
        group = outer.group if outer and outer.style == style else self._group(node, style)
        self._last_by_style[style] = group
        if (name := node.get(_ID)) is not None:
            self._groups_by_id[name] = group
        place = _Place(style, group, depth)
        for item in node:
            if item.tag == _ITEM and len(item) and item[0].tag in PARAGRAPHS:
                self._item(item, item[0], place)
            if isinstance(item.tag, str):
                self.through(item, place)

    def _group(self, node: Node, style: str) -> str:
        """The numbers that a list counts on, or new ones."""
        before = node.get(TEXT + "continue-list")
        if before in self._groups_by_id:
            return self._groups_by_id[before]
        if node.get(TEXT + "continue-numbering") == "true" and style in self._last_by_style:
            return self._last_by_style[style]
        return f"list {next(self._names)}"

    def _item(self, item: Node, paragraph: Node, place: _Place) -> None:
        levels = self.styles.get(item.get(TEXT + "style-override") or place.style, ())
        start = item.get(TEXT + "start-value")
        self._number(paragraph, levels, place.group, place.depth, start)

    def _heading(self, heading: Node) -> None:
        if heading.get(TEXT + "is-list-header") == "true":
            return
        depth = xml.number(heading, TEXT + "outline-level", 1) - 1
        start = heading.get(TEXT + "start-value")
        if start is None and heading.get(TEXT + "restart-numbering") == "true":
            start = "1"
        self._number(heading, self.styles.get(OUTLINE, ()), "headings", depth, start)

    def _number(self, paragraph: Node, levels: Sequence[ListLevel], group: str, depth: int, start: str | None) -> None:
        if depth >= min(len(levels), MOST_LEVELS):
            return
        begins = {depth: min(int(start[:9]), _MOST_START)} if start is not None and start.isdecimal() else {}
        found = WordList(group, levels, begins)
        self._counter.count(f"{group} {next(self._names)}", found, depth)
        if not levels[depth].is_numbered:
            return
        label = self._counter.label(found, depth)
        if label is None:
            self.unknown += 1
        elif xml.text_of(paragraph):
            paragraph.text = before_text(label, levels[depth]) + (paragraph.text or "").lstrip()
        elif next(paragraph.iterancestors(_CELL), None) is not None:
            # a cell of a column of numbers often holds nothing else
            paragraph.text = label

    def _numbers_in(self, node: Node) -> int:
        """How many numbers are printed somewhere in it, if all of its lists are numbered ones."""
        return sum(len(item) > 0 and item[0].tag in PARAGRAPHS for item in node.iter(_ITEM, _ALONE))
