"""Rules between a table and one that holds a part of it, line by line."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from extractor.document.record import Amount, Line, Statement
from extractor.document.vocabulary import Measure, TableKind
from extractor.verify.facts import AmountKey, Facts, amounts_by_key
from extractor.verify.identity import tolerance_of
from extractor.verify.lookups import (
    both_statements,
    by_code,
    by_name,
    classes_by_name,
    compare_amounts,
    has_carry_over,
    side_of,
    total_of,
    without_fund,
)
from extractor.verify.registry import Finding, rule

_WITHIN: tuple[tuple[TableKind, TableKind], ...] = (
    ("expenditure_summary", "fiscal_appropriation_expenditure"),
    ("expenditure_summary", "general_public_expenditure"),
    ("fiscal_appropriation_expenditure", "general_public_expenditure"),
    ("fiscal_appropriation_basic", "basic_expenditure"),
)
_SUMMARY_WITHIN: tuple[tuple[TableKind, TableKind], ...] = (
    ("revenue_expenditure_summary", "fiscal_appropriation_expenditure"),
    ("revenue_expenditure_summary", "general_public_expenditure"),
    ("fiscal_appropriation_summary", "general_public_expenditure"),
)
"""The second holds a part of what the first holds; the first lists classes by name."""
_BASIC_OF_EXPENSE: dict[str, Measure] = {
    "30212": "abroad",
    "30215": "conference",
    "30216": "training",
    "30217": "reception",
    "30231": "vehicle_operation",
    "31013": "vehicle_purchase",
}
"""Economic lines of the basic expenditure whose money is a part of one of the public expenses."""


@rule(
    code="line_within_wider_table",
    severity="error",
    english="A line of a table that holds a part of another (fiscal in all expenditure, general public in fiscal) is "
    "no more than the same line there, which is no blank; applied where the totals of the two are so.",
    chinese="被包含的表（财政拨款之于全部支出、一般公共预算之于财政拨款）中各科目金额不大于范围更大的表中同一科目，后者亦不得为空。",
)
def rule_line_within_wider_table(facts: Facts) -> Iterator[Finding]:
    for wider, narrower in _WITHIN:
        pair = both_statements(facts, wider, narrower)
        if pair is not None:
            ones, others = by_code(pair[0].lines), by_code(pair[1].lines)
            yield from _test_lines(pair, total_of(pair[0].lines), ones, others)
    for wider, narrower in _SUMMARY_WITHIN:
        pair = both_statements(facts, wider, narrower)
        if pair is not None:
            spending = side_of(pair[0], "expenditure")
            ones = by_name(line for line in spending if line.role == "item")
            yield from _test_lines(pair, total_of(spending), ones, classes_by_name(pair[1].lines))


def _test_lines(
    pair: tuple[Statement, Statement],
    total: Mapping[AmountKey, Amount],
    ones: Mapping[str, Line],
    others: Mapping[str, Line],
) -> Iterator[Finding]:
    parts = total_of(pair[1].lines)
    keys = {key for key, amount in total.items() if key in parts and _holds(amount, parts[key])}
    for name in (name for name in ones if name in others):
        whole, part = without_fund(amounts_by_key(ones[name])), without_fund(amounts_by_key(others[name]))
        for key in sorted(keys & whole.keys() & part.keys()):
            if part[key].value and not _holds(whole[key], part[key]):
                yield _excess(f"{name} in {pair[1].id} and {pair[0].id}", part[key], whole[key])


def _holds(whole: Amount, part: Amount) -> bool:
    """Whether the whole is printed and no less than the part, both in one unit and neither negative."""
    if whole.value is None or part.value is None or whole.unit != part.unit:
        return False
    return part.value - whole.value <= tolerance_of([whole.value, part.value]) or min(whole.value, part.value) < 0


def _excess(label: str, part: Amount, whole: Amount) -> Finding:
    told = f"{label}: {part.raw} is a part of {whole.raw or 'a blank'}."
    over = None if whole.value is None or part.value is None else whole.value - part.value
    cells = (part.cell, whole.cell)
    return Finding("fail", cells, told, part.value, whole.value, over, members=cells)


@rule(
    code="revenue_line_agrees_with_expenditure",
    severity="error",
    english="Of a budget whose tables of income and of expenditure, both by function, make the same total without "
    "money carried over, a code that stands in both has the same amount in both.",
    chinese="预算的收入总表与支出总表均按功能科目列示、合计相同且无结转时，同一科目编码的金额一致。",
)
def rule_revenue_line_agrees_with_expenditure(facts: Facts) -> Iterator[Finding]:
    pair = both_statements(facts, "revenue_summary", "expenditure_summary")
    if pair is None or any(has_carry_over(statement.lines) for statement in pair):
        return
    one, two = total_of(pair[0].lines), total_of(pair[1].lines)
    keys = {k for k in one if k in two and k.measure == "total" and k.phase == "budget" and _same(one[k], two[k])}
    others = by_code(pair[1].lines)
    for code, line in by_code(pair[0].lines).items():
        if code in others:
            here = {key: amount for key, amount in without_fund(amounts_by_key(line)).items() if key in keys}
            there = without_fund(amounts_by_key(others[code]))
            yield from compare_amounts(facts, f"{code} in {pair[0].id} and {pair[1].id}", here, there, definite=True)


def _same(one: Amount, other: Amount) -> bool:
    return bool(one.value) and (one.value, one.unit) == (other.value, other.unit)


@rule(
    code="operating_line_agrees_with_basic",
    severity="error",
    english="Where the operating expenses of the office make the same amount as the goods and services (302) of the "
    "basic expenditure, which they are by definition then, each economic line has the same amount in both.",
    chinese="机关运行经费合计与基本支出表中商品和服务支出（302）相等（按定义即同一口径）时，同一经济科目金额一致。",
)
def rule_operating_line_agrees_with_basic(facts: Facts) -> Iterator[Finding]:
    pair = both_statements(facts, "operating_expenses", "basic_expenditure")
    if pair is None:
        return
    here, there = by_code(pair[0].lines), by_code(pair[1].lines)
    whole, goods = total_of(pair[0].lines), there.get("302")
    printed = _only(whole), _only(amounts_by_key(goods)) if goods is not None else None
    if printed[0] is None or printed[1] is None or not _same(printed[0], printed[1]):
        return
    for code in (code for code in here if code in there):
        one, other = _only(amounts_by_key(here[code])), _only(amounts_by_key(there[code]))
        if one is not None and other is not None:
            key = AmountKey("total", None, "", None, 0)
            label = f"{code} in {pair[0].id} and {pair[1].id}"
            yield from compare_amounts(facts, label, {key: one}, {key: other}, definite=True)


def _only(amounts: Mapping[AmountKey, Amount]) -> Amount | None:
    """The line's total, or the one amount that it has."""
    totals = [amount for key, amount in amounts.items() if key.measure == "total"]
    found = totals or list(amounts.values())
    return found[0] if len(found) == 1 else None


