"""The tables of the target forms: projects, their indicators, and their lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extractor.document.record import Indicator, Project, Target
from extractor.document.vocabulary import YUAN_PER_UNIT
from extractor.export.tidy.document_tables import OF_DOCUMENT
from extractor.export.tidy.model import Field, Reference, TidyTable, document_field
from extractor.export.tidy.values import in_yuan
from extractor.export.tidy.view import DocumentView

OF_PROJECT = Reference(("document_id", "project_id"), "projects", ("document_id", "project_id"))


def _yuan(project: Project, value: Decimal | None) -> Decimal | None:
    return in_yuan(value, YUAN_PER_UNIT.get(project.unit or ""))


def _first_cell(project: Project, field: str) -> str | None:
    cells = project.sources.get(field, ())
    return cells[0] if cells else None


PROJECTS: TidyTable[Project] = TidyTable(
    "projects",
    "One row a target form: of a project, a whole department, a policy or a transfer.",
    "每张绩效目标表一行：项目、部门整体、政策或转移支付。",
    "`projects[]`",
    ("document_id", "project_id"),
    lambda view: view.document.projects,
    (
        document_field(),
        Field("project_id", "text", "id within the document", "标识", lambda _, p: p.id, True),
        Field("fiscal_year", "integer", "the document's year", "预算年度", lambda v, _: v.document.fiscal_year),
        Field("scope", "category", "project, department, policy, transfer", "范围", lambda _, p: p.scope, True),
        Field("code", "text", "project code", "项目编码", lambda _, p: p.code),
        Field("code_check", "category", "its check character", "校验位", lambda _, p: p.code_check, True),
        Field("name", "text", "name of the project", "项目名称", lambda _, p: p.name),
        Field("department_code", "category", "whose project", "部门（单位）代码", lambda _, p: p.department.code),
        Field("department_name", "category", "whose project", "部门（单位）名称", lambda _, p: p.department.name),
        Field("unit", "category", "unit of the money as printed", "金额单位", lambda _, p: p.unit),
        Field("budget_total", "decimal", "budget in `unit`", "预算总额", lambda _, p: p.budget.total),
        Field("budget_total_yuan", "decimal", "budget in 元", "预算总额（元）", lambda _, p: _yuan(p, p.budget.total)),
        Field("budget_fiscal", "decimal", "of it fiscal funds", "财政资金", lambda _, p: p.budget.fiscal),
        Field(
            "budget_fiscal_yuan", "decimal", "the same in 元", "财政资金（元）", lambda _, p: _yuan(p, p.budget.fiscal)
        ),
        Field("budget_other", "decimal", "of it other funds", "其他资金", lambda _, p: p.budget.other),
        Field(
            "budget_other_yuan", "decimal", "the same in 元", "其他资金（元）", lambda _, p: _yuan(p, p.budget.other)
        ),
        Field("budget_basic", "decimal", "a department's basic expenditure", "基本支出", lambda _, p: p.budget.basic),
        Field(
            "budget_basic_yuan", "decimal", "the same in 元", "基本支出（元）", lambda _, p: _yuan(p, p.budget.basic)
        ),
        Field(
            "budget_project", "decimal", "a department's project expenditure", "项目支出", lambda _, p: p.budget.project
        ),
        Field(
            "budget_project_yuan",
            "decimal",
            "the same in 元",
            "项目支出（元）",
            lambda _, p: _yuan(p, p.budget.project),
        ),
        Field("executed", "decimal", "spent, in `unit`", "执行数", lambda _, p: p.budget.executed),
        Field("executed_yuan", "decimal", "spent, in 元", "执行数（元）", lambda _, p: _yuan(p, p.budget.executed)),
        Field(
            "execution_rate", "decimal", "spent, % of the budget", "执行率（%）", lambda _, p: p.budget.execution_rate
        ),
        Field("mid_term_total", "decimal", "mid-term budget in `unit`", "中期预算", lambda _, p: p.mid_term.total),
        Field(
            "mid_term_total_yuan",
            "decimal",
            "the same in 元",
            "中期预算（元）",
            lambda _, p: _yuan(p, p.mid_term.total),
        ),
        Field("purpose", "text", "what the money is for", "用途", lambda _, p: p.purpose),
        Field("score", "text", "score of a self-evaluation", "自评得分", lambda _, p: p.score),
        Field("indicator_count", "integer", "its indicators", "指标数", lambda _, p: len(p.indicators), True),
        Field("table_id", "text", "the first of its tables", "表标识", lambda _, p: p.tables[0] if p.tables else None),
        Field(
            "budget_cell_id", "text", "cell of the budget", "预算单元格", lambda _, p: _first_cell(p, "budget.total")
        ),
        Field("page", "integer", "where it begins", "页码", lambda v, p: v.page_of(p.tables[0] if p.tables else None)),
    ),
    (OF_DOCUMENT,),
)


@dataclass(frozen=True, slots=True)
class PlacedIndicator:
    """An indicator with its project; ``number`` is its index in the JSON, and in the paths of ``sources``."""

    project: Project
    origin: str
    number: int
    indicator: Indicator

    @property
    def target(self) -> Target | None:
        return self.indicator.target

    @property
    def cell(self) -> str | None:
        return _first_cell(self.project, f"indicators.{self.number}.target") if self.origin == "form" else None


def _indicators(view: DocumentView) -> Iterator[PlacedIndicator]:
    for project in view.document.projects:
        yield from (PlacedIndicator(project, "form", n, one) for n, one in enumerate(project.indicators))
        said = project.prose_goals.indicators if project.prose_goals else ()
        yield from (PlacedIndicator(project, "prose", n, one) for n, one in enumerate(said))


def _number(text: str | None) -> Decimal | None:
    """A target's value as a number; None where it is a date or words."""
    try:
        number = Decimal(text) if text is not None else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _target_yuan(row: PlacedIndicator, value: str | None) -> Decimal | None:
    target = row.target
    return in_yuan(_number(value), YUAN_PER_UNIT.get(target.unit or "")) if target is not None else None


