"""Kinds of errors: each difference between labels and predictions at its place, and how often each kind occurs.

Every labelled number that is wrong or lost is laid to one place only, the first of ``ERROR_KINDS`` that explains it;
numbers that are too many are laid to the extra table, row, column or value that brings them. So the numbers of all
kinds add up to the numbers that are not plainly right. They are counted place by place over aligned rows and columns
and may therefore differ from the misses of the metric ``numeric_cells``, which compares multisets.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.eval.cell_errors import find_cell_errors
from extractor.eval.error_places import ERROR_KINDS, ErrorKind, ErrorPlace
from extractor.eval.matching import TableMatching
from extractor.eval.table_errors import find_table_errors


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many places are of a kind, and how many numbers they make wrong."""

    places: int = 0
    numbers: int = 0

    def __add__(self, other: "KindCount") -> "KindCount":
        return KindCount(self.places + other.places, self.numbers + other.numbers)


def find_errors(matching: TableMatching) -> tuple[ErrorPlace, ...]:
    """All places of one document where tables differ: whole tables first, then pair by pair."""
    tables = find_table_errors(matching)
    places = list(tables.places)
    for number, pair in enumerate(matching.pairs):
        nothing: frozenset[int] = frozenset()
        explained = tables.label_rows.get(number, nothing), tables.predicted_rows.get(number, nothing)
        places += find_cell_errors(pair, explained)
    return tuple(places)


def count_kinds(places: Iterable[ErrorPlace]) -> Mapping[ErrorKind, KindCount]:
    """By kind, in the order of ``ERROR_KINDS``; kinds that do not occur are left out."""
    counts: dict[ErrorKind, KindCount] = {}
    for place in places:
        counts[place.kind] = counts.get(place.kind, KindCount()) + KindCount(1, place.numbers)
    return {kind: counts[kind] for kind in ERROR_KINDS if kind in counts}
