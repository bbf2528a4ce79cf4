"""The final account of an invented department: what came in, what was spent, what was left of its projects' funds."""

from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.corpora.generate.draw_budget import Scale, draw_budget
from extractor.corpora.generate.figures import ZERO, Budget, Item, ThreePublic, random_of

_MOST_LEFT = 0.4
"""The greatest part of a project's funds that is left at the year's end."""


@dataclass(frozen=True, slots=True)
class Account:
    """``funds``: this year's income and what the year before left (the carried sources). ``spent``: the same items
    less what is ``left``. So funds = spent + left for every code, use and source."""

    funds: Budget
    spent: Budget
    left: Budget
    planned_three_public: ThreePublic
    """The budget's figure, no item of it less than the one spent."""


def draw_account(template: str, seed: int, scale: Scale) -> Account:
    """The same words give the same account."""
    funds = draw_budget(template, seed, scale)
    rng = random_of(template, seed, "account")
    left = []
    for item in funds.items:
        keeps = item.use == "project" and rng.random() < 0.35
        part = round(item.amount * Decimal(rng.uniform(0.02, _MOST_LEFT)), scale.places) if keeps else ZERO
        left.append(replace(item, amount=part))
    spent = [replace(item, amount=item.amount - part.amount) for item, part in zip(funds.items, left, strict=True)]
    steps = Decimal(100 if scale.unit == "元" else 1).scaleb(0 if scale.unit == "元" else -2)

    def planned(amount: Decimal) -> Decimal:
        return amount + steps * rng.randint(0, 500) if amount else ZERO

    actual = funds.three_public
    plan = ThreePublic(
        planned(actual.abroad), planned(actual.vehicle_purchase), planned(actual.vehicle_operation),
        planned(actual.reception), planned(actual.conference), planned(actual.training),
    )  # fmt: skip
    return Account(funds, _of(funds, spent), _of(funds, left), plan)


def _of(budget: Budget, items: list[Item]) -> Budget:
    return replace(budget, items=tuple(items))
