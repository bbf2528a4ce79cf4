"""Header texts read back from paths and merged cells; what they leave open stays unknown."""

from extractor.eval.header_grid import header_texts
from extractor.eval.views import UNKNOWN


def test_merged_cells_take_their_text_once() -> None:
    paths = [("科目", "编码"), ("科目", "名称"), ("合计",)]
    spans = [(0, 0, 1, 2), (0, 2, 2, 1), (3, 0, 2, 1)]
    assert header_texts(paths, 2, spans) == {(0, 0): "科目", (1, 0): "编码", (1, 1): "名称", (0, 2): "合计"}


def test_column_numbers_are_unknown() -> None:
    paths = [("科目", "编码"), ("科目", "名称"), ("合计",)]
    texts = header_texts(paths, 3, [(0, 0, 1, 2), (0, 2, 2, 1)])
    assert [texts[2, column] for column in range(3)] == [UNKNOWN] * 3
    assert texts[0, 2] == "合计"


def test_a_number_row_that_a_header_cell_reaches_into_is_none() -> None:
    texts = header_texts([("甲",), ("乙",)], 3, [(1, 0, 2, 1)])
    assert texts == {(0, 0): UNKNOWN, (1, 0): UNKNOWN, (0, 1): UNKNOWN, (1, 1): UNKNOWN, (2, 1): UNKNOWN}


def test_an_empty_path_is_a_blank_cell() -> None:
    assert header_texts([("项目",), (), ("金额",)], 1, []) == {(0, 0): "项目", (0, 1): "", (0, 2): "金额"}


def test_a_path_that_goes_on_into_the_body_is_cut() -> None:
    texts = header_texts([("项目", "类"), ("项目", "款"), ("合计",)], 1, [(0, 0, 1, 2)])
    assert texts == {(0, 0): "项目", (0, 2): "合计"}


def test_a_blank_between_two_cells_is_found_where_other_columns_settle_the_rest() -> None:
    paths = [("支出", "小计", "预算数"), ("支出", "预算数"), ("支出", "基本", "决算数")]
    texts = header_texts(paths, 3, [(0, 0, 1, 3)])
    assert texts[0, 0] == "支出"
    assert (texts[1, 1], texts[2, 1]) == (UNKNOWN, UNKNOWN)
    merged_below = header_texts(paths[:2], 3, [(0, 0, 1, 2), (2, 0, 1, 2)])
    assert merged_below == {(0, 0): "支出", (1, 0): "小计", (2, 0): "预算数", (1, 1): ""}


def test_columns_that_contradict_each_other_and_unknown_paths_leave_a_cell_unknown() -> None:
    texts = header_texts([("收入", "甲"), ("支出", "乙"), UNKNOWN], 2, [(0, 0, 1, 2)])
    assert texts == {(0, 0): UNKNOWN, (1, 0): "甲", (1, 1): "乙", (0, 2): UNKNOWN, (1, 2): UNKNOWN}


def test_a_form_has_no_header_cell() -> None:
    assert header_texts([(), ()], 0, [(0, 0, 1, 2)]) == {}
