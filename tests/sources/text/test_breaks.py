"""A blank line within an indicator matrix of a text dump."""

from extractor.document.content import Grid
from extractor.options import SourceOptions
from extractor.sources.text.reader import read_text

_HEADER = "一级指标\t二级指标\t三级指标\t指标值"
_FIRST = "产出指标\t数量指标\t业务量\t≥5件"
_SECOND = "\t质量指标\t办结率\t≥98%"


def _heights(*lines: str) -> list[int]:
    content = read_text("\n".join(lines).encode(), SourceOptions())
    return [element.rows for element in content.elements if isinstance(element, Grid)]


def test_a_matrix_goes_on_after_a_blank_line() -> None:
    assert _heights(_HEADER, _FIRST, "", _SECOND, "\t\t及时率\t逐年提升") == [4]
    assert _heights(_HEADER, _FIRST, "", _SECOND, "", "\t\t及时率\t逐年提升") == [4]


def test_a_header_begins_another_matrix() -> None:
    assert _heights(_HEADER, _FIRST, _SECOND, "", _HEADER, _FIRST, _SECOND) == [3, 3]


def test_rows_of_another_width_or_sort_are_another_table() -> None:
    assert _heights(_HEADER, _FIRST, "", "产出指标\t数量指标\t业务量", "\t质量指标\t办结率") == [2, 2]


def test_a_table_without_a_matrix_ends_at_a_blank_line() -> None:
    assert _heights("项目\t金额\t备注", "甲\t1.00\t", "", "乙\t2.00\t", "丙\t3.00\t") == [2, 2]
