"""Where each character of a line stands: the recogniser says about where, the ink says exactly."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from .crops import HEIGHT, Crop, Quad
from .ctc import Spelled

_EDGE_BAR, _EDGE_GAP = 6, 2
"""Pixels of a strip: a ruling's remnant at its edge is no thicker, and stands so far from the text at least."""
_FULL_SHARE = 0.85
"""A ruling runs along this part of a strip's side; the stroke of a 1 does not."""

Box = tuple[float, float, float, float]


def character_boxes(
    spelled: Sequence[Spelled], crop: Crop, ink: npt.NDArray[np.bool_], pixels_a_step: float
) -> list[Box]:
    """A box a character in pixels of the page picture: its own ink from left to right, the line's from top to bottom.

    ``ink`` is the strip's without its edges, ``pixels_a_step`` how much of its width the recogniser takes for one step.
    """
    columns, rows = ink.sum(axis=0), np.flatnonzero(ink.any(axis=1))
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, HEIGHT)
    centres = [(item.first + item.last + 1) / 2 * pixels_a_step for item in spelled]
    cuts = [0, *(_cut_between(columns, a, b) for a, b in pairwise(centres)), len(columns)]
    boxes = []
    for centre, start, end in zip(centres, cuts, cuts[1:], strict=False):
        left, right = _ink_span(columns, start, end, centre, pixels_a_step)
        boxes.append(_in_picture(crop, left, top, right, bottom))
    return boxes


def without_edges(ink: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The ink without the thin bars along the strip's edges: rulings of its cell, which run from end to end or stand
    apart from the rest."""
    kept = ink.copy()
    for view in (kept, kept.T):
        full = view.mean(axis=1) >= _FULL_SHARE
        full[_EDGE_BAR : len(full) - _EDGE_BAR] = False
        view[full] = False
    for view in (kept, kept.T):
        inked = np.asarray(view.any(axis=1), dtype=np.bool_)
        view[: _bar(inked)] = False
        view[len(inked) - _bar(inked[::-1]) :] = False
    return kept


def _bar(inked: npt.NDArray[np.bool_]) -> int:
    """How many rows from the edge are a bar that stands apart; 0 where there is none."""
    thickness = 0 if inked.all() else int(np.argmin(inked))
    apart = not inked[thickness : thickness + _EDGE_GAP].any()
    return thickness if thickness <= _EDGE_BAR and apart else 0


def _cut_between(columns: npt.NDArray[np.intp], a: float, b: float) -> int:
    """The column with the least ink between two characters' middles; of several the one next to the middle."""
    start, end = max(0, round(a)), min(len(columns), round(b))
    if end <= start:
        return min(len(columns), max(0, round((a + b) / 2)))
    between = columns[start:end]
    least = np.flatnonzero(between == between.min()) + start
    return int(least[np.argmin(np.abs(least - (a + b) / 2))])


def _ink_span(
    columns: npt.NDArray[np.intp], start: int, end: int, centre: float, pixels_a_step: float
) -> tuple[float, float]:
    """From the first to the last column with ink; a step's width around the middle where there is none. What is wider
    than a square character has a neighbour's ink or a ruling in it: it is cut to a square around the middle."""
    inked = np.flatnonzero(columns[start:end])
    if not len(inked):
        return centre - pixels_a_step / 2, centre + pixels_a_step / 2
    left, right = start + int(inked[0]), start + int(inked[-1]) + 1
    if right - left > HEIGHT:
        left, right = max(left, round(centre - HEIGHT / 2)), min(right, round(centre + HEIGHT / 2))
    return left, max(right, left + 1)


def _in_picture(crop: Crop, left: float, top: float, right: float, bottom: float) -> Box:
    """A box of the strip in pixels of the page picture, the box around it where the line leans."""
    width = crop.pixels.shape[1]
    corners = [_point(crop.quad, x / width, y / HEIGHT) for x in (left, right) for y in (top, bottom)]
    xs, ys = [float(p[0]) for p in corners], [float(p[1]) for p in corners]
    return round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)


def _point(quad: Quad, across: float, down: float) -> npt.NDArray[np.float32]:
    """The point at these shares of a quadrilateral's width and height."""
    above = quad[0] + (quad[1] - quad[0]) * across
    below = quad[3] + (quad[2] - quad[3]) * across
    return np.asarray(above + (below - above) * down, dtype=np.float32)
