"""Facts of several files → the checks between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from extractor.document.document_set import SetRelation
from extractor.document.exact import exactly
from extractor.verify.across.pairing import Pair, document_of, facts_together
from extractor.verify.across.registry import PairRule
from extractor.verify.across.rules import PAIR_RULES
from extractor.verify.facts import Facts
from extractor.verify.registry import Finding


class Found(NamedTuple):
    """A finding with the rule and the relation of the files that it is between."""

    rule: PairRule
    relation: SetRelation
    finding: Finding


@exactly()
def verify_set(members: Mapping[str, Facts], rules: Iterable[PairRule] = PAIR_RULES) -> tuple[Found, ...]:
    """Hold the files of one set against each other, in the order of the rules and of the files."""
    members = {path: facts for path, facts in members.items() if facts.statements or facts.mentions}
    found: list[Found] = []
    for rule in rules:
        if rule.against == "each":
            pairs = [(members[one], members[other]) for one, other in combinations(members, 2)]
        else:
            pairs = [(facts, _others(members, path)) for path, facts in members.items()] if len(members) > 1 else []
        for one, other in pairs:
            found += [Found(rule, "same_set", finding) for finding in rule.find(Pair(one, other, "same_set"))]
    return tuple(found)


@exactly()
def verify_related(
    members: Mapping[str, Facts],
    related: Mapping[str, Facts],
    relation: SetRelation,
    rules: Iterable[PairRule] = PAIR_RULES,
) -> tuple[Found, ...]:
    """Hold the files of a set against those of a related one."""
    found: list[Found] = []
    others: Sequence[Facts] = tuple(related.values())
    for rule in rules:
        against = others if rule.against == "each" else (facts_together(others),)
        for facts in members.values():
            for other in against:
                found += [Found(rule, relation, finding) for finding in rule.find(Pair(facts, other, relation))]
    return tuple(found)


def agreements(found: Iterable[Found], path: str) -> tuple[int, int]:
    """How many different amounts above zero of the file agree with another one's, and how many comparisons fail."""
    own = [one.finding for one in found if any(document_of(subject) == path for subject in one.finding.subjects)]
    agreeing = {abs(value) for value in _values(own) if value}
    return len(agreeing), sum(finding.status == "fail" for finding in own)


def _values(findings: Iterable[Finding]) -> Iterator[float]:
    for finding in findings:
        if finding.status == "pass" and finding.residual is not None and finding.actual is not None:
            yield float(finding.actual)


def _others(members: Mapping[str, Facts], path: str) -> Facts:
    return facts_together(facts for other, facts in members.items() if other != path)
