"""Tables that go on over a page break."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from extractor.document.content import Grid, GridCell, Paragraph
from extractor.document.draft import Draft
from extractor.document.geometry import BBox, Place
from extractor.layout.headers import read_header
from extractor.tables.joins import join_drafts


def draft(rows: list[list[str]], page: int, title: str | None = None, edges: tuple[float, ...] = (0, 50, 100)) -> Draft:
    cells = tuple(GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    grid = Grid(len(rows), len(rows[0]), cells, (Place(page, BBox(0, 0, 100, 100)),), column_edges=edges)
    return Draft(grid, title=title, unit="万元")


HEADER = ["科目", "金额"]


def join(*items: Draft | Paragraph, heights: Mapping[int, float] | None = None) -> tuple[Draft | Paragraph, ...]:
    """The items joined, each with the header that it reads as."""
    headers = [read_header(item.grid) if isinstance(item, Draft) else None for item in items]
    return join_drafts(items, headers, heights)


def kinds(joined: Draft | Paragraph) -> set[str]:
    """The evidence for the last join of a draft."""
    assert isinstance(joined, Draft)
    return {item.kind for item in joined.pieces[-1].join.evidence}


def test_a_repeated_header_is_left_out() -> None:
    first = draft([HEADER, ["201", "1.00"]], 1, "支出总表")
    second = draft([HEADER, ["208", "2.00"]], 2)
    (joined,) = join(first, second)
    assert isinstance(joined, Draft)
    assert [cell.raw for cell in joined.grid.cells] == [*HEADER, "201", "1.00", "208", "2.00"]
    assert [place.page for place in joined.grid.places] == [1, 2]


def test_a_page_number_between_does_not_divide_but_prose_does() -> None:
    first, second = draft([HEADER, ["201", "1.00"]], 1, "支出总表"), draft([["208", "2.00"]], 2)
    joined = join(first, Paragraph("1", furniture=True), second)
    assert len([item for item in joined if isinstance(item, Draft)]) == 1
    apart = join(first, Paragraph("二、说明"), second)
    assert len([item for item in apart if isinstance(item, Draft)]) == 2


def test_another_title_or_unit_or_other_columns_stay_apart() -> None:
    first = draft([HEADER, ["201", "1.00"]], 1, "支出总表")
    for second in (
        draft([HEADER, ["208", "2.00"]], 2, "收入总表"),
        replace(draft([HEADER, ["208", "2.00"]], 2), unit="元"),
        draft([["208", "2.00"]], 2, edges=(0, 30, 100)),
        draft([[*HEADER, "备注"], ["208", "2.00", ""]], 2, edges=(0, 30, 60, 100)),
        draft([HEADER, ["208", "2.00"]], 3),
    ):
        joined = join(first, second)
        assert len(joined) == 2


def test_a_last_row_merged_over_columns_keeps_its_place() -> None:
    first = draft([["类", "款", "金额"], ["201", "01", "1.00"]], 1, "支出总表", (0, 20, 50, 100))
    last = draft([["合计", "1.00"]], 2, edges=(0, 50, 100))
    (joined,) = join(first, last)
    assert isinstance(joined, Draft)
    total, amount = joined.grid.cells[-2:]
    assert (total.row, total.column, total.column_span) == (2, 0, 2)
    assert (amount.row, amount.column, amount.raw) == (2, 2, "1.00")


def body(*rows: list[str]) -> list[list[str]]:
    return [HEADER, *rows]


def texts_of(first: Draft, second: Draft) -> list[str]:
    (joined,) = join(first, second)
    assert isinstance(joined, Draft)
    return [cell.raw for cell in joined.grid.cells if cell.row >= 1]


def test_a_row_cut_by_the_break_is_joined() -> None:
    edges = (0.0, 20.0, 50.0, 100.0)
    first = draft([["编码", "科目", "金额"], ["201", "服务", "1.00"], ["208", "社会保障", "2.00"]], 1, "表", edges)
    second = draft([["", "和就业", ""], ["210", "健康", "3.00"]], 2, None, edges)
    assert texts_of(first, second) == ["201", "服务", "1.00", "208", "社会保障\n和就业", "2.00", "210", "健康", "3.00"]


def test_the_first_row_of_a_table_can_be_cut_where_the_rows_below_show_it() -> None:
    edges = (0.0, 20.0, 50.0, 100.0)
    first = draft([["编码", "科目", "金额"], ["208", "社会保障", "2.00"]], 1, "表", edges)
    rest, rows = ["", "和就业", ""], [["210", "健康", "3.00"], ["211", "环保", "4.00"]]
    assert texts_of(first, draft([rest, *rows], 2, None, edges))[:4] == ["208", "社会保障\n和就业", "2.00", "210"]
    assert texts_of(first, draft([rest, *rows[:1]], 2, None, edges))[:4] == ["208", "社会保障", "2.00", ""]


def test_a_blank_rest_is_joined_but_not_where_blank_rows_are_printed() -> None:
    rows = [["201", "1.00"], ["208", "2.00"]]
    assert texts_of(draft(body(*rows), 1, "表"), draft([["", ""]], 2)) == ["201", "1.00", "208", "2.00"]
    blank = [["201", "1.00"], ["", ""], ["208", "2.00"]]
    assert texts_of(draft(body(*blank), 1, "表"), draft([["", ""]], 2))[-2:] == ["", ""]


def test_a_row_of_its_own_after_the_break_stays_one() -> None:
    rows = [["201", "1.00"], ["208", "2.00"]]
    assert texts_of(draft(body(*rows), 1, "表"), draft([["210", ""]], 2))[-2:] == ["210", ""]


def test_another_header_is_another_table_even_without_a_title() -> None:
    first = draft([HEADER, ["201", "1.00"]], 1, "支出总表")
    second = draft([["项目", "预算数"], ["甲", "2.00"]], 2)
    joined = join(first, second)
    assert len(joined) == 2


def test_sheets_are_never_joined() -> None:
    first, second = (draft([HEADER, ["201", "1.00"]], page, edges=()) for page in (1, 2))
    joined = join(first, second)
    assert len(joined) == 2


def with_spans(draft: Draft, spans: dict[tuple[int, int], int]) -> Draft:
    """The draft with cells merged over rows: place → row span; what they cover goes."""
    covered = {(row + n, column) for (row, column), height in spans.items() for n in range(1, height)}
    cells = tuple(
        cell._replace(row_span=spans.get((cell.row, cell.column), 1))
        for cell in draft.grid.cells
        if (cell.row, cell.column) not in covered
    )
    return replace(draft, grid=replace(draft.grid, cells=cells))


def labels(draft: Draft) -> list[tuple[int, int, str]]:
    """(row, row span, text) of the first column's body cells."""
    return [(c.row, c.row_span, c.raw) for c in draft.grid.cells if c.column == 0 and c.row > 0]


