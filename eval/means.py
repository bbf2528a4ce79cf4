"""Scores that are means: of a figure a table has, of soft matches, of recall and precision a document has."""

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a figure, 0 to 1, over ``count`` items; ``unknown`` labelled items could not be measured."""

    sum: float = 0.0
    count: int = 0
    unknown: int = 0

    def __add__(self, other: "Mean") -> "Mean":
        return Mean(self.sum + other.sum, self.count + other.count, self.unknown + other.unknown)

    @property
    def value(self) -> float | None:
        """The mean; None where there is no item."""
        return self.sum / self.count if self.count else None

    @property
    def items(self) -> int:
        return self.count

    def data(self) -> dict[str, Any]:
        return {"sum": self.sum, "count": self.count, "unknown": self.unknown}


@dataclass(frozen=True, slots=True)
class SoftCounts:
    """Matches that count from 0 to 1 each, of the labelled and of the predicted items. Adds up micro-averaged."""

    matched: float = 0.0
    labelled: int = 0
    predicted: int = 0
    unknown: int = 0

    def __add__(self, other: "SoftCounts") -> "SoftCounts":
        return SoftCounts(
            self.matched + other.matched,
            self.labelled + other.labelled,
            self.predicted + other.predicted,
            self.unknown + other.unknown,
        )

    @property
    def precision(self) -> float | None:
        return self.matched / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        return self.matched / self.labelled if self.labelled else None

    @property
    def value(self) -> float | None:
        """F1 = 2 matched / (labelled + predicted); None where there is nothing on either side."""
        items = self.labelled + self.predicted
        return 2 * self.matched / items if items else None

    @property
    def items(self) -> int:
        return self.labelled

    def data(self) -> dict[str, Any]:
        return {
            "precision": self.precision,
            "recall": self.recall,
            "matched": self.matched,
            "labelled": self.labelled,
            "predicted": self.predicted,
            "unknown": self.unknown,
        }


@dataclass(frozen=True, slots=True)
class DocumentMeans:
    """Recall and precision of each of ``documents`` added up; the figure is the F1 of the two means."""

    recall_sum: float = 0.0
    precision_sum: float = 0.0
    documents: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, right: int, labelled: int, predicted: int, unknown: int = 0) -> Self:
        """One document. Without a labelled item it is in no mean; without a predicted one its precision is 0."""
        if not labelled:
            return cls(unknown=unknown)
        return cls(right / labelled, right / predicted if predicted else 0.0, 1, unknown)

    def __add__(self, other: "DocumentMeans") -> "DocumentMeans":
        return DocumentMeans(
            self.recall_sum + other.recall_sum,
            self.precision_sum + other.precision_sum,
            self.documents + other.documents,
            self.unknown + other.unknown,
        )

    @property
    def precision(self) -> float | None:
        return self.precision_sum / self.documents if self.documents else None

    @property
    def recall(self) -> float | None:
        return self.recall_sum / self.documents if self.documents else None

    @property
    def value(self) -> float | None:
        """F1 = 2 P R / (P + R) of the mean precision and the mean recall; None without a document."""
        if not self.documents:
            return None
        both = self.precision_sum + self.recall_sum
        return 2 * self.precision_sum * self.recall_sum / both / self.documents if both else 0.0

    @property
    def items(self) -> int:
        return self.documents

    def data(self) -> dict[str, Any]:
        return {
            "precision": self.precision,
            "recall": self.recall,
            "documents": self.documents,
            "unknown": self.unknown,
        }
