"""Tables without a body: a title, and headings in columns in a frame, a filled band or between two horizontals."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from extractor.document.draft import Draft
from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Page, Ruling
from extractor.document.region import Region
from extractor.layout.blank_tables import find_blank_tables
from extractor.layout.headers import read_header
from extractor.options import LayoutOptions, Options
from extractor.pipeline.pdf_pages import read_page
from extractor.tables.joins import join_drafts
from extractor.tables.lattice import build_grid

Draw = Callable[..., Page]
TITLE = [(240, 60, "国有资本支出表"), (60, 80, "单位：万元")]
HEADINGS = [
    (120, 104, "项目"), (360, 104, "本年支出"), (70, 124, "科目编码"), (170, 124, "科目名称"), (270, 124, "合计"),
    (370, 124, "基本支出"), (480, 124, "项目支出"),
]  # fmt: skip
NOTE = [(60, 142, "注：本表无数据。")]
BOX = BBox(50, 100, 550, 138)
FRAME = Region(
    1,
    BOX,
    (*(Ruling(True, y, 50, 550) for y in (100.0, 138.0)), *(Ruling(False, x, 100, 138) for x in (50.0, 550.0))),
)


def found(page: Page, frames: tuple[Region, ...] = (), taken: tuple[BBox, ...] = ()) -> tuple[Region, ...]:
    return find_blank_tables(page, compose_lines(page.glyphs), frames, taken)


@pytest.mark.parametrize("kind", ["frame", "fill", "horizontals"])
def test_a_header_alone_is_a_table(draw: Draw, kind: str) -> None:
    page = draw([*TITLE, *HEADINGS, *NOTE])
    if kind == "fill":
        page = replace(page, fills=(BOX,))
    if kind == "horizontals":
        page = replace(page, rulings=tuple(r for r in FRAME.rulings if r.horizontal))
    (region,) = found(page, (FRAME,) if kind == "frame" else ())
    grid = build_grid(region, [g for g in page.glyphs if 100 < g.bbox.y_middle < 138], LayoutOptions())
    assert grid is not None and (grid.rows, grid.columns) == (2, 5)
    texts = {cell.raw: (cell.column, cell.column_span) for cell in grid.cells}
    assert texts["项目"] == (0, 2) and texts["本年支出"] == (2, 3)
    assert texts["项目支出"] == (4, 1)


@pytest.mark.parametrize(
    "words",
    [
        [*HEADINGS, *NOTE],  # no title
        [*TITLE, (60, 90, "以下为本单位的说明。"), *HEADINGS],  # prose between
        [*TITLE, *HEADINGS, (70, 142, "20101"), (170, 142, "人大事务"), (270, 142, "1.00")],  # a row below
        [*TITLE, *HEADINGS[:-1], (480, 124, "12.00")],  # a figure within
        [*TITLE, (70, 104, "填报人："), (270, 104, "审核人："), (450, 104, "日期：")],  # labels, no names
        [*TITLE, (70, 104, "本单位没有使用国有资本经营预算安排的支出")],  # a sentence in a frame
    ],
)
def test_what_is_no_header_is_no_table(draw: Draw, words: list[tuple[float, float, str]]) -> None:
    page = draw(words)
    assert not found(page, (FRAME,))
    assert not found(replace(page, fills=(BOX,)))


@pytest.mark.parametrize("word", ["无", "合计"])
def test_a_lone_word_below_headings_ends_a_blank_table_without_rulings(draw: Draw, word: str) -> None:
    page = draw([*TITLE, *HEADINGS, (70, 144, word)])
    (region,) = found(page)
    inside = [g for g in page.glyphs if region.bbox.top < g.bbox.y_middle < region.bbox.bottom]
    grid = build_grid(region, inside, LayoutOptions())
    assert grid is not None and (grid.rows, grid.columns) == (3, 5)
    assert [cell.raw for cell in grid.cells if cell.row == 2] == [word, "", "", "", ""]
    assert not found(draw([*TITLE, (60, 95, "以下为本单位的说明。"), *HEADINGS, (70, 144, word)]))


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled under the group too", "without rulings"])
@pytest.mark.parametrize(
    ("only", "column"),
    [((70, "无"), 0), ((155, "无"), 1), ((150, "本部门无此项支出"), 1), ((120, "本部门无此项支出"), 1)],
)
def test_the_word_for_nothing_is_a_row(draw: Draw, ruled: bool, only: tuple[float, str], column: int) -> None:
    rulings = [*(Ruling(True, y, 50, 550) for y in (100.0, 138.0, 158.0)), Ruling(True, 119, 265, 550)]
    page = draw([*TITLE, *HEADINGS, (only[0], 142, only[1])], rulings if ruled else ())
    (region,) = found(page)
    inside = [g for g in page.glyphs if region.bbox.top < g.bbox.y_middle < region.bbox.bottom]
    grid = build_grid(region, inside, LayoutOptions())
    assert grid is not None and (grid.rows, grid.columns) == (3, 5)
    assert [(cell.column, cell.raw) for cell in grid.cells if cell.row == 2 and cell.raw] == [(column, only[1])]


def test_a_sentence_at_the_left_is_a_note_not_a_row(draw: Draw) -> None:
    page = draw([*TITLE, *HEADINGS, (60, 142, "本部门无此项支出")], rows_drawn())
    assert not found(page)


def test_boxes_of_tables_and_drawings_are_used_up(draw: Draw) -> None:
    page = draw([*TITLE, *HEADINGS])
    assert not found(page, (FRAME,), (BBox(40, 90, 560, 300),))
    slants = tuple(BBox(60 + 10 * n, 105, 65 + 10 * n, 110) for n in range(6))
    assert not found(draw([*TITLE, *HEADINGS], (), slants), (FRAME,))


def test_a_header_at_the_foot_of_a_page_goes_on_with_the_rows_of_the_next(draw: Draw) -> None:
    low = [(x, y + 600, text) for x, y, text in (*TITLE, *HEADINGS)]
    foot = replace(draw(low), fills=(BBox(50, 700, 550, 738),))
    before = read_page(foot, Options())
    rows = [(75, 50, "20101"), (150, 50, "人大事务"), (272, 50, "12.00"), (75, 70, "20102"), (150, 70, "政协事务"),
            (272, 70, "30.00")]  # fmt: skip
    after = read_page(replace(draw(rows), number=2), Options(), before.open)
    drafts = [Draft(before.grids[0], title="国有资本支出表"), Draft(after.grids[0])]
    headers = [read_header(draft.grid) for draft in drafts]
    (table,) = join_drafts(drafts, headers, {1: 800.0, 2: 800.0})
    assert isinstance(table, Draft) and (table.grid.rows, table.grid.columns) == (4, 5)
    assert [cell.raw for cell in table.grid.cells if cell.row == 3] == ["20102", "政协事务", "30.00", "", ""]


def rows_drawn(*ys: float, right: float = 550.0) -> tuple[Ruling, ...]:
    return (*(Ruling(True, y, 50, 550) for y in (100.0, 138.0)), *(Ruling(True, y, 50, right) for y in ys))


@pytest.mark.parametrize(
    ("rulings", "end"),
    [
        pytest.param(rows_drawn(158), 158, id="one row"),
        pytest.param(rows_drawn(158, 178, 198), 198, id="rows of one height"),
        pytest.param(rows_drawn(158, 178, 240), 178, id="a horizontal farther below"),
        pytest.param(rows_drawn(158, right=400), 138, id="a shorter horizontal"),
        pytest.param(rows_drawn(230), 138, id="far below"),
    ],
)
def test_blank_rows_below_a_header_are_of_it(draw: Draw, rulings: tuple[Ruling, ...], end: float) -> None:
    page = draw([*TITLE, *HEADINGS, (60, end + 4, "注：本表无数据。")], rulings)
    (region,) = found(page)
    assert region.bbox.bottom == end
    inside = [g for g in page.glyphs if 100 < g.bbox.y_middle < end]
    grid = build_grid(region, inside, LayoutOptions())
    assert grid is not None and (grid.rows, grid.columns) == (2 + sum(138 < r.position <= end for r in rulings), 5)
    blank = [cell for cell in grid.cells if cell.row >= 2]
    assert len(blank) == 5 * (grid.rows - 2) and not any(cell.raw for cell in blank)
