"""Whether lines of text run across a picture or down it, and quarter turns.

Which of the two ways is up, the shapes of Chinese text do not say: a recogniser that reads some lines both ways does.
"""

import cv2
import numpy as np
import numpy.typing as npt

from extractor.document.picture import POINTS_PER_INCH, PagePicture, Pixels
from extractor.pictures.scaling import no_finer

_LOOK_DPI = 100.0
_INK = 90
"""Darker than the ground by so much is ink."""
_LONGEST_STROKE_PT = 30.0
"""What is straight for longer is a ruling, no text."""
_GAP_PT = 7.0
"""Characters of a line stand no farther apart, in large print either; lines often do."""
_LEAST_INK = 0.0005
"""A page with less than this share of ink says nothing."""
_CLEARLY = 1.1
"""Lines run down where they are so many times longer down than across: pages lie upright more often than not."""


def lines_run_down(grey: Pixels, dpi: float) -> bool:
    """Whether the picture, set straight, is to be turned by 90 or 270 degrees for its lines of text to run across.

    Ink whose small gaps are closed along its lines makes long runs, closed across them it stays as short as characters
    are high.
    """
    grey, dpi = no_finer(grey, dpi, _LOOK_DPI)
    per_pt = dpi / POINTS_PER_INCH
    ink = _without_rulings((grey < 255 - _INK).astype(np.uint8), per_pt)
    if ink.mean() < _LEAST_INK:
        return False
    return _run_length(np.ascontiguousarray(ink.T), per_pt) > _CLEARLY * _run_length(ink, per_pt)


def turn_picture(picture: PagePicture, degrees: int) -> PagePicture:
    """The picture turned clockwise by a multiple of 90 degrees."""
    if degrees % 360 == 0:
        return picture
    turned = np.ascontiguousarray(np.rot90(picture.pixels, -(degrees // 90)))
    return PagePicture(picture.number, turned, picture.dpi)


def _without_rulings(ink: npt.NDArray[np.uint8], per_pt: float) -> npt.NDArray[np.uint8]:
    length = max(3, round(_LONGEST_STROKE_PT * per_pt))
    cleaned = ink
    for shape in ((1, length), (length, 1)):
        rulings = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        cleaned = np.where(cv2.dilate(rulings, np.ones((3, 3), np.uint8)) > 0, 0, cleaned).astype(np.uint8)
    return cleaned


def _run_length(ink: npt.NDArray[np.uint8], per_pt: float) -> float:
    """Mean length, in pixels, of the runs in the rows of a picture once gaps within words are closed."""
    closed = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(_GAP_PT * per_pt)), np.uint8)), bool)
    starts = int((closed[:, 1:] & ~closed[:, :-1]).sum()) + int(closed[:, 0].sum())
    return float(closed.sum()) / max(1, starts)
