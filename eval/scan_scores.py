"""What one scan's reading is worth, and the table of many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.corpora import Label
from extractor.eval.as_printed import without_repairs
from extractor.eval.metrics import cells, header_paths, numeric_cells, project_facts, proved
from extractor.eval.metrics import repairs as applied_repairs
from extractor.eval.prediction import Prediction, read_prediction
from extractor.eval.report import scores_data
from extractor.eval.run import score_prediction
from extractor.eval.scan_reading import ReadingCost, ScanReading
from extractor.eval.score import Score, Scores, Share, Tally, add_scores

_METRICS = (
    *(numeric_cells.measure, cells.measure, header_paths.measure, project_facts.measure),
    *(proved.measure, applied_repairs.measure),
)
_BEFORE = "numeric_cells_before_repair"
_SHOWN = ("numeric_cells", _BEFORE, "cells", "header_paths", "project_facts", "proved")
_HEADINGS = (
    *("document", "numeric F1", "before repair", "cells", "header paths", "project facts", "proved"),
    *("proved and wrong", "mended", "damaged", "CPU s/page", "MB"),
)
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ScanScore:
    """The figures of one scan or of several together; ``failed``: how many were not read at all."""

    scores: Scores
    pages: int
    cost: ReadingCost
    failed: tuple[str, ...] = ()

    def __add__(self, other: "ScanScore") -> "ScanScore":
        cost = ReadingCost(
            self.cost.user_seconds + other.cost.user_seconds,
            self.cost.wall_seconds + other.cost.wall_seconds,
            max(self.cost.peak_bytes, other.cost.peak_bytes),
        )
        scores = add_scores(self.scores, other.scores)
        return ScanScore(scores, self.pages + other.pages, cost, self.failed + other.failed)

    @property
    def wrong_among_proved(self) -> int:
        """How many amounts are marked proved and differ from the label."""
        right = self.scores.get("proved_right")
        return right.total - right.right if isinstance(right, Share) else 0

    def repaired(self, outcome: str) -> int:
        """How many repaired cells came out so: ``mended``, ``damaged`` …"""
        tally = self.scores.get("repairs.outcomes")
        return tally.counts.get(outcome, 0) if isinstance(tally, Tally) else 0

    def figures(self) -> list[str]:
        """The cells of its row of the table."""
        return [
            *(_figure(self.scores.get(name)) for name in _SHOWN),
            *(str(self.wrong_among_proved), str(self.repaired("mended")), str(self.repaired("damaged"))),
            f"{self.cost.user_seconds / max(1, self.pages):.2f}",
            str(round(self.cost.peak_bytes / _MIB)),
        ]

    def line(self) -> str:
        """The figures in one line for the log."""
        said = [f"{name} {figure}" for name, figure in zip(_HEADINGS[1:], self.figures(), strict=True)]
        return ", ".join([*(f"FAILED {reason}" for reason in self.failed), *said])


def score_reading(label: Label, reading: ScanReading, pages: int) -> ScanScore:
    """Hold a reading against the label of its scan; where nothing was read every label is missed."""
    scores: Scores = {}
    for name, data in (("", reading.document), (_BEFORE, reading.document and without_repairs(reading.document))):
        prediction = read_prediction(data) if data else Prediction(sha256=label.document.sha256)
        metrics = (numeric_cells.measure,) if name else _METRICS
        found = score_prediction("scan", label, prediction, metrics).scores
        scores |= {name: found["numeric_cells"]} if name else found
    return ScanScore(scores, pages, reading.cost, (reading.failed,) if reading.failed else ())


def score_table(scores: Mapping[str, ScanScore]) -> str:
    """The figures as a Markdown table, a scan a line, all together last."""
    lines = [f"| {' | '.join(_HEADINGS)} |", "|" + "---|" * len(_HEADINGS)]
    rows = dict(scores)
    if scores:
        rows["together"] = _together(scores)
    return "\n".join([*lines, *(f"| {' | '.join([name, *score.figures()])} |" for name, score in rows.items())])


def scores_as_data(scores: Mapping[str, ScanScore]) -> dict[str, Any]:
    """All counts as plain data, all together under the name ``together``."""
    rows = {**scores, "together": _together(scores)} if scores else {}
    return {
        name: {
            "scores": scores_data(score.scores),
            "wrong_among_proved": score.wrong_among_proved,
            "pages": score.pages,
            "user_seconds": round(score.cost.user_seconds, 2),
            "peak_bytes": score.cost.peak_bytes,
            "failed": list(score.failed),
        }
        for name, score in rows.items()
    }


def _together(scores: Mapping[str, ScanScore]) -> ScanScore:
    first, *others = scores.values()
    for other in others:
        first = first + other
    return first


def _figure(score: Score | None) -> str:
    return "–" if score is None or score.value is None else f"{score.value:.4f}"
