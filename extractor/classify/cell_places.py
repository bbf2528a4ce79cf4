"""A cell's place in its table as numbers: how far from the borders, how large, how repeated, how near to numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.classify.cell_layout import CellLayout, Floats, Indices

PLACE_FEATURES: tuple[str, ...] = (
    "row",
    "column",
    "rows_below",
    "columns_right",
    "row_share",
    "column_share",
    "row_span",
    "column_span",
    "height",
    "width",
    "cells",
    "cells_in_row",
    "cells_in_column",
    "place_in_row",
    "place_in_column",
    "merged_share",
    "odd_column",
    "rows_of_top_cells",
    "same_text_in_row",
    "same_text_in_column",
    "same_text_in_table",
    "distinct_in_row",
    "distinct_in_column",
    "number_right",
    "number_below",
    "number_left",
    "number_above",
    "whole_row",
    "holes",
)
"""The columns of ``place_features``."""
_NO_NUMBER = 99
"""Slots to the next number where there is none."""


def place_features(layout: CellLayout, texts: Sequence[str], is_number: NDArray[np.bool_]) -> Floats:
    """One row a cell, a column for each of ``PLACE_FEATURES``; counts of slots, rows and cells, and shares 0 to 1."""
    row, column, owner = layout.row, layout.column, layout.owner
    row_span, column_span = layout.row_end - row, layout.column_end - column
    begins_in_row, begins_in_column = np.ones(owner.shape, dtype=bool), np.ones(owner.shape, dtype=bool)
    begins_in_row[:, 1:] = owner[:, 1:] != owner[:, :-1]
    begins_in_column[1:] = owner[1:] != owner[:-1]
    in_row, in_column = begins_in_row.cumsum(axis=1), begins_in_column.cumsum(axis=0)
    features = (
        row,
        column,
        layout.height - layout.row_end,
        layout.width - layout.column_end,
        row / layout.height,
        column / layout.width,
        row_span,
        column_span,
        layout.height,
        layout.width,
        len(row),
        in_row[row, -1],
        in_column[-1, column],
        in_row[row, column],
        in_column[row, column],
        (row_span * column_span > 1).mean(),
        column % 2,
        layout.row_end[row == row.min()].max(),
        *_repetitions(layout, texts),
        *_distances(layout, np.append(is_number, False)[owner]),
        column_span == layout.width,
        (owner < 0).mean(),
    )
    return np.stack([np.broadcast_to(np.asarray(one, dtype=np.float32), row.shape) for one in features], axis=1)


def _repetitions(layout: CellLayout, texts: Sequence[str]) -> tuple[NDArray[np.float64], ...]:
    """How often the text stands in the row, the column and the table, and the share of distinct texts in both."""
    text = np.unique(np.array(texts), return_inverse=True)[1].reshape(-1)
    in_row, distinct_in_row = _shared(layout.row, text)
    in_column, distinct_in_column = _shared(layout.column, text)
    return in_row, in_column, np.bincount(text)[text].astype(float), distinct_in_row, distinct_in_column


def _shared(line: Indices, text: Indices) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    pairs, place, count = np.unique(line * (int(text.max()) + 1) + text, return_inverse=True, return_counts=True)
    distinct = np.bincount(pairs // (int(text.max()) + 1), minlength=int(line.max()) + 1)
    return count[place.reshape(-1)].astype(float), distinct[line] / np.bincount(line)[line]


def _distances(layout: CellLayout, is_number: NDArray[np.bool_]) -> tuple[NDArray[np.float64], ...]:
    """Slots from the cell's edge to the next number: to the right, below, to the left, above."""
    right, below = _to_next(is_number), _to_next(is_number.T)
    left, above = _to_next(is_number[:, ::-1]), _to_next(is_number.T[:, ::-1])
    return (
        right[layout.row, layout.column_end],
        below[layout.column, layout.row_end],
        left[layout.row, layout.width - layout.column],
        above[layout.column, layout.height - layout.row],
    )


def _to_next(flags: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Along the last axis, from each place the distance to the next True; one place more than ``flags`` has."""
    places = np.arange(flags.shape[1])
    nearest = np.minimum.accumulate(np.where(flags, places, 10**6)[:, ::-1], axis=1)[:, ::-1] - places
    return np.minimum(np.pad(nearest, ((0, 0), (0, 1)), constant_values=_NO_NUMBER), _NO_NUMBER).astype(float)
