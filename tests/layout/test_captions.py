"""Titles, units, departments and notes bound to their table."""

from dataclasses import replace

import pytest

from extractor.document.content import Element, Grid, GridCell, Paragraph
from extractor.document.draft import Draft
from extractor.document.geometry import BBox, Place
from extractor.layout.captions import bind_captions

GRID = Grid(2, 1, (GridCell(0, 0, "金额"), GridCell(1, 0, "1.00")))


def bind(*elements: Element) -> tuple[Draft, list[str]]:
    items = bind_captions(elements)
    (draft,) = [item for item in items if isinstance(item, Draft)]
    return draft, [item.text for item in items if isinstance(item, Paragraph)]


def test_title_unit_department_and_table_number() -> None:
    draft, prose = bind(
        Paragraph("公开03表"), Paragraph("支 出 预 算 总 表"), Paragraph("部门：某厅"), Paragraph("单位：万元"), GRID
    )
    assert (draft.title, draft.unit, draft.department) == ("支出预算总表", "万元", "某厅")
    assert draft.captions == ("公开03表", "部门：某厅")
    assert prose == []


def test_a_caption_above_the_title_is_found() -> None:
    draft, _ = bind(Paragraph("483 某某局"), Paragraph("部门预算收支总表"), Paragraph("预算年度：2024"), GRID)
    assert draft.title == "部门预算收支总表"
    assert draft.captions == ("483某某局", "预算年度：2024")


def test_prose_is_never_a_caption() -> None:
    draft, prose = bind(Paragraph("2024年预算收入100万元，其中拨款90万元，其他10万元。"), Paragraph("单位：元"), GRID)
    assert draft.title is None and draft.unit == "元"
    assert len(prose) == 1


def test_a_title_at_the_foot_of_the_page_before() -> None:
    draft, prose = bind(Paragraph("收入总表"), Paragraph("- 3 -", furniture=True), Paragraph("单位：千元"), GRID)
    assert (draft.title, draft.unit) == ("收入总表", "千元")
    assert prose == ["- 3 -"]


def test_continuation_and_leading_number_are_not_the_title() -> None:
    draft, _ = bind(Paragraph("表3：收入总表（续表）"), GRID)
    assert draft.title == "收入总表" and draft.continuation


def test_notes_below_are_bound_and_the_next_heading_is_not() -> None:
    draft, prose = bind(GRID, Paragraph("注：本表为空表。"), Paragraph("二、其他"))
    assert draft.notes == ("注：本表为空表。",)
    assert prose == ["二、其他"]


def test_a_title_printed_inside_the_table() -> None:
    inside = Grid(2, 2, (GridCell(0, 0, "绩效目标申报表", 1, 2), GridCell(1, 0, "甲"), GridCell(1, 1, "乙")))
    draft, _ = bind(inside)
    assert draft.title == "绩效目标申报表"


def test_a_department_left_blank_is_a_caption_all_the_same() -> None:
    draft, prose = bind(Paragraph("收入预算总表"), Paragraph("编制部门："), Paragraph("单位：元"), GRID)
    assert (draft.title, draft.unit, draft.department) == ("收入预算总表", "元", None)
    assert prose == []


def test_without_the_word_table_the_line_above_is_the_title_and_a_heading_is_not() -> None:
    draft, prose = bind(Paragraph("八、政府采购预算情况"), Paragraph("部门政府采购预算"), Paragraph("483 某某局"), GRID)
    assert draft.title == "部门政府采购预算"
    assert prose == ["八、政府采购预算情况"]
    draft, _ = bind(Paragraph("机构设置："), Paragraph("部门机构设置情况"), GRID)
    assert draft.title == "部门机构设置情况"


def test_number_below_the_title_and_unit_within_it() -> None:
    draft, _ = bind(Paragraph("收入决算表"), Paragraph("财决公开02表"), Paragraph("单位：元"), GRID)
    assert (draft.title, draft.captions) == ("收入决算表", ("财决公开02表",))
    draft, _ = bind(Paragraph("某市2024年预算"), Paragraph("表五：基本支出预算表（单位：万元）"), GRID)
    assert (draft.title, draft.unit) == ("基本支出预算表", "万元")


