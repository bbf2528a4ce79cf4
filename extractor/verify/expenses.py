"""Rule of the public expenses printed line by line: what they are made of by definition."""

from collections.abc import Iterator

from extractor.document.public_expense_words import EXPENSE_WORDS, expense_name
from extractor.document.record import Amount, Statement
from extractor.document.vocabulary import Measure
from extractor.verify.facts import AmountKey, Facts, amounts_by_key
from extractor.verify.identity import term_of, test_sum
from extractor.verify.registry import Finding, rule

_DIVISIONS: tuple[tuple[Measure, tuple[Measure, ...]], ...] = (
    ("vehicle", ("vehicle_purchase", "vehicle_operation")),
    ("three_public", ("abroad", "vehicle", "reception")),
)


@rule(
    code="public_expense_lines_add_up",
    severity="error",
    english="Of the public expenses printed line by line, vehicles are purchase and operation together, and the three "
    "public expenses are travel abroad, vehicles and receptions, where all of them are printed, after 其中 too.",
    chinese="逐行列示的“三公”经费中，公务用车购置及运行费＝购置费＋运行费，“三公”经费＝出国＋用车＋接待（“其中”亦按定义穷尽）；各项齐全时适用。",
)
def rule_public_expense_lines_add_up(facts: Facts) -> Iterator[Finding]:
    for statement in facts.statements:
        if statement.kind == "three_public":
            named = _by_expense(statement)
            for whole, parts in _DIVISIONS:
                if whole in named and all(part in named for part in parts):
                    yield from _test(facts, f"{whole} in {statement.id}", [named[one] for one in (whole, *parts)])


def _test(facts: Facts, label: str, lines: list[dict[AmountKey, Amount]]) -> Iterator[Finding]:
    for key, total in lines[0].items():
        if all(key in part for part in lines[1:]):
            terms = [term_of(part[key]) for part in lines[1:]]
            found = test_sum(label, term_of(total), [terms], definite=True, derived=facts.derived)
            if found is not None:
                yield found


def _by_expense(statement: Statement) -> dict[Measure, dict[AmountKey, Amount]]:
    """The amounts of each line that is called as one of the expenses, where just one is and its columns do not tell."""
    found: dict[Measure, list[dict[AmountKey, Amount]]] = {}
    for line in statement.lines:
        name = expense_name(line.label)
        for measure, words in EXPENSE_WORDS.items():
            if name in words and not any(amount.measure in EXPENSE_WORDS for amount in line.amounts):
                found.setdefault(measure, []).append(amounts_by_key(line))
    return {measure: lines[0] for measure, lines in found.items() if len(lines) == 1}
