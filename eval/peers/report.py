"""Our own figures and the peers' side by side: a table in the terminal, and JSON data."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from extractor.eval.peers.catalogue import PEERS
from extractor.eval.peers.result import PeerReport, ToolResult
from extractor.eval.report import report_data, scores_data
from extractor.eval.score import Scores

_FIGURES_A_TABLE = 7


def peer_data(report: PeerReport) -> dict[str, Any]:
    """The whole comparison as plain JSON data: by tool its figures on every set, what they cost, and what is missing.

    ``side_by_side`` holds by format the sets that were measured and each tool's total over just those.
    """
    return {
        "time_limit": report.time_limit,
        "tools": [_tool_data(tool) for tool in report.tools],
        "side_by_side": [
            {
                "format": kind,
                "sets": list(sets),
                "tools": [_side_data(tool) for tool in _measured_on(report, sets)],
            }
            for kind, sets in report.same_sets.items()
        ],
    }


def print_peers(report: PeerReport, console: Console) -> None:
    """Draw a row a tool, by format; below it once more with the label's own header depth given to the peers; then
    what is missing, failed or cut."""
    for kind, sets in report.same_sets.items():
        tools = _measured_on(report, sets)
        console.print(_cost_table(kind, tools))
        for tool in tools:
            console.print(f"{tool.name}: {tool.version}", markup=False, highlight=False)
        totals = {tool.name: tool.total for tool in tools}
        _print_figures(f"The same {len(sets)} {kind} documents", totals, console)
        gifted = {tool.name: tool.gifted.total for tool in tools if tool.gifted is not None}
        _print_figures("The peers once more, told how many header rows each table has", gifted, console)
    for peer in report.peers:
        if peer.missing is not None:
            console.print(f"{peer.name}: missing: {peer.missing}", markup=False)
        for identity, reason in peer.failures.items():
            console.print(f"{peer.name}: {identity}: no answer, counted as missed: {reason}", markup=False)


def _measured_on(report: PeerReport, sets: Sequence[str]) -> list[ToolResult]:
    """The tools with figures on these sets, held to them."""
    return [held for tool in report.tools if (held := tool.over(sets)).report.documents]


def _cost_table(kind: str, tools: Sequence[ToolResult]) -> Table:
    table = Table(title=f"Tools measured on {kind}")
    table.add_column("tool", no_wrap=True)
    for name in ("user s", "s/page", "start s", "peak MB", "no answer"):
        table.add_column(name, justify="right")
    for tool in tools:
        seconds = sum(cost.user_seconds for cost in tool.costs.values())
        shown = ((seconds, 1), (tool.seconds_per_page, 3), (tool.start_seconds, 1), (tool.peak_megabytes, 0))
        figures = [_number(value, digits) for value, digits in shown]
        table.add_row(tool.name, *figures, str(len(tool.failures) or ""))
    return table


def _print_figures(title: str, totals: dict[str, Scores], console: Console) -> None:
    offered = list(totals.values())[-1] if totals else {}
    names = [name for name, score in offered.items() if "." not in name and score.value is not None]
    for first in range(0, len(names), _FIGURES_A_TABLE):
        shown = names[first : first + _FIGURES_A_TABLE]
        table = Table(title=title)
        table.add_column("tool", no_wrap=True)
        for name in shown:
            table.add_column(name.replace("_", " "), justify="right")
        for tool, scores in totals.items():
            table.add_row(tool, *[_figure(scores, name) for name in shown])
        console.print(table)


def _figure(scores: Scores, name: str) -> str:
    score = scores.get(name)
    return "–" if score is None or score.value is None else f"{score.value:.3f}"


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _tool_data(tool: ToolResult) -> dict[str, Any]:
    entry = next((entry for entry in PEERS if entry.name == tool.name), None)
    return {
        "name": tool.name,
        "version": tool.version,
        "licence": entry.licence if entry else "Apache-2.0",
        "missing": tool.missing,
        "not_read": list(tool.not_read),
        "start_seconds": tool.start_seconds,
        "peak_megabytes": tool.peak_megabytes,
        "costs": {
            identity: {"user_seconds": round(cost.user_seconds, 3), "pages": cost.pages}
            for identity, cost in tool.costs.items()
        },
        "report": report_data(tool.report),
        "gifted": None if tool.gifted is None else report_data(tool.gifted),
    }


def _side_data(tool: ToolResult) -> dict[str, Any]:
    return {
        "name": tool.name,
        "seconds_per_page": tool.seconds_per_page,
        "total": scores_data(tool.total),
        "gifted": None if tool.gifted is None else scores_data(tool.gifted.total),
    }
