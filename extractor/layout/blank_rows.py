"""Horizontals below a header → the rows that they draw and that hold nothing."""

from collections.abc import Sequence

from extractor.document.geometry import BBox
from extractor.document.page import Ruling, TextLine

_SAME_END_PT = 6.0
"""The horizontals begin and end as the header does, but for this."""
_SAME_STEP_PT = 2.0
"""Blank rows are as high as the first one, but for this."""


def blank_rows(rulings: Sequence[Ruling], lines: Sequence[TextLine], header: BBox, end: float) -> tuple[float, ...]:
    """The y below each blank row that follows ``header``, down to ``end``: horizontals of its width, the first no
    farther below it than it is high, the others as far from each other, nothing between them."""
    below = sorted(
        r.position
        for r in rulings
        if r.horizontal
        and header.bottom + _SAME_STEP_PT < r.position < end
        and abs(r.start - header.x0) <= _SAME_END_PT
        and abs(r.end - header.x1) <= _SAME_END_PT
    )
    held = [line.bbox for line in lines if line.bbox.x0 < header.x1 and line.bbox.x1 > header.x0]
    first = min((box.top for box in held if box.y_middle > header.bottom), default=end)
    rows: list[float] = []
    step = header.height
    for y in below:
        above = rows[-1] if rows else header.bottom
        if y > first or y - above > step + _SAME_STEP_PT or (rows and y - above < step - _SAME_STEP_PT):
            break
        step = y - above
        rows.append(y)
    return tuple(rows)
