"""What a Word document's styles say of a paragraph: its outline level and its font size."""

import re
from dataclasses import dataclass

from extractor.sources.docx import xml as word_xml
from extractor.sources.docx.xml import Node, W

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9
"""``outlineLvl`` counts from 0; 9 is body text."""
_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """Paragraph styles by id; ``default`` is the id of the style that paragraphs without one have."""

    by_id: dict[str, Node]
    default: str | None

    def heading_level(self, paragraph: Node) -> int:
        """1 to 9 for a heading, 0 for body text; the paragraph's own level comes first, then its style's."""
        own = word_xml.value(paragraph, "pPr/outlineLvl")
        if own is not None:
            return _level(own)
        for style in self._chain(paragraph):
            inherited = word_xml.value(style, "pPr/outlineLvl")
            if inherited is not None:
                return _level(inherited)
            named = _HEADING_NAME.fullmatch(word_xml.value(style, "name", "") or "")
            if named:
                return int(named[1])
        return 0

    def size(self, paragraph: Node) -> float | None:
        """The font size in points of the first run that has text, None where neither it nor its style says."""
        for run in paragraph.iter(W + "r"):
            if run.find(W + "t") is not None:
                own = word_xml.count(run, "rPr/sz", 0)
                if own:
                    return own / 2
                break
        sizes = (word_xml.count(style, "rPr/sz", 0) for style in self._chain(paragraph))
        return next((size / 2 for size in sizes if size), None)

    def _chain(self, paragraph: Node) -> list[Node]:
        """The paragraph's style and those it is based on, nearest first."""
        chain: list[Node] = []
        name = word_xml.value(paragraph, "pPr/pStyle", self.default)
        while name is not None and name in self.by_id and len(chain) < _MAX_CHAIN:
            chain.append(self.by_id[name])
            name = word_xml.value(chain[-1], "basedOn")
        return chain


def read_styles(root: Node | None) -> Styles:
    """Read the styles part; no styles where there is none."""
    found = [] if root is None else [style for style in root.iter(W + "style") if style.get(W + "type") == "paragraph"]
    default = next((style.get(W + "styleId") for style in found if style.get(W + "default") in ("1", "true")), None)
    return Styles({str(style.get(W + "styleId")): style for style in found}, default)


def _level(text: str) -> int:
    level = int(text) if text.isdecimal() else _BODY_LEVEL
    return level + 1 if level < _BODY_LEVEL else 0
