"""Each known corruption is given its kind, its place and the numbers that it makes wrong, counted by hand."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from extractor.corpora import Label
from extractor.eval.comparison import compare
from extractor.eval.error_kinds import KindCount, count_kinds, find_errors
from extractor.eval.error_places import ErrorPlace
from extractor.eval.prediction import read_prediction

Data = dict[str, Any]
Finder = Callable[[], tuple[ErrorPlace, ...]]


@pytest.fixture
def find(label: Data, prediction: Data) -> Finder:
    """Compares the fixtures as they stand when it is called."""

    def found() -> tuple[ErrorPlace, ...]:
        for table in prediction["tables"]:
            table["cells"] = []
        return find_errors(compare(Label.model_validate(label), read_prediction(prediction)).tables)

    return found


def rows_of(prediction: Data, table: int = 0) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = prediction["tables"][table]["rows"]
    return rows


def test_truth_against_itself_has_no_error(find: Finder) -> None:
    assert find() == ()


def test_a_wrong_digit_is_a_wrong_value(prediction: Data, find: Finder) -> None:
    rows_of(prediction)[0]["values"][2] = "10.80"
    assert find() == (ErrorPlace("value_wrong", "支出总表", 0, 2, "10.00", "10.80", 1),)


def test_a_number_printed_otherwise_is_no_error(prediction: Data, find: Finder) -> None:
    rows_of(prediction, 1)[0]["values"][1] = "1000.0"
    assert find() == ()


def test_a_lost_value_is_missing_and_one_in_a_blank_is_extra(prediction: Data, find: Finder) -> None:
    rows_of(prediction)[0]["values"][3] = ""
    rows_of(prediction)[2]["values"][3] = "9.99"
    assert find() == (
        ErrorPlace("value_missing", "支出总表", 0, 3, "6.00", "", 1),
        ErrorPlace("value_extra", "支出总表", 2, 3, "", "9.99", 1),
    )


def test_a_value_that_slid_by_a_column_is_said_once(prediction: Data, find: Finder) -> None:
    rows_of(prediction)[2]["values"] = ["221", "住房保障支出", "", "2.00"]
    assert find() == (ErrorPlace("column_shifted", "支出总表", 2, 2, "2.00", "", 1),)


def test_values_that_slid_by_a_row(prediction: Data, find: Finder) -> None:
    rows = rows_of(prediction)
    rows[1]["values"][3], rows[2]["values"][3] = "", "5.50"
    assert find() == (ErrorPlace("row_shifted", "支出总表", 1, 3, "5.50", "", 1),)


def test_two_cells_in_one_are_fused(prediction: Data, find: Finder) -> None:
    rows_of(prediction)[3]["values"] = ["合计", None, "17.5011.50", ""]
    assert [(place.kind, place.column) for place in find()] == [("cells_fused", 2), ("value_missing", 3)]


def test_a_missed_and_an_extra_row_take_their_numbers_along(prediction: Data, find: Finder) -> None:
    del rows_of(prediction)[1]
    rows_of(prediction, 1).append({"values": ["附注", "1.00", "附注", ""]})
    assert find() == (
        ErrorPlace("row_missed", "支出总表", 1, None, "208 社会保障支出 5.50 5.50", None, 2),
        ErrorPlace("row_extra", "收支总表", 3, None, None, "附注 1.00 附注", 1),
    )


def test_a_missed_and_an_extra_column(prediction: Data, find: Finder) -> None:
    first, second = prediction["tables"]
    del first["columns"][3]
    for row in first["rows"]:
        del row["values"][3]
    second["columns"].append({"path": ["备注"]})
    for row in second["rows"]:
        row["values"].append("7")
    assert find() == (
        ErrorPlace("column_missed", "支出总表", None, 3, "基本支出", None, 3),
        ErrorPlace("column_extra", "收支总表", None, 4, None, "备注", 3),
    )


def test_a_wrong_header_is_one_place_and_all_its_numbers(prediction: Data, find: Finder) -> None:
    prediction["tables"][0]["columns"][3]["path"] = ["项目支出"]
    assert find() == (ErrorPlace("header_path_wrong", "支出总表", None, 3, "基本支出", "项目支出", 3),)


def test_a_wrong_unit_takes_the_numbers_before_the_header_does(prediction: Data, find: Finder) -> None:
    prediction["tables"][0]["unit"] = "元"
    prediction["tables"][0]["columns"][3]["path"] = ["项目支出"]
    assert find() == (
        ErrorPlace("unit_wrong", "支出总表", None, None, "万元", "元", 7),
        ErrorPlace("header_path_wrong", "支出总表", None, 3, "基本支出", "项目支出", 0),
    )


def test_a_wrong_row_label_takes_the_right_numbers_of_its_row(prediction: Data, find: Finder) -> None:
    rows_of(prediction)[0]["values"][1] = "一般公共服务"
    rows_of(prediction)[0]["values"][2] = "10.80"
    assert find() == (
        ErrorPlace("value_wrong", "支出总表", 0, 1, "一般公共服务支出", "一般公共服务", 0),
        ErrorPlace("value_wrong", "支出总表", 0, 2, "10.00", "10.80", 1),
        ErrorPlace("row_label_wrong", "支出总表", 0, None, "201 一般公共服务支出", "201 一般公共服务", 1),
    )


def test_a_missed_and_an_extra_table(prediction: Data, find: Finder) -> None:
    first = prediction["tables"][0]
    first["columns"] = [{"path": ["甲"]}, {"path": ["乙"]}]
    first["rows"] = [{"values": ["77", "88"]}]
    assert find() == (
        ErrorPlace("table_missed", "支出总表", numbers=7),
        ErrorPlace("table_extra", "t1", numbers=2),
    )


def test_a_table_cut_in_two_is_split_and_misses_no_row(prediction: Data, find: Finder) -> None:
    first = prediction["tables"][0]
    second = copy.deepcopy(first) | {"id": "t9", "title": None}
    first["rows"], second["rows"] = first["rows"][:3], first["rows"][3:]
    prediction["tables"].append(second)
    assert find() == (ErrorPlace("table_split", "支出总表", found="t9", numbers=2),)


def test_two_tables_in_one_are_merged(prediction: Data, find: Finder) -> None:
    first, second = prediction["tables"]
    second["pages"] = [1, 2]
    second["rows"] += first["rows"]
    prediction["tables"] = [second]
    assert find() == (ErrorPlace("tables_merged", "支出总表", found="t2", numbers=7),)


def test_what_the_label_can_not_know_is_no_error(label: Data, find: Finder) -> None:
    label["tables"][0]["rows"][0]["values"][2] = {"unknown": "torn"}
    label["tables"][0]["unit"] = {"unknown": "torn"}
    label["tables"][1]["columns"][1] = {"path": {"unknown": "torn"}}
    assert find() == ()


def test_kinds_are_counted_in_their_order() -> None:
    places = [
        ErrorPlace("value_wrong", "a", 0, 0, numbers=1),
        ErrorPlace("row_missed", "a", 1, numbers=3),
        ErrorPlace("value_wrong", "b", 0, 0),
    ]
    assert list(count_kinds(places).items()) == [("row_missed", KindCount(1, 3)), ("value_wrong", KindCount(2, 1))]
