"""Rows of torn forms that are said to be doubtful, and sound ones that are not."""

from collections.abc import Callable

import pytest

from extractor.document.check import Repair
from extractor.document.table import Table
from extractor.repair.forms.matrix_rows import propose_matrix_repairs
from extractor.repair.forms.torn_doubts import find_doubts

MakeTable = Callable[..., Table]
_HEADER = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
_SOUND = [
    _HEADER,
    ["产出指标", "数量指标", "业务量", "业务总量", "≥5000件", "计划"],
    ["", "质量指标", "办结率", "办结的比例", "≥98%", "计划"],
    ["", "时效指标", "及时率", "及时的比例", "≥98%", "计划"],
    ["效益指标", "社会效益指标", "方便办事", "方便群众", "逐年提升", "计划"],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "满意程度", "≥98%", "计划"],
]


def test_a_sound_matrix_is_not_doubted(make_table: MakeTable) -> None:
    assert find_doubts([make_table(_SOUND)], {"t1"}, []) == []


@pytest.mark.parametrize(
    "row",
    [
        ["", "质量指标", "办结率", "办结的比例", "", "计划"],
        ["", "质量指标", "办结率", "≥98%", "好", "计划"],
        ["", "质量指标", "", "办结的比例", "≥98%", "计划"],
        ["", "质量指标", "办结率 办结的比例", "", "≥98%", "计划"],
        ["产出指标", "", "办结率", "办结的比例", "≥98%", "计划"],
        ["", "", "办结率", "质量指标", "≥98%", "计划"],
    ],
)
def test_a_row_unlike_the_others_is_doubted(make_table: MakeTable, row: list[str]) -> None:
    problems = find_doubts([make_table([*_SOUND, row])], {"t1"}, [])
    assert [problem.code for problem in problems] == ["torn_row"]
    assert {cell.rpartition("c")[0] for cell in problems[0].subjects} == {"t1.r6"}


def test_a_repair_that_was_not_applied_is_told(make_table: MakeTable) -> None:
    repair = Repair("r1", "misread_word", ("t1.r2c2",), "办结率", "办洁率", (), (), 0.6, applied=False)
    assert [problem.subjects for problem in find_doubts([make_table(_SOUND)], {"t1"}, [repair])] == [("t1.r2c2",)]


def test_a_table_that_is_not_torn_is_not_doubted(make_table: MakeTable) -> None:
    assert find_doubts([make_table([*_SOUND, ["", "", "办结率", "", "", ""]])], frozenset(), []) == []


def test_a_row_whose_search_reaches_its_bound_is_as_printed_and_said(make_table: MakeTable) -> None:
    row = ["数量 质量 时效"] * len(_HEADER)
    table = make_table([*_SOUND, row])
    repairs, (after,) = propose_matrix_repairs([table], {"t1"})
    assert after == table
    assert [(repair.kind, repair.applied) for repair in repairs] == [("row_given_up", False)]
    problems = {problem.code: problem.subjects for problem in find_doubts([after], {"t1"}, repairs)}
    assert problems["repair_given_up"] == tuple(f"t1.r6c{column}" for column in range(len(_HEADER)))
