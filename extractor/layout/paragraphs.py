"""Text lines of pages → paragraphs: lines that a sentence runs on over become one."""

import re
from collections.abc import Sequence

from extractor.document.content import Paragraph
from extractor.document.draft import Draft
from extractor.document.text import without_space

_STARTS = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]+[部章条]|[-•·●])"
)
_ENDS = ("。", "；", ";", "：", ":", "！", "？")
_SAME_SIZE = 0.5
_SAME_ADVANCE = 0.04
"""Of the narrower advance; a justified line is stretched by less, another type size by more."""
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
    line: Draft | Paragraph | None = None  # the last line of that item
    for item in items:
        before = composed[last] if last >= 0 else None
        if (
            isinstance(item, Paragraph)
            and isinstance(before, Paragraph)
            and isinstance(line, Paragraph)
            and _is_as_large(line, item)
            and _continues(before, item, left, right)
        ):
            composed[last] = before._replace(text=before.text + item.text, places=(*before.places, *item.places))
            line = item
            continue
        composed.append(item)
        if isinstance(item, Draft) or not item.furniture:
            last, line = len(composed) - 1, item
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


def _is_as_large(line: Paragraph, other: Paragraph) -> bool:
    """Whether two lines are of one size: by the height of their tallest glyph, or, where a font tells heights that
    are not its own, by the room that their characters take."""
    if line.size is None or other.size is None:
        return False
    if abs(line.size - other.size) <= _SAME_SIZE:
        return True
    one, two = _advance(line), _advance(other)
    return abs(one - two) <= _SAME_ADVANCE * min(one, two)


def _advance(line: Paragraph) -> float:
    """The room that a full-width character takes in the line; letters and digits take half of it."""
    widths = sum(1.0 if character > "\u2fff" else 0.5 for character in without_space(line.text))
    return sum(place.bbox.width for place in line.places) / max(widths, 0.5)


def _continues(before: Paragraph, line: Paragraph, left: dict[int, float], right: dict[int, float]) -> bool:
    if not (_is_line(before) and _is_line(line)) or before.size is None or line.size is None:
        return False
    last, here = before.places[-1], line.places[0]
    size = max(before.size, line.size, last.bbox.height * 0.8)
    if _STARTS.match(without_space(line.text)):
        return False
    if last.bbox.x1 < right[last.page] - _SHORT_OF_MARGIN_EM * size:
        return False
    if here.bbox.x0 > left[here.page] + _INDENT_EM * size:
        return False
    if here.page == last.page:
        return 0 <= here.bbox.top - last.bbox.top <= 3.2 * last.bbox.height
    return here.page == last.page + 1 and not before.text.rstrip().endswith(_ENDS)
