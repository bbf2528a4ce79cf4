"""Targets of indicators as forms print them, each with what it means: ``≥95%``, ``5-8次``, ``12月底前``."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, Final, Literal

from extractor.document.vocabulary import TargetKind, TargetOperator

Way = Literal["least", "most", "date", "words"]
"""What counts as met: at least the number, at most it, by the date, or as the words say."""
_SIGNS: Final[Mapping[str, TargetOperator | None]] = {"≥": ">=", "≤": "<=", ">": ">", "<": "<", "=": "=", "": None}
_LEAST_SIGNS: Final = ("≥",) * 14 + (">",) + ("=",) + ("",) * 4
_MOST_SIGNS: Final = ("≤",) * 15 + ("<",) * 2 + ("",) * 3
_RANGE_SIGNS: Final = ("-", "～", "至", "—")
_LARGEST_RANGE: Final = 60
_RANGE_SHARE: Final = 0.12
_GROUPED_FROM: Final = 1000
_HIGHEST_TO_RAISE: Final = 97
_LAST_DAYS: Final = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


@dataclass(frozen=True, slots=True)
class Target:
    """A target as printed and as LABELLING.md reads it."""

    raw: str
    kind: TargetKind
    operator: TargetOperator | None = None
    value: str | None = None
    value_to: str | None = None
    unit: str | None = None

    def truth(self) -> dict[str, str | None]:
        names = ("raw", "kind", "operator", "value", "value_to", "unit")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Goal:
    """A target with what is needed to say whether it was met; ``number`` None for dates and words."""

    target: Target
    way: Way
    number: Decimal | None = None
    unit: str = ""
    words: str = ""
    counted: bool = False
    """Whether more years make more of it (a number of things, not a rate)."""


@dataclass(frozen=True, slots=True)
class GoalStyle:
    """How a document prints its targets: per cent sign, the unit's place, separators of thousands, years in dates."""

    percent: str = "%"
    unit_in_brackets: bool = False
    two_places: bool = False
    grouped: bool = False
    plain_equals: bool = False

    @classmethod
    def draw(cls, random: Random) -> "GoalStyle":
        return cls(percent="百分比" if random.random() < 0.1 else "%", grouped=random.random() < 0.1)


@dataclass(frozen=True, slots=True)
class Scale:
    """What a thing's numbers are drawn from: its ``size`` in ``unit``, and ``money`` of ``money_unit``."""

    size: int
    unit: str
    money: Decimal
    money_unit: str
    year: int
    words: Mapping[str, tuple[str, ...]]


def draw_goal(random: Random, recipe: str, scale: Scale, style: GoalStyle) -> Goal:
    """A goal from a recipe of the word lists: ``count``, ``rate:90:100``, ``most:1:5:起``, ``date``, ``words:up`` …"""
    kind, *rest = recipe.split(":")
    if kind == "date":
        return Goal(_draw_date(random, scale.year), "date")
    if kind == "words":
        return Goal(Target(random.choice(scale.words[rest[0]]), "text"), "words", words=rest[0])
    if kind in ("rate", "rate_most"):
        return _rate(random, kind, int(rest[0]), int(rest[1]), style)
    if kind in ("money", "unit_price"):
        return _money(random, kind, scale, style)
    if kind == "count":
        return replace(_amount(random, scale.size, scale.unit, style), counted=True)
    low, high = int(rest[0]), int(rest[1])
    unit = rest[2] if len(rest) > 2 else random.choice(("人", "人次"))
    way: Way = "most" if kind == "most" else "least"
    return replace(_amount(random, pick(random, low, high), unit, style, way), counted=kind == "people")


def bare(goal: Goal) -> Goal:
    """The goal with its number alone in the cell, its unit being said elsewhere (in the indicator's name)."""
    number = goal.target.value or goal.target.raw
    return replace(goal, target=Target(number, "quantity", None, number), unit="")


