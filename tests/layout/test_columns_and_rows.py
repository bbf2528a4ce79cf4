"""Headings paired with columns in order, and lines divided into rows: the plainest whole."""

import pytest

from extractor.document.geometry import BBox
from extractor.document.page import Word
from extractor.layout.column_headings import Span, with_headings
from extractor.layout.gutters import find_gutters
from extractor.layout.headings import lowest, unwrapped
from extractor.layout.pieces import Piece, pieces_of_words
from extractor.layout.row_search import compose_rows, label_lines_above
from extractor.layout.wrapped_figures import with_whole_figures

COLUMNS = [(0.0, 150.0), (150.0, 300.0)]


def line(*texts: tuple[float, float, str]) -> list[Piece]:
    return [Piece(text, BBox(x, y, x + 10 * len(text), y + 10)) for x, y, text in texts]


def test_a_heading_over_a_blank_column_keeps_it_and_its_neighbour_its_own() -> None:
    columns = [Span(0, 50), Span(300, 340)]
    leaves = [Span(60, 80), Span(150, 170), Span(270, 290)]
    assert with_headings(columns, columns, leaves, 10) == [Span(0, 80), Span(150, 170), Span(270, 340)]


def test_a_heading_between_two_groups_has_a_column_of_its_own() -> None:
    group, blank = BBox(60, 0, 100, 10), BBox(160, 12, 180, 22)
    below = [BBox(20, 20, 40, 30), BBox(120, 20, 140, 30), BBox(200, 20, 220, 30)]
    assert set(lowest([group, blank, *below])) == {blank, *below}


def test_figures_in_the_middle_of_a_label_that_breaks_early_are_its_row() -> None:
    lines = [
        line((0, 0, "机关事业单位养老保险支出"), (200, 0, "1.00")),
        line((0, 24, "政府")), line((200, 30, "2.00")), line((0, 36, "办公厅")),
        line((0, 60, "合计"), (200, 60, "3.00")),
    ]  # fmt: skip
    rows = compose_rows(lines, COLUMNS)
    assert [[piece.text for piece in row.cells[0]] for row in rows] == [
        [lines[0][0].text],
        ["政府", "办公厅"],
        ["合计"],
    ]
    assert label_lines_above(lines, 2, COLUMNS) == 1


def test_a_row_with_a_blank_figure_does_not_go_on_in_the_next_one() -> None:
    lines = [
        line((0, 0, "拨款收入"), (200, 0, "1.00")), line((0, 20, "财政专户管理资金")),
        line((0, 40, "单位资金"), (200, 40, "2.00")), line((0, 60, "结转"), (200, 60, "3.00")),
    ]  # fmt: skip
    assert len(compose_rows(lines, COLUMNS)) == 4


def test_a_heading_is_not_paired_over_a_column_that_stands_between() -> None:
    columns = [Span(10, 20), Span(28, 36), Span(39, 50)]
    leaves = [Span(10, 20), Span(21, 27), Span(31, 38)]
    found = with_headings(columns, columns, leaves, 10)
    assert found[0] == columns[0]
    assert not any(span.start < 28 and span.end > 39 for span in found)


def test_a_figure_broken_over_two_lines_is_one_in_the_middle_of_its_row() -> None:
    name, whole = Piece("财政事务", BBox(20, 105, 60, 115)), Piece("327,683.10", BBox(150, 105, 200, 115))
    upper = [Piece("10,999,003.0", BBox(80, 99, 140, 109)), Piece("10,671,319.9", BBox(210, 99, 270, 109))]
    lower = [Piece("3", BBox(134, 111, 140, 121)), Piece("3", BBox(264, 111, 270, 121))]
    (row,) = with_whole_figures([tuple(upper), (name, whole), tuple(lower)])
    assert [piece.text for piece in row] == ["财政事务", "10,999,003.03", "327,683.10", "10,671,319.93"]


def test_figures_of_two_rows_stay_two() -> None:
    rows = [(Piece("12.5", BBox(80, 99, 100, 109)),), (Piece("6", BBox(94, 111, 100, 121)),)]
    assert with_whole_figures(rows) == rows


