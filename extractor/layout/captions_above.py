"""The lines above a table → its captions: title, unit, department, date.

The words decide, then the type size: a title ends in 表, and what is a sentence is prose and ends the search.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.document.caption_words import CONTENTS_TITLES, is_note, is_sentence, read_caption
from extractor.document.content import Element, Grid, Paragraph
from extractor.document.text import without_space

_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+(?:部分|章))"
)
_SHOWN = re.compile(r"(?:情况|预算|决算|明细|一览|清单|统计|构成|申报书|申请书|任务书)(?:[(（][^()（）]*[)）])*$")
_GAP = re.compile(r"\t\s*|\s{2,}|\s(?=(?:金额|计量|货币)?单位[:：])")
_LONGEST_CAPTION = 40
_FARTHEST_LINES = 8


@dataclass(frozen=True, slots=True)
class Caption:
    """What one line above a table is, with its index among the elements."""

    index: int
    text: str
    kind: str
    value: str | None = None


def captions_above(elements: Sequence[Element], grid: int, bound: set[int]) -> list[Caption]:
    """The captions above the element ``grid``, from top to bottom; those in ``bound`` are another table's."""
    found: list[Caption] = []
    for index in range(grid - 1, -1, -1):
        element = elements[index]
        if isinstance(element, Grid) or index in bound or len(found) >= _FARTHEST_LINES:
            break
        if element.furniture or not without_space(element.text):
            continue
        captions = _side_by_side(element, index) or _lone(element, index, found)
        if not captions:
            break
        found.extend(captions)
    return _with_title_by_size(elements, list(reversed(found)))


def _lone(paragraph: Paragraph, index: int, found: Sequence[Caption]) -> list[Caption]:
    caption = _classify(paragraph, index, any(c.kind == "title" for c in found))
    return [] if caption is None else [caption]


def _side_by_side(paragraph: Paragraph, index: int) -> list[Caption]:
    """The captions that a line holds beside each other (部门：… and 单位：万元), the last one first; none where one of
    its parts is no caption or a title."""
    texts = [without_space(part) for part in _GAP.split(paragraph.text.strip())]
    words = [read_caption(text) for text in texts]
    if len(texts) < 2 or any(one is None or one.kind == "title" for one in words):
        return []
    captions = [
        Caption(index, text, one.kind, one.value) for text, one in zip(texts, words, strict=True) if one is not None
    ]
    return captions[::-1]


def _classify(paragraph: Paragraph, index: int, has_title: bool) -> Caption | None:
    """What the line is, or None for prose. Above a title only the known kinds of captions are taken."""
    text = without_space(paragraph.text)
    words = read_caption(text)
    if words is not None:
        return None if has_title and words.kind == "title" else Caption(index, text, words.kind, words.value)
    if text in CONTENTS_TITLES and not has_title:
        return Caption(index, text, "title")
    if has_title or paragraph.furniture or is_sentence(text) or is_note(text):
        return None
    if _HEADING.match(text) or paragraph.heading_level:
        return None
    if len(text) <= _LONGEST_CAPTION and not text.endswith(("：", ":", "，", ",", "、")):
        return Caption(index, text, "loose")
    return None


def _with_title_by_size(elements: Sequence[Element], captions: list[Caption]) -> list[Caption]:
    """Settle the loose lines: without a title ending in 表 the largest loose line is it (of equals the nearest), or one
    right above the table that names what tables show; the others stay prose unless they stand below the title."""
    title = next((c for c in captions if c.kind == "title"), None)
    loose = [c for c in captions if c.kind == "loose"]
    names_a_table = bool(captions) and captions[-1].kind == "loose" and _SHOWN.search(captions[-1].text) is not None
    if title is None and loose and (names_a_table or any(c.kind in {"unit", "department"} for c in captions)):
        largest = max(loose, key=lambda c: (_size(elements[c.index]), c.index))
        captions = [replace(c, kind="title") if c is largest else c for c in captions]
        title = next(c for c in captions if c.kind == "title")
    if title is None:
        first = next((i for i, c in enumerate(captions) if c.kind != "loose"), len(captions))
        return captions[first:]
    start = captions.index(title)
    while start > 0 and captions[start - 1].kind != "loose":
        start -= 1
    return captions[start:]


def _size(element: Element) -> float:
    return element.size or 0.0 if isinstance(element, Paragraph) else 0.0


def plain_text(element: Element) -> str:
    """The text of a paragraph without white space; nothing of a grid."""
    return without_space(element.text) if isinstance(element, Paragraph) else ""


def is_furniture(element: Element) -> bool:
    """Whether the element is a page number or a running head."""
    return isinstance(element, Paragraph) and element.furniture
