"""A join over a page break is taken back where the arithmetic of both pieces says so, and only there."""

from collections.abc import Sequence

from extractor.document.content import Grid, GridCell
from extractor.document.draft import Draft
from extractor.document.geometry import BBox, Place
from extractor.layout.headers import read_header
from extractor.pipeline.document_problems import document_problems
from extractor.pipeline.laying_out import Layout, label_items
from extractor.pipeline.parting import part_joins
from extractor.pipeline.readings import Reading, read_tables
from extractor.tables.joins import join_drafts

HEADER = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
EDGES = (50.0, 130.0, 300.0, 380.0, 450.0, 520.0)
EDUCATION = [["205", "教育支出", "9.00", "4.00", "5.00"], ["206", "科学技术支出", "3.00", "1.00", "2.00"]]
TOTAL = ["", "合计", "12.00", "5.00", "7.00"]
HEALTH = [
    ["210", "卫生健康支出", "15.00", "7.00", "8.00"],
    ["21001", "卫生健康管理事务", "7.00", "5.00", "2.00"],
    ["21002", "公立医院", "8.00", "2.00", "6.00"],
]


def draft(rows: Sequence[Sequence[str]], page: int, title: str | None = None) -> Draft:
    cells = tuple(
        GridCell(r, c, text, places=(Place(page, BBox(EDGES[c], 60 + 20 * r, EDGES[c + 1], 80 + 20 * r)),))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    place = Place(page, BBox(EDGES[0], 60, EDGES[-1], 60 + 20 * len(rows)))
    return Draft(Grid(len(rows), 5, cells, (place,), column_edges=EDGES), title=title, unit="万元")


def read(*drafts: Draft) -> tuple[Layout, Reading]:
    joined = join_drafts(drafts, [read_header(item.grid) for item in drafts])
    assert len(joined) == 1  # what stands on the pages alone says that it is one table
    layout = label_items(joined)
    return part_joins(layout, read_tables(layout, layout.tables, (), None), None)


def test_a_piece_that_adds_up_by_itself_and_is_in_no_total_is_another_table() -> None:
    layout, reading = read(draft([HEADER, TOTAL, *EDUCATION], 1, "支出预算表"), draft([HEADER, *HEALTH], 2))
    one, other = layout.tables
    assert [len(table.rows) for table in layout.tables] == [3, 3]
    assert reading.verification.failed_checks == 0
    (join,) = one.joins
    assert join.taken_back and join.score > 0 and other.joins == ()
    problems = document_problems("application/pdf", "a.pdf", layout.tables, (), "budget")
    assert [(p.code, p.page, p.subjects) for p in problems if "join" in p.code] == [("join_taken_back", 2, ("t1",))]


def test_without_a_header_or_a_sum_of_its_own_a_piece_goes_on() -> None:
    first = draft([HEADER, TOTAL, *EDUCATION], 1, "支出预算表")
    for rest in (HEALTH, [HEADER, HEALTH[0]]):
        layout, reading = read(first, draft(rest, 2))
        assert len(layout.tables) == 1 and reading.verification.failed_checks
        assert not layout.tables[0].joins[0].taken_back


def test_a_table_whose_total_is_misprinted_stays_one() -> None:
    misprint = ["", "合计", "27.00", "13.00", "15.00"]  # 12.00 is meant
    layout, reading = read(draft([HEADER, misprint, *EDUCATION], 1, "支出预算表"), draft([HEADER, *HEALTH], 2))
    (table,) = layout.tables
    assert reading.verification.failed_checks and len(table.rows) == 6 and not table.joins[0].taken_back


def test_what_holds_over_the_break_keeps_it_whatever_else_fails() -> None:
    wrong = ["", "合计", "27.00", "12.00", "7.00"]  # the last amount fits the first page alone
    layout, reading = read(draft([HEADER, wrong, *EDUCATION], 1, "支出预算表"), draft([HEADER, *HEALTH], 2))
    assert len(layout.tables) == 1 and reading.verification.failed_checks


def test_only_the_wrong_one_of_two_joins_is_taken_back() -> None:
    pages = [[HEADER, TOTAL, EDUCATION[0]], [HEADER, EDUCATION[1]], [HEADER, *HEALTH]]
    layout, _ = read(*(draft(rows, page, "支出预算表" if page == 1 else None) for page, rows in enumerate(pages, 1)))
    assert [table.pages for table in layout.tables] == [(1, 2), (3,)]
    assert [bool(join.taken_back) for join in layout.tables[0].joins] == [False, True]


def test_what_follows_a_wrong_join_stays_together() -> None:
    more = [["213", "农林水支出", "4.00", "1.00", "3.00"]]
    pages = [[HEADER, TOTAL, *EDUCATION], [HEADER, *HEALTH], [HEADER, *more]]
    layout, _ = read(*(draft(rows, page, "支出预算表" if page == 1 else None) for page, rows in enumerate(pages, 1)))
    assert [table.pages for table in layout.tables] == [(1,), (2, 3)]
