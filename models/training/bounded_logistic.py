"""Logistic regressions of several groups, pulled to each other, each weight within limits.

The groups share what they have in common and differ where their data say so (partial pooling): the weights of a group
are pulled to the shared ones, and these to zero. A group with few wrong items says mostly what the others say.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from extractor.errors import UsageError

Floats = NDArray[np.float64]
Limits = tuple[float | None, float | None]
_ROUNDS = 500
_DECIMALS = 5
"""Weights are stored rounded: what is beyond depends on the order of sums."""


class Judged(NamedTuple):
    """The items of one group: a row of evidence each, whether it is wrong, and for how many it counts."""

    evidence: Floats
    wrong: NDArray[np.bool_]
    counts: Floats


def fit_pooled(
    groups: Sequence[Judged], limits: Sequence[Limits], penalty: float, before: Floats | None = None
) -> tuple[Floats, Floats]:
    """The weights (groups x evidence) and starts (one a group) of the log-odds that an item is wrong.

    ``limits`` bound each weight, ``penalty`` is the strength of both pulls; starts are free. ``before`` are the weights
    that the shared ones are pulled to, what is thought before any data (default: zeros). UsageError where nothing or
    everything is wrong.
    """
    wrong = sum(int(group.wrong.sum()) for group in groups)
    if wrong in (0, sum(len(group.wrong) for group in groups)):
        raise UsageError("There must be right and wrong cells to learn from.")
    number, width = len(groups), len(limits)
    prior = np.zeros(width) if before is None else before
    share = sum(float(g.counts[g.wrong].sum()) for g in groups) / sum(float(g.counts.sum()) for g in groups)
    first = np.zeros((number + 1) * width + number)
    first[-number:] = np.log(share / (1 - share))

    def loss(flat: Floats) -> tuple[float, Floats]:
        shared, weights = flat[:width], flat[width : (number + 1) * width].reshape(number, width)
        starts = flat[-number:]
        apart = weights - shared
        total = 0.5 * penalty * (float((apart**2).sum()) + float(((shared - prior) ** 2).sum()))
        slopes, start_slopes = penalty * apart, np.zeros(number)
        for place, group in enumerate(groups):
            odds = group.evidence @ weights[place] + starts[place]
            total += float((group.counts * (np.logaddexp(0.0, odds) - group.wrong * odds)).sum())
            error = group.counts * (0.5 * (1.0 + np.tanh(0.5 * odds)) - group.wrong)
            slopes[place] += group.evidence.T @ error
            start_slopes[place] = error.sum()
        shared_slope = penalty * (shared - prior - apart.sum(axis=0))
        return total, np.concatenate([shared_slope, slopes.ravel(), start_slopes])

    bounds = [*list(limits) * (number + 1), *[(None, None)] * number]
    # one thread only: the order in which several add up decides the last bit of a sum
    with threadpool_limits(limits=1):
        found = minimize(loss, first, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": _ROUNDS}).x
    weights = found[width : (number + 1) * width].reshape(number, width)
    return np.round(weights, _DECIMALS), np.round(found[-number:], _DECIMALS)
