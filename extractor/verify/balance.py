"""Rules between the sides of one statement: income equals expenditure, the uses make up the expenditure."""

from collections.abc import Iterator, Sequence

from extractor.document.record import Amount, Line
from extractor.document.total_words import is_grand_total
from extractor.verify.facts import Facts, amounts_by_key, sides_of
from extractor.verify.identity import Term, term_of, test_equal, test_sum
from extractor.verify.line_parents import SUMS, outline_of
from extractor.verify.registry import Finding, rule

_BALANCED = frozenset(("revenue_expenditure_summary", "fiscal_appropriation_summary"))


@rule(
    code="income_equals_expenditure",
    severity="error",
    english="The grand total of income equals the grand total of expenditure; not applied where the totals are of "
    "this year alone (本年, 当年), which need not be equal.",
    chinese="收入总计等于支出总计；仅为本年（当年）合计时不适用。",
)
def rule_income_equals_expenditure(facts: Facts) -> Iterator[Finding]:
    for statement in facts.statements:
        sides = sides_of(statement)
        income, spending = grand_total(sides.get("revenue", ())), grand_total(sides.get("expenditure", ()))
        if statement.kind not in _BALANCED or income is None or spending is None:
            continue
        definite = not any(word in line.label for line in (income, spending) for word in ("本年", "当年"))
        paid = main_amounts(spending)
        for period, received in main_amounts(income).items():
            if period not in paid:
                continue
            label = f"{income.label} = {spending.label}"
            pair = term_of(received), term_of(paid[period])
            found = test_equal(label, *pair, derived=facts.derived, definite=definite)
            if found is not None:
                yield found


@rule(
    code="uses_sum_to_expenditure",
    severity="error",
    english="The expenditure by use (支出用途) adds up to the same total as the expenditure by function beside it.",
    chinese="支出用途各项之和等于同表按功能分类的支出合计。",
)
def rule_uses_sum_to_expenditure(facts: Facts) -> Iterator[Finding]:
    for statement in facts.statements:
        sides = sides_of(statement)
        uses, spending = sides.get("use", []), sides.get("expenditure", [])
        totals = [line for line in spending if line.role in SUMS]
        if not totals or any(line.role in SUMS for line in uses):
            continue
        parts = _use_terms(uses)
        for period, printed in main_amounts(totals[0]).items():
            terms: list[Sequence[Term]] = [parts.get(period, [])]
            label = f"{totals[0].label} by use"
            found = test_sum(label, term_of(printed), terms, definite=_agree(totals, period), derived=facts.derived)
            if found is not None:
                yield found


def _agree(totals: Sequence[Line], period: tuple[str | None, str]) -> bool:
    """Whether all totals of the side are one amount, so that it does not matter which of them the uses make up."""
    printed = [main_amounts(line).get(period) for line in totals]
    return len({amount.value for amount in printed if amount is not None}) == 1


def grand_total(lines: Sequence[Line]) -> Line | None:
    """The last line that is called a total of everything (合计, 收入总计; not 人员经费合计), or None."""
    return next((line for line in reversed(lines) if line.role == "total" and is_grand_total(line.label)), None)


def main_amounts(line: Line) -> dict[tuple[str | None, str], Amount]:
    """The line's total by period and phase, only where the line has just one."""
    found: dict[tuple[str | None, str], list[Amount]] = {}
    for key, amount in amounts_by_key(line).items():
        if key.measure == "total":
            found.setdefault((key.period, key.phase), []).append(amount)
    return {period: amounts[0] for period, amounts in found.items() if len(amounts) == 1}


def _use_terms(uses: Sequence[Line]) -> dict[tuple[str | None, str], list[Term]]:
    terms: dict[tuple[str | None, str], list[Term]] = {}
    outline = outline_of(uses)
    for place in outline.roots:
        for period, amount in main_amounts(outline.lines[place]).items():
            terms.setdefault(period, []).append(term_of(amount))
    return terms
