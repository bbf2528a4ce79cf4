"""Headers of torn statements: rows of words that were read as rows, columns that are none, a unit without its value."""

from collections.abc import Callable, Sequence

import pytest

from extractor.document.document import Document
from extractor.document.table import Table

Rows = Sequence[Sequence[str]]
Read = Callable[..., Document]
Values = Callable[[Table], list[list[str]]]

TITLE, CAPTIONS = "部门支出总表", "单位：万元"
NAMES = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
BODY = [
    ["", "合计", "165.40", "125.15", "40.25"],
    ["201", "一般公共服务支出", "120.30", "80.05", "40.25"],
    ["20103", "政府办公厅及相关机构事务", "120.30", "80.05", "40.25"],
    ["2010301", "行政运行", "80.05", "80.05", ""],
    ["2010302", "一般行政管理事务", "40.25", "", "40.25"],
    ["208", "社会保障和就业支出", "45.10", "45.10", ""],
    ["20805", "行政事业单位养老支出", "45.10", "45.10", ""],
    ["2080505", "机关事业单位基本养老保险缴费支出", "45.10", "45.10", ""],
]


def _kinds(document: Document) -> list[tuple[str, bool]]:
    return [(repair.kind, repair.applied) for repair in document.repairs]


@pytest.mark.parametrize("place", [1, 4, 8])
def test_words_of_the_header_within_the_rows_are_no_row(read: Read, values: Values, place: int) -> None:
    document = read(TITLE, CAPTIONS, [NAMES, *BODY[:place], NAMES, *BODY[place:]])
    assert values(document.tables[0]) == BODY
    assert _kinds(document) == [("header_in_body", True)]
    assert document.repairs[0].before == " ".join(NAMES)


def test_a_row_that_has_an_amount_beside_a_word_of_the_header_stays(read: Read, values: Values) -> None:
    rows = [*BODY[:4], ["", "合计", "", "80.05", ""], *BODY[4:]]
    document = read(TITLE, CAPTIONS, [NAMES, *rows])
    assert values(document.tables[0]) == rows
    assert "header_in_body" not in dict(_kinds(document))


def test_names_of_columns_that_were_read_as_the_first_row_are_the_header(read: Read, values: Values) -> None:
    above, below = ["科目编码", "科目名称", "合计", "本年支出", ""], ["", "", "", "基本支出", "项目支出"]
    document = read(TITLE, CAPTIONS, [above, ["栏次", "", "1", "2", "3"], below, *BODY])
    (table,) = document.tables
    assert values(table) == BODY
    assert [column.path for column in table.columns[2:]] == [
        ("合计",),
        ("本年支出", "基本支出"),
        ("本年支出", "项目支出"),
    ]
    assert _kinds(document) == [("header_row_in_body", True)]


def test_words_over_columns_without_amounts_are_a_row(read: Read, values: Values) -> None:
    texts = [
        ["采购项目", "采购方式", "备注"],
        ["办公家具", "公开招标", "续签"],
        ["打印设备", "询价", ""],
        ["", "", "无"],
    ]
    document = read("政府采购预算表", CAPTIONS, texts)
    assert values(document.tables[0])[0] == texts[1]
    assert document.repairs == ()


def test_a_name_that_repeats_the_one_beside_it_over_nothing_is_no_column(read: Read, values: Values) -> None:
    def phantom(row: Sequence[str], text: str) -> list[str]:
        return [*row[:3], text, *row[3:]]

    numbers = ["栏次", "", "1", "", "2", "3"]
    document = read(TITLE, CAPTIONS, [phantom(NAMES, "基本支出"), numbers, *(phantom(row, "") for row in BODY)])
    (table,) = document.tables
    assert [column.path for column in table.columns] == [(name,) for name in NAMES]
    assert values(table) == BODY
    assert _kinds(document) == [("torn_header", True)]


def test_a_column_that_repeats_a_name_and_holds_amounts_is_one(read: Read, values: Values) -> None:
    twice = [[*row[:3], row[3], *row[3:]] for row in BODY]
    header = [*NAMES[:3], "基本支出", *NAMES[3:]]
    document = read(TITLE, CAPTIONS, [header, ["栏次", "", "1", "2", "3", "4"], *twice])
    assert values(document.tables[0]) == twice


ASSETS = [
    ["资产总额", "项 目", "数 量", "截止时间：2023-12-31", ""],
    ["", "", "", "金 额", "单 位"],
    ["1、房屋(平方米)", "", "700", "951.25", ""],
    ["2、车辆(台、辆)", "", "2", "800.00", ""],
    ["3、其他固定资产", "", "40", "31.25", ""],
    ["4、无形资产", "", "", "120.00", ""],
]


def test_a_unit_whose_value_is_lost_is_that_of_all_other_tables(read: Read, values: Values) -> None:
    document = read(TITLE, CAPTIONS, [NAMES, *BODY], "部门固定资产占用情况表", ASSETS)
    assets = document.tables[-1]
    assert (assets.unit, assets.as_of) == ("万元", "2023-12-31")
    assert values(assets)[0] == ["资产总额", "", "951.25"]
    assert values(assets)[1][-1] == "800.00"
    restored = [repair for repair in document.repairs if repair.kind == "unit_restored"]
    assert [(repair.after, repair.applied) for repair in restored] == [("万元", True)]


def test_a_lost_unit_stays_lost_where_the_other_tables_have_several(read: Read) -> None:
    other = ["财政拨款支出表", "单位：元", [NAMES, *BODY]]
    document = read(TITLE, CAPTIONS, [NAMES, *BODY], *other, "部门固定资产占用情况表", ASSETS)
    assert document.tables[-1].unit is None
    assert "unit_restored" not in dict(_kinds(document))
