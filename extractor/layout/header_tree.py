"""The words of a header without rulings → its headings over several columns: the tree that fits all of it best.

A header is divided into rectangles: a cell over one column reaches down through all rows that are left to it, a cell
over several stands above the cells of its columns. Of all such divisions the one is taken whose cells fit best
together: how near each heading stands to the middle of its cell, whether it runs over the borders, whether a drawn
ruling would cut it. The search is a dynamic programme over runs of columns and the words below a height, as the
grammar of two-dimensional layouts is parsed (Chou 1989), so that no heading is judged by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple

from extractor.document.geometry import BBox, union
from extractor.document.page import Ruling
from extractor.layout.column_headings import Span
from extractor.layout.pieces import Piece
from extractor.layout.text_rows import column_of

Columns = Sequence[tuple[float, float]]

_HEADING = 0.3
"""What a cell over several columns costs by itself; all costs are in heights of the text."""
_NO_HEADING = 2.0
_SAME_REACH = 1.5
"""Two headings over the same columns are lines of one."""
_CUT_BY_RULING = 3.0
_OFF_CENTRE = 0.15
"""A heading stands rather in the middle of where the middle of its cell may be than at the end of that."""
_LEAF_ASIDE = 0.5
_MOST_ASIDE = 2.0
"""A lowest heading may be set left or right where others are centred: rather so where the texts below it are."""
_SAME_EDGE_EM = 0.2
_FREE_LEVEL = 0.25
_SET_ASIDE = 1.0
"""Lines of one heading share their left or right edge rarely where headings are centred."""
_OFF_LEVEL = 2.0
"""Programs set words in the middle of their cell's height exactly."""
_FREE_LEADING = 0.6
"""Lines of one heading are no farther apart."""
_BROKEN_EARLY = 0.75
"""Few headings are broken into lines that would stand side by side in their cell."""


class _Style(NamedTuple):
    """How cells are set: headings over several columns on the left or in the middle, and at which height."""

    is_left: bool
    level: Literal["middle", "top", "bottom"]


_STYLE_COSTS = {
    _Style(is_left=False, level="middle"): 0.0,
    _Style(is_left=False, level="top"): 0.6,
    _Style(is_left=False, level="bottom"): 0.6,
    _Style(is_left=True, level="middle"): 1.0,
    _Style(is_left=True, level="top"): 1.6,
    _Style(is_left=True, level="bottom"): 1.6,
}
"""What a header costs, by how it is set: few are set otherwise than in the middle of their cells."""
_SAME_LEVEL_EM = 0.3
_NEARLY_MEETING_EM = 0.6
_MOST_COLUMNS = 40
"""In a wider table no headings over several columns are looked for."""
_SAME_LINE_EM = 0.3
_MOST_LINES = 4
"""A heading over several columns has no more lines."""
_FARTHEST = 8.0
"""A heading that stands farther from the middle of a run of columns is none of theirs."""
_MOST_BLOCKS = 5_000
"""So many parts of a header are looked at; beyond it no more headings over several columns are tried."""
_RULING_PT = 2.0


@dataclass(frozen=True, slots=True)
class Spanner:
    """A heading over the columns ``first`` to ``last`` (inclusive); ``bottom`` is the y below it, ``middle`` the x
    that it is set around; ``level`` is the y that it is set around, ``below`` that of the highest headings below it,
    ``floor`` their upper edge."""

    first: int
    last: int
    bottom: float
    middle: float
    level: float
    below: float
    floor: float


class Fit(NamedTuple):
    """What a division costs, and its headings over several columns."""

    cost: float
    spanners: tuple[Spanner, ...]


