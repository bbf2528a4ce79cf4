"""Tier macro F1: classes, words of no class, indicators of one side only."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.eval.score import ABSENT, NO_CLASS, Confusion, Scores

Data = dict[str, Any]
Scorer = Callable[[Data, Data], Scores]

TIERS = (
    ("产出指标", "数量指标"),
    ("产出类指标", "质量"),
    ("效益指标", "社会效益指标"),
    ("管理类指标", "制度指标"),
)
"""As printed; 产出类指标 and 质量 are words of the closed list, the last two are of no class."""


@pytest.fixture
def label(label: Data) -> Data:
    """Four indicators, three of a class."""
    first = label["projects"][0]["indicators"][0]
    label["projects"][0]["indicators"] = [
        first | {"tier1": tier1, "tier2": tier2, "tier3": f"第{number}项"}
        for number, (tier1, tier2) in enumerate(TIERS, 1)
    ]
    return label


def classes(prediction: Data, tier1: list[str | None], tier2: list[str | None]) -> None:
    for indicator, first, second in zip(prediction["projects"][0]["indicators"], tier1, tier2, strict=True):
        indicator |= {"tier1_class": first, "tier2_class": second}


def test_words_stand_for_their_class_on_both_sides(label: Data, prediction: Data, score: Scorer) -> None:
    scores = score(label, prediction)
    assert scores["tier1"] == Confusion(
        {("产出指标", "产出指标"): 2, ("效益指标", "效益指标"): 1, (NO_CLASS, NO_CLASS): 1}
    )
    assert scores["tier1"].value == scores["tier2"].value == 1.0
    classes(prediction, ["产出指标", "产出指标", "效益指标", None], ["数量指标", "质量指标", "社会效益指标", None])
    assert score(label, prediction) == scores


def test_a_wrong_class_lowers_the_mean_over_the_classes(label: Data, prediction: Data, score: Scorer) -> None:
    classes(prediction, ["产出指标", "效益指标", "效益指标", None], ["数量指标", "数量指标", "社会效益指标", None])
    scores = score(label, prediction)
    # Each of 产出 (1 hit, 1 missed) and 效益 (1 hit, 1 false) has F1 2/3; of tier 2, 数量 has 2/3, 质量 0, 社会效益 1.
    assert scores["tier1"].value == pytest.approx(2 / 3)
    assert scores["tier2"].value == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert scores["tier1.产出指标"].value == pytest.approx(2 / 3)
    assert scores["tier2.质量指标"].value == 0.0
    assert scores["tier1"].data()["confusion"]["产出指标"] == {"产出指标": 1, "效益指标": 1}


def test_a_class_for_a_word_of_none_is_wrong(label: Data, prediction: Data, score: Scorer) -> None:
    classes(prediction, ["产出指标", "产出指标", "效益指标", "产出指标"], [None] * 4)
    scores = score(label, prediction)
    # 产出: 2 hits, 1 false, so F1 4/5; 效益 1. Of tier 2 nothing is said.
    assert scores["tier1"].value == pytest.approx((4 / 5 + 1) / 2)
    assert scores["tier2"].value == 0.0


def test_an_indicator_of_one_side_only_counts_against_its_class(label: Data, prediction: Data, score: Scorer) -> None:
    removed = prediction["projects"][0]["indicators"].pop(2)
    scores = score(label, prediction)
    assert scores["tier1"] == Confusion({("产出指标", "产出指标"): 2, ("效益指标", ABSENT): 1, (NO_CLASS, NO_CLASS): 1})
    assert scores["tier1"].value == pytest.approx((1 + 0) / 2)
    prediction["projects"][0]["indicators"] += [removed, removed | {"tier1": "满意度指标", "tier3": "别的"}]
    assert score(label, prediction)["tier1"].value == pytest.approx((1 + 1 + 0) / 3)


def test_unknown_words_and_lists_are_left_out_and_counted(label: Data, prediction: Data, score: Scorer) -> None:
    label["projects"][0]["indicators"][0]["tier1"] = {"unknown": "torn"}
    scores = score(label, prediction)
    assert (scores["tier1"].items, scores["tier1"].unknown) == (3, 1)
    assert (scores["tier2"].items, scores["tier2"].unknown) == (4, 0)
    label["projects"][0]["indicators"] = {"unknown": "torn"}
    assert score(label, prediction)["tier1"].value is None


def test_without_labelled_projects_there_is_no_figure(label: Data, prediction: Data, score: Scorer) -> None:
    label["projects"] = None
    assert score(label, prediction)["tier1"] == Confusion()
