"""How wide a strip is read: Chinese text narrower, since its characters are wide and the time goes with the width; low
figures wider.

A recogniser of PP-OCR was trained on lines pressed into 320 pixels, so it knows pressed characters. Digits are half as
wide and need theirs: narrowed, equal ones side by side are read as one, with certainty. So what a narrowed strip says
counts only where it is sure, has no digit in it and leaves no ink unread; all else is read again as wide as it is.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from .crops import HEIGHT, Crop
from .ctc import Spelled

_CHARACTER_WIDTH = 16.0
"""Pixels: two steps of the recogniser, which equal characters side by side need."""
_LEAST_FACTOR, _MOST_FACTOR = 0.4, 0.85
_DIGIT_HEIGHT, _WIDEST = 21.0, 1.4
"""Pixels: where figures are lower, equal ones side by side have no step between them unless they are set wider."""
_LEAST_WIDTH = 104
"""Pixels of a strip: a narrower one gains nothing, since the shortest are filled up."""
_WIDE, _WIDE_SHARE = 0.72, 0.6
"""Ink is of wide characters where so much of it stands in runs of columns that are so wide by the line's height."""
_FIGURES = 4
"""So many narrow runs side by side are digits: their line would be read twice."""
_LEAST_PROBABILITY = 0.6
_COVERED_EM = 0.95
"""A character's ink reaches no further from where it was seen, by the height of the line's ink: beyond is another's."""
_OPENING = frozenset("（《“‘【")
_PUNCTUATION = frozenset("，。、；：？！）》”’】—…·,;:()") | _OPENING

Ink = npt.NDArray[np.bool_]


def narrowing_factor(crop: Crop, ink: Ink) -> float:
    """How wide a strip is read, by its width: 1 where it is short, not mostly of wide characters, or has figures.

    ``ink`` is the strip's without rulings.
    """
    if crop.pixels.shape[1] < _LEAST_WIDTH:
        return 1.0
    high = _ink_height(ink)
    inked = np.concatenate([[False], ink.any(axis=0), [False]])
    edges = np.flatnonzero(inked[1:] != inked[:-1])
    widths = edges[1::2] - edges[::2]
    wide = widths >= _WIDE * high
    if widths[wide].sum() < _WIDE_SHARE * max(1, widths.sum()) or _longest_run(~wide) >= _FIGURES:
        return 1.0
    factor = max(_LEAST_FACTOR, _CHARACTER_WIDTH / high)
    return factor if factor <= _MOST_FACTOR else 1.0


def _longest_run(flags: npt.NDArray[np.bool_]) -> int:
    """How many in a row are true at most."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]])))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def widening_factor(ink: Ink) -> float:
    """How wide a strip is read that is not narrowed: more than 1 where its characters are low."""
    return min(_WIDEST, max(1.0, _DIGIT_HEIGHT / _ink_height(ink)))


def as_wide(crop: Crop, factor: float) -> Crop:
    """The strip, so many times as wide."""
    width = round(factor * crop.pixels.shape[1])
    if width == crop.pixels.shape[1]:
        return crop
    kind = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    return crop._replace(pixels=np.asarray(cv2.resize(crop.pixels, (width, HEIGHT), interpolation=kind)))


def is_enough(spelled: Sequence[Spelled], ink: Ink, pixels_a_step: float) -> bool:
    """Whether what was read in a narrowed strip stands; ``pixels_a_step`` are those of the strip as wide as it was."""
    if not spelled or spelled[0].text in _PUNCTUATION - _OPENING:
        return False
    sure = all(item.probability >= _LEAST_PROBABILITY and _is_wide(item.text) for item in spelled)
    return sure and _covers(spelled, ink, pixels_a_step)


def _is_wide(text: str) -> bool:
    return "\u4e00" <= text <= "\u9fff" or text in _PUNCTUATION


def _covers(spelled: Sequence[Spelled], ink: Ink, pixels_a_step: float) -> bool:
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return True
    centres = np.array([(item.first + item.last + 1) / 2 * pixels_a_step for item in spelled])
    nearest = np.abs(columns[:, np.newaxis] - centres).min(axis=1)
    return float(nearest.max()) <= _COVERED_EM * _ink_height(ink)


def _ink_height(ink: Ink) -> int:
    rows = np.flatnonzero(ink.any(axis=1))
    return int(rows[-1] - rows[0] + 1) if len(rows) else HEIGHT
