"""A form's money: the yearly budget, the mid-term one, and what was spent of it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final

from extractor.document.record import Budget, MidTerm
from extractor.document.total_words import is_sum
from extractor.normalise.projects.tokens import FormTokens, Token, amount_of

_COLUMN_FIELDS: Final = ("initial_column", "full_column", "executed_column", "rate_column")
_BUDGET_NAMES: Final = tuple(field.name for field in fields(Budget))
_ROW_FIELDS: Final = ("total", "whole_total", "fiscal", "other")
_BUDGET_COLUMNS: Final = ("full_column", "total", "initial_column")
"""Whichever of these a form prints first here is its budget: the adjusted one before the initial one."""
_SPENT_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "budget.executed": ("executed_column",),
    "budget.execution_rate": ("rate_column",),
}


@dataclass(frozen=True, slots=True)
class Money:
    """The amounts found, the unit that their labels print, and the cell of each by field path."""

    budget: Budget
    mid_term: MidTerm
    unit: str | None
    sources: dict[str, tuple[str, ...]]


def read_money(form: FormTokens) -> Money:
    """Read the amounts beside their labels (else right below them), or below the heads of a self-evaluation form.

    The budget of a department-wide form is the last row, 金额合计, of its list of tasks. Where a form prints a figure
    for the whole project beside the yearly one, the yearly one is ``budget`` and the other ``mid_term``. 财政拨款 and
    其他资金 belong to the total above them in their column, else to the last total read before them.
    """
    values = dict(_executed(form) or _below_a_list(form) or _beside_labels(form))
    if not any(path.startswith("budget.") and not path.endswith(("basic", "project")) for path in values):
        values = {_as_yearly(path): found for path, found in values.items()}
    amounts = {path: amount for path, (amount, _) in values.items()}
    budget = Budget(**{name: amounts.get(f"budget.{name}") for name in _BUDGET_NAMES})
    mid_term = MidTerm(amounts.get("mid_term.total"), amounts.get("mid_term.fiscal"), amounts.get("mid_term.other"))
    sources: dict[str, tuple[str, ...]] = {path: (token.cell.id,) for path, (_, token) in values.items()}
    return Money(budget, mid_term, _printed_unit(form), sources)


def carried_over(form: FormTokens, label: Token) -> Decimal | None:
    """The amount carried over that ``label`` names: in the column of the budget, else beside it."""
    heads = _column_heads(form)
    if "executed_column" in heads and label.row > heads["executed_column"].row:
        in_row = [token for token in form.tokens if token.row == label.row]
        return amount_of(_under(next((heads[name] for name in _BUDGET_COLUMNS if name in heads), None), in_row))
    return amount_of(form.right_of(label))


def _beside_labels(form: FormTokens) -> Iterator[tuple[str, tuple[Decimal, Token]]]:
    totals = list(form.labelled("total", "whole_total"))
    found: set[str] = set()
    for label in form.labelled(*_ROW_FIELDS, "basic", "project"):
        assert label.label is not None  # noqa: S101  # labelled() gives labels only
        value = form.right_of(label)
        if amount_of(value) is None:
            value = _below_heads(form, label)
        amount = amount_of(value)
        if amount is None or value is None:
            continue
        path = _path(label, label.label.field, totals, form)
        if path not in found:
            found.add(path)
            yield path, (amount, value)
    if not totals:
        yield from _beside_head(form)


def _below_a_list(form: FormTokens) -> list[tuple[str, tuple[Decimal, Token]]]:
    """The sums below the heads 总额 | 财政拨款 | 其他资金 of a list of several rows: those in the row of its 合计."""
    heads = {label.label.field: label for label in form.labelled("fiscal", "other") if label.label is not None}
    if "fiscal" not in heads or any(amount_of(form.right_of(head)) is not None for head in heads.values()):
        return []
    for row in sorted({token.row for token in form.tokens if token.kind != "amount" and is_sum(token.text)}):
        in_row = [token for token in form.tokens if token.row == row and amount_of(token) is not None]
        sums = {field: _under(head, in_row) for field, head in heads.items()}
        listed = [token for token in form.below(heads["fiscal"], row - 1) if amount_of(token) is not None]
        if sums["fiscal"] is None or not listed or row <= heads["fiscal"].row:
            continue
        found = {"total": in_row[0] if in_row[0].column < heads["fiscal"].column else None, **sums}
        amounts = ((field, amount_of(token), token) for field, token in found.items())
        return [(f"budget.{field}", (value, token)) for field, value, token in amounts if value is not None and token]
    return []


def _beside_head(form: FormTokens) -> Iterator[tuple[str, tuple[Decimal, Token]]]:
    """The amount right beside the head of the money (项目资金（万元）), in a form that labels no total."""
    for head in form.labelled("funds"):
        value = form.right_of(head)
        amount = amount_of(value)
        if amount is not None and value is not None:
            yield "budget.total", (amount, value)
            return


def _below_heads(form: FormTokens, label: Token) -> Token | None:
    """The amount right below a label that is one of a row of heads (资金总额 | 基本支出 | 项目支出), each with an
    amount below it and none beside it."""
    labels = list(form.labelled(*_ROW_FIELDS, "basic", "project"))
    heads = [head for head in labels if head.row == label.row]
    below = [next(form.below(head, head.last_row + 1), None) for head in heads]
    beside = any(amount_of(form.right_of(head)) is not None for head in heads)
    # amounts that have a label in their own row belong to it, whatever heads their column
    owned = any(other.row == label.last_row + 1 for other in labels)
    if len(heads) < 2 or beside or owned or any(amount_of(token) is None for token in below):
        return None
    return below[heads.index(label)]


def _path(label: Token, field: str, totals: list[Token], form: FormTokens) -> str:
    if field == "total":
        return "budget.total"
    if field == "whole_total":
        return "mid_term.total"
    if field in {"basic", "project"}:
        return f"budget.{field}"
    place = form.tokens.index(label)
    above = [total for total in totals if total.column == label.column and total.row < label.row]
    before = [total for total in totals if form.tokens.index(total) < place]
    nearest = above or before
    total = nearest[-1] if nearest else None
    whole = total is not None and total.label is not None and total.label.field == "whole_total"
    return f"{'mid_term' if whole else 'budget'}.{field}"


def _as_yearly(path: str) -> str:
    return path.replace("mid_term.", "budget.")


def _executed(form: FormTokens) -> list[tuple[str, tuple[Decimal, Token]]]:
    """The amounts of a self-evaluation form, whose rows 年度资金总额 … stand under 全年预算数, 全年执行数, 执行率."""
    heads = _column_heads(form)
    if "executed_column" not in heads:
        return []
    found: dict[str, tuple[Decimal, Token]] = {}
    for label in form.labelled(*_ROW_FIELDS):
        if label.row <= heads["executed_column"].row or label.label is None:
            continue
        field = "total" if label.label.field == "whole_total" else label.label.field
        in_row = [token for token in form.tokens if token.row == label.row]
        for path, names in {f"budget.{field}": _BUDGET_COLUMNS, **(_SPENT_COLUMNS if field == "total" else {})}.items():
            token = next((under for name in names if (under := _under(heads.get(name), in_row)) is not None), None)
            amount = amount_of(token)
            if amount is not None and token is not None:
                found.setdefault(path, (amount, token))
    return list(found.items())


def _column_heads(form: FormTokens) -> dict[str, Token]:
    """The heads of amount columns by field: those in the row in which 全年执行数 stands."""
    rows = {token.row for token in form.labelled("executed_column")}
    heads: dict[str, Token] = {}
    for token in form.labelled(*_COLUMN_FIELDS, "total"):
        if token.row in rows and token.label is not None:
            heads.setdefault(token.label.field, token)
    return heads


def _under(head: Token | None, row: list[Token]) -> Token | None:
    if head is None:
        return None
    left, right = head.column, head.column + head.cell.column_span
    return next((t for t in row if left <= t.column < right and amount_of(t) is not None), None)


def _printed_unit(form: FormTokens) -> str | None:
    for label in form.labelled("funds", "scale", "plan", "initial_column", "full_column", *_ROW_FIELDS, "aside"):
        if label.label is not None and label.label.unit is not None:
            return label.label.unit
    return None
