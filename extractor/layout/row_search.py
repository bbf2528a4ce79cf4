"""Lines of a table's body → rows: the division of all lines at once that is the plainest.

A row is set around one middle, or from one upper or lower edge; the lines of a wrapped text follow each other closely
and break where the next word did not fit; no column holds two figures. Every row has its price, a row without figures
more; the cheapest division is found by dynamic programming over the lines, as line breaking in TeX (Knuth and Plass
1981).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.document.geometry import BBox, union
from extractor.layout.line_breaks import TextColumn, may_go_on, text_columns
from extractor.layout.pieces import Piece
from extractor.layout.text_rows import TextRow, as_one, row_of

_MOST_LINES = 14
"""A row of more lines is not looked for."""
_ROW = 1.0
_NO_FIGURES = 0.6
_BROKEN_EARLY = 0.5
"""A line that ends where the next word would have fitted: typesetters that keep words together leave room."""
_LOOSE_LINE = 0.4
"""A line as far from the one above as rows are from each other."""
_NO_ROW = float("inf")
_SAME_PITCH = 1.15
"""Lines of one text are no farther apart than this, relative to the closest ones."""
_FARTHEST_EM = 2.1
"""Lines of one text are no farther apart than this, in heights of the text."""
_BELOW_PITCH = 0.93
"""Lines closer than this share of the distance of rows are lines of one text."""
_SAME_PLACE_EM = 0.4
"""The texts of a row have one middle, one upper or one lower edge, but for this, in heights of the text."""
_NEARLY_EM = 0.7
_NEARLY = 1.0
"""Texts that miss each other by less than this may be set side by side all the same: superscripts, other sizes."""
_SET_OTHERWISE = 0.3
"""A row set from another edge than the rows of several lines around it."""
_SIDE_BY_SIDE = 0.35
"""Lines that overlap in height by more than this share stand side by side."""


def compose_rows(lines: Sequence[Sequence[Piece]], columns: Sequence[tuple[float, float]]) -> list[TextRow]:
    """Put the lines of a band (from top to bottom) into rows; ``columns`` are (left, right) in points."""
    if not lines:
        return []
    return _Search.over([row_of(line, columns) for line in lines], columns).cheapest()


def label_lines_above(lines: Sequence[Sequence[Piece]], first: int, columns: Sequence[tuple[float, float]]) -> int:
    """How many lines above ``first`` are the upper lines of a label that has the figures of ``first`` in its middle."""
    search = _Search.over([row_of(line, columns) for line in lines], columns)
    for above in range(min(first, _MOST_LINES // 2), 0, -1):
        ends = range(first + 1, min(len(lines), first + 1 + above) + 1)
        if any(search.is_around_middle(first - above, end) for end in ends):
            return above
    return 0


@dataclass(frozen=True, slots=True)
class _Search:
    """Lines, how far the texts of their columns get, the distance of lines within a text and that of rows."""

    lines: Sequence[TextRow]
    stub: tuple[float, float]
    texts: dict[int, TextColumn]
    line_pitch: float
    row_pitch: float
    setting: int | None = None
    """What the texts of a row are known to have in common: 0 their middle, 1 the upper edge, 2 the lower edge."""

    @classmethod
    def over(cls, lines: Sequence[TextRow], columns: Sequence[tuple[float, float]]) -> "_Search":
        """The search over lines from top to bottom."""
        return cls(lines, columns[0], text_columns(lines), _line_pitch(lines), _row_pitch(lines))

    def cheapest(self) -> list[TextRow]:
        """The rows of the cheapest division: where its rows of several lines show how cells are set, of the one that
        sets all rows so."""
        groups = self._divided()
        setting = self._setting(groups)
        if setting is not None and any(end - first > 1 for first, end in groups):
            groups = replace(self, setting=setting)._divided()
        return [as_one(self.lines[first:end]) for first, end in groups]

    def _setting(self, groups: Sequence[tuple[int, int]]) -> int | None:
        """The edge, or middle, that most rows of several lines have in common, of those that have one alone."""
        shown = [0, 0, 0]
        for first, end in groups:
            held = _by_column(self.lines[first:end]) if end - first > 1 else {}
            fitting = [n for n, off in enumerate(_offsets(held)) if off <= _SAME_PLACE_EM] if held else []
            if len(fitting) == 1:
                shown[fitting[0]] += 1
        best = max(shown)
        # of equals the middle, as most tables are set
        return shown.index(best) if best and 2 * best >= sum(shown) else None

    def _divided(self) -> list[tuple[int, int]]:
        """The cheapest division: the first line of each row and the one behind its last."""
        best = [0.0] + [_NO_ROW] * len(self.lines)
        start = [0] * (len(self.lines) + 1)
        for end in range(1, len(self.lines) + 1):
            for first in range(end - 1, max(-1, end - 1 - _MOST_LINES), -1):
                cost = best[first] + self._cost(first, end)
                if cost < best[end] or (first == end - 1 and best[end] == _NO_ROW):
                    best[end], start[end] = cost, first
        groups = []
        end = len(self.lines)
        while end:
            groups.append((start[end], end))
            end = start[end]
        return groups[::-1]

    def is_around_middle(self, first: int, end: int) -> bool:
        """Whether the lines are a row whose figures stand in the middle of a text of several lines."""
        return end - first > 1 and self._cost(first, end) < _NO_ROW and self._stands_in_middle(first, end)

    def _cost(self, first: int, end: int) -> float:
        """What the lines from ``first`` to before ``end`` cost as one row."""
        group = self.lines[first:end]
        figures = 0.0 if any(line.has_figures for line in group) else _NO_FIGURES
        if len(group) == 1:
            return _ROW + figures
        held = _by_column(group)
        if any(line.is_across(self.stub) for line in group):
            return _NO_ROW
        in_middle = self._stands_in_middle(first, end)
        breaks = sum(
            self._break_cost(column, upper, lower, in_middle=in_middle)
            for column, pieces in held.items()
            for upper, lower in pairwise(pieces)
        )
        return _ROW + figures + breaks + self._off_place(held)

    def _off_place(self, held: Mapping[int, Sequence[Piece]]) -> float:
        """What it costs that the texts of the columns have no middle and no edge in common, or another than the other
        rows have."""
        offsets = _offsets(held)
        off = min(offsets)
        if off > _SAME_PLACE_EM:
            return _NEARLY if off <= _NEARLY_EM else _NO_ROW
        return 0.0 if self.setting is None or offsets[self.setting] <= _SAME_PLACE_EM else _SET_OTHERWISE

    def _stands_in_middle(self, first: int, end: int) -> bool:
        """Whether some column has a text of one line in the middle of a higher one, not at its first or last line."""
        held = _by_column(self.lines[first:end])
        boxes = [union(piece.bbox for piece in pieces) for pieces in held.values()]
        highest, lowest = max(boxes, key=lambda box: box.height), min(boxes, key=lambda box: box.height)
        slack = _SAME_PLACE_EM * lowest.height
        inside = min(lowest.top - highest.top, highest.bottom - lowest.bottom) > slack
        return inside and abs(lowest.y_middle - highest.y_middle) <= slack

    def _break_cost(self, column: int, upper: Piece, lower: Piece, *, in_middle: bool) -> float:
        """What a line break between two lines of one column costs."""
        distance = lower.bbox.top - upper.bbox.top
        if abs(distance) < _SAME_PLACE_EM * lower.bbox.height:
            return 0.0 if not (upper.is_figure and lower.is_figure) else _NO_ROW
        if not may_go_on(upper, lower) or not self.texts[column].is_set_alike(upper, lower):
            return _NO_ROW
        if distance > _SAME_PITCH * self.line_pitch:
            return _NO_ROW
        close = distance <= _BELOW_PITCH * self.row_pitch
        has_room = self.texts[column].has_room(upper, lower)
        if has_room and not in_middle:
            return _NO_ROW
        if not close and not in_middle and not self.texts[column].is_filled_by(upper, lower):
            return _NO_ROW
        return (_BROKEN_EARLY if has_room else 0.0) + (0.0 if close else _LOOSE_LINE)


def _by_column(group: Sequence[TextRow]) -> dict[int, list[Piece]]:
    held: dict[int, list[Piece]] = {}
    for line in group:
        for column, pieces in line.cells.items():
            held.setdefault(column, []).extend(pieces)
    return held


def _offsets(held: Mapping[int, Sequence[Piece]]) -> list[float]:
    """How far the middles, the upper and the lower edges of the texts of a row differ, in heights of the text."""
    boxes = [union(piece.bbox for piece in pieces) for pieces in held.values()]
    height = min(piece.bbox.height for pieces in held.values() for piece in pieces)
    return [(max(values) - min(values)) / height for values in _edges(boxes)]


def _edges(boxes: Sequence[BBox]) -> tuple[list[float], list[float], list[float]]:
    return [box.y_middle for box in boxes], [box.top for box in boxes], [box.bottom for box in boxes]


def _line_pitch(lines: Sequence[TextRow]) -> float:
    """The smallest distance of two lines of words in one column; 0 where none is as small as lines of a text are."""
    last: dict[int, Piece] = {}
    found = []
    for line in lines:
        for column, pieces in line.cells.items():
            if column in last and not (last[column].is_figure and pieces[0].is_figure):
                distance = pieces[0].bbox.top - last[column].bbox.top
                if _SIDE_BY_SIDE * line.height < distance <= _FARTHEST_EM * line.height:
                    found.append(distance)
            last[column] = pieces[-1]
    return min(found, default=0.0)


def _row_pitch(lines: Sequence[TextRow]) -> float:
    """The smallest distance of two lines with figures in one column that follow each other: they are rows."""
    found = [
        below.bbox.y_middle - above.bbox.y_middle
        for above, below in pairwise(lines)
        if any(
            column and any(p.is_figure for p in pieces) and any(p.is_figure for p in above.cells.get(column, ()))
            for column, pieces in below.cells.items()
        )
    ]
    return min(found) if found else _step_below_rows(lines)


def _step_below_rows(lines: Sequence[TextRow]) -> float:
    """The smallest distance of a line with label and figures from the next one, where no two such lines follow each
    other: rows of blank figures stand between them. Infinite where there is none, or a lower line is no label."""
    return min(
        (
            below.bbox.top - above.bbox.top
            for above, below in pairwise(lines)
            if above.has_figures and 0 in above.cells and set(below.cells) == {0}
        ),
        default=float("inf"),
    )
