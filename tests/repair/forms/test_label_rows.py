"""Label rows of torn forms, put back as the sibling forms print them."""

from collections.abc import Callable, Sequence

import pytest

from extractor.document.table import Table
from extractor.document.text import without_space
from extractor.repair.forms.label_rows import blank_values, propose_label_repairs

MakeTable = Callable[..., Table]
_MATRIX = [
    ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据", ""],
    ["产出指标", "数量指标", "业务量", "业务量", "≥5件", "计划", ""],
]


def _form(code: str, name: str, amount: str, purpose: str) -> list[list[str]]:
    return [
        ["项目编码", code, "", "项目名称", name, "", ""],
        ["预算规模及资金用途", "预算数", amount, "其中：财政资金", amount, "其他资金", ""],
        ["", purpose, "", "", "", "", ""],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", "", ""],
        ["", "25%", "50%", "75%", "100%", "", ""],
        ["绩效目标", f"1.保证{name}", "", "", "", "", ""],
        *_MATRIX,
    ]


_ONE = _form("13022524P004RE210041X", "系统升级改造", "8.00", "支付升级费用")
_TWO = _form("13022524P004RE210040A", "社会信用体系", "3.00", "购置信用设备")
_THREE = _form("13022524P004RE210038B", "大厅专家评审", "11.00", "支付评审费用")


def _repair(make_table: MakeTable, torn: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    rows = (torn, _TWO, _THREE)
    tables = [make_table(form, identity=f"t{n}") for n, form in enumerate(rows, start=1)]
    repairs, repaired = propose_label_repairs(tables, {table.id for table in tables})
    assert repaired[1:] == tables[1:], "the sound siblings are not touched"
    texts = [[""] * 7 for _ in rows[0]]
    for cell in repaired[0].cells:
        texts[cell.row][cell.column] = without_space(cell.text)
    return [repair.kind for repair in repairs if repair.applied], texts


@pytest.mark.parametrize(
    ("row", "torn"),
    [
        (0, ["项目编码 13022524P004RE210041X", "", "", "项目名称", "系统升级改造", "", ""]),
        (0, ["项目编码", "13022524P004RE210041X 项目名称", "系统升级改造", "", "", "", ""]),
        (0, ["项目编码", "13022524P004", "RE210041X", "项目名称", "系统升级改造", "", ""]),
        (1, ["预算规模及资金用途", "预", "算数", "8.00", "其中：财政资金", "8.00", "其他资金"]),
        (1, ["预算规模及资金用途", "预算数", "", "8.00", "其中：财政资金", "8.00", "其他资金"]),
        (2, ["", "支付升", "级费用", "", "", "", ""]),
        (3, ["资金支出计划（%）", "3月底", "6月底 10月底", "12月底", "", "", ""]),
        (4, ["", "25%", "5", "0%", "75%", "100%", ""]),
        (4, ["", "25% 50%", "75%", "100%", "", "", ""]),
        (5, ["绩效目标 1.保证系统升级改造", "", "", "", "", "", ""]),
    ],
)
def test_a_torn_row_is_written_as_the_siblings_print_it(make_table: MakeTable, row: int, torn: list[str]) -> None:
    kinds, texts = _repair(make_table, [*_ONE[:row], torn, *_ONE[row + 1 :]])
    assert kinds == ["label_row"]
    assert texts == _ONE


def test_sound_forms_are_left_alone(make_table: MakeTable) -> None:
    assert _repair(make_table, _ONE) == ([], _ONE)


def test_another_layout_that_reads_well_is_left_alone(make_table: MakeTable) -> None:
    other = [["项目编码", "13022524P004RE210041X", "项目名称", "系统升级改造", "", "", ""], *_ONE[1:]]
    assert _repair(make_table, other) == ([], other)


def test_several_values_are_never_run_together(make_table: MakeTable) -> None:
    other = [*_ONE[:3], ["资金支出计划（%）", "25%", "50%", "75%", "100%", "", ""], *_ONE[5:]]
    assert _repair(make_table, other) == ([], other)


def test_a_value_that_all_other_forms_print_is_missed(make_table: MakeTable) -> None:
    lost = [*_ONE[:4], ["", "25%", "", "75%", "100%", "", ""], *_ONE[5:]]
    tables = [make_table(form, identity=f"t{n}") for n, form in enumerate((lost, _TWO, _THREE), start=1)]
    assert blank_values(tables, {"t1", "t2", "t3"}) == ["t1.r4c2"]
