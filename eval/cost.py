"""What a conversion costs; reported apart from accuracy."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Clock = Callable[[], float]
"""User CPU seconds so far."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one document cost: ``user_seconds`` of user CPU (all threads and children, start-up apart) and pages."""

    user_seconds: float
    pages: int

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.user_seconds + other.user_seconds, self.pages + other.pages)

    @property
    def seconds_per_page(self) -> float | None:
        """User CPU seconds a page; None for a format without pages."""
        return self.user_seconds / self.pages if self.pages else None


class TimedExtraction:
    """An extract function that remembers what its last document cost; None where that one could not be converted."""

    def __init__(self, extract: Callable[[Path], dict[str, Any]], clock: Clock) -> None:
        self._extract = extract
        self._clock = clock
        self.cost: Cost | None = None

    def __call__(self, path: Path) -> dict[str, Any]:
        self.cost = None
        before = self._clock()
        data = self._extract(path)
        self.cost = Cost(self._clock() - before, count_pages(data))
        return data


def count_pages(data: Mapping[str, Any]) -> int:
    """The pages that contract data lists; 0 for a format without pages."""
    pages = data.get("pages")
    return len(pages) if isinstance(pages, list) else 0


def user_seconds() -> float:
    """User CPU seconds so far, of this process, its threads and its ended children; steps of 10 ms on most systems."""
    times = os.times()
    return times.user + times.children_user
