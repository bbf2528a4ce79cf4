"""Tables with horizontals only, with few rulings and with none: the borders that a reader sees are inferred."""

from collections.abc import Callable

import pytest

from extractor.document.content import Grid
from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Page, Ruling
from extractor.document.region import Region
from extractor.layout.aligned import find_aligned_regions
from extractor.layout.charts import has_curves, is_empty_plot
from extractor.layout.half_ruled import find_half_ruled_regions
from extractor.layout.inferred_rulings import infer_rulings
from extractor.layout.ruled import find_ruled_regions
from extractor.options import LayoutOptions
from extractor.tables.lattice import build_grid

Draw = Callable[..., Page]
OPTIONS = LayoutOptions()
ACROSS = (50.0, 450.0)
BODY = [
    (50, 140, "教育支出"), (215, 140, "120.50"), (315, 140, "100.00"), (415, 140, "20.50"),
    (50, 160, "科学技术支出"), (220, 160, "30.00"), (320, 160, "10.00"), (415, 160, "20.00"),
    (50, 180, "合计"), (215, 180, "150.50"), (315, 180, "110.00"), (415, 180, "40.50"),
]  # fmt: skip
HEADER = [(60, 110, "科目"), (215, 110, "合计"), (305, 110, "基本支出"), (405, 110, "项目支出")]
BODY_ROWS = [
    ["教育支出", "120.50", "100.00", "20.50"],
    ["科学技术支出", "30.00", "10.00", "20.00"],
    ["合计", "150.50", "110.00", "40.50"],
]


def horizontal(y: float, start: float = ACROSS[0], end: float = ACROSS[1]) -> Ruling:
    return Ruling(True, y, start, end)


