"""Grid + glyphs → the grid with how surely each cell was read from its page: the reading certainty, 0 to 1.

A product of parts. Whether the borders are drawn or inferred from the text; how far the text of the cell reaches over
its borders; how close it stands to a border that is inferred, and whether that cuts through it; whether lines were
joined that no drawn border holds together, one of which reads like a row of its own. A cell with all its borders drawn
and its text within them has 1.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from extractor.document.content import Grid, GridCell
from extractor.document.page import Glyph
from extractor.document.total_words import is_sum

INFERRED = 0.9
"""A table with borders that are not drawn."""
OVERHANGING = 0.7
"""A text that reaches over a border of its cell by more than ``_OVERHANG_EM``."""
TIGHT = 0.8
"""A text that stands closer to an inferred border than ``_TIGHT_EM``."""
JOINED_LINES = 0.85
"""Several lines in one cell of a table with inferred borders."""
OWN_ROW = 0.5
"""A line below the first of such a cell that begins an item or is a total."""
CUT = 0.5
"""A text that goes on behind an inferred border without a gap."""
_OVERHANG_EM = 0.25
_TIGHT_EM = 0.25
_BEGINS_ROW = re.compile(r"[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|其中[:：]")
_JOINED_EM = 0.15
"""Glyphs of one text, drawn one after the other, stand no farther apart than this part of their height."""
_SAME_LINE_EM = 0.1

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


def with_reading_certainty(grid: Grid, glyphs: Sequence[Glyph]) -> Grid:
    """The grid with the reading certainty of each cell as its ``confidence``; ``glyphs`` are those it was built of.

    Lengths are relative to the height of the glyph. A glyph counts for the cell that its middle lies in, whatever
    cell it was given to, so a text that leans over far enough to be given to its neighbour tells on both.
    """
    if not grid.cells or not glyphs or not all(cell.places for cell in grid.cells):
        return grid
    boxes = np.array([cell.places[0].bbox for cell in grid.cells])
    text = np.fromiter(chain.from_iterable(glyph.bbox for glyph in glyphs), np.float64, 4 * len(glyphs)).reshape(-1, 4)
    owner = _owners(grid, boxes, text)
    over = _overhang(boxes[owner], text)
    hangs = np.zeros(len(grid.cells), dtype=bool)
    hangs[owner[over > _OVERHANG_EM]] = True
    tight, cut = np.zeros((2, len(grid.cells)), dtype=bool)
    if grid.inferred:
        # one that reaches over is told already
        tight[owner[(over > -_TIGHT_EM) & (over <= _OVERHANG_EM)]] = True
        cut[_cut_cells(grid, owner, text, np.array([glyph.order for glyph in glyphs]))] = True
    elif not hangs.any():
        return grid
    cells = tuple(
        _rated(cell, (OVERHANGING if over else 1.0) * (TIGHT if close else 1.0) * (CUT if divided else 1.0), grid)
        for cell, over, close, divided in zip(grid.cells, hangs, tight, cut, strict=True)
    )
    return replace(grid, cells=cells)


def with_spaced_certainty(grid: Grid) -> Grid:
    """The grid of a text whose columns are told by spaces: all its borders are inferred, and no glyph says more."""
    if not grid.inferred or grid.drawn:
        return grid
    plain = round(INFERRED, 4)  # of most cells: unrated before, and of one line
    return replace(
        grid,
        cells=tuple(
            _with_confidence(cell, plain)
            if cell.confidence == 1.0 and "\n" not in cell.raw
            else _rated(cell, 1.0, grid)
            for cell in grid.cells
        ),
    )


def _rated(cell: GridCell, placed: float, grid: Grid) -> GridCell:
    """The cell with its certainty; ``placed`` is the part that its text and its borders say."""
    certainty = cell.confidence * placed
    if grid.inferred:
        certainty *= INFERRED * _of_lines(cell.raw)
    return _with_confidence(cell, round(certainty, 4)) if certainty != cell.confidence else cell


def _with_confidence(cell: GridCell, confidence: float) -> GridCell:
    """The cell with another confidence, its eighth field: ``_replace`` takes three times as long."""
    return GridCell(*cell[:8], confidence, *cell[9:])


def _of_lines(raw: str) -> float:
    """The part that the lines of a cell say where no drawn border holds them together."""
    if "\n" not in raw:
        return 1.0
    _, *more = raw.split("\n")
    return JOINED_LINES * (OWN_ROW if any(_BEGINS_ROW.match(line) or is_sum(line) for line in more) else 1.0)


def _cut_cells(grid: Grid, owner: Indices, text: Floats, order: Indices) -> Indices:
    """The cells on both sides of a border in one row through which a text goes on: glyphs drawn one after the other
    that touch."""
    ranked = np.argsort(order)
    before, after = ranked[:-1], ranked[1:]
    height = np.maximum(text[before, 3] - text[before, 1], 0.1)
    rows = np.array([cell.row for cell in grid.cells])
    goes_on = (
        (order[after] - order[before] == 1)
        & (owner[before] != owner[after])
        & (rows[owner[before]] == rows[owner[after]])
        & (np.abs(text[after, 0] - text[before, 2]) <= _JOINED_EM * height)
        & (np.abs(text[after, 1] - text[before, 1]) <= _SAME_LINE_EM * height)
    )
    found: Indices = np.concatenate((owner[before[goes_on]], owner[after[goes_on]]))
    return found


def _owners(grid: Grid, boxes: Floats, text: Floats) -> Indices:
    """For each glyph the cell that its middle lies in; outside the grid the nearest one."""
    slots = np.zeros((grid.rows, grid.columns), dtype=np.intp)
    for index, cell in enumerate(grid.cells):
        slots[cell.row : cell.row + cell.row_span, cell.column : cell.column + cell.column_span] = index
    columns = _slots_of(boxes[:, 0], [cell.column for cell in grid.cells], grid.columns, (text[:, 0] + text[:, 2]) / 2)
    rows = _slots_of(boxes[:, 1], [cell.row for cell in grid.cells], grid.rows, (text[:, 1] + text[:, 3]) / 2)
    return slots[rows, columns]


def _slots_of(starts: Floats, numbers: Sequence[int], count: int, positions: Floats) -> Indices:
    """The row or column of each position; one in which no cell starts begins where the one before does."""
    edges = np.full(count, -np.inf)
    edges[np.array(numbers)] = starts
    edges[0] = -np.inf
    edges = np.maximum.accumulate(edges)
    return np.clip(np.searchsorted(edges, positions, side="right") - 1, 0, count - 1)


def _overhang(boxes: Floats, text: Floats) -> Floats:
    """How far each glyph reaches over the left or right border of its box, in heights of the glyph; negative inside."""
    height = np.maximum(text[:, 3] - text[:, 1], 0.1)
    beyond = np.maximum(boxes[:, 0] - text[:, 0], text[:, 2] - boxes[:, 2])
    return beyond / height
