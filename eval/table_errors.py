"""Tables that are missed, cut in two, run together or too many."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extractor.eval.error_places import ErrorPlace, count_numbers, count_table_numbers, number_columns
from extractor.eval.matching import TableMatching, TablePair
from extractor.eval.views import TableView, Text, normal

_MOST = 0.5
"""A table whose rows, the blank ones apart, stand by more than this share in another one is a part of that one."""


@dataclass(frozen=True, slots=True)
class TableErrors:
    """The places, and what they explain already: by the pair's number its label's rows, and the prediction's."""

    places: tuple[ErrorPlace, ...]
    label_rows: Mapping[int, frozenset[int]] = field(default_factory=dict)
    predicted_rows: Mapping[int, frozenset[int]] = field(default_factory=dict)


def find_table_errors(matching: TableMatching) -> TableErrors:
    """What went wrong with whole tables.

    An extra table most of whose rows are rows that a pair's prediction lacks was split off that table; a missed one
    most of whose rows are rows that a pair's prediction has too many was merged into that table.
    """
    places: list[ErrorPlace] = []
    split: dict[int, frozenset[int]] = {}
    merged: dict[int, frozenset[int]] = {}
    for table in matching.missed:
        numbers = count_table_numbers(table)
        number, rows = _holder(table, [(p.predicted, spare_rows(p)[1]) for p in matching.pairs])
        if number is None:
            places.append(ErrorPlace("table_missed", table.name, numbers=numbers))
        else:
            host = matching.pairs[number].predicted.name
            places.append(ErrorPlace("tables_merged", table.name, found=host, numbers=numbers))
            merged[number] = merged.get(number, frozenset()) | rows
    for table in matching.extra:
        number, rows = _holder(table, [(p.label, spare_rows(p)[0]) for p in matching.pairs])
        if number is None:
            places.append(ErrorPlace("table_extra", table.name, numbers=count_table_numbers(table)))
        else:
            label = matching.pairs[number].label
            new = rows - split.get(number, frozenset())
            amounts = number_columns(label)
            numbers = sum(count_numbers(label.rows[row], amounts) for row in new)
            places.append(ErrorPlace("table_split", label.name, found=table.name, numbers=numbers))
            split[number] = split.get(number, frozenset()) | rows
    return TableErrors(tuple(places), split, merged)


def spare_rows(pair: TablePair) -> tuple[frozenset[int], frozenset[int]]:
    """The body rows of a pair's label, and of its prediction, that have no answer on the other side."""
    first = frozenset(range(len(pair.label.rows))) - {i for i, _ in pair.rows}
    second = frozenset(range(len(pair.predicted.rows))) - {j for _, j in pair.rows}
    return first, second


def _holder(table: TableView, hosts: Iterable[tuple[TableView, frozenset[int]]]) -> tuple[int | None, frozenset[int]]:
    """Which host's spare rows hold most of the table's rows, and which of its rows those are."""
    wanted = Counter(key for row in table.rows if (key := _key(row)))
    best: tuple[int | None, frozenset[int]] = (None, frozenset())
    for number, (host, spare) in enumerate(hosts):
        left, found = wanted.copy(), set()
        for row in sorted(spare):
            key = _key(host.rows[row])
            if left[key] > 0:
                left[key] -= 1
                found.add(row)
        if len(found) > max(_MOST * wanted.total(), len(best[1])):
            best = number, frozenset(found)
    return best


def _key(row: Iterable[Text]) -> tuple[str, ...]:
    """What a row says, wherever its columns are."""
    return tuple(words for text in row if isinstance(text, str) and (words := normal(text)))
