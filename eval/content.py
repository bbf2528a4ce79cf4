"""All that a report says, computed once for JSON, the terminal and the HTML page."""

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.eval.breakdown import Groups, by_column_role, by_source_kind, by_template
from extractor.eval.error_kinds import KindCount, count_kinds, find_errors
from extractor.eval.error_places import ErrorKind
from extractor.eval.intervals import Interval
from extractor.eval.peers.result import PeerReport
from extractor.eval.run import Report
from extractor.eval.score import Share
from extractor.eval.worst_tables import DrawnTable, worst_tables


@dataclass(frozen=True, slots=True)
class Content:
    """A report with its intervals (by figure's name), taken apart by template, source kind and column role, its errors
    by kind, its worst tables, and, where there was such a run, the peers'."""

    report: Report
    intervals: Mapping[str, Interval]
    templates: Groups
    source_kinds: Groups
    column_roles: Mapping[str, Share]
    errors: Mapping[ErrorKind, KindCount]
    worst: tuple[DrawnTable, ...]
    peers: PeerReport | None = None


def content_of(report: Report, intervals: Mapping[str, Interval], peers: PeerReport | None = None) -> Content:
    """Compute what a report says of a run."""
    matchings = [document.comparison.tables for document in report.documents if document.comparison]
    places = [place for matching in matchings for place in find_errors(matching)]
    return Content(
        report=report,
        intervals=intervals,
        templates=by_template(report),
        source_kinds=by_source_kind(report),
        column_roles=by_column_role(report),
        errors=count_kinds(places),
        worst=worst_tables(report),
        peers=peers,
    )
