"""Tables on following pages: when two are one."""

import pytest

from extractor.eval.peers.captions import Captioned
from extractor.eval.peers.grid import row_texts, settle
from extractor.eval.peers.joins import join
from extractor.eval.peers.page_lines import PageLine
from extractor.eval.peers.worker.raw import RawCell, RawTable

Row = tuple[str, ...]
FIRST: tuple[Row, ...] = (("项目", "金额"), ("甲", "1"))


def table(page: int, rows: tuple[Row, ...], above: tuple[str, ...] = ()) -> Captioned:
    cells = [
        RawCell(r, c, text, box=(c * 10.0, r * 5.0, c * 10.0 + 10, r * 5.0 + 5))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return Captioned(settle(RawTable(page, (0, 0, 20, 50), len(rows), len(rows[0]), tuple(cells), True)), above)


def rows_after_join(second: Captioned, *lines: PageLine, first: Captioned | None = None) -> list[list[Row]]:
    joined = join([first or table(1, FIRST, ("支出总表", "单位：元")), second], lines)
    return [row_texts(one.table) for one in joined]


@pytest.mark.parametrize(
    "second",
    [
        table(2, (("乙", "2"),)),
        table(2, (("项目", "金额"), ("乙", "2"))),
        table(2, (("项目", "金额"), ("乙", "2")), ("支出总表", "单位：元")),
        table(2, (("乙", "2"),), ("支出总表（续表）",)),
        table(2, (("", "乙", "2"),)),
    ],
    ids=["bare", "repeated header", "repeated title", "continued", "margin taken for a column"],
)
def test_what_goes_on_is_one_table_without_the_repeated_header(second: Captioned) -> None:
    assert rows_after_join(second) == [[("项目", "金额"), ("甲", "1"), ("乙", "2")]]


@pytest.mark.parametrize(
    "second",
    [
        table(3, (("乙", "2"),)),
        table(1, (("乙", "2"),)),
        table(2, (("项目", "金额"), ("乙", "2")), ("收入总表",)),
        table(2, (("乙", "2", "3"),)),
    ],
    ids=["a page between", "the same page", "another title", "more columns"],
)
def test_what_is_another_table_stays_apart(second: Captioned) -> None:
    assert len(rows_after_join(second)) == 2


def test_a_line_below_the_first_ends_it_but_a_page_number_does_not() -> None:
    below = (0.0, 60.0, 10.0, 65.0)
    second = table(2, (("乙", "2"),))
    assert len(rows_after_join(second, PageLine(1, below, "注：略"))) == 2
    assert len(rows_after_join(second, PageLine(1, below, "1", furniture=True))) == 1


def test_a_lone_merged_total_joins_by_its_edges() -> None:
    wide = RawTable(2, (0, 0, 20, 5), 1, 1, (RawCell(0, 0, "合计", box=(0, 0, 20, 5)),), True)
    joined = join([table(1, FIRST), Captioned(settle(wide), ())], [])
    assert [cell.column_span for cell in joined[0].table.cells] == [1, 1, 1, 1, 2]
    assert joined[0].table.pages == (1, 2)
