"""Which text lines are page furniture: page numbers, and running heads told from content by repetition."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractor.document.caption_words import read_caption
from extractor.document.page import TextLine
from extractor.document.text import folded
from extractor.pages.running_lines import runs_like

_PAGE_NUMBER = re.compile(
    r"[-—–―－·.\s]*(第?\d{1,4}页?([,，、/|]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|[ivxlc]{1,6})[-—–―－·.\s]*"
)
_COUNTED = re.compile(r"[-—–―－·.\s]*第?(\d{1,4})页?[-—–―－·.\s]*")
_MARGIN_SHARE = 0.1
"""Furniture stands in the outer tenth of the page."""
_FEWEST_REPEATS = 3
_SAME_PLACE_PT = 6.0


def find_furniture(
    lines_of_pages: Mapping[int, Sequence[TextLine]],
    heights: Mapping[int, float],
    running: Sequence[TextLine] = (),
) -> set[tuple[int, int]]:
    """Return ``(page, index of line)`` of every furniture line.

    A line repeats when the same text stands at the same height on at least three pages and on a third of all pages
    that have text. ``running`` are lines known to run over pages: what says the same at their places is furniture
    too. What tables say of themselves is never furniture, however often it is printed: titles, 公开01表,
    单位：万元, 部门：….
    """
    seen: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for page, lines in lines_of_pages.items():
        for index, line in enumerate(lines):
            if not _in_margin(line, heights[page]):
                continue
            text = folded(line.text)
            if _PAGE_NUMBER.fullmatch(text) or any(runs_like(line, other) for other in running):
                found.add((page, index))
            elif read_caption(line.text) is None:
                seen[text].append((page, index, line.bbox.top))
    found |= _counted(lines_of_pages)
    fewest = max(_FEWEST_REPEATS, sum(1 for lines in lines_of_pages.values() if lines) // 3)
    for occurrences in seen.values():
        for page, index, top in occurrences:
            pages = {other for other, _, other_top in occurrences if abs(other_top - top) <= _SAME_PLACE_PT}
            if len(pages) >= fewest:
                found.add((page, index))
    return found


def _counted(lines_of_pages: Mapping[int, Sequence[TextLine]]) -> set[tuple[int, int]]:
    """The numbers at the edge of what pages say, wherever that is, that count the pages on at one height: on at least
    three pages, each number as far from that of its page."""
    seen: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for page, lines in lines_of_pages.items():
        order = sorted(range(len(lines)), key=lambda index: lines[index].bbox.y_middle)
        for index in {*order[:1], *order[-1:]}:
            number = _COUNTED.fullmatch(folded(lines[index].text))
            if number:
                seen[int(number[1]) - page].append((page, index, lines[index].bbox.top))
    found = set()
    for numbers in seen.values():
        for page, index, top in numbers:
            at_this_height = {other for other, _, other_top in numbers if abs(other_top - top) <= _SAME_PLACE_PT}
            if len(at_this_height) >= _FEWEST_REPEATS:
                found.add((page, index))
    return found


def _in_margin(line: TextLine, height: float) -> bool:
    return line.bbox.bottom <= height * _MARGIN_SHARE or line.bbox.top >= height * (1 - _MARGIN_SHARE)
