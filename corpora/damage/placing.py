"""How a sheet lies on the scanner's glass, as a map of places."""

import math
from dataclasses import dataclass
from typing import Literal

Turn = Literal[0, 90, 180, 270]
Transform = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = a x + c y + e, y' = b x + d y + f, in points from the top left corner."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A sheet of ``width`` x ``height`` points, skewed clockwise about its centre, shifted, then turned clockwise with
    the glass."""

    width: float
    height: float
    skew_degrees: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    turned: Turn = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the scanned page."""
        return (self.width, self.height) if self.turned in (0, 180) else (self.height, self.width)

    @property
    def skew(self) -> Transform:
        """The map from the sheet to the upright scan."""
        sine, cosine = math.sin(math.radians(self.skew_degrees)), math.cos(math.radians(self.skew_degrees))
        x, y = self.width / 2, self.height / 2
        right, down = self.shift
        return (cosine, sine, -sine, cosine, x - cosine * x + sine * y + right, y - sine * x - cosine * y + down)

    @property
    def transform(self) -> Transform:
        """The map from the sheet to the scanned page."""
        a, b, c, d, e, f = self.skew
        if self.turned == 90:
            return (-b, a, -d, c, self.height - f, e)
        if self.turned == 180:
            return (-a, -b, -c, -d, self.width - e, self.height - f)
        if self.turned == 270:
            return (b, -a, d, -c, f, self.width - e)
        return self.skew


def moved_place(transform: Transform, x: float, y: float) -> tuple[float, float]:
    """Where a place of the sheet is on the scanned page, both in points from the top left corner."""
    a, b, c, d, e, f = transform
    return a * x + c * y + e, b * x + d * y + f


def moved_box(transform: Transform, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The upright box (x0, top, x1, bottom) around a box of the sheet, on the scanned page."""
    x0, top, x1, bottom = box
    corners = [moved_place(transform, x, y) for x in (x0, x1) for y in (top, bottom)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def inverse(transform: Transform) -> Transform:
    """The map back."""
    a, b, c, d, e, f = transform
    area = a * d - b * c
    return (d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area)
