"""What each check tests, in words for people: the register of rules, without the rules."""

from dataclasses import dataclass

from extractor.document.vocabulary import Severity
from extractor.verify.rules import RULES


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule's code, how bad its failure is, and one sentence in each language."""

    code: str
    severity: Severity
    english: str
    chinese: str


def rule_texts() -> tuple[RuleText, ...]:
    """Every rule in the order in which they are applied."""
    return tuple(RuleText(rule.code, rule.severity, rule.english, rule.chinese) for rule in RULES)
