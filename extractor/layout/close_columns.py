"""A page → the same with the glyphs marked that begin a column close behind another one.

A column of figures set on the right and one of labels set on the left may meet with less than a space between them: in
one row nothing tells the gap from one within a word. Several rows do, whose figures end at one x and whose labels begin
at another one right behind it. Where the two touch, more is asked: the figures stand apart from what is before
them and are of several widths, so that it is their ends that are set on one x.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.document.lines import lines_of_glyphs
from extractor.document.page import Glyph, Page, TextLine

_FEWEST_ROWS = 3
_FEWEST_LABELS = 2
"""What follows the figures must differ: a unit behind each of them does not."""
_NARROWEST_EM = 0.08
"""In a narrower gap the two texts touch."""
_DEEPEST_EM = 0.05
"""Texts that touch reach no farther into each other: they are set on the border of two cells."""
_NARROWEST_BEFORE_CODE_EM = 0.2
"""Digits of one figure stand closer."""
_WIDEST_EM = 0.75
"""Gaps as wide as this part of the text's height divide by themselves."""
_SAME_EDGE_EM = 0.1
_FEWEST_WIDTHS = 2
"""Figures of one width end at one x however they are set."""
_FARTHEST_EM = 8.0
"""Rows of a table, and its headings, are no farther from each other than this."""
_FIRST_CHINESE = "\u4e00"
_AMOUNT = r"(?<![\d.,])[-−]?(?:\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+)"
_CODE = r"\d{3}(?:\d\d){0,2}(?![\d.,%])"
_WHOLE = r"(?<![\d.,])[-−]?\d{1,9}"
"""An amount without decimals and commas (of thousands of yuan): only a code behind it tells it from other digits."""
_BEFORE_LABEL = re.compile(_AMOUNT + rf"(?: ?[\u4e00-\u9fff（](?<![万亿元])| {_CODE})|{_WHOLE} {_CODE}")
_AT_START = re.compile(_CODE)
_AT_END = re.compile(_AMOUNT + "$")
_WHOLE_AT_END = re.compile(_WHOLE + "$")
_LONGEST_AMOUNT = 24
_LONGEST_CODE = 7
_MOST_MEETINGS, _MOST_STRIPS = 1_000, 40
"""A page with more of them holds no tables that are read so."""


class _Meeting(NamedTuple):
    """A figure from ``start`` to ``end`` and a label that begins at ``begin`` close behind it."""

    start: float
    end: float
    begin: float
    top: float
    bottom: float
    label: str
    is_whole: bool = False
    """Whether the figure is one without decimals and commas, which is an amount only where others show it."""

    @property
    def touches(self) -> bool:
        return self.begin - self.end < _NARROWEST_EM * (self.bottom - self.top)

    @property
    def slack(self) -> float:
        return _SAME_EDGE_EM * (self.bottom - self.top)


class _Strip(NamedTuple):
    """The white between two columns, from the first row that shows it to the last."""

    start: float
    end: float
    top: float
    bottom: float
    slack: float


def with_close_columns(page: Page, lines: Sequence[TextLine]) -> Page:
    """Mark the first glyph behind each strip between two columns that stand close; ``lines`` are those to look at."""
    if sum(_BEFORE_LABEL.search(line.text) is not None for line in lines) < _FEWEST_ROWS:
        return page
    rows = lines_of_glyphs(page.glyphs)
    meetings = [meeting for row in rows for meeting in _meetings(row)]
    strips = _strips(meetings) if len(meetings) <= _MOST_MEETINGS else []
    if len(strips) > _MOST_STRIPS:
        return page
    begins = {glyph for strip in strips for row in rows if (glyph := _first_behind(row, strip)) is not None}
    if not begins:
        return page
    marked = (glyph._replace(begins_column=True) if glyph in begins else glyph for glyph in page.glyphs)
    return replace(page, glyphs=tuple(marked))


