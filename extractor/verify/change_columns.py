"""Rule of the row: a column 增减额 against the two columns that it is the difference of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import permutations
from typing import Final

from extractor.document.table import Table
from extractor.document.text import folded
from extractor.document.total_words import is_sum
from extractor.document.vocabulary import CheckStatus
from extractor.verify.explained_columns import MOST_COLUMNS, AmountColumn, Row, amount_columns, best_explanation
from extractor.verify.facts import Facts
from extractor.verify.identity import is_circular, tolerance_of
from extractor.verify.registry import Finding, findings_of, rule

_CHANGE: Final = re.compile(r".*(?:增减|差额|比上年|较上年|比\d{4}年).*")
_SHARE: Final = re.compile(r".*(?:[%％率]|幅度|比例|比重|增减比|百分).*")
_MOST_CHANGES: Final = 6


@dataclass(frozen=True, slots=True)
class _Difference:
    """The grid columns of a table of which one is the second less the third."""

    change: int
    now: int
    before: int


@rule(
    code="change_column_is_difference",
    severity="error",
    english="A column of changes in money (增减额, 比上年增减) is the difference of two columns of the table, those "
    "that explain at least three different changes of it and more than three for each that they do not.",
    chinese="增减额列等于同表两列金额之差；以能解释至少三个不同增减额、且相符行数超过不符行数三倍的两列为准，否则不作判断。",
)
def rule_change_column_is_difference(facts: Facts) -> Iterator[Finding]:
    for table in facts.tables.values():
        for change in _change_columns(table):
            columns = amount_columns(facts, table)
            found = _difference(change, _alike(table, change, columns))
            if found is not None:
                yield from _test_rows(facts, table, found, columns)


def change_cells(facts: Facts) -> Iterator[str]:
    """The cells of changes in money with a value, and those that they are the difference of: in a table of no known
    kind they are amounts of no statement."""
    for table in facts.tables.values():
        for change in _change_columns(table):
            rows = amount_columns(facts, table).get(change, {})
            yield from (f"{table.id}.r{row}c{change}" for row, value in rows.items() if value is not None)
    for finding in findings_of(facts, rule_change_column_is_difference):
        yield from finding.members


def _change_columns(table: Table) -> tuple[int, ...]:
    """The columns whose heading says a change, and no rate of it."""
    paths = [folded("/".join(column.path)) for column in table.columns] if table.kind != "contents" else []
    return tuple(
        number
        for number, path in enumerate(paths)
        if _CHANGE.fullmatch(path) and not _SHARE.fullmatch(path.rpartition("/")[2])
    )[:_MOST_CHANGES]


def _alike(table: Table, change: int, columns: Mapping[int, AmountColumn]) -> Mapping[int, AmountColumn]:
    """The change and the columns that it may be the difference of: one named as what it is of (比上年增减/基本支出) is
    so of columns named alike, where the table has such that are no change."""
    name = _leaf(table, change)
    if _CHANGE.fullmatch(name) or is_sum(name):
        return columns
    changes = set(_change_columns(table))
    alike = {number: column for number, column in columns.items() if _leaf(table, number) == name}
    return columns if alike.keys() <= changes else alike


def _leaf(table: Table, column: int) -> str:
    path = table.columns[column].path if column < len(table.columns) else ()
    return folded(path[-1]) if path else ""


def _difference(change: int, columns: Mapping[int, AmountColumn]) -> _Difference | None:
    """The two columns that the change is the difference of."""
    levels = [number for number in columns if number != change][:MOST_COLUMNS]
    pairs = (_Difference(change, now, before) for now, before in permutations(levels, 2))
    return best_explanation(columns.get(change, {}), pairs, partial(_is_difference, columns))


def _is_difference(columns: Mapping[int, AmountColumn], found: _Difference, row: Row, change: Decimal) -> bool | None:
    """Is the change just the difference of its row? None where it is but for the rounding of each amount."""
    residual = _residual(change, columns[found.now].get(row), columns[found.before].get(row))
    if residual is None:
        return False
    return True if residual == 0 else None if abs(residual) <= tolerance_of([change, change, change]) else False


def _residual(change: Decimal, now: Decimal | None, before: Decimal | None) -> Decimal | None:
    if now is None and before is None:
        return None
    return change - ((now or Decimal(0)) - (before or Decimal(0)))


def _test_rows(
    facts: Facts, table: Table, found: _Difference, columns: Mapping[int, AmountColumn]
) -> Iterator[Finding]:
    now, before = columns[found.now], columns[found.before]
    for row, change in columns[found.change].items():
        residual = _residual(change, now.get(row), before.get(row)) if change else None
        if change is None or residual is None:
            continue
        held = {found.change: change, found.now: now.get(row), found.before: before.get(row)}
        values = {f"{table.id}.r{row}c{number}": value for number, value in held.items() if value}
        cells = tuple(values)
        tolerance = tolerance_of([value for value in values.values() if value])
        expected = change - residual
        told = f"Row {row} of {table.id}: {change} printed as the change, the difference is {expected}."
        if is_circular(cells, facts.derived):
            yield Finding("not_applicable", cells, f"{told} An amount would vouch for itself.")
        else:
            status: CheckStatus = "pass" if abs(residual) <= tolerance else "fail"
            members = cells if len(cells) > 1 else ()
            yield Finding(status, cells, told, expected, change, residual, tolerance, members)
