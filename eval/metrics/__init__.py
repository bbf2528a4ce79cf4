"""The metrics, each a pure function of a comparison; a new one is a module here and a name in ``METRICS``."""

from collections.abc import Callable, Sequence

from extractor.eval.comparison import Comparison
from extractor.eval.metrics import (
    adjacency,
    cell_roles,
    cells,
    check_alarms,
    error_capture,
    grits,
    header_paths,
    mentions,
    numeric_cells,
    project_facts,
    proved,
    repairs,
    spans,
    teds,
    tiers,
    titles,
    whole_tables,
)
from extractor.eval.score import Scores

Metric = Callable[[Comparison], Scores]

TABLE_METRICS: tuple[Metric, ...] = (
    numeric_cells.measure,
    cells.measure,
    header_paths.measure,
    whole_tables.measure,
    titles.measure,
    spans.measure,
    teds.measure,
    grits.measure,
    adjacency.measure,
)
"""What any tool that gives tables can be measured by."""

METRICS: tuple[Metric, ...] = (
    *TABLE_METRICS,
    project_facts.measure,
    tiers.measure,
    cell_roles.measure,
    repairs.measure,
    check_alarms.measure,
    proved.measure,
    error_capture.measure,
    mentions.measure,
)

OVER_MISTAKES = frozenset({"repairs", "check_alarms", "error_capture"})
"""Figures over what went wrong, not over what is labelled; where nothing did they have no value."""


def measure_all(comparison: Comparison, metrics: Sequence[Metric] = METRICS) -> Scores:
    """Every metric of one document, in the order of ``metrics``."""
    scores: Scores = {}
    for metric in metrics:
        scores |= metric(comparison)
    return scores
