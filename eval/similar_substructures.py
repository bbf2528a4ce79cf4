"""The most similar substructures of two grids, row and column alignment factored (Smock et al. 2022, algorithm 1).

B. Smock, R. Pesala, R. Abraham: GriTS: grid table similarity metric for table structure recognition, arXiv
2203.12555. A substructure is what is left of a grid when rows and columns are taken out. The two that agree best are
hard to find; the paper's heuristic aligns the rows (each pair of rows worth its best alignment of cells), then the
columns likewise, and adds up the similarities where aligned rows and columns meet. Ties are broken as in
``grits-metric`` (a pair before a gap in the first grid before one in the second), so that the figures agree.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractor.eval.similarity import Matrix

Pairs = list[tuple[int, int]]
Similarities = Callable[[int], npt.NDArray[np.float64]]
"""Of one row of the first grid: the similarity, 0 to 1, of its cells to all of the second grid, by column of the
first, row and column of the second."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Rows and columns of both grids."""

    first: tuple[int, int]
    second: tuple[int, int]


def shared_similarity(shapes: Shapes, similarities: Similarities) -> float:
    """The summed similarity of the most similar substructures that the heuristic finds."""
    (rows, columns), (other_rows, other_columns) = shapes.first, shapes.second
    if not rows * columns * other_rows * other_columns:
        return 0.0
    if shapes.first == shapes.second:
        place_by_place = sum(float(np.diagonal(similarities(row)[:, row]).sum()) for row in range(rows))
        if place_by_place >= (max(shapes.first) - 1) * min(shapes.first):
            return place_by_place
    row_worth, column_worth = _worths(shapes, similarities)
    row_pairs = aligned(row_worth)
    if columns == other_columns:
        column_by_column = sum(float(np.diagonal(similarities(i)[:, j]).sum()) for i, j in row_pairs)
        if column_by_column >= len(row_pairs) * columns - 1:
            return column_by_column
    column_pairs = aligned(column_worth)
    first, second = ([pair[side] for pair in column_pairs] for side in (0, 1))
    return sum(float(similarities(i)[first, j, second].sum()) for i, j in row_pairs)


def aligned(worth: Matrix) -> Pairs:
    """The order-keeping pairing of greatest summed worth (gaps cost nothing); worth by first and second index."""
    best = np.zeros((worth.shape[0] + 1, worth.shape[1] + 1))
    for i, row in enumerate(worth, 1):
        best[i] = _next_row(best[i - 1], row)
    paired = best[:-1, :-1] + worth == best[1:, 1:]
    pairs = []
    i, j = worth.shape
    while i and j:
        if paired[i - 1, j - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _worths(shapes: Shapes, similarities: Similarities) -> tuple[Matrix, Matrix]:
    """What aligning each pair of rows is worth, and each pair of columns."""
    (rows, columns), (other_rows, other_columns) = shapes.first, shapes.second
    row_worth = np.empty((rows, other_rows))
    by_column = np.zeros((columns, other_columns, other_rows + 1))
    for row in range(rows):
        found = similarities(row)
        by_row = np.zeros((other_rows, other_columns + 1))
        for column in range(columns):
            by_row = _next_row(by_row, found[column])
        row_worth[row] = by_row[:, -1]
        by_column = _next_row(by_column, found.transpose(0, 2, 1))
    return row_worth, by_column[:, :, -1]


def _next_row(best: Matrix, worth: Matrix) -> Matrix:
    """One item more of the first sequence: the best sums up to each item of the second (the last axis)."""
    following = best.copy()
    np.maximum(best[..., 1:], best[..., :-1] + worth, out=following[..., 1:])
    return np.maximum.accumulate(following, axis=-1)
