"""Which project's budget an amount in the prose is of, where the prose names a project in words of its own."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.document.name_likeness import ALIKE, name_likeness
from extractor.document.number import decimals
from extractor.document.record import Amount, Mention, Project
from extractor.document.text import folded
from extractor.document.vocabulary import YUAN_PER_UNIT
from extractor.verify.facts import Facts

_HALF = Decimal("0.5")


def says_the_same(mention: Mention, yuan: Decimal | None) -> bool:
    """Whether an amount in 元 is the mention's to half of its last printed place."""
    if yuan is None or mention.yuan is None:
        return False
    place = _HALF.scaleb(-decimals(mention.value)) * YUAN_PER_UNIT.get(mention.unit or "", 1)
    return abs(yuan - mention.yuan) <= place


def budgets_of_projects(facts: Facts, mention: Mention) -> Iterator[Amount]:
    """The total of the one project that is called alike and has the mention's amount; of several with the amount the
    one that is called so to the letter. Never another amount: the name alone is no evidence of an error."""
    if mention.name is None or mention.kind != "amount" or mention.phase is None:
        return
    same = [project for project in facts.projects if _is_budget_of(project, mention)]
    to_the_letter = [project for project in same if folded(project.name or "") == folded(mention.name)]
    alike = [project for project in same if name_likeness(project.name or "", mention.name) >= ALIKE]
    chosen = to_the_letter if len(to_the_letter) == 1 else alike if len(same) == 1 else []
    for project in chosen:
        for cell in project.sources.get("budget.total", ())[:1]:
            yield _amount(project, mention, cell)


def _is_budget_of(project: Project, mention: Mention) -> bool:
    return project.scope == "project" and bool(mention.value) and says_the_same(mention, _yuan(project))


def _yuan(project: Project) -> Decimal | None:
    total, per_unit = project.budget.total, YUAN_PER_UNIT.get(project.unit or "")
    return total * per_unit if total is not None and per_unit is not None else None


def _amount(project: Project, mention: Mention, cell: str) -> Amount:
    total, phase = project.budget.total, mention.phase or "budget"
    return Amount("total", mention.period, phase, None, str(total), "value", total, project.unit, _yuan(project), cell)
