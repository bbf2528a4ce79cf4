"""The self-evaluation form of a project: budget and execution, goal and achievement, points for each indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, Final

from extractor.corpora.generate.forms.goals import GoalStyle
from extractor.corpora.generate.forms.indicators import Indicator
from extractor.corpora.generate.forms.matrix import MatrixStyle, draw_merging, matrix_rows, target_column
from extractor.corpora.generate.forms.objectives import NUMBERINGS
from extractor.corpora.generate.forms.offices import Office, draw_office, seeded
from extractor.corpora.generate.forms.pieces import Row, head, label, lay, value
from extractor.corpora.generate.forms.projects import Project, ProjectStyle, draw_projects, share_of, show_money
from extractor.corpora.generate.forms.prose import opening_blocks
from extractor.corpora.generate.forms.results import draw_result, points
from extractor.corpora.generate.forms.tiers import draw_tiers
from extractor.corpora.generate.forms.weights import EXECUTION_POINTS, draw_weights
from extractor.corpora.generate.model import Block, DocumentSpec, Orientation, PageBreak, TableSpec
from extractor.corpora.generate.style import FONTS

TEMPLATE: Final = "self_evaluation"
_WIDTHS: Final = (7.0, 10.0, 12.0, 19.0, 12.0, 12.0, 8.0, 9.0, 15.0)
_TIERS: Final = ("一级指标", "二级指标", "三级指标")
_RESULTS: Final = ("年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
_NO_POINTS: Final = "—"


@dataclass(frozen=True, slots=True)
class _Style:
    projects: ProjectStyle
    matrix: MatrixStyle
    grouped: bool
    keeps_rows: bool
    size: float
    orientation: Orientation
    heads: tuple[str, ...]
    funds_label: str


@dataclass(frozen=True, slots=True)
class _Money:
    """One row of the money block."""

    initial: Decimal
    full: Decimal
    executed: Decimal

    @property
    def rate(self) -> Decimal:
        return (self.executed / self.full * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def points(self) -> Decimal:
        return (EXECUTION_POINTS * self.executed / self.full).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class _Facts:
    project: Project
    rows: tuple[tuple[str, _Money | None], ...]
    """Label and money of each row; the first one is the whole."""
    achievement: str

    @property
    def whole(self) -> _Money:
        money = self.rows[0][1]
        assert money is not None  # noqa: S101  # the whole is always printed
        return money

    @property
    def score(self) -> Decimal:
        return self.whole.points + sum(Decimal(one.score) for one in self.project.indicators)


def build(seed: int) -> DocumentSpec:
    """One to four forms; weights add up to 90 and, with the 10 for execution, to 100."""
    random = seeded(TEMPLATE, seed)
    office = draw_office(random, seed)
    style = _draw_style(random, office)
    counts = [random.choice((6, 8, 10, 14, 20, 34)) for _ in range(random.randint(1, 4))]
    title = f"{office.year}年项目支出绩效自评结果"
    blocks: list[Block] = [*opening_blocks(random, office, title)]
    truths = []
    for number, project in enumerate(draw_projects(random, office, style.projects, counts), start=1):
        facts = _evaluate(random, office, project)
        if number > 1 or len(blocks) > 1:
            blocks.append(PageBreak(style.orientation))
        blocks.append(_form(office, style, facts))
        truths.append(_truth(office, facts))
    return DocumentSpec(
        template=TEMPLATE,
        seed=seed,
        name=f"{office.name}{title}",
        kind="self_evaluation",
        department=office.name,
        department_code=None,
        fiscal_year=office.year,
        blocks=tuple(blocks),
        orientation=style.orientation,
        font=random.choice(FONTS),
        projects=tuple(truths),
    )


def _draw_style(random: Random, office: Office) -> _Style:
    projects = ProjectStyle("万元", GoalStyle.draw(random), draw_tiers(random, office.year), random.choice(NUMBERINGS))
    marked = random.random() < 0.4
    return _Style(
        projects=projects,
        matrix=MatrixStyle(draw_merging(random)),
        grouped=random.random() < 0.25,
        keeps_rows=random.random() < 0.7,
        size=random.choice((8.0, 8.0, 9.0)),
        orientation="landscape" if random.random() < 0.35 else "portrait",
        heads=(
            *(
                "年初预算数",
                "全年预算数（A）" if marked else "全年预算数",
                "全年执行数（B）" if marked else "全年执行数",
            ),
            *("分值", "执行率（B/A）" if marked else "执行率", "得分"),
        ),
        funds_label=random.choice(("项目资金（万元）", "项目资金\n（万元）", "预算执行情况（万元）")),
    )


def _evaluate(random: Random, office: Office, project: Project) -> _Facts:
    """Money spent, a result for each indicator, and the points for both."""
    phrases, achieved = office.lexicon.phrases, office.lexicon.achieved
    weights = draw_weights(random, project.indicators, 100 - EXECUTION_POINTS)
    indicators = [
        _result(random, office, one, weight, achieved) for one, weight in zip(project.indicators, weights, strict=True)
    ]
    return _Facts(
        replace(project, indicators=tuple(indicators)),
        _money_rows(random, project),
        random.choice(
            ("年度目标已全部完成。", f"{random.choice(phrases['effects_of_work'])}，年度目标基本完成。", "")
        ) or "\n".join(project.objectives).replace("计划", "实际"),
    )  # fmt: skip


def _result(
    random: Random, office: Office, one: Indicator, weight: str, achieved: Mapping[str, Sequence[str]]
) -> Indicator:
    result = draw_result(random, one.goal, achieved, office.year)
    score = points(Decimal(weight), result.share)
    phrases = office.lexicon.phrases
    reason = random.choice(phrases["no_deviation"] if result.is_met else phrases["deviations"])
    return replace(one, weight=weight, actual=result.actual, score=f"{score:f}", deviation=reason)


def _money_rows(random: Random, project: Project) -> tuple[tuple[str, _Money | None], ...]:
    """The whole, its fiscal part, what was carried over, and the rest, which is blank or adds up with them."""
    adjusted = random.choice((100, 100, 100, 85, 92, 110, 120))
    spent = random.choice((100, 100, 98, 95, 91, 83, 64))
    carried = share_of(random, project.fiscal, 2, 12) if random.random() < 0.2 else Decimal(0)
    fiscal = _Money(
        project.fiscal,
        (project.fiscal * adjusted / 100).quantize(Decimal("0.01")),
        (project.fiscal * adjusted * spent / 10000).quantize(Decimal("0.01")),
    )
    other = _Money(project.other, project.other, project.other) if project.other else None
    left = _Money(carried, carried, carried) if carried else None
    parts = [part for part in (fiscal, left, other) if part]
    whole = _Money(
        sum((part.initial for part in parts), Decimal(0)),
        sum((part.full for part in parts), Decimal(0)),
        sum((part.executed for part in parts), Decimal(0)),
    )
    return (("年度资金总额", whole), ("其中：当年财政拨款", fiscal), ("上年结转资金", left), ("其他资金", other))


def _form(office: Office, style: _Style, facts: _Facts) -> TableSpec:
    rows = [*_label_rows(office, style, facts), *_matrix(style, facts)]
    return TableSpec(
        title="项目支出绩效自评表",
        kind="project_targets",
        unit=None,
        header_rows=0,
        cells=lay(rows, len(_WIDTHS)),
        widths=_WIDTHS,
        under_title=(f"（{office.year}年度）",),
        captions=(f"（{office.year}年度）",),
        keep_rows=style.keeps_rows,
        font_size=style.size,
    )


def _label_rows(office: Office, style: _Style, facts: _Facts) -> list[Row]:
    project = facts.project
    rows: list[Row] = [
        [label("项目名称", 2), value(project.name, 7)],
        [label("主管部门", 2), value(office.name, 3), label("实施单位", 2), value(office.unit_name, 2)],
        [label(style.funds_label, 2, len(facts.rows) + 1), head(""), *(head(word) for word in style.heads)],
    ]
    for place, (name, money) in enumerate(facts.rows):
        rows.append([label(name, align="left"), *_money_cells(style, money, is_whole=place == 0)])
    rows += [
        [label("年度总体目标", height=2), head("预期目标", 4), head("实际完成情况", 4)],
        [value("\n".join(project.objectives), 4, align="left"), value(facts.achievement, 4, align="left")],
    ]
    return rows


def _money_cells(style: _Style, money: _Money | None, *, is_whole: bool) -> Row:
    if money is None:
        return [value("") for _ in range(3)] + [value(_NO_POINTS), value(""), value(_NO_POINTS)]
    amounts = [show_money(part, grouped=style.grouped) for part in (money.initial, money.full, money.executed)]
    cells = [value(amount, align="right") for amount in amounts]
    cells.append(value(str(EXECUTION_POINTS) if is_whole else _NO_POINTS))
    return [*cells, value(f"{money.rate}%"), value(f"{money.points}" if is_whole else _NO_POINTS)]


def _matrix(style: _Style, facts: _Facts) -> list[Row]:
    indicators = facts.project.indicators
    columns = (
        target_column(),
        lambda one: value(one.actual),
        lambda one: value(one.weight),
        lambda one: value(one.score),
        lambda one: value(one.deviation, align="left"),
    )
    rows: list[Row] = [[label("绩效指标", height=len(indicators) + 1), *(head(word) for word in (*_TIERS, *_RESULTS))]]
    rows += matrix_rows(indicators, style.matrix, columns)
    rows.append([label("总分", 6), value("100"), value(f"{facts.score:f}"), value("")])
    return rows


def _truth(office: Office, facts: _Facts) -> dict[str, Any]:
    project, money = facts.project, {name: row for name, row in facts.rows if row is not None}
    profile = [{"label": "实施单位", "value": office.unit_name, "unit": None}]
    if "上年结转资金" in money:
        profile.append({"label": "上年结转资金", "value": show_money(money["上年结转资金"].full), "unit": "万元"})
    profile.append({"label": "实际完成情况", "value": facts.achievement, "unit": None})
    return {
        "scope": "project",
        "code": None,
        "name": project.name,
        "department": {"code": None, "name": office.name},
        "unit": "万元",
        "budget": {
            "total": show_money(facts.whole.full),
            "fiscal": show_money(money["其中：当年财政拨款"].full),
            "other": show_money(money["其他资金"].full) if "其他资金" in money else None,
            "executed": show_money(facts.whole.executed),
            "execution_rate": f"{facts.whole.rate}",
        },
        "profile": profile,
        "objectives": list(project.objectives),
        "indicators": [one.truth(frozenset({"weight", "actual", "score", "deviation"})) for one in project.indicators],
        "score": f"{facts.score:f}",
    }