def fit_header(pieces: Sequence[Piece], columns: Columns, borders: Sequence[Span], drawn: Sequence[Ruling]) -> Fit:
    """The best division of a header's words over ``columns``; ``borders`` are the x at which the left border of each
    column, and the right one of the last, may stand, ``drawn`` the horizontals within the header."""
    em = median(piece.bbox.height for piece in pieces)
    ordered = sorted(in_one_line(pieces, em), key=lambda piece: (piece.bbox.y_middle, piece.bbox.x0))
    placed = [(piece.bbox, column_of(piece, columns)) for piece in ordered]
    best = Fit(float("inf"), ())
    for style, cost in _STYLE_COSTS.items():
        if cost < best.cost:
            found = _Search(placed, columns, borders, drawn, em, style).block(0, len(columns) - 1, 0)
            levelled = _on_levels(found.spanners, drawn, em, same_rows=style.level != "top")
            best = min(best, Fit(found.cost + cost, levelled), key=lambda fit: fit.cost)
    return best


def _on_levels(
    spanners: Sequence[Spanner], drawn: Sequence[Ruling], em: float, *, same_rows: bool
) -> tuple[Spanner, ...]:
    """The headings, those of one level with one border below them: those with words of one level below them, those on
    one level where they stand in the middle or at the foot of their rows, and those whose borders nearly meet. A drawn
    border stays.
    """
    found = list(spanners)
    positions = {ruling.position for ruling in drawn}
    for spanner in spanners:
        level = [n for n, other in enumerate(spanners) if abs(other.below - spanner.below) <= _SAME_LEVEL_EM * em]
        floor = min(spanners[n].floor for n in level)
        bottoms = [min(spanners[n].bottom, floor) for n in level]
        lowest = max([y for y in bottoms if y in positions] or bottoms)
        found = [replace(s, bottom=lowest) if n in level else s for n, s in enumerate(found)]
    for spanner in found if same_rows else ():
        level = [n for n, other in enumerate(found) if abs(other.level - spanner.level) <= _SAME_LEVEL_EM * em]
        highest = min(found[n].bottom for n in level)
        found = [replace(s, bottom=highest) if n in level else s for n, s in enumerate(found)]
    levelled: list[Spanner] = []
    for spanner in sorted(found, key=lambda s: s.bottom):
        near = levelled and spanner.bottom - levelled[-1].bottom <= _NEARLY_MEETING_EM * em
        levelled.append(replace(spanner, bottom=levelled[-1].bottom) if near else spanner)
    return tuple(levelled)


