"""What a Word document's styles say of a paragraph: its outline level and its font size."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.sources.docx import xml as word_xml
from extractor.sources.docx.xml import Node, W

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9
"""``outlineLvl`` counts from 0; 9 is body text."""
_MAX_CHAIN = 20
_KINDS = ("paragraph", "character")
_SUPERSCRIPT = "superscript"


class ListPlace(NamedTuple):
    """The list that a style puts its paragraphs in, their level there, and which of the styles says so."""

    name: str | None = None
    level: int = 0
    style: str | None = None


class Look(NamedTuple):
    """What a style and those it is based on say: the outline level, 0 for body text; the font size in points; whether
    text of it is hidden; the list that it is in; whether its text is set as a superscript. None where none of them
    says so."""

    heading_level: int
    size: float | None
    hidden: bool
    list_place: ListPlace = ListPlace()
    raised: bool = False


_PLAIN = Look(0, None, hidden=False)


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by their id; ``default`` is the id of the style that paragraphs without one have, ``can_hide`` whether any
    of them hides text, ``can_number`` whether any puts its paragraphs in a list, ``can_raise`` whether any sets text
    as a superscript. ``_looks`` keeps what was asked for before."""

    by_id: Mapping[str, Node]
    default: str | None
    can_hide: bool = False
    can_number: bool = False
    can_raise: bool = False
    _looks: dict[str, Look] = field(default_factory=dict)

    def heading_level(self, paragraph: Node) -> int:
        """1 to 9 for a heading, 0 for body text; the paragraph's own level comes first, then its style's."""
        own = word_xml.value(paragraph, "pPr/outlineLvl")
        return self._of(paragraph).heading_level if own is None else _level(own)

    def size(self, paragraph: Node) -> float | None:
        """The font size in points of the first run that has text, None where neither it nor its style says."""
        for run in paragraph.iter(W + "r"):
            if run.find(W + "t") is not None:
                own = word_xml.count(run, "rPr/sz", 0)
                if own:
                    return own / 2
                break
        return self._of(paragraph).size

    def list_place(self, paragraph: Node) -> ListPlace:
        """The list that a paragraph's style puts it in; the style is its own where none says so."""
        name = word_xml.value(paragraph, "pPr/pStyle", self.default)
        place = self._look(name).list_place
        return place if place.style is not None else place._replace(style=name)

    def hides(self, run: Node) -> bool:
        """Whether the text of a run is hidden: by itself, else by one of its two styles, which cancel each other out
        where both hide (ECMA-376 part 1, 17.7.3)."""
        own = word_xml.is_on(run, "rPr/vanish")
        if own is not None:
            return own
        style = self._look(word_xml.value(run, "rPr/rStyle"))
        paragraph = next(run.iterancestors(W + "p"), None)
        return style.hidden != (paragraph is not None and self._of(paragraph).hidden)

    def raises(self, run: Node) -> bool:
        """Whether a run is set as a superscript, by itself or by its style of characters."""
        own = word_xml.value(run, "rPr/vertAlign")
        return self._look(word_xml.value(run, "rPr/rStyle")).raised if own is None else own == _SUPERSCRIPT

    def _of(self, paragraph: Node) -> Look:
        return self._look(word_xml.value(paragraph, "pPr/pStyle", self.default))

    def _look(self, name: str | None) -> Look:
        if name is None or name not in self.by_id:
            return _PLAIN
        look = self._looks.get(name)
        if look is None:
            look = self._looks[name] = _look(_chain(name, self.by_id))
        return look


def read_styles(root: Node | None) -> Styles:
    """Read the styles part; no styles where there is none."""
    found = [] if root is None else list(root.iter(W + "style"))
    nodes = {str(style.get(W + "styleId")): style for style in found if style.get(W + "type") in _KINDS}
    default = next(
        (
            style.get(W + "styleId")
            for style in found
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true")
        ),
        None,
    )
    hides, numbers, raises = (
        root is not None and next(root.iter(W + name), None) is not None for name in ("vanish", "numPr", "vertAlign")
    )
    return Styles(nodes, default, can_hide=hides, can_number=numbers, can_raise=raises)


def _chain(name: str | None, nodes: Mapping[str, Node]) -> list[Node]:
    """The style and those it is based on, nearest first."""
    chain: list[Node] = []
    while name is not None and name in nodes and len(chain) < _MAX_CHAIN:
        chain.append(nodes[name])
        name = word_xml.value(chain[-1], "basedOn")
    return chain


def _look(chain: Sequence[Node]) -> Look:
    sizes = (word_xml.count(style, "rPr/sz", 0) for style in chain)
    hidden = (word_xml.is_on(style, "rPr/vanish") for style in chain)
    heights = (word_xml.value(style, "rPr/vertAlign") for style in chain)
    return Look(
        next((level for level in map(_own_level, chain) if level is not None), 0),
        next((size / 2 for size in sizes if size), None),
        next((state for state in hidden if state is not None), False),
        next((place for place in map(_list_place, chain) if place is not None), ListPlace()),
        next((height for height in heights if height is not None), None) == _SUPERSCRIPT,
    )


def _list_place(style: Node) -> ListPlace | None:
    name = word_xml.value(style, "pPr/numPr/numId")
    if name is None:
        return None
    return ListPlace(name, word_xml.count(style, "pPr/numPr/ilvl", 0), str(style.get(W + "styleId")))


def _own_level(style: Node) -> int | None:
    outline = word_xml.value(style, "pPr/outlineLvl")
    if outline is not None:
        return _level(outline)
    named = _HEADING_NAME.fullmatch(word_xml.value(style, "name", "") or "")
    return int(named[1]) if named else None


def _level(text: str) -> int:
    level = int(text) if text.isdecimal() else _BODY_LEVEL
    return level + 1 if level < _BODY_LEVEL else 0
