"""Labels of the first column that are merged over several rows: each is set at the middle of its rows.

The rows are parted into runs, one a label, so that every label stands in the middle of its run; where no parting does
that, nothing is merged.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractor.sources.text.spaced.placing import PlacedLine

_MOST_ROWS = 200
_FEWEST_MERGED = 2
_OFF_MIDDLE_LINES = 1.0
"""A label stands no farther from the middle of its rows than this, in lines."""


class MergedLabels(NamedTuple):
    """The lines without the labels, and for each label its text with the numbers of the first and last line of its
    rows."""

    lines: tuple[PlacedLine, ...]
    labels: tuple[tuple[str, int, int, int], ...]


def take_merged_labels(lines: Sequence[PlacedLine]) -> MergedLabels:
    """Take out the labels of the first column where they are merged over rows; all lines as they are where not."""
    labels = [line for line in lines if 0 in line.cells]
    rows = [line for line in lines if set(line.cells) != {0}]
    blank = len(rows) - sum(0 in line.cells for line in rows)
    if not (len(labels) > 1 and blank >= len(labels) and len(rows) <= _MOST_ROWS and _is_plain(labels, rows)):
        return MergedLabels(tuple(lines), ())
    runs = _parted([line.number for line in rows], [line.number for line in labels])
    if runs is None or sum(last > first for first, last in runs) < _FEWEST_MERGED:
        return MergedLabels(tuple(lines), ())
    found = [
        (" ".join(piece.text for piece in label.cells[0]), rows[first].number, rows[last].number, label.number)
        for label, (first, last) in zip(labels, runs, strict=True)
    ]
    rest = [line._replace(cells={c: p for c, p in line.cells.items() if c}) for line in rows]
    return MergedLabels(tuple(rest), tuple(found))


def _is_plain(labels: Sequence[PlacedLine], rows: Sequence[PlacedLine]) -> bool:
    """Whether the labels are words, and every row has a text in the second column or is a label's own."""
    if any(label.cells[0][0].is_figure for label in labels):
        return False
    return all(1 in row.cells or 0 in row.cells for row in rows)


def _parted(rows: Sequence[int], labels: Sequence[int]) -> list[tuple[int, int]] | None:
    """The first and last row of each label's run; None where the labels can not all stand in the middle."""

    @cache
    def best(first: int, label: int) -> tuple[float, tuple[tuple[int, int], ...]] | None:
        if label == len(labels):
            return (0.0, ()) if first == len(rows) else None
        found: tuple[float, tuple[tuple[int, int], ...]] | None = None
        for last in range(first, len(rows)):
            off = abs((rows[first] + rows[last]) / 2 - labels[label])
            if off > _OFF_MIDDLE_LINES:
                continue
            rest = best(last + 1, label + 1)
            if rest is not None and (found is None or off + rest[0] < found[0]):
                found = (off + rest[0], ((first, last), *rest[1]))
        return found

    whole = best(0, 0)
    return list(whole[1]) if whole else None
