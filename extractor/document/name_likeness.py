"""How alike two names are that two hands wrote: prose shortens a project's name and adds words to it."""

from collections import Counter
from itertools import pairwise

from extractor.document.text import folded

ALIKE = 0.4
"""Two names of one thing share so much of their pairs of characters."""


def name_likeness(one: str, other: str) -> float:
    """The share of pairs of neighbouring characters that two names have in common (Dice, 0 to 1); marks are left
    out."""
    first, second = _pairs(one), _pairs(other)
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 0.0


def _pairs(text: str) -> Counter[str]:
    plain = [character for character in folded(text) if character.isalnum()]
    return Counter("".join(pair) for pair in pairwise(plain))
