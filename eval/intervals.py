"""How far a figure might be off by the choice of documents: bootstrap intervals.

The clusters (documents; the tables and projects of one document) are drawn again with replacement, as many as there
are, and the figure is computed anew from the sum of their counts; the interval holds the middle 95 % of the figures so
found (percentile bootstrap over clusters: Efron & Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8
and 13). Amounts of one document are wrong together, so resampling single cells would give intervals far too narrow.
The draw of each figure is seeded by its name: the same counts give the same interval, whatever else is measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import isclose
from operator import add
from random import Random

from extractor.eval.comparison import Comparison
from extractor.eval.metrics import measure_all
from extractor.eval.parts import split_comparison
from extractor.eval.run import Report
from extractor.eval.score import Score, Scores, add_scores

RESAMPLES = 1000
LEVEL = 0.95
"""The share of the resampled figures that an interval holds."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, of a figure from so many ``clusters``."""

    low: float
    high: float
    clusters: int


def report_intervals(report: Report, *, seed: int = 0) -> dict[str, Interval]:
    """The intervals of a report's totals: over its documents, or over the tables and projects of its only one."""
    measured = [document for document in report.documents if document.scores]
    if len(measured) == 1 and measured[0].comparison is not None:
        return comparison_intervals(measured[0].comparison, measured[0].scores, seed=seed)
    return cluster_intervals([document.scores for document in measured], seed=seed)


def comparison_intervals(comparison: Comparison, scores: Scores, *, seed: int = 0) -> dict[str, Interval]:
    """The intervals of one document's figures, over its tables and projects.

    A figure that is not the sum of its parts (a mean over whole documents) has none.
    """
    clusters = [measure_all(part) for part in split_comparison(comparison)]
    together: Scores = reduce(add_scores, clusters, {})
    found = cluster_intervals(clusters, seed=seed)
    return {name: interval for name, interval in found.items() if _adds_up(together[name], scores.get(name))}


def _adds_up(together: Score, whole: Score | None) -> bool:
    if whole is None or whole.value is None or together.value is None:
        return False
    return isclose(whole.value, together.value, abs_tol=1e-9)


def cluster_intervals(clusters: Sequence[Scores], *, seed: int = 0) -> dict[str, Interval]:
    """The interval of every figure that at least two clusters have something of."""
    by_name: dict[str, list[Score]] = {}
    for scores in clusters:
        for name, score in scores.items():
            if score != type(score)():
                by_name.setdefault(name, []).append(score)
    found = {name: _interval(scores, f"{seed} {name}") for name, scores in by_name.items() if len(scores) > 1}
    return {name: interval for name, interval in found.items() if interval is not None}


def _interval(scores: Sequence[Score], seed: str) -> Interval | None:
    random = Random(seed)  # noqa: S311 - a sample that can be drawn again, no secret
    draws = (random.choices(scores, k=len(scores)) for _ in range(RESAMPLES))
    figures = sorted(value for draw in draws if (value := reduce(add, draw).value) is not None)
    if not figures:
        return None
    outside = (1 - LEVEL) / 2
    return Interval(_percentile(figures, outside), _percentile(figures, 1 - outside), len(scores))


def _percentile(figures: Sequence[float], share: float) -> float:
    """The figure at a share of the sorted ones, between two of them in proportion."""
    place = share * (len(figures) - 1)
    below = int(place)
    above = min(below + 1, len(figures) - 1)
    return figures[below] + (place - below) * (figures[above] - figures[below])
