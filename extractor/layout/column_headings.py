"""The lowest headings of a header and the columns that the body shows → one order: which heading stands over which
column, which headings have a column of their own that is blank.

Both are sequences from left to right, so the pairing is an alignment of sequences (Needleman and Wunsch 1970): the
cheapest one over all columns is taken, not the nearest column of each heading in turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_BLANK_COLUMN_EM = 1.5
"""A heading without a column is as unlikely as one that stands this far (in heights of the text) beside its own."""
_NO_HEADING_EM = 8.0
_STUB_EM = 6.0
"""The first heading is set in the middle of a wide first column, the labels on its left: no farther than this."""
_SHARED_HEADING_EM = 0.5
"""Several columns may stand under one heading."""
_SHARED_COLUMN_EM = 4.0
"""Several headings hardly ever stand over one column."""
_NEVER = float("inf")


class Span(NamedTuple):
    """The x interval that the texts of a column, or a heading, cover."""

    start: float
    end: float

    def touches(self, other: "Span") -> bool:
        """Whether the two share more than an edge."""
        return self.start < other.end and other.start < self.end

    def gap(self, other: "Span") -> float:
        """The room between the two; 0 where they touch."""
        return max(0.0, other.start - self.end, self.start - other.end)


def with_headings(columns: Sequence[Span], reaches: Sequence[Span], leaves: Sequence[Span], em: float) -> list[Span]:
    """Columns (ascending) widened by the headings beside them, and new ones under headings that have no column.

    ``reaches`` are how far the longest texts of each column reach, ``em`` is the height of the text in points.
    """
    leaves = sorted(leaves)
    pairs = _Pairing(columns, reaches, leaves, em).cheapest()
    found = list(columns)
    for leaf, column in pairs.items():
        found[column] = Span(min(found[column].start, leaves[leaf].start), max(found[column].end, leaves[leaf].end))
    alone = [leaf for n, leaf in enumerate(leaves) if n not in pairs and not _touches_any(leaf, found)]
    return sorted([*found, *alone])


@dataclass(frozen=True, slots=True)
class _Pairing:
    """What it costs, in points, to pair headings and columns or to leave them alone."""

    columns: Sequence[Span]
    reaches: Sequence[Span]
    leaves: Sequence[Span]
    em: float

    def cheapest(self) -> dict[int, int]:
        """The cheapest pairing in order: the number of a heading to that of its column."""
        best = [[0.0] * (len(self.columns) + 1) for _ in range(len(self.leaves) + 1)]
        for n in range(len(self.leaves) + 1):
            for m in range(len(self.columns) + 1):
                if n or m:
                    best[n][m] = min(self._steps(best, n, m))[0]
        pairs = {}
        n, m = len(self.leaves), len(self.columns)
        while n and m:
            _, before, left_of = min(self._steps(best, n, m))
            if before < n and left_of < m:
                pairs[before] = left_of
            n, m = before, left_of
        return pairs

    def _steps(self, best: Sequence[Sequence[float]], n: int, m: int) -> list[tuple[float, int, int]]:
        """The ways to the first ``n`` headings and ``m`` columns: cost, headings and columns before."""
        steps = []
        if n and m:
            steps.append((best[n - 1][m - 1] + self._beside(n - 1, m - 1), n - 1, m - 1))
        if n:
            steps.append((best[n - 1][m] + self._without_column(n - 1), n - 1, m))
        if m:
            steps.append((best[n][m - 1] + self._without_heading(m - 1), n, m - 1))
        return steps

    def _beside(self, leaf: int, column: int) -> float:
        if self.leaves[leaf].touches(self.columns[column]):
            return 0.0
        if self._is_over_another(leaf, column):
            return _NEVER
        elsewhere = _NO_HEADING_EM * self.em if _touches_any(self.leaves[leaf], self.columns) else 0.0
        gap = self.leaves[leaf].gap(self.reaches[column])
        is_stub = leaf == column == 0 and not elsewhere and not _touches_any(self.columns[0], self.leaves)
        return min(gap, _STUB_EM * self.em) if is_stub else gap + elsewhere

    def _is_over_another(self, leaf: int, column: int) -> bool:
        """Whether a column stands between the two: widened by the heading, its neighbour would cover it."""
        start, end = self.leaves[leaf]
        before, after = self.columns[:column][-1:], self.columns[column + 1 :][:1]
        return any(end <= other.start for other in before) or any(other.end <= start for other in after)

    def _without_column(self, leaf: int) -> float:
        return self.em * (_SHARED_COLUMN_EM if _touches_any(self.leaves[leaf], self.columns) else _BLANK_COLUMN_EM)

    def _without_heading(self, column: int) -> float:
        return self.em * (_SHARED_HEADING_EM if _touches_any(self.columns[column], self.leaves) else _NO_HEADING_EM)


def _touches_any(span: Span, others: Sequence[Span]) -> bool:
    return any(span.touches(other) for other in others)
