"""Cell-role F1 over 20 labelled cells of one table."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.eval.score import ABSENT, Confusion, Counts, Scores

Data = dict[str, Any]
Scorer = Callable[[Data, Data], Scores]
CellAt = Callable[[Data, str], Data]
KEPT = ("row", "column", "row_span", "column_span", "text", "role")


def role_of(cell: Data) -> str:
    if cell["row"] < 2:
        return "column_attribute"
    return "row_attribute" if cell["column"] < 2 else "data"


@pytest.fixture
def celled(celled: Data) -> Data:
    """Every predicted cell has a role; of the first table 5 header cells, 7 row heads, 8 data cells."""
    for cell in (*celled["tables"][0]["cells"], *celled["tables"][1]["cells"]):
        cell["role"] = role_of(cell)
    return celled


@pytest.fixture
def label(label: Data, celled: Data) -> Data:
    """The cells of the first table are labelled, those of the second are not."""
    label["tables"][0]["cells"] = [{key: cell[key] for key in KEPT} for cell in celled["tables"][0]["cells"]]
    return label


def test_truth_is_whole(label: Data, celled: Data, score: Scorer) -> None:
    scores = score(label, celled)
    assert scores["cell_roles"].value == 1.0
    assert scores["cell_roles.column_attribute"] == Counts(5)
    assert scores["cell_roles.row_attribute"] == Counts(7)
    assert scores["cell_roles.data"] == Counts(8)


def test_a_wrong_role_counts_against_both(label: Data, celled: Data, cell: CellAt, score: Scorer) -> None:
    cell(celled, "t1.r2c2")["role"] = "row_attribute"
    scores = score(label, celled)
    assert scores["cell_roles.data"] == Counts(7, 0, 1)
    assert scores["cell_roles.row_attribute"] == Counts(7, 1, 0)
    assert scores["cell_roles"].value == pytest.approx((1 + 14 / 15 + 14 / 15) / 3)


def test_a_role_of_its_own_brings_the_mean_down(label: Data, celled: Data, cell: CellAt, score: Scorer) -> None:
    cell(celled, "t1.r1c0")["role"] = "column_number"
    scores = score(label, celled)
    # column_attribute 4 of 5 found: 8/9; column_number stands on one side only: 0.
    assert scores["cell_roles"].value == pytest.approx((8 / 9 + 0 + 1 + 1) / 4)


def test_a_lost_row_and_a_missed_table_lose_their_roles(label: Data, celled: Data, score: Scorer) -> None:
    table = celled["tables"][0]
    del table["rows"][2]
    table["cells"] = [
        one | {"row": one["row"] - (one["row"] > 4)} for one in table["cells"] if not one["id"].startswith("t1.r4")
    ]
    assert score(label, celled)["cell_roles.data"] == Counts(6, 0, 2)
    assert score(label, celled)["cell_roles.row_attribute"] == Counts(5, 0, 2)
    del celled["tables"][0]
    assert score(label, celled)["cell_roles"].value == 0.0
    assert score(label, celled)["cell_roles"].items == 20


def test_cells_too_many_count_against_their_role(label: Data, celled: Data, score: Scorer) -> None:
    table = celled["tables"][0]
    table["rows"].append({"values": ["", "", "", ""]})
    table["cells"].append({"row": 6, "column": 0, "text": "", "role": "data"})
    assert score(label, celled)["cell_roles.data"] == Counts(8, 1, 0)
    cells = [{"row": 0, "column": 0, "text": "甲", "role": "data"}]
    extra = {"id": "t9", "pages": [1], "columns": [{"path": []}], "rows": [{"values": ["甲"]}], "cells": cells}
    celled["tables"].append(extra)
    assert score(label, celled)["cell_roles.data"] == Counts(8, 2, 0)


def test_roles_that_are_not_labelled_or_not_said(label: Data, celled: Data, cell: CellAt, score: Scorer) -> None:
    label["tables"][0]["cells"][0]["role"] = None
    cell(celled, "t1.r0c2")["role"] = None
    # Of 5 header cells one is left out, and of another nothing is said: it is missed, and nothing is said wrongly.
    assert score(label, celled)["cell_roles.column_attribute"] == Counts(3, 0, 1)
    label["tables"][0]["cells"] = None
    assert score(label, celled)["cell_roles"] == Confusion()


def test_a_cell_without_a_place_in_the_label_answers_none(
    label: Data, celled: Data, cell: CellAt, score: Scorer
) -> None:
    celled["tables"][0]["cells"].remove(cell(celled, "t1.r2c2"))
    confusion = score(label, celled)["cell_roles"]
    assert isinstance(confusion, Confusion)
    assert confusion.seen["data", ABSENT] == 1
