"""The figures of an invented department's budget: every printed amount is a sum of its items, so identities hold."""

import random
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.document.vocabulary import Unit

Use = Literal["personnel", "public", "project", "operating", "reserve"]
Source = Literal[
    "general", "fund", "capital", "fiscal_account", "business", "operating_income", "superior", "affiliate", "other",
    "carried_general", "carried_fund", "carried_other",
]  # fmt: skip
PERSONNEL: tuple[Use, ...] = ("personnel",)
PUBLIC: tuple[Use, ...] = ("public",)
BASIC: tuple[Use, ...] = (*PERSONNEL, *PUBLIC)
OPERATING: tuple[Use, ...] = ("operating",)
RESERVE: tuple[Use, ...] = ("reserve",)
PROJECT: tuple[Use, ...] = ("project",)
ONLY_GENERAL: tuple[Source, ...] = ("general",)
GENERAL: tuple[Source, ...] = ("general", "carried_general")
FUND: tuple[Source, ...] = ("fund", "carried_fund")
CARRIED: tuple[Source, ...] = ("carried_general", "carried_fund", "carried_other")
APPROPRIATED: tuple[Source, ...] = ("general", "fund", "capital")
"""This year's fiscal appropriation (财政拨款)."""
UNIT_FUNDS: tuple[Source, ...] = ("business", "operating_income", "superior", "affiliate", "other")
"""Funds of the unit itself (单位资金)."""
FISCAL_ACCOUNT: tuple[Source, ...] = ("fiscal_account",)
OPERATING_INCOME: tuple[Source, ...] = ("operating_income",)
ONLY_CAPITAL: tuple[Source, ...] = ("capital",)
ONLY_FUND: tuple[Source, ...] = ("fund",)
CARRIED_FUND: tuple[Source, ...] = ("carried_fund",)
BUSINESS: tuple[Source, ...] = ("business",)
THIS_YEAR: tuple[Source, ...] = (*APPROPRIATED, *FISCAL_ACCOUNT, *UNIT_FUNDS)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Item:
    """What one source pays for one use of one lowest function code (项); ``prior`` is the year before's amount."""

    code: str
    use: Use
    source: Source
    amount: Decimal
    prior: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Project:
    """A project of one function code; ``parts`` are its amounts by source."""

    code: str
    name: str
    function: str
    unit_name: str
    parts: tuple[tuple[Source, Decimal], ...]

    def total(self, sources: Collection[Source] | None = None) -> Decimal:
        """The sum of its parts, of some sources only where they are named."""
        return sum((amount for source, amount in self.parts if sources is None or source in sources), ZERO)


@dataclass(frozen=True, slots=True)
class ThreePublic:
    """The three public expenses and what Jiangsu prints beside them."""

    abroad: Decimal
    vehicle_purchase: Decimal
    vehicle_operation: Decimal
    reception: Decimal
    conference: Decimal
    training: Decimal

    @property
    def vehicle(self) -> Decimal:
        return self.vehicle_purchase + self.vehicle_operation

    @property
    def total(self) -> Decimal:
        return self.abroad + self.vehicle + self.reception


@dataclass(frozen=True, slots=True)
class Department:
    """Who the budget is of. ``code`` has three digits, a unit's six; ``units`` holds the department itself first."""

    name: str
    code: str
    place: str
    units: tuple[tuple[str, str, str], ...]
    """Code, name and nature (行政, 事业) of each unit."""
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """All figures in ``unit``. ``economic`` is the basic expenditure of the general budget by economic code (款)."""

    department: Department
    year: int
    unit: Unit
    items: tuple[Item, ...]
    economic: dict[str, Decimal]
    projects: tuple[Project, ...]
    three_public: ThreePublic
    prior_three_public: ThreePublic

    def total(
        self, code: str = "", uses: Collection[Use] | None = None, sources: Collection[Source] | None = None,
        *, prior: bool = False,
    ) -> Decimal:  # fmt: skip
        """The sum of the items below a function code, of some uses and sources only where they are named."""
        return sum(
            (
                item.prior if prior else item.amount
                for item in self.items
                if item.code.startswith(code)
                and (uses is None or item.use in uses)
                and (sources is None or item.source in sources)
            ),
            ZERO,
        )

    def codes(
        self, uses: Collection[Use] | None = None, sources: Collection[Source] | None = None, *, prior: bool = False
    ) -> list[str]:
        """Every function code of 3, 5 and 7 digits with an amount of these uses and sources, parents first."""
        chosen = {
            item.code
            for item in self.items
            if (item.amount or (prior and item.prior))
            and (uses is None or item.use in uses)
            and (sources is None or item.source in sources)
        }
        return sorted({code[:length] for code in chosen for length in (3, 5, 7)})

    def economic_total(self, prefix: str = "") -> Decimal:
        """The sum of the economic codes that begin with ``prefix``."""
        return sum((amount for code, amount in self.economic.items() if code.startswith(prefix)), ZERO)


def random_of(*words: object) -> random.Random:
    """A stream of random numbers that depends on nothing but these words."""
    return random.Random("-".join(map(str, words)))  # noqa: S311 - figures, no secrets
