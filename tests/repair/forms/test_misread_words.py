"""Words of forms with a look-alike character."""

from collections.abc import Callable

import pytest

from extractor.document.table import Table
from extractor.repair.forms.misread_words import propose_word_repairs

MakeTable = Callable[..., Table]
_HEADER = ["绩效指标", "一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值"]


def _mends(make_table: MakeTable, *row: str) -> list[tuple[str, str]]:
    repairs, _ = propose_word_repairs([make_table([_HEADER, list(row)])], {"t1"})
    return [(repair.before, repair.after) for repair in repairs if repair.applied]


def test_a_tier_word(make_table: MakeTable) -> None:
    found = _mends(make_table, "", "满意度指标", "服务对象满意度指杯", "满意", "", "1")
    assert found == [("服务对象满意度指杯", "服务对象满意度指标")]


def test_a_head_of_the_matrix(make_table: MakeTable) -> None:
    rows = [["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值确定依据"], ["", "贡量指标", "质暈", "", ""]]
    repairs, (table,) = propose_word_repairs([make_table(rows)], {"t1"})
    assert [(repair.before, repair.after) for repair in repairs] == [("贡量指标", "质量指标")]
    assert table.cells[6].text == "质量指标"
    assert table.cells[6].raw == "贡量指标"


def test_a_word_that_two_other_cells_print_otherwise(make_table: MakeTable) -> None:
    row = ("", "产出指标", "质量指标", "土地招拍挂次数", "士地招拍挂次数", "完成土地招拍挂")
    assert _mends(make_table, *row) == [("士地招拍挂次数", "土地招拍挂次数")]


def test_one_against_one_is_told_and_not_changed(make_table: MakeTable) -> None:
    table = make_table([_HEADER, ["", "产出指标", "数量指标", "入口数量", "人口数量", "1次"]])
    repairs, tables = propose_word_repairs([table], {"t1"})
    assert [repair.applied for repair in repairs] == [False, False]
    assert tables == [table]


@pytest.mark.parametrize(
    ("name", "other"), [("完成及时率", "完成及时性"), ("入口数量", "人口数量"), ("第一季度", "第二季度")]
)
def test_words_that_differ_for_a_reason_stay(make_table: MakeTable, name: str, other: str) -> None:
    assert _mends(make_table, "", "产出指标", "数量指标", name, other, "1次") == []
