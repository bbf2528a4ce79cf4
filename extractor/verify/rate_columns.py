"""Rule of the row: a column of rates (增减%, 执行率) against the two columns that it is the rate of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations
from typing import Final

from extractor.document.number import decimals, points_of
from extractor.document.table import Table
from extractor.document.text import folded
from extractor.document.vocabulary import CheckStatus
from extractor.verify.explained_columns import MOST_COLUMNS, amount_columns, best_explanation
from extractor.verify.facts import Facts, made_once
from extractor.verify.identity import is_circular
from extractor.verify.registry import Finding, rule

_RATE: Final = re.compile(r".*(?:[%％率]|幅度|比例|增减比|百分).*")
_MOST_RATES: Final = 6
_Column = Mapping[int, Decimal]
"""The numbers of a column by grid row."""


@dataclass(frozen=True, slots=True)
class _Rate:
    """The columns of a table of which one is the second's change on the third, or its part of it, in per cent."""

    rate: int
    now: int
    before: int
    of_change: bool


@rule(
    code="rate_column_is_quotient",
    severity="warning",
    english="A column of rates (增减%, 执行率) is the change between two columns of the table, or one of them, in the "
    "other, rounded to the printed places: those two that explain at least three different rates and more than three "
    "for each that they do not.",
    chinese="增减率、执行率等列等于同表两列之比（或其差额与基数之比），按所列位数四舍五入；以能解释至少三个不同比率、且相符行数超过不符行数三倍的两列为准。",
)
def rule_rate_column_is_quotient(facts: Facts) -> Iterator[Finding]:
    for table in facts.tables.values():
        for number, rates in _rates_of(facts)[table.id].items():
            columns = {place: _numbers(rows) for place, rows in amount_columns(facts, table).items() if place != number}
            found = _quotient(number, rates, columns)
            if found is not None:
                yield from _test_rows(facts, table, found, rates, columns)


def rate_cells(facts: Facts) -> Iterator[str]:
    """The cells of rates, which are amounts of no statement."""
    for table, columns in _rates_of(facts).items():
        for number, rates in columns.items():
            yield from (f"{table}.r{row}c{number}" for row in rates)


def _rates_of(facts: Facts) -> Mapping[str, Mapping[int, _Column]]:
    """By table, the columns of numbers that are headed as rates."""
    return made_once(facts, "rates", lambda given: {table.id: _rates(table) for table in given.tables.values()})


def _rates(table: Table) -> dict[int, dict[int, Decimal]]:
    paths = ((number, folded("/".join(column.path))) for number, column in enumerate(table.columns))
    headed = set([number for number, path in paths if _RATE.fullmatch(path)][:_MOST_RATES])
    found: dict[int, dict[int, Decimal]] = {}
    for cell in table.cells if headed else ():
        value = points_of(cell.text) if cell.column in headed and cell.row >= table.header_rows else None
        if value is not None and cell.row_span == cell.column_span == 1:
            found.setdefault(cell.column, {})[cell.row] = value
    return found


def _numbers(rows: Mapping[int, Decimal | None]) -> dict[int, Decimal]:
    return {row: value for row, value in rows.items() if value is not None}


def _quotient(number: int, rates: _Column, columns: Mapping[int, _Column]) -> _Rate | None:
    """The two columns that the rates are of."""
    pairs = permutations(tuple(columns)[:MOST_COLUMNS], 2)
    candidates = (_Rate(number, now, before, of_change) for now, before in pairs for of_change in (True, False))
    return best_explanation(rates, candidates, lambda found, row, rate: rate == _expected(found, row, rate, columns))


def _expected(found: _Rate, row: int, rate: Decimal, columns: Mapping[int, _Column]) -> Decimal | None:
    """The rate of the row, rounded as the printed one; None where it has no base."""
    now, before = columns[found.now].get(row, Decimal(0)), columns[found.before].get(row)
    if before is None or before <= 0:
        return None
    part = now - before if found.of_change else now
    return (part / before * 100).quantize(Decimal(1).scaleb(-decimals(rate)), ROUND_HALF_UP)


def _test_rows(
    facts: Facts, table: Table, found: _Rate, rates: _Column, columns: Mapping[int, _Column]
) -> Iterator[Finding]:
    for row, rate in rates.items():
        expected = _expected(found, row, rate, columns)
        cells = tuple(f"{table.id}.r{row}c{number}" for number in (found.rate, found.now, found.before))
        if expected is None or not (rate or expected):
            continue
        told = f"Row {row} of {table.id}: {rate}% printed, {expected}% by the amounts."
        if is_circular(cells, facts.derived):
            yield Finding("not_applicable", cells, f"{told} An amount would vouch for itself.")
            continue
        residual, unit = rate - expected, Decimal(1).scaleb(-decimals(rate))
        status: CheckStatus = "pass" if abs(residual) <= unit else "fail"
        yield Finding(status, cells, told, expected, rate, residual, unit, _vouched(cells))


def _vouched(cells: Sequence[str]) -> tuple[str, ...]:
    """What a rate speaks for: itself only, since many amounts make the same rounded rate."""
    return tuple(cells[:1])
