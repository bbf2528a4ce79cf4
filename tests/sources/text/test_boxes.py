from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st

from extractor.document.content import Content, Grid, Paragraph
from extractor.options import SourceOptions
from extractor.sources.text.reader import read_text

Texts = Callable[[Grid], list[list[str]]]
Covered = Callable[[Grid], bool]

SPANS = """\
┌──────┬───────────┐
│ 项目 │   金额    │
│      ├─────┬─────┤
│      │ 基本│ 项目│
├──────┼─────┴─────┤
│ 合计 │    无     │
└──────┴───────────┘
"""
ASCII = """\
+------+--------+
| 项目 | 金额   |
+======+========+
| 甲乙 | 1.00   |
| 丙   |        |
+------+--------+
| 丁   | 2.00   |
+------+--------+
"""


def read(text: str) -> Content:
    return read_text(text.encode(), SourceOptions())


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


def test_spans_where_borders_are_missing(texts: Texts) -> None:
    (grid,) = grids(read(SPANS))
    assert texts(grid) == [["项目", "金额", ""], ["", "基本", "项目"], ["合计", "无", ""]]
    spans = {cell.raw: (cell.row_span, cell.column_span) for cell in grid.cells if cell.raw}
    assert spans == {"项目": (1, 1), "金额": (1, 2), "基本": (1, 1), "合计": (1, 1), "无": (1, 2)} | {"项目": (1, 1)}
    assert grid.cells[0].row_span == 2


def test_borders_part_rows_of_several_lines(texts: Texts) -> None:
    assert texts(grids(read(ASCII))[0]) == [["项目", "金额"], ["甲乙\n丙", "1.00"], ["丁", "2.00"]]


def test_each_line_is_a_row_where_only_the_header_is_parted(texts: Texts) -> None:
    lines = ASCII.split("\n")
    assert texts(grids(read("\n".join([*lines[:5], lines[7]])))[0]) == [["项目", "金额"], ["甲乙", "1.00"], ["丙", ""]]


def test_bars_that_count_chinese_characters_once_fit_too(texts: Texts) -> None:
    text = "┌────┬──────┐\n│项目│金额  │\n├────┼──────┤\n│合计│1.00  │\n└────┴──────┘\n"
    assert texts(grids(read(text))[0]) == [["项目", "金额"], ["合计", "1.00"]]


def test_lines_around_a_drawn_table_are_paragraphs() -> None:
    content = read(f"支出表\n{SPANS}注：无\n")
    assert [e.text for e in content.elements if isinstance(e, Paragraph)] == ["支出表", "注：无"]
    assert grids(content)[0].cells[0].line == 3


@example(parts=["┌─┬─┐\n", "│", "├─┤甲│\n"])
@given(
    st.lists(st.sampled_from(["┌─┬─┐\n", "│甲│1│\n", "├─┼─┤\n", "└─┴─┘\n", "│", "─", "+--+\n", "| 甲 |\n", "├─┤甲│\n"]))
)
def test_any_drawing_is_read_and_keeps_its_letters(covered_once: Covered, parts: list[str]) -> None:
    text = "x\n" + "".join(parts)
    content = read(text)
    assert all(map(covered_once, grids(content)))
    said = "".join(e.text for e in content.elements if isinstance(e, Paragraph))
    written = said + "".join(cell.raw for grid in grids(content) for cell in grid.cells)
    assert written.count("甲") == text.count("甲")
