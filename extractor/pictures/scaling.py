"""Pictures made smaller."""

import cv2
import numpy as np

from extractor.document.picture import Pixels


def no_finer(pixels: Pixels, dpi: float, finest: float) -> tuple[Pixels, float]:
    """The picture in at most ``finest`` pixels an inch, and its pixels an inch then; a finer one is averaged."""
    if dpi <= finest:
        return pixels, dpi
    height, width = pixels.shape[:2]
    size = (max(1, round(width * finest / dpi)), max(1, round(height * finest / dpi)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), finest
