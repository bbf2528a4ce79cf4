"""Wilson's interval against values worked by hand."""

import pytest

from extractor.eval.sampling.proportions import Interval, size_for_half_width, wilson


def test_wilson_of_90_in_100() -> None:
    """(0.9 + 3.8415/200 ± 1.95996 √(0.09/100 + 3.8415/40000)) / 1.038415."""
    interval = wilson(0.9, 100)
    assert interval.low == pytest.approx(0.825634, abs=1e-6)
    assert interval.high == pytest.approx(0.944771, abs=1e-6)


def test_wilson_without_an_error_is_n_over_n_plus_z_squared() -> None:
    interval = wilson(1.0, 100, 0.95)
    assert interval.low == pytest.approx(100 / 103.841459, abs=1e-6)
    assert interval.high == 1.0


def test_a_higher_confidence_is_wider() -> None:
    assert wilson(0.9, 100, 0.99).half_width > wilson(0.9, 100, 0.95).half_width > wilson(0.9, 100, 0.8).half_width


def test_half_width_is_half_of_the_whole() -> None:
    assert Interval(0.5, 0.75).half_width == 0.125


def test_the_size_for_a_half_width() -> None:
    """At one half the half width is z / (2 √(n + z²)): 0.1 takes n = 25 z² − z² = 92.2."""
    assert size_for_half_width(0.5, 0.1) == 93


@pytest.mark.parametrize(("share", "half_width"), [(0.98, 0.01), (0.999, 0.005), (0.7, 0.03)])
def test_the_size_is_the_smallest_that_does(share: float, half_width: float) -> None:
    size = size_for_half_width(share, half_width)
    assert wilson(share, size).half_width <= half_width < wilson(share, size - 1).half_width


def test_one_item_may_be_enough() -> None:
    assert size_for_half_width(0.5, 0.5) == 1
