"""Two rows in one line, and the end of a row in a line of its own."""

from collections.abc import Callable, Sequence

import pytest

from extractor.document.check import Repair
from extractor.document.table import Table
from extractor.document.text import without_space
from extractor.repair.forms.row_breaks import propose_row_repairs
from extractor.repair.forms.tier_by_words import IndicatorWords

MakeTable = Callable[..., Table]
_HEADER = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
_FIRST = ["产出指标", "数量指标", "业务量", "业务总量", "≥5000件", "年度计划"]
_SECOND = ["", "质量指标", "办结率", "按期办结的比例", "≥98%", "年度计划"]
_THIRD = ["满意度指标", "服务对象满意度指标", "群众满意度", "群众的满意程度", "≥95%", "问卷"]


def _repair(make_table: MakeTable, rows: Sequence[Sequence[str]]) -> tuple[list[Repair], list[list[str]], Table]:
    table = make_table(rows)
    repairs, (repaired,), _ = propose_row_repairs([table], {table.id})
    width = len(repaired.columns)
    texts = [[""] * width for _ in range(max(cell.row for cell in repaired.cells) + 1)]
    for cell in repaired.cells:
        texts[cell.row][cell.column] = without_space(cell.text)
        assert cell.id == f"{table.id}.r{cell.row}c{cell.column}"
    assert [row.values for row in repaired.rows] == [tuple(line) for line in texts]
    return repairs, texts, repaired


def test_sound_rows_stay(make_table: MakeTable) -> None:
    table = make_table([_HEADER, _FIRST, _SECOND, _THIRD])
    assert propose_row_repairs([table], {table.id})[:2] == ([], [table])


def test_two_rows_in_one_are_two(make_table: MakeTable) -> None:
    fused = [" ".join(filter(None, pair)) for pair in zip(_FIRST, _SECOND, strict=True)]
    repairs, texts, _ = _repair(make_table, [_HEADER, fused, _THIRD])
    assert texts == [_HEADER, _FIRST, _SECOND, _THIRD]
    assert [(repair.kind, repair.applied) for repair in repairs] == [("row_split", True)]
    assert set(repairs[0].subjects) == {f"t1.r{row}c{column}" for row in (1, 2) for column in range(6)}


def test_a_tier_word_goes_to_the_row_whose_lower_tier_it_has(make_table: MakeTable) -> None:
    fused = [" ".join(filter(None, pair)) for pair in zip(_SECOND, _THIRD, strict=True)]
    _, texts, _ = _repair(make_table, [_HEADER, _FIRST, fused])
    assert texts == [_HEADER, _FIRST, _SECOND, _THIRD]


@pytest.mark.parametrize("column", [2, 3])
def test_the_end_of_a_cell_goes_back_where_others_print_it_whole(make_table: MakeTable, column: int) -> None:
    row = ["", "时效指标", "审批办结时限", "审批办结时限", "≤30天", "年度计划"]
    cut = [text[:4] if n == column else text for n, text in enumerate(row)]
    rest = [text[4:] if n == column else "" for n, text in enumerate(row)]
    repairs, texts, table = _repair(make_table, [_HEADER, _FIRST, cut, rest, _THIRD])
    assert texts == [_HEADER, _FIRST, row, _THIRD]
    assert [(repair.kind, repair.applied) for repair in repairs] == [("row_join", True)]
    joined = next(cell for cell in table.cells if (cell.row, cell.column) == (2, column))
    assert joined.raw == f"{row[column][:4]}\n{row[column][4:]}"


def test_a_name_alone_may_be_an_indicator(make_table: MakeTable) -> None:
    table = make_table([_HEADER, _FIRST, ["", "", "上级补助", "", "", ""], _THIRD])
    assert propose_row_repairs([table], {table.id})[:2] == ([], [table])


def test_a_table_that_is_not_torn_is_left_alone(make_table: MakeTable) -> None:
    fused = [" ".join(filter(None, pair)) for pair in zip(_FIRST, _SECOND, strict=True)]
    table = make_table([_HEADER, fused])
    assert propose_row_repairs([table], frozenset())[:2] == ([], [table])


def _fused(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    return [" ".join(filter(None, pair)) for pair in zip(upper, lower, strict=True)]


def test_a_lone_cell_that_may_be_of_either_row_leaves_the_row_as_printed(make_table: MakeTable) -> None:
    second = [*_SECOND[:5], ""]
    rows = [_HEADER, ["产出指标", "数量指标", "业务量", "业务总量", "≥5000件", ""], _THIRD, _fused(_FIRST, second)]
    repairs, texts, _ = _repair(make_table, rows)
    assert texts == [[without_space(text) for text in row] for row in rows]
    assert [(repair.kind, repair.applied, len(repair.alternatives)) for repair in repairs] == [("row_split", False, 1)]


def test_a_lone_description_goes_to_the_row_whose_name_it_repeats(make_table: MakeTable) -> None:
    upper = ["", "质量指标", "档案归档率", "", "≥98%", "年度计划"]
    lower = ["", "时效指标", "资产清查按期完成率", "按期完成清查的资产所占比例", "=100%", "年度计划"]
    _, texts, _ = _repair(make_table, [_HEADER, _FIRST, _fused(upper, lower), _THIRD])
    assert texts == [_HEADER, _FIRST, upper, lower, _THIRD]


def test_a_lone_tier_goes_to_the_row_whose_words_are_of_it(make_table: MakeTable) -> None:
    upper = ["", "", "设备合格率", "设备验收合格的比例", "≥98%", "年度计划"]
    lower = ["", "时效指标", "设备到货时间", "设备按期到货", "≤30天", "年度计划"]
    table = make_table([_HEADER, _FIRST, _SECOND, _fused(upper, lower), _THIRD])

    def shares(words: IndicatorWords) -> dict[str, float]:
        late = "时间" in words.name
        return {"质量指标": 0.1 if late else 0.8, "时效指标": 0.8 if late else 0.1}

    unsure, _, _ = propose_row_repairs([table], {table.id})
    assert [repair.applied for repair in unsure] == [False]
    sure, (repaired,), _ = propose_row_repairs([table], {table.id}, tier2_shares=shares)
    assert [repair.applied for repair in sure] == [True]
    tiers = {cell.row: cell.text for cell in repaired.cells if cell.column == 1}
    assert (tiers[3], tiers[4]) == ("", "时效指标")


def test_a_quantity_and_a_target_in_words_in_one_cell_are_two(make_table: MakeTable) -> None:
    upper = ["", "成本指标", "单件成本", "平均每件的成本", "≤14.62元", "年度计划"]
    lower = ["效益指标", "社会效益指标", "示范作用", "示范引领的作用", "显著提高", "年度计划"]
    _, texts, _ = _repair(make_table, [_HEADER, _FIRST, _fused(upper, lower), _THIRD])
    assert texts == [_HEADER, _FIRST, upper, lower, _THIRD]
