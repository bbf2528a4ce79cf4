"""Colour → grey, red stamps lifted off what is printed beneath them."""

import cv2
import numpy as np
import numpy.typing as npt

from extractor.document.picture import Pixels
from extractor.pictures.scaling import no_finer

_LOOK_DPI = 75.0
"""A stamp is looked for in a picture no finer than this."""
_RED = 25
"""Red exceeds the other channels by this where it is the ink of a stamp."""
_RED_BENEATH = 12
"""The same for a pixel within a stamp, where the red may be thin or over black."""
_SMALLEST_MM, _LARGEST_MM = 12.0, 70.0
_MOST_OBLONG = 2.2
"""Official stamps are round, oval or squarish; what is more oblong is a heading or a line."""
_FEWEST_INKED = 0.05
"""Share of a stamp's box that is inked at least."""
_GAP_MM = 3.0
"""Characters and rim of one stamp stand no farther apart."""
_LIFT = 0.45
"""How much of its redness a pixel of a stamp is lightened by, on top of being seen through red light."""
_MM_PER_INCH = 25.4


def to_grey(pixels: Pixels, dpi: float) -> Pixels:
    """One channel; where a red stamp lies, the page as seen through red glass, in which black text stays black.

    Red text, red rulings and red headings are no stamps and stay.
    """
    if pixels.ndim == 2:
        return pixels
    grey: Pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    boxes = find_stamps(pixels, dpi)
    if not boxes:
        return grey
    grey = grey.copy()
    for x0, top, x1, bottom in boxes:
        grey[top:bottom, x0:x1] = _lifted(pixels[top:bottom, x0:x1], grey[top:bottom, x0:x1])
    return grey


def find_stamps(pixels: Pixels, dpi: float) -> list[tuple[int, int, int, int]]:
    """Boxes (x0, top, x1, bottom in pixels) around compact red marks of a stamp's size."""
    small, small_dpi = no_finer(pixels, dpi, _LOOK_DPI)
    scale = small_dpi / dpi
    red = (_redness(small) > _RED).astype(np.uint8)
    if not red.any():
        return []
    per_mm = small_dpi / _MM_PER_INCH
    reach = max(1, round(_GAP_MM * per_mm / 2)) * 2 + 1
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    boxes = []
    for index in range(1, count):
        x, y, width, height, _area = (int(value) for value in stats[index])
        short, long = min(width, height) / per_mm, max(width, height) / per_mm
        if short < _SMALLEST_MM or long > _LARGEST_MM or long > _MOST_OBLONG * short:
            continue
        inked = red[y : y + height, x : x + width][labels[y : y + height, x : x + width] == index].sum()
        if inked < _FEWEST_INKED * width * height:
            continue
        pad = round(per_mm)
        boxes.append(
            (
                max(0, int((x - pad) / scale)),
                max(0, int((y - pad) / scale)),
                min(pixels.shape[1], int((x + width + pad) / scale)),
                min(pixels.shape[0], int((y + height + pad) / scale)),
            )
        )
    return boxes


def _redness(pixels: Pixels) -> npt.NDArray[np.int16]:
    channels = pixels.astype(np.int16)
    return channels[..., 0] - np.maximum(channels[..., 1], channels[..., 2])


def _lifted(pixels: Pixels, grey: Pixels) -> Pixels:
    redness = _redness(pixels)
    through_red = np.clip(pixels[..., 0] + _LIFT * redness, 0, 255)
    return np.where(redness > _RED_BENEATH, np.maximum(grey, through_red), grey).astype(np.uint8)
