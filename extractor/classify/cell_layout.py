"""The cells of one table as arrays, and what stands beside, before and behind each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extractor.document.table import SpanningCell

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]

NEAR: tuple[str, ...] = ("left", "right", "above", "below")
"""The cells that touch a cell at its first slot's row or column."""
FAR: tuple[str, ...] = ("first_of_row", "first_of_column", "second_right", "second_below")
MEANS: tuple[str, ...] = ("row", "column", "left_of", "right_of", "above", "below", "table")
"""What means are taken over: the other slots of the row and the column, those on each side, all slots of the table."""
_COLUMNS_AT_ONCE = 4
"""So many columns of values are summed at once: their sums are of double precision, for every slot and every cell."""


class PlacedCell(SpanningCell, Protocol):
    """A cell of a grid or of a table with what is printed in it."""

    @property
    def raw(self) -> str: ...


@dataclass(frozen=True, slots=True)
class CellLayout:
    """One entry a cell, half-open; ``owner`` has the number of the cell at each slot, -1 in a hole."""

    row: Indices
    column: Indices
    row_end: Indices
    column_end: Indices
    owner: Indices

    @classmethod
    def of(cls, cells: Sequence[PlacedCell]) -> "CellLayout":
        """The layout of at least one cell; where two claim a slot, the later one has it."""
        places = [(cell.row, cell.column, cell.row + cell.row_span, cell.column + cell.column_span) for cell in cells]
        row, column, row_end, column_end = np.array(places, dtype=np.intp).T
        owner = np.full((row_end.max(), column_end.max()), -1, dtype=np.intp)
        for number, (top, left, bottom, right) in enumerate(places):
            owner[top:bottom, left:right] = number
        return cls(row, column, row_end, column_end, owner)

    @property
    def height(self) -> int:
        return int(self.owner.shape[0])

    @property
    def width(self) -> int:
        return int(self.owner.shape[1])

    def near(self) -> Indices:
        """The numbers of the cells of ``NEAR``, one row a cell; -1 where there is none."""
        return self._at(
            (self.row, self.column - 1),
            (self.row, self.column_end),
            (self.row - 1, self.column),
            (self.row_end, self.column),
        )

    def far(self) -> Indices:
        """The numbers of the cells of ``FAR``, likewise."""
        return self._at(
            (self.row, np.zeros_like(self.column)),
            (np.zeros_like(self.row), self.column),
            (self.row, np.minimum(self.column_end + 1, self.width)),
            (np.minimum(self.row_end + 1, self.height), self.column),
        )

    def _at(self, *places: tuple[Indices, Indices]) -> Indices:
        framed = np.pad(self.owner, 1, constant_values=-1)
        return np.stack([framed[row + 1, column + 1] for row, column in places], axis=1)

    def means(self, values: Floats) -> Floats:
        """The means of the cells' ``values`` over the slots of ``MEANS``, side by side; -1 where there is no slot."""
        count = self._sums(np.ones((len(values), 1), dtype=np.float32))
        means = np.empty((len(values), len(MEANS), values.shape[1]), dtype=np.float32)
        for first in range(0, values.shape[1], _COLUMNS_AT_ONCE):
            columns = slice(first, first + _COLUMNS_AT_ONCE)
            sums = self._sums(values[:, columns])
            means[:, :, columns] = np.where(count > 0, sums / np.maximum(count, 1), -1)
        return means.reshape(len(values), -1)

    def _sums(self, values: Floats) -> NDArray[np.float64]:
        """Cells x ``MEANS`` x columns of ``values``: the sums over those slots."""
        slots = np.vstack([values, np.zeros((1, values.shape[1]))])[self.owner]
        along_row = np.cumsum(np.pad(slots, ((0, 0), (1, 0), (0, 0))), axis=1)
        left = along_row[self.row, self.column]
        right = along_row[self.row, -1] - along_row[self.row, self.column_end]
        along_column = np.cumsum(np.pad(slots, ((1, 0), (0, 0), (0, 0))), axis=0)
        above = along_column[self.row, self.column]
        below = along_column[-1, self.column] - along_column[self.row_end, self.column]
        table = np.broadcast_to(slots.sum(axis=(0, 1)), left.shape)
        return np.stack([left + right, above + below, left, right, above, below, table], axis=1)


def values_of(values: Floats, numbers: Indices) -> Floats:
    """The ``values`` of the cells of each row of ``numbers``, side by side; -1 in all where there is no cell."""
    padded = np.vstack([values, np.full((1, values.shape[1]), -1, dtype=np.float32)])
    return padded[numbers].reshape(len(numbers), -1)
