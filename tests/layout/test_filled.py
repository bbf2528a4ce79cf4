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
