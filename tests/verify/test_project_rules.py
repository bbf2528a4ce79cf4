"""Rules of projects, where an example of each kind is not enough."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extractor.document.table import Cell
from extractor.verify.rules import RULES
from extractor.verify.verification import verify
from tests.verify.project_cases import one_project, self_evaluation, tasks, two_projects
from tests.verify.rule_cases import statuses_of

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


def test_a_plan_that_falls_is_wrong_though_it_ends_at_the_whole(build: "Builder") -> None:
    falling = (("50%", "%"), ("40%", "%"), ("100%", "%"))
    assert statuses_of("plan_ends_at_whole", one_project(build, total="8.00", plan=falling)) == ["fail"]
    assert statuses_of(
        "plan_ends_at_whole", one_project(build, total="8.00", plan=(("50%", "%"), *falling[::2][1:]))
    ) == ["pass"]


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
    assert statuses_of("project_budget_is_fiscal_plus_other", facts) == ["pass"]


@pytest.mark.parametrize(
    ("second", "claim", "status"),
    [
        ("2.00", None, "pass"),
        ("1.00", None, "not_applicable"),
        ("1.00", 2, "fail"),
        ("2.00", 2, "pass"),
        ("1.00", 3, "not_applicable"),
    ],
)
def test_projects_make_the_project_expenditure_where_they_are_all(
    build: "Builder", second: str, claim: int | None, status: str
) -> None:
    facts = replace(two_projects(build, second), claimed_projects=claim)
    assert statuses_of("projects_sum_to_project_expenditure", facts) == [status]


@pytest.mark.parametrize(("second", "status"), [("项目2", "fail"), ("项目3", "not_applicable")])
def test_a_table_that_lists_just_the_projects_says_that_they_are_all(
    build: "Builder", second: str, status: str
) -> None:
    facts = two_projects(build, "1.00")
    lines = (
        build.line("项目1", total="3.00"),
        build.line(second, total="2.00"),
        build.line("合计", role="total", total="5.00"),
    )
    listed = build.statement("project_expenditure", *lines, table=2, number=2)
    facts = replace(facts, statements=(*facts.statements, listed))
    assert statuses_of("projects_sum_to_project_expenditure", facts) == [status]


@pytest.mark.parametrize(
    ("heading", "last", "status", "told"),
    [
        ("资金支出计划（%）", "8.00", "fail", "The heading says per cent, these are amounts."),
        ("资金支出计划（%）", "100", "pass", "The heading says per cent."),
        ("资金支出计划", "8.00", "pass", "It ends at 8.00 of 8.00."),
    ],
)
def test_amounts_under_a_heading_of_per_cent(build: "Builder", heading: str, last: str, status: str, told: str) -> None:
    cell = Cell("t1.r0c0", 0, 0, 1, 1, heading, heading, "row_attribute")
    table = replace(build.table(("金额",)), cells=(cell,))
    project = build.project(total="8.00", plan=(("2.00", "万元"), (last, "万元")), tables=("t1",))
    rules = [one for one in RULES if one.code == "plan_ends_at_whole"]
    (check,) = verify(build.facts(tables=(table,), projects=(project,)), rules).checks
    assert (check.status, check.message[-len(told) :]) == (status, told)


def test_every_column_of_a_self_evaluation_adds_up_and_shares_do_not(build: "Builder") -> None:
    states = verify(self_evaluation(build, "94")).states
    amounts = {f"t1.r{row}c{column}" for row in (1, 2, 3) for column in (2, 3, 4)}
    points = {f"t1.r{row}c{column}" for row in (5, 6, 7, 8) for column in (5, 6)}
    assert {cell for cell, state in states.items() if state == "proved"} == amounts | points | {"t1.r1c5", "t1.r1c7"}
    wrong = self_evaluation(build, "94", spent="3.00")
    assert statuses_of("project_budget_is_fiscal_plus_other", wrong) == ["pass", "pass", "fail"]
    blank = self_evaluation(build, "94", spent="")
    assert statuses_of("project_budget_is_fiscal_plus_other", blank)[2:] == ["not_applicable"]


def test_scores_fail_only_where_the_weights_say_that_these_are_all(build: "Builder") -> None:
    assert statuses_of("indicator_points_add_up", self_evaluation(build, "70")) == ["pass", "fail"]
    assert statuses_of("indicator_points_add_up", self_evaluation(build, "70", weight="12")) == ["not_applicable"] * 2
    assert statuses_of("indicator_points_add_up", self_evaluation(build, "94", weight="")) == ["pass"]


def test_weights_make_100_where_no_total_is_printed(build: "Builder") -> None:
    facts = self_evaluation(build, "94")
    plain = facts.projects[0]
    unscored = replace(plain, score=None, sources={k: v for k, v in plain.sources.items() if k != "score"})
    assert statuses_of("indicator_points_add_up", replace(facts, projects=(unscored,))) == ["pass"]
    pair = replace(unscored, indicators=plain.indicators[:2])
    assert statuses_of("indicator_points_add_up", replace(facts, projects=(pair,))) == []


def test_a_task_is_wrong_where_the_other_tasks_add_up(build: "Builder") -> None:
    assert statuses_of("tasks_sum_to_budget", tasks(build, "2.00")) == ["pass"] * 6
    assert sorted(statuses_of("tasks_sum_to_budget", tasks(build, "1.00"))) == ["fail"] * 2 + ["pass"] * 4
