import gc
from collections.abc import Iterator

import pytest

from extractor.pipeline.rare_collections import rare_collections


@pytest.fixture(autouse=True)
def _own_threshold() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_searches_are_rare_inside_and_as_before_after_an_error() -> None:
    gc.set_threshold(700, 10, 10)
    with pytest.raises(ValueError, match="broken"), rare_collections():
        inside = gc.get_threshold()
        raise ValueError("broken")
    assert inside[0] > 10_000
    assert inside[1:] == (10, 10)
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("threshold", [0, 5_000_000])
def test_a_collector_that_is_off_or_rarer_stays_as_it_is(threshold: int) -> None:
    gc.set_threshold(threshold, 10, 10)
    with rare_collections():
        assert gc.get_threshold()[0] == threshold
    assert gc.get_threshold()[0] == threshold
