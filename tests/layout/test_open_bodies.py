"""A header in boxes, and below it rows without verticals: the borders of the header are those of the body."""

from collections.abc import Callable, Sequence

import pytest

from extractor.document.page import Page, Ruling
from extractor.document.region import Region
from extractor.layout.inferred_rulings import infer_rulings
from extractor.layout.open_bodies import with_open_bodies
from extractor.layout.ruled import find_ruled_regions
from extractor.options import LayoutOptions
from extractor.pages.page_text import lines_outside
from extractor.tables.lattice import build_grid

Draw = Callable[..., Page]
Words = list[tuple[float, float, str]]
EDGES = (50.0, 150.0, 250.0, 350.0, 450.0)
TOP, MIDDLE, FOOT, END = 100.0, 120.0, 140.0, 200.0
HEADER = [
    *(Ruling(True, y, EDGES[0], EDGES[-1]) for y in (TOP, FOOT)),
    Ruling(True, MIDDLE, EDGES[1], EDGES[-1]),
    *(Ruling(False, x, MIDDLE if 150 < x < 450 else TOP, FOOT) for x in EDGES[1:-1]),
]
CLOSING = Ruling(True, END, EDGES[0], EDGES[-1])
HEADINGS: Words = [
    *((80, 115, "项目"), (280, 105, "预算数")),
    *((190, 125, "合计"), (280, 125, "基本支出"), (380, 125, "项目支出")),
]
ROWS: Words = [
    *((55, 145, "合计"), (220, 145, "9.00"), (320, 145, "7.00"), (420, 145, "2.00")),
    *((55, 165, "教育支出"), (220, 165, "7.00"), (320, 165, "7.00")),
    *((55, 185, "其他支出"), (220, 185, "2.00"), (420, 185, "2.00")),
]


def found(page: Page) -> tuple[Region, ...]:
    ruled = find_ruled_regions(page, LayoutOptions())
    return with_open_bodies(ruled, page, lines_outside(page, ruled))


@pytest.mark.parametrize("rulings", [[*HEADER, CLOSING], HEADER])
def test_rows_below_a_header_in_boxes_are_its_body(draw: Draw, rulings: Sequence[Ruling]) -> None:
    """Whether the end of the body is drawn or stands on the next page."""
    page = draw([*HEADINGS, *ROWS], rulings)
    (region,) = found(page)
    assert region.bbox.bottom >= 195
    inner = {r.position for r in region.rulings if not r.horizontal and r.start >= FOOT}
    assert inner >= set(EDGES[1:-1])


def test_a_group_of_rows_ends_at_a_horizontal_and_the_next_goes_on(draw: Draw) -> None:
    page = draw([*HEADINGS, *ROWS], [*HEADER, Ruling(True, 161.0, EDGES[0], EDGES[-1]), CLOSING])
    (region,) = found(page)
    assert region.bbox.bottom == END
    grid = build_grid(region, page.glyphs, LayoutOptions())
    assert grid is not None and len({cell.column for cell in grid.cells}) == len(EDGES) - 1


@pytest.mark.parametrize(
    "below",
    [
        pytest.param([(55, 145, "以上支出均为本年安排，详见说明。")], id="prose"),
        pytest.param([(200, 145, "收入预算表"), *((x, y + 40, text) for x, y, text in ROWS)], id="the next title"),
        pytest.param([(55, 145, "合计"), (135, 145, "9999.00"), (335, 145, "9999.00")], id="across the borders"),
        pytest.param([(x, y + 80, text) for x, y, text in ROWS], id="far below"),
        pytest.param([(55, 145, "教育"), (220, 145, "本级"), (320, 145, "下级")], id="no figures"),
    ],
)
def test_what_stands_otherwise_below_a_header_is_not_of_it(draw: Draw, below: Words) -> None:
    page = draw([*HEADINGS, *below], HEADER)
    assert found(page) == find_ruled_regions(page, LayoutOptions())


def test_a_table_with_figures_in_its_boxes_is_whole(draw: Draw) -> None:
    figures = [(x, y, {"合计": "12", "基本支出": "7", "项目支出": "5"}.get(text, text)) for x, y, text in HEADINGS]
    page = draw([*figures, *ROWS], HEADER)
    assert found(page) == find_ruled_regions(page, LayoutOptions())


TOLD = [(153.0, y, text) for y, text in ((145.0, "培训，购书，"), (155.0, "检修。"))]
"""What a project is for, told in a column of its own."""
AMOUNTS: Words = [(55, 145, "读书节"), (270, 145, "7.00"), (370, 145, "2.00")]


def test_prose_within_a_column_is_of_the_body(draw: Draw) -> None:
    (region,) = found(draw([*HEADINGS, *TOLD, *AMOUNTS], [*HEADER, CLOSING]))
    assert region.bbox.bottom == END


@pytest.mark.parametrize("shift", [pytest.param(0, id="one upper edge"), pytest.param(5, id="one middle")])
def test_the_rest_of_a_text_that_the_page_before_began_is_a_row_below_a_drawn_header(draw: Draw, shift: int) -> None:
    """Below headings of all columns nothing is a heading, however the rows below are set."""
    rows: Words = [(x, y + shift, text) for y in (168, 185) for x, _, text in AMOUNTS]
    told = [(153.0, y, text) for y, text in ((168.0, "演出，"), (178.0, "展览。"))]
    page = draw([*HEADINGS, *TOLD, *rows, *told], [*HEADER, CLOSING])
    (region,) = found(page)
    grid = build_grid(infer_rulings(region, page.glyphs), page.glyphs, LayoutOptions())
    assert grid is not None
    assert [(c.row, c.column, c.row_span) for c in grid.cells if c.row == 2] == [(2, column, 1) for column in range(4)]
    assert [c.raw for c in grid.cells if c.row == 2] == ["", "培训，购书，\n检修。", "", ""]


HAIR_LINES = [Ruling(True, y, EDGES[0], EDGES[-1]) for y in (160.0, 180.0, END)]


@pytest.mark.parametrize("blank", [145, 165, 185])
def test_a_row_without_figures_between_horizontals_is_of_the_body(draw: Draw, blank: int) -> None:
    """Wherever it stands: above the first figures, between others, last."""
    rows = [word for word in ROWS if word[1] != blank or word[0] == 55]
    (region,) = found(draw([*HEADINGS, *rows], [*HEADER, *HAIR_LINES]))
    assert region.bbox.bottom == END


def test_a_lone_total_without_figures_is_a_body(draw: Draw) -> None:
    (region,) = found(draw([*HEADINGS, (90, 145, "合计")], [*HEADER, HAIR_LINES[0]]))
    assert region.bbox.bottom == 160


@pytest.mark.parametrize(
    "below",
    [
        pytest.param([(55, 145, "注：本表无数据")], id="a note"),
        pytest.param([(55, 145, "单位：万元")], id="a caption"),
        pytest.param([(120, 145, "合计合计合计")], id="across a border"),
        pytest.param([(55, 145, "人员经费")], id="no total and no figures"),
        pytest.param([], id="nothing"),
    ],
)
def test_what_else_stands_between_horizontals_is_no_body(draw: Draw, below: Words) -> None:
    page = draw([*HEADINGS, *below], [*HEADER, HAIR_LINES[0]])
    (region,) = found(page)
    assert region.bbox.bottom == FOOT
