"""Dumps that print a table column by column: read where sums prove which row each amount is of, else left as text."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.content import Content, Grid, Paragraph
from extractor.options import SourceOptions
from extractor.sources.text.reader import read_text

_ROWS = [
    ["", "合计", "170.50", "130.25", "40.25"],
    ["205", "教育支出", "125.40", "85.15", "40.25"],
    ["20502", "普通教育", "125.40", "85.15", "40.25"],
    ["2050201", "学前教育", "46.31", "6.06", "40.25"],
    ["2050202", "小学教育", "79.09", "79.09", "0.00"],
    ["208", "社会保障和就业支出", "45.10", "45.10", "0.00"],
    ["20805", "行政事业单位养老支出", "45.10", "45.10", "0.00"],
    ["2080502", "事业单位离退休", "12.60", "12.60", "0.00"],
    ["2080505", "机关事业单位基本养老保险缴费支出", "32.50", "32.50", "0.00"],
]
_HEADINGS = ["合计", "基本支出", "项目支出"]


def _dump(rows: Sequence[Sequence[str]], *, total_last: bool = False) -> str:
    """The rows as pdftotext writes them: codes and names, then a column after another, each below its heading."""
    rows = [*rows[1:], rows[0]] if total_last else rows
    labels = [text for row in rows for text in row[:2] if text]
    columns = [[row[2 + n] for row in rows if row[2 + n]] for n in range(3)]
    parts = [
        ["部门支出总表"],
        ["部门：某县教育局", "科目编码", "科目名称", *labels],
        [_HEADINGS[0], *columns[0]],
        ["—1—"],
    ]
    parts += [[_HEADINGS[1], *columns[1]], ["单位：万元", _HEADINGS[2], *columns[2]], ["第二部分 说明"]]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _read(text: str) -> Content:
    return read_text(text.encode(), SourceOptions())


def _grids(content: Content) -> list[list[list[str]]]:
    return [_texts(element) for element in content.elements if isinstance(element, Grid)]


def _texts(grid: Grid) -> list[list[str]]:
    texts = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        texts[cell.row][cell.column] = cell.raw
    return texts


@pytest.mark.parametrize("total_last", [False, True])
def test_columns_below_each_other_are_a_table_where_sums_prove_it(total_last: bool) -> None:
    content = _read(_dump(_ROWS, total_last=total_last))
    rows = [*_ROWS[1:], _ROWS[0]] if total_last else _ROWS
    assert _grids(content) == [[["科目编码", "科目名称", *_HEADINGS], *rows]]
    paragraphs = [(e.text, e.furniture) for e in content.elements if isinstance(e, Paragraph)]
    assert paragraphs == [
        *[("部门支出总表", False), ("部门：某县教育局", False), ("—1—", True), ("单位：万元", False)],
        ("第二部分 说明", False),
    ]
    assert not content.problems


def test_a_heading_above_the_labels_is_the_first_columns() -> None:
    names = ["合计", "一、因公出国（境）费", "二、公务用车费", "其中：购置费", "运行维护费", "三、公务接待费"]
    amounts = [
        ["43.98", "0.50", "18.30", "6.00", "12.30", "25.18"],
        ["43.52", "0.00", "17.65", "5.00", "12.65", "25.87"],
    ]
    text = "\n".join(
        ["三公经费表", "", "项目", "", "上年预算数", "", *names, "", *amounts[0], "", "今年预算数", *amounts[1]]
    )
    (grid,) = _grids(_read(text))
    assert grid == [["项目", "上年预算数", "今年预算数"], *map(list, zip(names, *amounts, strict=True))]


def test_a_column_with_a_blank_is_left_as_text_and_said() -> None:
    rows = [list(row) for row in _ROWS]
    rows[4][4] = ""
    content = _read(_dump(rows))
    assert not _grids(content)
    assert [problem.code for problem in content.problems] == ["unruled_table"]


@given(order=st.permutations(range(9)))
def test_amounts_in_another_order_prove_no_table(order: list[int]) -> None:
    rows = [[*row[:2], *_ROWS[place][2:]] for row, place in zip(_ROWS, order, strict=True)]
    grids = _grids(_read(_dump(rows)))
    same = [row[2:] for row in rows] == [row[2:] for row in _ROWS]
    assert grids == ([[["科目编码", "科目名称", *_HEADINGS], *rows]] if same else [])


@pytest.mark.parametrize(
    "text", ["1.00\n" * 5000, "科目编码\n科目名称\n" * 500 + "1.00\n" * 50, "项目\n1.00\n2.00\n3.00\n4.00\n"]
)
def test_figures_without_labels_are_no_table(text: str) -> None:
    assert not _grids(_read(text))
