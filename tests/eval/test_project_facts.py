"""Project facts: what counts as a hit, a miss, nothing."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from extractor.eval.score import Counts, Scores

Data = dict[str, Any]
Scorer = Callable[[Data, Data], Scores]


def test_a_wrong_value_is_a_miss_on_both_sides(label: Data, prediction: Data, score: Scorer) -> None:
    prediction["projects"][0]["budget"]["total"] = "30.01"
    scores = score(label, prediction)
    assert scores["project_facts"] == Counts(18, 1, 1)
    assert scores["project_facts.budget.total"] == Counts(0, 1, 1)
    assert scores["project_facts.budget.fiscal"] == Counts(1)


def test_numbers_are_compared_as_decimals(label: Data, prediction: Data, score: Scorer) -> None:
    prediction["projects"][0]["budget"]["total"] = "30"
    assert score(label, prediction)["project_facts"] == Counts(19)


def test_blank_fields_are_facts_only_where_a_side_says_something(label: Data, prediction: Data, score: Scorer) -> None:
    prediction["projects"][0]["purpose"] = "专家评审"
    prediction["projects"][0]["plan"][0]["raw"] = None
    scores = score(label, prediction)
    assert scores["project_facts"] == Counts(18, 1, 1)
    assert scores["project_facts.purpose"] == Counts(0, 1, 0)
    assert scores["project_facts.plan.raw"] == Counts(0, 0, 1)
    assert "project_facts.budget.other" not in scores


def test_a_missing_indicator_does_not_ruin_the_next(
    label: Data, predict: Callable[[Data], Data], score: Scorer
) -> None:
    second = copy.deepcopy(label["projects"][0]["indicators"][0])
    second |= {"tier2": "质量指标", "tier3": "办结率"}
    label["projects"][0]["indicators"].append(second)
    prediction = predict(label)
    del prediction["projects"][0]["indicators"][0]
    scores = score(label, prediction)
    assert scores["project_facts"] == Counts(19, 0, 8)
    assert scores["project_facts.indicators.tier3"] == Counts(1, 0, 1)


def test_projects_are_paired_by_code_then_name_then_order(
    label: Data, predict: Callable[[Data], Data], score: Scorer
) -> None:
    first = label["projects"][0]
    second = copy.deepcopy(first) | {"code": "13022523P004RE210022B", "name": "评审费", "unit": "元"}
    label["projects"].append(second)
    prediction = predict(label)
    prediction["projects"].reverse()
    assert score(label, prediction)["project_facts"] == Counts(38)
    prediction["projects"][0]["code"] = None
    assert score(label, prediction)["project_facts"] == Counts(37, 0, 1)
    prediction["projects"][0]["name"] = "别的"
    assert score(label, prediction)["project_facts"] == Counts(36, 1, 2)


@pytest.mark.parametrize(("drop_label", "expected"), [(False, Counts(19, 0, 19)), (True, Counts(19, 19, 0))])
def test_a_lone_project_counts_against_its_side(
    label: Data, predict: Callable[[Data], Data], score: Scorer, drop_label: bool, expected: Counts
) -> None:
    label["projects"].append(copy.deepcopy(label["projects"][0]) | {"code": "13022523P004RE210022B"})
    prediction = predict(label)
    del (label if drop_label else prediction)["projects"][1]
    assert score(label, prediction)["project_facts"] == expected


def test_projects_that_were_not_labelled_are_not_scored(label: Data, prediction: Data, score: Scorer) -> None:
    del label["projects"]
    assert score(label, prediction)["project_facts"] == Counts()


def test_an_unknown_list_and_an_unknown_target_are_left_out(label: Data, prediction: Data, score: Scorer) -> None:
    label["projects"][0]["objectives"] = {"unknown": "lost"}
    label["projects"][0]["indicators"][0]["target"] = {"unknown": "lost"}
    assert score(label, prediction)["project_facts"] == Counts(13, unknown=7)
