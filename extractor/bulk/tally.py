"""What a run came to so far, in counts."""

from collections import Counter
from dataclasses import dataclass, field

from extractor.bulk.outcome import Outcome, Status

_ORDER: tuple[Status, ...] = ("ok", "partial", "failed", "skipped")


@dataclass(slots=True)
class Tally:
    """Counts over the outcomes of a run; ``resumed`` those that an earlier run had done."""

    statuses: Counter[Status] = field(default_factory=Counter)
    inputs: int = 0
    resumed: int = 0
    pages: int = 0
    new_pages: int = 0
    """Pages that this run itself converted."""
    amounts: int = 0
    proved: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.inputs += 1
        self.statuses[outcome.status] += 1
        self.resumed += outcome.resumed
        self.pages += outcome.pages
        self.new_pages += 0 if outcome.resumed else outcome.pages
        if outcome.summary is not None:
            self.amounts += outcome.summary.amounts
            self.proved += outcome.summary.proved

    @property
    def failed(self) -> int:
        """Inputs that gave no document."""
        return self.statuses["failed"]

    @property
    def proved_share(self) -> float | None:
        """The share of the amounts that an identity proves; None where there is no amount."""
        return self.proved / self.amounts if self.amounts else None

    def in_words(self) -> str:
        """``3 inputs: 2 ok, 1 failed``."""
        said = ", ".join(f"{self.statuses[status]} {status}" for status in _ORDER if self.statuses[status])
        inputs = "1 input" if self.inputs == 1 else f"{self.inputs} inputs"
        return f"{inputs}: {said}" if said else "no input"
