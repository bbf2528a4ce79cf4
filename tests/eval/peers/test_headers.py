"""How many rows are header: the plain rule that every peer is given."""

import pytest

from extractor.eval.peers.grid import settle
from extractor.eval.peers.headers import count_header_rows, is_number_row
from extractor.eval.peers.worker.raw import RawCell, RawTable

BOX = (0.0, 0.0, 1.0, 1.0)


def count(*rows: str, spans: tuple[RawCell, ...] = ()) -> int:
    cells = [
        RawCell(number, column, text)
        for number, row in enumerate(rows)
        for column, text in enumerate(row.split("|"))
        if text != "^"
    ]
    raw = RawTable(1, BOX, len(rows), rows[0].count("|") + 1, (*spans, *cells), spans_known=True)
    return count_header_rows(settle(raw))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("项目|金额", "办公费|10.00"), 1),
        (("收入||支出", "项目|金额|项目", "工资|1|办公"), 2),
        (("编码|名称", "201|一般公共服务"), 1),
        (("项目|金额", "合计|", "甲|1"), 1),
        (("项目|金额", "|", "甲|1"), 1),
        (("三公经费|", "合计|出国", "3|4"), 2),
        (("项目|本年|上年", "栏次|1|2", "甲|3|4"), 2),
        (("10|20", "30|40"), 1),
        (("项目|内容", "甲|乙"), 1),
        (("只有一行|表头",), 1),
    ],
)
def test_the_first_row_of_body_ends_the_header(rows: tuple[str, ...], expected: int) -> None:
    assert count(*rows) == expected


def test_a_merged_cell_of_the_first_row_says_how_deep_at_least() -> None:
    assert count("^|支出", "^|金额", "甲|乙", spans=(RawCell(0, 0, "项目", row_span=2),)) == 2


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("栏次", "1", "2"), True),
        (("1", "2", "—"), True),
        (("2", "1"), False),
        (("1",), False),
        (("甲类", "1", "2"), False),
    ],
)
def test_column_numbers_rise_and_stand_alone(row: tuple[str, ...], expected: bool) -> None:
    assert is_number_row(row) is expected
