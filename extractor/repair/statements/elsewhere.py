"""Amounts that other tables of the document print for the same lines: columns that agree say what a cell should be."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from extractor.repair.statements.cell_types import value_of
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import Line
from extractor.repair.statements.outline import code_of, name_of, sides_of

_FEWEST: Final = 4
_SHARE: Final = 0.8
_MOST_PAIRS: Final = 2_000_000
"""Rows times columns of two tables beyond which they are not compared."""

Place = tuple[int, int]


class Placed(NamedTuple):
    """A table whose rows stand in its model's columns."""

    model: Model
    lines: Sequence[Line]


class Said(NamedTuple):
    """An amount that another table prints, and its cell as printed."""

    amount: Decimal
    cell: str


_Column = dict[str, Said]


def amounts_elsewhere(tables: Sequence[Placed]) -> list[dict[Place, list[Said]]]:
    """For each table: place → the amounts that columns of other tables print for its line.

    Two columns are taken for the same where four fifths of the lines that both print (by code, else by name), at
    least four with two different amounts, have the same amount. Only lines with a code or name that stands once in
    each table are compared, and a line whose amount agrees with its own column is told nothing new.
    """
    columns = [_columns(table) for table in tables]
    rows = [_rows(table) for table in tables]
    found: list[dict[Place, list[Said]]] = [{} for _ in tables]
    for one in range(len(tables)):
        for other in range(len(tables)):
            if one == other or len(tables[one].lines) * len(tables[other].lines) > _MOST_PAIRS:
                continue
            for column, amounts in columns[one].items():
                best = max((_agreement(amounts, there) for there in columns[other].values()), default=0.0)
                for there in columns[other].values():
                    if best and _agreement(amounts, there) == best:
                        _tell(found[one], column, (amounts, there), rows[one])
                        break
    return found


def _columns(table: Placed) -> dict[int, _Column]:
    """Amounts by key of each amount column; keys that stand twice are left out."""
    found: dict[int, _Column] = {}
    for side in sides_of(table.model):
        keys = [code_of(line, side) or name_of(line, side) for line in table.lines]
        times = Counter(keys)
        for column in side.amounts:
            entries = [(key, line.entries[column]) for key, line in zip(keys, table.lines, strict=True)]
            found[column] = {
                key: Said(value, entry.cells[0])
                for key, entry in entries
                if key and entry.cells and (value := value_of(entry.text)) and times[key] == 1
            }
    return found


def _rows(table: Placed) -> dict[tuple[int, str], int]:
    """The row of each key, by amount column."""
    found: dict[tuple[int, str], int] = {}
    for side in sides_of(table.model):
        keys = [code_of(line, side) or name_of(line, side) for line in table.lines]
        times = Counter(keys)
        for column in side.amounts:
            found |= {(column, key): row for row, key in enumerate(keys) if key and times[key] == 1}
    return found


def _agreement(amounts: _Column, there: _Column) -> float:
    """The share of common lines with the same amount; 0 where these are too few to tell."""
    common = [(amounts[key].amount, there[key].amount) for key in amounts if key in there]
    same = [a for a, b in common if a == b]
    if len(same) < _FEWEST or len(set(same)) < 2 or len(same) < _SHARE * len(common):
        return 0.0
    return len(same) * len(same) / len(common)


def _tell(
    found: dict[Place, list[Said]],
    column: int,
    pair: tuple[_Column, _Column],
    rows: dict[tuple[int, str], int],
) -> None:
    """Write what the other column prints for each line, where the columns are the same lines for the most part."""
    amounts, there = pair
    covered = len(amounts.keys() & there.keys()) >= _SHARE * len(there)
    for key, said in there.items():
        row = rows.get((column, key))
        if row is not None and (key in amounts or covered):
            found.setdefault((row, column), []).append(said)