def texts(grid: Grid | None) -> list[list[str]]:
    """The text of each place; a merged cell stands in its first place only."""
    assert grid is not None
    rows = [["" for _ in range(grid.columns)] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.raw
    return rows


def spans(grid: Grid | None) -> set[tuple[int, int, int, int]]:
    assert grid is not None
    return {
        (cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in grid.cells
        if cell.row_span * cell.column_span > 1
    }


def grid_of(page: Page, region: Region) -> Grid | None:
    box = region.bbox
    inside = [
        glyph
        for glyph in page.glyphs
        if box.x0 <= glyph.bbox.x_middle <= box.x1 and box.top <= glyph.bbox.y_middle <= box.bottom
    ]
    return build_grid(infer_rulings(region, inside), inside, OPTIONS)


def half_ruled(page: Page) -> tuple[Region, ...]:
    return find_half_ruled_regions(page, compose_lines(page.glyphs), [])


def aligned(page: Page) -> tuple[Region, ...]:
    return find_aligned_regions(page.number, compose_lines(page.glyphs))


def test_a_three_line_table(draw: Draw) -> None:
    page = draw([*HEADER, *BODY], [horizontal(105), horizontal(130), horizontal(200)])
    (region,) = half_ruled(page)
    assert texts(grid_of(page, region)) == [["科目", "合计", "基本支出", "项目支出"], *BODY_ROWS]


def test_a_double_line_is_no_row(draw: Draw) -> None:
    rulings = [horizontal(105), horizontal(130), horizontal(132.5), horizontal(200), horizontal(202.5)]
    page = draw([*HEADER, *BODY], rulings)
    (region,) = half_ruled(page)
    assert texts(grid_of(page, region)) == [["科目", "合计", "基本支出", "项目支出"], *BODY_ROWS]


def test_a_borderless_table_with_a_heading_over_two_columns(draw: Draw) -> None:
    above = [(60, 90, "科目"), (215, 90, "合计"), (365, 90, "其中")]
    below = [(305, 110, "基本支出"), (405, 110, "项目支出")]
    page = draw([*above, *below, *BODY])
    (region,) = aligned(page)
    grid = grid_of(page, region)
    assert texts(grid)[0] == ["科目", "合计", "其中", ""]
    assert texts(grid)[1:] == [["", "", "基本支出", "项目支出"], *BODY_ROWS]
    assert spans(grid) == {(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2)}


def test_a_wrapped_label_is_one_row_and_its_figures_may_stand_in_its_middle(draw: Draw) -> None:
    page = draw(
        [
            (50, 100, "机关事业单位基本养老保险缴"), (215, 106, "12.00"), (315, 106, "11.00"), (50, 112, "费支出"),
            (50, 132, "住房公积金"), (215, 132, "30.00"), (315, 132, "10.00"),
            (50, 152, "提租补贴"), (215, 152, "15.50"), (315, 152, "14.00"),
        ]
    )  # fmt: skip
    (region,) = aligned(page)
    assert texts(grid_of(page, region)) == [
        ["机关事业单位基本养老保险缴\n费支出", "12.00", "11.00"],
        ["住房公积金", "30.00", "10.00"],
        ["提租补贴", "15.50", "14.00"],
    ]


def test_a_short_label_without_figures_is_a_row_of_its_own(draw: Draw) -> None:
    page = draw([*HEADER, *BODY[:4], (50, 150, "其中："), *[(x, y + 10, word) for x, y, word in BODY[4:]]])
    (region,) = aligned(page)
    assert [row[0] for row in texts(grid_of(page, region))] == ["科目", "教育支出", "其中：", "科学技术支出", "合计"]


def test_verticals_drawn_in_the_header_go_on_below_it(draw: Draw) -> None:
    header_borders = [Ruling(False, x, 105, 130) for x in (50, 170, 270, 370, 450)]
    sides = [Ruling(False, 50, 105, 200), Ruling(False, 450, 105, 200)]
    rows = [horizontal(y) for y in (105, 130, 155, 175, 200)]
    page = draw([*HEADER, *BODY], [*rows, *header_borders, *sides])
    (region,) = find_ruled_regions(page, OPTIONS)
    grid = grid_of(page, region)
    assert texts(grid) == [["科目", "合计", "基本支出", "项目支出"], *BODY_ROWS]
    assert grid is not None
    assert grid.column_edges == (50, 170, 270, 370, 450)


def test_rows_that_no_horizontal_divides_are_told_by_their_figures(draw: Draw) -> None:
    columns = [Ruling(False, x, 105, 200) for x in (50, 170, 270, 370, 450)]
    page = draw([*HEADER, *BODY], [horizontal(105), horizontal(130), horizontal(200), *columns])
    (region,) = find_ruled_regions(page, OPTIONS)
    assert texts(grid_of(page, region))[1:] == BODY_ROWS


@pytest.mark.parametrize(
    "words",
    [
        [(60, 140, "张"), (60, 160, "李"), (180, 140, "办公室"), (180, 160, "财务科")],
        [(60, 140, "基本工资"), (180, 140, "12.00"), (180, 160, "13.00")],
    ],
    ids=["words alone", "two numbers beside one label"],
)
def test_lines_of_a_ruled_cell_stay_together_without_such_figures(
    draw: Draw, words: list[tuple[float, float, str]]
) -> None:
    columns = [Ruling(False, x, 105, 200) for x in (50, 170, 270)]
    page = draw(words, [horizontal(105, 50, 270), horizontal(200, 50, 270), *columns])
    (region,) = find_ruled_regions(page, OPTIONS)
    grid = grid_of(page, region)
    assert grid is not None
    assert (grid.rows, grid.columns) == (1, 2)


def test_a_fully_ruled_table_gets_no_ruling(draw: Draw) -> None:
    verticals = [Ruling(False, x, 105, 200) for x in (50, 170, 270, 370, 450)]
    page = draw([*HEADER, *BODY], [*[horizontal(y) for y in (105, 130, 155, 175, 200)], *verticals])
    (region,) = find_ruled_regions(page, OPTIONS)
    assert infer_rulings(region, page.glyphs) is region


def test_a_label_that_leans_over_a_gutter_stays_whole(draw: Draw) -> None:
    rows = [[(50, y, "公用经费"), (215, y, "120.50"), (315, y, "100.00")] for y in range(100, 200, 20)]
    page = draw([word for row in rows for word in row] + [(50, 200, "其他对个人和家庭的补助支出（不含离休费）")])
    lines = [*rows, [(50, 200, "其他对个人和家庭的补助支出"), (215, 200, "1.00"), (315, 200, "1.00")]]
    page = draw([word for row in lines for word in row])
    (region,) = aligned(page)
    assert texts(grid_of(page, region))[-1] == ["其他对个人和家庭的补助支出", "1.00", "1.00"]


def test_the_caption_above_is_no_header(draw: Draw) -> None:
    page = draw([(200, 70, "部门支出总表"), (50, 90, "部门：某局"), (390, 90, "单位：万元"), *HEADER, *BODY])
    (region,) = aligned(page)
    assert region.bbox.top > 100


def test_a_table_of_contents_is_no_table(draw: Draw) -> None:
    plain = [(50, 100 + 20 * n, f"第{word}部分") for n, word in enumerate("一二三四")]
    pages = [(500, 100 + 20 * n, str(3 + 2 * n)) for n in range(4)]
    assert aligned(draw([*plain, *pages])) == ()
    dotted = [(50, 100 + 20 * n, f"第{word}部分 ................ {9 - n}") for n, word in enumerate("一二三四")]
    assert aligned(draw(dotted)) == ()


def test_prose_between_two_rules_of_a_page_is_no_table(draw: Draw) -> None:
    prose = [(50, 100 + 15 * n, "本年度收入预算比上年增加主要是人员经费增加所致。") for n in range(10)]
    page = draw(prose, [horizontal(60, 50, 550), horizontal(700, 50, 550)])
    assert half_ruled(page) == ()
    assert aligned(page) == ()


def test_two_three_line_tables_of_one_width_are_two(draw: Draw) -> None:
    second = [(x, y + 200, word) for x, y, word in [*HEADER, *BODY]]
    rulings = [horizontal(y + shift) for shift in (0, 200) for y in (105, 130, 200)]
    page = draw([*HEADER, *BODY, (200, 270, "项目支出表"), *second], rulings)
    assert [round(region.bbox.top) for region in half_ruled(page)] == [105, 305]


def test_curves_tell_a_chart_and_a_slash_does_not(draw: Draw) -> None:
    slants = [BBox(60 + 20 * n, 100, 80 + 20 * n, 120) for n in range(6)]
    box = BBox(50, 90, 300, 200)
    assert has_curves(box, draw([], slants=slants))
    assert not has_curves(box, draw([], slants=slants[:2]))
    assert not has_curves(BBox(50, 300, 300, 400), draw([], slants=slants))


def test_the_grid_of_a_plot_is_empty_and_that_of_a_blank_table_is_not(draw: Draw) -> None:
    lines = [Ruling(True, y, 0, 100) for y in range(0, 120, 20)] + [Ruling(False, x, 0, 100) for x in range(0, 120, 20)]
    region = Region(1, BBox(0, 0, 100, 100), tuple(lines))
    plot = build_grid(region, draw([(45, 45, "a")]).glyphs, OPTIONS)
    blank = build_grid(region, draw([(2 + 20 * n, 5, "科") for n in range(5)]).glyphs, OPTIONS)
    assert plot is not None and blank is not None
    assert is_empty_plot(plot)
    assert not is_empty_plot(blank)


@pytest.mark.parametrize("first", ["20101", "人大"])
def test_rows_with_blank_figures_go_on_with_a_list(draw: Draw, first: str) -> None:
    """Codes or units and names alone, between rows with their figures: more of them than lines of a wrapped label."""

    def row(y: float, *figures: str) -> list[tuple[float, float, str]]:
        return [(50, y, first), (150, y, "人大事务"), *((350.0, y, text) for text in figures)]

    blank = [word for y in range(180, 420, 20) for word in row(y)]
    figures = [word for y in (120, 140, 160, 420, 440, 460) for word in row(y, "12.00")]
    (region,) = aligned(draw([(50, 100, "编码"), (150, 100, "名称"), (350, 100, "合计"), *figures, *blank]))
    assert (region.bbox.top, region.bbox.bottom) == (99, 471)


def test_labels_that_go_on_side_by_side_below_the_last_figures_are_of_its_row(draw: Draw) -> None:
    header = [(50, 100, "项目"), (160, 100, "单位"), (215, 100, "合计"), (305, 100, "基本支出"), (405, 100, "项目支出")]
    first = [(50, 120, "公路养护"), (130, 120, "局机关"), *((x, 120, "8.00") for x in (215, 315, 415))]
    second = [(50, 140, "水运建设"), (130, 140, "局机关"), *((x, 140, "5.00") for x in (215, 315, 415))]
    labels = [(50, 160, "公路超限检测"), (130, 160, "公路事业")]
    figures = [(x, 166, "12.00") for x in (215, 315, 415)]
    rest = [(50, 172, "运行维护"), (130, 172, "发展中心")]
    (region,) = aligned(draw([*header, *first, *second, *labels, *figures, *rest]))
    assert region.bbox.bottom >= 182
    (region,) = aligned(draw([*header, *first, *second, *labels, *figures, *((x + 4, y, t) for x, y, t in rest)]))
    assert region.bbox.bottom < 182


def test_a_word_across_a_gutter_with_nothing_beside_it_is_one_cell(draw: Draw) -> None:
    """Over code and name; beside a name it stays in its own column."""
    codes = [("301", "工资福利支出", "99.00"), ("30101", "基本工资", "44.00"), ("30102", "津贴补贴", "55.00")]
    words = [
        (x, 100.0 + 20 * n, text) for n, row in enumerate(codes) for x, text in zip((50, 90, 300), row, strict=True)
    ]
    page = draw([*words, (50, 160, "人员经费合计"), (300, 160, "99.00")])
    (region,) = aligned(page)
    grid = grid_of(page, region)
    assert texts(grid)[-1] == ["人员经费合计", "", "99.00"]
    assert (3, 0, 1, 2) in spans(grid)
    assert texts(grid)[:3] == [list(row) for row in codes]
