"""What repairs did to the document's arithmetic: those that broke a passing identity are taken back."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractor.document.check import Check, Repair
from extractor.document.table import Table
from extractor.document.vocabulary import CheckStatus

_Key = tuple[str, str]
"""What stays of a check when cells of it are blanked or moved: its rule, and the cell that it is about."""


def find_broken(before: Sequence[Check], after: Sequence[Check]) -> tuple[Check, ...]:
    """The checks of ``after`` that fail where ``before`` the same rule passed, and did not fail, for the same cell."""
    statuses = _statuses(before)
    return tuple(
        check
        for check in after
        if check.status == "fail" and "pass" in (known := statuses.get(_key(check), set())) and "fail" not in known
    )


def take_back(
    found: Sequence[Repair], tables: tuple[Sequence[Table], Sequence[Table]], broken: Sequence[Check]
) -> tuple[list[Repair], list[Table]]:
    """Undo the repairs of the tables that the ``broken`` checks speak of, or of all where they speak of none.

    ``found`` are the repairs of one step, ``tables`` those before and after it. A table comes back whole, with every
    table that shares a repair with it; its repairs stay in the record, not applied, with the reason. Nothing comes
    back where nothing is broken.
    """
    before, after = tables
    if not broken:
        return list(found), list(after)
    groups = [_tables_of(repair.subjects) for repair in found if repair.applied]
    written: AbstractSet[str] = set().union(*groups)
    blamed = {table for check in broken for table in _tables_of(check.subjects)} & written or set(written)
    while reached := {table for group in groups if group & blamed for table in group} - blamed:
        blamed |= reached
    reason = tuple(dict.fromkeys(f"taken back: {c.rule} held for {_key(c)[1]} before and fails after" for c in broken))
    repairs = [
        replace(repair, applied=False, evidence=(*repair.evidence, *reason))
        if repair.applied and (not repair.subjects or _tables_of(repair.subjects) & blamed)
        else repair
        for repair in found
    ]
    return repairs, [old if old.id in blamed else new for old, new in zip(before, after, strict=True)]


def cite_checks(repairs: Sequence[Repair], before: Sequence[Check], after: Sequence[Check]) -> tuple[Repair, ...]:
    """Add to the evidence of each applied repair the ids of the checks that pass since, and speak of its cells.

    ``before`` are the checks of the document as printed, ``after`` the final ones, whose ids count.
    """
    statuses = _statuses(before)
    gained = [c for c in after if c.status == "pass" and "pass" not in statuses.get(_key(c), set())]
    told = {key: cells for key, cells in _cells(before).items() if key in {_key(check) for check in gained}}
    cited = []
    for repair in repairs:
        cells = set(repair.subjects)
        own = [c.id for c in gained if cells & (set(c.subjects) | told.get(_key(c), set()))]
        cited.append(replace(repair, evidence=(*repair.evidence, *own)) if repair.applied else repair)
    return tuple(cited)


def _key(check: Check) -> _Key:
    return check.rule, check.subjects[0] if check.subjects else ""


def _statuses(checks: Sequence[Check]) -> dict[_Key, set[CheckStatus]]:
    found: dict[_Key, set[CheckStatus]] = {}
    for check in checks:
        found.setdefault(_key(check), set()).add(check.status)
    return found


def _cells(checks: Sequence[Check]) -> dict[_Key, set[str]]:
    found: dict[_Key, set[str]] = {}
    for check in checks:
        found.setdefault(_key(check), set()).update(check.subjects)
    return found


def _tables_of(cells: Collection[str]) -> set[str]:
    """The tables that the cells (``t3.r4c3``) stand in."""
    return {cell.rpartition(".r")[0] for cell in cells if ".r" in cell}
