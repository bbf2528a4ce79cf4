"""What a report says beside its figures, as JSON data and in the terminal."""

from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from extractor.eval.content import Content
from extractor.eval.figure_names import ERRORS, both_names
from extractor.eval.report import scores_data


def content_data(content: Content) -> dict[str, Any]:
    """The figures by template, source kind and column role, the errors by kind and the worst tables, drawn cell by
    cell, as plain JSON data; deterministic."""
    return {
        "by_template": {name: scores_data(scores) for name, scores in content.templates.items()},
        "by_source_kind": {name: scores_data(scores) for name, scores in content.source_kinds.items()},
        "by_column_role": scores_data(dict(content.column_roles)),
        "errors": {kind: asdict(count) for kind, count in content.errors.items()},
        "worst_tables": [asdict(table) for table in content.worst],
    }


def print_errors(content: Content, console: Console) -> None:
    """Draw how often each kind of error occurs, the one with the most wrong numbers first; nothing where there is
    none."""
    if not content.errors:
        return
    table = Table("error", "", "numbers", "places", title="Errors by kind")
    for kind, count in sorted(content.errors.items(), key=lambda one: -one[1].numbers):
        chinese, english = both_names(ERRORS, kind)
        table.add_row(english, chinese, str(count.numbers), str(count.places))
    console.print(table)
