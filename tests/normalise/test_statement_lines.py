"""Statements: codes, sides, trees and amounts, on labelled tables and on templates of other origins."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.document.record import Line, Statement
from extractor.document.table import Cell, Table
from extractor.normalise.statements import StatementContext, read_statements

BUDGET = StatementContext(2024)


def only(table: Table, context: StatementContext = BUDGET) -> Statement:
    (statement,) = read_statements([table], context)
    return statement


def line(statement: Statement, label: str) -> Line:
    return next(line for line in statement.lines if line.label == label)


def parent(statement: Statement, label: str) -> str | None:
    found = line(statement, label).parent
    return next((other.label for other in statement.lines if other.id == found), None)


def parts_of(statement: Statement, above: Line, measure: str) -> list[Decimal]:
    return [
        amount.value or Decimal(0)
        for other in statement.lines
        if other.parent == above.id and other.role != "of_which"
        for amount in other.amounts
        if amount.measure == measure
    ]


@pytest.mark.parametrize(
    ("name", "at_least"),
    [("jiangsu-shengwei-2019-tables", 35), ("jiangsu-zhengxie-2018-tables", 35), ("hebei-leting-2024-budget", 60)],
)
def test_children_add_up_in_labelled_documents(
    labelled_tables: Callable[[str], list[Table]], name: str, at_least: int
) -> None:
    """The trees are right when the documents' own arithmetic holds in them."""
    tested = 0
    for statement in read_statements(labelled_tables(name), BUDGET):
        for above in statement.lines:
            for amount in above.amounts:
                parts = parts_of(statement, above, amount.measure)
                if not parts or not amount.value or statement.kind in ("assets", "three_public"):
                    continue
                # 主要 parts of 资产 are no partition, and 三公 lines measure what they are
                tolerance = Decimal("0.005") * (len(parts) + 1)
                assert abs(sum(parts) - amount.value) <= tolerance, (statement.kind, above.label, amount.measure)
                tested += 1
    assert tested >= at_least


def test_every_number_of_a_labelled_document_is_an_amount_once(
    labelled_tables: Callable[[str], list[Table]],
) -> None:
    tables = labelled_tables("hebei-leting-2024-budget")
    statements = read_statements(tables, BUDGET)
    cells = [amount.cell for s in statements for line in s.lines for amount in line.amounts]
    assert len(cells) == len(set(cells))
    for table in tables:
        for row, content in enumerate(table.rows):
            for column, text in enumerate(content.values):
                if text and table.columns[column].role in ("amount", "total"):
                    assert f"{table.id}.r{row + 1}c{column}" in cells


def test_sides_and_numbering(make_table: Callable[..., Table]) -> None:
    paths = [("收入", "项目"), ("收入", "预算数"), ("支出", "项目"), ("支出", "预算数")]
    rows = [
        ["一、财政拨款", "9.00", "一、教育支出", "5.00"],
        ["（一）甲", "4.00", "二、卫生健康支出", "4.00"],
        ["（二）乙", "5.00", "", ""],
        ["本年收入合计", "9.00", "本年支出合计", "9.00"],
        ["上年结转", "1.00", "年终结转", "1.00"],
        ["一、甲", "1.00", "", ""],
        ["收入总计", "10.00", "支出总计", "10.00"],
    ]
    statement = only(make_table("收支总表", paths, rows))
    assert [(found.side, found.level) for found in statement.lines] == [
        *(("revenue", level) for level in (1, 2, 2, 0, 1, 2, 0)),
        *(("expenditure", level) for level in (1, 1, 0, 1, 0)),
    ]
    assert parent(statement, "（二）乙") == "一、财政拨款"
    assert parent(statement, "一、甲") == "上年结转"
    assert parent(statement, "上年结转") is None
    assert [found.role for found in statement.lines if "结转" in found.label] == ["carry_over", "carry_over"]
    assert line(statement, "本年支出合计").amounts[0].yuan == Decimal("90000.00")


def test_a_total_label_merged_over_two_sides(make_table: Callable[..., Table]) -> None:
    paths = [("收入", "项目"), ("收入", "金额"), ("支出", "功能分类", "项目"), ("支出", "功能分类", "金额")]
    paths += [("支出", "支出用途", "项目"), ("支出", "支出用途", "金额")]
    rows = [
        ["一、甲", "3.00", "一、乙", "3.00", "一、丙", "3.00"],
        ["收入合计", "3.00", "支出合计", None, None, "3.00"],
    ]
    statement = only(make_table("收支预算总表", paths, rows))
    assert [found.side for found in statement.lines] == ["revenue", "revenue", "expenditure", "use", "expenditure"]
    assert line(statement, "支出合计").amounts[0].value == Decimal("3.00")


