"""A Shanghai district's form: the whole project beside the year, amounts in 元, units of targets in brackets."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, Final

from extractor.corpora.generate.forms.goals import GoalStyle
from extractor.corpora.generate.forms.matrix import MatrixStyle, draw_merging, matrix_rows, target_column
from extractor.corpora.generate.forms.objectives import NUMBERINGS
from extractor.corpora.generate.forms.offices import Office, draw_office, seeded
from extractor.corpora.generate.forms.pieces import Row, head, label, lay, value
from extractor.corpora.generate.forms.projects import Project, ProjectStyle, draw_projects, share_of, show_money
from extractor.corpora.generate.forms.tiers import draw_tiers
from extractor.corpora.generate.model import DocumentSpec, PageBreak, TableSpec
from extractor.corpora.generate.style import FONTS

TEMPLATE: Final = "district_targets"
_WIDTHS: Final = (8.0, 11.0, 14.0, 15.0, 14.0, 12.0, 12.0, 14.0)
_HEADS: Final = (("一级指标", 1), ("二级指标", 1), ("三级指标", 3))
_TARGET_HEADS: Final = ("年度（/项目）指标值", "年度指标值", "指标目标值")


@dataclass(frozen=True, slots=True)
class _Style:
    projects: ProjectStyle
    matrix: MatrixStyle
    target_head: str
    keeps_rows: bool
    size: float


@dataclass(frozen=True, slots=True)
class _Facts:
    """A project with the money of all its years, what was carried over, and its words."""

    project: Project
    total: Decimal
    fiscal: Decimal
    carried: Decimal
    whole_objectives: tuple[str, ...]
    dates: tuple[str, str]
    nature: str
    category: str

    @property
    def requested(self) -> Decimal:
        """The year's own fiscal money."""
        return self.project.fiscal - self.carried


def build(seed: int) -> DocumentSpec:
    """One to five forms, one a page."""
    random = seeded(TEMPLATE, seed)
    office = draw_office(random, seed)
    style = _draw_style(random)
    counts = [random.choice((6, 7, 9, 12, 22)) for _ in range(random.randint(1, 5))]
    blocks: list[TableSpec | PageBreak] = []
    truths = []
    for project in draw_projects(random, office, style.projects, counts):
        facts = _with_whole(random, office, project)
        blocks += [PageBreak()] if blocks else []
        blocks.append(_form(office, style, facts))
        truths.append(_truth(office, facts))
    return DocumentSpec(
        template=TEMPLATE,
        seed=seed,
        name=f"{office.name}{office.year}年财政项目支出绩效目标",
        kind="performance_targets",
        department=office.name,
        department_code=None,
        fiscal_year=office.year,
        blocks=tuple(blocks),
        font=random.choice(FONTS),
        projects=tuple(truths),
    )


def _draw_style(random: Random) -> _Style:
    in_brackets = random.random() < 0.7
    goals = GoalStyle(unit_in_brackets=in_brackets, two_places=in_brackets, plain_equals=in_brackets)
    return _Style(
        projects=ProjectStyle("元", goals, draw_tiers(random, 2021), random.choice(NUMBERINGS)),
        matrix=MatrixStyle(draw_merging(random), (1, 1, 3)),
        target_head=random.choice(_TARGET_HEADS),
        keeps_rows=random.random() < 0.7,
        size=random.choice((8.0, 9.0, 10.0)),
    )


def _with_whole(random: Random, office: Office, project: Project) -> _Facts:
    """The whole project: the year itself for a project of one year, several times that for one of several."""
    phrases = office.lexicon.phrases
    years = random.choice((1, 1, 1, 2, 3))
    last = office.year + years - 1
    whole = (f"{random.choice(phrases['wholes'])}。",) if years > 1 else project.objectives
    carried = share_of(random, project.fiscal, 3, 20) if random.random() < 0.25 else Decimal("0.00")
    return _Facts(
        project=project,
        total=project.total * years,
        fiscal=project.fiscal * years,
        carried=carried,
        whole_objectives=whole,
        dates=(f"{office.year}-01-01", f"{last}-12-31"),
        nature="阶段性项目" if years > 1 else random.choice(("经常性项目", "一次性项目")),
        category=random.choice(phrases["classes"]),
    )


