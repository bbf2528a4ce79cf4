"""The tools of a run with peers side by side, a table a format: nothing else than the same documents compares."""

from dataclasses import dataclass

from extractor.eval.figure_names import FIGURES
from extractor.eval.peers.catalogue import PEERS
from extractor.eval.peers.result import PeerReport, ToolResult
from extractor.eval.run import Report
from extractor.eval.web.figure import Figure, figure_of

TOOL_FIGURES = ("numeric_cells", "cells", "header_paths", "whole_tables", "spans", "teds", "grits_top", "grits_con")


@dataclass(frozen=True, slots=True)
class ToolRow:
    """A tool's figures over the sets of its table. ``documents`` of them it was given; ``what`` says what was run,
    ``failed`` how many gave no answer; ``variant`` is set where the tool was told more than the document."""

    name: str
    version: str
    what: str
    variant: bool
    own: bool
    documents: int
    failed: int
    figures: tuple[Figure, ...]
    seconds_per_page: float | None
    peak_megabytes: float | None


@dataclass(frozen=True, slots=True)
class ToolTable:
    """A format, how many sets of it were measured, and a row a tool, our own first."""

    source_kind: str
    sets: int
    rows: tuple[ToolRow, ...]


def tool_tables(peers: PeerReport) -> list[ToolTable]:
    """One table a format; a peer that was told the number of header rows has a second row."""
    tables = []
    for kind, sets in peers.same_sets.items():
        rows = []
        for tool in peers.tools:
            held = tool.over(sets)
            if held.report.documents:
                rows.append(_row(held, held.report, own=tool is peers.own))
            if held.gifted is not None and held.gifted.documents:
                rows.append(_row(held, held.gifted, own=False, variant=True))
        tables.append(ToolTable(kind, len(sets), tuple(rows)))
    return tables


def _row(tool: ToolResult, report: Report, *, own: bool, variant: bool = False) -> ToolRow:
    total = report.total
    return ToolRow(
        name=tool.name,
        version=tool.version or "",
        what=next((entry.what for entry in PEERS if entry.name == tool.name), ""),
        variant=variant,
        own=own,
        documents=len(report.documents),
        failed=sum(document.outcome == "failed" for document in report.documents),
        figures=tuple(figure_of(FIGURES, name, total.get(name)) for name in TOOL_FIGURES),
        seconds_per_page=None if variant else tool.seconds_per_page,
        peak_megabytes=None if variant else tool.peak_megabytes,
    )
