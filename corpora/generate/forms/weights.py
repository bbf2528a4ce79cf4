"""Weights of indicators: whole points that add up to what the form says."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from extractor.corpora.generate.forms.indicators import Indicator

OLDER_POINTS: Final[Mapping[str, int]] = {"产出": 50, "效益": 30, "满意度": 10}
NEWER_POINTS: Final[Mapping[str, int]] = {"成本": 20, "产出": 40, "效益": 20, "满意度": 10}
"""财预〔2020〕10号 and the forms after it; the other 10 points are for the execution of the budget."""
EXECUTION_POINTS: Final = 10


def draw_weights(random: Random, indicators: Sequence[Indicator], whole: int) -> tuple[str, ...]:
    """A weight for each indicator; the first tiers have their usual share of ``whole`` (90 or 100)."""
    keys = list(dict.fromkeys(one.key[0] for one in indicators))
    usual = NEWER_POINTS if "成本" in keys else OLDER_POINTS
    shares = {key: usual[key] for key in keys}
    shares[keys[0]] += whole - sum(shares.values())
    weights: dict[str, list[int]] = {
        key: split_points(random, shares[key], sum(one.key[0] == key for one in indicators)) for key in keys
    }
    return tuple(str(weights[one.key[0]].pop(0)) for one in indicators)


def split_points(random: Random, whole: int, count: int) -> list[int]:
    """``count`` whole numbers of at least 1 that add up to ``whole``, near to one another."""
    if count > whole:
        raise ValueError(f"{whole} points do not suffice for {count} indicators")
    parts = [whole // count] * count
    for place in random.sample(range(count), whole - sum(parts)):
        parts[place] += 1
    for _ in range(count):
        giver, taker = random.randrange(count), random.randrange(count)
        if parts[giver] > 2:
            parts[giver] -= 1
            parts[taker] += 1
    return parts
