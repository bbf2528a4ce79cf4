"""Quadrilaterals of a page picture → upright strips of one height, as the recogniser wants them."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

HEIGHT = 48
"""Pixels: the height of a line that PP-OCR's recognisers were trained on."""
_WIDTH_STEP = 32
_LEAST_WIDTH, _MOST_WIDTH = 64, 3200
_TALL, _TALL_LINES = 1.5, 2.0
"""What is so much higher than wide, and than the page's lines are, holds characters one above the other."""
_INK_SHARE = 0.35
_LEAST_ROWS = 3

Pixels = npt.NDArray[np.uint8]
Quad = npt.NDArray[np.float32]
"""Four corners, clockwise from the top left, in pixels of the picture."""


class Crop(NamedTuple):
    """A strip of ``HEIGHT`` × its width, the quadrilateral it was cut from, and which one of those asked for it is."""

    pixels: Pixels
    quad: Quad
    asked: int


def cut_crops(picture: Pixels, quads: Sequence[Quad]) -> list[Crop]:
    """The strips of all quadrilaterals; tall ones, whose characters stand one above the other, give several."""
    if not quads:
        return []
    usual = float(np.median([_height(quad) for quad in quads]))
    crops = []
    for index, quad in enumerate(quads):
        for part in _stacked(picture, quad) if _is_tall(quad, usual) else [quad]:
            pixels = _cut(picture, part)
            if pixels is not None:
                crops.append(Crop(_to_height(pixels), part, index))
    return crops


def batch_width(crop: Crop) -> int:
    """The width to which a strip is filled up: few different ones, since each costs the engine a preparation."""
    return max(_LEAST_WIDTH, -(-int(crop.pixels.shape[1]) // _WIDTH_STEP) * _WIDTH_STEP)


def as_batch(crops: Sequence[Crop], width: int) -> npt.NDArray[np.float32]:
    """Strips × 3 × ``HEIGHT`` × ``width``, -1 black to 1 white, filled up with 0 as in the recogniser's training."""
    batch = np.zeros((len(crops), 3, HEIGHT, width), dtype=np.float32)
    for place, crop in enumerate(crops):
        scaled = crop.pixels.astype(np.float32) / 127.5 - 1.0
        batch[place, :, :, : scaled.shape[1]] = scaled if scaled.ndim == 2 else scaled.transpose(2, 0, 1)
    return batch


def _height(quad: Quad) -> float:
    return float(max(np.hypot(*(quad[3] - quad[0])), np.hypot(*(quad[2] - quad[1]))))


def _width(quad: Quad) -> float:
    return float(max(np.hypot(*(quad[1] - quad[0])), np.hypot(*(quad[2] - quad[3]))))


def _is_tall(quad: Quad, usual: float) -> bool:
    height = _height(quad)
    return height >= _TALL * _width(quad) and height >= _TALL_LINES * usual


def _cut(picture: Pixels, quad: Quad) -> Pixels | None:
    """The pixels within a quadrilateral, set upright; None where it has no area."""
    width, height = round(_width(quad)), round(_height(quad))
    if width < 2 or height < 2:
        return None
    (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
    if x1 - x0 <= width + 1 and y1 - y0 <= height + 1:
        straight = picture[max(0, round(y0)) : round(y1), max(0, round(x0)) : round(x1)]
        return straight if straight.size else None
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad, corners)
    cut = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, dtype=np.uint8)


def _to_height(pixels: Pixels) -> Pixels:
    width = min(_MOST_WIDTH, max(1, -(-HEIGHT * pixels.shape[1] // pixels.shape[0])))
    return np.asarray(cv2.resize(pixels, (width, HEIGHT)), dtype=np.uint8)


def _stacked(picture: Pixels, quad: Quad) -> list[Quad]:
    """The characters of a column, each a quadrilateral: cut where no row of pixels has ink."""
    (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
    column = picture[max(0, round(y0)) : round(y1), max(0, round(x0)) : round(x1)]
    if not column.size:
        return []
    rows = ink_of(column).any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], rows, [False]])))
    pieces = _joined([(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)], x1 - x0)
    top = max(0, round(y0))
    return [
        np.array([[x0, top + a - 2], [x1, top + a - 2], [x1, top + b + 2], [x0, top + b + 2]], dtype=np.float32)
        for a, b in pieces
        if b - a >= _LEAST_ROWS
    ]


def _joined(pieces: list[tuple[int, int]], width: float) -> list[tuple[int, int]]:
    """Runs of rows with ink, those joined that are parts of one character: together no higher than the column is
    wide."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and end - joined[-1][0] <= 0.9 * width:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def ink_of(pixels: Pixels) -> npt.NDArray[np.bool_]:
    """Which pixels are ink: clearly darker than the paper around them."""
    grey = pixels if pixels.ndim == 2 else pixels.min(axis=2)
    paper, dark = np.percentile(grey, (90, 1))
    return np.asarray(grey < paper - _INK_SHARE * max(40.0, float(paper) - float(dark)), dtype=np.bool_)