def _form(office: Office, style: _Style, facts: _Facts) -> TableSpec:
    return TableSpec(
        title="财政项目支出绩效目标填报表",
        kind="project_targets",
        unit=None,
        header_rows=0,
        cells=lay([*_label_rows(office, facts), *_matrix(style, facts.project)], len(_WIDTHS)),
        widths=_WIDTHS,
        under_title=(f"（{office.year}年度）",),
        captions=(f"（{office.year}年度）",),
        keep_rows=style.keeps_rows,
        font_size=style.size,
    )


def _label_rows(office: Office, facts: _Facts) -> list[Row]:
    project = facts.project
    return [
        [label("项目名称", 2), value(project.name, 2), label("项目性质"), value(facts.nature), label("项目类别"),
         value(facts.category)],
        [label("主管部门", 2), value(office.name, 2), label("实施单位"), value(office.unit_name, 3)],
        [label("计划开始日期", 2), value(facts.dates[0], 2), label("计划完成日期"), value(facts.dates[1], 3)],
        [label("项目资金\n（元）", 2, 4), *_pair("项目资金总额", facts.total),
         *_pair("年度资金申请总额", project.total, 2)],
        [label("其中：财政资金", 1, 2, "left"), value(_shown(facts.fiscal), 1, 2, "right"),
         *_pair("其中：当年财政拨款", facts.requested, 2)],
        [*_pair("上年结转资金", facts.carried, 2)],
        [*_pair("其他资金", facts.total - facts.fiscal), *_pair("其他资金", project.other, 2)],
        [label("项目\n绩效\n目标", height=2), head("项目总目标", 3), head("年度总体目标", 4)],
        [value("\n".join(facts.whole_objectives), 3, align="left"),
         value("\n".join(project.objectives), 4, align="left")],
    ]  # fmt: skip


def _pair(name: str, money: Decimal, width: int = 1) -> Row:
    return [label(name, width, align="left"), value(_shown(money), width, align="right")]


def _shown(money: Decimal) -> str:
    return show_money(money, grouped=True)


def _matrix(style: _Style, project: Project) -> list[Row]:
    area = label("绩效指标", height=len(project.indicators) + 1)
    heads = [head(word, width) for word, width in (*_HEADS, (style.target_head, 2))]
    return [[area, *heads], *matrix_rows(project.indicators, style.matrix, (target_column(2),))]


def _truth(office: Office, facts: _Facts) -> dict[str, Any]:
    project = facts.project
    profile = {
        "项目性质": facts.nature,
        "项目类别": facts.category,
        "实施单位": office.unit_name,
        "计划开始日期": facts.dates[0],
        "计划完成日期": facts.dates[1],
    }
    items: list[dict[str, str | None]] = [
        {"label": name, "value": said, "unit": None} for name, said in profile.items()
    ]  # fmt: skip
    items.append({"label": "上年结转资金", "value": show_money(facts.carried), "unit": "元"})
    return {
        "scope": "project",
        "code": None,
        "name": project.name,
        "department": {"code": None, "name": office.name},
        "unit": "元",
        "budget": {
            "total": show_money(project.total),
            "fiscal": show_money(facts.requested),
            "other": show_money(project.other),
        },
        "mid_term": {
            "total": show_money(facts.total),
            "fiscal": show_money(facts.fiscal),
            "other": show_money(facts.total - facts.fiscal),
            "objectives": list(facts.whole_objectives),
        },
        "profile": items,
        "objectives": list(project.objectives),
        "indicators": [one.truth() for one in project.indicators],
    }
