"""Facts → checks and the state of every amount."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from extractor.document.check import Check
from extractor.document.exact import exactly
from extractor.document.vocabulary import AmountCheck
from extractor.verify.change_columns import change_cells
from extractor.verify.exchanges import find_misplaced
from extractor.verify.facts import Facts
from extractor.verify.project_amounts import budget_cells
from extractor.verify.project_points import point_cells
from extractor.verify.rate_columns import rate_cells
from extractor.verify.registry import Finding, Rule, findings_of
from extractor.verify.rules import RULES

_STRENGTH: dict[AmountCheck, int] = {"unchecked": 0, "consistent": 1, "failed": 2, "proved": 3}
"""An amount that one identity proves is not doubted because another one fails: the fault is elsewhere."""


@dataclass(frozen=True, slots=True)
class Verification:
    """The checks ``k1`` … in the order of the rules and of the document, the state of each amount by cell id, and
    how many checks of severity ``error`` failed."""

    checks: tuple[Check, ...]
    states: Mapping[str, AmountCheck]
    failed_checks: int = 0


@exactly()
def verify(facts: Facts, rules: Iterable[Rule] = RULES) -> Verification:
    """Apply every rule.

    ``states`` holds each cell of an amount with a value: ``proved`` in an identity that holds exactly, ``failed`` in
    one that does not hold and in none that proves it, ``consistent`` in one within its tolerance (interval arithmetic
    as in XBRL Calculations 1.1), else ``unchecked``. An amount that a check finds at the wrong place is ``failed``,
    one whose place is in doubt ``unchecked``, whatever sum it stands in. An identity all of whose amounts fail in
    others proves none of them. Rows that slid by a column keep their sums while the sums of the columns fail: where
    every amount of a failed identity holds elsewhere, none of them is the culprit, so one that stands in no more
    identities that hold than in such ones is ``failed``, and an identity with it proves nothing (``_without_culprit``).
    Nor is an amount proved that could as well stand elsewhere, where a failed identity needs it (``exchanges``).
    Blanks and dashes have no state.
    """
    checks: list[Check] = []
    proofs: list[Finding] = []
    refuted: list[Finding] = []
    contradicted: set[str] = set()
    failed = 0
    displaced: dict[str, AmountCheck] = {}
    states = _amount_cells(facts)
    for rule in rules:
        for finding in findings_of(facts, rule.find):
            checks.append(_check(f"k{len(checks) + 1}", rule, finding))
            failed += finding.status == "fail" and rule.severity == "error"
            state = _state_of(finding)
            if finding.displaced:
                displaced |= dict.fromkeys(finding.members, state)
            if state == "proved":
                proofs.append(finding)
                continue
            if state == "failed":
                contradicted.update(finding.members)
            if state == "failed" or _lacks_amounts(finding):
                refuted.append(finding)
            for cell in finding.members:
                if cell in states and _STRENGTH[state] > _STRENGTH[states[cell]]:
                    states[cell] = state
    kept = [finding for finding in proofs if not contradicted.issuperset(finding.members)]
    proved = {cell for finding in kept for cell in finding.members}
    moved, unexplained = find_misplaced(kept, refuted, _values(facts))
    doubted = _without_culprit(kept, unexplained, proved)
    proved = {cell for finding in kept if doubted.isdisjoint(finding.members) for cell in finding.members} - moved
    states |= {cell: "proved" for cell in proved if cell in states}
    states |= {cell: "failed" for cell in doubted if cell in states}
    states |= {cell: state for cell, state in displaced.items() if cell in states}
    return Verification(tuple(checks), states, failed)


def _without_culprit(proofs: Sequence[Finding], refuted: Sequence[Finding], proved: AbstractSet[str]) -> set[str]:
    """The amounts in as many failed identities all of whose amounts are proved as in identities that prove them.

    One such identity of a table alone lacks an amount; what slid leaves one column and comes into another, so that a
    second one of the table fails likewise, or lacks its total or all its parts (``refuted`` has these too).
    """
    whole = [f for f in refuted if f.status == "fail" and len(f.members) > 1 and proved >= set(f.members)]
    times = Counter(_table_of(finding) for finding in (*whole, *(f for f in refuted if f.status == "insufficient")))
    unexplained = [finding for finding in whole if times[_table_of(finding)] > 1]
    fails = Counter(cell for finding in unexplained for cell in finding.members)
    told = (finding for finding in proofs if not fails.keys().isdisjoint(finding.members))
    holds = Counter(cell for finding in told for cell in finding.members)
    return {cell for cell, count in fails.items() if count >= holds[cell]}


def _values(facts: Facts) -> dict[str, Decimal | None]:
    """What each cell of an amount holds."""
    return {amount.cell: amount.value for s in facts.statements for line in s.lines for amount in line.amounts}


def _table_of(finding: Finding) -> str:
    return finding.subjects[0].partition(".")[0]


def _lacks_amounts(finding: Finding) -> bool:
    """Whether the finding is a sum without its total, or without all its parts."""
    return finding.status == "insufficient" and (finding.expected is None) != (finding.actual is None)


def _state_of(finding: Finding) -> AmountCheck:
    """What the finding makes of its members; a pass without a residual (an inequality) makes nothing of them."""
    if finding.status == "fail":
        return "failed"
    if finding.status != "pass" or finding.residual is None:
        return "unchecked"
    return "proved" if finding.residual == 0 else "consistent"


def _amount_cells(facts: Facts) -> dict[str, AmountCheck]:
    """Every cell that holds an amount with a value, of statements, of columns of changes and of forms."""
    beside = (*change_cells(facts), *rate_cells(facts), *budget_cells(facts), *point_cells(facts))
    states: dict[str, AmountCheck] = dict.fromkeys(beside, "unchecked")
    for statement in facts.statements:
        for line in statement.lines:
            states |= {amount.cell: "unchecked" for amount in line.amounts if amount.value is not None}
    for project in facts.projects:
        for path, cells in project.sources.items():
            if path.startswith(("budget.", "mid_term.")) and not path.endswith(("execution_rate", "objectives")):
                states |= dict.fromkeys(cells[:1], "unchecked")
    return states


def _check(identity: str, rule: Rule, finding: Finding) -> Check:
    return Check(
        id=identity,
        rule=rule.code,
        status=finding.status,
        subjects=finding.subjects,
        message=finding.message,
        expected=finding.expected,
        actual=finding.actual,
        residual=finding.residual,
        tolerance=finding.tolerance,
    )
