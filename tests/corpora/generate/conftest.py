"""One small document by hand, with every kind of merge, and what its formats must hold."""

import pytest

from extractor.corpora.generate.model import CellSpec, DocumentSpec, PageBreak, TableSpec, Words
from extractor.document.vocabulary import CellRole


@pytest.fixture
def table() -> TableSpec:
    """Five columns, three header rows of which one holds column numbers, a label merged over two rows."""
    head: CellRole = "column_attribute"
    cells = (
        CellSpec(0, 0, "科目", head, 1, 2, "centre", bold=True),
        CellSpec(0, 2, "支出", head, 1, 3, "centre", bold=True),
        CellSpec(1, 0, "编码", head, align="centre"),
        CellSpec(1, 1, "名称", head, align="centre"),
        CellSpec(1, 2, "合 计", head, align="centre"),
        CellSpec(1, 3, "基本支出", head, align="centre"),
        CellSpec(1, 4, "说明", head, align="centre"),
        CellSpec(2, 0, "栏次", "column_number", 1, 2, "centre"),
        *(CellSpec(2, column, str(column - 1), "column_number", align="centre") for column in (2, 3, 4)),
        CellSpec(3, 0, "合计", "row_attribute", 1, 2, "centre"),
        CellSpec(3, 2, "1,234.50", "data", align="right"),
        CellSpec(3, 3, "0.00", "data", align="right"),
        CellSpec(3, 4, "—", "data"),
        CellSpec(4, 0, "201", "row_index", align="centre"),
        CellSpec(4, 1, "一般公共\n服务支出", "row_attribute", 2, 1, indent=2),
        CellSpec(4, 2, "1,000.00", "data", align="right"),
        CellSpec(4, 3, "", "data", align="right"),
        CellSpec(4, 4, "12.5%", "data"),
        CellSpec(5, 0, "0201", "row_index", align="centre"),
        CellSpec(5, 2, "234.50", "data", align="right"),
        CellSpec(5, 3, "-3", "data", align="right"),
        CellSpec(5, 4, "甲", "data"),
    )
    return TableSpec(
        title="支出 总表",
        kind="expenditure_summary",
        unit="万元",
        header_rows=3,
        number_rows=1,
        cells=cells,
        widths=(1.0, 3.0, 2.0, 2.0, 2.0),
        over_title=(("公开01表", ""),),
        under_title=("2025年度",),
        above=(("部门：甲局", "单位：万元"),),
        captions=("公开01表", "2025年度", "部门：甲局"),
        notes=("注：本表 由甲局编制。",),
    )


@pytest.fixture
def document(table: TableSpec) -> DocumentSpec:
    """A heading, a paragraph, the table upright and a blank one on a page across."""
    blank = TableSpec(
        title="基金表",
        kind="government_fund",
        unit=None,
        header_rows=1,
        cells=tuple(
            CellSpec(row, column, word, "column_attribute" if row == 0 else "data")
            for row, words in enumerate((("科目编码", "金额"), ("", "")))
            for column, word in enumerate(words)
        ),
        widths=(1.0, 1.0),
        declared_empty=True,
    )
    return DocumentSpec(
        template="by_hand",
        seed=7,
        name="甲局2025年部门预算",
        kind="budget",
        department="甲局",
        department_code=None,
        fiscal_year=2025,
        blocks=(Words("第一部分", 1), Words("本局编制预算。"), table, PageBreak("landscape"), blank),
    )
