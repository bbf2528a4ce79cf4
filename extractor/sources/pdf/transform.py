"""Affine maps between the coordinate systems of a PDF page."""

from collections.abc import Callable
from typing import NamedTuple

from extractor.document.geometry import BBox


class Transform(NamedTuple):
    """An affine map ``x' = a x + c y + e``, ``y' = b x + d y + f`` (the PDF matrix order)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: "Transform") -> "Transform":
        """The map that does ``first``, then this one."""
        return Transform(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            self.a * first.e + self.c * first.f + self.e,
            self.b * first.e + self.d * first.f + self.f,
        )

    def box(self, x0: float, y0: float, x1: float, y1: float) -> BBox:
        ax, ay = self.apply(x0, y0)
        bx, by = self.apply(x1, y1)
        return BBox(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


IDENTITY = Transform(1, 0, 0, 1, 0, 0)
TURNS: dict[int, Callable[[float, float], Transform]] = {
    90: lambda width, height: Transform(0, 1, -1, 0, height, 0),
    180: lambda width, height: Transform(-1, 0, 0, -1, width, height),
    270: lambda width, height: Transform(0, -1, 1, 0, 0, width),
}
"""The maps that turn a displayed page of this size clockwise by so many degrees."""
