"""Roles of rows and cells."""

from extractor.classify.cell_roles import cell_roles
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
    assert row_role(["一般公共预算基本支出", None, None, None], roles) == "section"
    assert row_role(["12.00", None, None, None], roles) == "body"


def test_cells_of_a_table() -> None:
    texts = ["编码", "名称", "金额", "1", "2", "3", "201", "甲", "5.00", "合计", "", "5.00"]
    cells = [GridCell(place // 3, place % 3, text) for place, text in enumerate(texts)]
    found = cell_roles(cells, header_rows=2, number_rows={1}, roles=("function_code", "name", "amount"))
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
    found = cell_roles(cells, header_rows=0, number_rows=(), roles=("other", "other"), parts=(part,))
    assert found == ("row_attribute", "data", "column_attribute", "column_attribute", "row_attribute", "data")
