"""What a metric gives: counts that add up over documents, and the figure that they make."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits and misses on both sides; ``unknown`` label items were scored on neither. Adds up micro-averaged."""

    true_positive: int = 0
    false_positive: int = 0
    false_negative: int = 0
    unknown: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.true_positive + other.true_positive,
            self.false_positive + other.false_positive,
            self.false_negative + other.false_negative,
            self.unknown + other.unknown,
        )

    @property
    def precision(self) -> float | None:
        said = self.true_positive + self.false_positive
        return self.true_positive / said if said else None

    @property
    def recall(self) -> float | None:
        there = self.true_positive + self.false_negative
        return self.true_positive / there if there else None

    @property
    def value(self) -> float | None:
        """F1 = 2 TP / (2 TP + FP + FN); None where there is nothing on either side."""
        items = 2 * self.true_positive + self.false_positive + self.false_negative
        return 2 * self.true_positive / items if items else None


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``total`` labelled items; ``unknown`` ones are in neither."""

    right: int = 0
    total: int = 0
    unknown: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.total + other.total, self.unknown + other.unknown)

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None where nothing is labelled."""
        return self.right / self.total if self.total else None


Score = Counts | Share
Scores = dict[str, Score]
"""Metric name to score; a metric may give several, ``project_facts`` and ``project_facts.budget.total``."""


def add_scores(first: Scores, second: Scores) -> Scores:
    """The sum by name; TypeError where one name has scores of two sorts."""
    total = dict(first)
    for name, score in second.items():
        known = total.get(name)
        if known is None:
            total[name] = score
        elif isinstance(known, Counts) and isinstance(score, Counts):  # noqa: SIM114  one branch would lose the types
            total[name] = known + score
        elif isinstance(known, Share) and isinstance(score, Share):
            total[name] = known + score
        else:
            raise TypeError(f"the scores of {name} are of two sorts")
    return total
