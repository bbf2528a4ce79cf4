"""How far a paragraph of Word is set in (ECMA-376 part 1, 17.3.1.12)."""

from extractor.document.indent import ems_before
from extractor.sources.docx import xml as word_xml
from extractor.sources.docx.xml import Node, W

IND = W + "ind"
_TWIPS_AN_EM = 210
"""Of 五号, the size of most tables: it turns a measured indent into letters where the file does not count them."""
_HUNDREDTHS = 100
_MOST_EMS = 20.0


def ems_of(ind: Node) -> float:
    """The ems of a ``w:ind``: its left edge and its first line together, at least 0."""
    ems = _part(ind, "leftChars", "left") or _part(ind, "startChars", "start")
    return max(0.0, min(_MOST_EMS, ems + _part(ind, "firstLineChars", "firstLine")))


def cell_indent(cell: Node) -> float:
    """The ems that the first paragraph with a text sets it in."""
    for paragraph in word_xml.blocks(cell):
        if paragraph.tag == W + "p" and word_xml.text_of(paragraph):
            ind = paragraph.find(f"{W}pPr/{IND}")
            return (0.0 if ind is None else ems_of(ind)) + ems_before(word_xml.spaced_text_of(paragraph))
    return 0.0


def _part(ind: Node, letters: str, twips: str) -> float:
    counted, measured = (_number(ind.get(W + name)) for name in (letters, twips))
    return counted / _HUNDREDTHS if counted else measured / _TWIPS_AN_EM


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.lstrip("-").isdecimal() and len(text) <= len("-99999") else 0
