"""Failed identities over amounts that were read from pictures → the misread ones put right, where all agree."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from extractor.document.check import Check, Problem, Repair
from extractor.document.table import Table
from extractor.pipeline.readings import Reading
from extractor.pipeline.second_readings import write_texts
from extractor.repair.guard import find_broken
from extractor.repair.recognised_digits import Slip, find_slips

Verify = Callable[[Sequence[Table]], Sequence[Check]]
"""The checks of the document with these tables."""

_Key = tuple[str, tuple[str, ...]]
KIND: Final = "recognised_digit"
MOST_TRIALS: Final = 24
"""Slips tried in a document; each trial reads all its records again."""
_BY_PICTURE: Final = 0.96
"""One identity asks for the amount, and the recogniser held the other digit possible or was not sure of this one."""
_BY_SUMS: Final = 0.94
"""The digits only look alike, and two identities ask for the same amount."""
_IN_DOUBT: Final = 0.6
"""One identity alone, digits that only look alike; or several amounts of an identity could be the misread one."""
_FEWEST_SUMS: Final = 2


class DigitRepairs(NamedTuple):
    """The repairs, all tables with those applied written, and what was not tried any more."""

    repairs: list[Repair]
    tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()


def find_digit_repairs(
    reading: Reading, verify: Verify, threshold: float, most_trials: int = MOST_TRIALS
) -> DigitRepairs:
    """Try what failed identities ask for, and keep what makes all of the asking ones hold and breaks none.

    Where two amounts of one identity could be the misread one alike, or only the look of a digit and one identity
    speak for it, the repair is recorded and not applied.
    """
    recognised = recognised_tables(reading.tables)
    trials = _Trials(reading, verify, most_trials)
    slips = find_slips(reading.tables, reading.verification.checks, recognised) if recognised else []
    found: list[Repair] = []
    settled: set[_Key] = set()
    for slip in slips:
        keys = {_key(check) for check in slip.checks}
        if keys & settled or not trials.holds(slip):
            continue
        rivals = (other for other in slips if other.cell != slip.cell and keys & {_key(c) for c in other.checks})
        equal = [other for other in rivals if other.rank >= slip.rank and trials.holds(other)]
        found.append(_repair(slip, equal, threshold))
        settled |= keys
        if found[-1].applied:
            trials.tables = _write(trials.tables, found[-1])
    return DigitRepairs(found, trials.tables, _given_up(trials.untried))


def _given_up(untried: Sequence[Slip]) -> tuple[Problem, ...]:
    if not untried:
        return ()
    cells = tuple(dict.fromkeys(slip.cell for slip in untried))
    text = f"The search for misread digits was given up at its bound: {len(cells)} amounts were not tried."
    return (Problem("repair_given_up", "warning", text, subjects=cells),)


def recognised_tables(tables: Sequence[Table]) -> frozenset[str]:
    """The ids of the tables that were read from pictures."""
    return frozenset(table.id for table in tables if table.reading == "ocr")


class _Trials:
    """Slips tried in the tables of a document, a bounded number of times."""

    def __init__(self, reading: Reading, verify: Verify, most: int) -> None:
        self.tables = tuple(reading.tables)
        self.untried: list[Slip] = []
        self._before, self._verify, self._left = reading.verification.checks, verify, most

    def holds(self, slip: Slip) -> bool:
        """Whether all identities that ask for the slip hold exactly with it, and none that held fails."""
        if self._left == 0:
            self.untried.append(slip)
            return False
        self._left -= 1
        trial = Repair("", KIND, (slip.cell,), slip.read, slip.text, (), (), 1.0, True)
        after = self._verify(_write(self.tables, trial))
        exact = {_key(check) for check in after if check.status == "pass" and check.residual == 0}
        return {_key(check) for check in slip.checks} <= exact and not find_broken(self._before, after)


def _write(tables: Sequence[Table], repair: Repair) -> tuple[Table, ...]:
    """The tables with one text written; they stay what they were read by."""
    written = write_texts(tables, [replace(repair, evidence=("ocr",))])
    return tuple(replace(new, reading=old.reading) for old, new in zip(tables, written, strict=True))


def _repair(slip: Slip, equal: Sequence[Slip], threshold: float) -> Repair:
    said = {
        "alternative": "the recogniser held the other character possible",
        "uncertain": "the recogniser was not sure of what it read there",
        "short": "the amount has fewer decimals than nearly all of its table",
        "look_alike": "what was read and what is asked for look alike",
    }
    asking = tuple(f"{check.rule} of {check.subjects[0]} holds so" for check in slip.checks)
    evidence = (said[slip.witness], *asking)
    confidence = _BY_SUMS if slip.witness == "look_alike" else _BY_PICTURE
    if equal or (slip.witness == "look_alike" and len(slip.checks) < _FEWEST_SUMS):
        confidence = _IN_DOUBT
    if equal:
        evidence += tuple(f"so it does with {other.text!r} in {other.cell}" for other in equal)
    applied = confidence >= threshold
    return Repair("", KIND, (slip.cell,), slip.read, slip.text, evidence, (), confidence, applied)


def _key(check: Check) -> _Key:
    return check.rule, check.subjects
