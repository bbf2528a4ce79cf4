"""Columns of amounts, and which of several readings of a column explains most of its values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from extractor.document.number import read_amount
from extractor.document.table import Table
from extractor.verify.facts import Facts, made_once

Row = int
AmountColumn = Mapping[Row, Decimal | None]
"""What each cell of a column holds by grid row: None is a blank or a dash."""
MOST_COLUMNS: Final = 24
_LONGEST_SAMPLE: Final = 60
"""Columns of a table, and rows of them, that are looked at for the two that explain a third: the work has a bound."""
_FEWEST_VALUES: Final = 3
"""Different values that are explained: fewer may be by chance."""
_Reading = TypeVar("_Reading")


def amount_columns(facts: Facts, table: Table) -> Mapping[int, AmountColumn]:
    """The cells of each column that reads as amounts only, blanks included, by grid row; merged cells are left out."""
    return made_once(facts, f"amount columns of {table.id}", lambda _: _columns_of(table))


def best_explanation(
    values: AmountColumn,
    readings: Iterable[_Reading],
    explains: Callable[[_Reading, Row, Decimal], bool | None],
) -> _Reading | None:
    """The reading that explains most different values, the first of several; None where none explains at least three
    and more than three for each that it does not. A value of which ``explains`` gives None is near enough to be no
    objection, and nothing in favour."""
    sample = tuple((row, value) for row, value in values.items() if value)[:_LONGEST_SAMPLE]
    best, most = None, _FEWEST_VALUES - 1
    for reading in readings:
        explained = _explained(reading, sample, explains)
        if len(explained) > most:
            best, most = reading, len(explained)
    return best


def _explained(
    reading: _Reading,
    sample: Sequence[tuple[Row, Decimal]],
    explains: Callable[[_Reading, Row, Decimal], bool | None],
) -> set[Decimal]:
    """The different values that the reading explains; none where too many are not, said as soon as that is sure."""
    explained: list[Decimal] = []
    missed = 0
    for row, value in sample:
        said = explains(reading, row, value)
        if said:
            explained.append(value)
        elif said is False:
            missed += 1
            if 4 * missed > len(sample):
                return set()
    return set(explained) if len(explained) > 3 * missed else set()


def _columns_of(table: Table) -> dict[int, AmountColumn]:
    columns: dict[int, dict[Row, Decimal | None]] = {}
    words: set[int] = set()
    for cell in table.cells:
        if cell.row < table.header_rows or cell.row_span > 1 or cell.column_span > 1:
            continue
        reading = read_amount(cell.text)
        if reading is None:
            words.add(cell.column)
        else:
            columns.setdefault(cell.column, {})[cell.row] = reading.value
    return {number: rows for number, rows in columns.items() if number not in words and any(rows.values())}
