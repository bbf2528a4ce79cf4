"""Accuracy for a person in the terminal, and as JSON data."""

from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from extractor.eval.sampling.accuracy import Accuracy, KindAccuracy, size_needed
from extractor.eval.sampling.estimate import Estimate

_NAMES = {"cell": "numbers", "table": "whole tables"}
_LISTED = 20


def print_accuracy(accuracy: Accuracy, console: Console, half_width: float | None = None) -> None:
    """Say the accuracy of each kind of item with its interval, by part, and the items that were wrong."""
    for kind in accuracy.kinds:
        _print_kind(kind, accuracy.confidence, console)
        if half_width is not None:
            needed = size_needed(kind.archive, half_width, accuracy.confidence)
            console.print(f"For ± {half_width:.2%} about {needed} {_NAMES[kind.kind]} are to be checked.", markup=False)
    if accuracy.failed:
        count = f"{len(accuracy.failed)} of {accuracy.documents} drawn documents were not converted"
        console.print(f"{count}: they are not in these figures.", markup=False)
    console.print(
        "Numbers and tables that were never found are in no sample of what was found; a whole table counts as wrong "
        "where a row is missing.",
        markup=False,
    )


def accuracy_data(accuracy: Accuracy) -> dict[str, Any]:
    """The whole result as plain JSON data."""
    return {
        "confidence": accuracy.confidence,
        "documents": accuracy.documents,
        "failed": list(accuracy.failed),
        "kinds": {kind.kind: _kind_data(kind) for kind in accuracy.kinds},
    }


def _kind_data(kind: KindAccuracy) -> dict[str, Any]:
    return {
        "archive": asdict(kind.archive),
        "like_these": asdict(kind.like_these) if kind.like_these else None,
        "unanswered": kind.unanswered,
        "not_covered": kind.not_covered,
        "parts": [{"trait": name, "value": value, **asdict(part)} for name, value, part in kind.parts],
        "wrong": [{**item.model_dump(), "true_value": true_value} for item, true_value in kind.wrong],
    }


def _print_kind(kind: KindAccuracy, confidence: float, console: Console) -> None:
    name = _NAMES[kind.kind]
    table = Table("", "right", f"{confidence:.0%} interval", "checked", "wrong", "stand for", "design effect")
    table.title = f"Accuracy of {name}"
    table.add_row("this archive", *_figures(kind.archive))
    if kind.like_these is not None:
        table.add_row("documents like these", *_figures(kind.like_these))
    table.add_section()
    for trait, value, part in kind.parts:
        table.add_row(f"{trait.replace('_', ' ')}: {value or '–'}", *_figures(part))
    console.print(table)
    if kind.unanswered:
        console.print(f"{kind.unanswered} {name} are not answered: taken to be like the others of their stratum.")
    if kind.not_covered:
        console.print(f"{kind.not_covered:.1%} of the {name} are in strata without an answer: not in these figures.")
    for item, true_value in kind.wrong[:_LISTED]:
        truth = f", true value {true_value}" if true_value else ""
        line = f"wrong: {item.id} {item.document} {item.cell or item.table}: {item.value}{truth}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    if len(kind.wrong) > _LISTED:
        console.print(f"and {len(kind.wrong) - _LISTED} more wrong {name}; --json has them all.")


def _figures(found: Estimate) -> tuple[str, ...]:
    effect = "–" if found.design_effect is None else f"{found.design_effect:.2f}"
    interval = f"{found.interval.low:.2%} – {found.interval.high:.2%}"
    counts = (str(found.answered), str(found.wrong), f"{found.population:,.0f}")
    return (f"{found.share:.2%}", interval, *counts, effect)
