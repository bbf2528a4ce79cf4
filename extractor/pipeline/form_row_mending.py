"""Rows of torn forms are cut and joined before all other repairs of forms, and stay as printed where that breaks an
identity."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.document.check import Check, Repair
from extractor.options import Options
from extractor.pipeline.indicator_words import tier2_shares
from extractor.pipeline.laying_out import Layout
from extractor.pipeline.readings import Reading, read_tables
from extractor.repair.forms.row_breaks import propose_row_repairs
from extractor.repair.guard import find_broken


class MendedRows(NamedTuple):
    """The layout with its rows cut and joined, its reading, what was done, and the checks of before with their cells
    named as they are since."""

    layout: Layout
    reading: Reading
    repairs: tuple[Repair, ...]
    printed_checks: tuple[Check, ...]


def mend_rows(
    layout: Layout, before: tuple[Reading, Sequence[Repair]], printed: Sequence[Check], options: Options,
    name: str | None,
) -> MendedRows:  # fmt: skip
    """Cut and join rows, read again, verify; a table for which an identity fails that held before stays as printed, its
    repairs on record with the reason.

    ``before``: the reading and the repairs so far; ``printed``: the checks of the document as printed. The loop ends:
    each round keeps at least one more table.
    """
    reading, repairs = before
    reasons: dict[str, str] = {}
    while True:
        found, rows, renamed = propose_row_repairs(
            layout.tables, layout.torn, options.repair.threshold, reasons.keys(), tier2_shares
        )
        if not any(repair.applied for repair in found):
            return MendedRows(layout, reading, _with_reasons(found, reasons), tuple(printed))
        mended = layout._replace(tables=tuple(rows))
        after = read_tables(mended, rows, (*repairs, *found), name)
        broken = find_broken(_as_renamed(reading.verification.checks, renamed), after.verification.checks)
        written = {_table_of(subject) for repair in found if repair.applied for subject in repair.subjects}
        blamed = {_table_of(subject) for check in broken for subject in check.subjects} & written
        if not broken:
            return MendedRows(mended, after, _with_reasons(found, reasons), _as_renamed(printed, renamed))
        reason = "; ".join(dict.fromkeys(f"{check.rule} held before and fails after" for check in broken))
        reasons |= dict.fromkeys(sorted(blamed or written), f"taken back: {reason}")


def _table_of(cell: str) -> str:
    return cell.partition(".")[0]


def _as_renamed(checks: Sequence[Check], names: Mapping[str, str]) -> tuple[Check, ...]:
    return tuple(replace(check, subjects=tuple(names.get(cell, cell) for cell in check.subjects)) for check in checks)


def _with_reasons(repairs: Sequence[Repair], reasons: Mapping[str, str]) -> tuple[Repair, ...]:
    return tuple(
        replace(repair, evidence=(*repair.evidence, reasons[table]))
        if (table := _table_of(repair.subjects[0])) in reasons
        else repair
        for repair in repairs
    )
