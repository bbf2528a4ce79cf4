"""Lines in which the grand total of income equals that of expenditure, and the sums that a side's lines say."""

from collections.abc import Sequence

import pytest

from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import Entry, Line
from extractor.repair.statements.side_sums import Balance, balances, line_sums, name_of, sides_of

_MODEL = Model((("收入",), ("预算数",), ("支出",), ("预算数",)), ("name", "amount", "name", "amount"), 2, "own", None)
_PATHS = (("收入",), ("合计",), ("支出",), ("合计",), ("财政拨款",))
_WIDE = Model(_PATHS, ("name", "amount", "name", "amount", "amount"), 2, "own", None)


def _lines(rows: Sequence[Sequence[str]]) -> list[Line]:
    return [Line([Entry(text) for text in row], None, 0) for row in rows]


def test_the_grand_totals_of_two_sides_balance_by_their_first_amounts() -> None:
    rows = [["一、拨款收入", "9.00", "一、教育支出", "9.00"], ["收入总计", "9.00", "支出总计", "9.00"]]
    assert balances(_lines(rows), sides_of(_MODEL)) == [Balance(1, 1, (3,))]
    wide = [[*row, "9.00"] for row in rows]
    assert balances(_lines(wide), sides_of(_WIDE)) == [Balance(1, 1, (3,))]


@pytest.mark.parametrize(
    "row",
    [
        ["本年收入合计", "9.00", "本年支出合计", "8.00"],
        ["收入总计", "9.00", "本年支出合计", "8.00"],
        ["小计", "9.00", "小计", "8.00"],
        ["收入总计", "9.00", "结转下年", "1.00"],
        ["上年结转", "9.00", "支出总计", "8.00"],
        ["收入总计", "9.00", "", "8.00"],
    ],
)
def test_other_lines_need_not_balance(row: list[str]) -> None:
    assert balances(_lines([row]), sides_of(_MODEL)) == []


def test_one_side_alone_has_nothing_to_balance_with() -> None:
    model = Model((("科目",), ("预算数",)), ("name", "amount"), 2, "own", None)
    assert balances(_lines([["合计", "9.00"]]), sides_of(model)) == []


def test_a_total_is_made_of_the_numbered_lines_of_the_top_level() -> None:
    (side, _) = sides_of(_MODEL)
    texts = ["一、甲", "（一）乙", "（二）丙", "二、丁", "本年收入合计", "上年结转", "收入总计"]
    lines = _lines([[text, "", "", ""] for text in texts])
    found = line_sums(lines, side, [name_of(line, side) for line in lines])
    assert {sum_.total: sum_.ways for sum_ in found} == {0: ((1, 2),), 4: ((0, 3),), 6: ((4, 5),)}
    assert all(sum_.told for sum_ in found)


def test_a_share_of_a_line_is_no_part_of_the_total() -> None:
    (side, _) = sides_of(_MODEL)
    lines = _lines([[text, "", "", ""] for text in ["合计", "一、甲", "其中：乙", "二、丙"]])
    (found,) = line_sums(lines, side, [name_of(line, side) for line in lines])
    assert (found.total, found.ways) == (0, ((1, 3),))


_OFFICES = Model((("代码",), ("名称",), ("合计",)), ("any", "name", "amount"), 2, "own", None)


@pytest.mark.parametrize(
    ("codes", "parts"),
    [
        (["466", "466001", "466002", "合计"], {0: ((1, 2),), 3: ((0,),)}),
        (["466", "466001", "466001", "合计"], {3: ((0, 1, 2),)}),  # a code that repeats: lists of projects
        (["466", "466001", "", "合计"], {3: ((0, 1, 2),)}),  # a line without one
        (["466", "467", "468", "合计"], {3: ((0, 1, 2),)}),  # none is of another
    ],
)
def test_units_are_parts_of_their_department_by_their_codes(codes: list[str], parts: dict[int, object]) -> None:
    (side,) = sides_of(_OFFICES)
    names = ["甲局", "甲局本级", "甲中心", ""]
    lines = _lines([[code, name, "1.00"] for code, name in zip(codes, names, strict=True)])
    found = line_sums(lines, side, [name_of(line, side) for line in lines])
    assert {one.total: one.ways for one in found} == parts
