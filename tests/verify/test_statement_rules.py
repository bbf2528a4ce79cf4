"""Rules of statements, where an example of each kind is not enough."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extractor.verify.rules import RULES
from extractor.verify.verification import verify
from tests.verify.rule_cases import statuses_of
from tests.verify.statement_cases import (
    blank_totals,
    changes_of_parts,
    expenses_and,
    fund_table,
    named_lines,
    slid_carry_over,
    stray_number,
    unprinted_column,
)
from tests.verify.table_pair_cases import fiscal

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


def test_a_column_number_that_no_sum_excludes_is_a_doubt_and_one_that_a_sum_needs_is_none() -> None:
    assert statuses_of("column_numbers_in_body", stray_number("4", total="61.52")) == ["insufficient"]
    assert statuses_of("column_numbers_in_body", stray_number("4", total="4.00")) == []


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
        assert statuses_of("total_is_sum_of_columns", facts) == statuses


@pytest.mark.parametrize(("basic", "statuses"), [("7.00", ["pass"]), ("7.30", ["fail"])])
def test_basic_expenditure_is_personnel_and_public(build: "Builder", basic: str, statuses: list[str]) -> None:
    paths = (("基本支出",), ("基本支出", "人员经费"), ("基本支出", "公用经费"))
    line = build.line("行政运行", "2010301", basic=basic, personnel="4.00", public="3.00")
    facts = build.facts(build.statement("expenditure_summary", line), tables=(build.table(*paths),))
    assert statuses_of("measure_is_sum_of_its_parts", facts) == statuses


@pytest.mark.parametrize(("vehicles", "status"), [("19.75", "pass"), ("29.75", "fail")])
def test_the_total_of_assets_is_the_sum_of_their_kinds(build: "Builder", vehicles: str, status: str) -> None:
    lines = (
        build.line("资产总额", role="total", amount="2083.80"),
        build.line("1、房屋（平方米）", amount="1807.80"),
        build.line("2、车辆（台、辆）", amount=vehicles),
        build.line("3、其他固定资产", amount="256.25"),
    )
    assert statuses_of("total_is_sum_of_parts", build.facts(build.statement("assets", *lines))) == [status]


def test_no_sum_proves_lines_under_the_title_of_another_statement(build: "Builder") -> None:
    facts = expenses_and(build, "工资福利支出", "商品和服务支出")
    cells = [f"t1.r{row}c0" for row in range(1, 7)]
    others = [one for one in RULES if one.code != "line_belongs_to_public_expenses"]
    assert {verify(facts, others).states[cell] for cell in cells} == {"proved"}
    assert [verify(facts).states[cell] for cell in cells] == ["proved", "proved", *["unchecked"] * 4]
    alone = verify(expenses_and(build, "工资福利支出", "会议费")).states
    assert set(alone.values()) == {"proved"}  # a lone line may be a local addition to the form


def test_a_sum_that_slid_to_the_carry_over_is_found_and_one_that_was_carried_over_is_none(build: "Builder") -> None:
    assert statuses_of("amount_beside_its_place", slid_carry_over(build, "", "5.00")) == ["fail"]
    assert statuses_of("amount_beside_its_place", slid_carry_over(build, "", "4.00")) == []
    assert statuses_of("amount_beside_its_place", slid_carry_over(build, "5.00", "5.00")) == []


def test_an_amount_at_the_wrong_place_is_not_proved_by_a_sum(build: "Builder") -> None:
    lines = [build.line("对个人和家庭的补助", "303", personnel="", public="3.00")]
    lines += [
        build.line(name, f"3030{n}", personnel="", public="1.50") for n, name in enumerate(("离休费", "退休费"), 1)
    ]
    facts = build.facts(build.statement("basic_expenditure", *lines))
    assert set(verify(facts).states.values()) == {"failed"}
    doubtful = blank_totals(build, "")
    assert set(verify(doubtful).states.values()) == {"unchecked"}


def test_a_fund_table_is_balanced_only_where_its_header_says_income(build: "Builder") -> None:
    assert statuses_of("fund_table_balances", fund_table(build, "4.00")) == ["pass"]
    assert statuses_of("fund_table_balances", fund_table(build, "5.00", "调整")) == []


def test_a_name_of_another_length_and_an_unknown_code_are_not_judged(build: "Builder") -> None:
    assert statuses_of("code_has_known_name", named_lines(build, "住房改革支出")) == ["pass"]
    assert statuses_of("code_has_known_name", named_lines(build, "住房保障改革支出")) == ["insufficient"]
    line = build.line("不存在的科目", "2989898", total="1.00")
    assert statuses_of("code_has_known_name", build.facts(build.statement("expenditure_summary", line))) == [
        "insufficient"
    ]


@pytest.mark.parametrize(
    ("second", "statuses"),
    [("1.00", ["pass", "pass"]), ("1.50", ["pass", "fail"]), ("", ["pass", "fail"])],
)
def test_children_by_numbering_on_three_levels(build: "Builder", second: str, statuses: list[str]) -> None:
    lines = (
        build.line("一、一般公共预算拨款", amount="6.00"),
        build.line("（一）经费拨款", amount="5.00"),
        build.line("1.基本支出拨款", amount="4.00"),
        build.line("2.项目支出拨款", amount=second),
        build.line("（二）专项收入", amount="1.00"),
        build.line("二、其他收入", amount="3.00"),
    )
    facts = build.facts(build.statement("revenue_summary", *lines))
    assert statuses_of("children_sum_to_parent", facts) == statuses


def test_the_middle_level_alone_is_summed_by_the_upper_one(build: "Builder") -> None:
    lines = [
        build.line(label, amount=text)
        for label, text in (
            ("一、一般公共预算拨款", "7.00"),
            ("（一）经费拨款", "5.00"),
            ("1.基本支出拨款", "5.00"),
            ("（二）专项收入", "1.00"),
        )
    ]
    rule = [one for one in RULES if one.code == "children_sum_to_parent"]
    checks = verify(build.facts(build.statement("revenue_summary", *lines)), rule).checks
    assert [(check.status, check.subjects[0]) for check in checks] == [("fail", "t1.r1c0"), ("pass", "t1.r2c0")]


def test_a_name_seen_in_no_noted_year_raises_no_doubt_by_itself(build: "Builder") -> None:
    """What was a name's in some year need not be in this one; the document's own other tables may still doubt it."""
    other = build.line("其他入大事务支出", "2010199", total="1.00")
    alone = build.facts(build.statement("expenditure_summary", other))
    assert statuses_of("code_has_known_name", alone) == ["insufficient"]


@pytest.mark.parametrize(
    ("total", "statuses"),
    [("11.00", ["pass", "not_applicable", "not_applicable"]), ("12.00", ["pass", "fail", "fail"])],
)
def test_a_source_that_is_not_printed_adds_up_by_itself(build: "Builder", total: str, statuses: list[str]) -> None:
    assert statuses_of("total_is_sum_of_columns", unprinted_column(build, total)) == statuses


def test_last_years_column_is_not_held_against_this_years_summary(build: "Builder") -> None:
    facts = fiscal(build, "8.10")
    of_fund = next(one for one in facts.statements if one.kind == "general_public_expenditure")
    lines = tuple(
        replace(line, amounts=tuple(replace(amount, period="2023") for amount in line.amounts))
        for line in of_fund.lines
    )
    earlier = build.facts(*(replace(one, lines=lines) if one is of_fund else one for one in facts.statements))
    assert statuses_of("fund_table_agrees_with_summary", facts) == ["fail", "pass"]
    assert statuses_of("fund_table_agrees_with_summary", earlier) == ["pass"]


@pytest.mark.parametrize(("before", "statuses"), [("合计", []), ("基本支出", ["pass"] * 5)])
def test_a_change_of_a_part_is_the_difference_of_columns_of_that_part(
    build: "Builder", before: str, statuses: list[str]
) -> None:
    assert statuses_of("change_column_is_difference", changes_of_parts(build, before)) == statuses
