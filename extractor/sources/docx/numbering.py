"""Numbers of lists and of numbered headings, put before the texts that Word prints them before (ECMA-376 part 1, 17.9).

They stand in no text of the file: the numbering part says how they look, the order of the paragraphs what they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.sources.docx import xml as word_xml
from extractor.sources.docx.styles import Styles
from extractor.sources.docx.xml import MC, TEXTS, Node, W
from extractor.sources.word_lists import MOST_LEVELS, ListCounter, ListLevel, WordList, before_text

_PARAGRAPH, _CELL, _BOX, _ROW = W + "p", W + "tc", W + "txbxContent", W + "tr"
_GONE = (f"{W}pPr/{W}rPr/{W}del", f"{W}pPr/{W}rPr/{W}moveFrom", f"{W}pPr/{W}rPr/{W}vanish")
"""The mark of a paragraph that goes on in the next one: its number is that one's."""
_NO_LIST = "0"
_UNKNOWN = "unknown"
_LONGEST_TEXT, _MOST_START = 64, 32_767
"""Word takes 31 characters before a text, and no higher number; a file may say a million, for each paragraph."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a document by the number that paragraphs name them by; which level of a list is a style's."""

    lists: Mapping[str, WordList] = field(default_factory=dict)
    levels_of_styles: Mapping[tuple[str, str], int] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    """Lists that change levels of a group that others count in too: how they go on is not told."""


def read_numbering(root: Node | None) -> Numbering:
    """Read the numbering part; no lists where there is none."""
    if root is None:
        return Numbering()
    groups = {str(node.get(W + "abstractNumId")): node for node in root.iterchildren(W + "abstractNum")}
    linked = {name: key for key, node in groups.items() if (name := word_xml.value(node, "styleLink")) is not None}
    lists: dict[str, WordList] = {}
    levels: dict[tuple[str, str], int] = {}
    changed: set[str] = set()
    for node in root.iterchildren(W + "num"):
        name, group = str(node.get(W + "numId")), word_xml.value(node, "abstractNumId")
        if group in groups:
            group = linked.get(word_xml.value(groups[group], "numStyleLink") or "", group)
        if group is None or group not in groups:
            continue
        nodes = _levels(groups[group])
        for level, style in ((level, word_xml.value(one, "pStyle")) for level, one in nodes.items()):
            if style is not None:
                levels.setdefault((name, style), level)
        overrides = [one for one in node.iterchildren(W + "lvlOverride") if _level_number(one) is not None]
        own = {level: one for over in overrides for level, one in _levels(over).items()}
        changed.update({name} if own else ())
        all_levels = [_read_level((nodes | own).get(level)) for level in range(MOST_LEVELS)]
        lists[name] = WordList(group, all_levels, dict(_starts(overrides)))
    shared = {name for name in changed if sum(one.group == lists[name].group for one in lists.values()) > 1}
    return Numbering(lists, levels, frozenset(shared))


def number_paragraphs(body: Node, others: Sequence[Node], styles: Styles, numbering: Numbering) -> int:
    """Put the numbers before the texts of the body, counted in its order; how many paragraphs have a number that is
    not known surely, those in text boxes and in ``others`` (notes, heads) among them."""
    uses_lists = styles.can_number or any(next(root.iter(W + "numPr"), None) is not None for root in (body, *others))
    if not numbering.lists or not uses_lists:
        return 0
    counter, unknown = ListCounter(), 0
    for paragraph in body.iter(_PARAGRAPH):
        place = _place(paragraph, styles, numbering)
        if place is None or not _is_there(paragraph):
            continue
        name, level = place
        found = numbering.lists[name]
        if next(paragraph.iterancestors(_BOX), None) is not None:
            unknown += found.levels[level].is_numbered
            continue
        counter.count(name, found, level)
        if not found.levels[level].is_numbered:
            continue
        label = None if name in numbering.doubtful else counter.label(found, level)
        if label is None:
            unknown += 1
        else:
            _put(paragraph, label, found.levels[level])
    for root in others:
        places = (_place(paragraph, styles, numbering) for paragraph in root.iter(_PARAGRAPH))
        unknown += sum(numbering.lists[place[0]].levels[place[1]].is_numbered for place in places if place is not None)
    return unknown