def test_captions_printed_as_rows_of_the_table() -> None:
    rows = [
        ["收入预算表", "", ""],
        ["部门：某厅", "", "单位：千元"],
        ["科目", "合计", "基本支出"],
        ["201", "1.00", "1.00"],
    ]
    cells = tuple(GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    draft, _ = bind(Grid(4, 3, cells))
    assert (draft.title, draft.unit, draft.department) == ("收入预算表", "千元", "某厅")
    assert (draft.grid.rows, draft.grid.cells[0].raw, draft.grid.cells[0].row) == (2, "科目", 0)


def test_one_year_in_the_first_row_is_the_tables_and_several_head_columns() -> None:
    rows = [["", "2023年", "2024年"], ["教育", "1.00", "2.00"], ["卫生", "3.00", "4.00"]]
    for first, kept in ((rows[0], 3), (["2024年度", "", ""], 2)):
        cells = tuple(GridCell(r, c, text) for r, row in enumerate([first, *rows[1:]]) for c, text in enumerate(row))
        draft, _ = bind(Grid(3, 3, cells))
        assert draft.grid.rows == kept


def test_a_list_of_tables_is_no_table_with_a_title() -> None:
    rows = [["收入总表", "1"], ["支出总表", "3"], ["基本支出表", "5"], ["情况说明", ""]]
    cells = tuple(GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    draft, _ = bind(Grid(4, 2, cells))
    assert draft.title is None and draft.grid.rows == 4


def test_the_title_inside_wins_over_the_cover_line_above() -> None:
    rows = [["支出决算表", ""], ["部门：某局", "单位：元"], ["科目", "合计"], ["201", "1.00"]]
    cells = tuple(GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    draft, _ = bind(Paragraph("某局2023年度部门决算"), Paragraph("部门：某局"), Grid(4, 2, cells))
    assert (draft.title, draft.unit) == ("支出决算表", "元")


def placed(text: str, top: float, x1: float = 500.0) -> Paragraph:
    return Paragraph(text, (Place(1, BBox(50, top, x1, top + 10)),))


def table(*rows: tuple[str, ...], spans: dict[tuple[int, int], int] | None = None) -> Grid:
    """A grid of the rows between 100 and 200 points; ``spans`` merges cells over columns."""
    covered = {(r, c + n) for (r, c), width in (spans or {}).items() for n in range(1, width)}
    cells = tuple(
        GridCell(r, c, text, column_span=(spans or {}).get((r, c), 1))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if (r, c) not in covered
    )
    return Grid(len(rows), len(rows[0]), cells, (Place(1, BBox(50, 100, 500, 200)),))


PLAIN = table(("项目", "金额"), ("甲", "1.00"))


def test_a_unit_right_below_a_table_without_one() -> None:
    draft, prose = bind(Paragraph("收入总表"), PLAIN, placed("单位：万元", 205))
    assert (draft.unit, prose) == ("万元", [])
    far, prose = bind(Paragraph("收入总表"), PLAIN, placed("单位：万元", 300))
    assert (far.unit, prose) == (None, ["单位：万元"])


def test_a_unit_between_two_tables_is_of_the_lower_one() -> None:
    first, second = (
        item
        for item in bind_captions([Paragraph("收入总表"), PLAIN, placed("单位：万元", 205), PLAIN])
        if isinstance(item, Draft)
    )
    assert (first.unit, second.unit) == (None, "万元")


def test_a_unit_in_headings_counts_where_all_name_the_same() -> None:
    draft, _ = bind(table(("项目", "合计（万元）", "其中（万元）"), ("甲", "2.00", "1.00")))
    assert draft.unit == "万元"
    draft, _ = bind(table(("项目", "合计（万元）", "其中（元）"), ("甲", "2.00", "1.00")))
    assert draft.unit is None


def test_a_unit_in_a_row_of_a_form_leaves_the_row() -> None:
    form = table(
        ("某局本级", "单位：元"), ("项目名称", "甲"), ("主管部门", "某局"), ("年度目标", "目标"), ("预算数", "5.00")
    )
    draft, _ = bind(Paragraph("绩效目标表"), form)
    assert (draft.unit, draft.grid.rows) == ("元", 5)


def test_a_note_in_the_last_row_is_no_row() -> None:
    note = "注：本表含上年结转。"
    draft, _ = bind(table(("项目", "金额"), ("甲", "1.00"), (note, ""), spans={(2, 0): 2}))
    assert (draft.notes, draft.grid.rows) == ((note,), 2)
    kept, _ = bind(table(("项目", "金额"), ("甲", "1.00"), ("备注", "无")))
    assert (kept.notes, kept.grid.rows) == ((), 3)


def test_the_items_of_a_note_belong_to_it() -> None:
    lines = [
        placed("注：1.收入为预算数。", 205, 300),
        placed("2.合计因四舍五入有差异。", 220, 300),
        placed("5.别的", 235),
    ]
    draft, prose = bind(Paragraph("收入总表"), PLAIN, *lines)
    assert draft.notes == ("注：1.收入为预算数。2.合计因四舍五入有差异。",)
    assert prose == ["5.别的"]


def test_a_sheet_names_its_first_table_where_none_has_a_title() -> None:
    named = [replace(PLAIN, name="支出总表") for _ in range(2)]
    titles = [item.title for item in bind_captions(named) if isinstance(item, Draft)]
    assert titles == ["支出总表", None]
    titles = [
        item.title for item in bind_captions([named[0], Paragraph("收入表"), named[1]]) if isinstance(item, Draft)
    ]
    assert titles == [None, "收入表"]


def test_a_table_number_of_a_continuation_is_no_title() -> None:
    draft, _ = bind(Paragraph("公开05表（续）"), PLAIN)
    assert (draft.title, draft.continuation) == (None, True)


def test_captions_beside_each_other_on_a_line_are_several() -> None:
    for gap in ("\t", "    ", " "):
        draft, prose = bind(Paragraph("支出决算表"), Paragraph(f"公开部门：某局{gap}单位：万元"), GRID)
        assert (draft.title, draft.unit, draft.department) == ("支出决算表", "万元", "某局")
        assert (draft.captions, prose) == (("公开部门：某局",), [])
    draft, _ = bind(Paragraph("支出决算表"), Paragraph("关于 单位：万元"), GRID)
    assert draft.captions == ("关于单位：万元",)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("表四　一般公共预算支出表", "一般公共预算支出表"),
        ("表十　一般公共预算支出表", "一般公共预算支出表"),
        ("表二十一　项目支出预算表", "项目支出预算表"),
        ("表七 三公经费支出表", "三公经费支出表"),
        ("表十三　公共财政拨款支出表", "公共财政拨款支出表"),
        ("表1 2024年部门收支总表", "2024年部门收支总表"),
        ("表12 部门收支总表", "部门收支总表"),
    ],
)
def test_the_number_of_a_table_takes_nothing_of_its_title(printed: str, title: str) -> None:
    draft, _ = bind(Paragraph(printed), Paragraph("单位：万元"), GRID)
    assert draft.title == title


def test_a_list_of_the_tables_is_called_contents_not_by_the_title_page_before_it() -> None:
    draft, prose = bind(Paragraph("2023年部门预算公开报表"), Paragraph("目　录"), GRID)
    assert draft.title == "目录"
    assert prose == ["2023年部门预算公开报表"]
