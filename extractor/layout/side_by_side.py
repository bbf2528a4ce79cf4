"""Tables beside each other → one after the other, each with the lines that stand above and below it alone."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.document.caption_words import read_caption
from extractor.document.content import Element, Grid, Paragraph
from extractor.document.geometry import BBox
from extractor.document.page import Word

_LEANS_PT = 3.0
"""A line may lean over the edge of the other table, or the middle of the gap between two, by this much."""
_WORD_GAP_EM = 0.75
"""Words of one text stand closer, in heights of the lower one."""
_MOST_GAPS = 40
"""A page with more tables beside each other is a drawing: each word of its lines is held against them."""
_MIDDLE_SHARE = 0.25
"""A line whose middle is nearer than this share of its width to that of the gap stands over both tables."""


class GapBetween(NamedTuple):
    """The white between two tables beside each other, from one to the other, as far up and down as no other table
    stands."""

    start: float
    end: float
    top: float
    bottom: float

    def parts(self, before: Word, word: Word) -> bool:
        """Whether one word ends where the table on the left does, or before, and the next one begins where the table
        on the right does, or behind, with more than a space between: they are captions of two tables."""
        left, right = before.bbox, word.bbox
        ends = left.x1 <= self.start + _LEANS_PT and right.x0 >= self.end - _LEANS_PT
        wide = right.x0 - left.x1 > _WORD_GAP_EM * min(left.height, right.height)
        return ends and wide and self.top <= left.y_middle <= self.bottom


def gaps_between(grids: Sequence[Grid]) -> list[GapBetween]:
    """The gaps between the tables of a page that stand beside each other."""
    boxes = [_box(grid) for grid in grids]
    gaps: list[GapBetween] = []
    for row in _rows_of_grids(grids):
        tables = [_box(grid) for grid in row]
        top, bottom = min(box.top for box in tables), max(box.bottom for box in tables)
        above = max((box.bottom for box in boxes if box.bottom <= top), default=0.0)
        below = min((box.top for box in boxes if box.top >= bottom), default=float("inf"))
        gaps += (GapBetween(left.x1, right.x0, above, below) for left, right in pairwise(tables))
    return gaps[:_MOST_GAPS]


def in_columns(elements: Sequence[Element]) -> list[Element]:
    """The elements of a page in reading order, where tables stand side by side column by column.

    A line belongs to the column of a table when it lies wholly on its side of the gaps, and no line that spans
    several columns stands between: a title over all tables, and prose, divide as they do anywhere.
    """
    ordered = list(elements)
    for row in _rows_of_grids(elements):
        ordered = _by_column(ordered, row)
    return ordered


def _rows_of_grids(elements: Sequence[Element]) -> list[list[Grid]]:
    """Sets of at least two grids that share a height and no width, from left to right."""
    rows: list[list[Grid]] = []
    for grid in (element for element in elements if isinstance(element, Grid)):
        for row in rows:
            if all(_are_beside(_box(grid), _box(other)) for other in row):
                row.append(grid)
                break
        else:
            rows.append([grid])
    return [sorted(row, key=lambda grid: _box(grid).x0) for row in rows if len(row) > 1]


def _by_column(elements: list[Element], row: Sequence[Grid]) -> list[Element]:
    tables = [_box(grid) for grid in row]
    places = [index for index, element in enumerate(elements) if any(element is grid for grid in row)]
    start, end = places[0], places[-1] + 1
    while start > 0 and _column(elements[start - 1], tables) is not None:
        start -= 1
    while end < len(elements) and _column(elements[end], tables) is not None:
        end += 1
    end = _before_captions(elements, places[-1] + 1, end)
    columns: list[list[Element]] = [[] for _ in row]
    for element in elements[start:end]:
        column = next((n for n, grid in enumerate(row) if element is grid), None)
        column = _column(element, tables) if column is None else column
        if column is None:  # something between the tables spans them: they are not columns of one text
            return elements
        columns[column].append(element)
    return [*elements[:start], *(element for column in columns for element in column), *elements[end:]]


def _before_captions(elements: Sequence[Element], start: int, end: int) -> int:
    """Where the captions of a table that follows begin among the lines from ``start`` to ``end``; ``end`` where none
    follows."""
    if end == len(elements) or not isinstance(elements[end], Grid):
        return end
    texts = [element.text if isinstance(element, Paragraph) else "" for element in elements[start:end]]
    return next((start + n for n, text in enumerate(texts) if read_caption(text) is not None), end)


def _column(element: Element, tables: Sequence[BBox]) -> int | None:
    """The column that a line lies in; None for a grid and for what spans several, or stands around the middle between
    two tables."""
    if isinstance(element, Grid) or not element.places:
        return None
    box = element.places[0].bbox
    middles = [(left.x1 + right.x0) / 2 for left, right in pairwise(tables)]
    column = sum(middle < box.x_middle for middle in middles)
    others = [table for n, table in enumerate(tables) if n != column]
    reaches = any(box.x0 + _LEANS_PT < other.x1 and other.x0 < box.x1 - _LEANS_PT for other in others)
    between = any(
        box.x0 + _LEANS_PT < middle < box.x1 - _LEANS_PT and abs(box.x_middle - middle) <= _MIDDLE_SHARE * box.width
        for middle in middles
    )
    return None if reaches or between else column


def _are_beside(a: BBox, b: BBox) -> bool:
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared > 0.5 * min(a.height, b.height) and (a.x1 <= b.x0 or b.x1 <= a.x0)


def _box(grid: Grid) -> BBox:
    return grid.places[0].bbox
