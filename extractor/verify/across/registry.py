"""The register of rules between files, and their application."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.document.vocabulary import Severity
from extractor.verify.across.pairing import Pair
from extractor.verify.registry import Finding

Against = Literal["each", "all"]
PairRuleFunction = Callable[[Pair], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class PairRule:
    """A rule between files; ``english`` and ``chinese`` say in one sentence what it tests and when it is silent.

    ``against``: a file is held against each other file by itself, or against all of them as one.
    """

    code: str
    severity: Severity
    english: str
    chinese: str
    against: Against
    find: PairRuleFunction


_RULES: dict[str, PairRule] = {}


def pair_rule(
    *, code: str, severity: Severity, english: str, chinese: str, against: Against
) -> Callable[[PairRuleFunction], PairRuleFunction]:
    """Register the function below under ``code``; ValueError where the code is taken."""

    def register(function: PairRuleFunction) -> PairRuleFunction:
        if code in _RULES:
            raise ValueError(f"the rule {code!r} is registered twice")
        _RULES[code] = PairRule(code, severity, english, chinese, against, function)
        return function

    return register


def registered_pair_rules() -> tuple[PairRule, ...]:
    """Every rule between files, in the order of registration; ``across.rules`` registers them all."""
    return tuple(_RULES.values())
