"""What stands at the edge of a page as it stood on pages before, outside their tables: running heads and feet, and the
rule that is drawn between them and the page.

They are set apart before tables are looked for: a small line close above the rows of a table that goes on looks like
its header.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from extractor.document.caption_words import read_caption
from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Page, Ruling, TextLine
from extractor.document.text import folded
from extractor.document.total_words import is_sum

_MARGIN_SHARE = 0.1
"""Running lines stand in the outer tenth of the page."""
_PAGES_KEPT = 4
"""Heads of left and right pages differ, those of two orientations too."""
_SAME_PLACE_PT = 3.0
_LARGE = 1.05
"""A line larger than most of its page by this factor may be a title: it runs where two pages before have it, others
where one has it."""
_RULE_NEAR_EM = 2.0
_SAME_RULE_PT = 1.5
_DIGITS = re.compile(r"\d+")
_AMOUNT = re.compile(r"\d[.,]\d")


class _Line(NamedTuple):
    """A line at the edge of a page: its text but for the digits, its numbers, its place."""

    pattern: str
    numbers: tuple[int, ...]
    bbox: BBox


class _Edges(NamedTuple):
    page: int
    lines: tuple[_Line, ...]
    rules: tuple[Ruling, ...]


class PartedPage(NamedTuple):
    """A page without its running lines, and these, from top to bottom."""

    page: Page
    running: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class RunningLines:
    """The edges of the last pages, outside their tables."""

    pages: tuple[_Edges, ...] = ()

    def part(self, page: Page) -> PartedPage:
        """The page without the lines and rules that run over pages: at each edge from the outermost line inwards."""
        if not any(edges.lines for edges in self.pages):
            return PartedPage(page, ())
        near = [glyph for glyph in page.glyphs if _in_margin(glyph.bbox, page.height)]
        lines = sorted(compose_lines(near), key=lambda line: line.bbox.y_middle)
        heads = self._running(page, [line for line in lines if line.bbox.y_middle < page.height / 2])
        feet = self._running(page, [line for line in reversed(lines) if line.bbox.y_middle >= page.height / 2])
        if not heads and not feet:
            return PartedPage(page, ())
        running = (*heads, *reversed(feet))
        bands = [line.bbox for line in running]
        glyphs = tuple(glyph for glyph in page.glyphs if not _is_of_one(glyph.bbox, bands, page.height))
        rules = {rule for rule in page.rulings if self._is_running_rule(rule, heads, feet)}
        kept = tuple(rule for rule in page.rulings if rule not in rules) if rules else page.rulings
        return PartedPage(replace(page, glyphs=glyphs, rulings=kept), running)

    def with_page(self, page: Page, lines: Sequence[TextLine], tables: Sequence[BBox]) -> "RunningLines":
        """These and the edges of one more page; ``lines`` are those outside its ``tables``."""
        found = tuple(_edge_line(line) for line in lines if _in_margin(line.bbox, page.height) and _may_run(line))
        rules = tuple(
            r
            for r in page.rulings
            if r.horizontal
            and not page.height * _MARGIN_SHARE < r.position < page.height * (1 - _MARGIN_SHARE)
            and not any(box.top - 1 <= r.position <= box.bottom + 1 for box in tables)
        )
        return RunningLines((*self.pages, _Edges(page.number, found, rules))[-_PAGES_KEPT:])

    def _running(self, page: Page, lines: Sequence[TextLine]) -> list[TextLine]:
        """The first of the lines of one edge, outermost first, that run."""
        found = []
        for line in lines:
            before = self._pages_with(page.number, _edge_line(line)) if _may_run(line) else 0
            if not before or (before < 2 and _is_large(line, page)):
                break
            found.append(line)
        return found

    def _pages_with(self, page: int, line: _Line) -> int:
        """How many pages have the line at its place; where it is nothing but numbers, they count the pages."""
        return sum(any(_runs_on(page - edges.page, line, other) for other in edges.lines) for edges in self.pages)

    def _is_running_rule(self, rule: Ruling, heads: Sequence[TextLine], feet: Sequence[TextLine]) -> bool:
        """Whether a horizontal is drawn close below the last head, or above the first foot, as on a page before."""
        if not rule.horizontal:
            return False
        gaps = [(rule.position - line.bbox.bottom, line) for line in heads[-1:]]
        gaps += [(line.bbox.top - rule.position, line) for line in feet[-1:]]
        if not any(-_SAME_RULE_PT <= gap <= _RULE_NEAR_EM * line.bbox.height for gap, line in gaps):
            return False
        return any(_are_same(rule, other) for edges in self.pages for other in edges.rules)


def runs_like(line: TextLine, other: TextLine) -> bool:
    """Whether a line says what another one says, but for the numbers, at its place."""
    a, b = _edge_line(line), _edge_line(other)
    return a.pattern == b.pattern and _is_at(a.bbox, b.bbox)


def _edge_line(line: TextLine) -> _Line:
    text = folded(line.text)
    return _Line(_DIGITS.sub("#", text), tuple(int(number) for number in _DIGITS.findall(text)), line.bbox)


def _runs_on(pages: int, line: _Line, before: _Line) -> bool:
    if line.pattern != before.pattern or not _is_at(line.bbox, before.bbox):
        return False
    has_words = any(character.isalpha() for character in line.pattern)
    return has_words or any(a - b == pages for a, b in zip(line.numbers, before.numbers, strict=True))


def _is_at(box: BBox, other: BBox) -> bool:
    """Whether a box is at the height of the other, and begins, ends or has its middle where that has."""
    sides = (box.x0 - other.x0, box.x1 - other.x1, box.x_middle - other.x_middle)
    return abs(box.top - other.top) <= _SAME_PLACE_PT and min(map(abs, sides)) <= _SAME_PLACE_PT


def _are_same(rule: Ruling, other: Ruling) -> bool:
    ends = (rule.position - other.position, rule.start - other.start, rule.end - other.end)
    return all(abs(offset) <= _SAME_RULE_PT for offset in ends)


def _may_run(line: TextLine) -> bool:
    """Whether a line is no caption of a table and no row with amounts or of a sum."""
    return read_caption(line.text) is None and not _AMOUNT.search(folded(line.text)) and not is_sum(line.text)


def _is_large(line: TextLine, page: Page) -> bool:
    """Whether a line is larger than most letters of its page: figures stand lower than letters of the same type, and a
    page of a table has more of them."""
    sizes = [glyph.size for glyph in page.glyphs if glyph.text.isalpha()] or [glyph.size for glyph in page.glyphs]
    return max(word.size for word in line.words) > _LARGE * median(sizes)


def _is_of_one(box: BBox, lines: Sequence[BBox], height: float) -> bool:
    """Whether a glyph at the edge of the page stands in one of the lines."""
    return _in_margin(box, height) and any(
        line.x0 <= box.x_middle <= line.x1 and line.top <= box.y_middle <= line.bottom for line in lines
    )


def _in_margin(box: BBox, height: float) -> bool:
    return box.bottom <= height * _MARGIN_SHARE or box.top >= height * (1 - _MARGIN_SHARE)
