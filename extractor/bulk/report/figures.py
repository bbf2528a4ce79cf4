"""The outcomes of a run, one after the other → its figures, in memory that does not grow with them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from extractor.bulk.journal.entry import Entry
from extractor.bulk.outcome import Outcome
from extractor.bulk.report.reasons import REASONS, Reason, reason_of
from extractor.bulk.tally import Tally
from extractor.version import __version__

REPORT_VERSION = "1.0"
BARS = 20
"""Bars of the histogram of proved shares, and of the line of pages a second."""


@dataclass(slots=True)
class Figures:
    """A run from ``began`` to ``ended``, in seconds since 1970."""

    began: float
    ended: float
    tally: Tally = field(default_factory=Tally)
    states: Counter[str] = field(default_factory=Counter)
    """Amounts by what the checks say of them."""
    shares: list[int] = field(default_factory=lambda: [0] * BARS)
    """Documents by their share of proved amounts, from 0 to 1."""
    pace: list[int] = field(default_factory=lambda: [0] * BARS)
    """Pages converted in each part of the run's time."""
    reasons: dict[str, Reason] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry], began: float, ended: float) -> "Figures":
        """Count them all."""
        figures = cls(began, max(ended, began))
        for entry in entries:
            figures.add(entry)
        return figures

    def add(self, entry: Entry) -> None:
        """Count one more; what ended before the run began, an earlier one did."""
        outcome = entry.outcome
        self.tally.add(outcome)
        self._count_amounts(outcome)
        if entry.ended >= self.began:
            self.pace[_bar(entry.ended - self.began, self.seconds)] += outcome.pages
        else:
            self.tally.resumed += 1
            self.tally.new_pages -= outcome.pages
        reason = reason_of(outcome)
        if reason is not None:
            self.reasons.setdefault(reason[0], Reason()).add(reason[1])

    @property
    def seconds(self) -> float:
        """How long the run took."""
        return self.ended - self.began

    def ordered_reasons(self) -> list[tuple[str, Reason]]:
        """Failures by their number, then the doubts, the gravest first."""
        doubts = [(name, self.reasons[name]) for name in REASONS if name in self.reasons]
        failures = [item for item in self.reasons.items() if item[0] not in REASONS]
        return [*sorted(failures, key=lambda item: (-item[1].count, item[0])), *doubts]

    def to_data(self) -> dict[str, Any]:
        """The report as JSON."""
        tally = self.tally
        return {
            "report_version": REPORT_VERSION,
            "version": __version__,
            "inputs": tally.inputs,
            "statuses": dict(sorted(tally.statuses.items())),
            "done_before": tally.resumed,
            "pages": tally.pages,
            "amounts": {"all": tally.amounts, **dict(sorted(self.states.items()))},
            "proved_share": tally.proved_share,
            "documents_by_proved_share": self.shares,
            "seconds": round(self.seconds, 3),
            "pages_by_time": self.pace,
            "need_a_person": [
                {
                    "why": why,
                    "count": reason.count,
                    "documents": [{"source": one.source, "detail": one.detail} for one in reason.documents()],
                }
                for why, reason in self.ordered_reasons()
            ],
        }

    def _count_amounts(self, outcome: Outcome) -> None:
        summary = outcome.summary
        if summary is None or not summary.amounts:
            return
        self.shares[_bar(summary.proved, summary.amounts)] += 1
        for state in ("proved", "consistent", "failed", "unchecked"):
            self.states[state] += getattr(summary, state)


def _bar(part: float, whole: float) -> int:
    return min(BARS - 1, int(part / whole * BARS)) if whole > 0 else 0