def test_a_letter_spaced_heading_is_one_and_levels_of_a_code_are_three() -> None:
    def words(*texts: tuple[float, str]) -> list[Word]:
        return [Word(text, BBox(x, 100, x + 9 * len(text), 109), 9.0) for x, text in texts]

    assert [p.text for p in pieces_of_words(words((50, "项"), (68, "目"), (150, "金"), (168, "额")))] == [
        "项目",
        "金额",
    ]
    assert [p.text for p in pieces_of_words(words((50, "类"), (72, "款"), (94, "项"), (150, "名称")))] == [
        "类", "款", "项", "名称",
    ]  # fmt: skip


def test_column_numbers_do_not_hide_the_words_above_them() -> None:
    head = line((20, 100, "科目名称"), (90, 100, "上缴上级支出"))
    numbers = line((35, 120, "1"), (115, 120, "2"))
    body = [line((20, 140, "教育支出"), (110, 140, "12.00")), line((20, 160, "卫生支出"), (110, 160, "30.00"))]
    (gutter,) = find_gutters([head, numbers, *body])
    assert gutter.end <= 90


def test_a_heading_over_several_levels_shows_that_a_line_is_a_level() -> None:
    def head(text: str, x: float, top: float) -> Piece:
        return Piece(text, BBox(x, top, x + 8 * len(text), top + 8))

    levels = [head("预算数合计", 100, 100), head("基本支出", 104, 116), head("小计", 90, 132), head("人员", 130, 132)]
    spanning = [head("项目支出", 180, 124), head("编码", 20, 132), head("科目", 20, 108)]
    assert len(unwrapped([*levels, *spanning])) == 7


def test_rows_as_far_apart_as_their_lines_are_told_by_the_setting_of_the_others() -> None:
    lines = [
        line((0, 0, "机关事业单位养老保险")), line((200, 6, "1.00")), line((0, 12, "缴费支出")),
        line((0, 30, "机关事业单位职业年金")), line((200, 36, "2.00")), line((0, 42, "缴费支出")),
        line((0, 60, "行政运行一般行政管理"), (200, 60, "3.00")),
        line((0, 72, "其他政府办公厅公用房")), line((0, 84, "及相关机构事务等运行"), (200, 84, "4.00")),
        line((0, 96, "支出")),
    ]  # fmt: skip
    rows = compose_rows(lines, COLUMNS)
    assert [len(row.cells[0]) for row in rows] == [2, 2, 1, 3]


def test_labels_that_do_not_fill_their_column_are_rows_of_blanks() -> None:
    lines = [
        line((0, 0, "一、因公出国费用合计数"), (200, 0, "1.00")), line((0, 20, "二、接待"), (200, 20, "2.00")),
        line((10, 40, "其中公务用车购置费")), line((10, 60, "公务用车运行费")),
    ]  # fmt: skip
    assert len(compose_rows(lines, COLUMNS)) == 4


def test_the_first_heading_far_from_its_labels_heads_them() -> None:
    columns = [Span(0, 80), Span(450, 470), Span(580, 600)]
    leaves = [Span(165, 185), Span(390, 440), Span(520, 570)]
    assert with_headings(columns, columns, leaves, 10)[0] == Span(0, 185)
    assert len(with_headings(columns, columns, leaves, 10)) == 3


def test_a_text_between_two_columns_is_of_the_one_that_its_row_leaves_free() -> None:
    body = [line((0, y, "甲"), (100, y, "1.00"), (300, y, "乙"), (400, y, "2.00")) for y in range(0, 160, 20)]
    last = line((0, 160, "丙"), (100, 160, "3.00"), (200, 160, "丁"), (400, 160, "4.00"))
    gutters = find_gutters([*body, last])
    assert len(gutters) == 3 and gutters[1].start >= 140 and gutters[1].end <= 200


@pytest.mark.parametrize(("upper", "is_one"), [("−11.65", True), ("占比", False)])
def test_a_sign_of_per_cent_below_a_figure_is_of_it(upper: str, is_one: bool) -> None:
    name = Piece("基层司法业务", BBox(20, 105, 80, 115))
    figure, sign = Piece(upper, BBox(150, 99, 190, 109)), Piece("%", BBox(180, 111, 190, 121))
    rows = with_whole_figures([(figure,), (name,), (sign,)])
    assert [[piece.text for piece in row] for row in rows] == (
        [["基层司法业务", "−11.65%"]] if is_one else [[upper], ["基层司法业务"], ["%"]]
    )
