"""Drawn tables: what was expected and what was found, at each place, by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.corpora import Label
from extractor.eval.comparison import compare
from extractor.eval.prediction import read_prediction
from extractor.eval.run import DocumentResult, Report
from extractor.eval.worst_tables import DrawnCell, DrawnTable, worst_tables

Data = dict[str, Any]
Drawer = Callable[[], tuple[DrawnTable, ...]]


@pytest.fixture
def draw(label: Data, prediction: Data) -> Drawer:
    """Draws the fixtures as they stand when it is called."""

    def drawn() -> tuple[DrawnTable, ...]:
        for table in prediction["tables"]:
            table["cells"] = []
        comparison = compare(Label.model_validate(label), read_prediction(prediction))
        return worst_tables(Report((DocumentResult("small", "measured", {}, comparison=comparison),)))

    return drawn


def states(table: DrawnTable) -> list[str]:
    """Each drawn row as its cells' first letters."""
    return ["".join(cell.state[0] for cell in row.cells) for row in table.rows]


def test_a_right_prediction_has_no_worst_table(draw: Drawer) -> None:
    assert draw() == ()


def test_a_wrong_value_is_drawn_with_its_neighbours(prediction: Data, draw: Drawer) -> None:
    prediction["tables"][0]["rows"][0]["values"][2] = "10.80"
    (table,) = draw()
    assert (table.document, table.name, table.numbers, table.wrong) == ("small", "支出总表", 7, 1)
    assert states(table) == ["ssws", "ssss"]
    assert table.rows[0].cells[2] == DrawnCell("wrong", "10.00", "10.80")
    assert table.left_out == 2
    assert all(cell.state == "same" for cell in (*table.header, table.title, table.unit))


def test_rows_before_the_first_wrong_one_are_counted(prediction: Data, draw: Drawer) -> None:
    prediction["tables"][0]["rows"][3]["values"][3] = ""
    (table,) = draw()
    assert [row.skipped for row in table.rows] == [2, 0]
    assert table.left_out == 0
    assert table.rows[1].cells[3] == DrawnCell("missing", "11.50", "")


def test_missed_and_extra_rows_and_columns_stand_in_their_place(prediction: Data, draw: Drawer) -> None:
    first, second = prediction["tables"]
    del first["rows"][1]
    second["columns"].insert(2, {"path": ["备注"]})
    for number, row in enumerate(second["rows"]):
        row["values"].insert(2, "见注" if number == 0 else "")
    missed, extra = draw()
    assert (missed.name, extra.name) == ("支出总表", "收支总表")
    assert [(row.state, row.cells[1].expected) for row in missed.rows] == [
        ("both", "一般公共服务支出"),
        ("missing", "社会保障支出"),
        ("both", "住房保障支出"),
    ]
    assert states(missed) == ["ssss", "mmmm", "ssss"]
    assert extra.header[2] == DrawnCell("extra", None, "备注")
    assert extra.rows[0].cells[2] == DrawnCell("extra", None, "见注")
    assert extra.wrong == 0


def test_wrong_titles_units_and_headers_are_drawn(prediction: Data, draw: Drawer) -> None:
    first = prediction["tables"][0]
    first["title"], first["unit"], first["columns"][3]["path"] = "支出表", None, ["项目支出"]
    (table,) = draw()
    assert table.title == DrawnCell("wrong", "支出总表", "支出表")
    assert table.unit == DrawnCell("missing", "万元", None)
    assert table.header[3] == DrawnCell("wrong", "基本支出", "项目支出")
    assert (table.rows, table.left_out, table.wrong) == ((), 4, 7)


def test_a_missed_table_is_drawn_whole(prediction: Data, draw: Drawer) -> None:
    del prediction["tables"][0]
    (table,) = draw()
    assert states(table) == ["mmmm"] * 4
    assert (table.wrong, table.title.found) == (7, None)
    assert table.header[0] == DrawnCell("missing", "科目 / 科目编码", None)


def test_what_the_label_can_not_know_is_a_question(label: Data, prediction: Data, draw: Drawer) -> None:
    label["tables"][0]["rows"][0]["values"][2] = {"unknown": "torn"}
    prediction["tables"][0]["rows"][0]["values"][3] = "6.66"
    (table,) = draw()
    assert states(table)[0] == "ssuw"


def test_the_worst_come_first(prediction: Data, draw: Drawer) -> None:
    prediction["tables"][0]["rows"][0]["values"][2] = "10.80"
    for row in prediction["tables"][1]["rows"]:
        row["values"][1] = ""
    assert [(table.name, table.wrong) for table in draw()] == [("收支总表", 3), ("支出总表", 1)]
