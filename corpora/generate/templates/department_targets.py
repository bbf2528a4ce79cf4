"""The department-wide target form, at home in a spreadsheet: budget, objectives, main tasks and their goals, matrix."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any, Final

from extractor.corpora.generate.forms.goals import GoalStyle
from extractor.corpora.generate.forms.indicators import Indicator, Shown
from extractor.corpora.generate.forms.matrix import Column, MatrixStyle, draw_merging, matrix_rows, target_column
from extractor.corpora.generate.forms.objectives import NUMBERINGS
from extractor.corpora.generate.forms.offices import Office, draw_office, seeded
from extractor.corpora.generate.forms.pieces import Row, head, label, lay, value
from extractor.corpora.generate.forms.projects import Project, ProjectStyle, draw_money, draw_projects, show_money
from extractor.corpora.generate.forms.tiers import draw_tiers
from extractor.corpora.generate.forms.weights import draw_weights
from extractor.corpora.generate.model import DocumentSpec, Orientation, TableSpec
from extractor.corpora.generate.style import FONTS

TEMPLATE: Final = "department_targets"
_WIDTHS: Final = (13.0, 16.0, 20.0, 26.0, 18.0, 8.0)
_HEADS: Final = ("一级指标", "二级指标", "三级指标")


@dataclass(frozen=True, slots=True)
class _Style:
    projects: ProjectStyle
    matrix: MatrixStyle
    has_profile: bool
    has_goals: bool
    """Tasks say what they are to reach."""
    has_weights: bool
    has_optional_row: bool
    keeps_rows: bool
    size: float
    orientation: Orientation
    words: tuple[str, str, str, str]
    """Labels of the objectives, of the tasks, of the matrix, and the head of its target column."""

    @property
    def last(self) -> int:
        """How many grid columns the last one of the upper rows takes: the matrix may divide it for its weights."""
        return 2 if self.has_weights else 1


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    content: str
    amount: Decimal
    goal: str


@dataclass(frozen=True, slots=True)
class _Facts:
    basic: Decimal
    other: Decimal
    people: int
    units: int
    tasks: tuple[_Task, ...]
    objectives: tuple[str, ...]
    indicators: tuple[Indicator, ...]

    @property
    def projects(self) -> Decimal:
        return sum((task.amount for task in self.tasks), Decimal(0))

    @property
    def total(self) -> Decimal:
        return self.basic + self.projects

    @property
    def fiscal(self) -> Decimal:
        return self.total - self.other


def build(seed: int) -> DocumentSpec:
    """One form, with eight to forty indicators."""
    random = seeded(TEMPLATE, seed)
    office = draw_office(random, seed)
    style = _draw_style(random, office)
    facts = _draw_facts(random, office, style)
    title = f"{office.year}年部门整体支出绩效目标表"
    rows = [*_label_rows(office, style, facts), *_task_rows(style, facts), *_matrix(style, facts)]
    form = TableSpec(
        title=title,
        kind="project_targets",
        unit=None,
        header_rows=0,
        cells=lay(rows, 4 + style.last),
        widths=_WIDTHS[: 4 + style.last],
        keep_rows=style.keeps_rows,
        font_size=style.size,
    )
    return DocumentSpec(
        template=TEMPLATE,
        seed=seed,
        name=f"{office.name}{title}",
        kind="performance_targets",
        department=office.name,
        department_code=None if style.has_profile else office.code,
        fiscal_year=office.year,
        blocks=(form,),
        orientation=style.orientation,
        font=random.choice(FONTS),
        projects=(_truth(office, style, facts),),
    )


def _draw_style(random: Random, office: Office) -> _Style:
    tiers = draw_tiers(random, office.year)
    has_goals = random.random() < 0.6
    return _Style(
        projects=ProjectStyle("万元", GoalStyle.draw(random), tiers, random.choice(NUMBERINGS)),
        matrix=MatrixStyle(draw_merging(random)),
        has_profile=random.random() < 0.5,
        has_goals=has_goals,
        has_weights=random.random() < 0.4,
        has_optional_row=has_goals and random.random() < 0.3,
        keeps_rows=random.random() < 0.7,
        size=random.choice((9.0, 10.0)),
        orientation="landscape" if random.random() < 0.4 else "portrait",
        words=random.choice(
            (
                ("总体绩效目标", "年度重点工作任务", "绩效指标", "指标值"),
                ("年度总体目标", "年度主要任务", "年度绩效指标", "年度指标值"),
                ("整体绩效目标", "年度主要工作任务", "绩效指标", "目标值"),
            )
        ),
    )


def _draw_facts(random: Random, office: Office, style: _Style) -> _Facts:
    counts = [random.randint(8, 40)] + [6] * random.randint(1, 4)
    whole, *others = draw_projects(random, office, style.projects, counts)
    effects = list(office.lexicon.phrases["effects_of_work"])
    tasks = tuple(_task(random, project, effects) for project in (whole, *others))
    weights = draw_weights(random, whole.indicators, 100)
    basic = draw_money(random, "万元", "works")
    return _Facts(
        basic=basic,
        other=(basic / 5).quantize(Decimal("0.01")) if random.random() < 0.3 else Decimal("0.00"),
        people=random.randint(12, 800),
        units=random.randint(0, 24),
        tasks=tasks,
        objectives=whole.objectives,
        indicators=tuple(replace(one, weight=weight) for one, weight in zip(whole.indicators, weights, strict=True)),
    )


def _task(random: Random, project: Project, effects: Sequence[str]) -> _Task:
    return _Task(project.name, project.purpose, project.total, f"{random.choice(effects)}。")


def _label_rows(office: Office, style: _Style, facts: _Facts) -> list[Row]:
    amounts = {name: show_money(getattr(facts, name)) for name in ("basic", "projects", "fiscal", "other", "total")}
    rows: list[Row] = []
    if style.has_profile:
        rows += [
            [label("部门名称"), value(office.name, 3 + style.last)],
            [label("基本信息"), label("财政供养人员数"), value(str(facts.people)), label("下属二级单位数"),
             value(str(facts.units), style.last)],
            [label("预算整体情况", height=3), head("部门预算支出"), head("预算金额（万元）"), head("收入来源"),
             head("预算金额（万元）", style.last)],
            [label("基本支出"), value(amounts["basic"], align="right"), label("财政拨款"),
             value(amounts["fiscal"], style.last, align="right")],
            [label("项目支出"), value(amounts["projects"], align="right"), label("其他资金"),
             value(amounts["other"], style.last, align="right")],
        ]  # fmt: skip
    else:
        rows += [
            [label("部门名称"), value(office.name, 2), label("部门编码"), value(office.code, style.last)],
            [
                label("部门预算\n（万元）", height=2),
                head("资金总额", 2),
                head("基本支出"),
                head("项目支出", style.last),
            ],
            [value(amounts["total"], 2), value(amounts["basic"]), value(amounts["projects"], style.last)],
        ]
    rows.append([label(style.words[0]), value("\n".join(facts.objectives), 3 + style.last, align="left")])
    return rows


def _task_rows(style: _Style, facts: _Facts) -> list[Row]:
    if style.has_goals:
        heads = [
            head("名称"),
            head("主要实施内容"),
            head("拟投入的资金（万元）"),
            head("期望达到的目标（概述）", style.last),
        ]
        body: list[Row] = [
            [label(task.name), value(task.content, align="left"), value(show_money(task.amount), align="right"),
             value(task.goal, style.last, align="left")]
            for task in facts.tasks
        ]  # fmt: skip
    else:
        heads = [head("任务名称"), head("主要内容", 2), head("预算金额（万元）", style.last)]
        body = [
            [label(task.name), value(task.content, 2, align="left"),
             value(show_money(task.amount), style.last, align="right")]
            for task in facts.tasks
        ]  # fmt: skip
    rows: list[Row] = [[label(style.words[1], height=len(body) + 1), *heads], *body]
    if style.has_optional_row:
        rows.append([label("其他需完成的任务（可选填）"), value("", 3 + style.last)])
    return rows


def _matrix(style: _Style, facts: _Facts) -> list[Row]:
    columns: list[Column] = [target_column()]
    heads = [head(word) for word in (*_HEADS, style.words[3])]
    if style.has_weights:
        columns.append(lambda one: value(one.weight))
        heads.append(head("分值"))
    area = label(style.words[2], height=len(facts.indicators) + 1)
    return [[area, *heads], *matrix_rows(facts.indicators, style.matrix, columns)]


def _truth(office: Office, style: _Style, facts: _Facts) -> dict[str, Any]:
    if style.has_profile:
        budget = {"fiscal": facts.fiscal, "other": facts.other, "basic": facts.basic, "project": facts.projects}
        profile = [("财政供养人员数", str(facts.people)), ("下属二级单位数", str(facts.units))]
    else:
        budget = {"total": facts.total, "basic": facts.basic, "project": facts.projects}
        profile = []
    shown: frozenset[Shown] = frozenset({"weight"}) if style.has_weights else frozenset()
    return {
        "scope": "department",
        "code": None,
        "name": office.name,
        "department": {"code": None if style.has_profile else office.code, "name": office.name},
        "unit": "万元",
        "budget": {name: show_money(amount) for name, amount in budget.items()},
        "objectives": list(facts.objectives),
        "tasks": [
            {
                "name": task.name,
                "content": task.content,
                "amount": show_money(task.amount),
                "goal": task.goal if style.has_goals else None,
            }
            for task in facts.tasks
        ],
        "profile": [{"label": name, "value": said, "unit": None} for name, said in profile],
        "indicators": [one.truth(shown) for one in facts.indicators],
    }
