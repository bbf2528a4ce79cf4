"""What the two upper tiers of an indicator's row can be: a pair of classes, or a word of the form's own in either."""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractor.document.tier_words import TIER1_CLASSES, parent_class, tier1_class, tier2_class

OWN: Final = "own"
"""A word that is of no class (管理类指标)."""
TIER1_STATES: Final[tuple[str, ...]] = (*TIER1_CLASSES, OWN)
TIER2_STATES: Final[tuple[str, ...]] = (*(name for names in TIER1_CLASSES.values() for name in names), OWN)
TIER2_COUNT: Final = len(TIER2_STATES)
STATE_COUNT: Final = len(TIER1_STATES) * TIER2_COUNT
"""State ``first * TIER2_COUNT + second`` is the pair ``TIER1_STATES[first], TIER2_STATES[second]``."""
TIER1_OF_STATE: Final[NDArray[np.intp]] = np.repeat(np.arange(len(TIER1_STATES)), TIER2_COUNT)
TIER2_OF_STATE: Final[NDArray[np.intp]] = np.tile(np.arange(TIER2_COUNT), len(TIER1_STATES))
IS_USUAL: Final[NDArray[np.bool_]] = np.array(
    [(parent_class(second) or OWN) == first for first in TIER1_STATES for second in TIER2_STATES]
)
"""Whether tier 2 stands under its own tier 1 (质量指标 under 产出指标), a form's own word under one of its own."""


@lru_cache(maxsize=1024)
def tier1_state(word: str) -> int:
    """The place in ``TIER1_STATES`` of a printed word."""
    return TIER1_STATES.index(tier1_class(word) or OWN)


@lru_cache(maxsize=1024)
def tier2_state(word: str) -> int:
    """The place in ``TIER2_STATES`` of a printed word."""
    return TIER2_STATES.index(tier2_class(word) or OWN)


def state_of(first: int, second: int) -> int:
    """The state of a pair of places."""
    return first * TIER2_COUNT + second
