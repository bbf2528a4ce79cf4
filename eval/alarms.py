"""Failed checks held against the document's own errors: which alarms are true, and which errors nobody found.

An alarm is true where the document has an error behind it (a labelled finding of its rule and of one of its values),
or where the reading has one: a cell among its subjects that differs from the label, or a part of the label around
them that has no answer. An alarm about cells of which the label says nothing can not be judged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scipy.optimize import linear_sum_assignment

from extractor.corpora import DocumentError, ErrorFinding
from extractor.eval.findings import FailedCheck
from extractor.eval.judged_cell import JudgedCell
from extractor.eval.judging import ELSEWHERE
from extractor.eval.views import same_value

Outcome = Literal["document_error", "misread", "false_alarm", "unjudged"]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A failed check and what is behind it; ``part`` is the table or project of its first judged cell."""

    rule: str
    part: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Reach:
    """One of the document's errors in reach of a rule, and whether a check found it; ``part`` as of that alarm."""

    part: str
    found: bool


def judge_alarms(
    checks: Sequence[FailedCheck],
    errors: Iterable[DocumentError],
    cells: Mapping[str, JudgedCell],
    texts: Mapping[str, str],
) -> tuple[tuple[Alarm, ...], tuple[Reach, ...]]:
    """Judge every failed check, and every labelled finding that a check must give. ``texts`` are the cells' texts.

    One alarm finds one error at most (optimal assignment); that it also speaks of another one makes it no less true.
    A difference within a rule's tolerance need not be found.
    """
    findings = [finding for error in errors for finding in error.findings]
    speaks = [[_speaks_of(check, finding, texts) for finding in findings] for check in checks]
    alarms = tuple(
        Alarm(check.rule, _part(check, cells), _outcome(check, cells, _spoken_of(row, findings)))
        for check, row in zip(checks, speaks, strict=True)
    )
    finders = _assign(speaks, findings)
    return alarms, tuple(
        Reach(alarms[finders[number]].part if number in finders else ELSEWHERE, number in finders)
        for number, finding in enumerate(findings)
        if not finding.within_tolerance
    )


def _speaks_of(check: FailedCheck, finding: ErrorFinding, texts: Mapping[str, str]) -> bool:
    if check.rule not in finding.rules:
        return False
    said = [text for text in (check.expected, check.actual, *(texts.get(cell) for cell in check.subjects)) if text]
    return any(same_value(value, text) for value in finding.values for text in said)


def _spoken_of(speaks: Sequence[bool], findings: Sequence[ErrorFinding]) -> list[ErrorFinding]:
    return [finding for one, finding in zip(speaks, findings, strict=True) if one]


def _outcome(check: FailedCheck, cells: Mapping[str, JudgedCell], known: Sequence[ErrorFinding]) -> Outcome:
    """A difference within the tolerance fails no check by itself: there a misread cell comes first."""
    if any(not finding.within_tolerance for finding in known):
        return "document_error"
    judged = [cells[one] for one in check.subjects if one in cells and cells[one].right is not None]
    if any(cell.right is False or not cell.complete for cell in judged):
        return "misread"
    if known:
        return "document_error"
    return "false_alarm" if judged else "unjudged"


def _part(check: FailedCheck, cells: Mapping[str, JudgedCell]) -> str:
    return next((cells[one].part for one in check.subjects if one in cells), ELSEWHERE)


def _assign(speaks: Sequence[Sequence[bool]], findings: Sequence[ErrorFinding]) -> dict[int, int]:
    """By finding, the alarm that stands for it; one that must be found comes first."""
    if not speaks or not findings:
        return {}
    weights = [
        [one * (1 if finding.within_tolerance else 2) for one, finding in zip(row, findings, strict=True)]
        for row in speaks
    ]
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return {int(j): int(i) for i, j in zip(rows, columns, strict=True) if speaks[i][j]}
