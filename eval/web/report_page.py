"""The HTML page of a report: one file, nothing fetched, figures as tables and small drawings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.eval.content import Content
from extractor.eval.figure_names import ERRORS, FIGURES, OUTCOMES, ROLES, Names, both_names
from extractor.eval.intervals import LEVEL, Interval
from extractor.eval.run import Report
from extractor.eval.score import ABSENT, NO_CLASS, Confusion, Score, Scores
from extractor.eval.web.figure import Figure, figure_of
from extractor.eval.web.page import render_page
from extractor.eval.web.scatter import Point, draw_scatter
from extractor.eval.web.tool_tables import TOOL_FIGURES, tool_tables
from extractor.version import __version__

_HEADLINES = ("numeric_cells", "whole_tables", "header_paths", "project_facts", "proved_right")
_GROUP_FIGURES = (
    *("numeric_cells", "cells", "header_paths", "whole_tables", "spans", "project_facts", "tier2", "teds"),
    *("grits_con", "cell_roles", "proved", "proved_right"),
)
_SPEED_FIGURE = "numeric_cells"
_CONFUSIONS = ("tier1", "tier2", "cell_roles")
_OTHER_CLASSES: Names = {ABSENT: ("没有", "absent"), NO_CLASS: ("不属任何类", "no class")}


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
        "roles": [(name, figure_of(ROLES, name, share)) for name, share in content.column_roles.items()],
        "errors": list(_error_bars(content)),
        "matrices": [_matrix(name, total[name]) for name in _CONFUSIONS if _has_matrix(total.get(name))],
        "tool_tables": tool_tables(content.peers) if content.peers else [],
        "tool_columns": [both_names(FIGURES, name) for name in TOOL_FIGURES],
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
    return figure_of(FIGURES, name, score, interval)


def _groups(groups: Mapping[str, Scores]) -> GroupTable:
    names = [
        name
        for name in _GROUP_FIGURES
        if any(name in scores and scores[name].value is not None for scores in groups.values())
    ]
    rows = tuple(
        (group, tuple(figure_of(FIGURES, name, scores.get(name)) for name in names)) for group, scores in groups.items()
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
