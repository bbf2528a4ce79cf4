"""Rules of a project's money: the budget, what it consists of, its cost target, its spending plan."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.document.number import read_amount
from extractor.document.plan_heading import heading_says_percent
from extractor.document.record import Indicator, Project
from extractor.document.vocabulary import YUAN_PER_UNIT, CheckStatus
from extractor.verify.facts import Facts, place_of
from extractor.verify.form_grid import amount_at, grid_of, head_above
from extractor.verify.identity import Term, is_circular, test_sum, tolerance_of
from extractor.verify.registry import Finding, findings_of, rule

_SHARE = re.compile("率|[%％]|比例")
_BUDGET_PARTS = (
    ("budget", ("fiscal", "other")),
    ("budget", ("basic", "project")),
    ("mid_term", ("fiscal", "other")),
)


@rule(
    code="project_budget_is_fiscal_plus_other",
    severity="error",
    english="A project's budget is its fiscal funds and other funds together (basic and project for a department), "
    "with what else the form lists between them (上年结转), in its other columns (年初预算数, 全年执行数) too; with "
    "one of them blank a miss is not counted, unless the other is more than the whole.",
    chinese="项目预算等于财政资金与其他资金（及表中其间所列上年结转等）之和（部门整体为基本＋项目），年初预算数、全年执行数等列亦同；一方空白时仅判断是否超出。",
)
def rule_project_budget_is_fiscal_plus_other(facts: Facts) -> Iterator[Finding]:
    for project in facts.projects:
        for group, names in _BUDGET_PARTS:
            total = money_of(project, f"{group}.total")
            parts = [money_of(project, f"{group}.{name}") for name in names]
            printed = [part for part in parts if part.value is not None]
            if total.value is None or not printed:
                continue
            over = sum((part.value or Decimal(0) for part in printed), Decimal(0)) > total.value
            definite = len(printed) == len(parts) or over
            label = f"{project.name or project.id}, {group}"
            further = _further_parts(facts, total, printed)
            ways = [printed, [*printed, *further]] if further else [printed]
            found = test_sum(label, total, ways, definite=definite, derived=facts.derived)
            if found is not None:
                yield found
                yield from _other_columns(facts, project, found)


def budget_cells(facts: Facts) -> Iterator[str]:
    """The cells of the budgets' sums, those in columns that are no field of a project too, and of the cost targets that
    print an amount alone, their unit beside it."""
    for finding in findings_of(facts, rule_project_budget_is_fiscal_plus_other):
        yield from (cell for cell in finding.members if place_of(cell) is not None)
    for finding in findings_of(facts, rule_cost_target_against_budget):
        for cell in finding.members:
            place = place_of(cell)
            term = amount_at(grid_of(facts, place.table), place.row, place.column) if place is not None else None
            if term is not None and term.value is not None:
                yield cell


def _other_columns(facts: Facts, project: Project, yearly: Finding) -> Iterator[Finding]:
    """The same rows in the other columns of amounts, where those of the budget stand in one column and add up: what
    was planned first and what was spent (年初预算数, 全年执行数) is made of the same parts."""
    places = [place for cell in yearly.members if (place := place_of(cell)) is not None]
    if yearly.status != "pass" or len(places) < 2 or len({(place.table, place.column) for place in places}) > 1:
        return
    grid = grid_of(facts, places[0].table)
    known = {place_of(cell) for cells in project.sources.values() for cell in cells}
    parts, rate = places[1:], place_of((project.sources.get("budget.execution_rate") or ("",))[0])
    for row, column in sorted(grid):
        place = places[0]._replace(column=column)
        total = amount_at(grid, row, column) if row == place.row and column != places[0].column else None
        is_share = place == rate or bool(_SHARE.search(head_above(grid, place)))
        if total is None or is_share or any(part._replace(column=column) in known for part in parts):
            continue
        terms = [amount_at(grid, part.row, column) for part in parts]
        amounts = [term for term in terms if term is not None]
        if len(amounts) == len(terms) and any(term.value for term in amounts):
            definite = all(term.value is not None for term in amounts)
            label = f"{project.name or project.id}, column {column}"
            found = test_sum(label, total, [amounts], definite=definite, derived=facts.derived)
            if found is not None:
                yield found


def _further_parts(facts: Facts, total: Term, parts: Sequence[Term]) -> list[Term]:
    """The amounts of the form that stand in the total's column between it and its last part: 上年结转 and the like."""
    places = [place_of(term.cell) for term in (total, *parts)]
    known = [place for place in places if place is not None]
    if len(known) < len(places) or len({(place.table, place.column) for place in known}) > 1:
        return []
    table = facts.tables.get(known[0].table)
    rows = range(known[0].row + 1, max(place.row for place in known))
    own = {term.cell for term in parts}
    cells = [
        cell
        for cell in (table.cells if table is not None else ())
        if cell.column == known[0].column and cell.row in rows and cell.id not in own
    ]
    readings = ((cell.id, read_amount(cell.text)) for cell in cells)
    return [Term(cell, reading.value) for cell, reading in readings if reading is not None and reading.value]


