"""Draws the figures of one invented department by its seed."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.corpora.generate.code_names import economic_names, function_names
from extractor.corpora.generate.draw_department import draw_department, draw_projects
from extractor.corpora.generate.figures import ZERO, Budget, Item, Source, ThreePublic, Use, random_of
from extractor.corpora.generate.words import Office
from extractor.document.vocabulary import YUAN_PER_UNIT, Unit

Size = Literal["short", "medium", "long"]
PROJECT_CODES: Mapping[Size, tuple[int, int]] = {"short": (2, 4), "medium": (7, 14), "long": (34, 58)}
"""How many function codes have projects, from and to."""
_SALARY_SHARES = {
    "30101": 1.0, "30102": 0.8, "30103": 0.5, "30106": 0.06, "30107": 0.6, "30108": 0.42, "30109": 0.21, "30110": 0.2,
    "30111": 0.1, "30112": 0.05, "30113": 0.36, "30199": 0.12, "30301": 0.05, "30302": 0.15, "30304": 0.03,
    "30305": 0.02, "30307": 0.02, "30309": 0.002, "30399": 0.01,
}  # fmt: skip
"""Personnel expenditure relative to the basic salaries (30101)."""
_ALWAYS = frozenset(("30101", "30102", "30103", "30108", "30109", "30110", "30113", "30201", "30207", "30228", "30299"))
_BY_FUNCTION = {
    "2080505": ("30108",), "2080506": ("30109",), "2101101": ("30110", "30111"), "2210201": ("30113",),
    "2080501": ("30301", "30302"),
}  # fmt: skip
"""Function codes whose personnel expenditure is that of these economic codes."""
_NOT_FOR_PROJECTS = frozenset((*_BY_FUNCTION, "2080502", "2080504", "2101102", "2210203"))
_ALSO_IN_TEN_THOUSANDS = frozenset(("30212", "30215", "30216", "30217", "30231"))
"""Whole hundreds of 元, because the three public expenses are printed in 万元 beside tables in 元."""
_FUND_CODE, _CAPITAL_CODE = "2129999", "2150899"
"""What the government fund and the state capital budget pay for. No code of theirs is in the data, so these are codes
of the general budget, which may pay for the same."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What is printed: the unit and its places; ``size`` says how many rows the tables get; ``has_reserve``: some
    departments set money aside (单位预留机动经费)."""

    unit: Unit
    places: int
    size: Size
    has_reserve: bool = False


def draw_budget(template: str, seed: int, scale: Scale) -> Budget:
    """The same words give the same budget; two templates of one seed share the department, not the figures."""
    department, office, year = draw_department(seed)
    rng = random_of(template, seed, "figures")
    draw = _Draw(rng, scale, office, department.units[-1][2] == "事业")
    economic = draw.economic()
    parts = draw.project_parts()
    items = draw.with_prior([*draw.basic_items(economic), *_project_items(parts)])
    three_public = draw.three_public(economic)
    return Budget(
        department=department,
        year=year,
        unit=scale.unit,
        items=tuple(items),
        economic=economic,
        projects=draw_projects(rng, department, office, year, parts),
        three_public=three_public,
        prior_three_public=draw.three_public({code: draw.nearby_hundreds(amount) for code, amount in economic.items()}),
    )


Parts = dict[str, list[tuple[tuple[Source, Decimal], ...]]]
"""Function code → the projects' amounts by source."""


def _project_items(parts: Parts) -> list[Item]:
    sums: dict[tuple[str, Source], Decimal] = {}
    for code, projects in parts.items():
        for project in projects:
            for source, amount in project:
                sums[code, source] = sums.get((code, source), ZERO) + amount
    return [Item(code, "project", source, amount) for (code, source), amount in sums.items()]


