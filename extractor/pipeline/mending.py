"""Torn statement tables are put right before all other repairs: grids that are one table joined, rows placed anew."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final, NamedTuple

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

_BY_ROW: Final = frozenset(
    {
        *("torn_row", "split_row", "fused_rows", "misread_number", "spaced_number", "misread_digit"),
        *("lost_amount", "slid_amounts", "shifted_amounts", "shifted_rows"),
    }
)
"""What is put right in a row by itself, so that this row alone may be as printed again."""


class MendedLayout(NamedTuple):
    """A layout with its statement tables put right, and what was done; ``reading`` is of it."""

    layout: Layout
    reading: Reading
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]
    printed_checks: tuple[Check, ...]
    """The checks of the tables as printed, with the cells named as in ``layout``."""


def mend_tables(layout: Layout, printed: Reading, options: Options, name: str | None) -> MendedLayout:
    """Mend, read again, verify; the rows that were put right and stand in an identity that fails since it held stay as
    printed, and where there is none, or it does not help, the table.

    The loop ends: each round leaves at least one more row or table as it is.
    """
    pieces = _pieces(layout)
    kept: frozenset[str] = frozenset()
    kept_cells: frozenset[str] = frozenset()
    reasons: dict[str, str] = {}
    while True:
        mended = mend_statements(pieces, options.repair.threshold, kept, kept_cells=kept_cells)
        after = _mended_layout(layout, mended)
        reading = read_tables(after, after.tables, mended.repairs, name)
        checks = _as_renamed(printed.verification.checks, mended)
        broken = find_broken(checks, reading.verification.checks)
        cells = {
            old: new
            for old, new in _cells_of_rows(mended, _blamed_rows(mended, broken)).items()
            if old not in kept_cells
        }
        tables = {_table_of(cell) for check in broken for cell in check.subjects} & mended.changed
        more = frozenset(_printed_ids(mended, tables - {_table_of(new) for new in cells.values()})) - kept
        if not more and not cells:
            repairs = (*mended.repairs, *_taken_back(reasons, mended))
            return MendedLayout(after, reading, repairs, mended.problems, checks)
        kept |= more
        kept_cells |= cells.keys()
        reason = "; ".join(dict.fromkeys(f"{check.rule} held before and fails after" for check in broken))
        reasons |= {f"{table}.r0c0": reason for table in sorted(more)}
        reasons |= {min(row): reason for row in _by_row(cells)}


def _blamed_rows(mended: Mended, broken: Sequence[Check]) -> set[str]:
    """The rows (``t3.r4``) of the broken identities in which something was put right by itself."""
    written = {
        _row_of(cell)
        for repair in mended.repairs
        if repair.applied and repair.kind in _BY_ROW
        for cell in repair.subjects
    }
    return {_row_of(cell) for check in broken for cell in check.subjects} & written


def _cells_of_rows(mended: Mended, rows: AbstractSet[str]) -> dict[str, str]:
    """The printed cells that went into some rows, each with a cell of that row."""
    return {old: new for new, old in mended.origins.items() if _row_of(new) in rows} if rows else {}


def _by_row(cells: Mapping[str, str]) -> list[list[str]]:
    """The printed cells, those of one row together."""
    rows: dict[str, list[str]] = {}
    for old, new in cells.items():
        rows.setdefault(_row_of(new), []).append(old)
    return list(rows.values())


def _row_of(cell: str) -> str:
    return cell.rpartition("c")[0]


def _table_of(cell: str) -> str:
    return cell.partition(".")[0]


def _taken_back(reasons: Mapping[str, str], mended: Mended) -> list[Repair]:
    """For each row and table that stays as printed (by its first printed cell) the reason: what was put right in it
    broke an identity."""
    names = {old: new for new, old in mended.origins.items()}
    return [
        Repair("", "taken_back", (names[first],), "", "", (f"taken back: {reason}",), (), 0.5, applied=False)
        for first, reason in reasons.items()
        if first in names
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
