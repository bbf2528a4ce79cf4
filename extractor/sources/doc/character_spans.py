"""Where in the document lists of character properties hold."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from extractor.sources.doc.formatted_pages import Runs
from extractor.sources.doc.pieces import Text


@dataclass(frozen=True, slots=True)
class Spans:
    """Half-open ranges of places with the index of their character properties, of which only some matter."""

    ranges: tuple[tuple[int, int, int], ...]

    def of(self, wanted: frozenset[int]) -> Iterator[tuple[int, int]]:
        """The ranges of those properties."""
        return ((start, end) for start, end, index in self.ranges if index in wanted)


def spans_of(text: Text, runs: Runs, wanted: frozenset[int]) -> Spans:
    """Where the wanted lists of properties hold; runs are said in bytes, which pieces bring to places."""
    if not wanted or not len(runs.starts):
        return Spans(())
    chosen = np.isin(runs.indices, np.fromiter(wanted, dtype=np.int64))
    starts, ends, indices = runs.starts[chosen], runs.ends[chosen], runs.indices[chosen]
    reach = np.maximum.accumulate(ends)
    ranges: list[tuple[int, int, int]] = []
    for piece in text.pieces:
        limit = piece.byte + (piece.end - piece.start) * piece.width
        first, beyond = np.searchsorted(reach, piece.byte, side="right"), np.searchsorted(starts, limit, side="left")
        near = np.arange(first, max(first, beyond))
        near = near[ends[near] > piece.byte]
        begin = piece.start + (np.maximum(starts[near], piece.byte) - piece.byte) // piece.width
        end = piece.start + (np.minimum(ends[near], limit) - piece.byte) // piece.width
        ranges.extend(zip(begin.tolist(), end.tolist(), indices[near].tolist(), strict=True))
    return Spans(tuple(ranges))
