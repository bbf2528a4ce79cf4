"""The register of rules: each a small function with a stable code that yields findings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.document.vocabulary import CheckStatus, Severity
from extractor.verify.facts import Facts, made_once


@dataclass(frozen=True, slots=True)
class Finding:
    """What one application of a rule found; ``residual`` = ``actual`` - ``expected``.

    ``members`` are the cells whose amounts the finding speaks for: where it passes with residual 0 they are proved,
    within the tolerance they are consistent, where it fails they are doubtful. No members: it says nothing of any
    single amount (an inequality, a text). ``displaced``: it finds them at the wrong place (``fail``) or in doubt
    of it (``insufficient``), so that no sum proves them: an addition is as true in the wrong column. ``blanks`` are
    the terms of the sum that hold nothing: an amount of it could stand there as well.
    """

    status: CheckStatus
    subjects: tuple[str, ...]
    message: str
    expected: Decimal | str | None = None
    actual: Decimal | str | None = None
    residual: Decimal | None = None
    tolerance: Decimal | None = None
    members: tuple[str, ...] = ()
    displaced: bool = False
    blanks: tuple[str, ...] = ()


RuleFunction = Callable[[Facts], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule; ``english`` and ``chinese`` say in one sentence what it tests and when it stays silent."""

    code: str
    severity: Severity
    english: str
    chinese: str
    find: RuleFunction


def findings_of(facts: Facts, find: RuleFunction) -> tuple[Finding, ...]:
    """What a rule finds, applied once to the same facts: rules that build on others ask for it again."""
    return made_once(facts, find.__name__, lambda given: tuple(find(given)))


_RULES: dict[str, Rule] = {}


def rule(*, code: str, severity: Severity, english: str, chinese: str) -> Callable[[RuleFunction], RuleFunction]:
    """Register the function below under ``code``; ValueError where the code is taken."""

    def register(function: RuleFunction) -> RuleFunction:
        if code in _RULES:
            raise ValueError(f"the rule {code!r} is registered twice")
        _RULES[code] = Rule(code, severity, english, chinese, function)
        return function

    return register


def registered_rules() -> tuple[Rule, ...]:
    """Every rule registered so far, in the order of registration; ``verify.rules`` registers them all."""
    return tuple(_RULES.values())
