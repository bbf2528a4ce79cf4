"""The central form (财预〔2015〕88号): the mid-term and the yearly target side by side."""

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any, Final

from extractor.corpora.generate.forms.goals import GoalStyle, Target, mid_term_of
from extractor.corpora.generate.forms.indicators import Indicator
from extractor.corpora.generate.forms.matrix import MatrixStyle, draw_merging, tier_runs
from extractor.corpora.generate.forms.objectives import NUMBERINGS
from extractor.corpora.generate.forms.offices import Office, draw_office, seeded
from extractor.corpora.generate.forms.pieces import Row, head, label, lay, value
from extractor.corpora.generate.forms.projects import Project, ProjectStyle, draw_projects, share_of, show_money
from extractor.corpora.generate.forms.prose import opening_blocks
from extractor.corpora.generate.forms.tiers import draw_tiers
from extractor.corpora.generate.model import Block, DocumentSpec, Orientation, PageBreak, TableSpec
from extractor.corpora.generate.style import FONTS

TEMPLATE: Final = "central_targets"
_WIDTHS: Final = (7.0, 9.0, 11.0, 19.0, 12.0, 11.0, 19.0, 12.0)
_HEADS: Final = ("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")

_OFTEN_YEARLY: Final = ("数量", "质量", "时效")


@dataclass(frozen=True, slots=True)
class _Style:
    projects: ProjectStyle
    merging: MatrixStyle
    years: int
    grouped: bool
    keeps_rows: bool
    size: float
    orientation: Orientation
    has_carried: bool
    has_gaps: bool


@dataclass(frozen=True, slots=True)
class _Facts:
    """A project with its money and objectives for all years."""

    project: Project
    attribute: str
    total: Decimal
    fiscal: Decimal
    objectives: tuple[str, ...]
    carried: str


def build(seed: int) -> DocumentSpec:
    """One to three projects, one form each; the mid-term figures go to ``mid_term`` and ``mid_term_target``."""
    random = seeded(TEMPLATE, seed)
    office = draw_office(random, seed)
    style = _draw_style(random, office)
    counts = [random.choice((6, 9, 12, 18, 30)) for _ in range(random.randint(1, 3))]
    title = f"{office.year}年项目支出绩效目标"
    blocks: list[Block] = [*opening_blocks(random, office, title)]
    truths = []
    for number, project in enumerate(draw_projects(random, office, style.projects, counts), start=1):
        facts = _with_mid_term(random, office, style, project)
        if number > 1 or len(blocks) > 1:
            blocks.append(PageBreak(style.orientation))
        blocks.append(_form(office, style, facts))
        truths.append(_truth(office, style, facts))
    return DocumentSpec(
        template=TEMPLATE,
        seed=seed,
        name=f"{office.name}{title}",
        kind="performance_targets",
        department=office.name,
        department_code=office.code,
        fiscal_year=office.year,
        blocks=tuple(blocks),
        orientation=style.orientation,
        font=random.choice(FONTS),
        projects=tuple(truths),
    )


def _draw_style(random: Random, office: Office) -> _Style:
    projects = ProjectStyle(
        unit="万元",
        goals=GoalStyle.draw(random),
        tiers=draw_tiers(random, min(office.year, 2022)),
        numbered=random.choice(NUMBERINGS),
    )
    return _Style(
        projects=projects,
        merging=MatrixStyle(draw_merging(random)),
        years=random.choice((2, 3, 3, 3, 5)),
        grouped=random.random() < 0.3,
        keeps_rows=random.random() < 0.7,
        size=random.choice((8.0, 9.0, 9.0)),
        orientation="landscape" if random.random() < 0.4 else "portrait",
        has_carried=random.random() < 0.4,
        has_gaps=random.random() < 0.3,
    )


def _with_mid_term(random: Random, office: Office, style: _Style, project: Project) -> _Facts:
    """The project's money and goals over its years: the yearly part is a share of the whole."""
    share = share_of(random, project.total * style.years, 85, 115)
    fiscal = share if project.fiscal == project.total else share_of(random, share, 50, 95)
    project = replace(
        project,
        indicators=tuple(replace(one, mid_term=_mid_term(random, style, one)) for one in project.indicators),
    )
    phrases = office.lexicon.phrases
    numbered = style.projects.numbered.format(1) if style.projects.numbered else ""
    objectives = (f"{numbered}{random.choice(phrases['wholes'])}。",) if random.random() < 0.5 else project.objectives
    carried = random.choice(("", "0.00", show_money(share_of(random, project.total, 1, 20))))
    return _Facts(project, random.choice(phrases["attributes"]), share, fiscal, objectives, carried * style.has_carried)


