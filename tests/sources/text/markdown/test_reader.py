"""Markdown as language models write tables."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.content import Content, Grid, Paragraph
from extractor.options import SourceOptions
from extractor.sources.text.reader import read_text

Texts = Callable[[Grid], list[list[str]]]
Covered = Callable[[Grid], bool]
TABLE = "| 项目 | 金额 |\n|:---|---:|\n| 甲 | 1.00 |\n"


def read(text: str) -> Content:
    return read_text(text.encode(), SourceOptions())


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


def said(content: Content, *, furniture: bool = False) -> list[str]:
    return [e.text for e in content.elements if isinstance(e, Paragraph) and e.furniture == furniture]


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        "项目 | 金额\n--- | ---:\n甲 | 1.00\n",
        "| 项目 | 金额\n|---|---\n| 甲 | 1.00\n",
        "项目   | 金额\n-------|------\n甲     | 1.00\n",
        f"```markdown\n{TABLE}```\n",
    ],
)
def test_pipes_inside_and_outside(text: str, texts: Texts) -> None:
    content = read(text)
    assert texts(grids(content)[0]) == [["项目", "金额"], ["甲", "1.00"]]
    assert not said(content)


def test_pipes_that_are_escaped_or_code_part_no_cells(texts: Texts) -> None:
    (grid,) = grids(read("| 项目 \\| 类 | 金额 |\n|---|---|\n| `甲|乙` | 1.00 |\n| 丙 | 2.00 | 多 |\n"))
    assert texts(grid) == [["项目 | 类", "金额", ""], ["甲|乙", "1.00", ""], ["丙", "2.00", "多"]]
    assert [cell.line for cell in grid.cells][::3] == [1, 3, 4]


@pytest.mark.parametrize("heading", ["## 第 2 页", "<!-- page 2 -->", "---", "Page 2 of 9"])
@pytest.mark.parametrize("again", ["", "| 项目 | 金额 |\n|:---|---:|\n"])
def test_a_table_goes_on_below_a_page_heading(heading: str, again: str, texts: Texts) -> None:
    content = read(f"{TABLE}\n{heading}\n\n{again}| 乙 | 2.00 |\n\n下文\n")
    assert texts(grids(content)[0]) == [["项目", "金额"], ["甲", "1.00"], ["乙", "2.00"]]
    assert said(content) == ["下文"]
    assert said(content, furniture=True) == [heading]


def test_another_header_begins_another_table() -> None:
    content = read(f"{TABLE}\n## 第 2 页\n\n| 名称 | 金额 |\n|---|---|\n| 乙 | 2.00 |\n")
    assert [grid.rows for grid in grids(content)] == [2, 2]


def test_html_inside_markdown_keeps_its_spans(texts: Texts) -> None:
    content = read(
        '# 预算\n\n<table><tr><th rowspan="2">科目</th><th colspan="2">支出</th></tr>\n'
        "<tr><th>基本</th><th>项目</th></tr>\n<tr><td>201</td><td>1.00</td><td>2.00</td></tr></table>\n\n注：无\n"
    )
    (grid,) = grids(content)
    assert texts(grid) == [["科目", "支出", ""], ["", "基本", "项目"], ["201", "1.00", "2.00"]]
    assert [(cell.row_span, cell.column_span) for cell in grid.cells][:2] == [(2, 1), (1, 2)]
    assert {cell.line for cell in grid.cells} == {3}
    assert said(content) == ["预算", "注：无"]


def test_rows_of_html_without_a_table(texts: Texts) -> None:
    (grid,) = grids(read("<tr><td>项目</td><td>金额</td></tr>\n<tr><td>甲</td><td>1.00</td></tr>\n\n"))
    assert texts(grid) == [["项目", "金额"], ["甲", "1.00"]]


def test_otsl(texts: Texts) -> None:
    text = "<otsl><loc_1><ched>项目<ched>金额<lcel><nl><ucel><ched>基本<ched>项目<nl><fcel>甲<fcel>1<ecel><nl></otsl>"
    (grid,) = grids(read(text))
    assert texts(grid) == [["项目", "金额", ""], ["", "基本", "项目"], ["甲", "1", ""]]
    assert (grid.cells[0].row_span, grid.cells[1].column_span) == (2, 2)


@given(
    st.lists(
        st.sampled_from(["|", "-", ":", "甲", "\n", " ", "|---|---|\n", "```", "<td>", "<table>", "<fcel>"]),
        max_size=40,
    )
)
def test_any_shape_is_read(covered_once: Covered, parts: list[str]) -> None:
    content = read("x\n" + "".join(parts))
    assert all(map(covered_once, grids(content)))
    written = "".join(said(content) + said(content, furniture=True)) + "".join(
        cell.raw for grid in grids(content) for cell in grid.cells
    )
    assert written.count("甲") <= "".join(parts).count("甲")
