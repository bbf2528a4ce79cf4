"""Rules between statements: the same amount printed in two of them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extractor.document.record import Amount, Line, Statement
from extractor.document.vocabulary import TableKind
from extractor.verify.balance import grand_total
from extractor.verify.facts import AmountKey, Facts, amounts_by_key
from extractor.verify.identity import Term, test_equal
from extractor.verify.outline import is_coded
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
        yield from _compare(facts, f"{summary.id} and {other.id}", one, two, definite)


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
    yield from _compare(facts, f"{whole.id} and {basic.id}", column, total_of(basic.lines), True)


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
        measures = {key for key in totals if _agree(totals.get(key), narrow_totals.get(key))}
        if not measures:
            continue
        yield from _compare(facts, f"Total of {one.id} and {two.id}", totals, narrow_totals, False)
        others = _by_code(two.lines)
        for code, line in _by_code(one.lines).items():
            if code in others:
                here = {key: amount for key, amount in amounts_by_key(line).items() if _fundless(key) in measures}
                there = amounts_by_key(others[code])
                label = f"{code} in {one.id} and {two.id}"
                yield from _compare(facts, label, _without_fund(here), _without_fund(there), True)


def _compare(
    facts: Facts, label: str, one: Mapping[AmountKey, Amount], two: Mapping[AmountKey, Amount], definite: bool
) -> Iterator[Finding]:
    for key, amount in one.items():
        if key in two:
            pair = _same_unit(amount, two[key])
            told = f"{label} ({key.measure})"
            found = test_equal(told, *pair, derived=facts.derived, definite=definite) if pair else None
            if found is not None:
                yield found


def _same_unit(one: Amount, two: Amount) -> tuple[Term, Term] | None:
    """Both in one unit; None where they are printed in units of different coarseness."""
    return (Term(one.cell, one.value), Term(two.cell, two.value)) if one.unit == two.unit else None


def same_reporter(facts: Facts, one: Statement, two: Statement) -> bool:
    """Whether two statements are of one reporting unit; a statement that names none is of the document's only one."""
    units = {statement.reporting_unit for statement in facts.statements} - {None}
    unnamed = None in (one.reporting_unit, two.reporting_unit)
    return one.reporting_unit == two.reporting_unit or (unnamed and len(units) == 1)


def only_statement(facts: Facts, kind: TableKind) -> Statement | None:
    """The statement of the kind, where the document has exactly one with amounts."""
    found = [s for s in facts.statements if s.kind == kind and any(line.amounts for line in s.lines)]
    return found[0] if len(found) == 1 else None


def total_of(lines: Sequence[Line]) -> dict[AmountKey, Amount]:
    """The amounts of the grand total by key without the fund; nothing where there is no grand total."""
    line = grand_total(lines)
    return _without_fund(amounts_by_key(line)) if line is not None else {}


def _fundless(key: AmountKey) -> AmountKey:
    return key._replace(fund=None)


def _without_fund(amounts: Mapping[AmountKey, Amount]) -> dict[AmountKey, Amount]:
    """The fund is the table's scope, which is what these rules compare; a measure in several funds is left out."""
    keys = [_fundless(key) for key in amounts]
    return {_fundless(key): amount for key, amount in amounts.items() if keys.count(_fundless(key)) == 1}


def _agree(one: Amount | None, two: Amount | None) -> bool:
    return one is not None and two is not None and bool(one.value) and (one.value, one.unit) == (two.value, two.unit)


def has_carry_over(lines: Sequence[Line]) -> bool:
    """Whether money carried over from, or into, another year is printed in the lines."""
    carried = {"carry_over", "carry_forward"}
    return any(
        amount.value not in (None, Decimal(0)) and (line.role == "carry_over" or amount.measure in carried)
        for line in lines
        for amount in line.amounts
    )


def _by_code(lines: Sequence[Line]) -> dict[str, Line]:
    found: dict[str, Line] = {}
    twice: set[str] = set()
    for line in lines:
        if line.code is not None and is_coded(line):
            twice |= {line.code} & found.keys()
            found[line.code] = line
    return {code: line for code, line in found.items() if code not in twice}
