"""Draws the indicators of a project from what its things may be measured by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any, Final, Literal

from extractor.corpora.generate.forms.goals import Goal, GoalStyle, Scale, Target, as_truth, bare, draw_goal
from extractor.corpora.generate.forms.lexicon import COMMON_FIELD, Effect, Field, Lexicon, Pattern, Thing
from extractor.corpora.generate.forms.tiers import CORE, TierStyle

Shown = Literal["description", "basis", "weight", "actual", "score", "deviation", "mid_term"]
_SHARES: Final = {"数量": 5, "质量": 4, "时效": 2, "成本": 2, "经济成本": 2, "社会效益": 2, "服务对象满意度": 1}
"""How the indicators beyond the core ones spread over the second tiers; 1 where not named."""
_PATTERN_TIER: Final = {"经济成本": "成本"}
_UNIT_IN_NAME_SHARE: Final = 0.03
_MOST_PLEASED: Final = 4
"""Nobody asks more groups of people than these."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a matrix: keys and words of its tiers, its name, and what the form prints beside it."""

    tier1: str
    tier2: str
    name: str
    goal: Goal
    key: tuple[str, str]
    description: str = ""
    basis: str = ""
    weight: str = ""
    actual: str = ""
    score: str = ""
    deviation: str = ""
    mid_term: Target | None = None

    def truth(self, shown: frozenset[Shown] = frozenset()) -> dict[str, Any]:
        """The label's indicator, with the fields whose columns are printed; blanks are null."""
        truth: dict[str, Any] = {
            "tier1": self.tier1,
            "tier2": self.tier2,
            "tier3": self.name,
            "target": as_truth(self.goal.target),
        }
        for field in ("description", "basis", "weight", "actual", "score", "deviation"):
            truth[field] = getattr(self, field) or None if field in shown else None
        if "mid_term" in shown:
            truth["mid_term_target"] = as_truth(self.mid_term)
        return truth


@dataclass(frozen=True, slots=True)
class IndicatorSource:
    """What indicators are drawn from: a field's words, the project's things (how many of each) and money, the style."""

    lexicon: Lexicon
    field: Field
    sizes: Mapping[Thing, int]
    scale: Scale
    goals: GoalStyle
    tiers: TierStyle
    others: Mapping[Thing, int]
    """What else the department does: taken where the project's own things do not give enough indicators."""


def draw_indicators(random: Random, source: IndicatorSource, count: int) -> tuple[Indicator, ...]:
    """About ``count`` indicators (fewer where the words run out), in the order of the tiers, no name twice."""
    queues = {pair: _candidates(random, source, pair) for pair in source.tiers.pairs}
    drawn: dict[tuple[str, str], list[Indicator]] = {pair: [] for pair in queues}
    names: set[str] = set()
    core = [pair for pair in queues if pair[1] in CORE]
    weights = [_SHARES.get(second, 1) for _, second in queues]
    wanted = core + random.choices(list(queues), weights, k=max(0, count - len(core)))
    for pair in wanted:
        if pair[0] == "满意度" and len(drawn[pair]) >= _MOST_PLEASED:
            pair = core[0]
        made = next((one for one in queues[pair] if one.name not in names), None)
        if made is not None:
            names.add(made.name)
            drawn[pair].append(made)
    return tuple(one for pair in queues for one in drawn[pair])


def _candidates(random: Random, source: IndicatorSource, pair: tuple[str, str]) -> Iterator[Indicator]:
    tier = _PATTERN_TIER.get(pair[1], pair[1])
    if tier == "服务对象满意度":
        yield from _pleased(random, source, pair)
        return
    own = _options(source, source.sizes, tier)
    own += [
        effect for name in (source.field.name, COMMON_FIELD) for effect in source.lexicon.effects.get((name, tier), ())
    ]
    others = _options(source, source.others, tier)
    random.shuffle(own)
    random.shuffle(others)
    counted: set[Thing] = set()
    for option in [*own, *others]:
        if isinstance(option, Effect):
            goal = draw_goal(random, option.target, source.scale, source.goals)
            yield _made(random, source, pair, option.name, goal)
            continue
        thing, pattern = option
        if pattern.target == "count":
            if thing in counted:
                continue
            counted.add(thing)
        goal = draw_goal(random, pattern.target, _scale_of(source, thing), source.goals)
        made = _made(random, source, pair, pattern.template.format(**thing.words), goal)
        yield replace(made, description=pattern.description.format(**thing.words))


def _options(source: IndicatorSource, things: Iterable[Thing], tier: str) -> list[Effect | tuple[Thing, Pattern]]:
    return [(one, pattern) for one in things for pattern in source.lexicon.patterns.get((one.category, tier), ())]


def _scale_of(source: IndicatorSource, thing: Thing) -> Scale:
    """The thing's own size, and its share of the money."""
    size = source.sizes[thing] if thing in source.sizes else source.others[thing]
    money = (source.scale.money / len(source.sizes)).quantize(Decimal("0.01"))
    return replace(source.scale, size=size, unit=thing.unit, money=money)


def _pleased(random: Random, source: IndicatorSource, pair: tuple[str, str]) -> Iterator[Indicator]:
    names = [f"{audience}满意度" for audience in source.field.audiences]
    names += [f"{audience}对{thing.name}的满意度" for audience in source.field.audiences for thing in source.sizes]
    random.shuffle(names)
    for name in names:
        yield _made(random, source, pair, name, draw_goal(random, "rate:80:98", source.scale, source.goals))


def _made(random: Random, source: IndicatorSource, pair: tuple[str, str], name: str, goal: Goal) -> Indicator:
    if goal.counted and goal.target.value_to is None and random.random() < _UNIT_IN_NAME_SHARE:
        name, goal = f"{name}（{goal.unit}）", bare(goal)
    return Indicator(source.tiers.tier1[pair[0]], source.tiers.tier2[pair[1]], name, goal, pair)
