"""Rules of the three budgets: 财政拨款 = 一般公共预算 + 政府性基金 + 国有资本经营, from table to table."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extractor.document.record import Amount, Line, Statement
from extractor.document.text import folded
from extractor.document.total_words import is_grand_total
from extractor.document.vocabulary import TableKind
from extractor.verify.facts import Facts, amounts_by_key, place_of
from extractor.verify.identity import Term, term_of, test_equal, test_sum
from extractor.verify.income_words import source_of
from extractor.verify.lookups import both_statements, has_carry_over, only_statement, side_of, test_same
from extractor.verify.registry import Finding, rule

_TABLE_OF_FUND: dict[str, TableKind] = {
    "general_public": "general_public_expenditure",
    "government_fund": "government_fund",
    "state_capital": "state_capital",
}


@rule(
    code="fund_agrees_between_statements",
    severity="error",
    english="The income from each of the three budgets (general public, government funds, state capital) is the same "
    "in the summary of income and expenditure and in the fiscal summary where their sum is, blank in both or in "
    "neither; with a different sum a miss counts only where nothing is carried over.",
    chinese="收支总表与财政拨款收支总表中三本预算的收入之和相同时，每一本的金额一致，且不得一有一无；和不同时仅在无结转时判定。",
)
def rule_fund_agrees_between_statements(facts: Facts) -> Iterator[Finding]:
    pair = both_statements(facts, "revenue_expenditure_summary", "fiscal_appropriation_summary")
    if pair is None:
        return
    here, there = _income_by_fund(pair[0]), _income_by_fund(pair[1])
    same_sum = bool(_sum(here)) and _sum(here) == _sum(there)
    definite = not any(has_carry_over(statement.lines) for statement in pair)
    for fund in (fund for fund in here if fund in there):
        one, other = here[fund], there[fund]
        label = f"{fund} in {pair[0].id} and {pair[1].id}"
        if same_sum:
            found = test_same(facts, label, one, other)
        elif one.unit != other.unit:
            continue
        else:
            found = test_equal(label, term_of(one), term_of(other), derived=facts.derived, definite=definite)
        if found is not None:
            yield found


@rule(
    code="fund_table_agrees_with_summary",
    severity="error",
    english="The total of the table of each budget (general public, government funds, state capital) is what the "
    "fiscal summary prints as spent of it this year.",
    chinese="一般公共预算、政府性基金、国有资本经营预算支出表的合计分别等于财政拨款收支总表中本年该项预算的支出合计。",
)
def rule_fund_table_agrees_with_summary(facts: Facts) -> Iterator[Finding]:
    for fund, kind in _TABLE_OF_FUND.items():
        pair = both_statements(facts, "fiscal_appropriation_summary", kind)
        line = _spent_this_year(pair[0]) if pair is not None else None
        if pair is None or line is None or (has_carry_over(pair[1].lines)):
            continue
        here = [amount for amount in line.amounts if amount.measure == fund]
        there = _total(pair[1])
        if len(here) == 1 and there is not None and _frame(here[0]) == _frame(there):
            label = f"{fund} in {pair[0].id} and {pair[1].id}"
            found = test_equal(label, term_of(here[0]), term_of(there), derived=facts.derived)
            if found is not None:
                yield found


@rule(
    code="fiscal_spending_is_sum_of_fund_tables",
    severity="error",
    english="The fiscal appropriation spent this year is the sum of the totals of the tables of the three budgets; a "
    "miss counts only where all three tables are there and nothing is carried over.",
    chinese="本年财政拨款支出等于一般公共预算、政府性基金、国有资本经营预算三张支出表合计之和；三表齐全且无结转时才判为不符。",
)
def rule_fiscal_spending_is_sum_of_fund_tables(facts: Facts) -> Iterator[Finding]:
    summary = only_statement(facts, "fiscal_appropriation_summary")
    line = _spent_this_year(summary) if summary is not None else None
    tables = [statement for kind in _TABLE_OF_FUND.values() if (statement := only_statement(facts, kind))]
    if summary is None or line is None or len(tables) < 2:
        return
    whole = next((a for key, a in amounts_by_key(line).items() if key.measure == "total"), None)
    totals = [total for table in tables if (total := _total(table)) is not None]
    if whole is None or any(_frame(total) != _frame(whole) for total in totals):
        return
    carried = any(has_carry_over(table.lines) for table in tables)
    definite = len(totals) == len(_TABLE_OF_FUND) and not carried
    terms = [term_of(total) for total in totals]
    found = test_sum("财政拨款支出", term_of(whole), [terms], definite=definite, derived=facts.derived)
    if found is not None:
        yield found


@rule(
    code="fund_table_balances",
    severity="error",
    english="In a table of one budget with income, spending and what is carried over, each line balances: carried "
    "over + income = spending + carried forward.",
    chinese="含收入、支出和结转的基金类表中，每一行均平衡：年初结转＋本年收入＝本年支出＋年末结转。",
)
def rule_fund_table_balances(facts: Facts) -> Iterator[Finding]:
    for statement in facts.statements:
        if statement.kind in _TABLE_OF_FUND.values():
            for line in statement.lines:
                found = _balance(facts, line)
                if found is not None:
                    yield found


def _balance(facts: Facts, line: Line) -> Finding | None:
    parts: dict[str, list[Amount]] = {}
    for amount in line.amounts:
        parts.setdefault(_place_in_balance(facts, amount), []).append(amount)
    found = [parts.get(name, []) for name in ("spending", "carry_over", "income", "carry_forward")]
    if any(len(amounts) != 1 for amounts in found):
        return None
    spending, before, income, after = (term_of(amounts[0]) for amounts in found)
    if spending.value is None and after.value is not None:
        spending, after = after, spending  # all is carried forward, nothing spent
    terms = [before, income, Term(after.cell, None if after.value is None else -after.value)]
    return test_sum(f"{line.label} (balance)", spending, [terms], definite=True, derived=facts.derived)


def _place_in_balance(facts: Facts, amount: Amount) -> str:
    """Whether the column is income, all of the spending, or what is carried; its header path tells."""
    if amount.measure in ("carry_over", "carry_forward"):
        return amount.measure
    place = place_of(amount.cell)
    table = facts.tables.get(place.table) if place is not None else None
    if table is None or place is None or place.column >= len(table.columns):
        return ""
    path = [folded(element) for element in table.columns[place.column].path]
    if path and path[-1] in ("本年收入", "当年收入"):
        return "income"
    if any(element in ("本年支出", "当年支出") for element in path) and (
        len(path) == 1 or path[-1] in ("小计", "合计")
    ):
        return "spending"
    return "spending" if path and path[-1] in ("本年支出", "当年支出") else ""


def _income_by_fund(statement: Statement) -> dict[str, Amount]:
    """The income line of each budget, where it stands once and has one amount."""
    found: dict[str, list[Amount]] = {}
    for line in side_of(statement, "revenue"):
        fund = source_of(line.label)
        if fund in _TABLE_OF_FUND and line.role != "carry_over":
            found.setdefault(fund, []).extend(line.amounts)
    return {fund: amounts[0] for fund, amounts in found.items() if len(amounts) == 1}


def _sum(amounts: Mapping[str, Amount]) -> tuple[Decimal, frozenset[str | None]] | None:
    made = sum((amount.value or Decimal(0) for amount in amounts.values()), Decimal(0))
    return (made, frozenset(amount.unit for amount in amounts.values())) if made else None


def _spent_this_year(statement: Statement) -> Line | None:
    """The expenditure total without what is carried forward: 本年支出合计, else the only total."""
    lines = side_of(statement, "expenditure")
    totals = [line for line in lines if line.role == "total" and is_grand_total(line.label)]
    this_year = [line for line in totals if any(word in folded(line.label) for word in ("本年", "当年"))]
    if len(this_year) == 1:
        return this_year[0]
    return totals[0] if len(totals) == 1 and not has_carry_over(statement.lines) else None


def _frame(amount: Amount) -> tuple[str | None, str, str | None]:
    return amount.period, amount.phase, amount.unit


def _total(statement: Statement) -> Amount | None:
    """The one grand total of a table: its column 合计, else its lone amount or 小计."""
    totals: Sequence[Line] = [line for line in statement.lines if line.role == "total" and is_grand_total(line.label)]
    if len(totals) != 1:
        return None
    by_measure: dict[str, list[Amount]] = {}
    for key, amount in amounts_by_key(totals[0]).items():
        by_measure.setdefault(key.measure, []).append(amount)
    found = by_measure.get("total") or by_measure.get("subtotal") or []
    return found[0] if len(found) == 1 else None
