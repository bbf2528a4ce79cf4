"""Draws the facts of a project: what it does, what it costs, when it spends, what it wants to reach."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

from extractor.corpora.generate.forms.goals import GoalStyle, Scale, pick
from extractor.corpora.generate.forms.indicators import Indicator, IndicatorSource, draw_indicators
from extractor.corpora.generate.forms.lexicon import Thing
from extractor.corpora.generate.forms.objectives import draw_objectives
from extractor.corpora.generate.forms.offices import Office
from extractor.corpora.generate.forms.tiers import TierStyle
from extractor.document.project_code import check_character
from extractor.document.vocabulary import Unit

_NAMES: Final[dict[str, Sequence[str]]] = {
    "works": ("{done}工程", "{done}项目", "{done}专项资金", "{deed}{name}资金"),
    "goods": ("{done}项目", "{deed}{name}经费", "{done}资金"),
    "event": ("{name}经费", "{deed}{name}项目", "{name}专项经费"),
    "grant": ("{name}", "{name}专项资金", "{name}项目"),
    "service": ("{done}经费", "{done}项目", "{done}服务费"),
    "papers": ("{done}经费", "{done}工作经费", "{done}项目"),
}
_COSTS_IN_WAN: Final[dict[str, tuple[int, int]]] = {
    "works": (60, 6000),
    "goods": (15, 900),
    "event": (2, 150),
    "grant": (10, 4000),
    "service": (6, 900),
    "papers": (4, 300),
}
_CENT: Final = Decimal("0.01")
_YUAN_PER_WAN: Final = 10000
_MANY: Final = 16
"""A project with more indicators than this does a little of everything."""


@dataclass(frozen=True, slots=True)
class ProjectStyle:
    """What all projects of a document have in common."""

    unit: Unit
    goals: GoalStyle
    tiers: TierStyle
    numbered: str
    """How objectives are numbered: ``{}.``, ``（{}）`` …, or nothing."""
    checked_codes: bool = True
    plan_in_amounts: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """One project's facts; amounts in the document's unit."""

    code: str
    name: str
    things: tuple[Thing, ...]
    total: Decimal
    fiscal: Decimal
    purpose: str
    objectives: tuple[str, ...]
    indicators: tuple[Indicator, ...]

    @property
    def other(self) -> Decimal:
        return self.total - self.fiscal


def draw_projects(random: Random, office: Office, style: ProjectStyle, counts: Sequence[int]) -> tuple[Project, ...]:
    """One project for each number of indicators, no name twice."""
    projects: list[Project] = []
    things = list(office.lexicon.things[office.field.name])
    random.shuffle(things)
    for serial, count in enumerate(counts, start=1):
        mine = (things[serial % len(things) :] + things[: serial % len(things)])[: max(1, min(4, count // 6))]
        made = _draw_project(random, office, style, mine, count)
        taken = {project.name for project in projects}
        name = next((name for name in project_names(random, mine[0]) if name not in taken), f"{made.name}{serial}")
        projects.append(replace(made, code=draw_code(random, office, serial, checked=style.checked_codes), name=name))
    return tuple(projects)


def project_names(random: Random, thing: Thing) -> list[str]:
    """Names that a project about a thing may have, in random order."""
    names = [name.format(**thing.words) for name in _NAMES[thing.category]]
    random.shuffle(names)
    return names


def draw_code(random: Random, office: Office, serial: int, *, checked: bool) -> str:
    """A project code: 21 characters that end with the check character of the integrated budget system, or 24 digits."""
    year = f"{(office.year - (random.random() < 0.2)) % 100:02d}"
    if not checked:
        return f"{office.division}{year}{random.randint(10**7, 10**8 - 1)}{serial:08d}"
    stem = f"{office.division}{year}P{random.randint(1, 99):03d}{random.choice(('RE', '00', 'TX', 'BL'))}"
    stem += f"{random.randint(1000, 99999):05d}{serial:1x}".upper()
    check = check_character(stem)
    if check is None or len(stem) != 20:
        raise ValueError(f"{stem} makes no project code")
    return stem + check


def draw_money(random: Random, unit: Unit, category: str) -> Decimal:
    """What a project of a category costs, in the unit, to a cent."""
    low, high = _COSTS_IN_WAN[category]
    number = low * (high / low) ** random.random()
    wan = Decimal(str(round(number, random.choice((0, 1, 2))))).quantize(_CENT)
    return wan if unit == "万元" else (wan * _YUAN_PER_WAN).quantize(_CENT)


def share_of(random: Random, money: Decimal, low: int, high: int) -> Decimal:
    """A part of money between so many per cent, to a cent."""
    return (money * random.randint(low, high) / 100).quantize(_CENT, ROUND_HALF_UP)


def show_money(money: Decimal, *, grouped: bool = False) -> str:
    """``1234.50`` or ``1,234.50``."""
    return f"{money:,.2f}" if grouped else f"{money:.2f}"


def draw_plan(random: Random, total: Decimal, steps: int, *, in_amounts: bool) -> tuple[str, ...]:
    """Cumulated spending: per cents up to 100%, or amounts up to the total."""
    shares = [*sorted(random.sample(range(5, 100, 5), steps - 1)), 100]
    if in_amounts:
        return tuple(show_money((total * share / 100).quantize(_CENT, ROUND_HALF_UP)) for share in shares)
    return tuple(f"{share}%" for share in shares)


def _draw_project(random: Random, office: Office, style: ProjectStyle, mine: Sequence[Thing], count: int) -> Project:
    things = office.lexicon.things[office.field.name]
    total = draw_money(random, style.unit, mine[0].category)
    fiscal = total if random.random() < 0.75 else share_of(random, total, 40, 95)
    sizes = {thing: pick(random, thing.low, thing.high) for thing in mine}
    scale = Scale(1, "个", total, style.unit, office.year, office.lexicon.words)
    others = {thing: pick(random, thing.low, thing.high) for thing in things if thing not in sizes and count > _MANY}
    source = IndicatorSource(office.lexicon, office.field, sizes, scale, style.goals, style.tiers, others)
    phrases = office.lexicon.phrases
    deeds = "、".join(f"{thing.deed}{thing.name}" for thing in mine)
    return Project(
        code="",
        name=project_names(random, mine[0])[0],
        things=tuple(mine),
        total=total,
        fiscal=fiscal,
        purpose=random.choice(phrases["purposes"]).format(deeds=deeds),
        objectives=draw_objectives(random, sizes, phrases, style.numbered),
        indicators=draw_indicators(random, source, count),
    )
