"""Which text lines are page furniture: page numbers, and running heads told from content by repetition."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import ceil
from statistics import median
from typing import NamedTuple

from extractor.document.caption_words import read_caption
from extractor.document.page import TextLine
from extractor.document.text import folded
from extractor.pages.running_lines import runs_like

_PAGE_NUMBER = re.compile(
    r"[-—–―－·.\s]*((共\d{1,4}页[,，、/|]?)?第?\d{1,4}页?([,，、/|]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|[ivxlc]{1,6})"
    r"[-—–―－·.\s]*"
)
_COUNTED = re.compile(r"[-—–―－·.\s]*第?(\d{1,4})页?[-—–―－·.\s]*")
_DIGITS = re.compile(r"\d+")
_MARGIN_SHARE = 0.1
"""Furniture stands in the outer tenth of the page; in that of the longer side where most pages have it: a document's
heads stand as far from the edge on pages that lie as on those that stand."""
_MOST_PAGES = 2 / 3
_LARGE = 1.05
"""What is larger than most lines by this factor may be a title, at the head of a page."""
_FEWEST_REPEATS = 3
_SAME_PLACE_PT = 6.0


class _Line(NamedTuple):
    """The place of a line among those of its page, and whether it stands in the outer tenth of the height."""

    page: int
    place: int
    top: float
    is_near: bool


def find_furniture(
    lines_of_pages: Mapping[int, Sequence[TextLine]],
    heights: Mapping[int, float],
    running: Sequence[TextLine] = (),
    widths: Mapping[int, float] | None = None,
) -> set[tuple[int, int]]:
    """Return ``(page, index of line)`` of every furniture line.

    A line repeats when the same text stands at the same height on at least three pages and on a third of all pages
    that have text. On pages wider than high (``widths``), what stands deeper than a tenth of the height is furniture
    only where two thirds of the pages have it, or where it is the outermost line and a page number. ``running`` are
    lines known to run over pages: what says the same at their places is furniture too. What tables say of themselves
    is never furniture, however often it is printed: titles, 公开01表, 单位：万元, 部门：….
    """
    seen: dict[str, list[_Line]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    large = _LARGE * median([_size(line) for lines in lines_of_pages.values() for line in lines] or [0.0])
    for page, lines in lines_of_pages.items():
        depth = _MARGIN_SHARE * max(heights[page], (widths or {}).get(page, 0.0))
        outermost = _outermost(lines)
        for index, line in enumerate(lines):
            if not _in_margin(line, heights[page], depth):
                continue
            is_near = _in_margin(line, heights[page], _MARGIN_SHARE * heights[page])
            is_foot = line.bbox.top >= heights[page] / 2
            text = folded(line.text)
            is_number = _PAGE_NUMBER.fullmatch(text) and (is_near or index in outermost)
            if is_number or (is_near and any(runs_like(line, other) for other in running)):
                found.add((page, index))
            elif read_caption(line.text) is None and (is_near or is_foot or _size(line) <= large):
                said = text if is_near or index not in outermost else _DIGITS.sub("#", text)
                seen[said].append(_Line(page, index, line.bbox.top, is_near))
    found |= _counted(lines_of_pages)
    pages = sum(1 for lines in lines_of_pages.values() if lines)
    for occurrences in seen.values():
        for page, place, top, is_near in occurrences:
            alike = {other.page for other in occurrences if abs(other.top - top) <= _SAME_PLACE_PT}
            if len(alike) >= max(_FEWEST_REPEATS, pages // 3 if is_near else ceil(_MOST_PAGES * pages)):
                found.add((page, place))
    return found


def _outermost(lines: Sequence[TextLine]) -> set[int]:
    """The indices of the first and the last line of a page."""
    order = sorted(range(len(lines)), key=lambda index: lines[index].bbox.y_middle)
    return {*order[:1], *order[-1:]}


def _size(line: TextLine) -> float:
    return max(word.size for word in line.words)


def _counted(lines_of_pages: Mapping[int, Sequence[TextLine]]) -> set[tuple[int, int]]:
    """The numbers at the edge of what pages say, wherever that is, that count the pages on at one height: on at least
    three pages, each number as far from that of its page."""
    seen: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for page, lines in lines_of_pages.items():
        for index in _outermost(lines):
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


def _in_margin(line: TextLine, height: float, depth: float) -> bool:
    return line.bbox.bottom <= depth or line.bbox.top >= height - depth