@dataclass(slots=True)
class _Search:
    """The divisions of a header whose cells are set in one way."""

    placed: Sequence[tuple[BBox, int]]
    columns: Columns
    borders: Sequence[Span]
    drawn: Sequence[Ruling]
    em: float
    style: _Style
    known: dict[tuple[int, int, int], Fit] = field(default_factory=dict)

    def block(self, first: int, last: int, start: int) -> Fit:
        """The best division of the words over a run of columns, from the word ``start`` in their order downwards."""
        key = first, last, start
        if key not in self.known:
            self.known[key] = self._divided(first, last, start)
        return self.known[key]

    def _divided(self, first: int, last: int, start: int) -> Fit:
        words = self._words(first, last, start)
        if not words:
            return Fit(_NO_HEADING * (last - first + 1), ())
        area = union(box for _, box in words)
        is_one_row = all(box.top < area.y_middle < box.bottom for _, box in words)
        if is_one_row or len(self.columns) > _MOST_COLUMNS:
            return Fit(sum(self._leaf(column, start, area) for column in range(first, last + 1)), ())
        best: list[Fit] = [Fit(0.0, ())]
        for end in range(first, last + 1):
            before = best[end - first]
            fits = [Fit(before.cost + self._leaf(end, start, area), before.spanners)]
            for begin in range(first, end):
                headed = self._headed(begin, end, start, area)
                before = best[begin - first]
                if headed is not None:
                    fits.append(Fit(before.cost + headed.cost, before.spanners + headed.spanners))
            best.append(min(fits, key=lambda fit: fit.cost))
        return best[-1]

    def _words(self, first: int, last: int, start: int) -> list[tuple[int, BBox]]:
        return [(n, box) for n, (box, column) in enumerate(self.placed[start:], start) if first <= column <= last]

    def _headed(self, first: int, last: int, start: int, area: BBox) -> Fit | None:
        """The best division with one heading over all of a run of columns, and words below it."""
        words = self._words(first, last, start)
        found: list[Fit] = []
        for taken in range(1, min(_MOST_LINES, len(words) - 1) + 1):
            lines = [box for _, box in words[:taken]]
            if not _are_stacked(lines) or len(self.known) > _MOST_BLOCKS:
                break
            head, below = union(lines), union(box for _, box in words[taken:])
            cost = self._over(head, first, last, below.top)
            if cost > _FARTHEST:
                continue
            cost += _HEADING + self._stacked(lines, first, last) + self._level_of_head(head, area, below)
            under = self.block(first, last, words[taken][0])
            cost += _SAME_REACH * any((s.first, s.last) == (first, last) for s in under.spanners)
            border = _border_below(head, below.top, self.drawn)
            level_below = self._highest(words[taken][0], under.spanners, first, last)
            spanner = Spanner(first, last, border, head.x_middle, self._level(head), level_below, below.top)
            found.append(Fit(cost + under.cost, (spanner, *under.spanners)))
        return min(found, key=lambda fit: fit.cost, default=None)

    def _highest(self, start: int, spanners: Sequence[Spanner], first: int, last: int) -> float:
        """The y that the highest cell over a run of columns is set around, from the word ``start`` downwards, where
        ``spanners`` are those over several."""
        alone = [n for n in range(first, last + 1) if not any(s.first <= n <= s.last for s in spanners)]
        cells = [[box for box, held in self.placed[start:] if held == column] for column in alone]
        return min([*(s.level for s in spanners), *(self._level(union(cell)) for cell in cells if cell)])

    def _level(self, box: BBox) -> float:
        """The y that texts of one row have in common."""
        return {"middle": box.y_middle, "top": box.top, "bottom": box.bottom}[self.style.level]

    def _leaf(self, column: int, start: int, area: BBox) -> float:
        """What a cell over one column costs that reaches from the top to the foot of an area."""
        lines = [box for box, held in self.placed[start:] if held == column]
        cut = _CUT_BY_RULING * any(
            area.top < r.position < area.bottom and r.start < sum(self.columns[column]) / 2 < r.end for r in self.drawn
        )
        if not lines:
            return _NO_HEADING + cut
        box = union(lines)
        is_aside = not self.style.is_left and not self._is_set_like_texts(lines, column)
        aside = min(_MOST_ASIDE, _LEAF_ASIDE * self._off_middle(box, column, column)) if is_aside else 0.0
        off = {
            "middle": abs(box.y_middle - area.y_middle),
            "top": abs(box.top - area.top),
            "bottom": abs(box.bottom - area.bottom),
        }[self.style.level]
        level = _OFF_LEVEL * max(0.0, off / self.em - _FREE_LEVEL)
        return cut + aside + level + self._run_over(box, column, column) + self._stacked(lines, column, column)

    def _is_set_like_texts(self, lines: Sequence[BBox], column: int) -> bool:
        """Whether all lines of a heading begin, or all end, where the texts below it do."""
        left, right = self.borders[column].end, self.borders[column + 1].start
        slack = _SAME_EDGE_EM * self.em
        return all(abs(box.x0 - left) <= slack for box in lines) or all(abs(box.x1 - right) <= slack for box in lines)

    def _over(self, head: BBox, first: int, last: int, below: float) -> float:
        """What it costs that a heading stands over a run of columns."""
        ruled = min(
            (
                r
                for r in self.drawn
                if head.bottom - _RULING_PT <= r.position <= below + _RULING_PT and r.start < head.x_middle < r.end
            ),
            key=lambda r: r.position,
            default=None,
        )
        over = self._run_over(head, first, last)
        if ruled is not None:
            under = [n for n, (x0, x1) in enumerate(self.columns) if ruled.start < (x0 + x1) / 2 < ruled.end]
            if under and (under[0], under[-1]) == (first, last):
                return over
            outside = sum(n not in under for n in range(first, last + 1))
            over += _CUT_BY_RULING * outside
        if self.style.is_left:
            return over + self._off_left(head, first)
        middle = (self.borders[first].start + self.borders[first].end) / 2
        middle = (middle + (self.borders[last + 1].start + self.borders[last + 1].end) / 2) / 2
        off = abs(head.x_middle - middle) / self.em
        return over + self._off_middle(head, first, last) + _OFF_CENTRE * off

    def _off_left(self, head: BBox, first: int) -> float:
        """How far a heading set left begins from where its columns may."""
        left = self.borders[first]
        return max(0.0, left.start - head.x0, head.x0 - left.end) / self.em

    def _off_middle(self, box: BBox, first: int, last: int) -> float:
        """How far a text stands from where the middle of its columns may be."""
        left, right = self.borders[first], self.borders[last + 1]
        low, high = (left.start + right.start) / 2, (left.end + right.end) / 2
        return max(0.0, low - box.x_middle, box.x_middle - high) / self.em

    def _run_over(self, box: BBox, first: int, last: int) -> float:
        """How far a text runs over the borders of its columns."""
        left, right = self.borders[first].start, self.borders[last + 1].end
        return (max(0.0, left - box.x0) + max(0.0, box.x1 - right)) / self.em

    def _level_of_head(self, head: BBox, area: BBox, below: BBox) -> float:
        """How far a heading stands from the middle (top, foot) of the rows between the top of its area and the words
        below; the room above and below the text of a row is not known."""
        lowest = {"middle": (area.top + below.top) / 2, "top": area.top + head.height / 2, "bottom": below.top}
        low, high = area.top + head.height / 2, max(lowest[self.style.level], area.top + head.height / 2)
        off = max(0.0, low - head.y_middle, head.y_middle - high) / self.em
        beside = max(0.0, head.bottom - below.top) / self.em
        return _OFF_LEVEL * max(0.0, off - _FREE_LEVEL) + max(0.0, beside - _FREE_LEVEL)

    def _stacked(self, lines: Sequence[BBox], first: int, last: int) -> float:
        """What it costs that lines are those of one heading: the room between them, where they stand, and that one line
        would hold them."""
        cost, room = 0.0, self.borders[last + 1].start - self.borders[first].end
        for a, b in pairwise(lines):
            gap = (b.top - a.bottom) / self.em
            set_aside = min(abs(a.x0 - b.x0), abs(a.x1 - b.x1)) / self.em + (0.0 if self.style.is_left else _SET_ASIDE)
            aside = min(abs(a.x_middle - b.x_middle) / self.em, set_aside)
            cost += max(0.0, gap - _FREE_LEADING) + max(0.0, aside - _FREE_LEVEL)
            cost += _BROKEN_EARLY * (a.width + b.width <= room)
        return cost


