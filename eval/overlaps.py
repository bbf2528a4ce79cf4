"""Intersection over union of boxes, many at a time."""

from collections.abc import Sequence

import numpy as np

from extractor.document.geometry import Place
from extractor.eval.similarity import Matrix

Boxes = tuple[Place, ...]
"""The boxes of one thing, at least one; of several the areas are taken together, page by page."""


def overlaps(first: Sequence[Boxes], second: Sequence[Boxes]) -> Matrix:
    """Each of ``first`` (rows) against each of ``second``: shared area relative to joint area, 0 to 1."""
    boxes, others = _edges(first), _edges(second)
    low = np.maximum(boxes[:, None, :3], others[None, :, :3])
    high = np.minimum(boxes[:, None, 3:], others[None, :, 3:])
    sides = np.maximum(high - low[:, :, 1:], 0)
    same_page = boxes[:, None, 0] == others[None, :, 0]
    shared = _summed(_summed(sides[:, :, 0] * sides[:, :, 1] * same_page, first).T, second).T
    joint = np.add.outer(_areas(boxes, first), _areas(others, second)) - shared
    return np.divide(shared, joint, out=np.zeros_like(shared), where=shared > 0)


def _edges(things: Sequence[Boxes]) -> Matrix:
    """Page, left, top, right, bottom of all boxes one after the other."""
    return np.array([(place.page, *place.bbox) for boxes in things for place in boxes], dtype=np.float64)


def _areas(edges: Matrix, things: Sequence[Boxes]) -> Matrix:
    return _summed((edges[:, 3] - edges[:, 1]) * (edges[:, 4] - edges[:, 2]), things)


def _summed(values: Matrix, things: Sequence[Boxes]) -> Matrix:
    """The sums over each thing's boxes, along the first axis."""
    counts = [len(boxes) for boxes in things]
    return np.asarray(np.add.reduceat(values, np.cumsum([0, *counts[:-1]]), axis=0))
