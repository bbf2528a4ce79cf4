"""Error capture: the wrong among the 2 % of least confidence; of 38 cells that is one cell."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.eval.ranking import Ranking
from extractor.eval.score import Scores

Data = dict[str, Any]
Scorer = Callable[[Data, Data], Scores]
CellAt = Callable[[Data, str], Data]


def test_without_a_wrong_cell_there_is_no_figure(label: Data, celled: Data, score: Scorer) -> None:
    found = score(label, celled)["error_capture"]
    assert found == Ranking({1.0: (38, 0)})
    assert found.value is None


def test_one_confidence_for_all_captures_what_chance_does(
    label: Data, celled: Data, cell: CellAt, score: Scorer
) -> None:
    cell(celled, "t1.r2c2")["text"] = "10.01"
    assert score(label, celled)["error_capture"].value == pytest.approx(1 / 38)


def test_the_least_confident_cell_is_the_wrong_one(label: Data, celled: Data, cell: CellAt, score: Scorer) -> None:
    cell(celled, "t1.r2c2").update(text="10.01", confidence=0.4)
    assert score(label, celled)["error_capture"].value == 1.0
    cell(celled, "t1.r2c3").update(text="6.01", confidence=0.9)
    assert score(label, celled)["error_capture"].value == 0.5
    cell(celled, "t1.r3c3")["confidence"] = 0.4
    assert score(label, celled)["error_capture"].value == pytest.approx((1 / 2) / 2)


def test_a_cell_without_confidence_is_left_out_and_counted(
    label: Data, celled: Data, cell: CellAt, score: Scorer
) -> None:
    del cell(celled, "t1.r2c2")["confidence"]
    found = score(label, celled)["error_capture"]
    assert (found.data()["looked_at"], found.unknown) == (1, 1)


def test_documents_are_put_together_before_the_least_confident_are_taken() -> None:
    first, second = Ranking({0.5: (10, 1), 1.0: (90, 0)}), Ranking({0.8: (50, 3), 1.0: (50, 1)})
    # Alone: of the first, 2 of 100 are looked at, 2/10 of one wrong cell; of the second 2/50 of 3, of 4 wrong ones.
    assert first.value == pytest.approx(0.2)
    assert second.value == pytest.approx(2 / 50 * 3 / 4)
    # Together 4 of 200, all of confidence 0.5: 4/10 of one wrong cell, of 5.
    assert (first + second).value == pytest.approx(0.4 / 5)
    assert (first + second).looked_at == 4


def test_the_number_looked_at_is_rounded_up() -> None:
    assert [Ranking({1.0: (number, 0)}).looked_at for number in (0, 1, 50, 51, 100)] == [0, 1, 1, 2, 2]