def test_codes_in_three_columns(make_table: Callable[..., Table]) -> None:
    paths = [("科目编码", "类"), ("科目编码", "款"), ("科目编码", "项"), ("科目名称",), ("合计",)]
    rows = [
        ["201", "", "", "甲", "3"],
        ["201", "05", "", "乙", "3"],
        ["201", "5", "7", "丙", "1"],
        ["", "", "08", "丁", "2"],
        ["合计", None, None, None, "3"],
    ]
    statement = only(make_table("支出预算总表", paths, rows, unit="元"))
    assert [(found.code, found.code_source, found.level) for found in statement.lines] == [
        ("201", "joined", 1),
        ("20105", "joined", 2),
        ("2010507", "repaired", 3),
        ("2010508", "repaired", 3),
        (None, None, 0),
    ]
    assert parent(statement, "丁") == "乙"
    assert line(statement, "合计").role == "total"


def test_economic_codes_in_two_columns(make_table: Callable[..., Table]) -> None:
    paths = [("部门预算经济分类科目编码", "类"), ("部门预算经济分类科目编码", "款"), ("科目名称",), ("合计",)]
    statement = only(make_table("基本支出表", paths, [["301", "", "甲", "3"], ["301", "2", "乙", "3"]]))
    assert [(found.code, found.code_source, found.level) for found in statement.lines] == [
        ("301", "joined", 1),
        ("30102", "repaired", 2),
    ]


def test_side_by_side_codes_of_a_final_account(make_table: Callable[..., Table]) -> None:
    paths = [("科目编码",), ("科目名称",), ("决算数",)] * 2
    rows: list[list[str | None]] = [
        ["301", "甲", "5.00", "302", "丙", "2.00"],
        ["30101", "乙", "5.00", "30201", "丁", "2.00"],
    ]
    rows += [["人员经费合计", None, "5.00", "公用经费合计", None, "2.00"]]
    statement = only(make_table("一般公共预算财政拨款基本支出决算表", paths, rows), StatementContext(2023, "actual"))
    assert [found.code for found in statement.lines] == ["301", "30101", None, "302", "30201", None]
    assert {amount.phase for found in statement.lines for amount in found.amounts} == {"actual"}
    assert parent(statement, "丁") == "丙"


def test_code_and_name_in_one_cell(make_table: Callable[..., Table]) -> None:
    rows = [["201甲", "3.00"], ["20103-乙", "3.00"], ["合计", "3.00"]]
    statement = only(make_table("支出表", [("科目",), ("合计",)], rows))
    assert [(found.code, found.label) for found in statement.lines] == [("201", "甲"), ("20103", "乙"), (None, "合计")]


def test_an_amount_merged_over_rows_counts_once(make_table: Callable[..., Table]) -> None:
    table = make_table("项目支出表", [("项目名称",), ("金额",)], [["甲", "5.00"], ["乙", "5.00"]])
    cells = (
        Cell("t1.r1c0", 1, 0, 1, 1, "甲", "甲", "row_attribute"),
        Cell("t1.r1c1", 1, 1, 2, 1, "5.00", "5.00", "data"),
        Cell("t1.r2c0", 2, 0, 1, 1, "乙", "乙", "row_attribute"),
    )
    statement = only(replace(table, cells=cells))
    assert [[amount.cell for amount in found.amounts] for found in statement.lines] == [["t1.r1c1"], []]


