"""Regions that are charts: their grid lines and axis labels look like a table, their curves and emptiness do not."""

from extractor.document.content import Grid
from extractor.document.geometry import BBox
from extractor.document.page import Page

_FEWEST_SLANTS = 5
"""A slash in a corner cell takes one slanted stroke, or two; a curve takes many."""
_FILLED_SHARE = 0.5
"""A table has a row or a column (its header, its stub) with text in at least this share of its places."""
_SPARSE_SHARE = 0.25


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
    return not any(sum(places) >= _FILLED_SHARE * len(places) for places in (*filled, *columns))
