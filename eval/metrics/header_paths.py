"""Header paths: the share of labelled columns whose whole path is predicted exactly.

Columns of a matched pair are aligned (``matching.pair_tables``); a column without an answer, and every column of an
unpaired labelled table, is wrong. Words are compared in NFKC without white space. Forms (no header) are left out:
their empty paths say nothing. A column whose path is not known is left out and counted.
"""

from extractor.eval.comparison import Comparison
from extractor.eval.score import Scores, Share
from extractor.eval.views import UNKNOWN, TableView, same_path


def measure(comparison: Comparison) -> Scores:
    """The share over all labelled columns of a document."""
    total = Share()
    for pair in comparison.tables.pairs:
        right = sum(
            same_path(pair.label.paths[i], pair.predicted.paths[j])
            for i, j in pair.columns
            if pair.label.header_rows and pair.label.paths[i] is not UNKNOWN
        )
        total += Share(right) + _labelled(pair.label)
    for table in comparison.tables.missed:
        total += _labelled(table)
    return {"header_paths": total}


def _labelled(table: TableView) -> Share:
    if not table.header_rows:
        return Share()
    unknown = sum(path is UNKNOWN for path in table.paths)
    return Share(total=len(table.paths) - unknown, unknown=unknown)
