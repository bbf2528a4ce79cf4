"""What a run with peers gives: this project's own figures and each peer's, over the same sets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.eval.cost import Cost
from extractor.eval.run import Report
from extractor.eval.score import Scores


@dataclass(frozen=True, slots=True)
class ToolResult:
    """One tool's figures. ``report`` holds the sets of the formats that it reads, in the manifest's order: a document
    that it failed on, or that was cut by the time limit, is there with the outcome ``failed``, all its labels missed.

    ``gifted``: the same tables with the label's own number of header rows given to the tool; None for our own.
    ``not_read``: the sets of formats that the tool is not made for. ``missing``: why there is no figure at all.
    ``costs``: user CPU and pages by set, of the documents that were read.
    """

    name: str
    version: str | None
    report: Report
    gifted: Report | None = None
    not_read: tuple[str, ...] = ()
    missing: str | None = None
    costs: Mapping[str, Cost] = field(default_factory=dict)
    start_seconds: float | None = None
    peak_megabytes: float | None = None

    @property
    def total(self) -> Scores:
        """The counts over all sets of ``report``, added up."""
        return self.report.total

    @property
    def seconds_per_page(self) -> float | None:
        """User CPU per page over the documents that were read; None where none was."""
        pages = sum(cost.pages for cost in self.costs.values())
        return sum(cost.user_seconds for cost in self.costs.values()) / pages if pages else None

    @property
    def failures(self) -> dict[str, str]:
        """By set, why the tool gave no answer."""
        return {one.id: one.reason or "" for one in self.report.documents if one.outcome == "failed"}


@dataclass(frozen=True, slots=True)
class PeerReport:
    """Our own result and every peer's that was asked for, missing ones too. All were measured in one run, on the same
    documents, by the same metrics. ``time_limit`` is the seconds (wall) that a peer had for one document."""

    own: ToolResult
    peers: tuple[ToolResult, ...]
    time_limit: float

    @property
    def tools(self) -> tuple[ToolResult, ...]:
        """Our own first."""
        return (self.own, *self.peers)