def test_one_row_three_public_of_a_ministry(make_table: Callable[..., Table]) -> None:
    items = [
        ("合计",),
        ("因公出国（境）费",),
        ("公务用车购置及运行费", "小计"),
        ("公务用车购置及运行费", "公务用车购置费"),
    ]
    items += [("公务用车购置及运行费", "公务用车运行费"), ("公务接待费",)]
    paths = [(year, *item) for year in ("2023年预算数", "2024年预算数") for item in items]
    row = ["9.00", "1.00", "5.00", "2.00", "3.00", "3.00", "8.00", "1.00", "5.00", "2.00", "3.00", "2.00"]
    statement = only(make_table("一般公共预算“三公”经费支出表", paths, [row]))
    assert [found.level for found in statement.lines] == [0, 1, 1, 2, 2, 1]
    total = statement.lines[0]
    assert [(amount.period, amount.raw) for amount in total.amounts] == [("2023", "9.00"), ("2024", "8.00")]
    assert [found.amounts[0].measure for found in statement.lines] == [
        "three_public",
        "abroad",
        "vehicle",
        "vehicle_purchase",
        "vehicle_operation",
        "reception",
    ]
    assert parent(statement, "公务用车运行费") == "小计"


def test_a_total_that_counts_meetings_in_is_not_the_three_public_expenses(make_table: Callable[..., Table]) -> None:
    names = ["合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费", "会议费"]
    statement = only(
        make_table("“三公”经费、会议费支出表", [(name,) for name in names], [["8.00", "1.00", "4.00", "2.00", "1.00"]])
    )
    assert statement.lines[0].amounts[0].measure == "total"


def test_budget_and_account_of_one_concept(make_table: Callable[..., Table]) -> None:
    paths = [("合计", "预算数"), ("合计", "决算数"), ("公务接待费", "预算数"), ("公务接待费", "决算数")]
    statement = only(make_table("财政拨款“三公”经费支出决算表", paths, [["0.95", "", "0.95", "—"]]))
    assert [found.label for found in statement.lines] == ["合计", "公务接待费"]
    assert [(amount.phase, amount.mark) for amount in statement.lines[1].amounts] == [
        ("budget", "value"),
        ("actual", "dash"),
    ]


def test_three_public_and_operating_expenses_are_two_statements(make_table: Callable[..., Table]) -> None:
    paths = [
        ("2024年“三公”经费预算数", "合计"),
        ("2024年“三公”经费预算数", "公务接待费"),
        ("2024年机关运行经费预算数",),
    ]
    first, second = read_statements(
        [make_table("“三公”经费和机关运行经费预算表", paths, [["1.35", "1.35", "443.18"]])], BUDGET
    )
    assert (first.kind, second.kind) == ("three_public", "operating_expenses")
    assert second.lines[0].id == "s2.1"
    assert second.lines[0].amounts[0].measure == "operating_expenses"
    assert first.lines[0].amounts[0].measure == "three_public"


def test_phases_periods_units_and_percentages(make_table: Callable[..., Table]) -> None:
    paths = [
        ("科目编码",),
        ("科目名称",),
        ("2023年执行数",),
        ("2024年预算数", "小计"),
        ("2024年预算数", "项目支出（元）"),
    ]
    paths += [("年初预算数",), ("全年预算数",), ("决算数",), ("增减%",)]
    row = ["201", "甲", "1.00", "2.00", "3", "4", "5", "6", "12.5"]
    found = only(make_table("一般公共预算支出表", paths, [row])).lines[0].amounts
    assert [(amount.period, amount.phase) for amount in found] == [
        ("2023", "actual"),
        *[("2024", "budget")] * 3,
        ("2024", "adjusted"),
        ("2024", "actual"),
    ]
    assert [str(amount.yuan) for amount in found[:3]] == ["10000.00", "20000.00", "3"]
    assert [amount.measure for amount in found[1:3]] == ["subtotal", "project"]
    assert {amount.fund for amount in found} == {"general_public"}


def test_groups_of_merged_labels(make_table: Callable[..., Table]) -> None:
    rows = [
        ["收入总计", None, "3.00"],
        ["一般公共预算资金", "小计", "3.00"],
        ["一般公共预算资金", "专项收入", "3.00"],
        ["上年结转", "其中：动用结转", ""],
    ]
    statement = only(make_table("收入预算总表", [("项目名称",), ("项目名称",), ("金额",)], rows))
    assert [found.role for found in statement.lines] == ["total", "subtotal", "item", "of_which"]
    assert line(statement, "专项收入").attributes == {"group": "一般公共预算资金"}
    assert parent(statement, "专项收入") == "小计"
    assert parent(statement, "小计") == "收入总计"