def _meetings(row: Sequence[Glyph]) -> list[_Meeting]:
    found = []
    for place, (before, glyph) in enumerate(pairwise(row), 1):
        is_digit = glyph.text.isdecimal()
        if not before.text[-1:].isdigit() or not (is_digit or glyph.text >= _FIRST_CHINESE or glyph.text == "（"):
            continue
        top, bottom = min(before.bbox.top, glyph.bbox.top), max(before.bbox.bottom, glyph.bbox.bottom)
        gap = (glyph.bbox.x0 - before.bbox.x1) / (bottom - top)
        narrowest = _NARROWEST_BEFORE_CODE_EM if is_digit else -_DEEPEST_EM
        if not narrowest <= gap <= _WIDEST_EM or (is_digit and not _begins_code(row[place:])):
            continue
        text = "".join(other.text for other in row[max(0, place - _LONGEST_AMOUNT) : place])
        amount = _AT_END.search(text)
        whole = _WHOLE_AT_END.search(text) if amount is None and is_digit else None
        amount = amount or whole
        if amount is None:
            continue
        first = max(0, place - len(amount[0]))
        start = row[first].bbox.x0
        stands_apart = not first or start - row[first - 1].bbox.x1 > _WIDEST_EM * (bottom - top)
        label = "".join(other.text for other in row[place : place + (_LONGEST_CODE if is_digit else 2)])
        meeting = _Meeting(start, before.bbox.x1, glyph.bbox.x0, top, bottom, label, whole is not None)
        # a whole number that begins its line is a code or a number of the row
        if (stands_apart and first) if meeting.is_whole else (stands_apart or not meeting.touches):
            found.append(meeting)
    return found


def _begins_code(row: Sequence[Glyph]) -> bool:
    """Whether glyphs begin with a code of three, five or seven digits, up to the next gap."""
    text = row[0].text
    for before, glyph in pairwise(row[: _LONGEST_CODE + 1]):
        height = max(before.bbox.bottom, glyph.bbox.bottom) - min(before.bbox.top, glyph.bbox.top)
        if glyph.bbox.x0 - before.bbox.x1 >= _NARROWEST_BEFORE_CODE_EM * height:
            break
        text += glyph.text
    return _AT_START.match(text) is not None


def _strips(meetings: Sequence[_Meeting]) -> list[_Strip]:
    """The strips that enough meetings share; ``meetings`` from top to bottom."""
    groups: list[list[_Meeting]] = []
    for meeting in meetings:
        group = next((group for group in groups if _share_strip(group[-1], meeting)), None)
        if group is None:
            groups.append([meeting])
        else:
            group.append(meeting)
    return [
        _Strip(
            median(meeting.end for meeting in group),
            median(meeting.begin for meeting in group),
            group[0].top,
            group[-1].bottom,
            median(meeting.slack for meeting in group),
        )
        for group in groups
        if len(group) >= _FEWEST_ROWS
        and len({meeting.label for meeting in group}) >= _FEWEST_LABELS
        and (not any(meeting.touches or meeting.is_whole for meeting in group) or _widths(group) >= _FEWEST_WIDTHS)
    ]


def _widths(meetings: Sequence[_Meeting]) -> int:
    """How many widths the figures have that differ by more than their edges may."""
    starts = sorted(meeting.start for meeting in meetings)
    return 1 + sum(right - left > meetings[0].slack for left, right in pairwise(starts))


def _share_strip(above: _Meeting, below: _Meeting) -> bool:
    slack = min(above.slack, below.slack)
    near = below.top - above.bottom <= _FARTHEST_EM * (below.bottom - below.top)
    return near and abs(above.end - below.end) <= slack and abs(above.begin - below.begin) <= slack


def _first_behind(row: Sequence[Glyph], strip: _Strip) -> Glyph | None:
    """The glyph of a line that begins at the end of the strip, or behind a text that ends at its start, where nothing
    stands across the strip."""
    reach = _FARTHEST_EM * (row[0].bbox.bottom - row[0].bbox.top)
    if row[0].bbox.bottom < strip.top - reach or row[0].bbox.top > strip.bottom + reach:
        return None
    for before, glyph in pairwise(row):
        end, begin = before.bbox.x1, glyph.bbox.x0
        if end <= strip.start + strip.slack and begin >= strip.end - strip.slack:
            return glyph if end >= strip.start - strip.slack or begin <= strip.end + strip.slack else None
    return None
