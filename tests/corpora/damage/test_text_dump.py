"""A label as a text dump: what stands where, and what is left out."""

from typing import Any

from extractor.corpora import Label
from extractor.corpora.damage.label_dump import dump_label
from extractor.corpora.damage.pieces import Owner, Row, body_rows, runs, text_of

TABLE = """部门支出总表

部门：示例局

单位：万元

科目\t\t合计\t基本支出\t项目支出\t经营支出
科目编码\t科目名称\t\t\t\t
栏次\t\t1\t2\t3\t4
合计\t\t18.50\t12.50\t6.00\t
201\t一般公共服务支出\t10.00\t4.00\t6.00\t
20103\t政府办公厅（室）及相关机构事务\t10.00\t4.00\t6.00\t
208\t社会保障和就业支出\t8.50\t8.50\t\t

注：示例。
"""
FORM = """1.平台运行维护绩效目标表

901001示例局

单位：万元

项目编码\t99010025P001RE210011F\t\t项目名称\t平台运行维护\t\t
预算规模及资金用途\t预算数\t128.00\t其中：财政资金\t128.00\t其他资金\t
\t平台运行\t\t\t\t\t
资金支出计划（%）\t3月底\t12月底\t\t\t\t
\t25%\t100%\t\t\t\t
绩效目标\t1.稳定运行。 2.改进不足。\t\t\t\t\t
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t新增目录\t新增的数据目录数\t≥120条\t年度计划
\t\t演练次数\t组织演练的次数\t2次\t年度计划
\t质量指标\t平台可用率\t平台可用率\t≥99.5%\t年度计划
满意度指标\t服务对象满意度指标\t部门满意度\t接入部门的满意程度\t≥90%\t年度计划

"""
FORM_IN_CELLS = """1.平台运行维护绩效目标表
\t901001示例局
\t单位：万元

\t项目编码
\t99010025P001RE210011F
\t项目名称
\t平台运行维护

"""


def test_a_table_and_a_form_are_printed_a_row_a_line(label: Label) -> None:
    text = text_of(dump_label(label).pieces)
    assert text == f"示例局2025年部门预算\n\n\n{TABLE}{FORM}"


def test_a_form_is_printed_a_cell_a_line(label: Label) -> None:
    text = text_of(dump_label(label, "cells").pieces)
    assert FORM_IN_CELLS in text
    assert "\t绩效目标\n\t1.稳定运行。\n2.改进不足。\n\n \n\t一级指标\n" in text
    assert "\t \n\t \n\t演练次数\n\t组织演练的次数\n\t2次\n\t年度计划\n\n" in text


def test_every_body_cell_knows_the_values_that_it_prints(label: Label) -> None:
    rows = [row for _, row in body_rows(dump_label(label).pieces)]
    table = [row for row in rows if row.owner == Owner("table", 0)]
    assert [row.number for row in table] == [3, 4, 5, 6]
    assert table[1].cells[2].truth == ("rows.1.values.2",)
    amounts = next(row for row in rows if row.part == "form" and row.cells[1].text == "预算数")
    assert [cell.truth[0] for cell in amounts.cells[1:5]] == ["budget.total"] * 2 + ["budget.fiscal"] * 2
    assert [cell.belongs for cell in amounts.cells[1:5]] == ["label", "amount"] * 2
    matrix = [row for row in rows if row.part == "matrix"]
    assert matrix[0].cells[0].truth == tuple(f"indicators.{n}.tier1" for n in range(3))
    assert matrix[0].cells[1].truth == ("indicators.0.tier2", "indicators.1.tier2")
    assert matrix[1].cells[1].truth == ("indicators.1.tier2",)
    assert [len(run) for _, run in runs(dump_label(label).pieces)] == [4, 4]


def test_column_numbers_are_told_from_the_names(label: Label) -> None:
    header = [piece for piece in dump_label(label).pieces if isinstance(piece, Row)][:3]
    assert [row.part for row in header] == ["header", "header", "numbers"]


def test_labelled_cells_say_the_header_themselves(label: Label) -> None:
    texts = [["科目", "金额"], ["甲", "乙"], ["201", "1.00"]]
    cells = [
        {"row": r, "column": c, "text": text, "role": "column_number" if r == 1 else "data"}
        for r, row in enumerate(texts)
        for c, text in enumerate(row)
    ]
    table = {
        "title": None, "header_rows": 2, "columns": [{"path": ["科目"]}, {"path": ["金额"]}],
        "rows": [{"values": ["201", "1.00"]}], "cells": cells,
    }  # fmt: skip
    one = label.model_copy(update={"tables": Label.model_validate(_with_table(table)).tables, "projects": None})
    text = text_of(dump_label(one).pieces)
    assert text.endswith("\n\n科目\t金额\n甲\t乙\n201\t1.00\n")


