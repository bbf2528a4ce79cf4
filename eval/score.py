"""What a metric gives: counts that add up over documents, and the figure that they make."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

ABSENT = "absent"
"""In a ``Confusion``: the item stands on the other side only."""
NO_CLASS = "no_class"
"""In a ``Confusion``: the item is of none of the classes."""


class Score(Protocol):
    """Counts that add up, and the figure, 0 to 1, the higher the better, that they make."""

    @property
    def value(self) -> float | None:
        """The figure; None where there is nothing to measure, or the counts make no figure."""

    @property
    def items(self) -> int:
        """How many labelled items stand behind the figure."""

    @property
    def unknown(self) -> int:
        """How many labelled items are unknown, so not scored."""

    def __add__(self, other: Any) -> Self: ...

    def data(self) -> dict[str, Any]:
        """The counts, and the further figures that they make, as plain data."""


Scores = dict[str, Score]
"""Metric name to score; a metric may give several, ``project_facts`` and ``project_facts.budget.total``."""


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

    @property
    def items(self) -> int:
        return self.true_positive + self.false_negative

    def data(self) -> dict[str, Any]:
        return {
            "precision": self.precision,
            "recall": self.recall,
            "true_positive": self.true_positive,
            "false_positive": self.false_positive,
            "false_negative": self.false_negative,
            "unknown": self.unknown,
        }


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

    @property
    def items(self) -> int:
        return self.total

    def data(self) -> dict[str, Any]:
        return {"right": self.right, "total": self.total, "unknown": self.unknown}


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often which class was said (second) for which labelled one (first); its figure is the macro F1."""

    seen: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unknown: int = 0

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], unknown: int = 0) -> Self:
        """Count pairs of (labelled, said) classes; ``ABSENT`` and ``NO_CLASS`` may stand on either side."""
        return cls(dict(sorted(Counter(pairs).items())), unknown)

    def __add__(self, other: "Confusion") -> "Confusion":
        together = Counter(self.seen) + Counter(other.seen)
        return Confusion(dict(sorted(together.items())), self.unknown + other.unknown)

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that stand on either side, sorted."""
        return tuple(sorted({name for pair in self.seen for name in pair} - {ABSENT, NO_CLASS}))

    def of_class(self, name: str) -> Counts:
        """The hits and misses of one class."""
        right = self.seen.get((name, name), 0)
        labelled = sum(count for (known, _), count in self.seen.items() if known == name)
        said = sum(count for (_, answer), count in self.seen.items() if answer == name)
        return Counts(right, said - right, labelled - right)

    @property
    def value(self) -> float | None:
        """The unweighted mean of the F1 of every class on either side (macro F1 as scikit-learn's ``f1_score``)."""
        shares = [self.of_class(name).value or 0.0 for name in self.classes]
        return sum(shares) / len(shares) if shares else None

    @property
    def items(self) -> int:
        return sum(count for (known, _), count in self.seen.items() if known != ABSENT)

    def data(self) -> dict[str, Any]:
        said: dict[str, dict[str, int]] = {}
        for (known, answer), count in self.seen.items():
            said.setdefault(known, {})[answer] = count
        return {"confusion": said, "unknown": self.unknown}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of each sort: counts that belong beside a figure and make none themselves."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally({**self.counts, **{name: self.counts.get(name, 0) + n for name, n in other.counts.items()}})

    @property
    def value(self) -> None:
        return None

    @property
    def items(self) -> int:
        return sum(self.counts.values())

    @property
    def unknown(self) -> int:
        return 0

    def data(self) -> dict[str, Any]:
        return {"counts": dict(self.counts)}


def add_scores(first: Scores, second: Scores) -> Scores:
    """The sum by name; TypeError where one name has scores of two sorts."""
    total = dict(first)
    for name, score in second.items():
        known = total.get(name)
        if known is not None and type(known) is not type(score):
            raise TypeError(f"the scores of {name} are of two sorts")
        total[name] = score if known is None else known + score
    return total
