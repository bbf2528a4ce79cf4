"""A table's cells as arrays: where each stands, what it says, and what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.confidence.text_facts import TEXT_FACTS, Facts, decimals_of, text_facts
from extractor.document.table import Table

Indices = NDArray[np.intp]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table. All arrays have one entry a cell, in the order of ``table.cells``; ``body``: below the header;
    ``plain``: a cell of one column; ``of_totals``: its row is a total; ``decimals`` of its text; ``facts`` as in
    ``text_facts``."""

    table: Table
    row: Indices
    column: Indices
    rows: int
    columns: int
    body: Flags
    plain: Flags
    of_totals: Flags
    decimals: Indices
    facts: Facts

    @classmethod
    def of(cls, table: Table) -> "TableShape":
        """The arrays of a table."""
        places = np.array([(c.row, c.column, c.row_span, c.column_span) for c in table.cells], dtype=np.intp)
        row, column, row_span, column_span = places.reshape(len(table.cells), 4).T
        texts = [cell.text for cell in table.cells]
        rows = int((row + row_span).max(initial=0))
        totals = np.zeros(max(rows, table.header_rows + len(table.rows)), dtype=np.bool_)
        totals[table.header_rows :][: len(table.rows)] = [line.role in ("total", "subtotal") for line in table.rows]
        return cls(
            table=table,
            row=row,
            column=column,
            rows=rows,
            columns=int((column + column_span).max(initial=0)),
            body=row >= table.header_rows,
            plain=column_span == 1,
            of_totals=totals[row],
            decimals=decimals_of(texts),
            facts=text_facts(texts),
        )

    def says(self, fact: str) -> Flags:
        """By cell, whether the fact of ``TEXT_FACTS`` holds of its text."""
        return self.facts[:, TEXT_FACTS.index(fact)]

    def in_column(self, flags: Flags) -> Floats:
        """By cell, how many cells of its column have the flag."""
        return _counted(self.column, flags, self.columns)[self.column]

    def in_column_spans(self, flags: Flags) -> Floats:
        """By cell, how many cells with the flag stand in its column or reach over it."""
        found = np.zeros(self.columns)
        for place in np.flatnonzero(flags):
            first = self.column[place]
            found[first : first + self.table.cells[place].column_span] += 1
        return found[self.column]

    def in_row(self, flags: Flags) -> Floats:
        """By cell, how many cells of its row have the flag."""
        return _counted(self.row, flags, self.rows)[self.row]

    def beside(self, flags: Flags) -> Flags:
        """By cell, whether the cell left or right of it has the flag."""
        marked = np.zeros((self.rows, self.columns + 2), dtype=np.bool_)
        marked[self.row[flags], self.column[flags] + 1] = True
        return marked[self.row, self.column] | marked[self.row, self.column + 2]

    def left_of(self, flags: Flags) -> Flags:
        """By cell, whether the cell right of it has the flag."""
        marked = np.zeros((self.rows, self.columns + 1), dtype=np.bool_)
        marked[self.row[flags], self.column[flags]] = True
        return marked[self.row, self.column + 1]

    def above_or_below(self, flags: Flags) -> Flags:
        """By cell, whether the cell above or below it has the flag."""
        marked = np.zeros((self.rows + 2, self.columns), dtype=np.bool_)
        marked[self.row[flags] + 1, self.column[flags]] = True
        return marked[self.row, self.column] | marked[self.row + 2, self.column]

    def of_columns(self, values: Sequence[bool]) -> Flags:
        """By cell, what is said of its column; a column without a value counts as false."""
        padded = np.zeros(max(self.columns, len(values)), dtype=np.bool_)
        padded[: len(values)] = values
        return padded[self.column]


def _counted(places: Indices, flags: Flags, count: int) -> Floats:
    return np.bincount(places[flags], minlength=count).astype(np.float64)
