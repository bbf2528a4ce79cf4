"""Hyphens alone in their cells, for nothing: no detector sees them and no recogniser can tell them from dirt; that they
are alike and stand straight below or beside each other does."""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from extractor.document.geometry import BBox
from extractor.document.picture import Pixels
from extractor.document.recognised import RecognisedCharacter, RecognisedLine, TextQuad

_INK = 170
"""Darker is ink, on a page whose ground was evened to white."""
_LEAST, _MOST = 0.2, 0.8
"""A hyphen is so long, by the usual height of characters,"""
_THICK, _FILLED = 0.5, 0.55
"""no thicker than this part of its length, and fills so much of its box,"""
_FRINGE = 1.0
"""which a grey pixel at its edge makes higher by so much."""
_ALIKE, _STRAIGHT = 0.1, 0.15
"""Lengths of two differ by no more, and their places by no more, by the usual height."""
_LEAST_ALIKE = 3
_MOST_ON_PAGE = 600
_LEAST_CHARACTER = 0.25
"""Ink that is this part of a detector's line high, and no higher than it, is of characters."""
_PROBABILITY = 0.9


def find_hyphens(grey: Pixels, found: Sequence[TextQuad]) -> tuple[RecognisedLine, ...]:
    """A line for each short stroke that is like two others at least, stands straight below or beside one of them, and
    in none of ``found``.

    ``grey`` is straight, dark on white, without rulings.
    """
    if not found:
        return ()
    boxes = [quad.bbox for quad in found]
    blobs = _blobs(grey)
    line = float(np.median([box.height for box in boxes]))
    heights = blobs[:, cv2.CC_STAT_HEIGHT]
    heights = heights[(heights >= _LEAST_CHARACTER * line) & (heights <= line)]
    if not len(heights):
        return ()
    usual = float(np.median(heights))
    strokes = [stroke for stroke in _strokes(blobs, usual) if not any(_touches(stroke, box) for box in boxes)]
    if len(strokes) > _MOST_ON_PAGE:
        return ()
    return tuple(_line(stroke, usual) for stroke in strokes if _is_one_of_many(stroke, strokes, usual))


def _blobs(grey: Pixels) -> npt.NDArray[np.float64]:
    """Connected ink, a row each as OpenCV counts it: left, top, width, height, pixels."""
    _, _, stats, _ = cv2.connectedComponentsWithStats((grey < _INK).astype(np.uint8), connectivity=8)
    return stats[1:].astype(np.float64)


def _strokes(blobs: npt.NDArray[np.float64], usual: float) -> list[BBox]:
    x, y, width, height, area = blobs.T
    sized = (width >= _LEAST * usual) & (width <= _MOST * usual) & (width >= 4)
    thin = (height - _FRINGE <= _THICK * width) & (area <= _THICK * width * width)
    flat = thin & (area >= _FILLED * width * height)
    return [
        BBox(float(x[i]), float(y[i]), float(x[i] + width[i]), float(y[i] + height[i]))
        for i in np.flatnonzero(sized & flat)
    ]


def _touches(stroke: BBox, box: BBox) -> bool:
    return stroke.x0 <= box.x1 and box.x0 <= stroke.x1 and stroke.top <= box.bottom and box.top <= stroke.bottom


def _is_one_of_many(stroke: BBox, strokes: Sequence[BBox], usual: float) -> bool:
    alike = [
        other
        for other in strokes
        if other is not stroke and abs(other.width - stroke.width) <= max(1.0, _ALIKE * usual)
    ]
    near = max(2.0, _STRAIGHT * usual)
    straight = any(
        abs(other.x_middle - stroke.x_middle) <= near or abs(other.y_middle - stroke.y_middle) <= near
        for other in alike
    )
    return straight and len(alike) + 1 >= _LEAST_ALIKE


def _line(stroke: BBox, usual: float) -> RecognisedLine:
    """The stroke, in a line as high as others."""
    lacking = (usual - stroke.height) / 2
    box = BBox(stroke.x0, stroke.top - lacking, stroke.x1, stroke.bottom + lacking)
    return RecognisedLine((RecognisedCharacter("-", box, _PROBABILITY, ()),), box)
