"""Torn dumps of statements, put right and left alone: what a user gets."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.document.document import Document
from extractor.document.table import Table
from extractor.options import Options, RepairOptions
from extractor.pipeline import extract

Rows = Sequence[Sequence[str]]
Read = Callable[..., Document]
Values = Callable[[Table], list[list[str]]]

HEADER = [
    ["序号", "功能分类科目", "", "合计", "基本支出", "项目支出"],
    ["", "科目编码", "科目名称", "", "", ""],
    ["栏次", "1", "2", "3", "4", "5"],
]
BODY = [
    ["1", "", "合计", "190.50", "150.25", "40.25"],
    ["2", "201", "一般公共服务支出", "120.30", "80.05", "40.25"],
    ["3", "20103", "政府办公厅及相关机构事务", "120.30", "80.05", "40.25"],
    ["4", "2010301", "行政运行", "80.05", "80.05", ""],
    ["5", "2010302", "一般行政管理事务", "40.25", "", "40.25"],
    ["6", "208", "社会保障和就业支出", "45.10", "45.10", ""],
    ["7", "20805", "行政事业单位养老支出", "45.10", "45.10", ""],
    ["8", "2080501", "行政单位离退休", "12.60", "12.60", ""],
    ["9", "2080505", "机关事业单位基本养老保险缴费支出", "32.50", "32.50", ""],
    ["10", "221", "住房保障支出", "25.10", "25.10", ""],
    ["11", "22102", "住房改革支出", "25.10", "25.10", ""],
    ["12", "2210201", "住房公积金", "25.10", "25.10", ""],
]
TITLE = "一般公共预算支出表"
CAPTIONS = "预算年度：2024\n\n单位：万元"


def _torn(row: int, texts: Sequence[str]) -> list[list[str]]:
    return [*HEADER, *(list(texts) if n == row else own for n, own in enumerate(BODY))]


def test_a_sound_dump_is_read_the_same_with_and_without_repair(read: Read) -> None:
    with_repair = read(TITLE, CAPTIONS, [*HEADER, *BODY])
    without = read(TITLE, CAPTIONS, [*HEADER, *BODY], repair=False)
    assert with_repair.tables == without.tables
    assert with_repair.statements == without.statements
    assert with_repair.repairs == ()


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        (8, ["9", "2080505 机关事业单位基本养老保险缴费支出", "32.50", "32.50", "", ""]),
        (3, ["4", "2010301 行政运行", "", "80.05", "80.05", ""]),
        (1, ["2", "201", "一般公共服务支出 120.30", "80.05", "40.25", ""]),
        (6, ["7", "20805", "行政事业单位养老支出", "45.10 45.10", "", ""]),
        (9, ["10 221", "住房保障支出", "25.10", "25.10", "", ""]),
        (2, ["3", "20", "103", "政府办公厅及相关机构事务", "120.30", "80.05", "40.25"]),
        (11, ["1", "2", "2210201", "住房公积金", "25.10", "25.10"]),
        (1, ["2", "201", "一般公共服务支出", "120.", "30", "80.05", "40.25"]),
        (5, ["6", "208", "社会保障和", "就业支出", "45.10", "45.10"]),
    ],
)
def test_fused_split_and_shifted_cells_come_back(read: Read, values: Values, row: int, texts: list[str]) -> None:
    document = read(TITLE, CAPTIONS, _torn(row, texts))
    (table,) = document.tables
    assert values(table) == BODY
    assert len(table.columns) == 6
    (repair,) = [repair for repair in document.repairs if repair.kind == "torn_row"]
    assert repair.applied
    assert repair.before != repair.after
    assert repair.confidence >= 0.9


def test_two_rows_in_one_line_are_parted(read: Read, values: Values) -> None:
    fused = [f"{a} {b}".strip() for a, b in zip(BODY[7], BODY[8], strict=True)]
    document = read(TITLE, CAPTIONS, [*HEADER, *BODY[:7], fused, *BODY[9:]])
    assert values(document.tables[0]) == BODY
    assert {repair.kind for repair in document.repairs} == {"fused_rows"}


def test_the_rest_of_a_name_below_goes_up(read: Read, values: Values) -> None:
    upper, lower = ["9", "2080505", "机关事业单位基本养老", "32.50", "32.50", ""], ["", "", "保险缴费支出", "", "", ""]
    document = read(TITLE, CAPTIONS, [*HEADER, *BODY[:8], upper, lower, *BODY[9:]])
    assert values(document.tables[0]) == BODY


@pytest.mark.parametrize("cut", [3, 6, 9])
def test_a_page_break_without_a_header_is_joined(read: Read, values: Values, cut: int) -> None:
    document = read(TITLE, CAPTIONS, [*HEADER, *BODY[:cut]], BODY[cut:])
    (table,) = document.tables
    assert values(table) == BODY
    assert [repair.kind for repair in document.repairs] == ["joined_over_break"]
    assert len({cell.id for cell in table.cells}) == len(table.cells)


def test_a_page_whose_header_lost_a_column_is_joined_and_its_header_told(read: Read, values: Values) -> None:
    head = [["序号", "科目编码", "科目名称", "合计", "", "", "项目支出"], ["", "", "", "1", "2", "3", ""]]
    first = [[*row[:3], "", *row[3:]] for row in BODY[:6]]
    document = read(TITLE, CAPTIONS, [*head, *first], CAPTIONS, [*HEADER, *BODY[6:]])
    (table,) = document.tables
    assert values(table) == BODY
    assert [column.path for column in table.columns[3:]] == [("合计",), ("基本支出",), ("项目支出",)]


def test_tables_of_two_titles_are_not_joined(read: Read) -> None:
    document = read(TITLE, CAPTIONS, [*HEADER, *BODY], "项目支出表", CAPTIONS, [*HEADER, *BODY[:3]])
    assert len(document.tables) == 2


def test_amounts_that_slid_down_go_up_where_the_sums_say_so(read: Read, values: Values) -> None:
    rows = [list(row) for row in BODY]
    rows[3][4], rows[4][4] = "", "80.05"
    document = read(TITLE, CAPTIONS, [*HEADER, *rows])
    assert values(document.tables[0]) == BODY
    (repair,) = document.repairs
    assert (repair.kind, repair.applied) == ("slid_amounts", True)
    assert any(word.startswith("k") for word in repair.evidence)


@pytest.mark.parametrize("last", [4, 5])
def test_rows_that_stand_a_column_off_together_go_back_together(read: Read, values: Values, last: int) -> None:
    """The rows of 2010301 and what follows it stand under 项目支出, as far as their column says."""
    rows = [list(row) for row in BODY]
    for row in rows[5 : last + 4]:
        row[4], row[5] = "", row[4]
    document = read(TITLE, CAPTIONS, [*HEADER, *rows])
    assert values(document.tables[0]) == BODY
    assert document.summary.failed_checks == 0


@pytest.mark.parametrize("mark", ["续表2", "— 12 —", "第3页 共20页"])
def test_what_the_page_prints_around_a_table_is_no_row(read: Read, values: Values, mark: str) -> None:
    document = read(TITLE, CAPTIONS, [*HEADER, *BODY[:5], [mark, "", "", "", "", ""], *BODY[5:]])
    (table,) = document.tables
    assert values(table) == BODY
    (repair,) = document.repairs
    assert (repair.kind, repair.before, repair.applied) == ("page_line", mark, True)


UNITS = [
    ["部门（单位）代码", "部门（单位）名称", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
    ["488", "财政局", "90.50", "70.30", "20.20", ""],
    ["488001", "财政局本级", "40.10", "30.00", "10.10", ""],
    ["488002", "服务中心", "20.40", "14.40", "6.00", ""],
    ["488003", "信息中心", "30.00", "25.90", "4.10", ""],
    ["合计", "", "90.50", "70.30", "20.20", ""],
]


def test_a_few_amounts_of_neighbouring_rows_go_back_though_their_own_sums_hold(read: Read, values: Values) -> None:
    slid = [[*row[:3], "", *row[3:5]] if row[0] in ("488001", "488002") else row for row in UNITS]
    (table,) = read("部门收入总表", "单位：万元", slid).tables
    assert values(table) == UNITS[1:]


def test_an_item_without_an_amount_is_not_the_end_of_the_name_above(read: Read, values: Values) -> None:
    head = [["项目", "预算数"]]
    rows = [["“三公”经费合计", "9.50"], ["一、因公出国（境）费", "3.00"], ["二、公务接待费", "2.50"]]
    rows += [["三、公务用车费", "4.00"], ["其中：公务用车运行费", "4.00"], ["公务用车购置费", ""]]
    document = read("“三公”经费支出表", CAPTIONS, [*head, *rows])
    assert values(document.tables[0]) == rows


def test_a_page_without_a_header_under_its_captions_goes_on(read: Read, values: Values) -> None:
    document = read(TITLE, CAPTIONS, [*HEADER, *BODY[:6]], CAPTIONS, BODY[6:])
    (table,) = document.tables
    assert values(table) == BODY


def test_headings_of_two_sides_begin_at_their_columns_of_names(read: Read) -> None:
    head = [["收入", "", "", "支出"], ["项目", "预算数", "项目", "预算数"]]
    rows = [
        ["一、财政拨款收入", "90.50", "一、教育支出", "60.25"],
        ["二、事业收入", "9.50", "二、住房保障支出", "39.75"],
    ]
    rows += [["本年收入合计", "100.00", "本年支出合计", "100.00"]]
    document = read("收支预算总表", CAPTIONS, [*head, *rows])
    paths = [column.path for column in document.tables[0].columns]
    assert paths == [("收入", "项目"), ("收入", "预算数"), ("支出", "项目"), ("支出", "预算数")]


def test_a_heading_that_slid_off_its_codes_stands_over_them_again(read: Read) -> None:
    head = [["", "功能分类科目", "合计", "基本支出", "项目支出"], ["科目编码", "科目名称", "", "", ""]]
    document = read(TITLE, CAPTIONS, [*head, *(row[1:] for row in BODY)])
    paths = [column.path for column in document.tables[0].columns[:2]]
    assert paths == [("功能分类科目", "科目编码"), ("功能分类科目", "科目名称")]


def test_a_name_one_character_off_is_told_by_its_code(read: Read, values: Values) -> None:
    document = read(TITLE, CAPTIONS, _torn(7, ["8", "2080501", "行政单位离退体", "12.60", "12.60", ""]))
    assert values(document.tables[0])[7][2] == "行政单位离退休"
    (repair,) = document.repairs
    assert (repair.kind, repair.applied, repair.before) == ("near_miss_name", True, "行政单位离退体")


def test_a_name_two_characters_off_stays_and_is_said(read: Read, values: Values) -> None:
    document = read(TITLE, CAPTIONS, _torn(10, ["11", "22102", "制度改革支出", "25.10", "25.10", ""]))
    assert values(document.tables[0])[10][2] == "制度改革支出"
    assert [(repair.kind, repair.applied) for repair in document.repairs] == [("near_miss_name", False)]


def test_amounts_under_the_wrong_heading_go_under_the_right_one_together(read: Read, values: Values) -> None:
    head = [["科目编码", "科目名称", "合计", "人员经费", "公用经费"]]
    body = [
        ["", "合计", "96.50", "75.20", "21.30"],
        ["301", "工资福利支出", "70.10", "70.10", ""],
        ["30101", "基本工资", "50.05", "50.05", ""],
        ["30102", "津贴补贴", "20.05", "20.05", ""],
        ["302", "商品和服务支出", "21.30", "", "21.30"],
        ["30201", "办公费", "11.20", "", "11.20"],
        ["30211", "差旅费", "10.10", "", "10.10"],
        ["303", "对个人和家庭的补助", "5.10", "5.10", ""],
        ["30302", "退休费", "5.10", "5.10", ""],
    ]
    torn = [[*row[:3], row[4], row[3]] if row[0][:3] in ("302", "303") else row for row in body]
    document = read("一般公共预算基本支出表", CAPTIONS, [*head, *torn])
    assert values(document.tables[0]) == body
    assert document.summary.failed_checks == 0


def test_a_total_left_out_by_a_block_that_slid_is_told_by_funds_declared_empty(read: Read, values: Values) -> None:
    empty = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
    note = "注：无此项预算，空表列示。"
    head = [["序号", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]]
    torn = [["1", "合计", "", "9.50", "", "9.50"], ["2", "公务用车费", "", "6.00", "", "6.00"]]
    torn += [["3", "公务接待费", "", "3.50", "", "3.50"], ["4", "因公出国费", "", "", "", ""]]
    document = read(
        "政府性基金预算支出表", CAPTIONS, empty, note,
        "国有资本经营预算支出表", CAPTIONS, empty, note,
        "“三公”经费支出表", CAPTIONS, [*head, *torn],
    )  # fmt: skip
    assert values(document.tables[-1])[:3] == [
        ["1", "合计", "9.50", "9.50", "", ""],
        ["2", "公务用车费", "6.00", "6.00", "", ""],
        ["3", "公务接待费", "3.50", "3.50", "", ""],
    ]


def test_without_that_witness_the_block_stays_and_is_said(read: Read, values: Values) -> None:
    head = [["序号", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]]
    torn = [["1", "合计", "", "9.50", "", "9.50"], ["2", "公务用车费", "", "6.00", "", "6.00"]]
    torn += [["3", "公务接待费", "", "3.50", "", "3.50"], ["4", "因公出国费", "", "", "", ""]]
    document = read("“三公”经费支出表", CAPTIONS, [*head, *torn])
    assert values(document.tables[0]) == torn
    assert [repair.applied for repair in document.repairs if repair.kind == "slid_block"] == [False]


def test_an_amount_that_two_identities_give_is_filled_and_vouches_for_nothing(read: Read, values: Values) -> None:
    rows = [list(row) for row in BODY]
    rows[8][3] = ""
    document = read(TITLE, CAPTIONS, [*HEADER, *rows])
    (repair,) = document.repairs
    assert (repair.kind, repair.applied) == ("lost_amount", True)
    assert values(document.tables[0]) == BODY
    assert repair.made_from


def test_an_amount_that_is_one_sum_short_stays_blank(read: Read, values: Values) -> None:
    head = [["科目名称", "预算数"]]
    rows = [["合计", "30.50"], ["一、行政运行", "10.50"], ["二、会议费", ""], ["三、培训费", ""]]
    document = read("支出预算表", CAPTIONS, [*head, *rows])
    assert values(document.tables[0]) == rows


def test_a_threshold_near_one_leaves_everything_as_printed(read: Read) -> None:
    torn = _torn(8, ["9", "2080505 机关事业单位基本养老保险缴费支出", "32.50", "32.50", "", ""])
    strict = read(TITLE, CAPTIONS, torn, threshold=1.0)
    assert strict.tables == read(TITLE, CAPTIONS, torn, repair=False).tables


def test_a_document_that_contradicts_itself_stays_as_printed(read: Read, values: Values) -> None:
    rows = [list(row) for row in BODY]
    rows[8][3] = rows[8][4] = "33.50"
    document = read(TITLE, CAPTIONS, [*HEADER, *rows])
    assert values(document.tables[0]) == rows
    assert document.summary.failed_checks


@given(amounts=st.lists(st.integers(100, 99_999), min_size=5, max_size=12, unique=True), seed=st.integers(0, 9))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sound_table_of_any_amounts_is_changed(read: Read, amounts: list[int], seed: int) -> None:
    rows = [["", "合计", *(f"{sum(amounts) / 100:.2f}",) * 2, ""]]
    for place, amount in enumerate(amounts):
        text = f"{amount / 100:.2f}"
        parts = ["", text] if (place + seed) % 3 == 0 else [text, ""]
        rows.append([f"{201 + place}", f"科目{'甲乙丙丁戊己庚辛壬癸子丑'[place]}支出", text, *parts])
    basic = sum(a for n, a in enumerate(amounts) if (n + seed) % 3)
    rows[0][3:] = [f"{basic / 100:.2f}", f"{(sum(amounts) - basic) / 100:.2f}"]
    head = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
    document = read(TITLE, CAPTIONS, [*head, *rows])
    assert document.tables == read(TITLE, CAPTIONS, [*head, *rows], repair=False).tables


def test_a_table_of_five_thousand_torn_rows_is_given_up_and_said(read: Read) -> None:
    rows = [[str(n + 1), "201 一般公共服务支出", "12.50", "12.50", "", ""] for n in range(5_000)]
    document = read(TITLE, CAPTIONS, [*HEADER, *rows])
    assert len(document.tables[0].rows) == 5_000
    assert "repair_given_up" in {problem.code for problem in document.problems}


def test_the_statements_of_a_real_garbled_dump(shared: Path) -> None:
    document = extract(shared / "documents" / "seeds" / "003_e1c91ba5a22e089b.txt")
    tables = {table.kind: table for table in document.tables}
    assert len(tables["revenue_expenditure_summary"].rows) == 34
    assert [column.path for column in tables["three_public"].columns[2:]] == [
        ("资金性质", name)
        for name in ("合计", "一般公共预算财政拨款", "政策性基金预算拨款", "国有资本经营预算财政拨款")
    ]
    assert [row.values for row in tables["assets"].rows] == [
        ("资产总额", "", "2083.80"),
        ("1、房屋(平方米)", "12148", "1807.80"),
        ("其中：办公用房(平方米)", "12147", "1083.37"),
        ("2、车辆(台、辆)", "1", "19.75"),
        ("3、单价在20万元以上的设备", "", ""),
        ("4、其他固定资产", "798", "256.25"),
    ]
    assert [check.rule for check in document.checks if check.status == "fail"] == [
        "code_has_known_name",
        "code_has_one_name",
        "cost_target_against_budget",
        "plan_ends_at_whole",
    ]
    (name,) = [repair for repair in document.repairs if repair.kind == "near_miss_name"]
    assert (name.before, name.after, name.applied) == ("制度改革支出", "住房改革支出", False)


def test_a_real_pdf_is_the_same_with_and_without_repair(shared: Path) -> None:
    (path, *_) = sorted((shared / "documents" / "jiangsu").glob("*.pdf"))
    with_repair, without = (extract(path, options=Options(repair=RepairOptions(on))) for on in (True, False))
    assert with_repair.tables == without.tables
    assert with_repair.repairs == ()


def test_a_lost_total_is_not_taken_from_the_part_beside_it(read: Read, values: Values) -> None:
    lost = ["8", "2080501", "行政单位离退休", "", "12.60", ""]
    (table,) = read(TITLE, CAPTIONS, _torn(7, lost)).tables
    assert values(table) == BODY


def test_a_line_number_with_a_letter_is_one_still(read: Read, values: Values) -> None:
    (table,) = read(TITLE, CAPTIONS, _torn(9, ["I0", *BODY[9][1:]])).tables
    assert values(table) == BODY


SIDES = [
    ["收入项目", "预算数", "支出项目", "预算数"],
    ["一、本年收入", "90.50", "一、教育支出", "60.30"],
    ["（一）一般公共预算拨款", "90.50", "二、卫生健康支出", "30.20"],
    ["二、上年结转", "1.50", "三、住房保障支出", "1.50"],
    ["收入总计", "92.00", "支出总计", "92.00"],
]


def test_a_total_cut_in_its_name_keeps_its_amount(read: Read, values: Values) -> None:
    cut = [*SIDES[:4], ["收入总计", "92.00", "支出", "92.00"], ["", "", "总计", ""]]
    (table,) = read("收支总表", "单位：万元", cut).tables
    assert values(table) == SIDES[1:]


def test_the_only_part_of_a_lost_total_stays_where_it_is(read: Read) -> None:
    lost = [SIDES[0], ["一、本年收入", "", "一、教育支出", "60.30"], *SIDES[2:]]
    (table,) = read("收支总表", "单位：万元", lost).tables
    assert table.rows[1].values[1] == "90.50"


def test_rows_do_not_move_together_for_their_own_sums_alone(read: Read, values: Values) -> None:
    slid = [UNITS[0], *([*row[:3], "", *row[3:5]] for row in UNITS[2:5])]
    (table,) = read("部门收入总表", "单位：万元", slid).tables
    assert values(table) == slid[1:]
