"""Tables whose cells or rows are filled: the edges of the fills are borders."""

from collections.abc import Callable
from dataclasses import replace

from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, Page, Ruling
from extractor.document.region import Region
from extractor.layout.filled import find_filled_regions
from extractor.options import LayoutOptions
from extractor.tables.lattice import build_grid

Draw = Callable[..., Page]
WORDS = [
    (60, 102, "项目"), (160, 102, "合计"), (260, 102, "支出"), (60, 122, "教育"), (160, 122, "12.00"),
    (60, 142, "卫生"), (260, 142, "30.00"),
]  # fmt: skip


def row(top: float) -> list[BBox]:
    return [BBox(x, top, x + 100, top + 20) for x in (50.0, 150.0, 250.0)]


def found(page: Page, fills: list[BBox]) -> tuple[Region, ...]:
    return find_filled_regions(replace(page, fills=tuple(fills)), compose_lines(page.glyphs), [])


def test_a_filled_header_gives_the_columns_of_the_rows_below_it(draw: Draw) -> None:
    page = draw(WORDS)
    (region,) = found(page, [*row(100.0), *row(140.0)])
    grid = build_grid(region, page.glyphs, LayoutOptions())
    assert grid is not None and (grid.rows, grid.columns) == (3, 3)
    assert [cell.raw for cell in grid.cells if cell.row == 1] == ["教育", "12.00", ""]


def test_a_filled_box_of_prose_and_bars_without_words_are_no_tables(draw: Draw) -> None:
    assert not found(draw([(60, 102, "本年收入比上年增加")]), [BBox(50, 100, 350, 120)])
    assert not found(draw([(60, 300, "图例")]), [*row(100.0), *row(140.0)])


def test_an_inferred_border_cuts_no_number() -> None:
    glyphs = [Glyph(c, BBox(90 + 5 * n, 100, 95 + 5 * n, 110), 10, n) for n, c in enumerate("1965.38")]
    rulings = tuple(Ruling(False, x, 95, 115) for x in (50.0, 100.0, 150.0))
    grid = build_grid(Region(1, BBox(50, 95, 150, 115), rulings, inferred=True), glyphs, LayoutOptions())
    assert grid is not None
    assert [cell.raw for cell in grid.cells] == ["", "1965.38"]


LEFT = [
    (60, 100, "项目"), (160, 100, "2024"), (60, 120, "水费"), (160, 120, "5.00"), (60, 140, "电费"), (160, 140, "7.00"),
    (60, 160, "合计"), (155, 160, "12.00"),
]  # fmt: skip
RIGHT = [
    (310, 100, "内容"), (410, 100, "2025"), (310, 120, "接待费"), (410, 120, "3.00"), (310, 140, "合计"),
    (410, 140, "3.00"),
]  # fmt: skip


def test_filled_headers_side_by_side_are_two_tables(draw: Draw) -> None:
    page = draw([*LEFT, *RIGHT])
    header = [BBox(50, 98, 140, 114), BBox(140, 98, 230, 114), BBox(300, 98, 390, 114), BBox(390, 98, 480, 114)]
    left, right = found(page, header)
    assert left.bbox.x1 <= 230.0 and right.bbox.x0 >= 300.0
    assert (left.bbox.bottom, right.bbox.bottom) == (170.0, 150.0)


def test_a_table_beside_may_begin_lower(draw: Draw) -> None:
    lower = [(x, y + 24, text) for x, y, text in RIGHT]
    page = draw([*LEFT, (380, 100, "支出情况表"), *lower])
    header = [BBox(50, 98, 140, 114), BBox(140, 98, 230, 114), BBox(300, 122, 390, 138), BBox(390, 122, 480, 138)]
    left, right = found(page, header)
    assert (left.bbox.x1, left.bbox.bottom) == (230.0, 170.0)
    assert (right.bbox.x0, right.bbox.bottom) == (300.0, 174.0)


def test_the_labels_of_the_table_beside_need_no_fill(draw: Draw) -> None:
    page = draw([*LEFT, *RIGHT])
    header = [BBox(50, 98, 140, 114), BBox(140, 98, 230, 114), BBox(390, 98, 440, 114), BBox(440, 98, 480, 114)]
    (left,) = [region for region in found(page, header) if region.bbox.x0 < 100]
    assert left.bbox.x1 == 230.0


def test_a_filled_header_right_below_a_table_begins_another(draw: Draw) -> None:
    below = [(x, y + 80, text) for x, y, text in LEFT]
    page = draw([*LEFT, *below])
    upper, lower = found(page, [BBox(x, y, x + 90, y + 16) for y in (98, 178) for x in (50.0, 140.0)])
    assert upper.bbox.bottom == 170.0 and lower.bbox.top == 178.0


def test_a_long_unfilled_row_between_filled_ones_is_a_row_and_no_prose(draw: Draw) -> None:
    amounts = [f"1,000,00{n}.45" for n in range(6)]
    words = [
        (40 + 90 * n, top, text)
        for top, label in ((102, "教育支出"), (122, "社会保障和就业支出"), (142, "卫生健康支出"), (162, "住房支出"))
        for n, text in enumerate([label, *amounts])
    ]
    (region,) = found(draw(words), [BBox(30, top, 670, top + 20) for top in (100.0, 140.0)])
    assert region.bbox.top == 100.0 and region.bbox.bottom > 170
