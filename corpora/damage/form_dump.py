"""A labelled project as a text dump of its form: labels beside values, then the indicator matrix.

The layout is the provincial form of the Hebei seeds. What a label holds beyond it can not be printed.
"""

from collections.abc import Iterator, Sequence

from extractor.corpora.damage.pieces import Belongs, Cell, Dialect, Line, Owner, Piece, Row
from extractor.corpora.label import LabelIndicator, LabelProject, LabelTarget, Unknown

_MATRIX_HEADER = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
_COLUMNS = 7
_NOT_PRINTED = (
    *("score", "tasks", "profile", "mid_term.total", "mid_term.fiscal", "mid_term.other", "mid_term.objectives"),
    *("budget.basic", "budget.project", "budget.executed", "budget.execution_rate"),
)
_NOT_PRINTED_OF_INDICATORS = ("weight", "actual", "score", "deviation", "mid_term_target")
_UNKNOWN = '"unknown"'


def fits_form(project: LabelProject) -> bool:
    """Whether the form prints everything that the label says of the project, and nothing of it is unknown."""
    if project.scope != "project" or _UNKNOWN in project.model_dump_json(exclude={"printed"}):
        return False
    data = project.model_dump()
    for path in _NOT_PRINTED:
        value = data
        for name in path.split("."):
            value = value[name]
        if value:
            return False
    return not any(indicator[name] for indicator in data["indicators"] for name in _NOT_PRINTED_OF_INDICATORS)


def dump_form(project: LabelProject, index: int, dialect: Dialect) -> list[Piece]:
    """The pieces of a form that ``fits_form``; tiers that go on from the row above are blank cells."""
    owner = Owner("project", index)
    department = f"{project.department.code or ''}{project.department.name or ''}"
    unit = f"单位：{project.unit}" if isinstance(project.unit, str) else ""
    above = _form_rows(project)
    pieces: list[Piece] = [Line(f"{index + 1}.{project.name}绩效目标表")]
    if dialect == "rows":
        pieces += [Line(""), Line(department), Line(""), Line(unit), Line("")]
    else:
        pieces.append(Row((Cell(department), Cell(unit)), owner, "header", 0, dialect))
    first = int(dialect == "cells")
    for number, cells in enumerate(above, first):
        pieces.append(Row(tuple(_laid_out(cells, dialect)), owner, "form", number, dialect))
    if dialect == "cells":
        pieces.append(Line(" "))
    matrix = first + len(above)
    pieces.append(Row(tuple(Cell(word) for word in _MATRIX_HEADER), owner, "header", matrix, dialect))
    for number, row in enumerate(_matrix_cells(project), matrix + 1):
        pieces.append(Row(tuple(row), owner, "matrix", number, dialect))
    return [*pieces, Line("")]


def _form_rows(project: LabelProject) -> list[list[Cell | None]]:
    """The rows above the matrix; None is a place that the cell on its left is merged over."""
    budget = project.budget
    plan = project.plan if isinstance(project.plan, list) else []
    steps = range(len(plan))
    deadlines = [_cell(step.deadline, "words", f"plan.{n}.deadline") for n, step in enumerate(plan)]
    shares = [_cell(step.raw, "amount", f"plan.{n}.raw") for n, step in enumerate(plan)]
    objectives = project.objectives if isinstance(project.objectives, list) else []
    said = "\n".join(str(objective) for objective in objectives)
    objective = Cell(said, "words", tuple(f"objectives.{n}" for n in range(len(objectives))))
    amounts = ("budget.total", "budget.fiscal", "budget.other")
    planned = (*(f"plan.{n}.deadline" for n in steps), *(f"plan.{n}.raw" for n in steps))
    return [
        [_label("项目编码", "code"), _cell(project.code, "code", "code"), None,
         _label("项目名称", "name"), _cell(project.name, "words", "name"), None],
        [_label("预算规模及资金用途", *amounts, "purpose"),
         _label("预算数", "budget.total"), _cell(budget.total, "amount", "budget.total"),
         _label("其中：财政资金", "budget.fiscal"), _cell(budget.fiscal, "amount", "budget.fiscal"),
         _label("其他资金", "budget.other"), _cell(budget.other, "amount", "budget.other")],
        [Cell(""), _cell(project.purpose, "words", "purpose")],
        [_label("资金支出计划（%）", *planned), *deadlines],
        [Cell(""), *shares],
        [_label("绩效目标", *objective.truth), objective],
    ]  # fmt: skip


def _laid_out(cells: Sequence[Cell | None], dialect: Dialect) -> list[Cell]:
    """The cells that the dialect prints: one a line leaves merged places out, a row a line is padded with blanks."""
    if dialect == "cells":
        return [cell for cell in cells if cell is not None]
    return [cell or Cell("") for cell in (*cells, *[None] * (_COLUMNS - len(cells)))]


def _matrix_cells(project: LabelProject) -> Iterator[list[Cell]]:
    indicators = project.indicators if isinstance(project.indicators, list) else []
    for number, indicator in enumerate(indicators):
        target = indicator.target.raw if isinstance(indicator.target, LabelTarget) else None
        place = f"indicators.{number}"
        yield [
            _tier_cell(indicators, number, 1),
            _tier_cell(indicators, number, 2),
            _cell(indicator.tier3, "words", f"{place}.tier3"),
            _cell(indicator.description, "words", f"{place}.description"),
            _cell(target, "target", f"{place}.target"),
            _cell(indicator.basis, "words", f"{place}.basis"),
        ]


def _tier_cell(indicators: Sequence[LabelIndicator], number: int, tier: int) -> Cell:
    """The tier cell of a row: the word where a run of equal ones begins, merged over that run; else blank."""
    tiers = [(indicator.tier1, indicator.tier2)[:tier] for indicator in indicators]
    own = f"indicators.{number}.tier{tier}"
    if number and tiers[number - 1] == tiers[number]:
        return Cell("", "tier", (own,))
    end = next((n for n in range(number, len(tiers)) if tiers[n] != tiers[number]), len(tiers))
    return Cell(str(tiers[number][-1] or ""), "tier", tuple(f"indicators.{n}.tier{tier}" for n in range(number, end)))


def _label(text: str, *truth: str) -> Cell:
    """A label with the values that nobody finds without it."""
    return Cell(text, "label", truth)


def _cell(value: str | Unknown | None, belongs: Belongs, truth: str) -> Cell:
    return Cell(value if isinstance(value, str) else "", belongs, (truth,))
