"""Measures of a budget: a code, or the empty one for all → an amount."""

from collections.abc import Callable, Collection
from decimal import Decimal

from extractor.corpora.generate.figures import ZERO, Budget, Source, Use

Measure = Callable[[str], Decimal]


def by_function(
    budget: Budget, uses: Collection[Use] | None = None, sources: Collection[Source] | None = None
) -> Measure:
    """The amount below a function code of some uses from some sources; all of them where they are not named."""
    return lambda code: budget.total(code, uses, sources)


def by_economic(budget: Budget, *groups: str) -> Measure:
    """The basic expenditure below an economic code, of those that begin with one of ``groups`` (none: of all)."""
    return lambda code: sum(
        (
            amount
            for own, amount in budget.economic.items()
            if own.startswith(code) and (not groups or own.startswith(groups))
        ),
        ZERO,
    )


def nothing(code: str) -> Decimal:
    """Nothing for any code."""
    return ZERO


def economic_codes(budget: Budget, *groups: str) -> list[str]:
    """The economic codes with an amount and their parents, of the groups that are named (none: of all)."""
    own = [code for code, amount in budget.economic.items() if amount and (not groups or code.startswith(groups))]
    return sorted({code[:length] for code in own for length in (3, 5)})
