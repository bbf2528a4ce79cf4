"""Regions that are charts: their grid lines and axis labels look like a table, their curves and emptiness do not."""

from collections.abc import Sequence

from extractor.document.content import Grid
from extractor.document.geometry import BBox
from extractor.document.page import Page, Ruling
from extractor.document.region import Region

_FEWEST_SLANTS = 5
"""A slash in a corner cell takes one slanted stroke, or two; a curve takes many."""
_FILLED_SHARE = 0.5
"""A table has a row or a column (its header, its stub) with text in at least this share of its places."""
_SPARSE_SHARE = 0.25
_MOST_CELLS = 4
_MOST_TEXTS = 2
_SAME_PLACE_PT = 2.0
_DRAWN_SHARE = 0.9


def has_curves(box: BBox, page: Page) -> bool:
    """Whether slanted strokes are drawn in the box as only charts and drawings have them."""
    inside = sum(
        box.x0 <= slant.x_middle <= box.x1 and box.top <= slant.y_middle <= box.bottom for slant in page.slants
    )
    return inside >= _FEWEST_SLANTS


def is_empty_plot(grid: Grid) -> bool:
    """Whether a few texts stand scattered in a grid of empty cells: the grid lines of a plot and its legend.

    A grid without any text may be the blank end of a table.
    """
    filled = [[False] * grid.columns for _ in range(grid.rows)]
    texts = 0
    for cell in grid.cells:
        if cell.raw.strip():
            texts += 1
            for row in range(cell.row, cell.row + cell.row_span):
                filled[row][cell.column : cell.column + cell.column_span] = [True] * cell.column_span
    if not texts or texts > _SPARSE_SHARE * len(grid.cells):
        return False
    columns = [[row[column] for row in filled] for column in range(grid.columns)]
    whole = {cell.row for cell in grid.cells if cell.column_span == grid.columns}
    rows = [places for row, places in enumerate(filled) if row not in whole]
    return not any(sum(places) >= _FILLED_SHARE * len(places) for places in (*rows, *columns))


def is_lone_box(grid: Grid, region: Region) -> bool:
    """Whether one box with a text, and strokes that lead to it, were taken for a table: a part of a diagram.

    Of the few cells only one is closed on all its sides.
    """
    texts = sum(bool(cell.raw.strip()) for cell in grid.cells)
    if len(grid.cells) > _MOST_CELLS or texts > _MOST_TEXTS or region.inferred:
        return False
    return sum(_is_closed(cell.places[0].bbox, region.rulings) for cell in grid.cells) == 1


def _is_closed(box: BBox, rulings: Sequence[Ruling]) -> bool:
    sides = (
        (True, box.top, box.x0, box.x1),
        (True, box.bottom, box.x0, box.x1),
        (False, box.x0, box.top, box.bottom),
        (False, box.x1, box.top, box.bottom),
    )
    return all(_is_drawn(*side, rulings) for side in sides)


def _is_drawn(horizontal: bool, position: float, start: float, end: float, rulings: Sequence[Ruling]) -> bool:
    covered = sum(
        max(0.0, min(end, r.end) - max(start, r.start))
        for r in rulings
        if r.horizontal == horizontal and abs(r.position - position) <= _SAME_PLACE_PT
    )
    return covered >= _DRAWN_SHARE * (end - start)
