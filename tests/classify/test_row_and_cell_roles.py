"""Roles of rows and cells."""

from extractor.classify.cell_roles import Structure, cell_roles
from extractor.classify.row_roles import row_role
from extractor.document.content import GridCell
from extractor.document.table import Column, Part
from extractor.document.vocabulary import ColumnRole


def test_totals_subtotals_and_sections() -> None:
    roles: tuple[ColumnRole, ...] = ("line_number", "name", "name", "amount")
    assert row_role(["1", "收入总计", None, "3.00"], roles) == "total"
    assert row_role(["2", "一般公共预算资金", "小计", "3.00"], roles) == "subtotal"
    assert row_role(["3", "甲", "乙", "3.00"], roles) == "body"
    assert row_role(["", "合计调整", "", "3.00"], roles) == "body"
    assert row_role(["合计", None, None, "3.00"], roles) == "total"
    assert row_role(["一般公共预算基本支出", None, None, None], roles) == "section"
    assert row_role(["12.00", None, None, None], roles) == "body"


def test_cells_of_a_table() -> None:
    texts = ["编码", "名称", "金额", "1", "2", "3", "201", "甲", "5.00", "合计", "", "5.00"]
    cells = [GridCell(place // 3, place % 3, text) for place, text in enumerate(texts)]
    found = cell_roles(cells, Structure(2, {1}, ("function_code", "name", "amount")))
    assert found == (
        *("column_attribute",) * 3,
        *("column_number",) * 3,
        *("row_index", "row_attribute", "data"),
        *("row_attribute", "row_attribute", "data"),
    )


def test_cells_of_a_form_with_a_matrix() -> None:
    texts = ["项目名称", "甲", "一级指标", "指标值", "产出指标", "3"]
    cells = [GridCell(place // 2, place % 2, text) for place, text in enumerate(texts)]
    part = Part(1, 2, 1, (Column(("一级指标",), "tier1"), Column(("指标值",), "target")))
    found = cell_roles(cells, Structure(0, (), ("other", "other"), (part,)))
    assert found == ("row_attribute", "data", "column_attribute", "column_attribute", "row_attribute", "data")


def test_headings_and_dates_of_a_form_are_told_by_the_model() -> None:
    rows = [
        ["项目名称", "盲人按摩培训经费", "项目编码", "0001"],
        ["资金支出计划（%）", "3月底", "6月底", "12月底"],
        ["", "25%", "50%", "100%"],
        ["年度总体目标", "预期目标", "实际完成情况", ""],
    ]
    cells = [GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    found = cell_roles(cells, Structure(0, (), ("other",) * 4))
    assert found[:4] == ("row_attribute", "data", "row_attribute", "data")
    assert found[5:8] == ("column_index",) * 3
    assert found[9:12] == ("data",) * 3


def test_names_of_rows_are_told_where_the_kind_of_table_is_not_known() -> None:
    texts = [
        "账龄",
        "期末余额",
        "期初余额",
        "1年以内",
        "80.00",
        "70.00",
        "1至2年",
        "5.00",
        "6.00",
        "合计",
        "85.00",
        "76.00",
    ]
    cells = [GridCell(place // 3, place % 3, text) for place, text in enumerate(texts)]
    roles: tuple[ColumnRole, ...] = ("other", "other", "other")
    known = cell_roles(cells, Structure(1, (), roles))
    assert known[3:] == ("data",) * 9
    found = cell_roles(cells, Structure(1, (), roles, is_known=False))
    assert found[:3] == ("column_attribute",) * 3
    assert [found[place] for place in (3, 6, 9)] == ["row_index", "row_index", "row_attribute"]
    assert [found[place] for place in (4, 5, 7, 8, 10, 11)] == ["data"] * 6


def test_a_table_too_large_for_the_model_is_data() -> None:
    cells = [GridCell(0, 0, "项目名称"), GridCell(500, 500, "甲")]
    assert cell_roles(cells, Structure(0, (), ())) == ("data", "data")


def test_a_name_is_a_label_and_columns_of_codes_keep_their_role_in_unknown_tables() -> None:
    texts = ["序号", "客户", "销售金额", "1", "甲公司", "80.00", "2", "乙公司", "70.00", "", "合计", "150.00"]
    cells = [GridCell(place // 3, place % 3, text) for place, text in enumerate(texts)]
    found = cell_roles(cells, Structure(1, (), ("line_number", "text", "amount"), is_known=False))
    assert found[:3] == ("column_attribute",) * 3
    assert [found[place] for place in (3, 6, 9)] == ["row_index"] * 3
    assert not {found[4], found[7]} & {"row_index", "column_index"}
    assert [found[place] for place in (5, 8, 11)] == ["data"] * 3


def test_what_stands_beside_a_whole_matrix_heads_none_of_its_columns() -> None:
    cells = [GridCell(0, 0, "绩效指标", 3, 1)]
    rows = [["一级指标", "二级指标", "指标值"], ["产出指标", "数量指标", "≥5件"], ["产出指标", "质量指标", "≥98%"]]
    cells += [GridCell(r, c + 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    paths = ("绩效指标", "一级指标", "二级指标", "指标值")
    roles: tuple[ColumnRole, ...] = ("other", "tier1", "tier2", "target")
    part = Part(0, 2, 1, tuple(Column((path,), role) for path, role in zip(paths, roles, strict=True)))
    found = cell_roles(cells, Structure(0, (), ("other",) * 4, (part,)))
    assert found[:4] == ("row_attribute", *("column_attribute",) * 3)
    assert found[4:] == ("row_attribute", "row_attribute", "data") * 2
