"""Spaced text, hand-made in the manner of pdftotext -layout: a Chinese character is one column."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.document.content import Content, Grid, Paragraph
from extractor.options import SourceOptions
from extractor.sources.text.reader import read_text
from extractor.sources.text.spaced.reader import is_spaced

Texts = Callable[[Grid], list[list[str]]]
Covered = Callable[[Grid], bool]


def line(*texts: tuple[int, str]) -> str:
    """A line with each text at its column."""
    whole = ""
    for column, text in texts:
        whole = whole.ljust(column) + text
    return whole + "\n"


SIDES = (
    line((21, "部门收支总表"))
    + line((0, "部门：某局"), (50, "单位：万元"))
    + "\n"
    + line((12, "收入"), (44, "支出"))
    + line((6, "项目"), (23, "预算数"), (37, "项目"), (54, "预算数"))
    + line((0, "一、财政拨款"), (22, "1,234.50 一、一般公共服务支出"), (53, "900.00"))
    + line((0, "二、事业收入"), (33, "二、教育支出"), (53, "334.50"))
    + line((0, "三、其他收入"), (25, "10.00 三、卫生健康支出"), (54, "10.00"))
    + line((0, "本年收入合计"), (22, "1,244.50 本年支出合计"), (51, "1,244.50"))
)
NESTED = (
    line((12, "支出表"))
    + line((50, "单位：元"))
    + "\n"
    + line((6, "科目"), (40, "支出"))
    + line((29, "合计"), (58, "备注"))
    + line((2, "编码"), (12, "名称"), (36, "基本支出"), (46, "项目支出"))
    + line((2, "201"), (9, "一般公共服务支出"), (26, "900.00"), (36, "400.00"), (46, "500.00"))
    + "\n"
    + line((2, "20101"), (9, "行政运行"), (26, "400.00"), (36, "400.00"))
    + "\n"
    + line((2, "20102"), (9, "办公"), (26, "500.00"), (46, "500.00"))
)


def read(text: str) -> Content:
    return read_text(text.encode(), SourceOptions())


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


def said(content: Content) -> list[str]:
    return [element.text for element in content.elements if isinstance(element, Paragraph)]


def spans(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    return {
        cell.raw: (cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in grid.cells
        if cell.row_span * cell.column_span > 1
    }


def test_an_amount_and_the_label_that_follows_it_closely_stand_in_two_columns(texts: Texts) -> None:
    content = read(SIDES)
    (grid,) = grids(content)
    assert texts(grid)[2:] == [
        ["一、财政拨款", "1,234.50", "一、一般公共服务支出", "900.00"],
        ["二、事业收入", "", "二、教育支出", "334.50"],
        ["三、其他收入", "10.00", "三、卫生健康支出", "10.00"],
        ["本年收入合计", "1,244.50", "本年支出合计", "1,244.50"],
    ]
    assert spans(grid) == {"收入": (0, 0, 1, 2), "支出": (0, 2, 1, 2)}
    assert said(content) == ["部门收支总表", "部门：某局", "单位：万元"]
    assert [cell.line for cell in grid.cells if cell.column == 0] == [4, 5, 6, 7, 8, 9]


def test_headings_span_what_stands_below_them(texts: Texts) -> None:
    (grid,) = grids(read(NESTED))
    assert texts(grid)[-3:] == [
        ["201", "一般公共服务支出", "900.00", "400.00", "500.00", ""],
        ["20101", "行政运行", "400.00", "400.00", "", ""],
        ["20102", "办公", "500.00", "", "500.00", ""],
    ]
    assert spans(grid) == {
        "科目": (0, 0, 1, 2),
        "合计": (0, 2, 2, 1),
        "支出": (0, 3, 1, 2),
        "备注": (0, 5, 2, 1),
    }


def test_a_wrapped_heading_is_one_cell(texts: Texts) -> None:
    header = line((22, "对附属单位")) + line((2, "项目"), (12, "合计")) + line((22, "补助支出"))
    body = "".join(line((0, name), (11, "12.00"), (23, "3.00")) for name in ("甲", "乙", "丙"))
    (grid,) = grids(read(header + body))
    assert texts(grid)[0] == ["项目", "合计", "对附属单位\n补助支出"]


def test_a_label_of_two_lines_with_its_figure_in_the_middle_is_one_row(texts: Texts) -> None:
    others = "".join("\n" + line((0, name), (20, "2.00")) for name in ("行政运行", "事业运行", "机关服务", "公务接待"))
    cut = line((0, "用于社会福利的彩票公")) + line((20, "1.00")) + line((0, "益金支出"))
    (grid,) = grids(read(line((3, "项目"), (20, "金额")) + "\n" + cut + others))
    assert texts(grid)[1] == ["用于社会福利的彩票公\n益金支出", "1.00"]
    assert grid.rows == 6


def test_a_label_without_figures_is_a_row_of_a_dense_table(texts: Texts) -> None:
    (grid,) = grids(
        read("项目          金额\n一、甲          1.00\n二、乙\n三、丙          2.00\n四、丁          3.00\n")
    )
    assert texts(grid) == [["项目", "金额"], ["一、甲", "1.00"], ["二、乙", ""], ["三、丙", "2.00"], ["四、丁", "3.00"]]


def test_column_numbers_are_a_row_and_show_blank_columns(texts: Texts) -> None:
    header = line((1, "项目"), (12, "合计"), (23, "甲"), (33, "乙"))
    numbers = line((1, "栏次"), (13, "1"), (23, "2"), (33, "3"))
    body = line((1, "拨款"), (11, "12.00"), (31, "12.00")) + line((1, "收入"), (11, "13.00"), (31, "13.00"))
    (grid,) = grids(read(header + numbers + body))
    assert texts(grid) == [
        ["项目", "合计", "甲", "乙"],
        ["栏次", "1", "2", "3"],
        ["拨款", "12.00", "", "12.00"],
        ["收入", "13.00", "", "13.00"],
    ]


def test_a_label_in_the_middle_of_its_rows_is_merged_over_them() -> None:
    (grid,) = grids(
        read(
            "                收入预算表\n\n                 项目              金额\n\n"
            "                 小计              30.00\n\n    预算资金      拨款              20.00\n\n"
            "                 专项              10.00\n\n                 小计               5.00\n    其他资金\n"
            "                 利息               5.00\n"
        )
    )
    assert spans(grid) == {"预算资金": (1, 0, 3, 1), "其他资金": (4, 0, 2, 1)}


def test_form_feeds_part_pages_and_a_page_number_is_furniture() -> None:
    page = "代码    名称          金额\n201     甲            1.00\n202     乙            2.00\n\n              {}\n"
    content = read("支出表\n" + page.format(1) + "\f" + page.format(2) + "\f")
    found = grids(content)
    assert [grid.places[0].page for grid in found] == [1, 2]
    assert not any(grid.drawn or grid.torn for grid in found)
    assert [page.number for page in content.pages] == [1, 2]
    assert [e.text for e in content.elements if isinstance(e, Paragraph) and e.furniture] == ["1", "2"]


def test_fewer_columns_on_the_next_page_are_said() -> None:
    rows = "201     甲            1.00      2.00\n202     乙            2.00      3.00\n"
    whole = f"代码    名称          金额      备注\n{rows}"
    rest = "203     丙            1.00\n204     丁            2.00\n"
    content = read(f"{whole}\f{rest}")
    assert [(one.code, one.severity) for one in content.problems] == [("doubtful_columns", "warning")]
    assert "Lines 4 to 5" in content.problems[0].message
    assert not read(f"{whole}\f{whole}").problems
    assert not read(f"{whole}\f代码    名称          金额\n{rest}").problems


def test_the_last_row_alone_on_a_page_goes_on_with_the_table(texts: Texts) -> None:
    content = read(f"{NESTED}\f          合计   1800.00   800.00   500.00\n")
    assert texts(grids(content)[1]) == [["合计", "1800.00", "800.00", "500.00"]]


def test_characters_that_count_two_columns_are_seen_by_the_figures(texts: Texts) -> None:
    lines = [("行政运行", "1.00", "2.00"), ("基本养老保险缴费支出", "10.00", "20.00"), ("甲", "3.00", "4.00")]
    text = "\n".join(f"{name}{' ' * (30 - 2 * len(name) - len(a))}{a}{b:>12}" for name, a, b in lines)
    assert texts(grids(read(text))[0]) == [list(line) for line in lines]


def test_prose_is_no_table() -> None:
    text = "  本部门 2024 年安排支出 12.00 万元，用于运行。\n  其中基本支出 10.00 万元，项目支出 2.00 万元。\n" * 3
    assert not grids(read(text))
    assert len(said(read(text))) == 6


def test_contents_with_leaders_are_no_table() -> None:
    assert not grids(read("一、概况 ......  1\n二、预算表 ......  3\n三、说明 ......  9\n四、解释 ......  12\n"))


@pytest.mark.parametrize("text", ["a\tb\nc\td\n", "a  b\n", "| a | b |\n| c | d |\n"])
def test_what_is_not_spaced(text: str) -> None:
    assert not is_spaced(text)


@example(rows=[["甲", "2024 年"], ["甲"], ["1.00"], ["2024 年", "甲"]], gap=2)
@example(rows=[["合计", "甲"], ["甲"], ["1.00"]], gap=2)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["甲", "合计", "1.00", "12", "201", "一、乙", "—", "2024 年", "3.00 二、丙"]), max_size=5
        ),
        min_size=3,
        max_size=8,
    ),
    st.integers(2, 9),
)
def test_every_text_is_kept_once_whatever_the_lines_are(rows: list[list[str]], gap: int) -> None:
    text = "\n".join((" " * gap).join(row) for row in [["甲", "乙"], *rows, ["丙", "丁"]])
    content = read(text)
    written = "".join(said(content)) + "".join(cell.raw for grid in grids(content) for cell in grid.cells)
    for letter in "甲乙丙合一二201年—":
        assert written.count(letter) == text.count(letter)


@given(
    st.lists(
        st.sampled_from(["  ", " ", "甲", "1.00", "\n", "\n\n", "合计", "\f", "栏次", "1", "2", "。"]), max_size=60
    )
)
def test_any_spaced_shape_is_read(covered_once: Covered, parts: list[str]) -> None:
    content = read("项目  金额\n甲  1.00\n乙  2.00\n" + "".join(parts))
    assert all(map(covered_once, grids(content)))
