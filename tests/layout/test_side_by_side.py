"""Tables beside each other: each has its own title, unit and notes."""

from extractor.document.content import Element, Grid, GridCell, Paragraph
from extractor.document.draft import Draft
from extractor.document.geometry import BBox, Place
from extractor.layout.captions import bind_captions
from extractor.layout.side_by_side import in_columns


def line(text: str, x0: float, x1: float, top: float) -> Paragraph:
    return Paragraph(text, (Place(1, BBox(x0, top, x1, top + 12)),), size=12)


def grid(x0: float, x1: float, top: float, bottom: float) -> Grid:
    cells = (GridCell(0, 0, "项目"), GridCell(0, 1, "金额"), GridCell(1, 0, "甲"), GridCell(1, 1, "1.00"))
    middle = (x0 + x1) / 2
    return Grid(2, 2, cells, (Place(1, BBox(x0, top, x1, bottom)),), column_edges=(x0, middle, x1))


LEFT, RIGHT = grid(50, 350, 100, 300), grid(420, 720, 110, 320)


def drafts(elements: list[Element]) -> list[Draft]:
    return [item for item in bind_captions(in_columns(elements)) if isinstance(item, Draft)]


def test_each_table_gets_what_stands_above_and_below_it() -> None:
    elements: list[Element] = [
        line("收入表", 180, 220, 60),
        line("支出表", 550, 590, 70),
        line("单位：万元", 290, 350, 85),
        line("单位：元", 670, 720, 95),
        LEFT,
        RIGHT,
        line("注：左表的注。", 50, 150, 305),
        line("注：右表的注。", 420, 520, 325),
    ]
    left, right = drafts(elements)
    assert (left.title, left.unit, left.notes) == ("收入表", "万元", ("注：左表的注。",))
    assert (right.title, right.unit, right.notes) == ("支出表", "元", ("注：右表的注。",))


def test_what_spans_the_columns_stays_where_it_is() -> None:
    title, prose = line("收支情况表", 340, 430, 60), line("以上两表的数据均来自部门预算。", 50, 500, 340)
    assert in_columns([title, LEFT, RIGHT, prose]) == [title, LEFT, RIGHT, prose]


def test_tables_below_each_other_keep_their_order() -> None:
    below = grid(50, 350, 400, 500)
    elements: list[Element] = [line("收入表", 180, 220, 60), LEFT, line("支出表", 180, 220, 380), below]
    assert in_columns(elements) == elements


def test_a_unit_that_leans_over_the_middle_of_a_narrow_gap_is_of_its_own_table() -> None:
    left, right = grid(50, 250, 100, 300), grid(310, 520, 110, 320)
    over: list[Element] = [line("收入表", 120, 160, 60), line("支出表", 390, 430, 70)]
    units: list[Element] = [line("单位：万元", 240, 288, 85), line("单位：元", 460, 500, 95)]
    assert [draft.unit for draft in drafts([*over, *units, left, right])] == ["万元", "元"]
    title = line("收入支出表", 255, 306, 60)
    assert in_columns([title, left, right])[0] is title


def test_the_title_of_a_table_below_two_is_its_own() -> None:
    below = grid(50, 720, 400, 500)
    elements: list[Element] = [
        line("收入表", 180, 220, 60),
        line("支出表", 550, 590, 70),
        LEFT,
        RIGHT,
        line("注：左表的注。", 50, 150, 305),
        line("结余表", 50, 100, 380),
        line("单位：万元", 660, 720, 385),
        below,
    ]
    left, right, last = drafts(elements)
    assert (left.title, left.notes, right.title) == ("收入表", ("注：左表的注。",), "支出表")
    assert (last.title, last.unit) == ("结余表", "万元")
