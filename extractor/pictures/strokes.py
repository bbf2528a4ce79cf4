"""Straightened grey picture → the long straight strokes in it, as pieces with their place and thickness."""

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractor.document.picture import POINTS_PER_INCH, Pixels
from extractor.pictures.scaling import no_finer

_FINEST_DPI = 200.0
"""A finer picture is looked at in this resolution."""
_SMOOTH_PT = 2.5
"""Along its direction a stroke is smoothed over this length, which evens noise and closes dots of print."""
_SMOOTHED_OVER = 3
"""Places: the length is so many of the pixels of a picture made shorter along its strokes."""
_FAINTEST = 18
_TIMES_THE_NOISE = 4.0
"""A stroke, once smoothed, is darker than the ground by so many grey levels at least, and so many times the noise."""
_PLAIN = 34
"""Looked for besides among what is so much darker: there less of the text beside a stroke sticks to it."""
_LENGTH_PT = (22.0, 13.0)
"""Horizontals and verticals are at least this long: longer than a stroke of a character, and than a row is high."""
_UNBROKEN = 0.9
"""This share of a window of that length is dark, wherever along a stroke it is laid."""
_THICKEST_PT = 4.5
"""What is thicker is a filled area."""

_Mask = npt.NDArray[np.uint8]


class Stroke(NamedTuple):
    """A straight piece, in points: at ``position`` across its direction, ``start`` to ``end`` along it."""

    horizontal: bool
    position: float
    start: float
    end: float
    thickness: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Strokes:
    """What is straight in ``grey``, the picture as it was looked at, which has ``scale`` pixels a point."""

    pieces: tuple[Stroke, ...]
    grey: Pixels
    scale: float


def find_strokes(grey: Pixels, dpi: float) -> Strokes:
    """Find the horizontal and vertical strokes of a picture whose ground is even."""
    grey, dpi = no_finer(grey, dpi, _FINEST_DPI)
    scale = dpi / POINTS_PER_INCH
    pieces = [*_pieces(grey, scale, horizontal=True), *_pieces(grey.T, scale, horizontal=False)]
    return Strokes(tuple(pieces), grey, scale)


def _pieces(grey: Pixels, scale: float, *, horizontal: bool) -> list[Stroke]:
    """The strokes that run along the rows of ``grey``.

    Smoothed along its rows, a picture loses nothing if it is made shorter along them by the same measure.
    """
    step = max(1, round(_SMOOTH_PT * scale / _SMOOTHED_OVER))
    rows, columns = grey.shape
    shorter = grey
    if step > 1:
        shorter = np.asarray(cv2.resize(grey, (max(1, columns // step), rows), interpolation=cv2.INTER_AREA), np.uint8)
    along = np.asarray(cv2.blur(np.ascontiguousarray(shorter), (_SMOOTHED_OVER, 1)), np.uint8)
    faintest = max(_FAINTEST, _TIMES_THE_NOISE * _noise(grey) / (step * _SMOOTHED_OVER) ** 0.5)
    found = (
        _strokes_of(along, darkness, scale * shorter.shape[1] / columns, scale, horizontal=horizontal)
        for darkness in sorted({faintest, max(faintest, _PLAIN)})
    )
    return [stroke for strokes in found for stroke in strokes]


def _strokes_of(along: Pixels, darkness: float, along_scale: float, scale: float, *, horizontal: bool) -> list[Stroke]:
    """The long thin runs of what is darker by so many levels; the scales are pixels a point along and across."""
    length = max(3, round(_LENGTH_PT[0 if horizontal else 1] * along_scale))
    mask = _long_runs((along < 255 - darkness).astype(np.uint8), length)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    long = stats[:, cv2.CC_STAT_WIDTH] >= length
    thin = stats[:, cv2.CC_STAT_AREA] <= _THICKEST_PT * scale * stats[:, cv2.CC_STAT_WIDTH]
    pieces = []
    for index in np.flatnonzero(long & thin & (np.arange(count) > 0)):
        x, y, width, height, area = (int(value) for value in stats[index])
        inside = labels[y : y + height, x : x + width] == index
        ink = ((255.0 - along[y : y + height, x : x + width]) * inside).sum(axis=1)
        across = y + float((ink * (np.arange(height) + 0.5)).sum() / ink.sum())
        ends = (x / along_scale, (x + width) / along_scale)
        pieces.append(Stroke(horizontal, across / scale, *ends, area / width / scale))
    return pieces


def _noise(grey: Pixels) -> float:
    """The deviation of neighbouring pixels from each other, in grey levels: most of a page is blank."""
    if min(grey.shape) < 2:
        return 0.0
    steps = np.abs(np.diff(grey[::2].astype(np.int16), axis=1))
    return float(np.median(steps)) / (0.6745 * 2**0.5)


def _long_runs(dark: _Mask, length: int) -> _Mask:
    """The dark pixels of rows where, over some window of ``length`` around them, nearly all is dark."""
    share = cv2.boxFilter(dark, cv2.CV_32F, (length, 1), normalize=True, borderType=cv2.BORDER_CONSTANT)
    centres = (share >= _UNBROKEN).astype(np.uint8)
    grown = cv2.dilate(centres, np.ones((1, length), np.uint8))
    return np.asarray(cv2.bitwise_and(grown, dark), np.uint8)
