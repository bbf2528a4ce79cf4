"""Whether the text of a cell runs on over a page break: its last line is full, or a bracket is still open."""

import re

from extractor.document.content import GridCell
from extractor.document.geometry import BBox
from extractor.document.text import is_cjk, without_space
from extractor.document.total_words import is_sum

_BEGINS_ANEW = re.compile(
    r"[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d)|其中[:：]|[①-⑳●·]"
)
_GOES_ON = re.compile(r"[)）、，。；：”》%％]")
_PADDING_PT = 12.0
"""What programs leave blank beside a text by default, both sides together (Word 10.8 points)."""
_FULL_WITHIN_EM = 1.2
"""A line is full when no further character would fit."""
_TOUCHES_EM = 1.0
"""A line stands at the break when no further line would fit between."""


def begins_anew(text: str) -> bool:
    """Whether a text begins a row of its own: a numbering, 其中：, a total."""
    plain = without_space(text)
    return _BEGINS_ANEW.match(plain) is not None or is_sum(plain)


def runs_on(a: GridCell, b: GridCell) -> bool:
    """Whether the text of ``a`` (above the break) goes on in ``b`` (below it)."""
    upper, lower = without_space(a.raw), without_space(b.raw)
    if not upper or not lower or begins_anew(lower):
        return False
    brackets = upper.count("（") + upper.count("(") - upper.count("）") - upper.count(")")
    if brackets > 0 or _GOES_ON.match(lower):
        return True
    return not upper.endswith(("。", "；", ";")) and _is_full(a)


def touches_break(a: GridCell, b: GridCell) -> bool:
    """Whether the last line of ``a`` stands right above the break and the first one of ``b`` right below it."""
    if not (a.line_boxes and b.line_boxes and a.places and b.places):
        return False
    last, first = a.line_boxes[-1], b.line_boxes[0]
    near = a.places[-1].bbox.bottom - last.bottom <= _TOUCHES_EM * last.height
    return near and first.top - b.places[0].bbox.top <= _TOUCHES_EM * first.height


def _is_full(cell: GridCell) -> bool:
    """Whether the last line fills the width of its cell; without places, whether it is as long as the line before."""
    if cell.line_boxes and cell.places:
        line: BBox = cell.line_boxes[-1]
        return cell.places[-1].bbox.width - line.width <= _PADDING_PT + _FULL_WITHIN_EM * line.height
    lines = [_width(line) for line in cell.raw.split("\n")]
    return len(lines) > 1 and lines[-1] >= max(lines[:-1]) - 1


def _width(text: str) -> float:
    """The length of a line in full-width characters."""
    return sum(1.0 if is_cjk(character) or ord(character) > 0x2E80 else 0.5 for character in without_space(text))
