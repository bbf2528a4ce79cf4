"""What speaks for and against a join over a page break, and what the table says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from extractor.document.content import Grid, GridCell, Paragraph
from extractor.document.draft import Draft
from extractor.document.geometry import BBox, Place
from extractor.layout.headers import read_header
from extractor.tables.assemble import assemble_table
from extractor.tables.joins import join_drafts

HEADER = ["科目编码", "科目名称", "合计"]
EDGES = (50.0, 130.0, 400.0, 500.0)
FIRST_PAGE = [HEADER, ["20101", "人大事务", "1.00"], ["20102", "政协事务", "2.00"], ["20103", "政府事务", "3.00"]]
SECOND_PAGE = [["20104", "发展事务", "4.00"], ["20105", "统计事务", "5.00"]]


def draft(
    rows: Sequence[Sequence[str]],
    page: int,
    title: str | None = None,
    edges: tuple[float, ...] = EDGES,
    top: float = 60.0,
) -> Draft:
    """A draft whose rows are 20 points high, from ``top`` downwards."""
    cells = tuple(
        GridCell(r, c, text, places=(Place(page, BBox(edges[c], top + 20 * r, edges[c + 1], top + 20 * r + 20)),))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    box = BBox(edges[0], top, edges[-1], top + 20 * len(rows))
    return Draft(Grid(len(rows), len(edges) - 1, cells, (Place(page, box),), column_edges=edges), title=title)


def joined(*items: Draft | Paragraph, heights: Mapping[int, float] | None = None) -> list[Draft]:
    headers = [read_header(item.grid) if isinstance(item, Draft) else None for item in items]
    return [item for item in join_drafts(items, headers, heights) if isinstance(item, Draft)]


def body(draft: Draft) -> list[list[str]]:
    """The texts of the rows of a plain joined grid."""
    rows: dict[int, list[str]] = {}
    for cell in draft.grid.cells:
        rows.setdefault(cell.row, []).append(cell.raw)
    return list(rows.values())


@pytest.mark.parametrize(
    ("edges", "kind"),
    [
        (EDGES, "columns_same"),
        (tuple(edge + 30 for edge in EDGES), "columns_moved"),
        (tuple(edge * 1.4 for edge in EDGES), "columns_moved"),
        ((50.0, 145.0, 385.0, 500.0), "columns_moved"),
    ],
)
def test_columns_that_moved_are_the_same_columns(edges: tuple[float, ...], kind: str) -> None:
    (table,) = joined(draft(FIRST_PAGE, 1, "支出总表"), draft(SECOND_PAGE, 2, edges=edges))
    assert body(table) == [*FIRST_PAGE, *SECOND_PAGE]
    (piece,) = table.pieces
    assert kind in {item.kind for item in piece.join.evidence}
    assert piece.join.score == sum(item.weight for item in piece.join.evidence) > 0


def test_columns_laid_out_anew_need_more_than_their_number() -> None:
    anew = (50.0, 300.0, 360.0, 500.0)
    first = draft(FIRST_PAGE, 1, "支出总表")
    assert len(joined(first, draft(SECOND_PAGE, 2, edges=anew))) == 2
    (table,) = joined(first, draft([HEADER, *SECOND_PAGE], 2, edges=anew))
    assert body(table) == [*FIRST_PAGE, *SECOND_PAGE]


def test_a_header_in_other_rows_or_words_is_left_out() -> None:
    first = draft(FIRST_PAGE, 1, "支出总表")
    for names in ([["编码", "科目名称", "合计"]], [HEADER, ["栏次", "", "1"]]):
        (table,) = joined(first, replace(draft([*names, *SECOND_PAGE], 2), continuation=True))
        assert body(table) == [*FIRST_PAGE, *SECOND_PAGE]
        assert table.pieces[-1].join.header_rows == len(names)


def test_column_numbers_alone_may_come_again() -> None:
    numbers = ["栏次", "", "1"]
    first = [HEADER, numbers, *FIRST_PAGE[1:]]
    (table,) = joined(draft(first, 1, "支出总表"), draft([numbers, *SECOND_PAGE], 2))
    assert body(table) == [*first, *SECOND_PAGE]


FORM = [["项目名称", "甲", "项目编码", "C1"], ["主管部门", "某局", "实施单位", "某中心"], ["年度目标", "目标", "", ""]]
FORM_EDGES = (50.0, 130.0, 300.0, 380.0, 500.0)


def test_a_form_that_begins_again_is_another_form() -> None:
    second = [["项目名称", "乙", "项目编码", "C2"], *FORM[1:]]
    for title in (None, "绩效目标表"):
        first, other = draft(FORM, 1, "绩效目标表", FORM_EDGES), draft(second, 2, title, FORM_EDGES)
        assert len(joined(first, other)) == 2


def test_a_form_goes_on_over_other_columns_but_a_matrix_beside_it_is_a_table() -> None:
    first = draft(FORM, 1, "绩效目标表", FORM_EDGES)
    matrix = [["绩效指标", "一级指标", "三级指标", "指标值"], ["", "产出指标", "完成数量", "≥5个"]]
    (form,) = joined(first, draft(matrix, 2, edges=(50.0, 100.0, 200.0, 420.0, 500.0)))
    assert form.grid.column_edges == (50.0, 100.0, 130.0, 200.0, 300.0, 380.0, 420.0, 500.0)
    alone = [["一级指标", "三级指标", "指标值"], ["产出指标", "完成数量", "≥5个"]]
    assert len(joined(first, draft(alone, 2, edges=(50.0, 200.0, 420.0, 500.0)))) == 2


def test_a_form_cut_above_labels_in_other_columns_goes_on() -> None:
    first = [["项目名称", "甲", "", ""], ["主管部门", "某局", "实施单位", "某中心"], ["项目类别", "其他", "", ""]]
    rest = [["年度资金总额", "5.00", "其中：拨款", "5.00", ""], ["一级指标", "二级指标", "三级指标", "指标值", "权重"]]
    finer = (50.0, 130.0, 220.0, 300.0, 380.0, 500.0)
    (form,) = joined(draft(first, 1, "绩效目标表", FORM_EDGES), draft(rest, 2, edges=finer))
    assert form.grid.columns == 5
    begun_anew = [["项目名称", "乙", "", "", ""], *rest]
    assert len(joined(draft(first, 1, "绩效目标表", FORM_EDGES), draft(begun_anew, 2, edges=finer))) == 2


def test_a_list_that_begins_again_is_another_list() -> None:
    total = ["", "合计", "9.00"]
    first = draft([HEADER, total, *FIRST_PAGE[1:]], 1, "支出总表")
    second = draft([HEADER, ["", "合计", "7.00"], *SECOND_PAGE], 2, "支出总表")
    assert len(joined(first, second)) == 2
    repeated = draft([HEADER, total, *SECOND_PAGE], 2)
    (table,) = joined(first, repeated)
    assert body(table) == [HEADER, total, *FIRST_PAGE[1:], *SECOND_PAGE]


def test_a_second_total_of_everything_is_that_of_another_table() -> None:
    total, other = ["", "合计", "6.00"], ["", "合计", "9.00"]
    first, second = [HEADER, *FIRST_PAGE[1:]], SECOND_PAGE
    for pages in (
        ([*first, total], [HEADER, *second, other]),
        ([HEADER, total, *first[1:]], [HEADER, *second, other]),
        ([HEADER, total, *first[1:]], [HEADER, ["", "总计", "9.00"], *second]),
    ):
        assert len(joined(draft(pages[0], 1, "支出总表"), draft(pages[1], 2))) == 2
    # the same total at both ends is one; a piece without a header is no table; 续表 says more
    assert len(joined(draft([HEADER, total, *first[1:]], 1, "支出总表"), draft([HEADER, *second, total], 2))) == 1
    assert len(joined(draft([HEADER, total, *first[1:]], 1, "支出总表"), draft([*second, other], 2))) == 1
    said = replace(draft([HEADER, *second, other], 2), continuation=True)
    assert len(joined(draft([HEADER, total, *first[1:]], 1, "支出总表"), said)) == 1


def test_numbering_and_an_empty_page_tell_two_lists_apart() -> None:
    names = ["序号", "项目名称", "金额"]
    first = [names, *([str(n), f"设备{n}", f"{n}.00"] for n in range(1, 5))]
    on = [names, *([str(n), f"设备{n}", f"{n}.00"] for n in range(5, 8))]
    anew = [names, *([str(n), f"服务{n}", f"{n}.00"] for n in range(1, 5))]
    assert len(joined(draft(first, 1, "采购表"), draft(on, 2))) == 1
    foot = Paragraph("说明到此为止。", (Place(2, BBox(50, 760, 300, 775)),))
    heights = {1: 842.0, 2: 842.0}
    assert len(joined(draft(first, 1, "采购表"), draft(anew, 2), foot, heights=heights)) == 2


def test_rows_that_a_merged_cell_keeps_together_leave_a_page_empty() -> None:
    rows = [["20104", f"事务{n}", f"{n}.00"] for n in range(35)]
    plain = draft(rows, 2)
    first, *others = (cell for cell in plain.grid.cells if cell.column or not cell.row)
    place = replace(first.places[0], bbox=first.places[0].bbox._replace(bottom=60.0 + 20 * len(rows)))
    held = replace(plain, grid=replace(plain.grid, cells=(first._replace(row_span=35, places=(place,)), *others)))
    heights = {1: 842.0, 2: 842.0}
    assert len(joined(draft(FIRST_PAGE, 1, "支出总表"), plain, heights=heights)) == 2
    assert len(joined(draft(FIRST_PAGE, 1, "支出总表"), held, heights=heights)) == 1


def test_tables_side_by_side_go_on_side_by_side() -> None:
    beside = tuple(edge + 500 for edge in EDGES)
    left, right = draft(FIRST_PAGE, 1, "收入表"), draft(FIRST_PAGE, 1, "支出表", beside)
    more_left, more_right = draft(SECOND_PAGE, 2), draft(SECOND_PAGE[:1], 2, edges=beside)
    one, two = joined(left, right, more_left, more_right)
    assert (one.title, body(one)) == ("收入表", [*FIRST_PAGE, *SECOND_PAGE])
    assert (two.title, body(two)) == ("支出表", [*FIRST_PAGE, *SECOND_PAGE[:1]])


def test_what_stands_below_another_table_of_its_page_goes_on_with_nothing() -> None:
    between = draft([["项目", "金额"], ["甲", "1.00"]], 2, "小表", (50.0, 300.0, 500.0))
    assert len(joined(draft(FIRST_PAGE, 1, "支出总表"), between, draft(SECOND_PAGE, 2, top=400.0))) == 3


def test_a_note_on_each_page_does_not_divide() -> None:
    note = ("注：本表含上年结转。",)
    first = replace(draft(FIRST_PAGE, 1, "支出总表"), notes=note)
    (table,) = joined(first, replace(draft([HEADER, *SECOND_PAGE], 2), notes=note))
    assert table.notes == note
    assert len(joined(first, draft(SECOND_PAGE, 2))) == 2


def test_the_department_tells_two_tables_of_one_title_apart() -> None:
    first = replace(draft(FIRST_PAGE, 1, "支出总表"), department="甲局")
    second = replace(draft([HEADER, *SECOND_PAGE], 2, "支出总表"), department="乙局")
    assert len(joined(first, second)) == 2


def test_a_table_says_why_its_pieces_were_joined() -> None:
    (draft_of_both,) = joined(draft(FIRST_PAGE, 1, "支出总表"), draft([HEADER, *SECOND_PAGE], 2))
    table = assemble_table(draft_of_both, read_header(draft_of_both.grid), 1)
    (join,) = table.joins
    assert (join.page, join.row, join.header_rows, join.cut_row) == (2, 4, 1, False)
    assert {item.kind for item in join.evidence} == {
        "neighbouring_pages", "columns_same", "header_repeated", "untitled"
    }  # fmt: skip


def banded(text: str, rows: Sequence[Sequence[str]], page: int) -> Draft:
    """The draft with a line over its whole width above the rows."""
    plain = draft([[text, "", ""], *rows], page)
    (first, *_), rest = plain.grid.cells[:1], [cell for cell in plain.grid.cells if cell.row]
    return replace(plain, grid=replace(plain.grid, cells=(first._replace(column_span=3), *rest)))


def test_a_line_over_the_repeated_header_that_names_something_else_begins_another_table() -> None:
    first, rest = draft(FIRST_PAGE, 1, "甲单位支出总表"), [HEADER, *SECOND_PAGE]
    for name in ("乙单位支出总表", "乙单位支出情况", "乙单位"):
        assert len(joined(first, banded(name, rest, 2))) == 2
    assert len(joined(banded("甲局", FIRST_PAGE, 1), banded("乙局", rest, 2))) == 2
    for same in ("甲单位支出总表", "支出总表（续）"):
        assert len(joined(first, banded(same, rest, 2))) == 1


def test_numbers_that_begin_again_after_a_single_row_or_a_total_tell_two_lists_apart() -> None:
    names = ["序号", "项目名称", "金额"]
    one, other, more = ["1", "电脑", "3.00"], ["1", "桌椅", "4.00"], ["2", "车辆", "5.00"]
    total = ["", "合计", "3.00"]
    for rows in ([names, one], [names, total, one], [names, one, more]):
        assert len(joined(draft(rows, 1, "采购表"), draft([names, other], 2))) == 2
    for rows in ([names, one], [names, total, one]):
        assert len(joined(draft(rows, 1, "采购表"), draft([names, more], 2))) == 1


def test_each_page_with_its_own_total_at_its_foot_is_a_table() -> None:
    first = draft([*FIRST_PAGE, ["", "合计", "6.00"]], 1, "支出总表")
    assert len(joined(first, draft([*SECOND_PAGE, ["", "合计", "9.00"]], 2))) == 2
    assert len(joined(first, draft([*SECOND_PAGE, ["", "其他", "9.00"]], 2))) == 1
