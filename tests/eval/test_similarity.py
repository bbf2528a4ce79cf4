"""Texts side by side, and what is said where RapidFuzz is not installed."""

import sys

import pytest

from extractor.errors import MissingExtra
from extractor.eval.similarity import edit_distances, shared_subsequences


def test_distances_are_relative_to_the_longer_text() -> None:
    assert edit_distances(["10.00", ""], ["10.05", "", "7"]).tolist() == [[0.2, 1.0, 1.0], [1.0, 0.0, 1.0]]


def test_common_subsequences_are_relative_to_both_texts() -> None:
    assert shared_subsequences(["合计", ""], ["总计", "合计数", ""]).tolist() == [[0.5, 0.8, 0.0], [0.0, 0.0, 1.0]]
    assert shared_subsequences([], ["a"]).shape == (0, 1)


def test_without_rapidfuzz_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    with pytest.raises(MissingExtra, match=r"extractor\[eval\]"):
        edit_distances(["a"], ["b"])
