"""Rules of a self-evaluation's points and of a department's list of tasks: columns of a form that add up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from extractor.document.matrix_words import read_matrix_word
from extractor.document.number import points_of
from extractor.document.record import Project
from extractor.verify.facts import CellPlace, Facts, made_once, place_of
from extractor.verify.form_grid import amount_at, grid_of, head_above
from extractor.verify.identity import Term, is_circular, test_sum
from extractor.verify.registry import Finding, rule

_PointField = Literal["weight", "score"]
_WHOLE: Final = Decimal(100)
_FEWEST_WEIGHTS: Final = 3
"""Weights that make 100 without a printed total: two may by chance."""
_FEWEST_TASKS: Final = 2


@dataclass(frozen=True, slots=True)
class _Points:
    """The weights or the scores of a form: of all its indicators, of the execution of its budget, and the printed
    total. ``complete``: every indicator has one."""

    project: Project
    field: _PointField
    indicators: tuple[Term, ...]
    execution: Term | None
    total: Term | None
    complete: bool

    @property
    def terms(self) -> tuple[Term, ...]:
        """All of them that have a value."""
        whole = (*self.indicators, self.execution, self.total)
        return tuple(term for term in whole if term is not None and term.value is not None)


@rule(
    code="indicator_points_add_up",
    severity="warning",
    english="The weights of a form's indicators, with that of the budget's execution where it has one, make the "
    "printed total, or 100; the scores make the total score. A miss of the scores counts only where the weights of the "
    "same lines add up.",
    chinese="各指标分值（含预算执行率分值）之和等于总分或100；各项得分之和等于总得分；仅当分值合计相符时，得分合计不符才判为不符。",
)
def rule_indicator_points_add_up(facts: Facts) -> Iterator[Finding]:
    confirmed: set[str] = set()
    for points in _points(facts):
        found = _test_points(facts, points, definite=points.project.id in confirmed)
        if found is not None:
            if points.field == "weight" and found.status == "pass":
                confirmed.add(points.project.id)
            yield found


def point_cells(facts: Facts) -> Iterator[str]:
    """The cells of weights, scores and amounts of tasks with a value."""
    for points in _points(facts):
        yield from (term.cell for term in points.terms)
    for project in facts.projects:
        for row in _task_rows(facts, project):
            yield from (term.cell for term in row if term.value is not None)


def _test_points(facts: Facts, points: _Points, *, definite: bool) -> Finding | None:
    label = f"{points.project.name or points.project.id}, {points.field}"
    parts, alone = [*points.indicators], [points.indicators]
    ways = [[*parts, points.execution], *alone] if points.execution is not None else alone
    if not points.complete or len(parts) < 2:
        return None
    if points.total is not None and points.total.value:
        return test_sum(label, points.total, ways, definite=definite, derived=facts.derived)
    if points.field != "weight" or len(parts) < _FEWEST_WEIGHTS:
        return None
    for way in ways:
        cells = tuple(term.cell for term in way)
        if sum((term.value or Decimal(0) for term in way), Decimal(0)) == _WHOLE and not is_circular(
            cells, facts.derived
        ):
            told = f"{label}: the {len(way)} weights make {_WHOLE}."
            return Finding("pass", cells, told, _WHOLE, _WHOLE, Decimal(0), Decimal(0), cells)
    return None


def _points(facts: Facts) -> Sequence[_Points]:
    return made_once(facts, "points", lambda given: tuple(_all_points(given)))


def _all_points(facts: Facts) -> Iterator[_Points]:
    for project in facts.projects:
        for field in ("weight", "score"):
            found = _points_of(facts, project, field)
            if found is not None:
                yield found


def _points_of(facts: Facts, project: Project, field: _PointField) -> _Points | None:
    by_cell: dict[str, Term] = {}
    complete = True
    for number, indicator in enumerate(project.indicators):
        cells = project.sources.get(f"indicators.{number}.{field}", ())
        value = points_of(indicator.weight if field == "weight" else indicator.score)
        complete = complete and bool(cells) and value is not None
        by_cell |= {cell: Term(cell, value) for cell in cells[:1]}
    places = {(place.table, place.column) for cell in by_cell if (place := place_of(cell)) is not None}
    if not by_cell or not places:
        return None
    total = _total_of(facts, project, field, places)
    return _Points(project, field, tuple(by_cell.values()), _execution(facts, project, field), total, complete)


def _total_of(facts: Facts, project: Project, field: _PointField, places: set[tuple[str, int]]) -> Term | None:
    """The number in the row of 总分 under the weights or scores; the score itself wherever it stands."""
    cell = next(iter(project.sources.get("score", ())), "")
    place = place_of(cell)
    if place is None:
        return None
    own = (place.table, place.column)
    if field == "score":
        return Term(cell, points_of(project.score))
    if own in places or len(places) > 1:
        return None
    table, column = next(iter(places))
    return amount_at(grid_of(facts, table), place.row, column) if table == place.table else None


def _execution(facts: Facts, project: Project, field: _PointField) -> Term | None:
    """The points of the budget's execution: in the row of its total, under 分值 or 得分."""
    total = place_of(next(iter(project.sources.get("budget.total", ())), ""))
    if total is None or "budget.executed" not in project.sources:
        return None
    grid = grid_of(facts, total.table)
    for (row, column), _ in sorted(grid.items()):
        if row == total.row and read_matrix_word(head_above(grid, CellPlace(total.table, row, column))) == field:
            term = amount_at(grid, row, column)
            if term is not None and term.value is not None:
                return term
    return None


