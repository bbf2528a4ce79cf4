"""Columns, headings and rows where nothing is drawn: what a reader sees in the places alone."""

from collections.abc import Callable

from extractor.document.content import Grid
from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Page, Ruling
from extractor.document.region import Region
from extractor.layout.aligned import find_aligned_regions
from extractor.layout.caption_lines import is_caption_line
from extractor.layout.charts import is_lone_box
from extractor.layout.half_ruled import find_half_ruled_regions
from extractor.layout.headings import unwrapped
from extractor.layout.inferred_rulings import infer_rulings
from extractor.layout.open_columns import OpenColumns, may_go_on, open_columns
from extractor.layout.pieces import Piece, is_year_row, pieces_of
from extractor.options import LayoutOptions
from extractor.tables.lattice import build_grid

Draw = Callable[..., Page]
OPTIONS = LayoutOptions()
Texts = list[tuple[float, float, str]]


def inside(page: Page, box: BBox) -> list[object]:
    return [g for g in page.glyphs if box.x0 <= g.bbox.x_middle <= box.x1 and box.top <= g.bbox.y_middle <= box.bottom]


def grids(page: Page, before: OpenColumns | None = None) -> list[Grid]:
    lines = compose_lines(page.glyphs)
    regions = find_half_ruled_regions(page, lines, []) or find_aligned_regions(page.number, lines, before)
    found = []
    for region in regions:
        glyphs = [g for g in page.glyphs if g in inside(page, region.bbox)]
        grid = build_grid(infer_rulings(region, glyphs, before), glyphs, OPTIONS)
        assert grid is not None
        found.append(grid)
    return found


