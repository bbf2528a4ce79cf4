"""What repairs copied proves nothing; broken identities are counted; a table without a unit is of the only one."""

from dataclasses import replace
from typing import Any

import pytest

from extractor.document.check import Repair
from extractor.verify.facts import Facts, derived_from
from extractor.verify.rules import RULES
from extractor.verify.verification import verify


def _statuses(code: str, facts: Facts) -> list[str]:
    return [check.status for check in verify(facts, [rule for rule in RULES if rule.code == code]).checks]


def test_copies_prove_nothing(build: Any) -> None:
    facts = build.facts(projects=(build.project(total="8.00", fiscal="8.00", other="0.00", cost="=8万元"),))
    total, cost, fiscal = "t91.r1c0", "t91.r9c9", "t91.r1c1"
    project = replace(facts.projects[0], sources={**facts.projects[0].sources, "indicators.0.target": (cost,)})
    facts = replace(facts, projects=(project,))
    copied = replace(facts, derived={total: frozenset({fiscal, cost})})
    for code in ("project_budget_is_fiscal_plus_other", "cost_target_against_budget"):
        assert _statuses(code, facts) == ["pass"]
        assert _statuses(code, copied) == ["not_applicable"]
    twins = replace(facts, derived={total: frozenset({"t91.r7c7"}), cost: frozenset({"t91.r7c7"})})
    assert _statuses("cost_target_against_budget", twins) == ["not_applicable"]


def test_what_repairs_wrote_is_traced_to_what_is_printed() -> None:
    def repair(subject: str, source: str, *, applied: bool = True) -> Repair:
        return Repair("", "label_restored", (subject,), "", "", (), (), 0.9, applied, (source,))

    chain = [repair("t1.r1c1", "t1.r1c3"), repair("t1.r2c1", "t1.r1c1"), repair("t1.r5c1", "t1.r1c3", applied=False)]
    assert derived_from(chain) == {"t1.r1c1": frozenset({"t1.r1c3"}), "t1.r2c1": frozenset({"t1.r1c3"})}


def test_a_sum_all_of_whose_amounts_fail_in_their_rows_proves_none(build: Any) -> None:
    """The total agrees with its lines and both break their rows: amounts that slid together keep their sums."""
    lines = [build.line("合计", role="total", total="9.00", basic="5.00", project="3.00")]
    lines += [build.line("教育", "205", total="9.00", basic="5.00", project="3.00")]
    table = build.table(("合计",), ("基本支出",), ("项目支出",))
    result = verify(build.facts(build.statement("expenditure_summary", *lines), tables=(table,)))
    assert result.failed_checks == len([check for check in result.checks if check.status == "fail"]) == 2
    assert set(result.states.values()) == {"failed"}


def test_a_sum_with_one_sound_row_proves_its_amounts(build: Any) -> None:
    lines = [build.line("合计", role="total", total="9.00", basic="5.00", project="3.00")]
    lines += [build.line("教育", "205", total="6.00", basic="3.00", project="3.00")]
    lines += [build.line("卫生", "210", total="3.00", basic="2.00")]
    table = build.table(("合计",), ("基本支出",), ("项目支出",))
    result = verify(build.facts(build.statement("expenditure_summary", *lines), tables=(table,)))
    assert result.failed_checks == 1
    assert set(result.states.values()) == {"proved"}


@pytest.mark.parametrize(
    ("units", "tested"),
    [((None, "u1", None), True), (("u1", None, "u1"), True), ((None, "u1", "u2"), False), (("u1", "u2", None), False)],
)
def test_a_table_that_names_no_unit_is_of_the_only_one(units: tuple[str | None, ...], tested: bool, build: Any) -> None:
    def lines(amount: str) -> list[dict[str, Any]]:
        total = build.line("合计", role="total", side="expenditure", total="8.00")
        return [total, build.line("公共安全支出", "204", side="expenditure", total=amount)]

    statements = (
        build.statement("expenditure_summary", *lines("6.00")),
        build.statement("general_public_expenditure", *lines("5.00"), table=2, number=2),
        build.statement("revenue_summary", *lines("8.00")[:1], table=3, number=3),
    )
    named = (replace(statement, reporting_unit=unit) for statement, unit in zip(statements, units, strict=True))
    assert ("fail" in _statuses("same_line_in_two_statements", build.facts(*named))) is tested


@pytest.mark.parametrize(
    ("printed", "statuses"),
    [("6.00", ["pass"]), ("6.01", ["pass"]), ("6.50", ["fail"]), ("", ["fail"]), ("0.00", ["fail"])],
)
def test_one_name_has_one_amount_in_the_summary_and_in_the_table(printed: str, statuses: list[str], build: Any) -> None:
    """The totals agree, so a blank beside the name is an amount that slid away."""
    summary = build.statement(
        "revenue_expenditure_summary",
        build.line("四、公共安全支出", side="expenditure", amount=printed),
        build.line("五、教育支出", side="expenditure", amount=""),
        build.line("本年支出合计", side="expenditure", role="total", amount="6.00"),
        build.line("支出总计", side="expenditure", role="total", amount="7.00"),
    )
    table = build.statement(
        "expenditure_summary",
        build.line("合计", role="total", total="6.00"),
        build.line("公共安全支出", "204", total="6.00"),
        build.line("教育支出", "205", total=""),
        table=2,
        number=2,
    )
    assert _statuses("same_name_in_summary_and_table", build.facts(summary, table)) == statuses


def test_a_date_in_a_row_of_costs_is_no_amount(build: Any) -> None:
    facts = build.facts(projects=(build.project(total="8.00", cost="2018年4月15日前"),))
    assert _statuses("cost_target_against_budget", facts) == []
