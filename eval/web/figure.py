"""A figure as a page shows it."""

from dataclasses import dataclass

from extractor.eval.figure_names import Names, both_names
from extractor.eval.intervals import Interval
from extractor.eval.score import Score

_GRADES = ((1.0, "full"), (0.98, "high"), (0.9, "middle"))
"""From which share on a figure has which colour; below the last it is ``low``."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to show: both names, its share (0 to 1, None: nothing to measure) with its interval, the items behind
    it, the unknown ones, and how good it is, for its colour."""

    chinese: str
    english: str
    value: float | None
    interval: Interval | None
    items: int
    unknown: int
    grade: str


def figure_of(names: Names, name: str, score: Score | None, interval: Interval | None = None) -> Figure:
    """The figure of a score; without one there is nothing to show but its names."""
    value = score.value if score is not None else None
    chinese, english = both_names(names, name)
    counts = (score.items, score.unknown) if score is not None else (0, 0)
    return Figure(chinese, english, value, interval, *counts, _grade(value))


def _grade(value: float | None) -> str:
    if value is None:
        return "none"
    return next((name for least, name in _GRADES if value >= least), "low")
