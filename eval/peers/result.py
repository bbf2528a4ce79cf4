"""What a run with peers gives: this project's own figures and each peer's, over the same sets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extractor.eval.cost import Cost
from extractor.eval.run import Report
from extractor.eval.score import Scores


@dataclass(frozen=True, slots=True)
class ToolResult:
    """One tool's figures. ``report`` holds the sets of the formats that it reads, in the manifest's order: a document
    that it failed on, or that was cut by the time limit, is there with the outcome ``failed``, all its labels missed.

    ``gifted``: the same tables with the label's own number of header rows given to the tool; None for our own.
    ``not_read``: the sets that the tool was not given, being of another format (or no scan) or without labelled tables.
    ``missing``: why there is no figure at all.
    """

    name: str
    version: str | None
    report: Report
    gifted: Report | None = None
    not_read: tuple[str, ...] = ()
    missing: str | None = None
    start_seconds: float | None = None
    peak_megabytes: float | None = None

    @property
    def costs(self) -> Mapping[str, Cost]:
        """User CPU and pages by set, of the documents that gave an answer."""
        return {one.id: one.cost for one in self.report.documents if one.cost is not None}

    def over(self, sets: Iterable[str]) -> "ToolResult":
        """The same tool's figures on these sets alone."""
        wanted = set(sets)
        gifted = None if self.gifted is None else _only(self.gifted, wanted)
        return replace(self, report=_only(self.report, wanted), gifted=gifted)

    @property
    def total(self) -> Scores:
        """The counts over all sets of ``report``, added up."""
        return self.report.total

    @property
    def seconds_per_page(self) -> float | None:
        """User CPU per page over the documents that were read; None where none was."""
        return sum(self.costs.values(), start=Cost(0.0, 0)).seconds_per_page

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
    def same_sets(self) -> dict[str, tuple[str, ...]]:
        """By format, the sets on which a peer was measured, in the manifest's order: nothing else compares."""
        asked = {document.id for peer in self.peers for document in peer.report.documents}
        sets: dict[str, tuple[str, ...]] = {}
        for document in self.own.report.documents:
            if document.id in asked:
                kind = document.source_kind or "other"
                sets[kind] = (*sets.get(kind, ()), document.id)
        return sets

    @property
    def tools(self) -> tuple[ToolResult, ...]:
        """Our own first."""
        return (self.own, *self.peers)


def _only(report: Report, sets: set[str]) -> Report:
    return Report(tuple(document for document in report.documents if document.id in sets))