def _place(paragraph: Node, styles: Styles, numbering: Numbering) -> tuple[str, int] | None:
    """The list of a paragraph and its level in it, its own word before its style's; None where it is in none."""
    by_style = styles.list_place(paragraph)
    name = word_xml.value(paragraph, "pPr/numPr/numId", by_style.name)
    if name is None or name == _NO_LIST or name not in numbering.lists:
        return None
    if word_xml.value(paragraph, "pPr/numPr/ilvl") is None:
        known = numbering.levels_of_styles.get((name, by_style.style or ""))
        return name, min(by_style.level, MOST_LEVELS - 1) if known is None else known
    return name, min(word_xml.count(paragraph, "pPr/numPr/ilvl", 0), MOST_LEVELS - 1)


def _is_there(paragraph: Node) -> bool:
    """Whether it is printed as a paragraph of its own: its mark not removed or hidden, no row of it."""
    if any(paragraph.find(mark) is not None for mark in _GONE):
        return False
    return all(row.find(f"{W}trPr/{W}del") is None for row in paragraph.iterancestors(_ROW))


def _put(paragraph: Node, label: str, level: ListLevel) -> None:
    first = next((node for node in _texts(paragraph) if node.text), None)
    if first is not None:
        first.text = before_text(label, level) + first.text
        return
    cell = next(paragraph.iterancestors(_CELL), None)
    if cell is not None and not _goes_on(cell):
        # a cell of a column of numbers often holds nothing else
        run = paragraph.makeelement(W + "r")
        text = paragraph.makeelement(W + "t")
        text.text = label
        run.append(text)
        paragraph.append(run)


def _goes_on(cell: Node) -> bool:
    """Whether a cell is merged with the one above it, and shows nothing of its own."""
    return cell.find(f"{W}tcPr/{W}vMerge") is not None and word_xml.value(cell, "tcPr/vMerge") != "restart"


def _texts(node: Node) -> Iterator[Node]:
    """What holds the characters of a paragraph, text boxes apart."""
    for child in word_xml.children(node):
        if child.tag in TEXTS:
            yield child
        elif child.tag != _BOX:
            yield from _texts(child)


def _levels(node: Node) -> dict[int, Node]:
    return {number: one for one in node.iterchildren(W + "lvl") if (number := _level_number(one)) is not None}


def _level_number(node: Node) -> int | None:
    text = node.get(W + "ilvl", "")
    return int(text) if len(text) == 1 and text.isdecimal() and int(text) < MOST_LEVELS else None


def _starts(overrides: Iterable[Node]) -> Iterator[tuple[int, int]]:
    for one in overrides:
        level = _level_number(one)
        if level is not None and one.find(W + "startOverride") is not None:
            yield level, min(word_xml.count(one, "startOverride", 0), _MOST_START)


def _read_level(node: Node | None) -> ListLevel:
    if node is None:
        return ListLevel(form="none")
    restart = None if node.find(W + "lvlRestart") is None else word_xml.count(node, "lvlRestart", 0)
    # a format that is described by an example stands among alternatives
    usual = "decimal" if node.find(MC + "AlternateContent") is None else _UNKNOWN
    text = word_xml.value(node, "lvlText", "") or ""
    form = word_xml.value(node, "numFmt", usual) or usual
    return ListLevel(
        start=min(word_xml.count(node, "start", 0), _MOST_START),
        form="none" if word_xml.is_on(node, "rPr/vanish") else form if len(text) <= _LONGEST_TEXT else _UNKNOWN,
        text=text[:_LONGEST_TEXT],
        gap=word_xml.value(node, "suff", "tab") != "nothing",
        restart=restart,
        legal=bool(word_xml.is_on(node, "isLgl")),
    )
