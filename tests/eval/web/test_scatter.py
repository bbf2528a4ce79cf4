"""The scatter plot: where points and names stand, worked by hand."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from extractor.eval.web.scatter import HEIGHT, WIDTH, Point, draw_scatter


def circles(svg: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)]


def test_no_point_is_no_plot() -> None:
    assert draw_scatter([]) == ""


def test_points_stand_on_a_logarithmic_and_a_linear_axis() -> None:
    """From 0.1 s to 10 s; the axis of accuracy ends in 100 % at 18 from the top."""
    svg = draw_scatter([Point("a", 0.1, 1.0), Point("b", 1.0, 1.0), Point("c", 10.0, 1.0)])
    (right, _), (middle, _), (left, top) = circles(svg)
    assert top == 18
    assert (left, right) == (62, WIDTH - 190)
    assert middle == pytest.approx((left + right) / 2)


def test_the_axis_begins_below_the_lowest_point() -> None:
    """0.5: a fifth is the smallest step with at most six ticks; 1 − 3 · 0.2 = 0.4."""
    svg = draw_scatter([Point("a", 0.1, 1.0), Point("b", 0.1, 0.5)])
    assert re.findall(r">(\d+%)<", svg) == ["40%", "60%", "80%", "100%"]
    lowest = max(y for _, y in circles(svg))
    assert lowest == pytest.approx(HEIGHT - 46 - (HEIGHT - 64) / 6, abs=0.06)


def test_names_never_cover_each_other() -> None:
    svg = draw_scatter([Point(f"tool {n}", 0.1 * (n + 1), 1.0) for n in range(5)])
    heights = [float(y) for y in re.findall(r'<text x="\d+\.\d" y="([\d.]+)">tool', svg)]
    assert len(heights) == 5
    assert all(below - above >= 14.9 for above, below in pairwise(heights))


def test_names_are_escaped_and_our_own_stands_out() -> None:
    svg = draw_scatter([Point("<b>&", 0.1, 0.9, own=True)])
    assert "<b>" not in svg
    assert ElementTree.fromstring(svg).find(".//g[@class='point own']/text").text == "<b>&"  # type: ignore[union-attr]  # noqa: S314


@pytest.mark.parametrize("accuracy", [0.0, 0.3, 0.999])
def test_any_accuracy_has_its_place(accuracy: float) -> None:
    ((_, height),) = circles(draw_scatter([Point("a", 0.02, accuracy)]))
    assert 18 <= height <= HEIGHT - 46
