"""Text lines of pages → paragraphs: lines that a sentence runs on over become one."""

import re
from collections.abc import Sequence
from statistics import median

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
_SAME_SIZE_SHARE = 0.04
"""The same as a share of the larger: large type in a picture is measured no better."""
_NEARLY_SAME_SIZE_SHARE = 0.1
"""The same behind a comma, which no line of another type size follows: fonts for Chinese and for digits differ so."""
_PAUSES = ("，", "、", ",")
_INDENT_EM = 1.2
_SHORT_OF_MARGIN_EM = 2.5
_ROOM_EM = 1.0
"""What a justified line may fall short of the margin besides the number that did not fit on it."""
_NUMBER = re.compile(r"[\d.,]+[%％]?[。，；、：）)]?")
"""What no line break parts."""
_FEWEST_SHARED = 6
_SHARED_SHARE = 0.5
_SHARED_EM = 0.5


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
    ends: dict[int, list[tuple[float, float]]] = {}
    for item in items:
        if isinstance(item, Paragraph) and _is_line(item):
            place = item.places[-1]
            ends.setdefault(place.page, []).append((place.bbox.x1, item.size or 0.0))
    return {page: _shared(found) or max(x for x, _ in found) for page, found in ends.items()}


def _left_margins(items: Sequence[Draft | Paragraph]) -> dict[int, float]:
    ends: dict[int, list[tuple[float, float]]] = {}
    for item in items:
        if isinstance(item, Paragraph) and _is_line(item):
            place = item.places[0]
            ends.setdefault(place.page, []).append((place.bbox.x0, item.size or 0.0))
    return {page: _shared(found) or min(x for x, _ in found) for page, found in ends.items()}


def _shared(ends: Sequence[tuple[float, float]]) -> float | None:
    """The x at which half the lines of a page or more end: a note in the margin, or a speck read as a mark, does not
    move it. None where there are few lines, or they end at many places."""
    if len(ends) < _FEWEST_SHARED:
        return None
    middle = median(x for x, _ in ends)
    size = median(size for _, size in ends)
    near = [x for x, _ in ends if abs(x - middle) <= _SHARED_EM * size]
    return middle if len(near) >= _SHARED_SHARE * len(ends) else None


def _is_as_large(line: Paragraph, other: Paragraph) -> bool:
    """Whether two lines are of one size: by the height of their tallest glyph, or, where a font tells heights that
    are not its own, by the room that their characters take."""
    if line.size is None or other.size is None:
        return False
    if abs(line.size - other.size) <= max(_SAME_SIZE, _SAME_SIZE_SHARE * max(line.size, other.size)):
        return True
    if line.text.endswith(_PAUSES) and abs(line.size - other.size) <= _NEARLY_SAME_SIZE_SHARE * line.size:
        return True
    one, two = _advance(line), _advance(other)
    return abs(one - two) <= _SAME_ADVANCE * min(one, two)


def _room(before: Paragraph, line: Paragraph) -> float:
    """How far a line may end short of the right margin, in ems, where the next one goes on with it: a number that
    begins that one had no room, and a sentence that has not ended goes on with it."""
    number = _NUMBER.match(line.text)
    if number is None or before.text.rstrip().endswith(_ENDS):
        return _SHORT_OF_MARGIN_EM
    return max(_SHORT_OF_MARGIN_EM, _full_widths(number[0]) + _ROOM_EM)


def _full_widths(text: str) -> float:
    """How many full-width characters a text is wide; letters and digits take half of one."""
    return sum(1.0 if character > "\u2fff" else 0.5 for character in without_space(text))


def _advance(line: Paragraph) -> float:
    """The room that a full-width character takes in the line."""
    return sum(place.bbox.width for place in line.places) / max(_full_widths(line.text), 0.5)


def _continues(before: Paragraph, line: Paragraph, left: dict[int, float], right: dict[int, float]) -> bool:
    if not (_is_line(before) and _is_line(line)) or before.size is None or line.size is None:
        return False
    last, here = before.places[-1], line.places[0]
    size = max(before.size, line.size, last.bbox.height * 0.8)
    if _STARTS.match(without_space(line.text)):
        return False
    if last.bbox.x1 < right[last.page] - _room(before, line) * size:
        return False
    if here.bbox.x0 > left[here.page] + _INDENT_EM * size:
        return False
    if here.page == last.page:
        return 0 <= here.bbox.top - last.bbox.top <= 3.2 * last.bbox.height
    return here.page == last.page + 1 and not before.text.rstrip().endswith(_ENDS)
