import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractor.confidence.quantiles import median, quantile

_NUMBERS = st.lists(st.integers(0, 10_000) | st.floats(-1e6, 1e6), min_size=1, max_size=30)


@given(_NUMBERS)
def test_median_is_numpys(values: list[float]) -> None:
    assert median(values) == np.median(values)


@given(_NUMBERS, st.sampled_from((0.0, 0.25, 0.5, 0.75, 1.0)))
def test_quantile_is_numpys_bit_for_bit(values: list[float], share: float) -> None:
    assert quantile(values, share) == np.quantile(values, share)