def test_of_which_and_what_goes_on_with_it(make_table: Callable[..., Table]) -> None:
    rows = [["合计", "6"], ["一、甲", "4"], ["其中：乙", "1"], ["丙", "2"], ["二、丁", "2"]]
    statement = only(make_table("“三公”经费支出表", [("项目",), ("金额",)], rows))
    assert [found.role for found in statement.lines] == ["total", "item", "of_which", "of_which", "item"]
    assert parent(statement, "丙") == "一、甲"
    assert parent(statement, "二、丁") == "合计"


def test_of_which_of_vehicles_ends_where_another_of_the_three_expenses_stands(make_table: Callable[..., Table]) -> None:
    names = ["公务用车购置及运行费", "其中：公务用车购置费", "公务用车运行费", "公务接待费", "合计"]
    rows = [[name, amount] for name, amount in zip(names, ["36", "0", "36", "63", "99"], strict=True)]
    statement = only(make_table("“三公”经费支出表", [("项目",), ("金额",)], rows))
    assert [found.role for found in statement.lines] == ["item", "of_which", "of_which", "item", "total"]
    assert parent(statement, "公务接待费") is None


def test_of_which_of_all_expenses_goes_on_with_each_of_them(make_table: Callable[..., Table]) -> None:
    names = ["机关经费", "其中：因公出国（境）费", "公务用车运行费", "公务接待费"]
    statement = only(make_table("“三公”经费支出表", [("项目",), ("金额",)], [[name, "1"] for name in names]))
    assert [found.role for found in statement.lines] == ["item", "of_which", "of_which", "of_which"]


@pytest.mark.parametrize(("last", "whole"), [(["其中：预留", None, "6"], "合计"), (["C", "其中：预留", "3"], "运维")])
def test_of_which_printed_as_the_total_is_no_part_of_the_last_item(
    make_table: Callable[..., Table], last: list[str | None], whole: str
) -> None:
    rows = [["合计", None, "9"], ["A02", "仪器", "4"], ["C", "运维", "5"], last]
    statement = only(make_table("政府采购预算表", [("采购目录",), ("采购内容",), ("金额",)], rows))
    assert statement.lines[-1].role == "of_which"
    assert parent(statement, "其中：预留") == whole


@pytest.mark.parametrize("numbered", [False, True])
def test_purchase_and_operation_are_parts_of_vehicles_by_definition(
    make_table: Callable[..., Table], numbered: bool
) -> None:
    names = ["因公出国（境）费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行费", "公务接待费"]
    signs = ["1.", "2.", "3.", "4.", "5."] if numbered else [""] * 5
    rows = [[sign + name, "1.00"] for sign, name in zip(signs, names, strict=True)]
    statement = only(make_table("“三公”经费支出表", [("项目",), ("金额",)], [["合计", "4.00"], *rows]))
    deeper = [found.label for found in statement.lines if parent(statement, found.label) == signs[1] + names[1]]
    assert deeper == ([] if numbered else names[2:4]), "what is printed says the level before a definition does"


@pytest.mark.parametrize("name", [None, ""])
def test_a_total_in_the_column_of_numbers_is_a_total(make_table: Callable[..., Table], name: str | None) -> None:
    rows: list[list[str | None]] = [["1", "甲", "2.00"], ["2", "乙", "3.00"], ["合计", name, "5.00"]]
    statement = only(make_table("项目支出表", [("序号",), ("项目名称",), ("金额",)], rows))
    assert [(found.number, found.label, found.role) for found in statement.lines] == [
        ("1", "甲", "item"),
        ("2", "乙", "item"),
        (None, "合计", "total"),
    ]


def test_text_tables_keep_their_columns(make_table: Callable[..., Table]) -> None:
    paths = [("单位名称",), ("单位性质",), ("经费保障形式",)]
    statement = only(make_table("部门机构设置情况", paths, [["甲中心", "事业", "财政拨款"]], unit=None))
    assert statement.lines[0].label == "甲中心"
    assert statement.lines[0].attributes == {"单位性质": "事业", "经费保障形式": "财政拨款"}
    assert statement.lines[0].amounts == ()


def test_text_among_amounts_is_kept_as_text(make_table: Callable[..., Table]) -> None:
    rows = [["甲", "1.00"], ["乙", "2.00"], ["丙", "详见附表"]]
    statement = only(make_table("项目支出表", [("项目名称",), ("金额",)], rows))
    assert line(statement, "丙").attributes == {"金额": "详见附表"}
    assert line(statement, "丙").amounts == ()


