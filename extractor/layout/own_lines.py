"""Tables that stand beside or above each other → the lines that belong to one of them."""

from collections.abc import Sequence

from extractor.document.geometry import BBox
from extractor.document.page import TextLine
from extractor.layout.sides import clipped


def lines_above_the_next(box: BBox, others: Sequence[BBox], lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines that stand higher than the next of the ``others`` below ``box``."""
    below = [other.top for other in others if other.top >= box.bottom and other.x0 < box.x1 and other.x1 > box.x0]
    return [line for line in lines if line.bbox.y_middle < min(below)] if below else list(lines)


def lines_between_neighbours(box: BBox, others: Sequence[BBox], lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines without the words that stand nearer to a table left or right of ``box``; ``others`` are the boxes of
    these tables. What runs over into them stays whole: it belongs to no table alone."""
    start = max((_divider(other, box, lines) for other in others if other.x1 <= box.x0), default=float("-inf"))
    end = min((_divider(box, other, lines) for other in others if other.x0 >= box.x1), default=float("inf"))
    return clipped(lines, start, end)


def _divider(left: BBox, right: BBox, lines: Sequence[TextLine]) -> float:
    """The x in the middle of the widest strip without words between two tables, at the heights of both: a column that
    is not filled may stand on either side of it."""
    top, bottom = min(left.top, right.top), max(left.bottom, right.bottom)
    spans = sorted(
        (word.bbox.x0, word.bbox.x1)
        for line in lines
        if top <= line.bbox.y_middle <= bottom
        for word in line.words
        if word.bbox.x1 > left.x1 and word.bbox.x0 < right.x0
    )
    strips, reached = [], left.x1
    for x0, x1 in (*spans, (right.x0, right.x0)):
        strips.append((reached, max(reached, x0)))
        reached = max(reached, x1)
    start, end = max(strips, key=lambda strip: strip[1] - strip[0])
    return (start + end) / 2
