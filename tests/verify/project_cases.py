"""Small projects: budgets, plans, codes."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extractor.document.record import Project, Task
from extractor.document.table import Cell, Table
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


def _grid(build: "Builder", *rows: tuple[str, ...]) -> Table:
    cells = tuple(
        Cell(f"t1.r{row}c{column}", row, column, 1, 1, text, text, "data")
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    )
    return replace(build.table(), cells=cells)


def self_evaluation(build: "Builder", score: str, *, weight: str = "20", spent: str = "8.00") -> Facts:
    """A form of one project: its money in columns, its points with the total below them."""
    grid = _grid(
        build,
        ("项目资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        ("项目资金", "年度资金总额", "11.00", "10.00", "9.00", "10", "90%", "9"),
        ("项目资金", "其中：财政拨款", "9.00", "8.00", spent, "—", "100%", "—"),
        ("项目资金", "其他资金", "2.00", "2.00", "1.00", "—", "50%", "—"),
        ("一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "得分", "原因"),
        ("产出指标", "数量指标", "甲", "8个", "8个", "50", "50", ""),
        ("产出指标", "质量指标", "乙", "9个", "9个", "20", "15", ""),
        ("产出指标", "时效指标", "丙", "9月", "9月", weight, "20", ""),
        ("总分", "", "", "", "", "100", score, ""),
    )
    plain = build.project(total="10.00", fiscal="8.00", other="2.00", tables=("t1",))
    points = (("50", "50"), ("20", "15"), (weight, "20"))
    budget = {f"budget.{name}": (f"t1.r{row}c3",) for row, name in enumerate(("total", "fiscal", "other"), 1)}
    fields = {
        f"indicators.{n}.{name}": (f"t1.r{n + 5}c{column}",)
        for n in range(3)
        for name, column in (("weight", 5), ("score", 6))
    }
    project = replace(
        plain,
        score=score,
        indicators=tuple(replace(plain.indicators[0], weight=w, score=s) for w, s in points),
        sources={**budget, "budget.executed": ("t1.r1c4",), "score": ("t1.r8c6",), **fields},
    )
    return build.facts(tables=(grid,), projects=(project,))


def tasks(build: "Builder", other: str) -> Facts:
    """A department's form: a list of tasks with three columns of money above the row of their sums."""
    grid = _grid(
        build,
        ("任务名称", "主要内容", "总额", "财政拨款", "其他资金"),
        ("甲", "办甲事", "4.00", "3.00", "1.00"),
        ("乙", "办乙事", "2.50", "2.50", "0.00"),
        ("丙", "办丙事", "5.00", "3.00", other),
        ("金额合计", "", "11.50", "8.50", "3.00"),
    )
    plain = build.project(total="11.50", fiscal="8.50", other="3.00")
    project: Project = replace(
        plain,
        tasks=(Task("甲", None, None, None),),
        sources={f"budget.{name}": (f"t1.r4c{place}",) for place, name in enumerate(("total", "fiscal", "other"), 2)},
    )
    return build.facts(tables=(grid,), projects=(project,))