def test_no_statement_of_forms_and_unknown_tables(make_table: Callable[..., Table]) -> None:
    tables = [
        make_table("人员情况表", [("甲",), ("乙",)], [["a", "b"]]),
        make_table("项目绩效目标表", [(), ()], [["a", "b"]]),
    ]
    assert read_statements(tables, BUDGET) == ()


@pytest.mark.parametrize(
    ("first", "rest", "expected"),
    [("201", ("06", "01"), ("2010601", "joined")), ("2010601", (None, None), ("2010601", "printed"))],
)
def test_codes_under_one_merged_header(
    make_table: Callable[..., Table], first: str, rest: tuple[str | None, str | None], expected: tuple[str, str]
) -> None:
    paths = [("科目编码",)] * 3 + [("科目名称",), ("合计",)]
    statement = only(make_table("支出决算表", paths, [[first, *rest, "甲", "3"], ["类", "款", "项", "合计", "3"]]))
    assert (statement.lines[0].code, statement.lines[0].code_source) == expected
    assert statement.lines[1].role == "total"


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("功能分类科目", "[208]社会保障和就业支出", "[20805]行政事业单位养老支出"),
        ("科目编码", "208社会保障和就业支出", "20805 行政事业单位养老支出"),
        ("功能分类科目", "208 社会保障和就业支出", "208-05 行政事业单位养老支出"),
    ],
)
def test_codes_fused_with_names_make_the_tree(
    make_table: Callable[..., Table], heading: str, first: str, second: str
) -> None:
    rows = [[first, "10.00", "6.00", "4.00"], [second, "10.00", "6.00", "4.00"], ["合  计：", "10.00", "6.00", "4.00"]]
    table = make_table("一般公共预算支出表", [(heading,), ("合计",), ("基本支出",), ("项目支出",)], rows)
    upper, lower, total = only(table).lines
    assert [(line.label, line.code, line.level) for line in (upper, lower)] == [
        ("社会保障和就业支出", "208", 1),
        ("行政事业单位养老支出", "20805", 2),
    ]
    assert lower.parent == upper.id
    assert (total.role, total.level) == ("total", 0)


@pytest.mark.parametrize("sign", ["-", "."])
def test_codes_printed_with_signs_between_their_parts(make_table: Callable[..., Table], sign: str) -> None:
    paths = [("科目编码",), ("科目名称",), ("合计",)]
    rows = [
        ["208", "社会保障", "10.00"],
        [f"208{sign}05", "养老", "10.00"],
        [f"208{sign}05{sign}01", "离退休", "10.00"],
    ]
    lines = only(make_table("支出预算总表", paths, rows)).lines
    assert [(line.code, line.code_source, line.level) for line in lines] == [
        ("208", "printed", 1),
        ("20805", "joined", 2),
        ("2080501", "joined", 3),
    ]


def test_each_side_has_its_own_line_numbers(make_table: Callable[..., Table]) -> None:
    paths = [
        ["收入", "项目"],
        ["收入", "行次"],
        ["收入", "决算数"],
        ["支出", "项目"],
        ["支出", "行次"],
        ["支出", "决算数"],
    ]
    rows = [["一、拨款", "1", "9.00", "一、服务", "13", "8.00"], ["总计", "2", "9.00", "总计", "14", "8.00"]]
    statement = only(make_table("收入支出决算总表", paths, rows))
    assert [(line.side, line.number) for line in statement.lines] == [
        ("revenue", "1"),
        ("revenue", "2"),
        ("expenditure", "13"),
        ("expenditure", "14"),
    ]


def test_one_number_column_numbers_whole_rows(make_table: Callable[..., Table]) -> None:
    paths = [["序号"], ["收入", "项目"], ["收入", "预算数"], ["支出", "项目"], ["支出", "预算数"]]
    statement = only(make_table("收支总表", paths, [["7", "一、拨款", "9.00", "一、服务", "9.00"]]))
    assert [line.number for line in statement.lines] == ["7", "7"]


def test_a_change_is_no_amount_of_the_line(make_table: Callable[..., Table]) -> None:
    paths = [["项目"], ["2023年决算数"], ["2024年预算数"], ["增减（+、-）"]]
    statement = only(
        make_table("支出总表", paths, [["服务", "5.00", "6.00", "+1.00"], ["合计", "5.00", "6.00", "+1.00"]])
    )
    assert [[amount.raw for amount in line.amounts] for line in statement.lines] == [["5.00", "6.00"]] * 2


