"""A comparison by its parts: the tables and projects of one document, for figures that are resampled over them."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.eval.comparison import Comparison
from extractor.eval.judging import ELSEWHERE
from extractor.eval.matching import TableMatching, closest_label
from extractor.eval.views import TableView


def split_comparison(comparison: Comparison) -> tuple[Comparison, ...]:
    """One comparison a labelled table and a project, each with its own cells, alarms and errors.

    A predicted table too many goes with the labelled table that shares most with it, else with the first. What
    belongs to no table and no project (an error that no check found) is a part of its own.
    """
    tables = comparison.tables
    nothing = replace(comparison, tables=TableMatching((), (), ()), projects=(), cells=(), alarms=(), errors=())
    labels = [(f"pair {number}", pair.label) for number, pair in enumerate(tables.pairs)]
    labels += [(f"missed {number}", table) for number, table in enumerate(tables.missed)]
    parts = {
        f"pair {number}": replace(nothing, tables=TableMatching((pair,), (), ()))
        for number, pair in enumerate(tables.pairs)
    }
    parts |= {
        f"missed {number}": replace(nothing, tables=TableMatching((), (table,), ()))
        for number, table in enumerate(tables.missed)
    }
    homes = {f"extra {number}": _home(table, number, labels) for number, table in enumerate(tables.extra)}
    for table, home in zip(tables.extra, homes.values(), strict=True):
        part = parts.get(home, nothing)
        parts[home] = replace(part, tables=replace(part.tables, extra=(*part.tables.extra, table)))
    parts |= {
        f"project {number}": replace(nothing, projects=(project,)) for number, project in enumerate(comparison.projects)
    }
    return tuple(_with_findings({**parts, ELSEWHERE: nothing}, homes, comparison))


def _home(table: TableView, number: int, labels: Sequence[tuple[str, TableView]]) -> str:
    """The part that a table too many goes with."""
    closest = closest_label([label for _, label in labels], table)
    names = [name for name, label in labels if closest is None or label is closest]
    return names[0] if names else f"extra {number}"


def _with_findings(parts: dict[str, Comparison], homes: dict[str, str], comparison: Comparison) -> list[Comparison]:
    """The parts with the judged cells, alarms and errors of each."""
    found = []
    for name, part in parts.items():
        cells = tuple(cell for cell in comparison.cells if homes.get(cell.part, cell.part) == name)
        alarms = tuple(alarm for alarm in comparison.alarms if homes.get(alarm.part, alarm.part) == name)
        errors = tuple(error for error in comparison.errors if homes.get(error.part, error.part) == name)
        if name != ELSEWHERE or cells or alarms or errors:
            found.append(replace(part, cells=cells, alarms=alarms, errors=errors))
    return found