@dataclass(frozen=True, slots=True)
class _Draw:
    rng: random.Random
    scale: Scale
    office: Office
    has_institutions: bool

    def amount(self, low: float, high: float) -> Decimal:
        """A figure between two bounds in 万元, as fine as the unit is printed; half of the larger ones are round."""
        value = Decimal(self.rng.uniform(low, high))
        if low >= 5 and self.rng.random() < 0.5:
            value = Decimal(round(value / 10) * 10 if value > 20 else round(value))
        value = value * 10_000 / YUAN_PER_UNIT[self.scale.unit]
        return max(round(value, self.scale.places), Decimal(1).scaleb(-self.scale.places))

    def _hundreds(self, amount: Decimal) -> Decimal:
        """Whole hundreds of 元, at least one."""
        return amount if self.scale.unit != "元" else max(round(amount / 100), 1) * Decimal(100)

    def near(self, amount: Decimal) -> Decimal:
        """An amount of the year before: a fifth more or less."""
        return round(amount * Decimal(self.rng.uniform(0.8, 1.2)), self.scale.places)

    def nearby_hundreds(self, amount: Decimal) -> Decimal:
        """The same in whole hundreds of 元."""
        return self._hundreds(self.near(amount))

    def economic(self) -> dict[str, Decimal]:
        """The general budget's basic expenditure by economic code."""
        salaries = self.rng.choice((60.0, 150.0, 400.0, 900.0)) * self.rng.uniform(0.7, 1.3)
        drawn: dict[str, Decimal] = {}
        for code in sorted(economic_names()):
            if len(code) != 5 or not (code in _ALWAYS or self.rng.random() < 0.6):
                continue
            share = _SALARY_SHARES.get(code)
            if share is None and code[:3] in ("301", "303"):
                continue
            base = salaries * (share or 0.04 * self.rng.uniform(0.2, 2.0))
            drawn[code] = self.amount(base * 0.9, base * 1.1)
            if code in _ALSO_IN_TEN_THOUSANDS:
                drawn[code] = self._hundreds(drawn[code])
        return drawn

    def basic_items(self, economic: Mapping[str, Decimal]) -> list[Item]:
        """The same expenditure by function code, and what the units pay from funds of their own."""
        main = f"{self.office.division}01"
        personnel = sum((amount for code, amount in economic.items() if code[:3] in ("301", "303")), ZERO)
        public = sum((amount for code, amount in economic.items() if code[:3] in ("302", "310")), ZERO)
        items = []
        for code, parts in _BY_FUNCTION.items():
            amount = sum((economic.get(part, ZERO) for part in parts), ZERO)
            if amount:
                items.append(Item(code, "personnel", "general", amount))
                personnel -= amount
        if "30102" in economic and self.rng.random() < 0.6:
            grant = round(economic["30102"] / 5, self.scale.places)
            items.append(Item("2210203", "personnel", "general", grant))
            personnel -= grant
        if self.scale.has_reserve and self.rng.random() < 0.7:
            items.append(Item(main, "reserve", "general", self.amount(20, 300)))
        institution = f"{self.office.division}50"
        if self.has_institutions and institution in function_names():
            items += self._institution_items(institution, main, personnel, public)
        else:
            items += [Item(main, "personnel", "general", personnel), Item(main, "public", "general", public)]
        return items

    def _institution_items(self, code: str, main: str, personnel: Decimal, public: Decimal) -> Iterable[Item]:
        for use, amount in (("personnel", personnel), ("public", public)):
            part = round(amount / self.rng.randint(3, 6), self.scale.places)
            yield Item(code, _use(use), "general", part)
            yield Item(main, _use(use), "general", amount - part)
        if self.rng.random() < 0.6:
            yield Item(code, "personnel", self.rng.choice(("business", "fiscal_account")), self.amount(8, 60))
        if self.rng.random() < 0.3:
            yield Item(code, "public", self.rng.choice(("other", "superior")), self.amount(2, 30))
        if self.rng.random() < 0.25:
            yield Item(code, "operating", "operating_income", self.amount(5, 40))

    def project_parts(self) -> Parts:
        """Some projects for each of some function codes, those of the office's own 款 first."""
        own = [code for code in self._leaves() if code.startswith(self.office.division)]
        others = [code for code in self._leaves() if code not in own]
        self.rng.shuffle(others)
        low, high = PROJECT_CODES[self.scale.size]
        chosen = sorted([*own, *others][: self.rng.randint(low, high)])
        parts: Parts = {code: [self._project() for _ in range(self.rng.choice((1, 1, 2, 3)))] for code in chosen}
        if self.rng.random() < 0.4:
            fund: list[tuple[Source, Decimal]] = [("fund", self.amount(10, 300))]
            if self.rng.random() < 0.4:
                fund.append(("carried_fund", self.amount(1, 30)))
            parts.setdefault(_FUND_CODE, []).append(tuple(fund))
        if self.rng.random() < 0.2:
            parts.setdefault(_CAPITAL_CODE, []).append((("capital", self.amount(2, 30)),))
        return parts

    def _leaves(self) -> list[str]:
        return [
            code
            for code in sorted(function_names())
            if len(code) == 7 and code[-2:] not in ("01", "50") and code not in _NOT_FOR_PROJECTS
        ]

    def _project(self) -> tuple[tuple[Source, Decimal], ...]:
        parts: list[tuple[Source, Decimal]] = [
            ("general", self.amount(*self.rng.choice(((5, 40), (20, 200), (100, 900)))))
        ]
        chance = self.rng.random()
        if chance < 0.15:
            parts.append(("carried_general", self.amount(1, 30)))
        elif chance < 0.3:
            parts.append((self.rng.choice(("business", "other")), self.amount(1, 30)))
        return tuple(parts)

    def with_prior(self, items: Iterable[Item]) -> list[Item]:
        """Each item with the year before's amount; a few are new."""
        return [
            Item(one.code, one.use, one.source, one.amount, ZERO if self.rng.random() < 0.08 else self.near(one.amount))
            for one in items
        ]

    def three_public(self, economic: Mapping[str, Decimal]) -> ThreePublic:
        """What the economic codes say, and at times a vehicle bought from project funds."""
        bought = self.rng.random() < 0.2
        return ThreePublic(
            abroad=economic.get("30212", ZERO),
            vehicle_purchase=self._hundreds(self.amount(15, 36)) if bought else ZERO,
            vehicle_operation=economic.get("30231", ZERO),
            reception=economic.get("30217", ZERO),
            conference=economic.get("30215", ZERO),
            training=economic.get("30216", ZERO),
        )


def _use(word: str) -> Use:
    return "personnel" if word == "personnel" else "public"
