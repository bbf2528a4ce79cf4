"""The HTML page of a report: one file, nothing fetched, figures as tables and small drawings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.eval.content import Content
from extractor.eval.figure_names import ERRORS, FIGURES, OUTCOMES, ROLES, Names, both_names
from extractor.eval.intervals import LEVEL, Interval
from extractor.eval.peers.result import PeerReport, ToolResult
from extractor.eval.run import Report
from extractor.eval.score import ABSENT, NO_CLASS, Confusion, Score, Scores
from extractor.eval.web.page import render_page
from extractor.eval.web.scatter import Point, draw_scatter
from extractor.version import __version__

_HEADLINES = ("numeric_cells", "whole_tables", "header_paths", "project_facts", "proved_right")
_GROUP_FIGURES = (
    *("numeric_cells", "cells", "header_paths", "whole_tables", "spans", "project_facts", "tier2", "teds"),
    *("grits_con", "cell_roles", "proved", "proved_right"),
)
_TOOL_FIGURES = ("numeric_cells", "cells", "header_paths", "whole_tables", "spans", "teds", "grits_top", "grits_con")
_SPEED_FIGURE = "numeric_cells"
_CONFUSIONS = ("tier1", "tier2", "cell_roles")
_OTHER_CLASSES: Names = {ABSENT: ("没有", "absent"), NO_CLASS: ("不属任何类", "no class")}
_GRADES = ((1.0, "full"), (0.98, "high"), (0.9, "middle"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to show: both names, its share (0 to 1, None: nothing to measure) with its interval, the items behind
    it, the unknown ones, and how good it is, for its colour."""

    chinese: str
    english: str
    value: float | None
    interval: Interval | None
    items: int
    unknown: int
    grade: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A confusion matrix: rows are labelled classes, columns what was said; counts with the shade of their share."""

    chinese: str
    english: str
    said: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[int, float, bool], ...]], ...]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Figures of groups beside each other; ``columns`` are both names of each figure."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A named bar: its length relative to the longest, and the numbers beside it."""

    chinese: str
    english: str
    length: float
    numbers: int
    places: int


@dataclass(frozen=True, slots=True)
class ToolRow:
    """A tool's figures; ``ours`` is our own figure for numbers over the same ``documents``."""

    tool: ToolResult
    variant: str
    figures: tuple[Figure, ...]
    ours: Figure
    documents: int
    own: bool


def report_page(content: Content) -> bytes:
    """The page as UTF-8 HTML."""
    report, total = content.report, content.report.total
    figures = {name: _figure(name, score, content.intervals.get(name)) for name, score in total.items()}
    shown = {name: figure for name, figure in figures.items() if "." not in name and figure.value is not None}
    values = {
        "version": __version__,
        "level": f"{LEVEL:.0%}",
        "headlines": [shown[name] for name in _HEADLINES if name in shown],
        "figures": list(shown.values()),
        "templates": _groups(content.templates),
        "source_kinds": _groups(content.source_kinds),
        "roles": [(name, _figure_of(ROLES, name, share)) for name, share in content.column_roles.items()],
        "errors": list(_error_bars(content)),
        "matrices": [_matrix(name, total[name]) for name in _CONFUSIONS if _has_matrix(total.get(name))],
        "tools": _tools(content.peers) if content.peers else None,
        "tool_columns": [both_names(FIGURES, name) for name in _TOOL_FIGURES],
        "peers": content.peers,
        "scatter": draw_scatter(_points(content)),
        "scatter_of_documents": content.peers is None,
        "worst": content.worst,
        "documents": [(document, both_names(OUTCOMES, document.outcome)) for document in report.documents],
        "counts": _outcomes(report),
        "cost": report.cost,
    }
    return render_page("report.html", values)


def _figure(name: str, score: Score, interval: Interval | None) -> Figure:
    return _figure_of(FIGURES, name, score, interval)


def _figure_of(names: Names, name: str, score: Score | None, interval: Interval | None = None) -> Figure:
    value = score.value if score is not None else None
    chinese, english = both_names(names, name)
    counts = (score.items, score.unknown) if score is not None else (0, 0)
    return Figure(chinese, english, value, interval, *counts, _grade(value))


