"""A dash alone is read as the Chinese numeral one, which it looks like: the evenness of its stroke tells them apart."""

from collections.abc import Sequence

import numpy as np

from extractor.document.picture import Pixels
from extractor.document.recognised import Alternative, RecognisedCharacter, RecognisedLine

_ONE, _DASH = "一", "—"
_PAPER = 255
_BAR_SHARE = 0.2
"""A dash is no thicker than this part of its length."""
_UNEVEN = 1.7
"""The end of a printed numeral one is thicker than its middle by more than this."""


def with_dashes(lines: Sequence[RecognisedLine], grey: Pixels) -> tuple[RecognisedLine, ...]:
    """The lines, with a dash wherever a line is nothing but ones whose stroke is even from end to end.

    ``grey`` is the picture that was read, dark on white. What was read stays as the first alternative.
    """
    return tuple(_dashed(line) if _is_bar(line, grey) else line for line in lines)


def is_dash(line: RecognisedLine) -> bool:
    """Whether a line is nothing but dashes."""
    return bool(line.characters) and all(character.text == _DASH for character in line.characters)


def _is_bar(line: RecognisedLine, grey: Pixels) -> bool:
    if not line.characters or any(character.text != _ONE for character in line.characters):
        return False
    box = line.bbox
    height, width = grey.shape[:2]
    part = grey[
        max(0, int(box.top)) : min(height, int(box.bottom) + 1), max(0, int(box.x0)) : min(width, int(box.x1) + 1)
    ]
    return bool(part.size) and is_even_bar(part)


def is_even_bar(grey: Pixels) -> bool:
    """Whether the darkest rows of a small picture are one bar of an even thickness."""
    dark = _PAPER - grey.astype(np.float32)
    dark[dark < dark.max() / 3] = 0
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(rows) or rows[-1] - rows[0] + 1 > max(3, _BAR_SHARE * (columns[-1] - columns[0] + 1)):
        return False
    thickness = dark[:, columns[0] + 1 : columns[-1]].sum(axis=0)
    return len(thickness) >= 3 and float(thickness.max()) <= _UNEVEN * float(np.median(thickness))


def _dashed(line: RecognisedLine) -> RecognisedLine:
    return line._replace(characters=tuple(map(_dash, line.characters)))


def _dash(character: RecognisedCharacter) -> RecognisedCharacter:
    others = tuple(other for other in character.alternatives if other.text != _DASH)
    return character._replace(text=_DASH, alternatives=(Alternative(_ONE, character.probability), *others)[:3])
