"""Around the body of a table without verticals: words set far apart, numbers of columns, a total alone below
headings, a total among names, a header with a ruling under one group."""

from collections.abc import Callable

import pytest

from extractor.document.content import Grid
from extractor.document.lines import compose_lines
from extractor.document.page import Page, Ruling, TextLine
from extractor.layout.blank_tables import find_blank_tables
from extractor.layout.half_ruled import find_half_ruled_regions
from extractor.layout.open_columns import may_go_on
from extractor.layout.pieces import is_number_row, pieces_of
from extractor.options import LayoutOptions, Options
from extractor.pipeline.pdf_pages import read_page
from extractor.tables.lattice import build_grid

Draw = Callable[..., Page]
Words = list[tuple[float, float, str]]


def lines_of(draw: Draw, words: Words) -> tuple[TextLine, ...]:
    return compose_lines(draw(words).glyphs)


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        ([(150, "收"), (190, "入"), (400, "支"), (440, "出")], ["收入", "支出"]),
        ([(150, "男"), (190, "女")], ["男", "女"]),
        ([(150, "收"), (260, "入")], ["收", "入"]),
    ],
)
def test_words_of_headings_are_whole_however_far_apart(
    draw: Draw, texts: list[tuple[float, str]], whole: list[str]
) -> None:
    (line,) = lines_of(draw, [(x, 50, text) for x, text in texts])
    assert [piece.text for piece in pieces_of(line)] == whole


@pytest.mark.parametrize(
    ("texts", "numbers"), [(["栏次", "1", "栏次", "2"], True), (["栏次", "1", "名称", "2"], False)]
)
def test_each_side_of_a_table_may_name_the_row_of_numbers(draw: Draw, texts: list[str], numbers: bool) -> None:
    (line,) = lines_of(draw, [(50 + 100 * n, 50, text) for n, text in enumerate(texts)])
    assert is_number_row(pieces_of(line)) is numbers


BLANK: Words = [
    (240, 60, "国有资本支出表"), (50, 80, "部门：示例局"), (500, 80, "单位：万元"),
    (110, 104, "项目"), (380, 104, "本年支出"),
    (70, 124, "编码"), (150, 124, "名称"), (270, 124, "合计"), (380, 124, "基本支出"), (500, 124, "项目支出"),
]  # fmt: skip


def test_a_total_alone_below_headings_ends_a_blank_table(draw: Draw) -> None:
    page = draw([*BLANK, (145, 144, "合计"), (50, 164, "注：本表无数据。")])
    (region,) = find_blank_tables(page, compose_lines(page.glyphs), (), ())
    grid = build_grid(region, [g for g in page.glyphs if 100 < g.bbox.y_middle < 160], LayoutOptions())
    assert grid is not None and (grid.rows, grid.columns) == (3, 5)
    assert {(c.raw, c.column, c.column_span) for c in grid.cells if c.row == 2 and c.raw} == {("合计", 1, 1)}


@pytest.mark.parametrize(
    "words",
    [
        [*BLANK, (145, 144, "合计"), (270, 144, "1.00")],  # an amount
        [*BLANK[3:], (145, 144, "合计")],  # no caption
        [*BLANK, (145, 180, "合计")],  # far below
        [*BLANK, (145, 144, "教育支出")],  # no total
    ],
)
def test_what_is_no_total_alone_ends_no_blank_table(draw: Draw, words: Words) -> None:
    page = draw(words)
    assert find_blank_tables(page, compose_lines(page.glyphs), (), ()) == ()


def grids_of(page: Page) -> tuple[Grid, ...]:
    return read_page(page, Options(), None).grids


def test_a_total_that_begins_where_the_names_begin_is_one_of_them(draw: Draw) -> None:
    header: Words = [
        (101, 40, "功能分类科目"),
        (52, 58, "编码"),
        (160, 58, "名称"),
        (300, 49, "合计"),
        (400, 49, "基本"),
    ]
    names = ["合计", "教育支出", "卫生支出", "住房支出"]
    rows: Words = []
    for n, name in enumerate(names):
        y = 80.0 + 18 * n
        rows += [(120, y, name), (290, y, "30.00"), (390, y, "30.00"), *([(50, y, f"20{n}")] if n else [])]
    (grid,) = grids_of(draw([*header, *rows]))
    assert [(c.column, c.column_span) for c in grid.cells if c.raw == "合计" and c.row > 1] == [(1, 1)]
    assert [c.column_span for c in grid.cells if c.raw == "功能分类科目"] == [2]


def test_the_header_begins_at_the_wider_ruling_above_that_of_a_group(draw: Draw) -> None:
    """Cells over two rows have no border beside that below the heading of a group."""
    words: Words = [(400, 44, "资金来源"), (60, 53, "名称"), (210, 53, "合计"), (330, 62, "拨款"), (460, 62, "其他")]
    for n in range(4):
        words += [(60, 84.0 + 18 * n, "教育支出"), (200, 84.0 + 18 * n, "30.00"), (320, 84.0 + 18 * n, "30.00")]
        words += [(450, 84.0 + 18 * n, "30.00")]
    rulings = [Ruling(True, 40, 50, 550), Ruling(True, 58, 300, 550), Ruling(True, 76, 300, 550)]
    page = draw(words, rulings)
    (region,) = find_half_ruled_regions(page, compose_lines(page.glyphs), [])
    assert round(region.bbox.top) == 40
    (grid,) = grids_of(page)
    assert [(c.column, c.column_span) for c in grid.cells if c.raw == "资金来源"] == [(2, 2)]


def test_headings_half_a_line_apart_are_no_lines_between_tables(draw: Draw) -> None:
    apart = [line for n in range(5) for line in lines_of(draw, [(50, 20.0 * n, "名称")])]
    assert not may_go_on(apart)
    header: Words = [
        (50, 20, "科目编码"),
        (150, 26, "比上年"),
        (250, 32, "执行数"),
        (150, 38, "增减"),
        (250, 44, "合计"),
    ]
    assert may_go_on([line for word in header for line in lines_of(draw, [word])])
