"""Torn matrices put back, sound ones left alone."""

from collections.abc import Callable, Sequence

from extractor.document.table import Table
from extractor.document.text import without_space
from extractor.repair.forms.matrix_rows import propose_matrix_repairs

MakeTable = Callable[..., Table]
_HEADER = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
_SOUND = [
    _HEADER,
    ["产出指标", "数量指标", "业务量", "业务量", "≥5000件", "业务量"],
    ["", "质量指标", "办结率", "办结率", "≥98百分比", "办结率"],
    ["", "成本指标", "控制数", "控制数", "≤30万元", "控制数"],
    ["效益指标", "社会效益指标", "方便办事", "方便办事", "逐年提升", "方便办事"],
    ["满意度指标", "服务对象满意度指标", "群众满意", "群众满意", "≥98百分比", "群众满意"],
]


def _texts(table: Table) -> list[list[str]]:
    width = max(cell.column for cell in table.cells) + 1
    height = max(cell.row for cell in table.cells) + 1
    rows = [[""] * width for _ in range(height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = without_space(cell.text)
    return rows


def _repair(make_table: MakeTable, rows: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    tables = [make_table(rows, identity="t1"), make_table(_SOUND, identity="t2")]
    repairs, repaired = propose_matrix_repairs(tables, {"t1", "t2"})
    assert repaired[1] is tables[1], "the sound sibling is not touched"
    for before, after in zip(tables[0].cells, repaired[0].cells, strict=False):
        if before.id == after.id:
            assert before.raw == after.raw
    changed = {cell.id for cell in repaired[0].cells if cell.text and cell.text != cell.raw}
    subjects = {cell for repair in repairs if repair.applied for cell in repair.subjects}
    assert {cell for cell in changed if _differs(repaired[0], cell)} <= subjects
    return [repair.kind for repair in repairs if repair.applied], _texts(repaired[0])


def _differs(table: Table, identity: str) -> bool:
    cell = next(cell for cell in table.cells if cell.id == identity)
    return without_space(cell.text) != without_space(cell.raw)


def test_sound_matrices_are_left_alone(make_table: MakeTable) -> None:
    kinds, texts = _repair(make_table, _SOUND)
    assert kinds == []
    assert texts == [[without_space(text) for text in row] for row in _SOUND]


def test_tables_that_are_not_torn_are_left_alone(make_table: MakeTable) -> None:
    table = make_table([_HEADER, ["成本指标", "控制数", "控制数", "控制数", "≤5万元", "控制数"]])
    assert propose_matrix_repairs([table], frozenset()) == ([], [table])


def test_a_doubled_tier_and_a_slid_row(make_table: MakeTable) -> None:
    rows = [
        *_SOUND[:2],
        ["质量指标", "质量指标", "办结率", "办结率", "≥98百分比", "办结率"],
        ["成本指标", "控制数", "控制数", "控制数", "≤30万元", "控制数"],
        *_SOUND[4:],
    ]
    kinds, texts = _repair(make_table, rows)
    assert kinds == ["row_shift", "row_shift"]
    assert texts == _SOUND


def test_slid_tier_words_go_back_to_their_rows(make_table: MakeTable) -> None:
    rows = [list(row) for row in _SOUND]
    rows[3][0], rows[4][0], rows[5][0] = "效益指标", "满意度指标", ""
    kinds, texts = _repair(make_table, rows)
    assert kinds == ["tier_restored"] * 3
    assert texts == _SOUND


def test_a_lost_tier_is_taken_from_the_siblings(make_table: MakeTable) -> None:
    rows = [list(row) for row in _SOUND]
    rows[4][0] = ""
    rows[5][:2] = ["", "满意度指标"]
    kinds, texts = _repair(make_table, rows)
    assert set(kinds) == {"row_shift", "tier_restored"}
    assert texts == _SOUND


def test_a_tier_that_nobody_prints_is_not_made_up(make_table: MakeTable) -> None:
    rows = [list(row) for row in _SOUND[:5]]
    rows[4][:2] = ["", "社会效益指标"]
    _, (table,) = propose_matrix_repairs([make_table(rows)], {"t1"})
    assert _texts(table)[4][0] == ""


def test_a_header_that_lost_its_right_columns(make_table: MakeTable) -> None:
    rows = [
        _HEADER[:4],
        ["产出指标", "数量指标", "业务量", "业务数量 ≥5000 件"],
        ["", "质量指标", "办结率", "办结率 ≥98 %"],
    ]
    kinds, texts = _repair(make_table, rows)
    assert kinds == ["header_restored", "cell_split", "cell_split"]
    assert texts[0] == _HEADER
    assert texts[1] == ["产出指标", "数量指标", "业务量", "业务数量", "≥5000件", ""]
    assert texts[2] == ["", "质量指标", "办结率", "办结率", "≥98%", ""]


def test_the_end_of_a_cut_cell_goes_back(make_table: MakeTable) -> None:
    rows = [list(row) for row in _SOUND]
    rows[4][2] = rows[4][3] = "带来方便，激发市 和 活力"
    rows.append(["", "", "场和活力", "", "", ""])
    whole = [list(row) for row in _SOUND]
    whole[4][2] = whole[4][3] = "带来方便，激发市场和活力"
    tables = [make_table(whole, identity="t1"), make_table(rows, identity="t2")]
    repairs, repaired = propose_matrix_repairs(tables, {"t1", "t2"})
    assert "cell_join" in [repair.kind for repair in repairs if repair.applied]
    assert _texts(repaired[1])[4][2] == "带来方便，激发市场和活力"
    assert not any(_texts(repaired[1])[6])


def test_an_unclear_row_is_recorded_and_not_changed(make_table: MakeTable) -> None:
    tables = [make_table([*_SOUND[:2], ["成本指标", "控制", "控制数", "≤5万元", "", ""]])]
    repairs, repaired = propose_matrix_repairs(tables, {"t1"}, threshold=0.995)
    assert repairs and not any(repair.applied for repair in repairs)
    assert repaired == tables


def test_a_document_with_tier_words_of_its_own_is_left_alone(make_table: MakeTable) -> None:
    rows = [
        _HEADER,
        ["管理类指标", "管理效率", "预算编制", "", "≥3次", ""],
        ["效益指标", "质量指标", "覆盖面", "", "不低于上年", ""],
        ["", "社会效益指标", "影响", "", "", ""],
    ]
    tables = [make_table(rows)]
    assert propose_matrix_repairs(tables, {"t1"}) == ([], tables)


def test_an_order_of_tiers_of_its_own_is_left_alone(make_table: MakeTable) -> None:
    rows = [list(row) for row in _SOUND]
    rows.insert(5, ["", "质量指标", "覆盖面", "覆盖面", "≥35%", "覆盖面"])
    kinds, texts = _repair(make_table, rows)
    assert kinds == []
    assert texts == rows


def test_the_newer_cost_tier_is_left_alone(make_table: MakeTable) -> None:
    rows = [*_SOUND[:3], ["成本指标", "经济成本指标", "控制数", "", "≤30万元", ""], *_SOUND[4:]]
    kinds, texts = _repair(make_table, rows)
    assert kinds == []
    assert texts == rows


def test_rows_that_would_all_leave_a_column_stay_for_it_is_the_header_that_is_torn(make_table: MakeTable) -> None:
    header = ["一级指标", "二级指标", "三级指标", "指标值", "二级指标 三级指标", "指标值", ""]
    body = [[*row[:3], row[4], row[1], row[2], f"{place}00件"] for place, row in enumerate(_SOUND[1:], start=1)]
    table = make_table([header, *body])
    repairs, (repaired,) = propose_matrix_repairs([table], {table.id})
    assert _texts(repaired) == [[without_space(text) for text in row] for row in (header, *body)]
    assert not [repair for repair in repairs if repair.applied]
