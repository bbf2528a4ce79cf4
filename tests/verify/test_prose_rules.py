"""Rules of the prose, where an example of each kind is not enough."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.verify.prose_cases import execution_said, expense_shares, said, shares, spending_said
from tests.verify.rule_cases import statuses_of

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


def test_a_rate_of_another_base_is_not_held_against_the_change(build: "Builder") -> None:
    text = "2024年支出预算9.00万元，比上年增加1.00万元，{}。"
    for words, statuses in (
        ("增长12.5%", ["pass"]),
        ("增长13%", ["pass"]),  # printed without decimals
        ("比上年决算数增长80%", []),
        ("下降80%", []),
    ):
        assert statuses_of("rate_agrees_with_change", spending_said(build, text.format(words))) == statuses


@pytest.mark.parametrize("words", ["其中", "包括", "主要为", "主要是"])
def test_what_a_sentence_lists_of_a_whole_makes_no_more_than_it(build: "Builder", words: str) -> None:
    text = "2024年支出预算9.00万元，{}基本支出{}万元和项目支出3.00万元。"
    assert statuses_of("mention_is_sum_of_its_parts", spending_said(build, text.format(words, "6.00"))) == ["pass"]
    assert statuses_of("mention_is_sum_of_its_parts", spending_said(build, text.format(words, "8.00"))) == ["fail"]


def test_a_share_is_wrong_only_beside_another_that_confirms_the_whole(build: "Builder") -> None:
    code = "share_agrees_with_levels"
    assert statuses_of(code, shares(build, "66.67")) == ["pass", "pass"]
    assert statuses_of(code, shares(build, "65.67", whole=False)) == []
    lone = "2024年支出预算9.00万元，其中：基本支出6.00万元，占{}%。"
    assert statuses_of(code, spending_said(build, lone.format("50"))) == ["insufficient"]
    assert statuses_of(code, spending_said(build, lone.format("67"))) == ["pass"]
    assert statuses_of(code, expense_shares(build, "20")) == ["pass", "pass", "pass"]
    assert statuses_of(code, expense_shares(build, "30")) == ["pass", "fail", "pass"]


@pytest.mark.parametrize(
    ("share", "statuses"),
    [
        ("完成年初预算的90.20%", ["pass"]),
        ("完成预算的90%", ["pass"]),  # cut to its last place
        ("完成预算的98%", ["fail"]),
        ("完成调整预算的98%", []),  # which the paragraph does not print
        ("完成年度任务的98%", []),
    ],
)
def test_what_was_spent_of_a_budget_is_held_against_the_budget_that_is_named(
    build: "Builder", share: str, statuses: list[str]
) -> None:
    assert statuses_of("execution_agrees_with_levels", execution_said(build, share)) == statuses


def test_what_was_spent_is_not_held_against_the_budget_of_another_thing(build: "Builder") -> None:
    text = "2024年公务接待费年初预算为5.00万元，2024年公务用车购置及运行费支出决算为4.00万元，完成预算的{}%。"
    assert statuses_of("execution_agrees_with_levels", spending_said(build, text.format("50"))) == []
    two = "2024年支出年初预算为5.00万元，支出年初预算为8.00万元，支出决算为4.00万元，完成年初预算的{}%。"
    assert statuses_of("execution_agrees_with_levels", spending_said(build, two.format("70"))) == []


@pytest.mark.parametrize("words", ["其中：", "主要为"])
@pytest.mark.parametrize(
    ("first", "second", "claim", "status"),
    [
        ("6.00", "3.00", None, "pass"),
        ("6.00", "2.00", None, "pass"),  # nothing says that these are all
        ("6.00", "4.00", None, "fail"),
        ("6.00", "2.00", 2, "fail"),
        ("6.00", "3.00", 2, "pass"),
        ("6.00", "2.00", 3, "pass"),
        ("9.50", "0.00", None, "fail"),
    ],
)
def test_projects_listed_in_a_sentence_make_no_more_than_its_project_expenditure(
    build: "Builder", words: str, first: str, second: str, claim: int | None, status: str
) -> None:
    text = f"2024年项目支出9.00万元，{words}系统运行维护费{first}万元，专家评审费{second}万元。"
    facts = replace(spending_said(build, text), claimed_projects=claim)
    assert statuses_of("mention_is_sum_of_its_parts", facts) == [status]


def test_a_list_of_projects_and_of_what_they_are_paid_from_is_not_added_up(build: "Builder") -> None:
    text = "2024年项目支出9.00万元，其中：中央专项资金7.00万元，专家评审费5.00万元。"
    assert statuses_of("mention_is_sum_of_its_parts", spending_said(build, text)) == []
    changes = "2024年项目支出9.00万元，比上年增加2.00万元，主要是系统运行维护费增加3.00万元，专家评审费减少1.00万元。"
    assert statuses_of("mention_is_sum_of_its_parts", spending_said(build, changes)) == []


@pytest.mark.parametrize(("total", "statuses"), [("9.00", ["pass"]), ("5.00", ["insufficient"]), ("4.00", ["fail"])])
def test_the_total_of_one_budget_is_not_held_against_that_of_all(
    build: "Builder", total: str, statuses: list[str]
) -> None:
    facts = said(
        build,
        f"2024年支出总计{total}万元。",
        build.line("支出总计", role="total", side="expenditure", total="9.00"),
    )
    fund = build.statement("government_fund", build.line("支出总计", role="total", side="expenditure", total="5.00"))
    both = replace(facts, statements=(*facts.statements, fund))
    assert statuses_of("mention_agrees_with_table", both) == statuses
