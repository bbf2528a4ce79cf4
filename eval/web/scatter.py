"""A scatter plot as SVG: accuracy upwards, seconds a page to the right on a logarithmic axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 190, 18, 46
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.25)
_MOST_TICKS = 6
_LABEL_HEIGHT = 15


@dataclass(frozen=True, slots=True)
class Point:
    """``seconds`` a page, more than 0; ``accuracy`` 0 to 1; ``own`` stands out."""

    name: str
    seconds: float
    accuracy: float
    own: bool = False


def draw_scatter(points: Sequence[Point]) -> str:
    """The plot as an SVG element; nothing for no point. The names stand in a column to the right of all points, each
    at its point's height or below the one above it, with a line to its point; the axis of accuracy begins below the
    lowest point."""
    if not points:
        return ""
    first, last = _decades([point.seconds for point in points])
    bottom, step = _floor_of([point.accuracy for point in points])

    def x(seconds: float) -> float:
        return _LEFT + (log10(seconds) - first) / (last - first) * (WIDTH - _LEFT - _RIGHT)

    def y(accuracy: float) -> float:
        return HEIGHT - _BOTTOM - (accuracy - bottom) / (1 - bottom) * (HEIGHT - _TOP - _BOTTOM)

    parts = [
        f'<svg class="scatter" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-label="准确率与速度 accuracy against speed">'
    ]
    for tick in range(round((1 - bottom) / step) + 1):
        value = bottom + tick * step
        parts.append(f'<line class="rule" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}"/>')
        parts.append(f'<text class="tick end" x="{_LEFT - 8}" y="{y(value) + 4:.1f}">{value:.0%}</text>')
    for decade in range(first, last + 1):
        place = x(10.0**decade)
        parts.append(f'<line class="rule" x1="{place:.1f}" x2="{place:.1f}" y1="{_TOP}" y2="{HEIGHT - _BOTTOM}"/>')
        words = f"{10.0**decade:g} s"
        parts.append(f'<text class="tick middle" x="{place:.1f}" y="{HEIGHT - _BOTTOM + 18}">{words}</text>')
    middle = (WIDTH + _LEFT - _RIGHT) / 2
    parts.append(f'<text class="axis middle" x="{middle}" y="{HEIGHT - 8}">每页用时 user CPU a page</text>')
    beside = WIDTH - _RIGHT + 26
    for point, label_y in _with_labels(points, [y(point.accuracy) for point in points]):
        kind = "point own" if point.own else "point"
        at, height = x(point.seconds), y(point.accuracy)
        title = f"{point.name}: {point.accuracy:.2%}, {point.seconds:.3g} s"
        parts.append(
            f'<g class="{kind}"><title>{escape(title)}</title>'
            f'<path class="leader" d="M{at:.1f} {height:.1f}L{beside - 12:.1f} {label_y:.1f}H{beside - 4:.1f}"/>'
            f'<circle cx="{at:.1f}" cy="{height:.1f}" r="{6 if point.own else 4.5}"/>'
            f'<text x="{beside:.1f}" y="{label_y + 4:.1f}">{escape(point.name)}</text></g>'
        )
    return "".join((*parts, "</svg>"))


def _decades(seconds: Sequence[float]) -> tuple[int, int]:
    """Whole powers of ten around all values, at least one apart."""
    first, last = floor(log10(min(seconds))), ceil(log10(max(seconds)))
    return first, max(last, first + 1)


def _floor_of(accuracies: Sequence[float]) -> tuple[float, float]:
    """Where the axis begins, and the step of its ticks: the smallest step that takes few of them up to 1."""
    lowest = min(accuracies)
    for step in _STEPS:
        bottom = max(0.0, 1 - ceil((1 - lowest) / step + 0.5) * step)
        if (1 - bottom) / step <= _MOST_TICKS:
            break
    return round(bottom, 10), step


def _with_labels(points: Sequence[Point], heights: Sequence[float]) -> list[tuple[Point, float]]:
    """Each point with the height of its name, from the top down, no two closer than a line; points of one height from
    the right, so that lines do not cross."""
    placed: list[tuple[Point, float]] = []
    for height, point in sorted(zip(heights, points, strict=True), key=lambda one: (one[0], -one[1].seconds)):
        above = placed[-1][1] if placed else -_LABEL_HEIGHT
        placed.append((point, max(height, above + _LABEL_HEIGHT)))
    return placed
