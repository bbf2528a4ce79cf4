"""Cell F1: the text of every non-empty body cell, at its place.

Rows and columns of a matched pair are aligned (``matching.pair_tables``). A labelled non-empty cell whose aligned
predicted cell has the same text (NFKC, white space removed) is a true positive, any other a false negative; a
predicted non-empty cell that is no true positive is a false positive. All cells of an unpaired table count against
their side. Unknown values are left out on both sides and counted.
"""

from extractor.eval.comparison import Comparison
from extractor.eval.matching import TablePair
from extractor.eval.score import Counts, Scores
from extractor.eval.views import UNKNOWN, TableView, normal, same_text


def measure(comparison: Comparison) -> Scores:
    """The counts over all tables of a document."""
    total = Counts()
    for pair in comparison.tables.pairs:
        total += _pair_counts(pair)
    for table in comparison.tables.missed:
        total += Counts(false_negative=filled_cells(table), unknown=unknown_cells(table))
    for table in comparison.tables.extra:
        total += Counts(false_positive=filled_cells(table))
    return {"cells": total}


def _pair_counts(pair: TablePair) -> Counts:
    right = 0
    for i, j in pair.rows:
        for k, m in pair.columns:
            text = pair.label.rows[i][k]
            if isinstance(text, str) and normal(text):
                right += same_text(text, pair.predicted.rows[j][m])
    return Counts(
        right, filled_cells(pair.predicted) - right, filled_cells(pair.label) - right, unknown_cells(pair.label)
    )


def filled_cells(table: TableView) -> int:
    """How many body cells hold a known text."""
    return sum(1 for row in table.rows for text in row if isinstance(text, str) and normal(text))


def unknown_cells(table: TableView) -> int:
    """How many body cells the label can not know."""
    return sum(1 for row in table.rows for text in row if text is UNKNOWN)
