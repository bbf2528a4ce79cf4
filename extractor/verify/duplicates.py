"""Rules between statements: the same amount printed in two of them."""

from collections.abc import Iterator

from extractor.document.vocabulary import TableKind
from extractor.verify.facts import Facts, amounts_by_key
from extractor.verify.lookups import (
    agree,
    by_code,
    compare_amounts,
    fundless,
    has_carry_over,
    only_statement,
    same_reporter,
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
"""The second holds a part of what the first holds; where their totals are equal, so is every line."""


@rule(
    code="summary_totals_agree",
    severity="error",
    english="The grand totals of the summary of income and expenditure and of the income and expenditure tables are "
    "equal; a miss counts only where no carry-over is printed and each table is there once.",
    chinese="收支总表的收入总计、支出总计分别等于收入总表、支出总表的合计；无结转且各表唯一时才判为不符。",
)
def rule_summary_totals_agree(facts: Facts) -> Iterator[Finding]:
    summary = only_statement(facts, "revenue_expenditure_summary")
    revenue, spending = only_statement(facts, "revenue_summary"), only_statement(facts, "expenditure_summary")
    if summary is None:
        return
    for other, side in ((revenue, "revenue"), (spending, "expenditure")):
        if other is None or not same_reporter(facts, other, summary):
            continue
        one, two = total_of([line for line in summary.lines if line.side == side]), total_of(other.lines)
        definite = not (has_carry_over(summary.lines) or has_carry_over(other.lines))
        yield from compare_amounts(facts, f"{summary.id} and {other.id}", one, two, definite)


@rule(
    code="basic_expenditure_agrees",
    severity="error",
    english="The total of the basic expenditure table equals the column 基本支出 of the general public budget table.",
    chinese="一般公共预算基本支出表合计等于一般公共预算支出表的基本支出合计。",
)
def rule_basic_expenditure_agrees(facts: Facts) -> Iterator[Finding]:
    whole, basic = only_statement(facts, "general_public_expenditure"), only_statement(facts, "basic_expenditure")
    if whole is None or basic is None or not same_reporter(facts, whole, basic):
        return
    column = {
        key._replace(measure="total"): amount for key, amount in total_of(whole.lines).items() if key.measure == "basic"
    }
    yield from compare_amounts(facts, f"{whole.id} and {basic.id}", column, total_of(basic.lines), True)


@rule(
    code="same_line_in_two_statements",
    severity="error",
    english="Where two tables of which one is a part of the other print the same totals, a code that stands in both "
    "has the same amounts; not applied where the totals differ or a code stands twice.",
    chinese="两表为包含关系且合计相同时，同一科目编码的金额应当一致；合计不同或编码重复时不适用。",
)
def rule_same_line_in_two_statements(facts: Facts) -> Iterator[Finding]:
    for wider, narrower in _WITHIN:
        one, two = only_statement(facts, wider), only_statement(facts, narrower)
        if one is None or two is None or not same_reporter(facts, one, two):
            continue
        totals, narrow_totals = total_of(one.lines), total_of(two.lines)
        measures = {key for key in totals if agree(totals.get(key), narrow_totals.get(key))}
        if not measures:
            continue
        yield from compare_amounts(facts, f"Total of {one.id} and {two.id}", totals, narrow_totals, False)
        others = by_code(two.lines)
        for code, line in by_code(one.lines).items():
            if code in others:
                here = {key: amount for key, amount in amounts_by_key(line).items() if fundless(key) in measures}
                there = amounts_by_key(others[code])
                label = f"{code} in {one.id} and {two.id}"
                yield from compare_amounts(facts, label, without_fund(here), without_fund(there), True)
