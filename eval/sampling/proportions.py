"""Confidence intervals of one share, and how many items a wanted half width takes."""

from dataclasses import dataclass
from math import sqrt

from scipy.stats import norm


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval of a share, 0 to 1, both ends included."""

    low: float
    high: float

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2


def wilson(share: float, size: float, confidence: float = 0.95) -> Interval:
    """Wilson's score interval: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z the normal quantile of
    ``confidence``, two-sided.

    ``size`` may be fractional (an effective sample size), more than 0. E. B. Wilson, JASA 22 (1927) 209–212. Near 0
    and 1, where an extractor's accuracy lies, it keeps its coverage, which p ± z √(p(1−p)/n) does not (L. D. Brown,
    T. T. Cai and A. DasGupta, Statistical Science 16 (2001) 101–133).
    """
    z = float(norm.ppf((1 + confidence) / 2))
    middle = share + z * z / (2 * size)
    reach = z * sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    scale = 1 + z * z / size
    return Interval(max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale))


def size_for_half_width(share: float, half_width: float, confidence: float = 0.95) -> int:
    """The smallest simple random sample whose Wilson interval at ``share`` has at most this half width (half of its
    whole width), by bisection: the width falls as the size grows.
    """
    low, high = 0, 1
    while wilson(share, high, confidence).half_width > half_width:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if wilson(share, middle, confidence).half_width > half_width:
            low = middle
        else:
            high = middle
    return high
