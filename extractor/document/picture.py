"""A page as a picture: what a scanner made of it, or what a renderer draws."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

POINTS_PER_INCH = 72.0

Pixels = npt.NDArray[np.uint8]
"""Rows × columns (grey) or rows × columns × 3 (red, green, blue); 255 is white. Never written to."""


@dataclass(frozen=True, slots=True, eq=False)
class PagePicture:
    """One page's pixels, first row at the top; ``dpi`` is their number per inch of the page, None where unknown."""

    number: int
    pixels: Pixels
    dpi: float | None

    @property
    def pixel_width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def pixel_height(self) -> int:
        return int(self.pixels.shape[0])