def test_without_merged_cells_the_names_stand_at_their_depth(label: Label) -> None:
    table = label.tables[0].model_copy(update={"spans": None})
    text = text_of(dump_label(label.model_copy(update={"tables": [table]})).pieces)
    assert "科目\t\t合计\t基本支出\t项目支出\t经营支出\n科目编码\t科目名称\t\t\t\t\n栏次\t1\t2\t3\t4\t5\n" in text


def test_a_cell_merged_over_rows_is_printed_once(label: Label) -> None:
    table = {
        "title": None, "header_rows": 1, "columns": [{"path": ["单位"]}, {"path": ["金额"]}],
        "rows": [{"values": ["甲局", "1.00"]}, {"values": ["甲局", "2.00"]}], "spans": [[1, 0, 2, 1]],
    }  # fmt: skip
    pieces = dump_label(Label.model_validate(_with_table(table))).pieces
    assert text_of(pieces).endswith("单位\t金额\n甲局\t1.00\n\t2.00\n")
    first = next(row for _, row in body_rows(pieces))
    assert first.cells[0].truth == ("rows.0.values.0", "rows.1.values.0")


def test_what_is_unknown_or_more_than_the_form_is_left_out(label: Label) -> None:
    table, project = label.tables[0], (label.projects or [])[0]
    unknown = Label.model_validate(_with_table({**table.model_dump(), "captions": [{"unknown": "cut off"}]})).tables[0]
    scored = project.model_copy(update={"score": "95"})
    department = project.model_copy(update={"scope": "department"})
    both = label.model_copy(update={"tables": [unknown, table], "projects": [scored, project, department]})
    dump = dump_label(both)
    assert (dump.tables, dump.projects) == ((1,), (1,))
    assert dump.left_out == (
        "table 0: holds unknown values",
        "project 0: holds unknown values or more than the form prints",
        "project 2: holds unknown values or more than the form prints",
    )


FORM_TABLE: dict[str, Any] = {
    "title": "绩效目标表", "kind": "project_targets", "header_rows": 0, "columns": [{"path": []} for _ in range(4)],
    "rows": [
        {"values": ["项目名称", "平台运行维护", None, None]},
        {"values": ["一级指标", "二级指标", "三级指标", "指标值"]},
        {"values": ["产出指标", "数量指标", "目录", "≥120条"]},
        {"values": ["产出指标", "质量指标", "可用率", "≥99%"]},
    ],
    "spans": [[0, 1, 1, 3], [2, 0, 2, 1]],
}  # fmt: skip


def test_a_form_that_is_labelled_as_a_table_is_printed_in_either_dialect() -> None:
    form = Label.model_validate(_with_table(FORM_TABLE))
    rows = dump_label(form).pieces
    assert text_of(rows).endswith(
        "绩效目标表\n\n项目名称\t平台运行维护\t\t\n一级指标\t二级指标\t三级指标\t指标值\n"
        "产出指标\t数量指标\t目录\t≥120条\n\t质量指标\t可用率\t≥99%\n"
    )
    assert "\t项目名称\n\t平台运行维护\n\n\t一级指标\n" in text_of(dump_label(form, "cells").pieces)
    indicator = [row for _, row in body_rows(rows)][2]
    assert indicator.part == "form"
    assert [cell.belongs for cell in indicator.cells] == ["tier", "tier", "words", "target"]
    assert indicator.cells[0].truth == ("rows.2.values.0", "rows.3.values.0")


def test_a_matrix_that_is_labelled_as_a_table_knows_its_columns() -> None:
    header, body = FORM_TABLE["rows"][1], FORM_TABLE["rows"][2:]
    matrix = FORM_TABLE | {
        "header_rows": 1, "columns": [{"path": [word]} for word in header["values"]], "rows": body, "spans": None,
    }  # fmt: skip
    rows = [row for _, row in body_rows(dump_label(Label.model_validate(_with_table(matrix)), "cells").pieces)]
    assert [cell.belongs for cell in rows[0].cells] == ["tier", "tier", "words", "target"]
    assert {(row.part, row.dialect) for row in rows} == {("matrix", "cells")}


def test_a_form_labelled_twice_is_printed_once(label: Label) -> None:
    form = Label.model_validate(_with_table(FORM_TABLE)).tables[0]
    both = label.model_copy(update={"tables": [label.tables[0], form]})
    dump = dump_label(both)
    assert (dump.tables, dump.projects, dump.left_out) == ((0,), (0,), ("table 1: printed as a project",))
    scored = (label.projects or [])[0].model_copy(update={"score": "95"})
    dump = dump_label(both.model_copy(update={"projects": [scored]}))
    assert (dump.tables, dump.projects, dump.left_out) == ((0, 1), (), ("project 0: printed as a table",))


def _with_table(table: dict[str, Any]) -> dict[str, Any]:
    return {"label_version": 1, "document": {"sha256": "ab" * 32, "name": "x"}, "tables": [table]}
