"""Where the ink of a recognised line stands: its rows, and the columns of each of its characters."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.document.geometry import BBox
from extractor.document.picture import Pixels
from extractor.document.recognised import RecognisedCharacter

_INK = 80
"""Darker than the ground by so much is ink."""
_EDGE_SHARE = 0.15
"""Ink at the edge of a line's box, apart from the rest and lower than this part of the box, is its neighbour's."""
_NEAR = 0.25
"""A cut between two characters is looked for within this part of the line's height around the place expected."""

_Ink = npt.NDArray[np.bool_]


class InkBox(NamedTuple):
    """Where a character's ink stands, in pixels; None where there is none within its place."""

    left: float
    right: float
    ink: BBox | None


def ink_of_line(grey: Pixels, box: BBox) -> tuple[_Ink, int, int]:
    """The ink within a line's box without what belongs to the lines above and below it; with the box's corner."""
    height, width = grey.shape
    x0, x1 = max(0, int(box.x0)), min(width, int(np.ceil(box.x1)))
    top, bottom = max(0, int(box.top)), min(height, int(np.ceil(box.bottom)))
    ink = grey[top:bottom, x0:x1] < 255 - _INK
    return _without_neighbours(ink), x0, top


def characters_in_ink(ink: _Ink, corner: tuple[int, int], characters: Sequence[RecognisedCharacter]) -> list[InkBox]:
    """The place and the ink of each character of a line, which stand from left to right.

    Two characters are parted at the widest blank near the middle between them, else where there is least ink: a
    recogniser tells where a character is only by about half its width.
    """
    columns = ink.sum(axis=0)
    reach = max(1, round(_NEAR * len(ink)))
    middles = [character.bbox.x_middle - corner[0] for character in characters]
    cuts = [_first_cut(characters[0], middles, corner[0])]
    for before, after in pairwise(middles):
        low, high = max(cuts[-1], before), max(after, before + 1)
        cuts.append(_best_cut(columns, (low, high), (before + after) / 2, reach))
    cuts.append(max(cuts[-1] + 1, characters[-1].bbox.x1 - corner[0]))
    return [_ink_box(ink, corner, left, right) for left, right in pairwise(cuts)]


def _first_cut(first: RecognisedCharacter, middles: Sequence[float], left: int) -> float:
    return min(first.bbox.x0 - left, middles[0])


def _best_cut(columns: npt.NDArray[np.int64], between: tuple[float, float], expected: float, reach: int) -> float:
    low = max(0, int(max(between[0], expected - reach)))
    high = min(len(columns), int(np.ceil(min(between[1], expected + reach))))
    if high - low < 2:
        return expected
    window = columns[low:high]
    least = np.nonzero(window == window.min())[0]
    runs = np.split(least, np.nonzero(np.diff(least) > 1)[0] + 1)
    best = max(runs, key=lambda run: (len(run), -abs((run[0] + run[-1]) / 2 + low + 0.5 - expected)))
    return float((best[0] + best[-1]) / 2 + low + 0.5)


def _ink_box(ink: _Ink, corner: tuple[int, int], left: float, right: float) -> InkBox:
    start, end = max(0, round(left)), min(ink.shape[1], max(round(right), round(left) + 1))
    part = ink[:, start:end]
    rows, columns = np.nonzero(part.any(axis=1))[0], np.nonzero(part.any(axis=0))[0]
    x, y = corner
    box = None
    if len(rows):
        box = BBox(
            float(x + start + columns[0]),
            float(y + rows[0]),
            float(x + start + columns[-1] + 1),
            float(y + rows[-1] + 1),
        )
    return InkBox(x + left, x + right, box)


def _without_neighbours(ink: _Ink) -> _Ink:
    """Blank the low bands of ink at the upper and the lower edge that are apart from the rest."""
    rows = ink.any(axis=1)
    if not rows.any() or rows.all():
        return ink
    edges = np.diff(np.concatenate([[False], rows, [False]]).astype(np.int8))
    bands = list(zip(np.nonzero(edges == 1)[0], np.nonzero(edges == -1)[0], strict=True))
    cleaned = ink.copy()
    lowest = _EDGE_SHARE * len(ink)
    for start, end in (bands[0], bands[-1]):
        if (start == 0 or end == len(ink)) and end - start <= lowest and len(bands) > 1:
            cleaned[start:end] = False
    return cleaned
