"""Lines that stand like a table without rulings: said aloud until such tables are read."""

from collections.abc import Sequence

from extractor.document.number import is_number
from extractor.document.page import TextLine

_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 2
_SAME_EDGE_PT = 4.0


def has_unruled_table(lines: Sequence[TextLine]) -> bool:
    """Whether at least three lines outside all ruled tables hold numbers whose right (or left) edges line up in at
    least two columns."""
    rows = [[word for word in line.words if is_number(word.text)] for line in lines]
    rows = [row for row in rows if len(row) >= _FEWEST_COLUMNS]
    if len(rows) < _FEWEST_ROWS:
        return False
    rights = [[word.bbox.x1 for word in row] for row in rows]
    lefts = [[word.bbox.x0 for word in row] for row in rows]
    return max(_columns_in_line(rights), _columns_in_line(lefts)) >= _FEWEST_COLUMNS


def _columns_in_line(edges: Sequence[Sequence[float]]) -> int:
    """How many edge positions are shared by at least three rows."""
    positions = sorted({round(edge, 1) for row in edges for edge in row})
    found: list[float] = []
    for position in positions:
        rows = sum(any(abs(edge - position) <= _SAME_EDGE_PT for edge in row) for row in edges)
        if rows >= _FEWEST_ROWS and (not found or position - found[-1] > 2 * _SAME_EDGE_PT):
            found.append(position)
    return len(found)
