"""The provincial project target form: a grid of labels and, below it, the matrix with description and basis."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

from extractor.corpora.generate.forms.basis import with_basis
from extractor.corpora.generate.forms.goals import GoalStyle
from extractor.corpora.generate.forms.indicators import Indicator
from extractor.corpora.generate.forms.matrix import MatrixStyle, draw_merging, matrix_rows, target_column
from extractor.corpora.generate.forms.objectives import NUMBERINGS
from extractor.corpora.generate.forms.offices import Office, draw_office, seeded
from extractor.corpora.generate.forms.pieces import Piece, Row, head, label, lay, period, value
from extractor.corpora.generate.forms.projects import Project, ProjectStyle, draw_plan, draw_projects, show_money
from extractor.corpora.generate.forms.prose import opening_blocks
from extractor.corpora.generate.forms.tiers import draw_tiers
from extractor.corpora.generate.model import Block, DocumentSpec, PageBreak, TableSpec, Words
from extractor.corpora.generate.style import FONTS

TEMPLATE: Final = "provincial_targets"
_DEADLINES: Final = (("3月底", "6月底", "10月底", "12月底"),) * 3 + (("3月底", "6月底", "9月底", "12月底"),)
_FORM_WIDTHS: Final = (17.0, 12.0, 14.0, 16.0, 14.0, 13.0, 14.0)
_MATRIX_WIDTHS: Final = (11.0, 14.0, 22.0, 25.0, 13.0, 15.0)
_HEADS: Final = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")


@dataclass(frozen=True, slots=True)
class _Style:
    """What the seed settles for the whole document."""

    projects: ProjectStyle
    matrix: MatrixStyle
    deadlines: tuple[str, ...]
    unit_in_grid: bool
    is_numbered: bool
    keeps_rows: bool
    repeats_header: bool
    size: float


def build(seed: int) -> DocumentSpec:
    """Two to five projects, each a form and its matrix of 6 to 40 rows; now and then one without indicators."""
    random = seeded(TEMPLATE, seed)
    office = draw_office(random, seed)
    style = _draw_style(random, office)
    counts = [random.choice((6, 7, 8, 10, 12, 16)) for _ in range(random.randint(1, 4))]
    counts.insert(random.randrange(len(counts) + 1), random.randint(18, 40))
    blocks: list[Block] = [*opening_blocks(random, office, f"{office.year}年预算项目绩效目标")]
    truths = []
    for number, project in enumerate(draw_projects(random, office, style.projects, counts), start=1):
        owner = (office.unit_code, office.unit_name) if random.random() < 0.7 else office.affiliate
        if len(counts) > 2 and number == len(counts) and random.random() < 0.25:
            project = replace(project, indicators=())
        plan = draw_plan(random, project.total, len(style.deadlines), in_amounts=style.projects.plan_in_amounts)
        project = replace(project, indicators=with_basis(random, project.indicators, office.lexicon.phrases))
        title = f"{number}.{project.name}绩效目标表" if style.is_numbered else f"{project.name}绩效目标表"
        if number > 1:
            blocks.append(PageBreak() if random.random() < 0.6 else Words(""))
        blocks += [_form(style, title, owner, project, plan), _matrix(style, project)]
        truths.append(_truth(style, owner, project, plan))
    return DocumentSpec(
        template=TEMPLATE,
        seed=seed,
        name=f"{office.name}{office.year}年项目绩效目标",
        kind="performance_targets",
        department=office.name,
        department_code=None,
        fiscal_year=office.year,
        blocks=tuple(blocks),
        font=random.choice(FONTS),
        projects=tuple(truths),
    )


def _draw_style(random: Random, office: Office) -> _Style:
    projects = ProjectStyle(
        unit="万元" if random.random() < 0.85 else "元",
        goals=GoalStyle.draw(random),
        tiers=draw_tiers(random, office.year),
        numbered=random.choice(NUMBERINGS),
        checked_codes=random.random() < 0.7,
        plan_in_amounts=random.random() < 0.35,
    )
    return _Style(
        projects=projects,
        matrix=MatrixStyle(draw_merging(random)),
        deadlines=random.choice(_DEADLINES),
        unit_in_grid=random.random() < 0.6,
        is_numbered=random.random() < 0.6,
        keeps_rows=random.random() < 0.7,
        repeats_header=random.random() < 0.8,
        size=random.choice((8.0, 9.0, 9.0, 10.0)),
    )


def _form(style: _Style, title: str, owner: tuple[str, str], project: Project, plan: Sequence[str]) -> TableSpec:
    words, unit = "".join(owner), f"单位：{style.projects.unit}"
    rows = _form_rows(style, project, plan)
    if style.unit_in_grid:
        rows.insert(0, [value(words, 5, align="left"), value(unit, 2, align="right")])
    return TableSpec(
        title=title,
        kind="project_targets",
        unit=style.projects.unit,  # its line says it, in the grid or above it
        header_rows=0,
        cells=lay(rows, len(_FORM_WIDTHS)),
        widths=_FORM_WIDTHS,
        above=() if style.unit_in_grid else ((words, unit),),
        captions=() if style.unit_in_grid else (words,),
        keep_rows=style.keeps_rows,
        font_size=style.size,
    )


def _form_rows(style: _Style, project: Project, plan: Sequence[str]) -> list[list[Piece]]:
    other = show_money(project.other) if project.other else ""
    sign = "%" if not style.projects.plan_in_amounts else style.projects.unit
    deadlines = [period(word, width) for word, width in zip(style.deadlines, (2, 1, 1, 2), strict=True)]
    shares = [value(word, width) for word, width in zip(plan, (2, 1, 1, 2), strict=True)]
    return [
        [label("项目编码"), value(project.code, 3), label("项目名称"), value(project.name, 2)],
        [label("预算规模及资金用途", height=2), label("预算数"), value(show_money(project.total)),
         label("其中：财政资金"), value(show_money(project.fiscal)), label("其他资金"), value(other)],
        [value(project.purpose, 6, align="left")],
        [label(f"资金支出计划（{sign}）", height=2), *deadlines],
        shares,
        [label("绩效目标"), value("\n".join(project.objectives), 6, align="left")],
    ]  # fmt: skip


def _matrix(style: _Style, project: Project) -> TableSpec:
    rows: list[Row] = [[head(word) for word in _HEADS]]
    columns = (_description, target_column(), _basis)
    rows += matrix_rows(project.indicators, style.matrix, columns)
    if not project.indicators:
        rows.append([label("") for _ in range(3)] + [value("") for _ in range(3)])
    return TableSpec(
        title=None,
        kind="project_targets",
        unit=None,
        header_rows=1,
        cells=lay(rows, len(_HEADS)),
        widths=_MATRIX_WIDTHS,
        repeats_header=style.repeats_header,
        keep_rows=style.keeps_rows,
        font_size=style.size,
        declared_empty=not project.indicators,
    )


def _description(one: Indicator) -> Piece:
    return value(one.description, align="left")


def _basis(one: Indicator) -> Piece:
    return value(one.basis, align="left")


def _truth(style: _Style, owner: tuple[str, str], project: Project, plan: Sequence[str]) -> dict[str, Any]:
    return {
        "scope": "project",
        "code": project.code,
        "name": project.name,
        "department": {"code": owner[0], "name": owner[1]},
        "unit": style.projects.unit,
        "budget": {
            "total": show_money(project.total),
            "fiscal": show_money(project.fiscal),
            "other": show_money(project.other) if project.other else None,
        },
        "purpose": project.purpose,
        "plan": [{"deadline": day, "raw": raw} for day, raw in zip(style.deadlines, plan, strict=True)],
        "objectives": list(project.objectives),
        "indicators": [one.truth(frozenset({"description", "basis"})) for one in project.indicators],
    }
