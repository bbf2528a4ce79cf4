"""The spending plan of a form: deadlines and what is to be spent by each."""

from collections.abc import Sequence
from decimal import Decimal

from extractor.document.check import Problem
from extractor.document.number import read_amount
from extractor.document.plan_heading import heading_says_percent
from extractor.document.record import PlanStep, Project
from extractor.document.table import Table
from extractor.document.text import folded
from extractor.document.vocabulary import YUAN_PER_UNIT
from extractor.normalise.projects.tokens import FormTokens, Token

_WHOLE = Decimal(100)


def read_plan(form: FormTokens, unit: str | None) -> tuple[tuple[PlanStep, ...], tuple[str, ...]]:
    """The plan's steps and the ids of their cells.

    The values stand below the deadlines, or right after each; where rows have slid they are still in order, so that
    as many values as deadlines are paired in order. A step printed twice in one row is one step. An amount without
    ``%`` counts in ``unit`` whatever the label says of per cent.
    """
    deadlines = [token for token in form.tokens if token.kind == "deadline"]
    if not deadlines:
        return (), ()
    first = form.tokens.index(deadlines[0])
    following = form.tokens[first:]
    end = next((n for n, token in enumerate(following) if _is_money_label(token)), len(following))
    pairs = _pair([token for token in following[:end] if token.kind in {"deadline", "amount"}])
    steps: list[PlanStep] = []
    cells: list[str] = []
    for deadline, value in pairs:
        step = _step(deadline.text, value.text, unit)
        if step in steps:
            continue
        steps.append(step)
        cells += [cell for cell in (deadline.cell.id, value.cell.id) if cell not in cells]
    return tuple(steps), tuple(cells)


def amounts_under_percent(projects: Sequence[Project], tables: Sequence[Table]) -> list[Problem]:
    """A problem for each project whose plan is in money though the heading over it says per cent.

    They count in the form's unit; a plan that ends at 100 is one of shares whose signs were left out.
    """
    problems = []
    for project in projects:
        own = [table for table in tables if table.id in project.tables]
        steps = [step for step in project.plan if step.value is not None]
        in_money = steps and all(step.unit in YUAN_PER_UNIT for step in steps) and steps[-1].value != _WHOLE
        if in_money and heading_says_percent(own):
            text = (
                f"The plan of {project.name or project.id} is headed per cent and holds amounts "
                f"({steps[-1].raw} at its end): they were read as {steps[-1].unit}."
            )
            cells = project.sources.get("plan", ())
            problems.append(Problem("plan_in_money", "warning", text, None, cells))
    return problems


def _is_money_label(token: Token) -> bool:
    return token.label is not None and token.label.field in {"total", "whole_total", "fiscal", "other"}


def _pair(tokens: list[Token]) -> list[tuple[Token, Token]]:
    fused: list[tuple[Token, Token]] = []
    deadlines: list[Token] = []
    values: list[Token] = []
    place = 0
    while place < len(tokens):
        token, after = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
        if token.kind == "deadline" and after is not None and after.kind == "amount" and after.cell is token.cell:
            fused.append((token, after))
            place += 2
            continue
        (deadlines if token.kind == "deadline" else values).append(token)
        place += 1
    if len(deadlines) == len(values):
        return fused + list(zip(deadlines, values, strict=True))
    by_column = {value.column: value for value in reversed(values)}
    return fused + [(token, by_column[token.column]) for token in deadlines if token.column in by_column]


def _step(deadline: str, raw: str, unit: str | None) -> PlanStep:
    plain = folded(raw)
    reading = read_amount(plain.removesuffix("%"))
    value: Decimal | None = reading.value if reading is not None else None
    return PlanStep(deadline, raw, value, "%" if plain.endswith("%") else unit)
