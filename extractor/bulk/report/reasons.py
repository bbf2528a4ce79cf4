"""Why a document needs a person, and the worst few for each reason."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.bulk.outcome import Outcome

_MOST_NAMED = 100
"""Documents that are named for one reason; the manifest has them all."""
_LITTLE_PROVED = 0.5
_SEVERAL_AMOUNTS = 20
"""Of fewer amounts a share says little."""

IDENTITIES_BROKEN = "identities_broken"
PARTLY_READ = "partly_read"
LITTLE_PROVED = "little_proved"
NOTHING_FOUND = "nothing_found"
REASONS = {
    IDENTITIES_BROKEN: "sums or cross references that do not hold",
    PARTLY_READ: "a part could not be read",
    LITTLE_PROVED: f"less than {_LITTLE_PROVED:.0%} of the amounts are proved by an identity",
    NOTHING_FOUND: "neither amounts nor projects were found",
}
"""Reasons besides the codes of failures, the gravest first."""


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A document with what is to be said of it; the order is that of its weight."""

    weight: float
    source: str
    detail: str


@dataclass(slots=True)
class Reason:
    """How many documents there are for one reason, and the weightiest of them."""

    count: int = 0
    _heap: list[Named] = field(default_factory=list)

    def add(self, named: Named) -> None:
        """Count it, and keep it while it is among the weightiest."""
        self.count += 1
        if len(self._heap) < _MOST_NAMED:
            heapq.heappush(self._heap, named)
        else:
            heapq.heappushpop(self._heap, named)

    def documents(self) -> list[Named]:
        """The weightiest first, then by source."""
        return sorted(self._heap, key=lambda named: (-named.weight, named.source))


def reason_of(outcome: Outcome) -> tuple[str, Named] | None:
    """The gravest reason for a person to look at an input; None where there is none."""
    if outcome.status == "skipped":
        return None
    if outcome.error is not None:
        return outcome.error.code, Named(0.0, outcome.source, outcome.error.message)
    return next(_doubts(outcome), None)


def _doubts(outcome: Outcome) -> Iterator[tuple[str, Named]]:
    summary = outcome.summary
    broken = max(summary.failed, summary.failed_checks) if summary else 0
    if summary and broken:
        said = f"{summary.failed_checks} checks fail, {summary.failed} of {summary.amounts} amounts"
        yield IDENTITIES_BROKEN, Named(broken, outcome.source, said)
    if outcome.status == "partial":
        yield PARTLY_READ, Named(outcome.pages, outcome.source, f"{outcome.pages} pages")
    if summary and summary.amounts >= _SEVERAL_AMOUNTS and summary.proved < _LITTLE_PROVED * summary.amounts:
        said = f"{summary.proved} of {summary.amounts} amounts proved"
        yield LITTLE_PROVED, Named(summary.amounts - summary.proved, outcome.source, said)
    if summary and not summary.amounts and not outcome.projects:
        yield NOTHING_FOUND, Named(outcome.pages, outcome.source, f"{outcome.pages} pages, {outcome.tables} tables")