@rule(
    code="cost_target_against_budget",
    severity="warning",
    english="A cost target in money is not above the project's budget, and one that is equal to it confirms it; a "
    "percentage whose number is the budget's has the wrong unit.",
    chinese="以金额表示的成本指标不超过项目预算，相等时互相印证；数值等于预算而单位为百分比的，单位有误。",
)
def rule_cost_target_against_budget(facts: Facts) -> Iterator[Finding]:
    for project in facts.projects:
        total = money_of(project, "budget.total")
        if not total.value or project.unit not in YUAN_PER_UNIT:
            continue
        for number, indicator in enumerate(project.indicators):
            cells = project.sources.get(f"indicators.{number}.target", ())
            found = _test_cost(facts, project, indicator, (total, cells))
            if found is not None:
                yield found


def _test_cost(
    facts: Facts, project: Project, indicator: Indicator, terms: tuple[Term, tuple[str, ...]]
) -> Finding | None:
    (total, cells), target = terms, indicator.target
    if target is None or target.value is None or not _is_cost(indicator) or target.operator in (">", ">="):
        return None
    if target.kind not in ("quantity", "percentage"):
        return None  # a date that slid to a cost indicator
    number, subjects = Decimal(target.value), (*cells, total.cell)
    told = f"{indicator.tier3 or '成本指标'}: {target.raw} against a budget of {total.value}{project.unit}."
    if target.unit == "%" and total.value is not None:
        if number != total.value or number == 100:
            return None
        told += f" The number is the budget's: {project.unit} is meant."
        return Finding("fail", subjects, told, total.value, number)
    if target.unit not in YUAN_PER_UNIT or project.unit is None or total.value is None:
        return None
    expected, actual = total.value * YUAN_PER_UNIT[project.unit], number * YUAN_PER_UNIT[target.unit]
    if actual == expected and is_circular(subjects, facts.derived):
        return Finding("not_applicable", subjects, f"{told} An amount would vouch for itself.", expected, actual)
    if actual == expected:
        return Finding("pass", subjects, told, expected, actual, Decimal(0), Decimal(0), subjects)
    tolerance = tolerance_of([total.value]) * YUAN_PER_UNIT[project.unit]
    longer = project.mid_term.total
    if actual < expected or (longer is not None and actual <= longer * YUAN_PER_UNIT[project.unit]):
        told += " It may be a part of the cost, or of more years."
        return Finding("not_applicable", subjects, told, expected, actual)
    over = actual - expected
    status: CheckStatus = "fail" if over > tolerance else "not_applicable"
    return Finding(status, subjects, told, expected, actual, over, tolerance)


@rule(
    code="plan_ends_at_whole",
    severity="warning",
    english="A spending plan never falls and ends at 100 % or at the budget; amounts under a heading that says （%） "
    "are a fault of the form.",
    chinese="支出计划逐期不减，期末为100%或等于预算数；表头为（%）而填写金额的，判为不符。",
)
def rule_plan_ends_at_whole(facts: Facts) -> Iterator[Finding]:
    for project in facts.projects:
        values = [step.value for step in project.plan if step.value is not None]
        cells = project.sources.get("plan", ())
        if not values:
            continue
        told = f"{project.name or project.id}: the plan is {', '.join(step.raw or '—' for step in project.plan)}."
        if len(values) < len(project.plan) or len({step.unit for step in project.plan}) > 1:
            yield Finding("insufficient", cells, f"{told} A step is blank, or the units differ.")
            continue
        yield _test_plan(facts, project, values, cells, told)


def _test_plan(facts: Facts, project: Project, values: list[Decimal], cells: tuple[str, ...], told: str) -> Finding:
    is_share = project.plan[0].unit == "%"
    whole = Decimal(100) if is_share else project.budget.total
    if values != sorted(values):
        return Finding("fail", cells, f"{told} It falls.", None, values[-1])
    if whole is None:
        return Finding("insufficient", cells, f"{told} The budget is blank.", None, values[-1])
    if not is_share and heading_says_percent(facts.tables[table] for table in project.tables if table in facts.tables):
        if values[-1] == 100:
            return Finding("pass", cells, f"{told} The heading says per cent.", Decimal(100), values[-1])
        return Finding("fail", cells, f"{told} The heading says per cent, these are amounts.", Decimal(100), values[-1])
    status = values[-1] == whole
    told = f"{told} It ends at {values[-1]} of {whole}."
    return Finding("pass" if status else "fail", cells, told, whole, values[-1], values[-1] - whole, Decimal(0))


def money_of(project: Project, path: str) -> Term:
    """One amount of the form with its cell; where the cell is not known its path stands for it."""
    group, name = path.split(".")
    value: Decimal | None = getattr(project.budget if group == "budget" else project.mid_term, name)
    cells = project.sources.get(path, ())
    return Term(cells[0] if cells else f"{project.id}.{path}", value)


def _is_cost(indicator: Indicator) -> bool:
    return indicator.tier1_class == "成本指标" or (indicator.tier2_class or "").endswith("成本指标")