def test_a_merged_label_that_the_break_cut_is_one_cell() -> None:
    rows = [["指标", "名称"], ["产出指标", "甲"], ["", "乙"], ["效益指标", "丙"]]
    first = with_spans(draft(rows, 1, "目标表"), {(1, 0): 2})
    for rest in ([["", "丁"], ["", "戊"]], [["", "丁"]]):
        second = with_spans(draft([["指标", "名称"], *rest], 2), {(1, 0): len(rest)})
        (joined,) = join(first, second)
        assert isinstance(joined, Draft)
        assert labels(joined) == [(1, 2, "产出指标"), (3, 1 + len(rest), "效益指标")]
        (cell,) = [cell for cell in joined.grid.cells if cell.raw == "效益指标"]
        assert cell.row + cell.row_span == joined.grid.rows


def test_its_text_may_stand_on_the_second_page() -> None:
    first = with_spans(draft([["指标", "名称"], ["产出指标", "甲"], ["", "乙"]], 1, "目标表"), {})
    second = with_spans(draft([["指标", "名称"], ["效益指标", "丙"], ["", "丁"]], 2), {(1, 0): 2})
    (joined,) = join(first, second)
    assert isinstance(joined, Draft)
    assert labels(joined) == [(1, 1, "产出指标"), (2, 3, "效益指标")]


def test_a_tier_that_the_break_cut_into_single_rows_is_one_cell() -> None:
    edges = (0.0, 30.0, 60.0, 100.0)
    rows = [["一级指标", "名称", "指标值"], ["产出指标", "甲", "≥5个"], ["效益指标", "乙", "明显"]]
    second = [["", "丙", "显著"], ["满意度指标", "丁", "≥90%"]]
    (joined,) = join(draft(rows, 1, "目标表", edges), draft(second, 2, None, edges))
    assert isinstance(joined, Draft)
    assert labels(joined) == [(1, 1, "产出指标"), (2, 2, "效益指标"), (4, 1, "满意度指标")]


@pytest.mark.parametrize(("lower", "is_one"), [("标", True), ("可持续影响指标", False), ("其他", False)])
def test_a_word_that_the_break_cut_is_one_cell(lower: str, is_one: bool) -> None:
    edges = (0.0, 30.0, 60.0, 100.0)
    rows = [["二级指标", "名称", "指标值"], ["经济效益指标", "甲", "≥5个"], ["社会效益指", "乙", "明显"]]
    second = [[lower, "丙", "显著"], ["生态效益指标", "丁", "≥90%"]]
    (joined,) = join(draft(rows, 1, "目标表", edges), draft(second, 2, None, edges))
    assert isinstance(joined, Draft)
    cut = [(2, 2, "社会效益指\n标")] if is_one else [(2, 1, "社会效益指"), (3, 1, lower)]
    assert labels(joined) == [(1, 1, "经济效益指标"), *cut, (4, 1, "生态效益指标")]


def test_a_blank_below_the_break_stays_where_blanks_are_usual_or_nothing_is_merged() -> None:
    plain = draft([["指标", "名称"], ["甲类", "1.00"], ["乙类", "3.00"]], 1, "目标表")
    blanks = with_spans(
        draft([["指标", "名称"], ["产出指标", "1.00"], ["", "2.00"], ["", "3.00"], ["效益", "4.00"]], 1, "表"),
        {(1, 0): 2},
    )
    for first in (plain, blanks):
        second = draft([["指标", "名称"], ["", "5.00"], ["满意度", "6.00"]], 2)
        (joined,) = join(first, second)
        assert isinstance(joined, Draft)
        assert (first.grid.rows, 1, "") in labels(joined)


@pytest.mark.parametrize(("last", "goes_on"), [("丁", True), ("合计", False)])
def test_a_merged_label_above_the_break_is_not_that_of_the_total(last: str, goes_on: bool) -> None:
    header = ["类别", "名称"]
    first = with_spans(draft([header, ["人员类", "甲"], ["", "乙"], ["公用类", "丙"]], 1, "支出表"), {(1, 0): 2})
    (joined,) = join(first, draft([header, ["", last]], 2))
    assert isinstance(joined, Draft)
    end = [(3, 2, "公用类")] if goes_on else [(3, 1, "公用类"), (4, 1, "")]
    assert labels(joined) == [(1, 2, "人员类"), *end]
