"""Rulings → the boxes that they enclose: the cells of a grid."""

from collections.abc import Sequence

import cv2
import numpy as np

from extractor.document.geometry import BBox
from extractor.document.page import Segment

_PIXELS_PER_PT = 1.0
"""Cells are looked for in a drawing of the rulings of this resolution."""
_CLOSED_PT = 3.0
"""Rulings that end so near to another one meet it."""
_SMALLEST_PT = 5.0
_FILLED = 0.8
"""An enclosed area fills this share of its box where it is a cell; less is several cells with broken rulings."""


def enclosed_boxes(segments: Sequence[Segment], width: float, height: float) -> tuple[BBox, ...]:
    """The cells that rulings enclose on a page of this size, in points, from top to bottom and left to right.

    They are the connected areas of the page that no ruling crosses, without the one around all tables.
    """
    rows, columns = int(height * _PIXELS_PER_PT) + 3, int(width * _PIXELS_PER_PT) + 3
    free = np.ones((rows, columns), np.uint8)
    for segment in segments:
        along = _CLOSED_PT / 2
        across_x, across_y = (along, 0.0) if segment.x1 - segment.x0 >= segment.bottom - segment.top else (0.0, along)
        left, right = _pixel(segment.x0 - across_x), _pixel(segment.x1 + across_x)
        top, bottom = _pixel(segment.top - across_y), _pixel(segment.bottom + across_y)
        free[max(0, top) : bottom + 1, max(0, left) : right + 1] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(free, connectivity=4)
    boxes = []
    for index in range(1, count):
        x, y, wide, high, area = (int(value) for value in stats[index])
        at_edge = x == 0 or y == 0 or x + wide == columns or y + high == rows
        if at_edge or min(wide, high) < _SMALLEST_PT * _PIXELS_PER_PT or area < _FILLED * wide * high:
            continue
        boxes.append(BBox(*((value - 1) / _PIXELS_PER_PT for value in (x, y, x + wide, y + high))))
    return tuple(sorted(boxes, key=lambda box: (box.top, box.x0)))


def _pixel(position: float) -> int:
    return round(position * _PIXELS_PER_PT) + 1