INDICATORS: TidyTable[PlacedIndicator] = TidyTable(
    "indicators",
    "One row an indicator of a target form, or of the goals that the prose states of it.",
    "每条绩效指标一行，含正文所述的目标。",
    "`projects[].indicators[]`, `projects[].prose_goals.indicators[]`",
    ("document_id", "project_id", "origin", "indicator_number"),
    _indicators,
    (
        document_field(),
        Field("project_id", "text", "its project", "项目标识", lambda _, i: i.project.id, True),
        Field("origin", "category", "`form` or `prose`", "出处", lambda _, i: i.origin, True),
        Field("indicator_number", "integer", "index, from 0 as in `sources`", "序号", lambda _, i: i.number, True),
        Field("tier1", "category", "first tier as printed", "一级指标", lambda _, i: i.indicator.tier1),
        Field("tier2", "category", "second tier as printed", "二级指标", lambda _, i: i.indicator.tier2),
        Field("tier3", "text", "the indicator's name", "三级指标", lambda _, i: i.indicator.tier3),
        Field(
            "tier1_class",
            "category",
            "first tier, normalised",
            "一级指标（规范）",
            lambda _, i: i.indicator.tier1_class,
        ),
        Field(
            "tier2_class",
            "category",
            "second tier, normalised",
            "二级指标（规范）",
            lambda _, i: i.indicator.tier2_class,
        ),
        Field(
            "tier_source",
            "category",
            "document, repaired, inferred",
            "层级依据",
            lambda _, i: i.indicator.tier_source,
            True,
        ),
        Field("description", "text", "what it means", "指标解释", lambda _, i: i.indicator.description),
        Field("target", "text", "its target as printed", "指标值", lambda _, i: i.target.raw if i.target else None),
        Field(
            "target_kind",
            "category",
            "quantity, percentage, date, text",
            "指标值种类",
            lambda _, i: i.target.kind if i.target else None,
        ),
        Field(
            "target_operator",
            "category",
            "≥ ≤ > < = as printed",
            "比较符",
            lambda _, i: i.target.operator if i.target else None,
        ),
        Field("target_value", "text", "number or date", "目标值", lambda _, i: i.target.value if i.target else None),
        Field(
            "target_value_to",
            "text",
            "upper end of a range",
            "目标值上限",
            lambda _, i: i.target.value_to if i.target else None,
        ),
        Field(
            "target_number",
            "decimal",
            "`target_value` where it is a number",
            "目标数值",
            lambda _, i: _number(i.target.value) if i.target else None,
        ),
        Field(
            "target_number_to",
            "decimal",
            "`target_value_to` where it is a number",
            "目标数值上限",
            lambda _, i: _number(i.target.value_to) if i.target else None,
        ),
        Field(
            "target_unit", "category", "unit as printed", "计量单位", lambda _, i: i.target.unit if i.target else None
        ),
        Field(
            "target_yuan",
            "decimal",
            "a target of money in 元",
            "目标金额（元）",
            lambda _, i: _target_yuan(i, i.target.value) if i.target else None,
        ),
        Field(
            "target_direction",
            "category",
            "words of change",
            "变动方向",
            lambda _, i: i.target.direction if i.target else None,
        ),
        Field("basis", "text", "on what ground it was set", "指标依据", lambda _, i: i.indicator.basis),
        Field("weight", "text", "weight as printed", "权重", lambda _, i: i.indicator.weight),
        Field("actual", "text", "reached, as printed", "实际完成值", lambda _, i: i.indicator.actual),
        Field("score", "text", "score as printed", "得分", lambda _, i: i.indicator.score),
        Field("deviation", "text", "why it deviates", "偏差原因", lambda _, i: i.indicator.deviation),
        Field(
            "mid_term_target",
            "text",
            "mid-term target as printed",
            "中期指标值",
            lambda _, i: t.raw if (t := i.indicator.mid_term_target) else None,
        ),
        Field(
            "confidence", "number", "probability that it is right", "置信度", lambda _, i: i.indicator.confidence, True
        ),
        Field("cell_id", "text", "cell of the target", "单元格标识", lambda _, i: i.cell),
        Field("page", "integer", "its page", "页码", lambda v, i: v.page_of(i.cell)),
    ),
    (OF_DOCUMENT, OF_PROJECT),
)