@rule(
    code="basic_expense_within_public_expense",
    severity="warning",
    english="What the basic expenditure holds for travel abroad, receptions, vehicles, meetings and training by its "
    "economic code is no more than the table of the public expenses prints for it, which counts projects too.",
    chinese="基本支出表中因公出国、公务接待、公务用车、会议、培训等经济科目的金额不大于“三公”经费表中的同项金额（后者含项目支出）。",
)
def rule_basic_expense_within_public_expense(facts: Facts) -> Iterator[Finding]:
    pair = both_statements(facts, "three_public", "basic_expenditure")
    if pair is None:
        return
    printed: dict[str, list[Amount]] = {}
    for amount in (amount for line in pair[0].lines for amount in line.amounts):
        printed.setdefault(amount.measure, []).append(amount)
    for code, line in by_code(pair[1].lines).items():
        part = _only(amounts_by_key(line))
        measure = _BASIC_OF_EXPENSE.get(code)
        wholes = [
            a for a in printed.get(measure or "", []) if part and (a.period, a.phase) == (part.period, part.phase)
        ]
        if part is None or not part.value or part.value < Decimal(0) or len(wholes) != 1:
            continue
        if wholes[0].unit == part.unit and not _holds(wholes[0], part):
            yield _excess(f"{line.label} in {pair[1].id} and {pair[0].id}", part, wholes[0])