def rows_of(grid: Grid) -> list[list[str]]:
    rows = [["" for _ in range(grid.columns)] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.raw
    return rows


def piece(text: str, x: float, top: float, width: float | None = None) -> Piece:
    return Piece(text, BBox(x, top, x + (width or 10.0 * len(text)), top + 10))


STUB: Texts = [
    (50, 120, "教育支出"), (300, 120, "12.00"), (50, 140, "卫生"), (300, 140, "30.00"), (50, 160, "交通支出"),
    (300, 160, "15.50"), (50, 180, "农业"), (300, 180, "14.50"), (120, 200, "合计"), (300, 200, "72.00"),
]  # fmt: skip


def test_a_label_and_a_heading_set_in_the_middle_make_no_column(draw: Draw) -> None:
    (grid,) = grids(draw([(120, 100, "项目"), (290, 100, "预算数"), *STUB]))
    assert rows_of(grid)[0] == ["项目", "预算数"]
    assert rows_of(grid)[-1] == ["合计", "72.00"]


def test_a_label_set_like_the_heading_over_code_and_name_spans_both(draw: Draw) -> None:
    head: Texts = [(110, 80, "科目"), (300, 90, "金额"), (50, 100, "编码"), (150, 100, "名称")]
    rows: Texts = [(110, 120, "合计"), (300, 120, "42.00")]
    for n, code in enumerate(("201", "205", "208")):
        rows += [(50, 140 + 20 * n, code), (130, 140 + 20 * n, "公共服务支出"), (300, 140 + 20 * n, f"1{n}.00")]
    (grid,) = grids(draw([*head, *rows]))
    total = next(cell for cell in grid.cells if cell.raw == "合计")
    assert (total.column, total.column_span) == (0, 2)


def test_years_are_headings_and_no_caption(draw: Draw) -> None:
    (grid,) = grids(draw([(50, 100, "项目"), (290, 100, "2023年"), (390, 100, "2024年"), *STUB[:4],
                          (390, 120, "9.00"), (390, 140, "8.00"), (50, 160, "合计"), (300, 160, "42.00"),
                          (390, 160, "17.00")]))  # fmt: skip
    assert rows_of(grid)[0] == ["项目", "2023年", "2024年"]
    line = [piece("项目", 50, 0), piece("2023", 150, 0), piece("2024", 250, 0)]
    assert is_year_row(line) and not is_caption_line(line)
    assert not is_year_row([piece("办公楼", 50, 0), piece("2023", 150, 0), piece("12.50", 250, 0)])
    assert is_caption_line([piece("2024年度", 50, 0)])
    assert is_caption_line([piece("部门：某局", 50, 0), piece("单位：万元", 350, 0)])


def test_headings_of_several_lines_are_one_and_spanning_ones_stay() -> None:
    wrapped = [piece("财政专户管理", 100, 10), piece("资金", 120, 22), piece("总计", 200, 16), piece("编码", 20, 16)]
    assert {p.text for p in unwrapped(wrapped)} == {"财政专户管理资金", "总计", "编码"}
    levels = [piece("基本支出", 100, 10), piece("小计", 50, 30), piece("人员经费", 100, 30), piece("公用", 180, 30)]
    assert {p.text for p in unwrapped(levels)} == {p.text for p in levels}


def sides(shift: float) -> Texts:
    left: Texts = [(50, 100, "项目"), (150, 100, "金额")]
    right: Texts = [(300, 100 + shift, "科目"), (400, 100 + shift, "数额")]
    for n in range(4):
        left += [(50, 120 + 20 * n, "收入来源"), (150, 120 + 20 * n, f"1{n}.00")]
        right += [(300, 120 + shift + 20 * n, "支出方向"), (400, 120 + shift + 20 * n, f"2{n}.00")]
    return [*left, *right]


def test_tables_side_by_side_are_told_by_their_base_lines(draw: Draw) -> None:
    assert [grid.columns for grid in grids(draw(sides(9)))] == [2, 2]
    assert [grid.columns for grid in grids(draw(sides(0)))] == [4]


def test_rulings_of_the_table_beside_bound_a_table(draw: Draw) -> None:
    rulings = [Ruling(True, y + shift, x, x + 200) for x, shift in ((45, 0), (290, 9)) for y in (95, 115, 195)]
    assert [rows_of(grid)[0] for grid in grids(draw(sides(9), rulings))] == [["项目", "金额"], ["科目", "数额"]]


def test_short_rulings_show_where_columns_end(draw: Draw) -> None:
    head: Texts = [(50, 90, "项目"), (230, 80, "本年支出"), (200, 100, "基本"), (300, 100, "项目支出")]
    rows: Texts = []
    for n in range(4):
        rows += [(50, 120 + 20 * n, "教育"), (200, 120 + 20 * n, "12.00"), (310, 120 + 20 * n, "13.00")]
    across = [Ruling(True, y, 45, 360) for y in (75, 115, 200)]
    (grid,) = grids(draw([*head, *rows], [*across, Ruling(True, 95, 120, 355)]))
    assert 120 in grid.column_edges


def test_rows_on_the_next_page_stand_in_the_columns_of_the_page_before(draw: Draw) -> None:
    head: Texts = [(50, 100, "项目"), (200, 100, "合计"), (300, 100, "基本"), (400, 100, "项目")]
    rows: Texts = []
    for n in range(4):
        y = 120 + 20 * n
        rows += [(50, y, "教育支出"), (200, y, "12.00"), (300, y, "11.00"), (400, y, "1.00")]
    page = draw([*head, *rows])
    (first,) = grids(page)
    before = open_columns(first, page.glyphs)
    assert before is not None
    # two rows alone, and nothing in one of the columns
    (rest,) = grids(draw([(50, 20, "卫生支出"), (200, 20, "32.00"), (400, 20, "2.00"),
                          (50, 40, "交通支出"), (200, 40, "42.00"), (400, 40, "3.00")]), before)  # fmt: skip
    assert rows_of(rest) == [["卫生支出", "32.00", "", "2.00"], ["交通支出", "42.00", "", "3.00"]]
    assert rest.column_edges == first.column_edges
    # set otherwise, or below prose, they are no part of it
    assert not before.hold(
        [pieces_of(line) for line in compose_lines(draw([(50, 20, "甲"), (240, 20, "3.00")]).glyphs)]
    )
    assert not may_go_on(compose_lines(draw([(50, 5, "本年支出比上年增加，主要是人员增加，详见下表。")]).glyphs))


def test_wider_figures_and_a_smaller_indent_on_the_next_page_stand_in_the_columns(draw: Draw) -> None:
    texts: Texts = [(40, 100, "项目"), (170, 100, "合计"), (240, 100, "基本")]
    for n in range(4):
        texts += [(60, 120 + 20 * n, "教育管理"), (175, 120 + 20 * n, "2.00"), (245, 120 + 20 * n, "1.00")]
    page = draw(texts)
    (first,) = grids(page)
    before = open_columns(first, page.glyphs)
    assert before is not None
    left, middle = before.borders[1:3]
    wide = "1234567890.00"  # set on the same right edge, over the border to its left
    rest: Texts = [(40, 20, "教育"), (265 - 5 * len(wide), 20, wide), (40, 40, "卫生"), (265 - 5 * len(wide), 40, wide)]
    rows = [pieces_of(line) for line in compose_lines(draw(rest).glyphs)]
    assert rows[0][1].bbox.x0 < middle and left > 80
    assert before.hold(rows)
    moved = [pieces_of(line) for line in compose_lines(draw([(x + 4, y, text) for x, y, text in rest]).glyphs)]
    assert not before.hold(moved)


def test_an_item_and_a_row_set_apart_do_not_go_on_with_a_full_label(draw: Draw) -> None:
    dense = ["公务用车购置及运行费", "其中：购置费", "会议费", "培训费"]
    roomy = ["公务用车购置及运行费", "公务接待费用及其他费", "会议费", "培训费"]
    for labels, pitch in ((dense, 12), (roomy, 28)):
        texts: Texts = [(50, 100 + pitch * n, label) for n, label in enumerate(labels)]
        texts += [(300, 100 + pitch * n, f"1{n}.00") for n in (0, 2, 3)]
        (grid,) = grids(draw(texts))
        assert [row[0] for row in rows_of(grid)] == labels


def test_a_heading_within_the_body_spans_it_and_makes_no_column(draw: Draw) -> None:
    texts: Texts = [(50, 100, "序号"), (100, 100, "项目名称"), (300, 100, "合计"), (50, 120, "一、民生保障类项目")]
    for n in range(3):
        texts += [(55, 140 + 20 * n, str(n + 1)), (100, 140 + 20 * n, "公路养护"), (300, 140 + 20 * n, f"1{n}.00")]
    page = draw(texts, [Ruling(True, y, 45, 340) for y in (95, 115, 205)])
    (grid,) = grids(page)
    band = next(cell for cell in grid.cells if cell.raw.startswith("一、"))
    assert (grid.columns, band.column, band.column_span) == (3, 0, 3)


def test_a_box_with_an_arrow_is_no_table(draw: Draw) -> None:
    box = [Ruling(True, y, 50, 150) for y in (100, 130)] + [Ruling(False, x, 100, 130) for x in (50, 150)]
    arrow = Region(1, BBox(50, 100, 200, 130), (*box, Ruling(True, 115, 150, 200)))
    table = Region(1, BBox(50, 100, 200, 130), (*box, Ruling(True, 100, 150, 200), Ruling(True, 130, 150, 200),
                                                Ruling(False, 200, 100, 130)))  # fmt: skip
    glyphs = draw([(60, 110, "财政")]).glyphs
    for region, is_box in ((arrow, True), (table, False)):
        grid = build_grid(region, glyphs, OPTIONS)
        assert grid is not None and is_lone_box(grid, region) is is_box