@dataclass(frozen=True, slots=True)
class ProjectItem:
    """An entry of one of a project's lists."""

    project: Project
    kind: str
    position: int
    label: str | None
    text: str | None
    value: Decimal | None = None
    unit: str | None = None


def _items(view: DocumentView) -> Iterator[ProjectItem]:
    for project in view.document.projects:
        yield from _texts(project, "objective", project.objectives)
        yield from _texts(project, "mid_term_objective", project.mid_term.objectives)
        yield from _texts(project, "prose_objective", project.prose_goals.objectives if project.prose_goals else ())
        for n, step in enumerate(project.plan, 1):
            yield ProjectItem(project, "plan", n, step.deadline, step.raw, step.value, step.unit)
        for n, task in enumerate(project.tasks, 1):
            words = "\n".join(part for part in (task.content, task.goal) if part)
            yield ProjectItem(project, "task", n, task.name, words, task.amount, project.unit if task.amount else None)
        for n, fact in enumerate(project.profile, 1):
            yield ProjectItem(project, "profile", n, fact.label, fact.value, _number(fact.value), fact.unit)


def _texts(project: Project, kind: str, texts: tuple[str, ...]) -> Iterator[ProjectItem]:
    return (ProjectItem(project, kind, position, None, text) for position, text in enumerate(texts, 1))


PROJECT_ITEMS: TidyTable[ProjectItem] = TidyTable(
    "project_items",
    "One row an objective, step of the plan, task or fact of the profile.",
    "每条绩效目标、支出计划、工作任务或基本情况一行。",
    "`projects[].objectives`, `.plan`, `.tasks`, `.profile`, `.mid_term.objectives`, `.prose_goals.objectives`",
    ("document_id", "project_id", "kind", "position"),
    _items,
    (
        document_field(),
        Field("project_id", "text", "its project", "项目标识", lambda _, x: x.project.id, True),
        Field(
            "kind",
            "category",
            "objective, mid_term_objective, prose_objective, plan, task, profile",
            "种类",
            lambda _, x: x.kind,
            True,
        ),
        Field("position", "integer", "place in the list, from 1", "次序", lambda _, x: x.position, True),
        Field("label", "text", "deadline, name of the task or fact", "时间或名称", lambda _, x: x.label),
        Field("text", "text", "the words; a task's content and goal", "内容", lambda _, x: x.text),
        Field("value", "decimal", "the number it prints", "数值", lambda _, x: x.value),
        Field("unit", "category", "its unit", "单位", lambda _, x: x.unit),
        Field(
            "yuan",
            "decimal",
            "an amount in 元",
            "金额（元）",
            lambda _, x: in_yuan(x.value, YUAN_PER_UNIT.get(x.unit or "")),
        ),
    ),
    (OF_DOCUMENT, OF_PROJECT),
)
