"""True and false alarms, and the document's own errors that the checks find or miss."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.eval.score import Scores, Share, Tally

Data = dict[str, Any]
Scorer = Callable[[Data, Data], Scores]
CellAt = Callable[[Data, str], Data]


def fail(prediction: Data, rule: str, *subjects: str, expected: str | None = None, actual: str | None = None) -> None:
    check = {"rule": rule, "status": "fail", "subjects": list(subjects), "expected": expected, "actual": actual}
    prediction.setdefault("checks", []).append(check)


def error(label: Data, *findings: Data) -> None:
    one = {"where": "支出总表", "what": "the total is wrong", "findings": list(findings)}
    label.setdefault("document_errors", []).append(one)


def finding(rule: str, value: str, *, within_tolerance: bool = False) -> Data:
    return {"rules": [rule], "values": [value], "within_tolerance": within_tolerance}


def test_without_alarms_and_errors_there_is_no_figure(label: Data, celled: Data, score: Scorer) -> None:
    celled["checks"] = [{"rule": "total_is_sum_of_parts", "status": "pass", "subjects": ["t1.r5c2"]}]
    scores = score(label, celled)
    assert (scores["check_alarms"], scores["document_errors"]) == (Share(), Share())


def test_a_tool_without_checks_misses_nothing_and_one_with_them_does(label: Data, celled: Data, score: Scorer) -> None:
    error(label, finding("total_is_sum_of_parts", "17.50"))
    assert score(label, celled)["document_errors"] == Share()
    celled["checks"] = []
    assert score(label, celled)["document_errors"] == Share(0, 1)


def test_an_alarm_is_true_false_or_can_not_be_judged(label: Data, celled: Data, cell: CellAt, score: Scorer) -> None:
    error(label, finding("total_is_sum_of_parts", "17.50"))
    cell(celled, "t2.r2c1")["text"] = "100.00"
    fail(celled, "total_is_sum_of_parts", "t1.r5c2", expected="17.49", actual="17.5")
    fail(celled, "income_equals_expenditure", "t2.r4c1", "t2.r2c1")
    fail(celled, "total_is_sum_of_parts", "t2.r4c3")
    fail(celled, "placeholder_text", "t8.r1c1")
    scores = score(label, celled)
    assert scores["check_alarms"] == Share(2, 3, 1)
    assert scores["check_alarms.outcomes"] == Tally(
        {"document_error": 1, "misread": 1, "false_alarm": 1, "unjudged": 1}
    )
    assert scores["check_alarms.total_is_sum_of_parts"] == Share(1, 2)
    assert scores["document_errors"] == Share(1, 1)


def test_rule_and_value_must_both_be_those_of_the_error(label: Data, celled: Data, score: Scorer) -> None:
    error(label, finding("total_is_sum_of_parts", "17.50"))
    fail(celled, "children_sum_to_parent", "t1.r5c2", actual="17.50")
    fail(celled, "total_is_sum_of_parts", "t1.r5c3", actual="11.50")
    scores = score(label, celled)
    assert scores["check_alarms"] == Share(0, 2)
    assert scores["document_errors"] == Share(0, 1)


def test_a_value_among_the_subjects_is_enough(label: Data, celled: Data, score: Scorer) -> None:
    error(label, finding("placeholder_text", "教育支出"))
    fail(celled, "placeholder_text", "t2.r2c2")
    assert score(label, celled)["check_alarms"] == Share(1, 1)


def test_each_finding_needs_an_alarm_of_its_own(label: Data, celled: Data, score: Scorer) -> None:
    error(label, finding("plan_ends_at_whole", "17.50"), finding("plan_ends_at_whole", "17.50"))
    fail(celled, "plan_ends_at_whole", "t1.r5c2")
    assert score(label, celled)["document_errors"] == Share(1, 2)
    fail(celled, "plan_ends_at_whole", "t1.r5c2")
    fail(celled, "plan_ends_at_whole", "t1.r5c2")
    scores = score(label, celled)
    assert scores["document_errors"] == Share(2, 2)
    assert scores["check_alarms"] == Share(3, 3)


def test_within_the_tolerance_silence_is_right_and_an_alarm_is_not_false(
    label: Data, celled: Data, cell: CellAt, score: Scorer
) -> None:
    error(label, finding("total_is_sum_of_parts", "17.50", within_tolerance=True))
    celled["checks"] = []
    assert score(label, celled)["document_errors"] == Share()
    fail(celled, "total_is_sum_of_parts", "t1.r5c2")
    scores = score(label, celled)
    assert (scores["check_alarms"], scores["document_errors"]) == (Share(1, 1), Share())
    assert scores["check_alarms.outcomes"] == Tally(
        {"document_error": 1, "misread": 0, "false_alarm": 0, "unjudged": 0}
    )
    cell(celled, "t1.r5c2")["text"] = "71.50"
    fail(celled, "total_is_sum_of_parts", "t1.r5c2", actual="17.50")
    assert score(label, celled)["check_alarms.outcomes"] == Tally(
        {"document_error": 0, "misread": 2, "false_alarm": 0, "unjudged": 0}
    )


def test_an_alarm_over_a_table_with_a_lost_row_is_no_false_one(label: Data, celled: Data, score: Scorer) -> None:
    label["tables"][0]["rows"].insert(1, {"values": ["205", "教育支出", "1.00", "1.00"]})
    label["tables"][0]["spans"][3][0] = 6
    fail(celled, "total_is_sum_of_parts", "t1.r5c2")
    assert score(label, celled)["check_alarms"] == Share(1, 1)


@pytest.mark.parametrize("key", ["rules", "values"])
def test_a_finding_names_its_rules_and_values(label: Data, celled: Data, score: Scorer, key: str) -> None:
    error(label, finding("total_is_sum_of_parts", "17.50") | {key: []})
    with pytest.raises(ValueError, match=key):
        score(label, celled)
