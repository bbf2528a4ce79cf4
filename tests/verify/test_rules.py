"""Every rule fires on one example and stays silent on another; a rule without both is refused."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractor.document.document import Block
from extractor.document.table import Cell, Column, Row, Table
from extractor.normalise.mentions.read import MentionContext, read_mentions
from extractor.verify.across.rules import PAIR_RULES
from extractor.verify.catalogue import catalogue
from extractor.verify.facts import Facts
from extractor.verify.registry import Finding, rule
from extractor.verify.rules import RULES
from extractor.verify.verification import verify
from tests.verify.sibling_cases import doubled_line, fund_balance, two_incomes, two_lists

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


_PENSIONS = (("离休费", "30301"), ("退休费", "30302"))
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


def _classes(
    build: "Builder",
    kinds: tuple[str, str],
    *lines: tuple[str, str | None, str, str],
    totals: tuple[str, str],
    labels: tuple[str, str] = ("支出总计", "合计"),
) -> Facts:
    """Two tables: each line is (label, code, amount in the first, amount in the second)."""

    def one(number: int) -> Any:
        side = "expenditure"
        rows = [build.line(labels[number], role="total", side=side, amount=totals[number])]
        for label, code, *amounts in lines:
            rows.append(build.line(label, code, side=side, amount=amounts[number]))
        return build.statement(kinds[number], *rows, table=number + 1, number=number + 1)

    return build.facts(one(0), one(1))


def _wider(build: "Builder", wide: str) -> Facts:
    kinds = ("expenditure_summary", "general_public_expenditure")
    return _classes(build, kinds, ("公共安全支出", "204", wide, "5.00"), totals=("9.00", "8.00"))


def _by_function(build: "Builder", income: str) -> Facts:
    kinds, totals = ("revenue_summary", "expenditure_summary"), ("9.00", "9.00")
    return _classes(build, kinds, ("公共安全支出", "204", income, "5.00"), totals=totals, labels=("合计", "合计"))


def _operating(build: "Builder", power: str, goods: str = "9.00") -> Facts:
    kinds, labels = ("operating_expenses", "basic_expenditure"), ("合计", "合计")
    goods_line = ("商品和服务支出", "302", "9.00", goods)
    return _classes(build, kinds, goods_line, ("电费", "30206", power, "5.00"), totals=("9.00", "20.00"), labels=labels)


def _receptions(build: "Builder", printed: str) -> Facts:
    expenses = build.statement("three_public", build.line("公务接待费", reception=printed))
    basic = build.statement("basic_expenditure", build.line("公务接待费", "30217", total="3.00"), table=2, number=2)
    return build.facts(expenses, basic)


def _summary_uses(build: "Builder", project: str, whole: str = "9.00") -> Facts:
    summary = build.statement(
        "revenue_expenditure_summary",
        build.line("支出合计", side="expenditure", role="total", amount="9.00"),
        build.line("一、基本支出", side="use", amount="6.00"),
        build.line("二、项目支出", side="use", amount=project),
    )
    line = build.line("合计", role="total", total=whole, basic="6.00", project="3.00")
    return build.facts(summary, build.statement("expenditure_summary", line, table=2, number=2))


def _expense_lines(build: "Builder", operation: str) -> Facts:
    lines = (
        build.line("三、公务用车购置及运行费", amount="5.00"),
        build.line("其中：公务用车购置费", role="of_which", amount="2.00"),
        build.line("公务用车运行费", role="of_which", amount=operation),
    )
    return build.facts(build.statement("three_public", *lines))


def _funds(build: "Builder", general: str, fund: str) -> Facts:
    def one(number: int, kind: str, amounts: tuple[str, str]) -> Any:
        lines = (
            build.line("1.一般公共预算", side="revenue", amount=amounts[0]),
            build.line("2.政府性基金预算", side="revenue", amount=amounts[1]),
        )
        return build.statement(kind, *lines, table=number, number=number)

    first = one(1, "revenue_expenditure_summary", ("8.00", ""))
    return build.facts(first, one(2, "fiscal_appropriation_summary", (general, fund)))


def _fiscal(build: "Builder", general: str, carried: str = "") -> Facts:
    whole: dict[str, Any] = {"total": "9.00", "general_public": "8.00", "government_fund": "1.00", "state_capital": ""}
    total = build.line("支出总计", side="expenditure", role="total", **whole)
    carry = build.line("年末结转", side="expenditure", role="carry_over", total=carried)
    statements = [build.statement("fiscal_appropriation_summary", total, carry)]
    tables = (("general_public_expenditure", general), ("government_fund", "1.00"), ("state_capital", ""))
    for number, (kind, text) in enumerate(tables, 2):
        line = build.line("合计", side="expenditure", role="total", total=text)
        statements.append(build.statement(kind, line, table=number, number=number))
    return build.facts(*statements)


def _balance(build: "Builder", spent: str, name: str = "本年收入") -> Facts:
    paths = (("年初结转和结余",), (name,), ("本年支出", "小计"), ("年末结转和结余",))
    line = build.line("合计", role="total", carry_over="1.00", amount="5.00", subtotal=spent, carry_forward="2.00")
    return build.facts(build.statement("government_fund", line), tables=(build.table(*paths),))


def _sides(build: "Builder", spending: str) -> Facts:
    return build.facts(
        build.statement(
            "revenue_expenditure_summary",
            build.line("收入总计", side="revenue", role="total", amount="7.00"),
            build.line("支出总计", side="expenditure", role="total", amount=spending),
        )
    )


def _slid(build: "Builder", total: str, place: str) -> Facts:
    paths = (("合计",), ("基本支出",), ("项目支出",))
    lines = (
        build.line("教育支出", "205", total=total, basic="", project=""),
        build.line("科学技术支出", "206", total=place, basic="3.00", project="2.00"),
    )
    return build.facts(build.statement("expenditure_summary", *lines), tables=(build.table(*paths),))


def _blank_totals(build: "Builder", total: str) -> Facts:
    lines = (
        build.line("教育支出", "205", total="", basic="", project="4.00"),
        build.line("科学技术支出", "206", total=total, basic="3.00", project="2.00"),
    )
    paths = (("合计",), ("基本支出",), ("项目支出",))
    return build.facts(build.statement("expenditure_summary", *lines), tables=(build.table(*paths),))


def _slid_carry_over(build: "Builder", subtotal: str, carried: str) -> Facts:
    lines = (
        build.line("一、拨款", amount="4.00"),
        build.line("二、其他", amount="1.00"),
        build.line("当年收入小计", role="subtotal", amount=subtotal),
        build.line("上年结转", role="carry_over", amount=carried),
    )
    return build.facts(build.statement("revenue_expenditure_summary", *lines))


def _allowances(build: "Builder", personnel: str) -> Facts:
    line = build.line("退休费", "30302", total="3.00", personnel=personnel, public="3.00")
    return build.facts(build.statement("basic_expenditure", line))


def _named(build: "Builder", *names: str, year: int = 2024) -> Facts:
    lines = [build.line(name, "22102", total="1.00") for name in names]
    statements = [build.statement("expenditure_summary", line, table=n, number=n) for n, line in enumerate(lines, 1)]
    return replace(build.facts(*statements), fiscal_year=year)


def _codes_of(build: "Builder", *codes: str, year: int = 2024, division: str = "130225") -> Facts:
    return replace(_codes(build, *codes), fiscal_year=year, division=division)


def _said(build: "Builder", text: str, *lines: Any, kind: str = "expenditure_summary") -> Facts:
    """A paragraph beside a table; its mentions are read by the reader of the house."""
    block = Block("b1", "paragraph", None, None, text, None, ())
    mentions = read_mentions([block], MentionContext(2024, "budget"))
    statement = build.statement(kind, *lines)
    return replace(build.facts(statement), mentions=mentions, fiscal_year=2024)


def _spending_said(build: "Builder", text: str) -> Facts:
    return _said(build, text, build.line("合计", role="total", side="expenditure", total="9.00", basic="6.00"))


def _shares(build: "Builder", basic: str, *, whole: bool = True) -> Facts:
    total = "2024年支出预算9.00万元，其中：" if whole else ""
    text = f"{total}基本支出6.00万元，占{basic}%；项目支出3.00万元，占33.33%。"
    return _spending_said(build, text)


def _expense_shares(build: "Builder", vehicles: str) -> Facts:
    text = (
        "2024年一般公共预算拨款安排的“三公”经费预算支出中，因公出国（境）费支出7.00万元，占“三公”经费的70%；"
        f"公务用车购置及运行费支出2.00万元，占“三公”经费的{vehicles}%；公务接待费支出1.00万元，占“三公”经费的10%。"
    )
    return _spending_said(build, text)


def _expenses_and(build: "Builder", *names: str) -> Facts:
    lines = [
        build.line("因公出国（境）费", amount="1.00"),
        build.line("公务接待费", amount="3.00"),
        build.line("合计", role="total", amount="4.00"),
        *(build.line(name, amount="2.00") for name in names),
        build.line("合计", role="total", amount="4.00"),
    ]
    return build.facts(build.statement("three_public", *lines))


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
    "line_within_wider_table": (lambda b: _wider(b, "4.00"), lambda b: _wider(b, "6.00")),
    "revenue_line_agrees_with_expenditure": (lambda b: _by_function(b, "5.10"), lambda b: _by_function(b, "5.00")),
    "operating_line_agrees_with_basic": (lambda b: _operating(b, "5.50"), lambda b: _operating(b, "5.50", "8.00")),
    "basic_expense_within_public_expense": (lambda b: _receptions(b, "2.00"), lambda b: _receptions(b, "3.00")),
    "use_agrees_with_table": (lambda b: _summary_uses(b, ""), lambda b: _summary_uses(b, "", "8.00")),
    "public_expense_lines_add_up": (lambda b: _expense_lines(b, "2.50"), lambda b: _expense_lines(b, "3.00")),
    "fund_agrees_between_statements": (lambda b: _funds(b, "", "8.00"), lambda b: _funds(b, "8.00", "")),
    "fund_table_agrees_with_summary": (lambda b: _fiscal(b, "8.10"), lambda b: _fiscal(b, "8.00")),
    "fiscal_spending_is_sum_of_fund_tables": (lambda b: _fiscal(b, "8.10"), lambda b: _fiscal(b, "8.10", "0.10")),
    "fund_table_balances": (lambda b: _balance(b, "5.00"), lambda b: _balance(b, "4.00")),
    "grand_total_is_printed": (lambda b: _sides(b, ""), lambda b: _sides(b, "6.00")),
    "amount_beside_its_place": (lambda b: _slid(b, "5.00", ""), lambda b: _slid(b, "4.00", "")),
    "economic_class_in_its_column": (lambda b: _allowances(b, ""), lambda b: _allowances(b, "0.00")),
    "total_column_is_filled": (lambda b: _blank_totals(b, ""), lambda b: _blank_totals(b, "5.00")),
    "line_belongs_to_public_expenses": (
        lambda b: _expenses_and(b, "工资福利支出", "商品和服务支出"),
        lambda b: _expenses_and(b, "会议费", "培训费"),
    ),
    "code_has_known_name": (lambda b: _named(b, "制度改革支出"), lambda b: _named(b, "制度改革支出", year=2012)),
    "code_has_one_name": (
        lambda b: _named(b, "住房改革支出", "住房改革支出", "制度改革支出"),
        lambda b: _named(b, "住房改革支出", "住房改革支出", "住房保障改革支出"),
    ),
    "project_code_year": (lambda b: _codes_of(b, *_CODES, year=2023), lambda b: _codes_of(b, *_CODES)),
    "project_code_division": (
        lambda b: _codes_of(b, *_CODES, division="130202"),
        lambda b: _codes_of(b, *_CODES, division="130200"),
    ),
    "projects_within_project_expenditure": (lambda b: _projects(b, "2.50"), lambda b: _projects(b, "1.00")),
    "mention_agrees_with_table": (
        lambda b: _spending_said(b, "2024年支出预算9.10万元。"),
        lambda b: _spending_said(b, "2024年支出预算9万元，其中基本支出6.00万元。"),
    ),
    "mention_is_sum_of_its_parts": (
        lambda b: _spending_said(b, "基本支出6.00万元，包括人员经费4.00万元和公用经费1.00万元。"),
        lambda b: _spending_said(b, "基本支出6.00万元，其中人员经费4.00万元。"),
    ),
    "change_agrees_with_levels": (
        lambda b: _spending_said(b, "2023年支出预算8.00万元，2024年支出预算9.00万元，比2023年增加2.00万元。"),
        lambda b: _spending_said(b, "2023年支出预算8.00万元，2024年支出预算9.00万元，比2023年增加1.00万元。"),
    ),
    "rate_agrees_with_change": (
        lambda b: _spending_said(b, "2024年支出预算9.00万元，比上年增加1.00万元，增长11.11%。"),
        lambda b: _spending_said(b, "2024年支出预算9.00万元，比上年增加1.00万元，增长12.5%。"),
    ),
    "share_agrees_with_levels": (lambda b: _shares(b, "65.67"), lambda b: _shares(b, "66.67")),
    "line_stands_once": (lambda b: doubled_line(b, "5.00"), lambda b: doubled_line(b, "8.00")),
    "same_list_in_two_tables": (
        lambda b: two_lists(b, "1.00", "", "7.00"),
        lambda b: two_lists(b, "2.00", "5.00", "8.00", "1.00"),
    ),
    "income_source_agrees_with_table": (
        lambda b: two_incomes(b, "3.00", "", "general_public", "business_income", "other"),
        lambda b: two_incomes(b, "3.00", "", "general_public", "other"),
    ),
    "fund_balances_in_summary": (lambda b: fund_balance(b, "1.00", ""), lambda b: fund_balance(b, "", "1.00")),
}
FIRES_BY_PASSING = {"projects_sum_to_project_expenditure"}
"""A rule that never fails fires where it confirms."""
FIRES_BY_DOUBTING = {"total_column_is_filled", "line_belongs_to_public_expenses"}
"""A rule that only doubts fires with ``insufficient``."""


def _statuses(code: str, facts: Facts) -> list[str]:
    found = next(r for r in RULES if r.code == code)
    return [check.status for check in verify(facts, [found]).checks]


def test_every_rule_has_an_example_of_both_kinds() -> None:
    assert CASES.keys() == {found.code for found in RULES}


@pytest.mark.parametrize("code", CASES)
def test_rule_fires(code: str, build: "Builder") -> None:
    fired = "pass" if code in FIRES_BY_PASSING else "insufficient" if code in FIRES_BY_DOUBTING else "fail"
    assert fired in _statuses(code, CASES[code][0](build))


@pytest.mark.parametrize("code", CASES)
def test_rule_stays_silent(code: str, build: "Builder") -> None:
    statuses = _statuses(code, CASES[code][1](build))
    assert "fail" not in statuses
    assert code not in FIRES_BY_PASSING or "pass" not in statuses
    assert code not in FIRES_BY_DOUBTING or statuses == []


def test_a_column_number_that_no_sum_excludes_is_a_doubt_and_one_that_a_sum_needs_is_none() -> None:
    assert _statuses("column_numbers_in_body", _stray("4", total="61.52")) == ["insufficient"]
    assert _statuses("column_numbers_in_body", _stray("4", total="4.00")) == []


def test_meetings_and_training_beside_the_public_expenses_are_no_part_of_them(build: "Builder") -> None:
    paths = (("“三公”经费合计",), ("公务用车",), ("公务接待费",), ("会议费",), ("培训费",))
    for whole, vehicle, statuses in (
        ("3.50", "2.50", ["pass"]),
        ("12.50", "2.50", ["pass"]),  # of all five: a heading that names them too
        ("3.70", "2.50", ["fail"]),
        ("0.00", "0.00", []),
    ):
        reception = "1.00" if vehicle == "2.50" else "0.00"
        line = build.line(
            "三公", three_public=whole, vehicle=vehicle, reception=reception, conference="5.00", training="4.00"
        )
        facts = build.facts(build.statement("three_public", line), tables=(build.table(*paths),))
        assert _statuses("total_is_sum_of_columns", facts) == statuses


def test_a_rate_of_another_base_is_not_held_against_the_change(build: "Builder") -> None:
    text = "2024年支出预算9.00万元，比上年增加1.00万元，{}。"
    for words, statuses in (
        ("增长12.5%", ["pass"]),
        ("增长13%", ["pass"]),  # printed without decimals
        ("比上年决算数增长80%", []),
        ("下降80%", []),
    ):
        assert _statuses("rate_agrees_with_change", _spending_said(build, text.format(words))) == statuses


def test_a_plan_that_falls_is_wrong_though_it_ends_at_the_whole(build: "Builder") -> None:
    falling = (("50%", "%"), ("40%", "%"), ("100%", "%"))
    assert _statuses("plan_ends_at_whole", _one(build, total="8.00", plan=falling)) == ["fail"]
    assert _statuses("plan_ends_at_whole", _one(build, total="8.00", plan=(("50%", "%"), *falling[::2][1:]))) == [
        "pass"
    ]


@pytest.mark.parametrize(("basic", "statuses"), [("7.00", ["pass"]), ("7.30", ["fail"])])
def test_basic_expenditure_is_personnel_and_public(build: "Builder", basic: str, statuses: list[str]) -> None:
    paths = (("基本支出",), ("基本支出", "人员经费"), ("基本支出", "公用经费"))
    line = build.line("行政运行", "2010301", basic=basic, personnel="4.00", public="3.00")
    facts = build.facts(build.statement("expenditure_summary", line), tables=(build.table(*paths),))
    assert _statuses("measure_is_sum_of_its_parts", facts) == statuses


@pytest.mark.parametrize(("vehicles", "status"), [("19.75", "pass"), ("29.75", "fail")])
def test_the_total_of_assets_is_the_sum_of_their_kinds(build: "Builder", vehicles: str, status: str) -> None:
    lines = (
        build.line("资产总额", role="total", amount="2083.80"),
        build.line("1、房屋（平方米）", amount="1807.80"),
        build.line("2、车辆（台、辆）", amount=vehicles),
        build.line("3、其他固定资产", amount="256.25"),
    )
    assert _statuses("total_is_sum_of_parts", build.facts(build.statement("assets", *lines))) == [status]


@pytest.mark.parametrize("words", ["其中", "包括", "主要为", "主要是"])
def test_what_a_sentence_lists_of_a_whole_makes_no_more_than_it(build: "Builder", words: str) -> None:
    text = "2024年支出预算9.00万元，{}基本支出{}万元和项目支出3.00万元。"
    assert _statuses("mention_is_sum_of_its_parts", _spending_said(build, text.format(words, "6.00"))) == ["pass"]
    assert _statuses("mention_is_sum_of_its_parts", _spending_said(build, text.format(words, "8.00"))) == ["fail"]


def test_a_share_is_wrong_only_beside_another_that_confirms_the_whole(build: "Builder") -> None:
    code = "share_agrees_with_levels"
    assert _statuses(code, _shares(build, "66.67")) == ["pass", "pass"]
    assert _statuses(code, _shares(build, "65.67", whole=False)) == []
    lone = "2024年支出预算9.00万元，其中：基本支出6.00万元，占{}%。"
    assert _statuses(code, _spending_said(build, lone.format("50"))) == ["insufficient"]
    assert _statuses(code, _spending_said(build, lone.format("67"))) == ["pass"]
    assert _statuses(code, _expense_shares(build, "20")) == ["pass", "pass", "pass"]
    assert _statuses(code, _expense_shares(build, "30")) == ["pass", "fail", "pass"]


def test_no_sum_proves_lines_under_the_title_of_another_statement(build: "Builder") -> None:
    facts = _expenses_and(build, "工资福利支出", "商品和服务支出")
    cells = [f"t1.r{row}c0" for row in range(1, 7)]
    others = [one for one in RULES if one.code != "line_belongs_to_public_expenses"]
    assert {verify(facts, others).states[cell] for cell in cells} == {"proved"}
    assert [verify(facts).states[cell] for cell in cells] == ["proved", "proved", *["unchecked"] * 4]
    alone = verify(_expenses_and(build, "工资福利支出", "会议费")).states
    assert set(alone.values()) == {"proved"}  # a lone line may be a local addition to the form


def test_a_sum_that_slid_to_the_carry_over_is_found_and_one_that_was_carried_over_is_none(build: "Builder") -> None:
    assert _statuses("amount_beside_its_place", _slid_carry_over(build, "", "5.00")) == ["fail"]
    assert _statuses("amount_beside_its_place", _slid_carry_over(build, "", "4.00")) == []
    assert _statuses("amount_beside_its_place", _slid_carry_over(build, "5.00", "5.00")) == []


def test_an_amount_at_the_wrong_place_is_not_proved_by_a_sum(build: "Builder") -> None:
    lines = [build.line("对个人和家庭的补助", "303", personnel="", public="3.00")]
    lines += [
        build.line(name, f"3030{n}", personnel="", public="1.50") for n, name in enumerate(("离休费", "退休费"), 1)
    ]
    facts = build.facts(build.statement("basic_expenditure", *lines))
    assert set(verify(facts).states.values()) == {"failed"}
    doubtful = _blank_totals(build, "")
    assert set(verify(doubtful).states.values()) == {"unchecked"}


def test_a_fund_table_is_balanced_only_where_its_header_says_income(build: "Builder") -> None:
    assert _statuses("fund_table_balances", _balance(build, "4.00")) == ["pass"]
    assert _statuses("fund_table_balances", _balance(build, "5.00", "调整")) == []


def test_a_name_of_another_length_and_an_unknown_code_are_not_judged(build: "Builder") -> None:
    assert _statuses("code_has_known_name", _named(build, "住房改革支出")) == ["pass"]
    assert _statuses("code_has_known_name", _named(build, "住房保障改革支出")) == ["insufficient"]
    line = build.line("不存在的科目", "2989898", total="1.00")
    assert _statuses("code_has_known_name", build.facts(build.statement("expenditure_summary", line))) == [
        "insufficient"
    ]


def test_what_a_form_lists_between_fiscal_and_other_funds_is_a_part_too(build: "Builder") -> None:
    texts = ["8.00", "5.00", "1.00", "2.00"]
    cells = tuple(Cell(f"t1.r{row}c1", row, 1, 1, 1, text, text, "data") for row, text in enumerate(texts))
    table = replace(build.table(("金额",)), cells=cells)
    project = build.project(total="8.00", fiscal="5.00", other="2.00")
    sources: dict[str, tuple[str, ...]] = {
        "budget.total": ("t1.r0c1",),
        "budget.fiscal": ("t1.r1c1",),
        "budget.other": ("t1.r3c1",),
    }
    facts = build.facts(tables=(table,), projects=(replace(project, sources=sources),))
    assert _statuses("project_budget_is_fiscal_plus_other", facts) == ["pass"]


def test_a_code_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered twice"):

        @rule(code="placeholder_text", severity="info", english="", chinese="")
        def _again(facts: Facts) -> Any:
            yield Finding("pass", (), "")


def test_the_page_of_checks_is_the_register() -> None:
    page = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    assert page == catalogue()
    assert all(f"`{found.code}`" in page and found.english and found.chinese for found in RULES)
    assert all(f"`{found.code}`" in page and found.english and found.chinese for found in PAIR_RULES)


def test_the_order_of_rules_does_not_depend_on_what_was_imported_first() -> None:
    first = "import extractor.verify.across.rules; from extractor.verify.rules import RULES; "
    command = [sys.executable, "-c", first + "print(*[found.code for found in RULES])"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert shown.split() == [found.code for found in RULES]
