"""The variance of a drawn total: by hand in the plain cases, and unbiased over every sample that can be drawn."""

from itertools import combinations

import pytest

from extractor.eval.sampling.two_phase import Contribution, Frame, FrameStratum, Group, variance_of_total, weights_of


def test_weights_are_documents_over_drawn_times_items_over_drawn() -> None:
    frame = Frame({"pdf": Group(10, 5), "txt": Group(3, 3)}, [FrameStratum("pdf", 60), FrameStratum("txt", 9)])
    assert weights_of([0, 1, 0, 0], frame) == [40.0, 9.0, 40.0, 40.0]


def test_one_stratum_of_all_documents_is_simple_random_sampling() -> None:
    """M² (1 − m/M) s²/m = 100 · 0.6 · (1/3)/4 with values 0 1 1 0: s² = 4 · 0.25 / 3."""
    frame = Frame({"pdf": Group(2, 2)}, [FrameStratum("pdf", 10)])
    drawn = [Contribution(0, document, value) for document, value in zip("abab", (0, 1, 1, 0), strict=True)]
    variance = variance_of_total(drawn, frame, of_archive=True)
    assert variance is not None
    assert variance.items == pytest.approx(100 * 0.6 * (1 / 3) / 4)
    assert variance.documents == 0


def test_all_items_of_drawn_documents_are_a_cluster_sample() -> None:
    """N² (1 − f) s²/n with totals 2 and 1 of two of four documents: 16 · 0.5 · 0.5 / 2."""
    frame = Frame({"pdf": Group(4, 2)}, [FrameStratum("pdf", 4)])
    drawn = [Contribution(0, "a", 1), Contribution(0, "a", 1), Contribution(0, "b", 1), Contribution(0, "b", 0)]
    variance = variance_of_total(drawn, frame, of_archive=True)
    assert variance is not None
    assert variance.documents == pytest.approx(2.0)
    assert variance.items == 0.0
    without_end = variance_of_total(drawn, frame, of_archive=False)
    assert without_end is not None and without_end.documents == pytest.approx(4.0)


def test_one_document_tells_nothing_of_others() -> None:
    frame = Frame({"pdf": Group(1, 1)}, [FrameStratum("pdf", 4)])
    drawn = [Contribution(0, "a", 1), Contribution(0, "a", 0)]
    assert variance_of_total(drawn, frame, of_archive=False) is None
    assert variance_of_total(drawn, frame, of_archive=True) is not None


def test_it_is_unbiased_over_all_samples() -> None:
    """Every draw of 2 of 4 documents and of 2 items of each of 2 strata: the mean of the estimated variance is the
    variance of the estimated total."""
    documents = {
        "a": [(0, 1.0), (0, 0.5), (1, 2.0), (1, 0.0)],
        "b": [(0, 3.0), (1, 1.0)],
        "c": [(0, 0.0), (0, 2.0), (1, 5.0)],
        "d": [(0, 1.5), (1, 0.0), (1, 1.0)],
    }
    totals, variances, chances = [], [], []
    for chosen in combinations(documents, 2):
        items = [(name, stratum, value) for name in chosen for stratum, value in documents[name]]
        strata = [[one for one in items if one[1] == stratum] for stratum in (0, 1)]
        frame = Frame({"pdf": Group(4, 2)}, [FrameStratum("pdf", len(stratum)) for stratum in strata])
        draws = [[*first, *second] for first in combinations(strata[0], 2) for second in combinations(strata[1], 2)]
        for drawn in draws:
            weights = weights_of([stratum for _, stratum, _ in drawn], frame)
            totals.append(sum(weight * value for weight, (_, _, value) in zip(weights, drawn, strict=True)))
            found = variance_of_total([Contribution(s, d, v) for d, s, v in drawn], frame, of_archive=True)
            assert found is not None
            variances.append(found.documents + found.items)
            chances.append(1 / 6 / len(draws))
    mean = sum(chance * total for chance, total in zip(chances, totals, strict=True))
    assert mean == pytest.approx(sum(value for own in documents.values() for _, value in own))
    true = sum(chance * (total - mean) ** 2 for chance, total in zip(chances, totals, strict=True))
    assert sum(c * v for c, v in zip(chances, variances, strict=True)) == pytest.approx(true)
