"""Rules of the expenditure by use: basic, project and reserve, in a summary and in the table of them."""

from collections.abc import Iterator

from extractor.document.record import Amount, Line
from extractor.document.vocabulary import Measure
from extractor.verify.facts import Facts, amounts_by_key
from extractor.verify.identity import term_of, test_equal
from extractor.verify.lookups import agree, both_statements, by_name, side_of, test_same, total_of
from extractor.verify.registry import Finding, rule

_USES: dict[str, Measure] = {
    "基本支出": "basic",
    "项目支出": "project",
    "单位预留机动经费": "reserve",
    "预留机动经费": "reserve",
    "经营支出": "operating",
}


@rule(
    code="use_agrees_with_table",
    severity="error",
    english="Basic and project expenditure and the reserve are the same in the summary by use and in the expenditure "
    "table where the two make the same total, blank in both or in neither; the basic expenditure of the fiscal "
    "summary is the total of its table.",
    chinese="收支总表的支出用途与支出总表合计相同时，基本支出、项目支出、预留机动经费两处一致，且不得一有一无；财政拨款收支总表的基本支出等于财政拨款基本支出表合计。",
)
def rule_use_agrees_with_table(facts: Facts) -> Iterator[Finding]:
    pair = both_statements(facts, "revenue_expenditure_summary", "expenditure_summary")
    if pair is not None:
        here, there = by_name(side_of(pair[0], "use")), _by_measure(pair[1].lines)
        spent = [total_of(side_of(pair[0], side)) for side in ("expenditure", "use")]
        whole = there.get("total")
        if any(agree(amount, whole) for totals in spent for amount in totals.values()):
            for name, line in here.items():
                one, other = _amount(line), there.get(_USES.get(name, "total"))
                if name in _USES:
                    found = test_same(facts, f"{name} in {pair[0].id} and {pair[1].id}", one, other)
                    if found is not None:
                        yield found
    pair = both_statements(facts, "fiscal_appropriation_summary", "fiscal_appropriation_basic")
    if pair is not None:
        basic, total = by_name(side_of(pair[0], "use")).get("基本支出"), total_of(pair[1].lines)
        one = _amount(basic) if basic is not None else None
        if one is not None and len(total) == 1:
            other = next(iter(total.values()))
            label = f"基本支出 in {pair[0].id} and {pair[1].id}"
            equal = test_equal(label, term_of(one), term_of(other), derived=facts.derived)
            if one.unit == other.unit and equal is not None:
                yield equal


def _by_measure(lines: tuple[Line, ...]) -> dict[str, Amount]:
    """The amounts of the grand total, or of a table with a line a column, by measure, each there once."""
    rows = [line for line in lines if not line.code]
    total = [line for line in rows if line.role == "total"]
    wide = total and len({amount.measure for amount in total[0].amounts}) > 1
    amounts = [amount for line in (total[:1] if wide else rows) for amount in line.amounts]
    names = [amount.measure for amount in amounts]
    return {amount.measure: amount for amount in amounts if names.count(amount.measure) == 1}


def _amount(line: Line) -> Amount | None:
    found = list(amounts_by_key(line).values())
    return found[0] if len(found) == 1 else None
