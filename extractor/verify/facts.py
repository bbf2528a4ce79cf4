"""What the rules look at: tables, statements and projects, with what is looked up often prepared once."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from extractor.document.check import Repair
from extractor.document.record import Amount, Department, Line, Mention, Project, Statement
from extractor.document.table import Table
from extractor.document.vocabulary import Side

_CELL_ID = re.compile(r"(?P<table>.+)\.r(?P<row>\d+)c(?P<column>\d+)")
COUNTED: frozenset[str] = frozenset(("quantity", "unit_price"))
"""Measures that do not add up."""


class CellPlace(NamedTuple):
    """Where a cell stands: its table, grid row and grid column."""

    table: str
    row: int
    column: int


class AmountKey(NamedTuple):
    """What amounts must share to be added up: the column's measure, period, phase and fund."""

    measure: str
    period: str | None
    phase: str
    fund: str | None
    ordinal: int


@dataclass(frozen=True, slots=True)
class Facts:
    """One document's records. ``derived`` names, for a cell whose amount was inferred, the cells it was made from:
    an identity of only those proves nothing. ``division`` is the six-digit code of GB/T 2260 of the
    office that the document names, ``claimed_projects`` how many projects it says that its 项目支出 is of. ``made``
    keeps what several rules make of the same facts (``made_once``); a changed copy begins with nothing."""

    tables: Mapping[str, Table]
    statements: tuple[Statement, ...]
    projects: tuple[Project, ...]
    fiscal_year: int | None
    department: Department
    derived: Mapping[str, frozenset[str]]
    mentions: tuple[Mention, ...] = ()
    division: str | None = None
    claimed_projects: int | None = None
    made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def gather(
        cls,
        tables: Sequence[Table],
        statements: Sequence[Statement],
        projects: Sequence[Project] = (),
        *,
        fiscal_year: int | None = None,
        department: Department | None = None,
    ) -> "Facts":
        """Put the records of one document together; nothing of them ``derived`` (``derived_from`` tells what is)."""
        return cls(
            {table.id: table for table in tables},
            tuple(statements),
            tuple(projects),
            fiscal_year,
            department or Department(None, None),
            {},
        )


_Made = TypeVar("_Made")


def made_once(facts: Facts, name: str, make: Callable[[Facts], _Made]) -> _Made:
    """What ``make`` makes of the facts, made once for all rules that ask for it by ``name``."""
    if name not in facts.made:
        facts.made[name] = make(facts)
    found: _Made = facts.made[name]
    return found


def derived_from(repairs: Sequence[Repair]) -> dict[str, frozenset[str]]:
    """For each cell that an applied repair wrote, the printed cells that it was made from, repairs of repairs
    followed back to what is printed."""
    derived: dict[str, frozenset[str]] = {}
    for repair in repairs:
        if not repair.applied or not repair.made_from:
            continue
        origins = frozenset().union(*(derived.get(cell, frozenset((cell,))) for cell in repair.made_from))
        derived |= {cell: derived.get(cell, frozenset()) | origins for cell in repair.subjects}
    return derived


def place_of(cell: str) -> CellPlace | None:
    """Read the place from a cell's id (``t3.r4c3``); None for another id."""
    match = _CELL_ID.fullmatch(cell)
    return CellPlace(match["table"], int(match["row"]), int(match["column"])) if match else None


def sides_of(statement: Statement) -> dict[Side | None, list[Line]]:
    """The statement's lines by side, each in printed order."""
    sides: dict[Side | None, list[Line]] = {}
    for line in statement.lines:
        sides.setdefault(line.side, []).append(line)
    return sides


def amounts_by_key(line: Line) -> dict[AmountKey, Amount]:
    """The line's amounts that add up, by key. A lone ``amount`` counts as the line's total (金额, 预算数)."""
    lone_amount = not any(amount.measure == "total" for amount in line.amounts)
    found: dict[AmountKey, Amount] = {}
    for amount in line.amounts:
        if amount.measure in COUNTED:
            continue
        measure = "total" if amount.measure == "amount" and lone_amount else amount.measure
        key = AmountKey(measure, amount.period, amount.phase, amount.fund, 0)
        while key in found:
            key = key._replace(ordinal=key.ordinal + 1)
        found[key] = amount
    return found