def mid_term_of(random: Random, goal: Goal, years: int, style: GoalStyle) -> Target:
    """The same goal for several years: counts grow with them, rates and words stay."""
    if goal.way == "date":
        return Target("按年度计划", "text")
    if goal.number is None or goal.target.value_to is not None:
        return goal.target
    if goal.unit == "%" and goal.way == "least" and goal.number < _HIGHEST_TO_RAISE:
        raised = goal.number + random.choice((0, 0, 1, 2))
        return _printed(_sign_of(goal), raised, "%", style, "percentage")
    if not goal.counted:
        return goal.target
    number = goal.number * years + random.randrange(max(1, int(goal.number) // 10))
    return _printed(_sign_of(goal), number, goal.unit, style, goal.target.kind)


def _sign_of(goal: Goal) -> str:
    return next(sign for sign, operator in _SIGNS.items() if operator == goal.target.operator)


def _rate(random: Random, kind: str, low: int, high: int, style: GoalStyle) -> Goal:
    number = Decimal(random.randint(low, high))
    if number not in (0, 100) and random.random() < 0.12:
        number += Decimal("0.5")
    way: Way = "least" if kind == "rate" else "most"
    if number == 0:
        return Goal(_printed(random.choice(("", "=")), number, "%", style, "percentage"), "most", number, "%")
    signs = ("=", "", "≥") if number == 100 else _LEAST_SIGNS if way == "least" else _MOST_SIGNS
    return Goal(_printed(random.choice(signs), number, "%", style, "percentage"), way, number, "%")


def _money(random: Random, kind: str, scale: Scale, style: GoalStyle) -> Goal:
    """A cost of the whole project in its money unit, or of one unit of the thing."""
    if kind == "money":
        number, unit = scale.money, scale.money_unit
    else:
        number = scale.money / scale.size
        unit = scale.money_unit
        if number < 1 and scale.money_unit == "万元":
            number, unit = number * 10000, "元"
        number = max(number.quantize(Decimal("0.01") if number < 100 else Decimal(1), ROUND_HALF_UP), Decimal("0.01"))
        unit += random.choice(("", f"/{scale.unit}"))
    return Goal(_printed(random.choice(_MOST_SIGNS), number, unit, style, "quantity"), "most", number, unit)


def _amount(random: Random, number: int, unit: str, style: GoalStyle, way: Way = "least") -> Goal:
    if number == 0:
        target = _printed(random.choice(("", "=")), Decimal(0), unit, style, "quantity")
        return Goal(target, "most", Decimal(0), unit)
    may_range = (
        way == "least"
        and unit not in ("年", "月", "%")
        and 3 <= number <= _LARGEST_RANGE
        and not style.unit_in_brackets
    )
    if may_range and random.random() < _RANGE_SHARE:
        last = number + random.randint(1, max(2, number // 2))
        raw = f"{number}{random.choice(_RANGE_SIGNS)}{last}{unit}"
        target = Target(raw, "quantity", None, str(number), str(last), unit)
        return Goal(target, "least", Decimal(number), unit)
    signs = _LEAST_SIGNS if way == "least" else _MOST_SIGNS
    target = _printed(random.choice(signs), Decimal(number), unit, style, "quantity")
    return Goal(target, way, Decimal(number), unit)


def _printed(sign: str, number: Decimal, unit: str, style: GoalStyle, kind: TargetKind) -> Target:
    value = f"{number:.2f}" if style.two_places else f"{number}"
    shown = f"{number:,}" if style.grouped and not style.two_places and number >= _GROUPED_FROM else value
    if style.plain_equals and not sign:
        sign = "="
    word = style.percent if unit == "%" and not style.unit_in_brackets else unit
    raw = f"{sign}{shown}({word})" if style.unit_in_brackets else f"{sign}{shown}{word}"
    return Target(raw, kind, _SIGNS[sign], value, None, unit)


def _draw_date(random: Random, year: int) -> Target:
    month = random.randint(3, 12)
    day = random.choice((10, 15, 20, _LAST_DAYS[month]))
    date, before = random.choice(
        (
            (f"{month}月底", True),
            (f"{year}年{month}月底", True),
            (f"{year}年{month}月{day}日", True),
            (f"{month}月{day}日", True),
            (f"每月{random.choice((5, 10, 15, 25))}日", True),
            ("年底", True),
            (f"{year}年{month}月{day}日", False),
            (f"{year}年{month}月", False),
        )
    )
    return Target(f"{date}前" if before else date, "date", "<=" if before else None, date)


def pick(random: Random, low: int, high: int) -> int:
    """A number between, small ones as likely as large ones, large ones rounded as planners do."""
    if low == 0:
        return random.choice((0, high))
    number = round(float(low * (high / low) ** random.random()))
    for step, beyond in ((1000, 20000), (100, 2000), (10, 200)):
        if number >= beyond:
            return number - number % step
    return number


def as_truth(target: Target | None) -> dict[str, Any] | None:
    """The target in the label's shape, None where nothing is printed."""
    return None if target is None else target.truth()
