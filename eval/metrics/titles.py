"""Titles and units: the shares of labelled tables whose title, and whose unit, is predicted exactly.

Compared in NFKC without white space; a table without a title (null) is right only when none is predicted. Unpaired
labelled tables are wrong; unknown titles and units are left out and counted.
"""

from extractor.eval.comparison import Comparison
from extractor.eval.score import Scores, Share
from extractor.eval.views import UNKNOWN, Text, same_text


def measure(comparison: Comparison) -> Scores:
    """The two shares over all labelled tables of a document."""
    titles = units = Share()
    for pair in comparison.tables.pairs:
        titles += _share(pair.label.title, pair.predicted.title)
        units += _share(pair.label.unit, pair.predicted.unit)
    for table in comparison.tables.missed:
        titles += Share(total=int(table.title is not UNKNOWN), unknown=int(table.title is UNKNOWN))
        units += Share(total=int(table.unit is not UNKNOWN), unknown=int(table.unit is UNKNOWN))
    return {"titles": titles, "units": units}


def _share(label: Text, predicted: Text) -> Share:
    if label is UNKNOWN:
        return Share(unknown=1)
    return Share(int(same_text(label, predicted)), 1)
