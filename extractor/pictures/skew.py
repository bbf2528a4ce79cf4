"""The angle by which a page lies askew in its picture, and the picture set straight."""

import cv2
import numpy as np
import numpy.typing as npt

from extractor.document.picture import Pixels
from extractor.pictures.scaling import no_finer

_LOOK_DPI = 100.0
_LARGEST_DEGREES = 5.0
_COARSE_DEGREES = 0.25
_FINE_DEGREES = 0.02
_MOST_EDGES = 60_000
"""Edge pixels looked at: enough for a page, evenly chosen where there are more."""
_FEWEST_EDGES = 200
_EDGE = 16
"""A step of so many grey levels at least, from one side of a pixel to the other, is an edge."""
_EDGE_SHARE = 0.04
"""No more of a page are edges: the clearest are taken, so that noise is none where print is."""
_CLEAR_PEAK = 1.15
"""The best angle lines edges up so many times better than a middling one; else nothing on the page is straight."""

_AS_GOOD = 0.995
"""Straight is taken as straight where it lines edges up nearly as well as the best angle does."""
_BINS_A_PIXEL = 4
_SOFTENED = np.exp(-0.5 * (np.arange(-6, 7) / 2.0) ** 2)
"""Rows are counted over half a pixel, softly: where between two pixels a line lies must not matter."""

_Points = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]


def estimate_skew(grey: Pixels, dpi: float) -> float:
    """Degrees by which lines of text and rulings rise to the right, within ±5; 0 where nothing says.

    The angle is the one under which the edges of strokes fall into the fewest rows and columns (projection profiles,
    W. Postl, 1986: the sum of squares is largest).
    """
    values = np.asarray(cv2.blur(no_finer(grey, dpi, _LOOK_DPI)[0], (3, 3)), np.int16)
    if min(values.shape) < 5:
        return 0.0
    across = _points(_edges(values[:-2] - values[2:]))
    down = _points(_edges(values[:, :-2] - values[:, 2:]))
    if len(across[0]) + len(down[0]) < _FEWEST_EDGES:
        return 0.0
    coarse = np.arange(-_LARGEST_DEGREES, _LARGEST_DEGREES + _COARSE_DEGREES / 2, _COARSE_DEGREES)
    scores = [_alignment(across, down, angle) for angle in coarse]
    best = float(coarse[int(np.argmax(scores))])
    if max(scores) < _CLEAR_PEAK * float(np.median(scores)):
        return 0.0
    fine = np.arange(best - _COARSE_DEGREES, best + _COARSE_DEGREES + _FINE_DEGREES / 2, _FINE_DEGREES)
    sharp = np.convolve([_alignment(across, down, angle) for angle in fine], (0.25, 0.5, 0.25), mode="same")
    found = int(np.argmax(sharp[1:-1])) + 1
    straight = _alignment(across, down, 0.0)
    return 0.0 if straight >= _AS_GOOD * sharp[found] else round(float(fine[found]), 2)


def rotate(pixels: Pixels, degrees: float) -> Pixels:
    """The picture turned clockwise about its middle by a small angle, white where nothing was; the size stays."""
    if degrees == 0:
        return pixels
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -degrees, 1.0)
    turned = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    return np.asarray(turned, dtype=np.uint8)


def _edges(steps: npt.NDArray[np.int16]) -> npt.NDArray[np.bool_]:
    clear = np.partition(steps.ravel(), -max(1, int(_EDGE_SHARE * steps.size)))[-max(1, int(_EDGE_SHARE * steps.size))]
    return steps > max(_EDGE, int(clear))


def _points(mask: npt.NDArray[np.bool_]) -> _Points:
    rows, columns = np.nonzero(mask)
    step = max(1, -(-len(rows) // _MOST_EDGES))
    middle_y, middle_x = mask.shape[0] / 2, mask.shape[1] / 2
    return (columns[::step] - middle_x).astype(np.float32), (rows[::step] - middle_y).astype(np.float32)


def _alignment(across: _Points, down: _Points, degrees: float) -> float:
    """How well edges fall into rows and columns once the page is turned by so many degrees."""
    sine, cosine = np.float32(np.sin(np.radians(degrees))), np.float32(np.cos(np.radians(degrees)))
    return _peaks(across[1] * cosine + across[0] * sine) + _peaks(down[0] * cosine - down[1] * sine)


def _peaks(positions: npt.NDArray[np.float32]) -> float:
    if not len(positions):
        return 0.0
    places = ((positions - positions.min()) * _BINS_A_PIXEL).astype(np.int32)
    counts = np.convolve(np.bincount(places), _SOFTENED)
    return float((counts * counts).sum())
