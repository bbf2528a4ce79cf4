"""What differs within a labelled table and the predicted one that answers it: rows, columns, values, headers."""

from collections.abc import Iterator

from extractor.eval.columns import code_columns_of, is_number, predicted_code_columns
from extractor.eval.error_places import ErrorKind, ErrorPlace, count_numbers, number_columns
from extractor.eval.matching import TablePair
from extractor.eval.metrics.numeric_cells import SIDE_BY_SIDE, numbers_of_row
from extractor.eval.table_errors import spare_rows
from extractor.eval.value_errors import Values, words_of
from extractor.eval.views import same_path, same_text

_Rows = frozenset[int]


def find_cell_errors(pair: TablePair, explained: tuple[_Rows, _Rows] = (frozenset(), frozenset())) -> list[ErrorPlace]:
    """The places of one pair; ``explained`` are body rows of the label and of the prediction that a split or merged
    table accounts for."""
    found = Values(pair)
    return [
        *_lost_rows(pair, explained),
        *_lost_columns(pair),
        *found.places(),
        *_Surroundings(pair, found).places(),
    ]


def _lost_rows(pair: TablePair, explained: tuple[_Rows, _Rows]) -> Iterator[ErrorPlace]:
    missed, extra = spare_rows(pair)
    kinds: tuple[tuple[ErrorKind, _Rows], ...] = (
        ("row_missed", missed - explained[0]),
        ("row_extra", extra - explained[1]),
    )
    for (kind, rows), table in zip(kinds, (pair.label, pair.predicted), strict=True):
        amounts = number_columns(table)
        for row in sorted(rows):
            text = " ".join(words for words in map(words_of, table.rows[row]) if words)
            expected, found = (text, None) if kind == "row_missed" else (None, text)
            numbers = count_numbers(table.rows[row], amounts)
            yield ErrorPlace(kind, pair.label.name, row, None, expected, found, numbers)


def _lost_columns(pair: TablePair) -> Iterator[ErrorPlace]:
    label, predicted = pair.label, pair.predicted
    amounts, said = number_columns(label), number_columns(predicted)
    for column in sorted(set(range(len(label.paths))) - {k for k, _ in pair.columns}):
        numbers = sum(amounts[column] and is_number(label.rows[i][column]) for i, _ in pair.rows)
        yield ErrorPlace("column_missed", label.name, None, column, _path(label.paths[column]), None, numbers)
    for column in sorted(set(range(len(predicted.paths))) - {m for _, m in pair.columns}):
        numbers = sum(said[column] and is_number(predicted.rows[j][column]) for _, j in pair.rows)
        yield ErrorPlace("column_extra", label.name, None, column, None, _path(predicted.paths[column]), numbers)


def right_numbers(pair: TablePair) -> frozenset[tuple[int, int]]:
    """The labelled numbers (body row, column) that are right with their unit, header and row label."""
    surroundings = _Surroundings(pair, Values(pair))
    list(surroundings.places())
    return frozenset(surroundings.right)


class _Surroundings:
    """Numbers that are right in themselves, held against unit, header and row label: a wrong one of these takes its
    numbers out of ``right``, so that each is laid to the first."""

    def __init__(self, pair: TablePair, values: Values) -> None:
        self.pair = pair
        amounts = number_columns(pair.label)
        self.right = {
            (i, k)
            for i, j in pair.rows
            for k, m in pair.columns
            if amounts[k] and is_number(pair.label.rows[i][k]) and values.right(i, k, j, m)
        }

    def places(self) -> Iterator[ErrorPlace]:
        """What is wrong around them."""
        label, predicted = self.pair.label, self.pair.predicted
        if not same_text(label.unit, predicted.unit):
            units = words_of(label.unit), words_of(predicted.unit)
            yield ErrorPlace("unit_wrong", label.name, None, None, *units, numbers=self._taken(set(self.right)))
        for k, m in self.pair.columns if label.header_rows else ():
            if not same_path(label.paths[k], predicted.paths[m]):
                numbers = self._taken({place for place in self.right if place[1] == k})
                paths = _path(label.paths[k]), _path(predicted.paths[m])
                yield ErrorPlace("header_path_wrong", label.name, None, k, *paths, numbers)
        yield from self._wrong_labels()

    def _wrong_labels(self) -> Iterator[ErrorPlace]:
        label, predicted, beside = self.pair.label, self.pair.predicted, self.pair.label.kind in SIDE_BY_SIDE
        codes, said_codes = code_columns_of(label), predicted_code_columns(self.pair)
        columns = dict(self.pair.columns)
        for i, j in self.pair.rows:
            known = {k: words for k, _, words in numbers_of_row(label.rows[i], codes, side_by_side=beside)}
            said = {m: words for m, _, words in numbers_of_row(predicted.rows[j], said_codes, side_by_side=beside)}
            wrong = [k for k, words in known.items() if (i, k) in self.right and said.get(columns[k]) != words]
            if wrong:
                labels = _line(known[wrong[0]]), _line(said.get(columns[wrong[0]], ""))
                yield ErrorPlace("row_label_wrong", label.name, i, None, *labels, self._taken({(i, k) for k in wrong}))

    def _taken(self, wrong: set[tuple[int, int]]) -> int:
        self.right -= wrong
        return len(wrong)


def _line(label: str) -> str:
    return label.replace("\n", " ")


def _path(path: object) -> str:
    return " / ".join(path) if isinstance(path, tuple) else "?"
