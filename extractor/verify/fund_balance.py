"""Rule of the fiscal summary: each of the three budgets balances by itself."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from extractor.document.record import Amount, Line, Statement
from extractor.verify.balance import grand_total, main_amounts
from extractor.verify.facts import Facts, sides_of
from extractor.verify.identity import term_of, test_sum
from extractor.verify.income_words import FUND_NAMES, source_of
from extractor.verify.registry import Finding, rule


@rule(
    code="fund_balances_in_summary",
    severity="error",
    english="In the fiscal summary each of the three budgets balances: its income with what it carried over is the "
    "grand total of its column of expenditure; a miss counts only where both sides make the same grand total and what "
    "is carried over is printed budget by budget.",
    chinese="财政拨款收支总表中每一本预算自身平衡：本年收入加该项预算上年结转等于支出总计中该项预算的合计；"
    "仅当收支总计相等且结转按预算分列时，不符才判定。",
)
def rule_fund_balances_in_summary(facts: Facts) -> Iterator[Finding]:
    for statement in facts.statements:
        if statement.kind == "fiscal_appropriation_summary":
            yield from _test(facts, statement)


def _test(facts: Facts, statement: Statement) -> Iterator[Finding]:
    sides = sides_of(statement)
    income, spending = grand_total(sides.get("revenue", ())), grand_total(sides.get("expenditure", ()))
    if income is None or spending is None:
        return
    for frame, whole in main_amounts(spending).items():
        received = main_amounts(income).get(frame)
        if received is None or received.value != whole.value or not whole.value:
            continue
        by_fund = _income_by_fund(sides["revenue"], frame)
        made = sum((part.value or Decimal(0) for parts in by_fund.values() for part in parts), Decimal(0))
        for fund, total in _spending_by_fund(spending, frame).items():
            terms = [term_of(part) for part in by_fund.get(fund, ())]
            label = f"{fund} in {statement.id}"
            found = test_sum(label, term_of(total), [terms], definite=made == received.value, derived=facts.derived)
            if found is not None:
                yield found


def _income_by_fund(lines: list[Line], frame: tuple[str | None, str]) -> Mapping[str, list[Amount]]:
    """The lines of each budget, of this year and carried over."""
    found: dict[str, list[Amount]] = {}
    for line in lines:
        fund = source_of(line.label)
        amount = main_amounts(line).get(frame)
        if fund in FUND_NAMES and amount is not None:
            found.setdefault(fund, []).append(amount)
    return found


def _spending_by_fund(total: Line, frame: tuple[str | None, str]) -> Mapping[str, Amount]:
    found: dict[str, list[Amount]] = {}
    for amount in total.amounts:
        if amount.measure in FUND_NAMES and (amount.period, amount.phase) == frame:
            found.setdefault(amount.measure, []).append(amount)
    return {fund: amounts[0] for fund, amounts in found.items() if len(amounts) == 1}