@pytest.mark.parametrize(("outer", "measure"), [("小计", "basic"), ("增减", "total")])
def test_a_total_below_basic_expenditure_is_of_that_beside_a_wider_sum(
    make_table: Callable[..., Table], outer: str, measure: str
) -> None:
    below = [["2024年预算数", "基本支出", word] for word in ("合计", "人员经费", "公用经费")]
    paths = [["科目名称"], ["2024年预算数", outer], *below, ["2024年预算数", "项目支出"]]
    statement = only(make_table("一般公共预算支出表", paths, [["合计", "9.00", "5.00", "4.00", "1.00", "4.00"]]))
    found = {amount.raw: amount.measure for amount in statement.lines[0].amounts}
    assert found["5.00"] == measure


def test_of_which_of_vehicles_may_name_its_parts_by_the_last_words(make_table: Callable[..., Table]) -> None:
    names = ["公务用车购置及运行费", "其中：购置费", "运行费", "公务接待费", "合计"]
    rows = [[name, amount] for name, amount in zip(names, ["36", "20", "16", "63", "99"], strict=True)]
    statement = only(make_table("“三公”经费支出表", [("项目",), ("金额",)], rows))
    assert [found.role for found in statement.lines] == ["item", "of_which", "of_which", "item", "total"]
    assert parent(statement, "公务接待费") is None


def test_a_row_called_by_a_year_is_of_that_year(make_table: Callable[..., Table]) -> None:
    paths = [("年度",), ("“三公”经费总额",), ("公务接待费",)]
    statement = only(make_table("“三公”经费支出表", paths, [["2023年", "6", "4"], ["2024年", "7", "5"]]))
    assert [[amount.period for amount in found.amounts] for found in statement.lines] == [["2023"] * 2, ["2024"] * 2]


def test_units_above_the_projects_that_a_column_counts(make_table: Callable[..., Table]) -> None:
    paths = [("单位编码",), ("序号",), ("单位（项目）名称",), ("项目金额",)]
    rows = [
        ["", "", "合计", "9.00"],
        ["306001", "", "机关", "6.00"], ["", "1", "甲", "4.00"], ["", "2", "乙", "2.00"],
        ["306002", "", "管理所", "3.00"], ["", "3", "丙", "3.00"],
    ]  # fmt: skip
    statement = only(make_table("部门综合预算专项业务经费支出表", paths, rows))
    assert statement.kind == "project_expenditure"
    assert [found.level for found in statement.lines] == [0, 1, 2, 2, 1, 2]
    assert parent(statement, "乙") == "机关" and parent(statement, "丙") == "管理所"


def test_a_total_whose_label_was_meant_to_be_merged_has_the_amount_of_the_next_side(
    make_table: Callable[..., Table],
) -> None:
    head = [("科目代码",), ("科目名称",), ("金额",)]
    paths = [(side, *path) for side in ("人员经费", "公用经费", "公用经费") for path in head]
    rows = [
        ["301", "工资", "5", "302", "商品", "3", "30217", "接待", "1"],
        ["人员经费合计", "", "5", "公用经费合计", "", "", "", "", "4"],
    ]
    statement = only(make_table("一般公共预算财政拨款基本支出决算表", paths, rows))
    sums = [
        (found.label, [str(amount.value) for amount in found.amounts])
        for found in statement.lines
        if found.role == "total"
    ]
    assert sums == [("人员经费合计", ["5"]), ("公用经费合计", ["4"])]


def test_a_third_side_is_headed_by_how_it_is_divided(make_table: Callable[..., Table]) -> None:
    paths = [("收入", "项目"), ("收入", "预算数")]
    paths += [("支出", "支出功能分科目（按大类）"), ("支出", "预算数")]
    paths += [("支出", "部门预算支出经济科目（按大类）"), ("支出", "预算数")]
    rows = [["一、部门预算", "9", "1、教育支出", "9", "1、人员经费", "5"], ["合计", "9", "合计", "9", "合计", "9"]]
    statement = only(make_table("部门综合预算收支总表", paths, rows))
    assert [found.label for found in statement.lines if len(found.amounts) == 1] == [
        *("一、部门预算", "合计", "1、教育支出", "合计", "1、人员经费", "合计")
    ]