def in_one_line(pieces: Sequence[Piece], em: float) -> list[Piece]:
    """The pieces, those as one that nothing parts but that they stand a little higher or lower: of another font."""
    whole: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.bbox.x0):
        box = piece.bbox
        before = next((n for n, p in enumerate(whole) if _goes_on(p.bbox, box, em)), None)
        if before is None or piece.begins_column:
            whole.append(piece)
        else:
            text = whole[before].text + piece.text
            whole[before] = whole[before]._replace(text=text, bbox=union((whole[before].bbox, box)))
    return whole


def _goes_on(left: BBox, right: BBox, em: float) -> bool:
    return abs(right.x0 - left.x1) <= _SAME_LINE_EM * em and abs(right.y_middle - left.y_middle) <= _SAME_LINE_EM * em


def _are_stacked(lines: Sequence[BBox]) -> bool:
    """Whether each line stands below the one before it."""
    return all(a.x0 < b.x1 and b.x0 < a.x1 and a.y_middle < b.top for a, b in pairwise(lines))


def _border_below(head: BBox, top: float, drawn: Sequence[Ruling]) -> float:
    """The y between a heading and the words below it: where a ruling is drawn, else half-way."""
    ruled = [
        r.position
        for r in drawn
        if head.bottom - _RULING_PT <= r.position <= top + _RULING_PT and r.start < head.x_middle < r.end
    ]
    return min(ruled, default=(head.bottom + top) / 2)
