"""Grey picture → the areas that are printed dark, and the picture with light text on them turned into dark on white."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractor.document.geometry import BBox
from extractor.document.picture import POINTS_PER_INCH, Pixels
from extractor.pictures.scaling import no_finer

_DARK = 0.72
"""An area with less than this part of the paper's brightness is filled."""
_STROKE_PT = 3.0
"""The strokes of running text are thinner, and so are white rulings between filled cells."""
_LEAST_WIDTH_PT, _LEAST_HEIGHT_PT = 16.0, 8.0
_RECTANGLE = 0.8
"""A filled area fills this share of the rectangle around it at least."""
_MOST_OF_PAGE = 0.5
"""A fill that is higher than this share of the page is its background, or a photograph."""
_MOST_FILLS = 400
_STEEPEST_DEGREES = 5.0
_EVEN_LEVELS, _EVEN_SHARE = 24, 0.55
"""A printed fill has so much of its area within so many levels of its middle one; a photograph has not."""
_CONTRAST = 45
"""Text on a fill differs from it by so many levels."""
_TEXT_SHARE = 0.4
"""No more of a fill than this is text."""
_LIGHTEST = 98.0
"""Per cent of a fill's pixels that are darker than its light text."""
_RIM_PT = 2.0
"""Around a fill, and half as far within, its print frays."""

_Corners = npt.NDArray[np.float32]


class Fill(NamedTuple):
    """The corners of a filled area in pixels, in the order of a walk around it; whether its text is lighter than it
    is, or it has none."""

    corners: _Corners
    is_reversed: bool


def find_fills(grey: Pixels, dpi: float) -> tuple[Fill, ...]:
    """Rectangles printed in one dark or middle tone, in the order of their tops; none on a picture without paper.

    White rulings between filled cells part them; the text within a fill does not.
    """
    small, small_dpi = no_finer(grey, dpi, POINTS_PER_INCH)
    per_pt = small_dpi / POINTS_PER_INCH
    paper = float(np.percentile(small, 80))
    dark = (small < _DARK * paper).astype(np.uint8)
    reach = max(2, round(_STROKE_PT * per_pt))
    solid = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((reach, reach), np.uint8)), np.uint8)
    outlines, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = [
        corners
        for outline in outlines
        if (corners := _corners_of(np.asarray(outline, np.int32), small, per_pt)) is not None
    ]
    if len(found) > _MOST_FILLS:
        return ()
    scale = dpi / small_dpi
    fills = [_with_tone(grey, ((corners + 0.5) * scale).astype(np.float32)) for corners in found]
    return tuple(sorted(fills, key=lambda fill: (float(fill.corners[:, 1].min()), float(fill.corners[:, 0].min()))))


def dark_on_white(grey: Pixels, fills: Sequence[Fill], dpi: float) -> Pixels:
    """The picture with its reversed fills made white and framed, and what stands on them black.

    The frame stands where the fill ended, for the rulings in it to meet. Dark text on a fill stays as it is: evening
    the ground makes that white.
    """
    turned = [fill for fill in fills if fill.is_reversed]
    if not turned:
        return grey
    changed = grey.copy()
    margin = max(1, round(_RIM_PT * dpi / POINTS_PER_INCH))
    square = np.ones((3, 3), np.uint8)
    for fill in turned:
        part, inside = _part(changed, fill.corners, margin)
        part[cv2.dilate(inside, square, iterations=margin) > 0] = 255
    for fill in turned:
        part, inside = _part(changed, fill.corners, margin)
        within = cv2.erode(inside, square, iterations=(margin + 1) // 2, borderValue=0)
        before, _ = _part(grey, fill.corners, margin)
        part[within > 0] = _turned(before, inside > 0)[within > 0]
        part[(cv2.dilate(within, square) > 0) & (within == 0)] = 0
    return changed


def boxes_of(fills: Sequence[Fill], degrees: float, size: tuple[int, ...]) -> tuple[BBox, ...]:
    """The upright boxes of fills, in pixels of the picture (rows, columns) once it is turned clockwise about its
    middle by so many degrees."""
    middle = ((size[1] - 1) / 2, (size[0] - 1) / 2)
    matrix = cv2.getRotationMatrix2D(middle, -degrees, 1.0)
    boxes = []
    for fill in fills:
        corners = fill.corners @ matrix[:, :2].T + matrix[:, 2]
        xs, ys = sorted(map(float, corners[:, 0])), sorted(map(float, corners[:, 1]))
        boxes.append(BBox((xs[0] + xs[1]) / 2, (ys[0] + ys[1]) / 2, (xs[2] + xs[3]) / 2, (ys[2] + ys[3]) / 2))
    return tuple(boxes)


def _corners_of(outline: npt.NDArray[np.int32], small: Pixels, per_pt: float) -> _Corners | None:
    """The rectangle around an outline, where it is one, of the size of a cell or a band, and of one tone."""
    x, y, width, height = cv2.boundingRect(outline)
    too_small = width < _LEAST_WIDTH_PT * per_pt or height < _LEAST_HEIGHT_PT * per_pt
    if too_small or height > _MOST_OF_PAGE * small.shape[0]:
        return None
    corners = np.asarray(cv2.boxPoints(cv2.minAreaRect(outline)), np.float32)
    first, second = corners[1] - corners[0], corners[2] - corners[1]
    lean = np.degrees(np.arctan2(first[1], first[0])) % 90
    if min(lean, 90 - lean) > _STEEPEST_DEGREES:
        return None
    if cv2.contourArea(outline) < _RECTANGLE * float(np.hypot(*first) * np.hypot(*second)):
        return None
    inside = np.zeros((height, width), np.uint8)
    cv2.drawContours(inside, [outline], 0, 1, cv2.FILLED, offset=(-x, -y))
    levels = small[y : y + height, x : x + width][inside > 0].astype(np.int16)
    even = np.abs(levels - np.median(levels)) <= _EVEN_LEVELS
    return corners if even.mean() >= _EVEN_SHARE else None


def _part(grey: Pixels, corners: _Corners, margin: int = 0) -> tuple[Pixels, npt.NDArray[np.uint8]]:
    """The picture around a fill, and which of its pixels are within it."""
    x0, y0 = np.maximum(np.floor(corners.min(axis=0)) - margin, 0).astype(int)
    x1, y1 = (np.ceil(corners.max(axis=0)) + margin).astype(int)
    part = grey[y0:y1, x0:x1]
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.round(corners - (x0, y0)).astype(np.int32), 1)
    return part, inside


def _with_tone(grey: Pixels, corners: _Corners) -> Fill:
    part, inside = _part(grey, corners)
    levels = part[inside > 0].astype(np.int16)
    if not len(levels):
        return Fill(corners, is_reversed=False)
    ground = float(np.median(levels))
    light, dark = float((levels > ground + _CONTRAST).mean()), float((levels < ground - _CONTRAST).mean())
    return Fill(corners, is_reversed=dark <= light <= _TEXT_SHARE)


def _turned(part: Pixels, inside: npt.NDArray[np.bool_]) -> Pixels:
    """The pixels with what differs from the ground made dark: as black as the lightest of it is light."""
    levels = part[inside].astype(np.int16)
    ground = float(np.median(levels))
    lightest = max(float(np.percentile(levels, _LIGHTEST)), ground + 2 * _CONTRAST)
    away = np.abs(part.astype(np.float32) - ground) / (lightest - ground)
    return np.asarray(np.clip(np.round(255.0 * (1.0 - away)), 0, 255), np.uint8)
