"""Predicted cells held against the label: 38 physical cells of two tables, 13 of them amounts."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.corpora import Label
from extractor.eval.comparison import compare
from extractor.eval.judged_cell import JudgedCell
from extractor.eval.prediction import read_prediction

Data = dict[str, Any]
CellAt = Callable[[Data, str], Data]


def judged(label: Data, prediction: Data) -> dict[str, JudgedCell]:
    comparison = compare(Label.model_validate(label), read_prediction(prediction))
    return {cell.id: cell for cell in comparison.cells}


def wrong(cells: dict[str, JudgedCell]) -> set[str]:
    return {identity for identity, cell in cells.items() if cell.right is False}


def test_truth_is_right_in_every_cell(label: Data, celled: Data) -> None:
    cells = judged(label, celled)
    assert len(cells) == 20 + 18
    assert all(cell.right and cell.right_as_printed and cell.complete for cell in cells.values())
    assert sum(cell.is_amount for cell in cells.values()) == 13


def test_a_wrong_text_and_a_number_printed_otherwise(label: Data, celled: Data, cell: CellAt) -> None:
    cell(celled, "t2.r2c1")["text"] = "1000"
    cell(celled, "t2.r3c1")["text"] = "200.01"
    cell(celled, "t1.r1c0")["text"] = "编码"
    cells = judged(label, celled)
    assert wrong(cells) == {"t2.r3c1", "t1.r1c0"}
    assert cells["t2.r3c1"].right_as_printed is True


def test_a_merge_over_different_texts_is_wrong(label: Data, celled: Data) -> None:
    table = celled["tables"][0]
    table["cells"] = [one for one in table["cells"] if one["id"] not in ("t1.r3c2", "t1.r3c3", "t1.r4c3")]
    next(one for one in table["cells"] if one["id"] == "t1.r2c2")["row_span"] = 2
    table["cells"].append({"id": "wide", "row": 3, "column": 3, "text": "5.50"})
    # The merged cell says 10.00 where row 3 has 5.50; the one of row 3 is as the label has it.
    assert wrong(judged(label, celled)) == {"t1.r2c2"}


def test_what_the_label_can_not_know_is_not_judged(label: Data, celled: Data) -> None:
    label["tables"][0]["rows"][0]["values"][2] = {"unknown": "torn"}
    label["tables"][0]["columns"][2]["path"] = {"unknown": "torn"}
    cells = judged(label, celled)
    assert cells["t1.r2c2"].right is None
    assert cells["t1.r0c2"].right is None
    assert cells["t1.r3c2"].right is True


def test_column_numbers_and_blank_header_cells_are_not_judged(label: Data, celled: Data, cell: CellAt) -> None:
    cell(celled, "t1.r1c0")["role"] = "column_number"
    cell(celled, "t1.r1c1")["text"] = ""
    assert len(judged(label, celled)) == 36


def test_a_lost_row_leaves_its_table_incomplete(label: Data, celled: Data) -> None:
    table = celled["tables"][0]
    del table["rows"][1]
    table["cells"] = [
        one | {"row": one["row"] - (one["row"] > 3)} for one in table["cells"] if not one["id"].startswith("t1.r3")
    ]
    cells = judged(label, celled)
    assert not wrong(cells)
    assert {identity[:2] for identity, one in cells.items() if not one.complete} == {"t1"}


def test_a_piece_of_a_cut_table_is_held_against_its_whole(label: Data, celled: Data) -> None:
    whole = celled["tables"][0]
    piece = {**whole, "id": "t3", "rows": whole["rows"][2:]}
    piece["cells"] = [
        {**one, "id": "t3" + one["id"], "row": one["row"] - (2 if one["row"] > 3 else 0)}
        for one in whole["cells"]
        if one["row"] not in (2, 3)
    ]
    whole["rows"] = whole["rows"][:2]
    whole["cells"] = [one for one in whole["cells"] if one["row"] < 4]
    celled["tables"].append(piece)
    cells = judged(label, celled)
    assert not wrong(cells)
    assert {one.part for one in cells.values()} == {"pair 0", "pair 1", "extra 0"}
    assert not cells["t3t1.r4c0"].complete


def test_a_table_too_many_is_wrong_where_it_says_something(label: Data, celled: Data) -> None:
    cells = [{"row": 0, "column": 0, "text": "甲", "raw": "甲"}, {"row": 0, "column": 1, "text": "", "raw": ""}]
    columns: list[Data] = [{"path": []}, {"path": []}]
    rows = [{"values": ["甲", ""]}]
    celled["tables"].append({"id": "t9", "pages": [1], "columns": columns, "rows": rows, "cells": cells})
    found = judged(label, celled)
    assert wrong(found) == {"t9.r0c0"}
    assert found["t9.r0c0"].right_as_printed is None


def test_without_texts_of_its_own_a_cell_has_those_of_the_rows(label: Data, prediction: Data) -> None:
    prediction["tables"][0]["cells"].append({"row": 2, "column": 2})
    cells = judged(label, prediction)
    assert cells["t1.r2c2"].right is True
    assert cells["t1.r2c2"].right_as_printed is None


@pytest.fixture
def form(prediction: Data) -> Data:
    """The project read from a form of one row a field."""
    texts = ["13022523P004RE2100256", "业务经费", "预算数30.00", "3月底", "7.50", "≥50件"]
    prediction["tables"].append(
        {
            "id": "t3",
            "pages": [3],
            "columns": [{"path": []}],
            "rows": [{"values": [text]} for text in texts],
            "cells": [
                {"id": f"t3.r{row}c0", "row": row, "column": 0, "text": text, "raw": text}
                for row, text in enumerate(texts)
            ],
        }
    )
    prediction["projects"][0]["sources"] = {
        "code": ["t3.r0c0"],
        "name": ["t3.r1c0"],
        "budget.total": ["t3.r2c0"],
        "plan": ["t3.r3c0", "t3.r4c0"],
        "indicators.0.target": ["t3.r5c0", "t3.gone"],
    }
    return prediction


def test_cells_of_a_form_are_judged_by_the_facts_read_from_them(label: Data, form: Data) -> None:
    cells = judged(label, form)
    assert {identity: one.right for identity, one in cells.items() if one.part == "project 0"} == {
        f"t3.r{row}c0": True for row in range(6)
    }
    assert [identity for identity, one in cells.items() if one.is_amount and identity[:2] == "t3"] == ["t3.r2c0"]
    form["projects"][0]["plan"][0]["raw"] = "7.05"
    form["tables"][2]["cells"][4]["text"] = "7.05"
    form["projects"][0]["indicators"][0]["target"]["operator"] = "<="
    form["projects"][0]["budget"]["fiscal"] = None
    cells = judged(label, form)
    # The deadline and the target are read rightly, whatever was made of them; the budget lacks a part.
    assert wrong(cells) == {"t3.r4c0"}
    assert [identity for identity, one in cells.items() if not one.complete] == ["t3.r2c0"]


def test_as_printed_a_form_is_judged_by_its_raw_texts(label: Data, form: Data, cell: CellAt) -> None:
    label["projects"][0]["printed"] = {"name": "业务费"}
    cell(form, "t3.r0c0")["raw"] = "13022523P004RF2100256"
    cell(form, "t3.r2c0")["raw"] = "预算数 30.00"
    cell(form, "t3.r4c0")["raw"] = "3月底 7.50"
    label["projects"][0]["indicators"][0]["target"]["raw"] = {"unknown": "torn"}
    cells = judged(label, form)
    as_printed = {identity: one.right_as_printed for identity, one in cells.items() if identity[:2] == "t3"}
    assert as_printed == {
        "t3.r0c0": False,
        "t3.r1c0": False,
        "t3.r2c0": True,
        "t3.r3c0": True,
        "t3.r4c0": False,
    }
