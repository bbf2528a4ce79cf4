"""Amounts under a heading that says per cent: read as money, and said."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from extractor.document.record import Budget, Department, MidTerm, PlanStep, Project
from extractor.normalise.projects.plan import amounts_under_percent

if TYPE_CHECKING:
    from tests.normalise.projects.conftest import MakeTable


def _project(*steps: tuple[str, str]) -> Project:
    plan = tuple(PlanStep("6月底", value, Decimal(value), unit) for value, unit in steps)
    return Project(
        id="p1", scope="project", code=None, code_check="not_applicable", name="维护费",
        department=Department(None, None), unit="万元", budget=Budget(), mid_term=MidTerm(), purpose=None, plan=plan,
        objectives=(), tasks=(), profile=(), indicators=(), sources={"plan": ("t1.r1c1",)}, tables=("t1",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "steps", "said"),
    [
        ("资金支出计划（%）", (("4.00", "万元"), ("8.00", "万元")), True),
        ("资金支出计划（％）", (("4.00", "万元"), ("8.00", "万元")), True),
        ("资金支出计划（万元）", (("4.00", "万元"), ("8.00", "万元")), False),
        ("资金支出计划（%）", (("50", "%"), ("100", "%")), False),
        ("资金支出计划（%）", (("50", "万元"), ("100", "万元")), False),  # shares without their signs
        ("资金支出计划（%）", (), False),
    ],
)
def test_amounts_under_per_cent_are_said(
    make_table: "MakeTable", heading: str, steps: tuple[tuple[str, str], ...], said: bool
) -> None:
    table = make_table([[heading, ""], ["6月底", "4.00"]])
    problems = amounts_under_percent([_project(*steps)], [table])
    assert [(problem.code, problem.subjects) for problem in problems] == [("plan_in_money", ("t1.r1c1",))] * said
