"""Evidence of the page: how surely the cell was read, where it stands, and what its place says of its row."""

import numpy as np

from extractor.confidence.evidence.part import Parts, Signs
from extractor.confidence.quantiles import median
from extractor.confidence.table_shape import Flags, Floats, TableShape

SIGNS: Signs = {
    "page_doubt": "against",
    "much_doubt": "against",
    "much_doubt_header": "against",
    "much_doubt_in_row": "against",
    "much_doubt_in_column": "against",
    "page_doubt_table": "against",
    "much_doubt_table": "against",
    "cut_by_page": "against",
    "after_page": "against",
    "before_page": "against",
    "doubtful_join": "against",
    "row_low": "against",
    "row_high": "either",
}

_MUCH = 0.5
"""A certainty below this: a text is cut by a border, or a row of its own stands in the cell."""
_LEAST = 0.05
"""A certainty of so much or less is full doubt."""
_LOW, _HIGH = 0.8, 1.6
"""Heights of rows, in those of the table's middle one."""
_CLEAR_JOIN = 6.0
"""A join of this score or more is not doubtful."""


def page_evidence(shape: TableShape) -> Parts:
    """``page_doubt``: the logarithm of the certainty, 1 at 0.05. ``much_doubt``: a certainty below one half; the same
    in the cell's row, its column, and as a share of the table. ``after_page`` and ``before_page``: the first row after
    a page break, the last before one. ``row_low``, ``row_high``: against the usual height of the table's rows."""
    certainty = np.array([cell.confidence for cell in shape.table.cells])
    doubt = np.minimum(1.0, np.log(np.maximum(certainty, _LEAST)) / np.log(_LEAST))
    much = certainty < _MUCH
    low, high = _row_heights(shape)
    return {
        "page_doubt": doubt,
        "much_doubt": much,
        "much_doubt_header": much & ~shape.body,
        "much_doubt_in_row": shape.in_row(much) > much,
        "much_doubt_in_column": np.minimum(1.0, (shape.in_column(much) - much) / 3.0),
        "page_doubt_table": float(doubt.mean()),
        "much_doubt_table": min(1.0, 5.0 * float(much.mean())),
        "row_low": low,
        "row_high": high,
        **_breaks(shape),
    }


def _breaks(shape: TableShape) -> Parts:
    cells, table = shape.table.cells, shape.table
    if len(table.pages) < 2:
        return {"cut_by_page": 0.0, "after_page": 0.0, "before_page": 0.0, "doubtful_join": 0.0}
    first = np.zeros(shape.rows, dtype=np.intp)
    first[shape.row] = [cell.boxes[0].page if cell.boxes else 0 for cell in cells]
    changed = first[1:] != first[:-1]
    scores = [join.score for join in table.joins if not join.taken_back]
    doubt = 1.0 - min(1.0, max(0.0, min(scores, default=_CLEAR_JOIN) / _CLEAR_JOIN))
    return {
        "cut_by_page": np.array([len(cell.boxes) > 1 for cell in cells]),
        "after_page": np.concatenate(([False], changed))[shape.row],
        "before_page": np.concatenate((changed, [False]))[shape.row],
        "doubtful_join": doubt,
    }


def _row_heights(shape: TableShape) -> tuple[Flags | float, Flags | float]:
    """Whether the cell's row is much lower, or higher, than the table's rows are, by its cells of one row."""
    heights: Floats = np.zeros(shape.rows)
    for cell in shape.table.cells:
        if cell.row_span == 1 and cell.boxes and not heights[cell.row]:
            heights[cell.row] = cell.boxes[0].bbox.height
    body = heights[shape.table.header_rows :]
    body = body[body > 0]
    if len(body) < 3:
        return 0.0, 0.0
    usual = median(body.tolist())
    own = heights[shape.row]
    return shape.body & (own > 0) & (own < _LOW * usual), shape.body & (own > _HIGH * usual)
