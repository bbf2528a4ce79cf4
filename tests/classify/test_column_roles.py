"""Roles of columns by words and by contents."""

from collections.abc import Sequence

from extractor.classify.column_roles import column_roles


def roles(paths: Sequence[tuple[str, ...]], rows: Sequence[Sequence[str | None]]) -> tuple[str, ...]:
    return column_roles(paths, rows)


def test_codes_of_the_three_systems_by_contents() -> None:
    paths = [("科目编码",), ("科目名称",), ("合计",)]
    assert roles(paths, [["201", "甲", "1.00"], ["20103", "乙", "1.00"]])[0] == "function_code"
    assert roles(paths, [["301", "甲", "1.00"], ["30101", "乙", "1.00"]])[0] == "department_economic_code"
    assert roles(paths, [["501", "甲", "1.00"], ["50101", "乙", "1.00"]])[0] == "government_economic_code"


def test_codes_of_an_empty_table_by_words() -> None:
    assert roles([("政府经济分类科目编码",), ("科目名称",)], [])[0] == "government_economic_code"
    assert roles([("支出部门经济分类科目", "科目编码"), ("科目名称",)], [])[0] == "department_economic_code"


def test_three_columns_of_one_code() -> None:
    functional = [("科目编码", "类"), ("科目编码", "款"), ("科目编码", "项"), ("科目名称",), ("合计",)]
    assert roles(functional, [["201", "05", "07", "甲", "3"]]) == (
        "function_class",
        "function_division",
        "function_item",
        "name",
        "total",
    )
    economic = [("科目编码", "类"), ("科目编码", "款"), ("科目名称",), ("金额",)]
    assert roles(economic, [["301", "2", "甲", "3"]])[:2] == ("department_economic_class", "department_economic_item")


def test_numbers_that_are_no_amounts() -> None:
    paths = [("序号",), ("项目名称",), ("年度",), ("数量",), ("单价",), ("金额",), ("增减%",), ("编制数",)]
    rows: list[list[str | None]] = [["1", "甲", "2023", "2", "5.00", "10.00", "12.5", "7"]]
    assert roles(paths, rows) == (
        "line_number",
        "name",
        "text",
        "quantity",
        "unit_price",
        "amount",
        "other",
        "quantity",
    )


def test_indicator_columns() -> None:
    paths = [("一级指标",), ("二级指标",), ("三级指标",), ("年度指标值",), ("实际完成值",), ("分值",), ("得分",)]
    expected = ("tier1", "tier2", "tier3", "target", "actual", "weight", "score")
    assert roles([*paths, ("偏差原因分析及改进措施",)], []) == (*expected, "deviation")


def test_an_empty_column_among_amounts_is_one() -> None:
    paths = [("项目",), ("资金", "拨款"), ("资金", "财政专户核算")]
    assert roles(paths, [["甲", "1.00", ""]]) == ("name", "amount", "amount")


def test_columns_of_a_form_have_no_role() -> None:
    assert roles([(), ()], [["项目名称", "甲"]]) == ("other", "other")


def test_three_columns_under_one_merged_header() -> None:
    paths = [("科目编码",)] * 3 + [("科目名称",), ("合计",)]
    rows: list[list[str | None]] = [["类", "款", "项", "合计", "3"], ["201", "06", "01", "甲", "3"]]
    assert roles(paths, rows)[:4] == ("function_class", "function_division", "function_item", "name")
    whole: list[list[str | None]] = [["2010601", None, None, "甲", "3"]]
    assert roles(paths, whole)[0] == "function_code"


def test_numbers_that_count_the_rows_are_line_numbers_whatever_the_header_says() -> None:
    paths = [("一般公共预算支出",), ("项目",), ("合计1",), ("政府性基金预算拨款2",)]
    rows: list[list[str | None]] = [["7", "甲", "3.00", ""], ["8", "乙", "1.00", ""], ["9", "丙", "4.00", ""]]
    assert roles(paths, rows) == ("line_number", "name", "total", "amount")


def test_marks_and_notes_do_not_unmake_a_column_of_amounts() -> None:
    paths = [("项目",), ("上年预算数",), ("本年预算数",), ("合计",), ("决算数",), ("公务接待费",)]
    rows: list[list[str | None]] = [
        ["因公出国费", "/", "/", "/", "见附件", "无"],
        ["公务接待费", "/", "2.00", "无", "按规定", "/"],
        ["公务用车费", "/", "/", "/", "详见说明", "2.00"],
    ]
    assert roles(paths, rows) == ("name", "amount", "amount", "total", "amount", "amount")


def test_marks_alone_make_no_column_of_amounts() -> None:
    assert roles([("名称",), ("备用",), ("金额",)], [["甲", "无", "1.00"], ["乙", "/", "2.00"]]) == (
        "name",
        "text",
        "amount",
    )


def test_label_columns_named_after_a_side_stay_labels() -> None:
    rows: list[list[str | None]] = [["一、财政拨款", "3.00", "一、教育", "3.00"], ["二、其他", "", "二、卫生", "/"]]
    assert roles([("收入",), ("预算数",), ("支出",), ("预算数",)], rows) == ("text", "amount", "text", "amount")


def test_codes_of_units_that_count_up_are_no_line_numbers() -> None:
    rows = [[str(365001 + n), "某局", "1.00"] for n in range(4)]
    assert roles([("单位代码",), ("单位名称",), ("合计",)], rows) == ("text", "name", "total")


def test_words_of_assets_and_procurement() -> None:
    paths: list[tuple[str, ...]] = [
        ("资产类别",),
        ("采购品目", "编码"),
        ("采购品目", "名称"),
        ("“三公”经费合计",),
    ]
    rows = [["一、房屋", "A02010105", "台式计算机", "2.00"]] * 3
    assert roles(paths, rows) == ("name", "text", "name", "total")