def _grade(value: float | None) -> str:
    if value is None:
        return "none"
    return next((name for least, name in _GRADES if value >= least), "low")


def _groups(groups: Mapping[str, Scores]) -> GroupTable:
    names = [
        name
        for name in _GROUP_FIGURES
        if any(name in scores and scores[name].value is not None for scores in groups.values())
    ]
    rows = tuple(
        (group, tuple(_figure_of(FIGURES, name, scores.get(name)) for name in names))
        for group, scores in groups.items()
    )
    return GroupTable(tuple(both_names(FIGURES, name) for name in names), rows)


def _error_bars(content: Content) -> Iterator[Bar]:
    most = max((count.numbers for count in content.errors.values()), default=0)
    for kind, count in sorted(content.errors.items(), key=lambda one: -one[1].numbers):
        yield Bar(*both_names(ERRORS, kind), count.numbers / most if most else 0.0, count.numbers, count.places)


def _has_matrix(score: Score | None) -> bool:
    return isinstance(score, Confusion) and bool(score.seen)


def _matrix(name: str, score: Score) -> Matrix:
    seen = score.seen if isinstance(score, Confusion) else {}
    known = sorted({pair[0] for pair in seen}, key=_class_order)
    said = sorted({pair[1] for pair in seen}, key=_class_order)
    rows = []
    for row in known:
        counts = [seen.get((row, column), 0) for column in said]
        whole = sum(counts)
        rows.append(
            (
                _class_name(row),
                tuple((count, count / whole, row == column) for count, column in zip(counts, said, strict=True)),
            )
        )
    return Matrix(*both_names(FIGURES, name), tuple(map(_class_name, said)), tuple(rows))


def _class_order(name: str) -> tuple[bool, str]:
    return name in _OTHER_CLASSES, name


def _class_name(name: str) -> str:
    return " ".join(_OTHER_CLASSES[name]) if name in _OTHER_CLASSES else name


def _tools(peers: PeerReport) -> list[ToolRow]:
    """Our own first; a peer that was told the number of header rows has a second row."""
    rows = []
    for tool in peers.tools:
        rows.append(_tool_row(tool, tool.report, peers, ""))
        if tool.gifted is not None:
            rows.append(_tool_row(tool, tool.gifted, peers, "给定表头行数 given the header rows"))
    return rows


def _tool_row(tool: ToolResult, report: Report, peers: PeerReport, variant: str) -> ToolRow:
    total = report.total
    same = {document.id for document in report.documents}
    ours = Report(tuple(document for document in peers.own.report.documents if document.id in same))
    return ToolRow(
        tool=tool,
        variant=variant,
        figures=tuple(_figure_of(FIGURES, name, total.get(name)) for name in _TOOL_FIGURES),
        ours=_figure_of(FIGURES, _SPEED_FIGURE, ours.total.get(_SPEED_FIGURE)),
        documents=len(report.documents),
        own=tool is peers.own,
    )


def _points(content: Content) -> list[Point]:
    """The tools of a run with peers, else the documents of this one."""
    found = []
    if content.peers:
        same = [identity for sets in content.peers.same_sets.values() for identity in sets]
        for tool in content.peers.tools:
            held = tool.over(same)
            score, seconds = held.total.get(_SPEED_FIGURE), held.seconds_per_page
            found.append((tool.name, seconds, score, tool is content.peers.own))
    else:
        for document in content.report.documents:
            seconds = document.cost.seconds_per_page if document.cost else None
            found.append((document.id, seconds, document.scores.get(_SPEED_FIGURE), False))
    return [
        Point(name, seconds, score.value, own)
        for name, seconds, score, own in found
        if seconds and score is not None and score.value is not None
    ]


def _outcomes(report: Report) -> list[tuple[tuple[str, str], int]]:
    found = [document.outcome for document in report.documents]
    return [(names, found.count(outcome)) for outcome, names in OUTCOMES.items() if outcome in found]
