"""Two columns whose texts reach a little past each other, in different rows: no strip between them is empty."""

from collections.abc import Sequence
from statistics import median

from extractor.layout.column_headings import Span
from extractor.layout.pieces import Piece

NARROWEST_PT = 2.5
"""The narrowest gutter between two columns."""
_PAIRED_SHARE = 0.6
"""This share of the rows must fill both columns."""
_SAME_EDGE_EM = 0.1
_MOST_OVERLAP_EM = 0.4
"""The longest text of the left column ends so little behind where the right one begins: less than half a character."""


def with_pairs_apart(column: Span, body: Sequence[Sequence[Piece]]) -> tuple[Span, ...]:
    """The two columns that a strip of texts is where most rows hold two texts in it with a gap between, all the gaps
    around one x; the strip itself where they do not.

    A long code under a short one can reach below the names of the next column, which begin further left in other rows:
    each row shows its gap, and the sum of the rows shows none.
    """
    held = [[p for p in row if p.bbox.x0 < column.end and p.bbox.x1 > column.start] for row in body]
    held = [row for row in held if row]
    pairs = [row for row in held if len(row) == 2]
    if len(pairs) < 2 or any(len(row) > 2 for row in held):
        return (column,)
    em = median(piece.bbox.height for row in pairs for piece in row)
    ends, begins = max(row[0].bbox.x1 for row in pairs), min(row[1].bbox.x0 for row in pairs)
    # where the texts themselves show that a column begins, one that stands on one side of its border agrees
    shown = all(row[1].begins_column for row in pairs)
    lone = [row[0].bbox for row in held if len(row) == 1] if shown else []
    slack = _SAME_EDGE_EM * em
    agreeing = len(pairs) + sum(box.x1 <= ends + slack or box.x0 >= begins - slack for box in lone)
    if agreeing < _PAIRED_SHARE * len(held):
        return (column,)
    if ends - begins > _MOST_OVERLAP_EM * em:
        return (column,)
    border = (ends + begins) / 2
    half = NARROWEST_PT / 2
    if not column.start < border - half < border + half < column.end:
        return (column,)
    return Span(column.start, border - half), Span(border + half, column.end)