def _mid_term(random: Random, style: _Style, one: Indicator) -> Target | None:
    """None: the indicator is one of the year only."""
    if style.has_gaps and one.key[1] in _OFTEN_YEARLY and random.random() < 0.3:
        return None
    return mid_term_of(random, one.goal, style.years, style.projects.goals)


def _form(office: Office, style: _Style, facts: _Facts) -> TableSpec:
    return TableSpec(
        title="项目支出绩效目标申报表",
        kind="project_targets",
        unit=None,
        header_rows=0,
        cells=lay([*_label_rows(office, style, facts), *_matrix_rows(style, facts.project)], len(_WIDTHS)),
        widths=_WIDTHS,
        under_title=(f"（{office.year}年度）",),
        captions=(f"（{office.year}年度）",),
        keep_rows=style.keeps_rows,
        font_size=style.size,
    )


def _label_rows(office: Office, style: _Style, facts: _Facts) -> list[Row]:
    project, last = facts.project, office.year + style.years - 1
    rows: list[Row] = [
        [label("项目名称", 2), value(project.name, 6)],
        [label("主管部门及代码", 2), value(f"[{office.code}]{office.name}", 3), label("实施单位"),
         value(office.unit_name, 2)],
        [label("项目属性", 2), value(facts.attribute, 3), label("项目期"), value(f"{office.year}年-{last}年", 2)],
    ]  # fmt: skip
    rows += _money_rows(style, facts)
    rows += [
        [label("总体目标", height=2), head(f"中期目标（{office.year}年—{last}年）", 4), head("年度目标", 3)],
        [value("\n".join(facts.objectives), 4, align="left"), value("\n".join(project.objectives), 3, align="left")],
    ]
    return rows


def _money_rows(style: _Style, facts: _Facts) -> list[Row]:
    project = facts.project
    sides = [
        ("中期资金总额：", "年度资金总额：", facts.total, project.total),
        ("其中：财政拨款", "其中：财政拨款", facts.fiscal, project.fiscal),
        ("其他资金", "其他资金", facts.total - facts.fiscal, project.other),
    ]
    shown = [
        (left, right, _shown(style, mid), _shown(style, year)) for left, right, mid, year in sides
    ]  # fmt: skip
    if style.has_carried:
        shown.insert(2, ("", "上年结转资金", "", facts.carried))
    rows: list[Row] = []
    for place, (left, right, mid, year) in enumerate(shown):
        row = [label(left, 2, align="left"), value(mid, 2, align="right"), label(right, align="left")]
        row.append(value(year, 2, align="right"))
        rows.append([label("项目资金（万元）", height=len(shown)), *row] if place == 0 else row)
    return rows


def _shown(style: _Style, money: Decimal) -> str:
    return show_money(money, grouped=style.grouped)


def _matrix_rows(style: _Style, project: Project) -> list[Row]:
    indicators = project.indicators
    area = label("绩效指标", height=len(indicators) + 1)
    rows: list[Row] = [[area, *(head(word) for word in _HEADS)]]
    merging = style.merging.merging
    runs = [tier_runs(indicators, depth) if _merges(merging, depth) else [1] * len(indicators) for depth in (0, 1)]
    for one, first, second in zip(indicators, *runs, strict=True):
        row = [label(one.tier1, height=first)] if first else []
        for target in (one.mid_term, one.goal.target):
            row += [label(one.tier2, height=second)] if second else []
            row += [label(one.name if target else "", align="left"), value(target.raw if target else "")]
        rows.append(row)
    return rows


def _merges(merging: str, depth: int) -> bool:
    return merging == "both" or (merging == "first" and depth == 0)


def _truth(office: Office, style: _Style, facts: _Facts) -> dict[str, Any]:
    project = facts.project
    profile: list[tuple[str, str, str | None]] = [
        ("实施单位", office.unit_name, None),
        ("项目属性", facts.attribute, None),
        ("项目期", f"{office.year}年-{office.year + style.years - 1}年", None),
    ]
    if facts.carried:
        profile.append(("上年结转资金", facts.carried, "万元"))
    return {
        "scope": "project",
        "code": None,
        "name": project.name,
        "department": {"code": office.code, "name": office.name},
        "unit": "万元",
        "budget": _money_truth(project.total, project.fiscal),
        "mid_term": {**_money_truth(facts.total, facts.fiscal), "objectives": list(facts.objectives)},
        "profile": [{"label": name, "value": said, "unit": unit} for name, said, unit in profile],
        "objectives": list(project.objectives),
        "indicators": [one.truth(frozenset({"mid_term"})) for one in project.indicators],
    }


def _money_truth(total: Decimal, fiscal: Decimal) -> dict[str, str]:
    return {"total": show_money(total), "fiscal": show_money(fiscal), "other": show_money(total - fiscal)}
