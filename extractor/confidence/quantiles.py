"""Quantiles of a few numbers: numpy's own take a hundred times as long for a column of a table, and load more of it."""

from collections.abc import Sequence
from math import floor


def quantile(values: Sequence[float], share: float) -> float:
    """The ``share`` quantile (0 to 1) of at least one value, interpolated as ``numpy.quantile`` does: the same bits.

    Hyndman and Fan (1996), definition 7.
    """
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below = floor(place)
    low, high = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    part = place - below
    # numpy reckons from the nearer end
    return float(high - (high - low) * (1 - part) if part >= 0.5 else low + (high - low) * part)


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two in the middle, of at least one value."""
    ordered = sorted(values)
    middle, odd = divmod(len(ordered), 2)
    return float(ordered[middle] if odd else (ordered[middle - 1] + ordered[middle]) / 2)
