"""What tells a ruling from the strokes of characters: how even it is, and whether it stands alone."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractor.document.picture import Pixels
from extractor.pictures.strokes import Stroke

_SIDE_NEAR_PT, _SIDE_FAR_PT = 1.0, 2.2
"""Beside a stroke, between these distances from its edge, characters have their branches."""
_AROUND_PT = 24.0
_NEARLY = 0.6
"""A place of an even stroke is at least this part as dark as its stretch of the length above."""
_UNEVEN = 0.8
"""Less even than this, a stroke is no ruling, and nobody asks for its sides."""
_HALF = 0.5
"""A place is inked where it is at least this part as dark as the stroke's middle value."""
_DOTTED_PT, _PITCH_PT = 60.0, 1.6
"""Dots so near to each other in a line so long are a ruling."""

_NOTHING = np.empty((0, 0), np.uint8)

Span = tuple[float, float]


class StrokeMarks(NamedTuple):
    """Shares of a stroke's length, 0 to 1.

    ``even``: as dark as the stroke is in general; ``clear_side`` and ``other_side``: inked beside it, on the side with
    less and the side with more. A ruling has about 1, 0 and, where text stands on it, 0.3; a row of characters whose
    strokes line up has 0.8, 0.3 and 0.7. ``start`` and ``end`` are where in points its ink begins and ends.
    """

    even: float
    clear_side: float
    other_side: float
    start: float
    end: float


def marks_of(stroke: Stroke, grey: Pixels, scale: float, crossed: Sequence[Span] = ()) -> StrokeMarks:
    """Measure one stroke in the picture that it was found in, of ``scale`` pixels a point.

    Within ``crossed``, in points along it, what is beside it is not its own: other rulings cross or meet it there.
    """
    picture = grey if stroke.horizontal else grey.T
    row, start, end = (int(value * scale) for value in (stroke.position, stroke.start, stroke.end))
    reach = max(1, round(scale / 2))
    along = (255 - picture[max(0, row - reach) : row + reach + 1, start:end].min(axis=0)).astype(np.float32)
    usual = float(np.partition(along, len(along) // 2)[len(along) // 2])
    inked = np.flatnonzero(along > _HALF * usual)
    first, last = (int(inked[0]), int(inked[-1]) + 1) if len(inked) else (0, len(along))
    even = max(_evenness(along[first:last], scale), _dotted_evenness(along[first:last], scale))
    ends = (start + first) / scale, (start + last) / scale
    if even < _UNEVEN:
        return StrokeMarks(even, 1.0, 1.0, *ends)
    half = stroke.thickness * scale / 2
    sides = []
    free = np.ones(end - start, np.bool_)
    for low, high in crossed:
        free[max(0, int(low * scale) - start) : max(0, int(np.ceil(high * scale)) - start)] = False
    for way in (-1, 1):
        near, far = row + way * (half + _SIDE_NEAR_PT * scale), row + way * (half + _SIDE_FAR_PT * scale)
        beside = picture[int(min(near, far)) : int(max(near, far)) + 1, start:end] if min(near, far) >= 0 else _NOTHING
        sides.append(_inked_share(beside, free, usual))
    return StrokeMarks(even, min(sides), max(sides), *ends)


def _evenness(along: npt.NDArray[np.float32], scale: float) -> float:
    """The share of places nearly as dark as the stretch of the stroke around them: print fades, but not at once."""
    around = min(len(along), max(1, round(_AROUND_PT * scale)))
    near = np.asarray(cv2.blur(along[None], (around, 1), borderType=cv2.BORDER_REPLICATE))[0]
    return float(np.count_nonzero(along > _NEARLY * near)) / len(along)


def _dotted_evenness(along: npt.NDArray[np.float32], scale: float) -> float:
    """How even a dotted ruling is once its dots run together; 0 for what is short or has wide gaps, as the leaders of
    a list of contents have."""
    if len(along) < _DOTTED_PT * scale:
        return 0.0
    pitch = max(1, round(_PITCH_PT * scale))
    return _evenness(np.asarray(cv2.blur(along[None], (pitch, 1), borderType=cv2.BORDER_REPLICATE))[0], scale)


def _inked_share(beside: Pixels, free: npt.NDArray[np.bool_], usual: float) -> float:
    free = free[: beside.shape[1]]
    if not beside.size or not free.any():
        return 0.0
    inked = beside.min(axis=0) < 255 - _HALF * usual
    return float(np.count_nonzero(inked & free)) / float(np.count_nonzero(free))
