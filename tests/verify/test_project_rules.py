"""Rules of projects, where an example of each kind is not enough."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extractor.document.table import Cell
from extractor.verify.rules import RULES
from extractor.verify.verification import verify
from tests.verify.project_cases import one_project, two_projects
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
