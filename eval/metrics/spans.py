"""Span F1: merged cells, exactly as large and exactly where the label has them.

A merged cell is (grid row, column, row span, column span) with more than one slot; grid row 0 is the first header
row. A predicted one is moved to the label's grid by the alignment of the pair (header rows by number, body rows and
columns as ``matching.pair_tables`` pairs them), so that one missing row does not ruin all others; it is right when it
then equals a labelled one. One whose first or last row or column has no answer is wrong. Tables whose merged cells
are not labelled are left out; a prediction without ``cells`` has none.
"""

from extractor.eval.comparison import Comparison
from extractor.eval.matching import TablePair, label_places
from extractor.eval.score import Counts, Scores
from extractor.eval.views import Span


def measure(comparison: Comparison) -> Scores:
    """The counts over all tables of a document whose merged cells are labelled."""
    total = Counts()
    for pair in comparison.tables.pairs:
        if pair.label.spans is not None:
            said = pair.predicted.spans or frozenset()
            right = len(pair.label.spans & moved_spans(pair))
            total += Counts(right, len(said) - right, len(pair.label.spans) - right)
    for table in comparison.tables.missed:
        total += Counts(false_negative=len(table.spans or ()))
    if any(pair.label.spans is not None for pair in comparison.tables.pairs):
        total += Counts(false_positive=sum(len(table.spans or ()) for table in comparison.tables.extra))
    return {"spans": total}


def moved_spans(pair: TablePair) -> frozenset[Span]:
    """The predicted merged cells on the label's grid; those that have no place there are left out."""
    rows, columns = label_places(pair)
    moved = set()
    for row, column, row_span, column_span in pair.predicted.spans or ():
        first, last = rows.get(row), rows.get(row + row_span - 1)
        left, right = columns.get(column), columns.get(column + column_span - 1)
        if first is not None and last is not None and left is not None and right is not None:
            moved.add((first, left, last - first + 1, right - left + 1))
    return frozenset(moved)
