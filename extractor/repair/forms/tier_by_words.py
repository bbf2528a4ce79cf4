"""What the words of an indicator say of its tier 2."""

from collections.abc import Callable, Mapping
from math import log
from typing import Final, NamedTuple

from extractor.document.tier_words import tier2_class


class IndicatorWords(NamedTuple):
    """The texts of an indicator that say what it measures."""

    name: str
    description: str = ""
    target: str = ""


Tier2Shares = Callable[[IndicatorWords], Mapping[str, float]]
"""By tier 2 class the probability that an indicator of these words is of it."""
_MOST: Final = 2.0


def said_by_words(words: IndicatorWords, tier2: str, shares: Tier2Shares | None) -> float:
    """What the words say for a tier 2 word beside the likeliest one: 0 for that one, else below, down to -2."""
    name = tier2_class(tier2)
    if shares is None or name is None or not words.name:
        return 0.0
    found = shares(words)
    best, own = max(found.values(), default=0.0), found.get(name, 0.0)
    return max(-_MOST, log(own / best)) if own > 0 and best > 0 else 0.0
