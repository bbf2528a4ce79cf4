"""Text lines of pages → paragraphs: lines that a sentence runs on over become one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.document.content import Paragraph
from extractor.document.draft import Draft
from extractor.document.text import without_space

_STARTS = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]+[部章条]|[-•·●])"
)
_ENDS = ("。", "；", ";", "：", ":", "！", "？")
_INDENT_EM = 1.2
_SHORT_OF_MARGIN_EM = 2.5


def compose_paragraphs(items: Sequence[Draft | Paragraph]) -> tuple[Draft | Paragraph, ...]:
    """Join neighbouring lines of prose; lines without a type size (native formats) are paragraphs already.

    A line ends its paragraph when it stops short of the page's right margin; a line starts one when it is indented,
    numbered, or of another size.
    """
    right = _right_margins(items)
    left = _left_margins(items)
    composed: list[Draft | Paragraph] = []
    last = -1  # the last item that is no page furniture: a sentence runs on over a page number
    for item in items:
        before = composed[last] if last >= 0 else None
        if isinstance(item, Paragraph) and isinstance(before, Paragraph) and _continues(before, item, left, right):
            composed[last] = replace(before, text=before.text + item.text, places=(*before.places, *item.places))
            continue
        composed.append(item)
        if isinstance(item, Draft) or not item.furniture:
            last = len(composed) - 1
    return tuple(composed)


def _is_line(item: Draft | Paragraph) -> bool:
    return isinstance(item, Paragraph) and item.size is not None and bool(item.places) and not item.furniture


def _right_margins(items: Sequence[Draft | Paragraph]) -> dict[int, float]:
    margins: dict[int, float] = {}
    for item in items:
        if isinstance(item, Paragraph) and _is_line(item):
            place = item.places[-1]
            margins[place.page] = max(margins.get(place.page, 0.0), place.bbox.x1)
    return margins


def _left_margins(items: Sequence[Draft | Paragraph]) -> dict[int, float]:
    margins: dict[int, float] = {}
    for item in items:
        if isinstance(item, Paragraph) and _is_line(item):
            place = item.places[0]
            margins[place.page] = min(margins.get(place.page, place.bbox.x0), place.bbox.x0)
    return margins


def _continues(before: Paragraph, line: Paragraph, left: dict[int, float], right: dict[int, float]) -> bool:
    if not (_is_line(before) and _is_line(line)) or before.size is None or line.size is None:
        return False
    last, here = before.places[-1], line.places[0]
    size = max(before.size, line.size, last.bbox.height * 0.8)
    if abs(before.size - line.size) > 0.5 or _STARTS.match(without_space(line.text)):
        return False
    if last.bbox.x1 < right[last.page] - _SHORT_OF_MARGIN_EM * size:
        return False
    if here.bbox.x0 > left[here.page] + _INDENT_EM * size:
        return False
    if here.page == last.page:
        return 0 <= here.bbox.top - last.bbox.top <= 3.2 * last.bbox.height
    return here.page == last.page + 1 and not before.text.rstrip().endswith(_ENDS)
