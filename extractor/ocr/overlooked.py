"""Characters that a detector of lines overlooks: a figure alone in its cell, the mark before a line, a dash."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from extractor.document.geometry import BBox
from extractor.document.picture import Pixels
from extractor.document.recognised import TextQuad

_INK = 170
"""Darker is ink, on a page whose ground was evened to white: a thin dash is only grey."""
_LEAST_SHARE, _MOST_SHARE = 0.4, 1.6
"""A character's longer side, by the usual height of a line; smaller are specks and points, larger are drawings."""
_GAP_SHARE = 1.0
"""Characters no further apart than this part of the usual height are one run."""
_MARGIN_SHARE = 0.25
_MOST_RUNS = 400
"""A page with more of them shows a pattern, not text."""
_LEAST_INK_SHARE, _THIN_INK_SHARE = 0.12, 0.6
"""How much of its box a character fills; what is thin is a stroke and fills it,"""
_FRINGE, _THINNEST = 1.0, 2.0
"""but for a row of grey pixels at its edge where it is thicker than two."""
_STACKED, _SAME_COLUMN = 1.1, 0.7
"""Strokes of one character are together no higher, and share this part of their width."""
_LEVEL_SHARE, _GROWS_TO, _BESIDE_SHARE = 0.6, 1.6, 0.5
"""A run goes on with a line where it shares this part of its height, is with its margin no higher, and is so near."""
_LINE_TO_INK = 1.4
"""A detector's line is higher than the ink in it by about so much."""


def find_overlooked(grey: Pixels, found: Sequence[TextQuad]) -> tuple[TextQuad, ...]:
    """Runs of character-sized ink that no quadrilateral of ``found`` holds, from the top to the bottom.

    ``grey`` is straight, dark on white. The usual height of a line is that of ``found``: without any there is none.
    """
    if not found:
        return ()
    boxes = [quad.bbox for quad in found]
    usual = float(np.median([box.height for box in boxes])) / _LINE_TO_INK
    blobs = [box for box in _blobs(grey, usual) if not _is_within(box, boxes)]
    runs = _runs(sorted(blobs, key=lambda box: (box.x0, box.top)), usual)
    if len(runs) > _MOST_RUNS:
        return ()
    margin = _MARGIN_SHARE * usual
    tops = sorted(runs, key=lambda box: (box.top, box.x0))
    return tuple(TextQuad.of_box(_grown(box, usual, margin, grey.shape[1], grey.shape[0])) for box in tops)


def stretch_to(
    found: Sequence[TextQuad], runs: Sequence[TextQuad], is_one: Callable[[TextQuad], bool]
) -> tuple[tuple[TextQuad, ...], tuple[TextQuad, ...]]:
    """``found`` with those of ``runs`` that go on with one of them on its level, and the runs that stand alone.

    A numeral before a line is read with it: without it the mark behind it says nothing. ``is_one`` tells whether the
    two together are one line: no ruling parts them.
    """
    quads, alone = list(found), []
    for run in runs:
        beside = (
            (i, _stretched(quad.bbox, run.bbox)) for i, quad in enumerate(quads) if _is_beside(run.bbox, quad.bbox)
        )
        whole = [(i, quad) for i, quad in beside if is_one(quad)]
        if len(whole) == 1:
            quads[whole[0][0]] = whole[0][1]
        else:
            alone.append(run)
    return tuple(quads), tuple(alone)


def _stretched(line: BBox, run: BBox) -> TextQuad:
    return TextQuad.of_box(BBox(min(line.x0, run.x0), line.top, max(line.x1, run.x1), line.bottom))


def _is_beside(run: BBox, line: BBox) -> bool:
    level = min(run.bottom, line.bottom) - max(run.top, line.top) >= _LEVEL_SHARE * min(run.height, line.height)
    high = max(run.bottom, line.bottom) - min(run.top, line.top) <= _GROWS_TO * line.height
    gap = max(run.x0 - line.x1, line.x0 - run.x1)
    return level and high and gap <= _BESIDE_SHARE * line.height


def _blobs(grey: Pixels, usual: float) -> list[BBox]:
    """Connected ink of about a character's size."""
    ink = (grey < _INK).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    x, y, width, height, area = (stats[1:, column].astype(np.float64) for column in range(5))
    longer, shorter = np.maximum(width, height), np.minimum(width, height)
    is_thin = shorter < 0.25 * usual
    thickness = np.where(is_thin, np.maximum(shorter - _FRINGE, _THINNEST), shorter)
    filled = area / np.maximum(1.0, longer * thickness)
    full = np.where(is_thin, _THIN_INK_SHARE, _LEAST_INK_SHARE)
    sized = (longer >= _LEAST_SHARE * usual) & (longer <= _MOST_SHARE * usual) & (shorter >= 2) & (filled >= full)
    return [BBox(*_corners(x[i], y[i], width[i], height[i])) for i in np.flatnonzero(sized)]


def _corners(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return float(x), float(y), float(x + width), float(y + height)


def _is_within(box: BBox, boxes: Sequence[BBox]) -> bool:
    return any(b.x0 <= box.x_middle <= b.x1 and b.top <= box.y_middle <= b.bottom for b in boxes)


def _runs(blobs: Sequence[BBox], usual: float) -> list[BBox]:
    """Blobs put together that stand beside each other at one height."""
    runs: list[BBox] = []
    for blob in blobs:
        place = next((i for i, run in enumerate(runs) if _goes_on(run, blob, usual)), None)
        if place is None:
            runs.append(blob)
        else:
            run = runs[place]
            runs[place] = BBox(
                min(run.x0, blob.x0), min(run.top, blob.top), max(run.x1, blob.x1), max(run.bottom, blob.bottom)
            )
    return runs


def _goes_on(run: BBox, blob: BBox, usual: float) -> bool:
    higher = max(run.bottom, blob.bottom) - min(run.top, blob.top)
    shared = min(run.x1, blob.x1) - max(run.x0, blob.x0)
    if higher <= _STACKED * usual and shared >= _SAME_COLUMN * min(run.width, blob.width):
        # strokes of one character, one above the other
        return True
    level = abs(run.y_middle - blob.y_middle) <= 0.5 * usual
    return level and blob.x0 - run.x1 <= _GAP_SHARE * usual and higher <= 2 * usual


def _grown(box: BBox, usual: float, margin: float, width: int, height: int) -> BBox:
    """The run with room around it, as high as a line: a dash alone must not be blown up to a letter's height."""
    lacking = max(0.0, usual - box.height) / 2
    return BBox(
        max(0.0, box.x0 - margin),
        max(0.0, box.top - lacking - margin),
        min(float(width), box.x1 + margin),
        min(float(height), box.bottom + lacking + margin),
    )