@rule(
    code="tasks_sum_to_budget",
    severity="warning",
    english="The amounts of a department's list of tasks make the sums in its row 合计, column by column, and each "
    "task's amount is its fiscal and other funds together; a miss counts only where most columns, or rows, add up.",
    chinese="部门整体绩效目标表所列任务各列金额之和等于合计行，各任务金额等于财政资金与其他资金之和；仅当多数列（行）相符时，不符才判定。",
)
def rule_tasks_sum_to_budget(facts: Facts) -> Iterator[Finding]:
    for project in facts.projects:
        rows = _task_rows(facts, project)
        label = project.name or project.id
        if len(rows) <= _FEWEST_TASKS:
            continue
        total, *tasks = rows[0], *reversed(rows[1:])
        yield from _tested(
            facts, f"{label}, tasks", [(term, parts) for term, *parts in zip(total, *tasks, strict=True)]
        )
        if len(total) > 2:
            yield from _tested(facts, f"{label}, a task", [(whole, parts) for whole, *parts in tasks])


def _tested(facts: Facts, label: str, sums: Sequence[tuple[Term, Sequence[Term]]]) -> Iterator[Finding]:
    """What the sums say; a miss counts where most of them add up."""
    found = [test_sum(label, total, [parts], definite=True, derived=facts.derived) for total, parts in sums]
    told = [finding for finding in found if finding is not None]
    good = sum(finding.status == "pass" for finding in told)
    yield from (finding for finding in told if finding.status != "fail" or good > len(told) - good)


def _task_rows(facts: Facts, project: Project) -> list[tuple[Term, ...]]:
    """The amounts of the row of sums and of the rows of tasks above it, upwards, in the columns of the budget; empty
    where the budget is not the row of sums below a list."""
    places = [
        place
        for name in ("total", "fiscal", "other")
        for cell in project.sources.get(f"budget.{name}", ())[:1]
        if (place := place_of(cell)) is not None
    ]
    if len(places) < 2 or not project.tasks or len({(place.table, place.row) for place in places}) > 1:
        return []
    grid = grid_of(facts, places[0].table)
    rows: list[tuple[Term, ...]] = []
    for row in range(places[0].row, -1, -1):
        terms = [amount_at(grid, row, place.column) for place in places]
        amounts = tuple(term for term in terms if term is not None)
        if len(amounts) < len(terms) or not any(term.value for term in amounts):
            break
        rows.append(amounts)
    return rows
