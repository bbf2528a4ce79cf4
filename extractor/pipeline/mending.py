"""Torn statement tables are put right before all other repairs: grids that are one table joined, rows placed anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.document.check import Check, Problem, Repair
from extractor.document.content import Paragraph
from extractor.document.draft import Draft
from extractor.layout.blocks import build_blocks
from extractor.options import Options
from extractor.pipeline.labelling import label_table
from extractor.pipeline.laying_out import Layout
from extractor.pipeline.readings import Reading, read_tables
from extractor.repair.guard import find_broken
from extractor.repair.statements.blocks import Printed
from extractor.repair.statements.mend import Mended, mend_statements


class MendedLayout(NamedTuple):
    """A layout with its statement tables put right, and what was done; ``reading`` is of it."""

    layout: Layout
    reading: Reading
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]
    printed_checks: tuple[Check, ...]
    """The checks of the tables as printed, with the cells named as in ``layout``."""


def mend_tables(layout: Layout, printed: Reading, options: Options, name: str | None) -> MendedLayout:
    """Mend, read again, verify; a table for which an identity fails that held before stays as printed.

    The loop ends: each round leaves at least one more table as it is.
    """
    pieces = _pieces(layout)
    kept: frozenset[str] = frozenset()
    reasons: dict[str, str] = {}
    while True:
        mended = mend_statements(pieces, options.repair.threshold, kept)
        after = _mended_layout(layout, mended)
        reading = read_tables(after, after.tables, mended.repairs, name)
        checks = _as_renamed(printed.verification.checks, mended)
        broken = find_broken(checks, reading.verification.checks)
        blamed = {subject.partition(".")[0] for check in broken for subject in check.subjects} & mended.changed
        more = frozenset(_printed_ids(mended, blamed)) - kept
        if not more:
            repairs = (*mended.repairs, *_taken_back(reasons, mended))
            return MendedLayout(after, reading, repairs, mended.problems, checks)
        kept |= more
        for table in sorted(more):
            reasons[table] = "; ".join(dict.fromkeys(f"{check.rule} held before and fails after" for check in broken))


def _taken_back(reasons: Mapping[str, str], mended: Mended) -> list[Repair]:
    """For each table that stays as printed the reason: what was put right in it broke an identity."""
    names = {old: new for new, old in mended.origins.items()}
    return [
        Repair("", "taken_back", (names[first],), "", "", (f"taken back: {reason}",), (), 0.5, applied=False)
        for table, reason in reasons.items()
        if (first := f"{table}.r0c0") in names
    ]


def _pieces(layout: Layout) -> list[Printed]:
    """The tables in order, each with whether prose stands between it and the one before."""
    pieces: list[Printed] = []
    tables = iter(layout.tables)
    adjacent = False
    for item in layout.items:
        if isinstance(item, Paragraph):
            adjacent = adjacent and item.furniture
            continue
        table = next(tables)
        pieces.append(Printed(table, table.id in layout.torn, adjacent))
        adjacent = True
    return pieces


def _mended_layout(layout: Layout, mended: Mended) -> Layout:
    tables = tuple(label_table(table) if table.id in mended.changed else table for table in mended.tables)
    items: list[Draft | Paragraph] = []
    torn: set[str] = set()
    place = 0
    numbers = iter(tables)
    for item in layout.items:
        if isinstance(item, Draft):
            if place not in mended.joined:
                table = next(numbers)
                if layout.tables[place].id in layout.torn:
                    torn.add(table.id)
                items.append(item)
            place += 1
        else:
            items.append(item)
    return Layout(tuple(items), tables, frozenset(torn), build_blocks(items, [table.id for table in tables]))


def _as_renamed(checks: Sequence[Check], mended: Mended) -> tuple[Check, ...]:
    """The checks with their cells named as they are since."""
    names = {old: new for new, old in mended.origins.items()}
    return tuple(replace(check, subjects=tuple(names.get(cell, cell) for cell in check.subjects)) for check in checks)


def _printed_ids(mended: Mended, tables: set[str]) -> set[str]:
    """The printed tables that went into some of those made anew."""
    return {old.partition(".")[0] for new, old in mended.origins.items() if new.partition(".")[0] in tables}
