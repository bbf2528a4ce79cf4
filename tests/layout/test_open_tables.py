"""Tables that do not show all of themselves on a page: blank columns, blank rows, few rows, borders at one end."""

from collections.abc import Callable, Sequence

import pytest

from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Page, Ruling
from extractor.layout.aligned import find_aligned_regions
from extractor.layout.half_ruled import find_half_ruled_regions
from extractor.layout.pieces import Piece, pieces_of
from extractor.layout.ruled import find_ruled_regions
from extractor.layout.sides import border_between_tables
from extractor.options import LayoutOptions

Draw = Callable[..., Page]
CAPTIONS = [(200, 60, "项目支出预算表"), (440, 80, "单位：万元")]
HEADINGS = [(60, 100, "项目"), (215, 100, "合计"), (305, 100, "基本支出"), (405, 100, "项目支出")]
ROWS = [
    (50, 120, "办公用房"), (215, 120, "3.00"), (315, 120, "2.00"), (415, 120, "1.00"),
    (50, 140, "专用设备"), (215, 140, "5.00"), (315, 140, "3.00"), (415, 140, "2.00"),
]  # fmt: skip
MORE = [(50, 160, "公务用车"), (215, 160, "4.00"), (315, 160, "2.00"), (415, 160, "2.00")]


def boxes(page: Page) -> list[tuple[float, float]]:
    """The upper and the lower end of each region."""
    return [(r.bbox.top, r.bbox.bottom) for r in find_aligned_regions(1, compose_lines(page.glyphs))]


def test_two_rows_under_as_many_headings_below_a_caption_begin_a_table(draw: Draw) -> None:
    ((top, bottom),) = boxes(draw([*CAPTIONS, *HEADINGS, *ROWS]))
    assert 90 < top <= 100 and bottom >= 150


@pytest.mark.parametrize("above", [[], [(50, 80, "下面两行说明办公用房和专用设备的安排情况，请参见。")]])
def test_two_rows_without_a_caption_are_no_table(draw: Draw, above: list[tuple[float, float, str]]) -> None:
    assert boxes(draw([*above, *HEADINGS, *ROWS])) == []


def test_headings_of_blank_columns_behind_the_figures_belong_to_the_header(draw: Draw) -> None:
    far = [(470, 94, "单位资金"), (530, 106, "上年结转")]
    (region,) = find_aligned_regions(1, compose_lines(draw([*CAPTIONS, *HEADINGS, *far, *ROWS, *MORE]).glyphs))
    assert region.bbox.x1 >= 570 and region.bbox.top > 90


@pytest.mark.parametrize(
    ("below", "taken"),
    [
        ([(50, 186, "二、公务接待"), (62, 208, "其中：国内")], True),  # the page ends
        ([(50, 186, "二、公务接待"), (50, 208, "三、会议"), (50, 260, "下面说明。"), (50, 282, "完。")], True),
        ([(50, 186, "二、公务接待"), (50, 208, "三、会议"), (50, 230, "下面说明。"), (50, 252, "完。")], False),
        ([(70, 186, "其中：国内"), (70, 208, "其中：国外")], False),  # indented below nothing
        ([(50, 186, "注：本表"), (50, 208, "注：下表")], False),
    ],
)
def test_rows_of_blanks_below_the_figures(draw: Draw, below: list[tuple[float, float, str]], taken: bool) -> None:
    spread = [(x, 120 + (y - 120) * 1.1, text) for x, y, text in (*ROWS, *MORE)]
    ((_, bottom),) = boxes(draw([*CAPTIONS, *HEADINGS, *spread, *below]))
    assert bottom >= 218 if taken else bottom < 186


def test_a_blank_row_below_a_table_without_its_last_ruling(draw: Draw) -> None:
    rulings = [Ruling(True, y, 50, 550) for y in (95, 115)]
    page = draw([*HEADINGS, *ROWS[:4], (50, 140, "专用设备"), (300, 780, "7")], rulings)
    (region,) = find_half_ruled_regions(page, compose_lines(page.glyphs), [])
    assert 150 <= region.bbox.bottom < 700
    prose = draw([*HEADINGS, *ROWS[:4], (50, 140, "以上说明。"), (300, 780, "7")], rulings)
    (region,) = find_half_ruled_regions(prose, compose_lines(prose.glyphs), [])
    assert region.bbox.bottom < 140


@pytest.mark.parametrize("y", [50.0, 300.0])
def test_verticals_closed_at_one_end_are_a_table_that_a_page_break_cut(draw: Draw, y: float) -> None:
    verticals = [Ruling(False, x, 50, 300) for x in (50.0, 150.0, 250.0)]
    closed = Ruling(True, y, 50, 250)
    (region,) = find_ruled_regions(draw([], [*verticals, closed]), LayoutOptions())
    assert region.bbox == BBox(50, 50, 250, 300)
    cut_nowhere: list[list[Ruling]] = [[*verticals[:2], closed], [*verticals, Ruling(True, 170, 50, 250)], verticals]
    for rulings in cut_nowhere:
        assert find_ruled_regions(draw([], rulings), LayoutOptions()) == ()


def test_two_tables_with_units_of_their_own_are_told_by_one_row_between(draw: Draw) -> None:
    rows = [
        (50, 100, "拨款收入"), (200, 100, "9.00"), (300, 108, "教育支出"), (450, 108, "5.00"),
        (300, 128, "科技支出"), (450, 128, "4.00"), (50, 140, "合计"), (200, 140, "9.00"),
        (300, 148, "合计"), (450, 148, "9.00"),
    ]  # fmt: skip
    units = [(180, 80, "单位：万元"), (430, 86, "单位：万元")]

    def pieces(words: Sequence[tuple[float, float, str]]) -> list[tuple[Piece, ...]]:
        return [pieces_of(line) for line in compose_lines(draw(words).glyphs)]

    between = border_between_tables(pieces(rows), pieces(units))
    assert between is not None and 220 < between < 300
    assert border_between_tables(pieces(rows), pieces(units[1:])) is None
