"""Wrong items by rank: how many stand among those of least confidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Any, Self

LOOKED_AT = Fraction(2, 100)
"""The share of all items, those of least confidence, that a person would look at."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """By confidence, how many items there are and how many of them are wrong; ``unknown`` ones give no confidence."""

    levels: Mapping[float, tuple[int, int]] = field(default_factory=dict)
    unknown: int = 0

    @classmethod
    def of(cls, items: Iterable[tuple[float, bool]], unknown: int = 0) -> Self:
        """Count pairs of (confidence, whether wrong)."""
        levels: dict[float, tuple[int, int]] = {}
        for confidence, wrong in items:
            number, faults = levels.get(confidence, (0, 0))
            levels[confidence] = (number + 1, faults + wrong)
        return cls(dict(sorted(levels.items())), unknown)

    def __add__(self, other: "Ranking") -> "Ranking":
        levels = dict(self.levels)
        for confidence, (number, wrong) in other.levels.items():
            known = levels.get(confidence, (0, 0))
            levels[confidence] = (known[0] + number, known[1] + wrong)
        return Ranking(dict(sorted(levels.items())), self.unknown + other.unknown)

    @property
    def looked_at(self) -> int:
        """How many items are looked at: ``LOOKED_AT`` of all, rounded up."""
        return ceil(sum(number for number, _ in self.levels.values()) * LOOKED_AT)

    @property
    def items(self) -> int:
        """How many items are wrong."""
        return sum(wrong for _, wrong in self.levels.values())

    @property
    def value(self) -> float | None:
        """The expected share of the wrong items among those looked at, ties in random order; None where none is."""
        left, captured = Fraction(self.looked_at), Fraction(0)
        for number, wrong in self.levels.values():
            taken = min(left, Fraction(number))
            captured += taken / number * wrong
            left -= taken
        return float(captured / self.items) if self.items else None

    def data(self) -> dict[str, Any]:
        return {
            "wrong": self.items,
            "looked_at": self.looked_at,
            "levels": [
                {"confidence": confidence, "cells": number, "wrong": wrong}
                for confidence, (number, wrong) in self.levels.items()
            ],
            "unknown": self.unknown,
        }
