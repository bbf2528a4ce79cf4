"""Proved share and wrong among the proved, over the 13 amounts of the small document."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.eval.score import Scores, Share, Tally

Data = dict[str, Any]
Scorer = Callable[[Data, Data], Scores]
CellAt = Callable[[Data, str], Data]


@pytest.fixture
def celled(celled: Data, cell: CellAt) -> Data:
    """Of 13 amounts 9 are proved, 2 consistent, 1 failed, 1 unchecked."""
    celled["checks"] = []
    amounts = [f"t1.r{row}c{column}" for row in (2, 3, 4, 5) for column in (2, 3) if (row, column) != (4, 3)]
    amounts += [f"t2.r{row}c{column}" for row in (2, 3, 4) for column in (1, 3)]
    states = ["proved"] * 9 + ["consistent"] * 2 + ["failed"]
    for identity, state in zip(amounts, states, strict=False):
        cell(celled, identity)["check"] = state
    return celled


def test_a_prediction_without_checks_has_no_figure(label: Data, prediction: Data, score: Scorer) -> None:
    assert score(label, prediction)["proved"] == score(label, prediction)["proved_right"] == Share()


def test_the_states_are_counted(label: Data, celled: Data, score: Scorer) -> None:
    scores = score(label, celled)
    assert scores["proved"] == Share(9, 13)
    assert scores["proved_right"] == Share(9, 9)
    assert scores["proved.states"] == Tally({"proved": 9, "consistent": 2, "failed": 1, "unchecked": 1})


def test_a_wrong_amount_counts_among_the_proved_only(label: Data, celled: Data, cell: CellAt, score: Scorer) -> None:
    cell(celled, "t1.r2c2")["text"] = "10.01"
    cell(celled, "t2.r3c3")["text"] = "601.00"
    scores = score(label, celled)
    assert scores["proved"] == Share(9, 13)
    assert scores["proved_right"] == Share(8, 9)


def test_zeros_blanks_and_codes_are_no_amounts(label: Data, celled: Data, cell: CellAt, score: Scorer) -> None:
    cell(celled, "t1.r2c2")["text"] = "0.00"
    cell(celled, "t1.r2c3")["text"] = ""
    cell(celled, "t1.r2c0")["check"] = "proved"
    assert score(label, celled)["proved"] == Share(7, 11)


def test_an_amount_that_the_label_can_not_know_is_left_out(label: Data, celled: Data, score: Scorer) -> None:
    label["tables"][0]["rows"][0]["values"][2] = {"unknown": "torn"}
    assert score(label, celled)["proved"] == Share(8, 12, 1)
    assert score(label, celled)["proved_right"] == Share(8, 8)
