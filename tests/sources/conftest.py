"""What the tests of the readers share."""

from collections.abc import Callable

import pytest

from extractor.document.content import Grid


def _covered_once(grid: Grid) -> bool:
    counts = [[0] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                counts[row][column] += 1
    return all(count == 1 for line in counts for count in line)


def _texts(grid: Grid) -> list[list[str]]:
    """The grid as rows of strings, a merged cell's text in its first slot."""
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.raw
    return rows


@pytest.fixture(scope="session")
def covered_once() -> Callable[[Grid], bool]:
    """Whether every slot of a grid belongs to exactly one cell."""
    return _covered_once


@pytest.fixture(scope="session")
def texts() -> Callable[[Grid], list[list[str]]]:
    return _texts
