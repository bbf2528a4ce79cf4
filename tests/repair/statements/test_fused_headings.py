"""A continuation whose header cells ran together: its amounts stay in their columns."""

from collections.abc import Sequence
from pathlib import Path

from extractor.pipeline import extract

_HEADER = [
    ["功能分类科目", "", "合计", "基本支出", "", "", "项目支出"],
    ["科目编码", "科目名称", "", "小计", "人员经费", "公用经费", ""],
]
_FUSED = [_HEADER[0], ["科目编码", "科目名称", "", "小计 人员经费", "公用经费", "", ""]]
_UPPER = [
    ["", "合计", "170.50", "130.25", "100.00", "30.25", "40.25"],
    ["205", "教育支出", "125.40", "85.15", "54.90", "30.25", "40.25"],
    ["20502", "普通教育", "125.40", "85.15", "54.90", "30.25", "40.25"],
    ["2050201", "学前教育", "40.25", "", "", "", "40.25"],
    ["2050202", "小学教育", "85.15", "85.15", "54.90", "30.25", ""],
]
_LOWER = [
    ["208", "社会保障和就业支出", "45.10", "45.10", "45.10", "", ""],
    ["20805", "行政事业单位养老支出", "45.10", "45.10", "45.10", "", ""],
    ["2080502", "事业单位离退休", "12.60", "12.60", "12.60", "", ""],
    ["2080505", "机关事业单位基本养老保险缴费支出", "32.50", "32.50", "32.50", "", ""],
]
_SLID = [*_LOWER[:3], ["2080505", "机关事业单位基本养老保险缴费支出", "", "32.50", "32.50", "32.50", ""]]
Rows = Sequence[Sequence[str]]


def _text(upper: Rows, lower: Rows, lower_header: Rows) -> str:
    captions = "部门：某县教育局\n单位：万元\n"
    above, below = ("\n".join("\t".join(row) for row in rows) for rows in ([*_HEADER, *upper], [*lower_header, *lower]))
    return f"部门支出预算表\n{captions}{above}\n\n—5—\n\n{captions}{below}\n\n—6—\n"


def test_a_continuation_joins_at_a_page_number_and_keeps_its_columns(tmp_path: Path) -> None:
    for name, header, lower in (("as first", _HEADER, _LOWER), ("fused", _FUSED, _LOWER), ("slid", _FUSED, _SLID)):
        path = tmp_path / f"{name}.txt"
        path.write_text(_text(_UPPER, lower, header), encoding="utf-8")
        (table,) = extract(path).tables
        assert table.title == "部门支出预算表"
        assert [list(row.values) for row in table.rows] == [*_UPPER, *_LOWER]
