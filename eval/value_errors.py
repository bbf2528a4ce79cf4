"""What differs between the aligned cells of a pair: slid, fused, missing and wrong values."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.eval.columns import is_number
from extractor.eval.error_places import ErrorKind, ErrorPlace, number_columns
from extractor.eval.matching import TablePair
from extractor.eval.views import UNKNOWN, Text, normal, same_value


@dataclass(frozen=True, slots=True)
class Values:
    """The texts of aligned cells against one another."""

    pair: TablePair

    def places(self) -> Iterator[ErrorPlace]:
        amounts = number_columns(self.pair.label)
        for i, j in self.pair.rows:
            for k, m in self.pair.columns:
                expected, found = self.pair.label.rows[i][k], self.pair.predicted.rows[j][m]
                kind = None if self.right(i, k, j, m) else self._kind(i, k, j, m)
                if kind:
                    numbers = int(amounts[k] and is_number(found if kind == "value_extra" else expected))
                    name = self.pair.label.name
                    yield ErrorPlace(kind, name, i, k, words_of(expected), words_of(found), numbers)

    def right(self, i: int, k: int, j: int, m: int) -> bool:
        """Whether what is predicted at row ``j``, column ``m`` says the same as the label at row ``i``, column ``k``;
        what the label can not know is not wrong."""
        return self.pair.label.rows[i][k] is UNKNOWN or _agree(
            self.pair.label.rows[i][k], self.pair.predicted.rows[j][m]
        )

    def _kind(self, i: int, k: int, j: int, m: int) -> ErrorKind | None:
        """The kind of a wrong cell; None for a text in a blank's place that slid there from the place it is missed."""
        expected, found = words_of(self.pair.label.rows[i][k]), words_of(self.pair.predicted.rows[j][m])
        if not expected:
            return None if self._slid_here(i, k, found) else "value_extra"
        if any(_agree(expected, self.pair.predicted.rows[j][other]) for other in self._wrong_columns(i, j)):
            return "column_shifted"
        if any(_agree(expected, self.pair.predicted.rows[row][m]) for row in self._wrong_rows(j, k, m)):
            return "row_shifted"
        if expected in found and any(word in found.replace(expected, "", 1) for word in self._neighbours(i, k)):
            return "cells_fused"
        return "value_wrong" if found else "value_missing"

    def _slid_here(self, i: int, k: int, found: str) -> bool:
        """Whether the text is one that a neighbour in the label's row or column lacks in its own place."""
        rows, columns = dict(self.pair.rows), dict(self.pair.columns)
        near = [(i, column) for column in columns if column != k]
        near += [(row, k) for row in (i - 1, i + 1) if row in rows]
        return any(
            _agree(self.pair.label.rows[row][column], found) and not self.right(row, column, rows[row], columns[column])
            for row, column in near
        )

    def _wrong_columns(self, i: int, j: int) -> Iterator[int]:
        """The predicted columns of a row that hold something else than their own label, those without one too."""
        own = {m: k for k, m in self.pair.columns}
        for m in range(len(self.pair.predicted.paths)):
            if m not in own or not self.right(i, own[m], j, m):
                yield m

    def _wrong_rows(self, j: int, k: int, m: int) -> Iterator[int]:
        own = {row: label for label, row in self.pair.rows}
        for row in (j - 1, j + 1):
            in_table = 0 <= row < len(self.pair.predicted.rows)
            if in_table and (row not in own or not self.right(own[row], k, row, m)):
                yield row

    def _neighbours(self, i: int, k: int) -> Iterator[str]:
        rows = self.pair.label.rows
        for row, column in ((i, k - 1), (i, k + 1), (i - 1, k), (i + 1, k)):
            if 0 <= row < len(rows) and 0 <= column < len(rows[row]) and words_of(rows[row][column]):
                yield words_of(rows[row][column])


def words_of(text: Text) -> str:
    """A text as compared; nothing for an unknown one and a merged cell that goes on."""
    return normal(text) if isinstance(text, str) else ""


def _agree(first: Text, second: Text) -> bool:
    """Whether two texts say the same; an unknown one and a merged cell that goes on are blanks."""
    return same_value(words_of(first), words_of(second))
