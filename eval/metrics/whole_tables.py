"""Whole tables: the share of labelled tables that are right in everything.

Right are title, unit, header paths and all body rows, in number, order and text, as printed: white space removed,
no folding, and a continued merged cell (null) is not an empty one. Unknown values agree with whatever stands in their
place; ``unknown`` counts the tables that hold any.
"""

from extractor.eval.comparison import Comparison
from extractor.eval.matching import TablePair
from extractor.eval.score import Scores, Share
from extractor.eval.views import Missing, Path, TableView, Text, as_printed


def measure(comparison: Comparison) -> Scores:
    """The share over all labelled tables of a document."""
    total = Share()
    for pair in comparison.tables.pairs:
        total += Share(int(is_whole(pair)), 1, int(_has_unknown(pair.label)))
    for table in comparison.tables.missed:
        total += Share(0, 1, int(_has_unknown(table)))
    return {"whole_tables": total}


def is_whole(pair: TablePair) -> bool:
    """Whether the predicted table equals the labelled one in everything that is known."""
    label, predicted = pair.label, pair.predicted
    return (
        _equal(label.title, predicted.title)
        and _equal(label.unit, predicted.unit)
        and len(label.paths) == len(predicted.paths)
        and all(_equal_path(a, b) for a, b in zip(label.paths, predicted.paths, strict=True))
        and len(label.rows) == len(predicted.rows)
        and all(
            _equal(a, b)
            for row, other in zip(label.rows, predicted.rows, strict=True)
            for a, b in zip(row, other, strict=True)
        )
    )


def _equal(label: Text, predicted: Text) -> bool:
    if isinstance(label, Missing):
        return True
    if isinstance(predicted, Missing) or label is None or predicted is None:
        return label is predicted
    return as_printed(label) == as_printed(predicted)


def _equal_path(label: Path, predicted: Path) -> bool:
    if isinstance(label, Missing):
        return True
    return not isinstance(predicted, Missing) and [*map(as_printed, label)] == [*map(as_printed, predicted)]


def _has_unknown(table: TableView) -> bool:
    texts = (table.title, table.unit, *table.paths, *(text for row in table.rows for text in row))
    return any(isinstance(text, Missing) for text in texts)
