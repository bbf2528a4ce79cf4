"""How many pixels of a picture are an inch of its page, where the file does not say, or says what can not be."""

from itertools import product

import cv2
import numpy as np

from extractor.document.picture import PagePicture, Pixels
from extractor.pictures.scaling import no_finer

_LIKELY_DPI = (60.0, 1300.0)
_PAPER_INCHES = ((8.27, 11.69), (11.69, 16.54), (5.83, 8.27), (10.12, 14.33), (8.5, 11.0))
"""A4, A3, A5, B4 (JIS), Letter: A4 first, since nearly all is on it."""
_SAME_SHAPE = 0.03
_TEXT_INCHES = 10.5 / 72 * 0.9
"""The usual height of a character of running text (五号 to 小四, most often 10.5 points)."""
_TEXT_FACTOR = 1.6
"""Text is this many times larger or smaller at most."""
_LARGEST_SIDE_INCHES = 25.0
_LOOK_PIXELS = 2400
"""Heights of characters are measured in a picture with no longer side than this."""
_FEWEST_CHARACTERS = 30
_USUAL_DPI = 200.0


def estimate_dpi(picture: PagePicture) -> float:
    """Pixels an inch: what the file says if a page can be so large, else by the shape of paper and the size of text."""
    longest = max(picture.pixel_width, picture.pixel_height)
    if picture.dpi is not None and _LIKELY_DPI[0] <= picture.dpi <= _LIKELY_DPI[1]:
        said = longest / picture.dpi
        if 3.0 <= said <= _LARGEST_SIDE_INCHES:
            return picture.dpi
    by_text = _by_text_height(picture.pixels)
    for dpi in _by_paper(picture.pixel_width, picture.pixel_height):
        if by_text is None or by_text / _TEXT_FACTOR <= dpi <= by_text * _TEXT_FACTOR:
            return dpi
    return round(by_text, 1) if by_text is not None else _USUAL_DPI


def _by_paper(width: int, height: int) -> list[float]:
    """The resolutions at which the picture is a sheet of paper, the usual paper first."""
    found = []
    for (short, long), portrait in product(_PAPER_INCHES, (True, False)):
        across, down = (short, long) if portrait else (long, short)
        x, y = width / across, height / down
        if abs(x - y) <= _SAME_SHAPE * max(x, y) and _LIKELY_DPI[0] <= x <= _LIKELY_DPI[1]:
            found.append(round((x + y) / 2, 1))
    return found


def _by_text_height(pixels: Pixels) -> float | None:
    """The resolution at which most marks on the page are as high as running text."""
    grey = pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    grey, scale = no_finer(grey, 1.0, min(1.0, _LOOK_PIXELS / max(pixels.shape[:2])))
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(ink, np.uint8))
    heights, widths = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    squarish = (heights >= 6) & (heights <= 120) & (widths >= 0.6 * heights) & (widths <= 1.3 * heights)
    if int(squarish.sum()) < _FEWEST_CHARACTERS:
        return None
    height = float(np.percentile(heights[squarish], 75))
    return height / scale / _TEXT_INCHES
