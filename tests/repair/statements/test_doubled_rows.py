"""Rows of a torn table printed twice: left out where the sums say so, kept where they do not."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractor.document.document import Document
from extractor.pipeline import extract

_HEADER = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
_ROWS = [
    ["", "合计", "170.50", "130.25", "40.25"],
    ["205", "教育支出", "125.40", "85.15", "40.25"],
    ["20502", "普通教育", "125.40", "85.15", "40.25"],
    ["2050201", "学前教育", "40.25", "", "40.25"],
    ["2050202", "小学教育", "85.15", "85.15", ""],
    ["208", "社会保障和就业支出", "45.10", "45.10", ""],
    ["20805", "行政事业单位养老支出", "45.10", "45.10", ""],
    ["2080502", "事业单位离退休", "12.60", "12.60", ""],
    ["2080505", "机关事业单位基本养老保险缴费支出", "32.50", "32.50", ""],
]


def _read(folder: Path, rows: Sequence[Sequence[str]]) -> Document:
    path = folder / "dump.txt"
    lines = "\n".join("\t".join(row) for row in (_HEADER, *rows))
    path.write_text(f"部门支出预算表\n部门：某县教育局\n单位：万元\n{lines}\n", encoding="utf-8")
    return extract(path)


@pytest.mark.parametrize("row", [3, 4, 5, 7, 8])
def test_a_row_that_the_sums_have_once_stands_once(tmp_path: Path, row: int) -> None:
    document = _read(tmp_path, [*_ROWS[: row + 1], *_ROWS[row:]])
    assert [list(line.values) for line in document.tables[0].rows] == _ROWS
    assert [repair.kind for repair in document.repairs if repair.applied] == ["doubled_row"]


def test_two_rows_that_the_sums_count_both_stay(tmp_path: Path) -> None:
    twice = [
        ["", "合计", "80.50", "0.00", "80.50"],
        ["205", "教育支出", "80.50", "0.00", "80.50"],
        ["2050201", "学前教育", "40.25", "0.00", "40.25"],
        ["2050201", "学前教育", "40.25", "0.00", "40.25"],
    ]
    document = _read(tmp_path, twice)
    assert [list(line.values) for line in document.tables[0].rows] == twice
    assert not [repair for repair in document.repairs if repair.applied]


def test_a_doubled_row_of_which_no_sum_tells_stays(tmp_path: Path) -> None:
    rows = [[_ROWS[0][0], _ROWS[0][1], "999.99", "888.88", "111.11"], *_ROWS[3:5], _ROWS[4]]
    document = _read(tmp_path, rows)
    assert [list(line.values) for line in document.tables[0].rows] == rows
