"""Every rule fires on one example and stays silent on another; a rule without both is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractor.document.table import Cell, Column, Row, Table
from extractor.verify.catalogue import catalogue
from extractor.verify.facts import Facts
from extractor.verify.registry import Finding, rule
from extractor.verify.rules import RULES
from extractor.verify.verification import verify

if TYPE_CHECKING:
    from tests.verify.conftest import Builder

Case = Callable[["Builder"], Facts]


def _tree(build: "Builder", total: str, first: str, second: str) -> Facts:
    return build.facts(
        build.statement(
            "expenditure_summary",
            build.line("一般公共服务支出", "201", total=total),
            build.line("政府办公厅事务", "20103", total=first),
            build.line("行政运行", "2010301", total=first),
            build.line("政协事务", "20102", total=second),
        )
    )


def _of_which(build: "Builder", part: str) -> Facts:
    lines = (build.line("一、税收", total="10.00"), build.line("其中：增值税", role="of_which", parent=1, total=part))
    return build.facts(build.statement("revenue_summary", *lines))


def _balanced(build: "Builder", income: str, label: str = "总计") -> Facts:
    return build.facts(
        build.statement(
            "revenue_expenditure_summary",
            build.line("一、拨款", side="revenue", amount=income),
            build.line(f"收入{label}", side="revenue", role="total", amount=income),
            build.line("一、服务", side="expenditure", amount="7.30"),
            build.line(f"支出{label}", side="expenditure", role="total", amount="7.30"),
        )
    )


def _sum_of_lines(build: "Builder", total: str) -> Facts:
    return build.facts(
        build.statement(
            "revenue_expenditure_summary",
            build.line("一、拨款", amount="4.00"),
            build.line("1.一般公共预算", parent=1, amount="4.00"),
            build.line("二、其他", amount="1.50"),
            build.line("本年收入合计", role="total", amount="5.50"),
            build.line("上年结转", role="carry_over", amount="0.50"),
            build.line("收入总计", role="total", amount=total),
        )
    )


def _sum_of_columns(build: "Builder", *names: str, total: str) -> Facts:
    paths = (("合计",), ("支出", names[0]), ("支出", names[1]))
    line = build.line("合计", role="total", total=total, basic="3.00", project="2.00")
    return build.facts(build.statement("expenditure_summary", line), tables=(build.table(*paths),))


def _vehicles(build: "Builder", whole: str) -> Facts:
    paths = (("因公出国",), ("用车",), ("用车购置",), ("用车运行",))
    line = build.line("三公", abroad="9.00", vehicle=whole, vehicle_purchase="1.00", vehicle_operation="2.50")
    return build.facts(build.statement("three_public", line), tables=(build.table(*paths),))


def _uses(build: "Builder", second: str) -> Facts:
    return build.facts(
        build.statement(
            "revenue_expenditure_summary",
            build.line("一、基本支出", side="use", amount="3.00"),
            build.line("二、项目支出", side="use", amount=second),
            build.line("支出合计", side="expenditure", role="total", amount="5.00"),
        )
    )


def _two_tables(
    build: "Builder", kinds: tuple[str, str], line: str, total: str = "8.00", measure: str = "total"
) -> Facts:
    def one(number: int, kind: str, printed: str, whole: str) -> Any:
        amounts: dict[str, Any] = {"total": whole, measure: whole}
        lines = (
            build.line("合计", role="total", side="expenditure", **amounts),
            build.line("公共安全支出", "204", side="expenditure", total=printed),
        )
        return build.statement(kind, *lines, table=number, number=number)

    return build.facts(one(1, kinds[0], "6.00", "8.00"), one(2, kinds[1], line, total))


def _projects(build: "Builder", second: str) -> Facts:
    line = build.line("合计", role="total", total="9.00", project="5.00")
    projects = (build.project(total="3.00"), build.project(total=second, number=2))
    return build.facts(build.statement("expenditure_summary", line), projects=projects)


def _one(build: "Builder", **fields: Any) -> Facts:
    return build.facts(projects=(build.project(**fields),))


_CODES = ("13022524P004RE210041X", "13022524P004RE210042H", "13022523P004RE2100256")


def _codes(build: "Builder", *codes: str) -> Facts:
    return build.facts(projects=tuple(build.project(code=code, number=n) for n, code in enumerate(codes, 1)))


def _stray(text: str, name: str = "住房", total: str = "") -> Facts:
    texts = [["项目", "合计", "金额"], ["1", "2", "3"], [name, total, text], ["其他", "92.05", "92.05"]]
    roles = ["column_attribute", "column_number", "data", "data"]
    cells = tuple(
        Cell(f"t1.r{r}c{c}", r, c, 1, 1, value, value, roles[r])  # type: ignore[arg-type]
        for r, row in enumerate(texts)
        for c, value in enumerate(row)
    )
    columns = (Column(("项目",), "name"), Column(("合计",), "total"), Column(("金额",), "amount"))
    rows = tuple(Row(tuple(row)) for row in texts[2:])
    table = Table(
        "t1", None, "other", "万元", None, None, (), (), (), False, "native", 1.0, 2, columns, rows, (), cells
    )  # fmt: skip
    return Facts.gather((table,), ())


_PLAN = (("50%", "%"), ("100%", "%"))
CASES: dict[str, tuple[Case, Case]] = {
    "column_numbers_in_body": (lambda b: _stray("4"), lambda b: _stray("4.00")),
    "children_sum_to_parent": (lambda b: _tree(b, "8.00", "5.00", "2.00"), lambda b: _tree(b, "7.00", "5.00", "2.00")),
    "of_which_within_total": (lambda b: _of_which(b, "12.00"), lambda b: _of_which(b, "4.00")),
    "total_is_sum_of_parts": (lambda b: _sum_of_lines(b, "5.00"), lambda b: _sum_of_lines(b, "6.00")),
    "total_is_sum_of_columns": (
        lambda b: _sum_of_columns(b, "基本支出", "项目支出", total="6.00"),
        lambda b: _sum_of_columns(b, "其中：基本支出", "其中：项目支出", total="6.00"),
    ),
    "measure_is_sum_of_its_parts": (lambda b: _vehicles(b, "3.70"), lambda b: _vehicles(b, "3.50")),
    "income_equals_expenditure": (lambda b: _balanced(b, "7.20"), lambda b: _balanced(b, "7.20", "合计(本年)")),
    "uses_sum_to_expenditure": (lambda b: _uses(b, "2.20"), lambda b: _uses(b, "2.00")),
    "summary_totals_agree": (
        lambda b: _two_tables(b, ("revenue_expenditure_summary", "expenditure_summary"), "6.00", "8.10"),
        lambda b: _two_tables(b, ("revenue_expenditure_summary", "expenditure_summary"), "6.00"),
    ),
    "basic_expenditure_agrees": (
        lambda b: _two_tables(b, ("general_public_expenditure", "basic_expenditure"), "6.00", "8.10", "basic"),
        lambda b: _two_tables(b, ("general_public_expenditure", "basic_expenditure"), "6.00", "8.00", "basic"),
    ),
    "same_line_in_two_statements": (
        lambda b: _two_tables(b, ("expenditure_summary", "general_public_expenditure"), "5.00"),
        lambda b: _two_tables(b, ("expenditure_summary", "general_public_expenditure"), "5.00", "7.00"),
    ),
    "same_name_in_summary_and_table": (
        lambda b: _two_tables(b, ("revenue_expenditure_summary", "expenditure_summary"), "5.00"),
        lambda b: _two_tables(b, ("revenue_expenditure_summary", "expenditure_summary"), "5.00", "7.00"),
    ),
    "project_budget_is_fiscal_plus_other": (
        lambda b: _one(b, total="8.00", fiscal="5.00", other="2.00"),
        lambda b: _one(b, total="8.00", fiscal="5.00"),
    ),
    "projects_sum_to_project_expenditure": (lambda b: _projects(b, "2.00"), lambda b: _projects(b, "1.00")),
    "cost_target_against_budget": (
        lambda b: _one(b, total="75.50", cost="≤75.5百分比"),
        lambda b: _one(b, total="8.00", cost="≤8万元"),
    ),
    "plan_ends_at_whole": (
        lambda b: _one(b, total="8.00", plan=(("50%", "%"), ("75%", "%"))),
        lambda b: _one(b, total="8.00", plan=_PLAN),
    ),
    "project_code_check_character": (
        lambda b: _codes(b, *_CODES, "13022524P004RF210042H"),
        lambda b: _codes(b, _CODES[0], "13022524P004RF210042H"),
    ),
    "placeholder_text": (lambda b: _one(b, objective="1.目标内容1"), lambda b: _one(b, objective="1.完成维护任务")),
}
FIRES_BY_PASSING = {"projects_sum_to_project_expenditure"}
"""A rule that never fails fires where it confirms."""


def _statuses(code: str, facts: Facts) -> list[str]:
    found = next(r for r in RULES if r.code == code)
    return [check.status for check in verify(facts, [found]).checks]


def test_every_rule_has_an_example_of_both_kinds() -> None:
    assert CASES.keys() == {found.code for found in RULES}


@pytest.mark.parametrize("code", CASES)
def test_rule_fires(code: str, build: "Builder") -> None:
    assert ("pass" if code in FIRES_BY_PASSING else "fail") in _statuses(code, CASES[code][0](build))


@pytest.mark.parametrize("code", CASES)
def test_rule_stays_silent(code: str, build: "Builder") -> None:
    statuses = _statuses(code, CASES[code][1](build))
    assert "fail" not in statuses
    assert code not in FIRES_BY_PASSING or "pass" not in statuses


def test_a_column_number_that_no_sum_excludes_is_a_doubt_and_one_that_a_sum_needs_is_none() -> None:
    assert _statuses("column_numbers_in_body", _stray("4", total="61.52")) == ["insufficient"]
    assert _statuses("column_numbers_in_body", _stray("4", total="4.00")) == []


def test_a_code_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered twice"):

        @rule(code="placeholder_text", severity="info", english="", chinese="")
        def _again(facts: Facts) -> Any:
            yield Finding("pass", (), "")


def test_the_page_of_checks_is_the_register() -> None:
    page = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    assert page == catalogue()
    assert all(f"`{found.code}`" in page and found.english and found.chinese for found in RULES)
