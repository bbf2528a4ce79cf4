"""Boxes on a page: PDF points, origin top left, y grows downwards, page as displayed (crop box, rotation applied)."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class BBox(NamedTuple):
    """A rectangle ``[x0, top, x1, bottom]`` in PDF points with ``x0 <= x1`` and ``top <= bottom``."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def x_middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y_middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a box on a page; pages count from 1."""

    page: int
    bbox: BBox


def union(boxes: Iterable[BBox]) -> BBox:
    """The smallest box around all of ``boxes``; ValueError when there is none."""
    items = tuple(boxes)
    if len(items) == 1:
        return items[0]
    if not items:
        raise ValueError("the union of no boxes is not a box")
    x0, top, x1, bottom = items[0]
    # compared by hand: most unions are of a few boxes, where min and max of columns take twice as long
    for left, upper, right, lower in items:
        if left < x0:
            x0 = left
        if upper < top:
            top = upper
        if right > x1:
            x1 = right
        if lower > bottom:
            bottom = lower
    return BBox(x0, top, x1, bottom)


def intersection(a: BBox, b: BBox) -> BBox | None:
    """The box that both share, or None where they share no area and no edge."""
    x0, top, x1, bottom = max(a.x0, b.x0), max(a.top, b.top), min(a.x1, b.x1), min(a.bottom, b.bottom)
    return BBox(x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None


def overlap_ratio(low: float, high: float, other_low: float, other_high: float) -> float:
    """The shared length of two intervals relative to the shorter one, 0 to 1; a point inside counts 1."""
    shared = min(high, other_high) - max(low, other_low)
    shorter = min(high - low, other_high - other_low)
    if shared < 0:
        return 0.0
    return 1.0 if shorter <= 0 else min(1.0, shared / shorter)


def turn_back(box: BBox, turn: int, width: float, height: float) -> BBox:
    """Where a box of a page that was turned clockwise by ``turn`` degrees to be read stands on the page as displayed,
    which is ``width`` x ``height`` points."""
    x0, top, x1, bottom = box
    match turn:
        case 90:
            return BBox(top, height - x1, bottom, height - x0)
        case 180:
            return BBox(width - x1, height - bottom, width - x0, height - top)
        case 270:
            return BBox(width - bottom, x0, width - top, x1)
        case _:
            return box


def lean_back(box: BBox, degrees: float, width: float, height: float) -> BBox:
    """Where a box of a page that was turned clockwise about its middle by a small angle, to be straight, stands on the
    leaning page, which is ``width`` x ``height`` points: its middle there, its size kept."""
    if degrees == 0:
        return box
    angle = math.radians(degrees)
    x, y = box.x_middle - width / 2, box.y_middle - height / 2
    across = x * math.cos(angle) + y * math.sin(angle) - x
    down = y * math.cos(angle) - x * math.sin(angle) - y
    return BBox(box.x0 + across, box.top + down, box.x1 + across, box.bottom + down)
