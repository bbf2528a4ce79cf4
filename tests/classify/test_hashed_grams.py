"""Hashed n-grams: each row has its own, whatever stands beside it and whatever characters it has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.classify.hashed_grams import GRAM_BUCKETS, GramModel, Grams, cut_text, hashed_grams

TEXTS = st.text(max_size=30)


def of_row(grams: Grams, row: int) -> list[int]:
    ends = [*grams.starts[1:].tolist(), len(grams.buckets)]
    return sorted(grams.buckets[grams.starts[row] : ends[row]].tolist())


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6))
def test_a_row_has_the_same_grams_alone_and_among_others(rows: list[tuple[str, str]]) -> None:
    together = hashed_grams(rows, (3, 2))
    assert len(together.starts) == len(rows)
    for place, row in enumerate(rows):
        alone = hashed_grams([row], (3, 2))
        assert of_row(together, place) == of_row(alone, 0)
        assert min(of_row(alone, 0)) >= 0 and max(of_row(alone, 0)) < GRAM_BUCKETS


def test_counts_and_fields() -> None:
    assert len(hashed_grams([("完成率",)], (1,)).buckets) == 3 + 3  # with the marks of the two ends
    assert len(hashed_grams([("完成率",)], (3,)).buckets) == 6 + 5 + 4
    first, second = hashed_grams([("完成率", "")], (3, 3)), hashed_grams([("", "完成率")], (3, 3))
    assert set(first.buckets.tolist()) != set(second.buckets.tolist())
    assert len(hashed_grams([], (3, 3)).starts) == 0


@pytest.mark.parametrize("text", ["", " \u3000\n", "\ud800", "😀" * 50, "數" * 10_000, "a\x00\x02b", "١٢"])
def test_hostile_texts(text: str) -> None:
    assert len(cut_text(text)) <= 52
    assert len(hashed_grams([(text,)], (3,)).buckets) <= 3 * 55


def test_numbers_are_alike_and_a_long_text_keeps_its_end() -> None:
    assert cut_text("≥98%") == cut_text("≥１００％")
    assert cut_text("建设内容" * 3000 + "完成率").endswith("完成率")


def test_a_model_by_hand() -> None:
    weight = np.zeros((GRAM_BUCKETS, 2), dtype=np.float32)
    rate = hashed_grams([("率",)], (1,))
    weight[rate.buckets[1], 1] = np.log(3.0)
    model = GramModel(weight, np.zeros(2, dtype=np.float32))
    found = np.exp(model.log_probabilities(hashed_grams([("完成率",), ("数量",)], (1,))))
    assert found == pytest.approx(np.array([[0.25, 0.75], [0.5, 0.5]]))
    assert model.log_probabilities(hashed_grams([], (1,))).shape == (0, 2)
