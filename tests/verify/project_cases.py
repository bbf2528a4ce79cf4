"""Small projects: budgets, plans, codes."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extractor.verify.facts import Facts

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


CODES = ("13022524P004RE210041X", "13022524P004RE210042H", "13022523P004RE2100256")


PLAN = (("50%", "%"), ("100%", "%"))


def two_projects(build: "Builder", second: str) -> Facts:
    line = build.line("合计", role="total", total="9.00", project="5.00")
    projects = (build.project(total="3.00"), build.project(total=second, number=2))
    return build.facts(build.statement("expenditure_summary", line), projects=projects)


def one_project(build: "Builder", **fields: Any) -> Facts:
    return build.facts(projects=(build.project(**fields),))


def projects_coded(build: "Builder", *codes: str) -> Facts:
    return build.facts(projects=tuple(build.project(code=code, number=n) for n, code in enumerate(codes, 1)))


def codes_of_year(build: "Builder", *codes: str, year: int = 2024, division: str = "130225") -> Facts:
    return replace(projects_coded(build, *codes), fiscal_year=year, division=division)


def claimed(facts: Facts, number: int) -> Facts:
    """The same document, which says that its 项目支出 is of so many projects."""
    return replace(facts, claimed_projects=number)
