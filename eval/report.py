"""A report as JSON data and as a table in the terminal."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from extractor.eval.cost import Cost
from extractor.eval.intervals import Interval
from extractor.eval.means import SoftCounts
from extractor.eval.run import DocumentResult, Report
from extractor.eval.score import Counts, Score, Scores, Share, Tally

_NAME_WIDTH, _FIGURE_WIDTH = 24, 9
"""Characters that a document's name and a figure get; three more stand between two columns."""


def report_data(report: Report, intervals: Mapping[str, Interval] | None = None) -> dict[str, Any]:
    """The whole report as plain JSON data: figures with the counts behind them, outcomes, what was left out.

    The same figures give the same data: what a run cost is told apart (``cost_data``).
    """
    return {
        "documents": [_document_data(document) for document in report.documents],
        "total": scores_data(report.total),
        "intervals": {
            name: {"low": _rounded(found.low), "high": _rounded(found.high), "clusters": found.clusters}
            for name, found in (intervals or {}).items()
        },
        "outcomes": dict(sorted(Counter(document.outcome for document in report.documents).items())),
        "problems": sum(len(document.problems) for document in report.documents),
    }


def cost_data(report: Report) -> dict[str, Any]:
    """User CPU seconds and pages by document and together; a second run gives other seconds."""
    costs = {document.id: document.cost for document in report.documents if document.cost is not None}
    return {
        "documents": {identity: _cost_data(cost) for identity, cost in costs.items()},
        "total": _cost_data(report.cost),
    }


def _cost_data(cost: Cost) -> dict[str, Any]:
    seconds_per_page = None if cost.seconds_per_page is None else round(cost.seconds_per_page, 4)
    return {"user_seconds": round(cost.user_seconds, 2), "pages": cost.pages, "seconds_per_page": seconds_per_page}


def scores_data(scores: Scores) -> dict[str, Any]:
    """Each score as plain data; ``value`` is rounded to 6 decimals, None where there was nothing to measure."""
    return {name: _score_data(score) for name, score in scores.items()}


def _document_data(document: DocumentResult) -> dict[str, Any]:
    return {
        "id": document.id,
        "outcome": document.outcome,
        "reason": document.reason,
        "problems": list(document.problems),
        "scores": scores_data(document.scores),
    }


def _score_data(score: Score) -> dict[str, Any]:
    """The figure and what stands behind it; shares are rounded to 6 decimals."""
    return {"value": _rounded(score.value), **{name: _rounded(number) for name, number in score.data().items()}}


def _rounded(value: Any) -> Any:
    return round(value, 6) if isinstance(value, float) else value


def print_report(
    report: Report, console: Console, *, fields: bool = False, intervals: Mapping[str, Interval] | None = None
) -> None:
    """Draw one row a document and the total; ``fields`` adds the scores of single fields, classes and rules below.

    Figures that no document has are left out; they stand in several tables where they are many.
    """
    total = report.total
    names = [name for name, score in total.items() if "." not in name and score.value is not None]
    together = max((console.width - _NAME_WIDTH - 4) // (_FIGURE_WIDTH + 3), 1)
    for first in range(0, max(len(names), 1), together):
        console.print(_table(report, total, names[first : first + together], intervals or {}))
    _print_proof(total, console)
    if report.cost.seconds_per_page is not None:
        cost = report.cost
        console.print(
            f"{cost.seconds_per_page:.3f} s of user CPU a page ({cost.user_seconds:.1f} s, {cost.pages} pages)"
        )
    if fields:
        _print_fields(total, console)
    for document in report.documents:
        if document.reason:
            console.print(f"{document.id}: {document.outcome}: {document.reason}", markup=False)
        for problem in document.problems:
            console.print(f"{document.id}: left out: {problem}", markup=False)


def _table(report: Report, total: Scores, names: list[str], intervals: Mapping[str, Interval]) -> Table:
    table = Table(title="Accuracy by document")
    table.add_column("document", width=_NAME_WIDTH, overflow="fold")
    for name in names:
        table.add_column(name.replace("_", " "), justify="right", width=_FIGURE_WIDTH, overflow="fold")
    for document in report.documents:
        table.add_row(_called(document), *[_figure(document.scores.get(name)) for name in names])
    table.add_section()
    table.add_row("total", *[_figure(total[name]) for name in names])
    if any(name in intervals for name in names):
        table.add_row("95 % interval", *[_range(intervals.get(name)) for name in names])
    return table


def _print_proof(total: Scores, console: Console) -> None:
    """The share proved is never told without the wrong amounts among the proved."""
    proved, right, states = total.get("proved"), total.get("proved_right"), total.get("proved.states")
    if isinstance(proved, Share) and isinstance(right, Share) and isinstance(states, Tally) and proved.total:
        others = ", ".join(f"{number} {state}" for state, number in states.counts.items() if state != "proved")
        wrong = f"{right.total - right.right} of the proved differ from the label"
        console.print(f"{proved.right} of {proved.total} amounts are proved ({others}); {wrong}")


def _print_fields(total: Scores, console: Console) -> None:
    table = Table("field", "precision", "recall", "F1", "unknown", title="Single fields, classes and roles")
    for name, score in total.items():
        if "." in name and isinstance(score, Counts | SoftCounts):
            shares = [_percent(share) for share in (score.precision, score.recall, score.value)]
            table.add_row(name, *shares, str(score.unknown))
    console.print(table)


def _called(document: DocumentResult) -> str:
    return document.id if document.outcome == "measured" else f"{document.id} ({document.outcome.replace('_', ' ')})"


def _figure(score: Score | None) -> str:
    if score is None or score.value is None:
        return "–"
    unknown = f" ({score.unknown} unknown)" if score.unknown else ""
    return _percent(score.value) + unknown


def _range(interval: Interval | None) -> str:
    return "–" if interval is None else f"{interval.low:.1%} – {interval.high:.1%}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.2%}"
