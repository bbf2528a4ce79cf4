"""Facts → checks and the state of every amount."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.document.check import Check
from extractor.document.vocabulary import AmountCheck
from extractor.verify.facts import Facts
from extractor.verify.registry import Finding, Rule
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


def verify(facts: Facts, rules: Iterable[Rule] = RULES) -> Verification:
    """Apply every rule.

    ``states`` holds each cell of an amount with a value: ``proved`` in an identity that holds exactly, ``failed`` in
    one that does not hold and in none that proves it, ``consistent`` in one within its tolerance (interval arithmetic
    as in XBRL Calculations 1.1), else ``unchecked``. An amount that a check finds at the wrong place is ``failed``,
    one whose place is in doubt ``unchecked``, whatever sum it stands in. An identity all of whose amounts fail in
    others proves none of them. Blanks and dashes have no state.
    """
    checks: list[Check] = []
    proofs: list[Finding] = []
    contradicted: set[str] = set()
    failed = 0
    displaced: dict[str, AmountCheck] = {}
    states = _amount_cells(facts)
    for rule in rules:
        for finding in rule.find(facts):
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
            for cell in finding.members:
                if cell in states and _STRENGTH[state] > _STRENGTH[states[cell]]:
                    states[cell] = state
    for finding in proofs:
        if contradicted.issuperset(finding.members):
            continue  # rows that slid together keep their sums: nothing in it is sound by another identity
        states |= {cell: "proved" for cell in finding.members if cell in states}
    states |= {cell: state for cell, state in displaced.items() if cell in states}
    return Verification(tuple(checks), states, failed)


def _state_of(finding: Finding) -> AmountCheck:
    """What the finding makes of its members; a pass without a residual (an inequality) makes nothing of them."""
    if finding.status == "fail":
        return "failed"
    if finding.status != "pass" or finding.residual is None:
        return "unchecked"
    return "proved" if finding.residual == 0 else "consistent"


def _amount_cells(facts: Facts) -> dict[str, AmountCheck]:
    """Every cell that holds an amount with a value, of statements and of projects' budgets."""
    states: dict[str, AmountCheck] = {}
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
