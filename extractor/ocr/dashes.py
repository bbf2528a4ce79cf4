"""A dash alone is read as the Chinese numeral one, which it looks like: the evenness of its stroke tells them apart."""

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from extractor.document.picture import Pixels
from extractor.document.recognised import Alternative, RecognisedCharacter, RecognisedLine

_STROKES = frozenset("一-–—―ー_")
_DASH, _HYPHEN = "—", "-"
_PAPER = 255
_BAR_SHARE = 0.2
"""A dash is no thicker than this part of its length."""
_UNEVEN = 1.7
"""The end of a printed numeral one is thicker than its middle by more than this."""
_SPECK_SHARE = 0.2
"""Other ink beside the stroke is a speck up to this part of it."""
_DASH_SHARE = 0.28
"""A dash is as long as this part of its line's box, or of most lines' boxes, is high; a shorter stroke is a hyphen."""


def with_dashes(
    lines: Sequence[RecognisedLine], grey: Pixels, beside: Sequence[RecognisedLine] = ()
) -> tuple[RecognisedLine, ...]:
    """The lines, with a dash wherever a line is nothing but one stroke that is even from end to end.

    ``grey`` is the picture that was read, dark on white; ``beside`` are the lines of the page whose boxes tell how high
    its lines are: around a stroke alone a box is as low as it happens to be. What was read stays as the first
    alternative.
    """
    usual = median(line.bbox.height for line in beside) if beside else 0.0
    return tuple(_dashed(line, grey, usual) for line in lines)


def is_dash(line: RecognisedLine) -> bool:
    """Whether a line is nothing but dashes."""
    return bool(line.characters) and all(character.text in (_DASH, _HYPHEN) for character in line.characters)


def even_stroke(grey: Pixels) -> int:
    """How many pixels long the one even stroke of a small picture is; 0 where it shows anything else."""
    dark = _PAPER - grey.astype(np.float32)
    dark[dark < dark.max() / 3] = 0
    dark, rest = _largest(dark)
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(rows) or rest > _SPECK_SHARE:
        return 0
    length = int(columns[-1] - columns[0] + 1)
    if rows[-1] - rows[0] + 1 > max(3, _BAR_SHARE * length):
        return 0
    thickness = dark[:, columns[0] + 1 : columns[-1]].sum(axis=0)
    even = len(thickness) >= 3 and float(thickness.max()) <= _UNEVEN * float(np.median(thickness))
    return length if even else 0


def _largest(dark: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.float32], float]:
    """The largest connected ink, and how much other ink there is as a part of it."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((dark > 0).astype(np.uint8), connectivity=8)
    if count < 2:
        return dark, 0.0
    areas = stats[1:, cv2.CC_STAT_AREA]
    place = int(np.argmax(areas))
    return np.where(labels == place + 1, dark, 0).astype(np.float32), float(areas.sum() / areas[place] - 1)


def _dashed(line: RecognisedLine, grey: Pixels, usual: float) -> RecognisedLine:
    if not line.characters or any(character.text not in _STROKES for character in line.characters):
        return line
    height, width = grey.shape[:2]
    x0, top, x1, bottom = (int(value) for value in line.bbox)
    part = grey[max(0, top) : min(height, bottom + 1), max(0, x0) : min(width, x1 + 1)]
    length = even_stroke(part) if part.size else 0
    if not length:
        return line
    text = _DASH if length >= _DASH_SHARE * max(usual, line.bbox.height) else _HYPHEN
    return line._replace(characters=tuple(_as_dash(character, text) for character in line.characters))


def _as_dash(character: RecognisedCharacter, text: str) -> RecognisedCharacter:
    if character.text == text:
        return character
    others = tuple(other for other in character.alternatives if other.text != text)
    first = Alternative(character.text, character.probability)
    return character._replace(text=text, alternatives=(first, *others)[:3])
