"""Alignment keeps order, pairs one to one, and is best."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractor.eval.align import align

words = st.lists(st.sampled_from("abc"), max_size=5)


def equal(first: str, second: str) -> float:
    return float(first == second)


def test_one_missing_item_does_not_move_the_others() -> None:
    assert align("abcd", "acd", equal) == ((0, 0), (2, 1), (3, 2))


def test_a_wrong_item_stands_against_its_place() -> None:
    assert align("abc", "axc", equal) == ((0, 0), (1, 1), (2, 2))


@given(words, words)
def test_pairs_rise_on_both_sides_and_no_pairing_is_better(first: list[str], second: list[str]) -> None:
    pairs = align(first, second, equal)
    for (i, j), (k, m) in pairwise(pairs):
        assert i < k
        assert j < m
    found = sum(equal(first[i], second[j]) for i, j in pairs)
    best = max(
        sum(map(equal, left, right))
        for size in range(min(len(first), len(second)) + 1)
        for left in combinations(first, size)
        for right in combinations(second, size)
    )
    assert found == best


@given(words)
def test_equal_lists_pair_by_place(items: list[str]) -> None:
    assert align(items, items, equal) == tuple((index, index) for index in range(len(items)))
