"""Rule between the summary by function and the table by code: the same name, the same amount."""

from collections.abc import Iterator, Sequence

from extractor.document.record import Amount, Line
from extractor.document.vocabulary import TableKind
from extractor.verify.facts import AmountKey, Facts, amounts_by_key
from extractor.verify.line_parents import SUMS
from extractor.verify.lookups import (
    by_name,
    classes_by_name,
    only_statement,
    same_reporter,
    test_same,
    total_of,
    without_fund,
)
from extractor.verify.registry import Finding, rule

_PAIRS: tuple[tuple[TableKind, TableKind], ...] = (
    ("revenue_expenditure_summary", "expenditure_summary"),
    ("revenue_expenditure_summary", "fiscal_appropriation_expenditure"),
    ("revenue_expenditure_summary", "general_public_expenditure"),
    ("fiscal_appropriation_summary", "fiscal_appropriation_expenditure"),
    ("fiscal_appropriation_summary", "general_public_expenditure"),
)


@rule(
    code="same_name_in_summary_and_table",
    severity="error",
    english="Where the summary and the expenditure table print the same total, a function (类) that stands in both by "
    "its name has the same amount in both, and no blank in one of them; not applied where the totals differ or a name "
    "stands twice.",
    chinese="收支总表与支出总表合计相同时，同名的类级功能科目在两表中金额一致，且不得一有一无；合计不同或名称重复时不适用。",
)
def rule_same_name_in_summary_and_table(facts: Facts) -> Iterator[Finding]:
    for summary_kind, table_kind in _PAIRS:
        summary, table = only_statement(facts, summary_kind), only_statement(facts, table_kind)
        if summary is None or table is None or not same_reporter(facts, summary, table):
            continue
        spending = [line for line in summary.lines if line.side == "expenditure"]
        key = _agreed_total(spending, total_of(table.lines))
        if key is None:
            continue
        named = classes_by_name(table.lines)
        for name, line in by_name(line for line in spending if line.role == "item").items():
            one = without_fund(amounts_by_key(line)).get(key)
            other = without_fund(amounts_by_key(named[name])).get(key) if name in named else None
            found = test_same(facts, f"{name} in {summary.id} and {table.id}", one, other)
            if found is not None:
                yield found


def _agreed_total(spending: Sequence[Line], other: dict[AmountKey, Amount]) -> AmountKey | None:
    """The key under which a total of the summary (本年支出合计 or 总计) is the table's, where there is just one."""
    agreed = {
        key
        for line in spending
        if line.role in SUMS
        for key, amount in amounts_by_key(line).items()
        if key.measure == "total" and key in other and amount.value and amount.unit == other[key].unit
        if amount.value == other[key].value
    }
    return agreed.pop() if len(agreed) == 1 else None
