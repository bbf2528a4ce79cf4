"""Lines that a detector drew over the border of two cells are read by the cell."""

from collections.abc import Sequence

from extractor.document.geometry import BBox
from extractor.document.page import Segment
from extractor.document.recognised import TextQuad

_THROUGH_SHARE = 0.6
"""A ruling that runs along this part of a line's height parts it."""
_EDGE_SHARE = 0.35
"""One that is nearer to a line's end than this part of its height runs beside the text."""


def part_at_rulings(quads: Sequence[TextQuad], segments: Sequence[Segment], scale: float) -> tuple[TextQuad, ...]:
    """The quadrilaterals, each parted where a vertical ruling runs through it and cut off at those along its ends.

    ``segments`` are in points, ``scale`` pixels a point.
    """
    verticals = [
        ((s.x0 + s.x1) / 2 * scale, min(s.top, s.bottom) * scale, max(s.top, s.bottom) * scale, s.width * scale)
        for s in segments
        if abs(s.bottom - s.top) > abs(s.x1 - s.x0)
    ]
    verticals.sort()
    return tuple(part for quad in quads for part in _parts(quad, verticals))


def _parts(quad: TextQuad, verticals: Sequence[tuple[float, float, float, float]]) -> list[TextQuad]:
    box = quad.bbox
    least = _EDGE_SHARE * box.height
    through = [
        (x, max(1.0, thickness))
        for x, top, bottom, thickness in verticals
        if box.x0 < x < box.x1 and min(bottom, box.bottom) - max(top, box.top) >= _THROUGH_SHARE * box.height
    ]
    if not through:
        return [quad]
    edges = [box.x0, *(edge for x, thickness in through for edge in (x - thickness, x + thickness)), box.x1]
    spans = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > least]
    return [TextQuad.of_box(BBox(a, box.top, b, box.bottom)) for a, b in spans]
