"""Means add up over documents and say what stands behind them."""

import pytest

from extractor.eval.means import DocumentMeans, Mean, SoftCounts


def test_a_mean_over_tables() -> None:
    total = Mean(1.5, 2) + Mean(1.0, 1, 3)
    assert (total.value, total.items, total.unknown) == (2.5 / 3, 3, 3)
    assert total.data() == {"sum": 2.5, "count": 3, "unknown": 3}
    assert Mean(unknown=2).value is None


def test_soft_counts_have_recall_and_precision() -> None:
    total = SoftCounts(2.5, 4, 3) + SoftCounts(0.5, 2, 5, 1)
    assert (total.value, total.recall, total.precision, total.items) == (6 / 14, 0.5, 0.375, 6)
    assert total.data()["matched"] == 3.0
    nothing = SoftCounts()
    assert (nothing.value, nothing.recall, nothing.precision) == (None, None, None)


def test_the_figure_is_the_f1_of_the_mean_recall_and_the_mean_precision() -> None:
    """Recalls 1/2 and 1, precisions 1/4 and 1: means 3/4 and 5/8."""
    total = DocumentMeans.of(1, 2, 4) + DocumentMeans.of(3, 3, 3, unknown=1)
    assert (total.recall, total.precision, total.items, total.unknown) == (0.75, 0.625, 2, 1)
    assert total.value == pytest.approx(2 * 0.75 * 0.625 / 1.375)
    assert total.data() == {"precision": 0.625, "recall": 0.75, "documents": 2, "unknown": 1}


def test_a_document_without_an_answer_has_no_precision_and_one_without_a_label_is_in_no_mean() -> None:
    assert DocumentMeans.of(0, 5, 0) == DocumentMeans(0.0, 0.0, 1)
    assert DocumentMeans.of(0, 5, 0).value == 0.0
    assert DocumentMeans.of(0, 0, 7, 2) == DocumentMeans(unknown=2)
    assert (DocumentMeans().value, DocumentMeans().recall, DocumentMeans().precision) == (None, None, None)
