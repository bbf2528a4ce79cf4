"""A column that a table does not print: what the totals of its rows have beyond the printed parts adds up by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.document.record import Line
from extractor.verify.facts import Facts, made_once, place_of, sides_of
from extractor.verify.line_parents import SUMS, outline_of
from extractor.verify.registry import Finding

_LEAST_ITEMS = 2
"""The total of one item is a copy of it, wrong where that is."""


def without_unprinted(facts: Facts, table: str, findings: Mapping[int, Finding]) -> Mapping[int, Finding]:
    """The findings of one column's sums, by grid row, none of them a fault where the misses are a column themselves.

    So they are where no total falls short of its parts, and what the rows are over is, in the row of a total of the
    table, just what its items are over together: a digit that is wrong is over in its own row alone.
    """
    over = {row: found.residual for row, found in findings.items() if found.status == "fail" and found.residual}
    if not over or min(over.values()) < 0 or not _adds_up(_totals_of(facts).get(table, ()), over):
        return findings
    return {row: _not_all(found) if row in over else found for row, found in findings.items()}


def _not_all(found: Finding) -> Finding:
    told = f"{found.message} What is over adds up as a column that is not printed."
    return replace(found, status="not_applicable", message=told, members=(), blanks=())


def _adds_up(totals: Sequence[tuple[int, frozenset[int]]], over: Mapping[int, Decimal]) -> bool:
    """Whether a total is over and each that is, is over by what its items are: every row that is over is one of them.

    ``totals`` are the rows of totals with those of their items.
    """
    explained: set[int] = set()
    for row, items in totals:
        if row in over:
            if (
                len(items) < _LEAST_ITEMS
                or sum((over.get(item, Decimal(0)) for item in items), Decimal(0)) != over[row]
            ):
                return False
            explained |= {row, *items}
    return bool(explained) and set(over) <= explained


def _totals_of(facts: Facts) -> Mapping[str, Sequence[tuple[int, frozenset[int]]]]:
    return made_once(facts, "totals of tables", _totals)


def _totals(facts: Facts) -> dict[str, list[tuple[int, frozenset[int]]]]:
    """By table, the grid rows of totals with those of the items of their side, top level only."""
    found: dict[str, list[tuple[int, frozenset[int]]]] = {}
    for statement in facts.statements:
        for lines in sides_of(statement).values():
            outline = outline_of(lines)
            items = frozenset(row for place in outline.roots if (row := _row(outline.lines[place])) is not None)
            for line in outline.lines:
                row = _row(line)
                if line.role in SUMS and line.parent is None and row is not None:
                    found.setdefault(statement.table, []).append((row, items - {row}))
    return found


def _row(line: Line) -> int | None:
    places = [place for amount in line.amounts if (place := place_of(amount.cell)) is not None]
    return places[0].row if places else None
