"""Amounts that other tables of the document print for the same lines: columns that agree say what a cell should be."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Final, NamedTuple

from extractor.document.label_numbering import without_numbering
from extractor.document.total_words import is_sum
from extractor.repair.statements.cell_types import value_of
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import Line
from extractor.repair.statements.side_sums import Side, code_of, name_of, sides_of

_FEWEST: Final = 4
_FEWEST_ALIKE: Final = 3
"""So few lines are enough where all of them agree and no two have one amount."""
_SHARE: Final = 0.8
_BY_NATURE: Final = re.compile("基本|项目|人员|公用|经营支出|上缴|补助支出")
_WHOLE: Final = re.compile("^(?:金额|预算|决算|预算数|决算数|本年支出|本年收入|支出|收入)$")
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


class _Labels(NamedTuple):
    """How the lines of one side are called: by code and by name without its numbering, each that stands once; which
    are totals."""

    amounts: tuple[int, ...]
    totals: tuple[int, ...]
    by_code: dict[str, int]
    by_name: dict[str, int]


def amounts_elsewhere(tables: Sequence[Placed]) -> list[dict[Place, list[Said]]]:
    """For each table: place → the amounts that columns of other tables print for its line.

    Lines are the same by their codes where both tables have codes, else by their names without numbering (十、), and a
    total is one of them. Two columns are taken for the same where four fifths of the lines that both print, at least
    four with two different amounts (or three of three with three), have the same amount. Only lines that stand once in
    each table are compared, and a line whose amount agrees with its own column is told nothing new.
    """
    labels = [[_labels(table, side) for side in sides_of(table.model)] for table in tables]
    found: list[dict[Place, list[Said]]] = [{} for _ in tables]
    for one, other in permutations(range(len(tables)), 2):
        if len(tables[one].lines) * len(tables[other].lines) > _MOST_PAIRS:
            continue
        for own in labels[one]:
            sides = [_same_lines(own, there) for there in labels[other]]
            others = _columns_there(tables[other], labels[other], sides)
            columns = {column: _amounts(tables[one], column) for column in own.amounts}
            for column, there in _pairs(tables[one].model, columns, own, others):
                _tell(found[one], column, columns[column], others[there])
    return found


class _Other(NamedTuple):
    """A column of another table: its name, the row there of each of our rows, its amounts by that row, and those of
    totals."""

    leaf: str
    rows: dict[int, int]
    amounts: dict[int, Said]
    totals: frozenset[Decimal]


def _labels(table: Placed, side: Side) -> _Labels:
    codes = [code_of(line, side) or "" for line in table.lines]
    names = [without_numbering(name_of(line, side)) for line in table.lines]
    totals = tuple(row for row, name in enumerate(names) if is_sum(name))
    return _Labels(side.amounts, totals, _once(codes), _once(names))


def _once(keys: Sequence[str]) -> dict[str, int]:
    times = Counter(keys)
    return {key: row for row, key in enumerate(keys) if key and times[key] == 1}


def _same_lines(own: _Labels, there: _Labels) -> dict[int, int]:
    """Our row → the row there that is called so."""
    by_name = {row: there.by_name[name] for name, row in own.by_name.items() if name in there.by_name}
    if not (own.by_code and there.by_code):
        return by_name
    coded, coded_there = set(own.by_code.values()), set(there.by_code.values())
    by_name = {row: other for row, other in by_name.items() if row not in coded and other not in coded_there}
    return by_name | {row: there.by_code[code] for code, row in own.by_code.items() if code in there.by_code}


def _columns_there(table: Placed, labels: Sequence[_Labels], sides: Sequence[dict[int, int]]) -> list[_Other]:
    return [
        _Other(table.model.leaf(column), rows, amounts, _totals(amounts, side))
        for side, rows in zip(labels, sides, strict=True)
        for column in side.amounts
        if (amounts := _amounts(table, column))
    ]


def _totals(amounts: dict[int, Said], side: _Labels) -> frozenset[Decimal]:
    return frozenset(amounts[row].amount for row in side.totals if row in amounts)


def _amounts(table: Placed, column: int) -> dict[int, Said]:
    entries = [(row, line.entries[column]) for row, line in enumerate(table.lines)]
    return {
        row: Said(value, entry.cells[0]) for row, entry in entries if entry.cells and (value := value_of(entry.text))
    }


def _pairs(
    model: Model, columns: Mapping[int, dict[int, Said]], side: _Labels, others: Sequence[_Other]
) -> list[tuple[int, int]]:
    """Our columns with those that agree best, each in one pair: a part agrees with a whole where it is all of it."""
    weighed = sorted(
        (-agreement, column, there)
        for column, amounts in columns.items()
        for there, other in enumerate(others)
        if _may_be_one(model.leaf(column), other.leaf)
        if (agreement := _agreement(amounts, _totals(amounts, side), other))
    )
    pairs: list[tuple[int, int]] = []
    for _, column, there in weighed:
        if all(column != one and there != other for one, other in pairs):
            pairs.append((column, there))
    return pairs


def _may_be_one(leaf: str, other: str) -> bool:
    """Whether columns of these names may be the same: of one name, or one of them a whole that the other may be. A
    part by nature (基本, 项目) is none: it is the whole in most lines of many tables, and not in the others."""
    if leaf == other:
        return True
    return not (_BY_NATURE.search(leaf) or _BY_NATURE.search(other)) and (_is_whole(leaf) or _is_whole(other))


def _is_whole(leaf: str) -> bool:
    return not leaf or is_sum(leaf) or _WHOLE.search(leaf) is not None


def _tell(found: dict[Place, list[Said]], column: int, amounts: dict[int, Said], other: _Other) -> None:
    """Write what the other table's column prints for each line of ours. A blank is told of only where our column has
    most of the lines that it has."""
    told = {row: other.amounts[there] for row, there in other.rows.items() if there in other.amounts}
    covered = len(amounts.keys() & told.keys()) >= _SHARE * len(told)
    for row, said in told.items():
        if row in amounts or covered:
            found.setdefault((row, column), []).append(said)


def _agreement(amounts: dict[int, Said], totals: frozenset[Decimal], other: _Other) -> float:
    """The share of common lines with the same amount, weighed by their number; 0 where these are too few to tell.
    A total that both print is one of them, however it is called."""
    common = [
        (said.amount, other.amounts[there].amount)
        for row, said in amounts.items()
        if (there := other.rows.get(row)) is not None and there in other.amounts
    ]
    common += [(amount, amount) for amount in sorted(totals & other.totals)[-1:]]
    same = [a for a, b in common if a == b]
    few = len(same) == len(common) == len(set(same)) == _FEWEST_ALIKE
    if not few and (len(same) < _FEWEST or len(set(same)) < 2 or len(same) < _SHARE * len(common)):
        return 0.0
    return len(same) * len(same) / len(common)
