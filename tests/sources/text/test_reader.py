from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.content import Content, Grid, Paragraph
from extractor.errors import CorruptSource, EmptySource, ExtractorError, UnsupportedFormat
from extractor.options import SourceOptions
from extractor.sources.text.reader import read_text

Texts = Callable[[Grid], list[list[str]]]
Covered = Callable[[Grid], bool]

MATRIX_HEADER = "\t一级\n\t二级\n\t三级\n\n"


def read(text: str) -> Content:
    return read_text(text.encode(), SourceOptions())


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


def said(content: Content) -> list[str]:
    return [element.text for element in content.elements if isinstance(element, Paragraph)]


def test_a_row_a_line(texts: Texts) -> None:
    content = read("支出总表\n\n序号\t名称\t合计\n1\t服务\t941.39\n\t合计\t\n\n注：无\n")
    assert said(content) == ["支出总表", "注：无"]
    grid = grids(content)[0]
    assert texts(grid) == [["序号", "名称", "合计"], ["1", "服务", "941.39"], ["", "合计", ""]]
    assert grid.torn
    assert [cell.line for cell in grid.cells][::3] == [3, 4, 5]


def test_a_tabless_line_between_rows_is_a_row(texts: Texts) -> None:
    assert texts(grids(read("a\tb\n用途\nc\td\n"))[0]) == [["a", "b"], ["用途", ""], ["c", "d"]]


def test_tabless_lines_above_and_below_are_paragraphs() -> None:
    content = read("标题\na\tb\nc\td\n注\n\n文\n")
    assert said(content) == ["标题", "注", "文"]
    assert grids(content)[0].rows == 2


def test_blank_lines_part_row_tables() -> None:
    assert [grid.rows for grid in grids(read("a\tb\nc\td\n\n单位：元\n\ne\tf\ng\th\ni\tj\n"))] == [2, 3]


def test_numbered_prose_with_a_tab_is_a_paragraph() -> None:
    content = read("一、\t总体目标\n（一）推行改革\n（二）拓展\n（三）其他\n二、\t保障\n")
    assert not grids(content)
    assert said(content)[0] == "一、 总体目标"


def test_marking_of_the_dump_is_no_text() -> None:
    content = read("- 1、**财政拨款收入**：指资金\n[bookmark: _Toc_1]二、措施\n## 说明\n[bookmark: x]\n张**、李**\n")
    assert said(content) == ["1、财政拨款收入：指资金", "二、措施", "说明", "张**、李**"]
    headings = [element.heading_level for element in content.elements if isinstance(element, Paragraph)]
    assert headings == [0, 0, 2, 0]


def test_markdown_table(texts: Texts) -> None:
    assert texts(grids(read("| 项目 | 金额 |\n|---|---:|\n| 甲 | 1.00 |\n"))[0]) == [["项目", "金额"], ["甲", "1.00"]]


def test_a_cell_a_line(texts: Texts, covered_once: Covered) -> None:
    content = read("1.甲绩效目标表\n\t483某局\n\t单位：万元\n\n\t编码\n\tX1\n\t名称\n\t甲\n\n\t\n\t用途\n\n\n \n下文\n")
    assert said(content) == ["1.甲绩效目标表", "下文"]
    grid = grids(content)[0]
    assert texts(grid) == [["483某局", "单位：万元", "", ""], ["编码", "X1", "名称", "甲"], ["", "用途", "", ""]]
    assert covered_once(grid)
    assert grid.torn
    assert grid.cells[4].line == 5


def test_pieces_that_add_up_are_one_row_and_this_is_said(texts: Texts) -> None:
    content = read(
        MATRIX_HEADER
        + "\t产出\n\t数量\n\t件数\n\n\t\n\t质量\n\n\t合格率\n\n\t\n\t时效\n\t及时\n\n\t满意\n\t对象\n\t比例\n"
    )
    assert texts(grids(content)[0])[2] == ["", "质量", "合格率"]
    assert [problem.code for problem in content.problems] == ["rows_joined"]
    assert "Lines 9 to 12" in content.problems[0].message


def test_pieces_that_do_not_add_up_stay_apart() -> None:
    content = read(MATRIX_HEADER + "\ta\n\tb\n\tc\n\n\t合计\n\t5\n\n\td\n\te\n\tf\n\n")
    assert grids(content)[0].rows == 4
    assert not content.problems


def test_rows_of_a_form_are_never_joined() -> None:
    content = read("\ta\n\tb\n\n\tc\n\td\n\te\n\n\tf\n\n\tg\n\th\n\ti\n\tj\n\n")
    assert grids(content)[0].rows == 4


def test_further_paragraphs_of_a_cell(texts: Texts) -> None:
    grid = grids(read("\t目标\n\t1.其一\n2.其二\n\n\t名\n\t值\n\n"))[0]
    assert texts(grid) == [["目标", "1.其一\n2.其二"], ["名", "值"]]


def test_a_line_of_several_tabs_in_a_cell_a_line_table_is_several_cells(texts: Texts) -> None:
    dump = "\t项目\n\t预算数\n\t决算数\n\n\t接待\n\t100\t200\n\n\t会议\n\t5\n\t6\n"
    (grid,) = grids(read(dump))
    assert texts(grid) == [["项目", "预算数", "决算数"], ["接待", "100", "200"], ["会议", "5", "6"]]


def test_a_blank_row_does_not_widen_the_table() -> None:
    assert grids(read("\ta\n\tb\n\n\t1\n\t2\n\n\t\n\t\n\t\n\n"))[0].columns == 2


def test_a_space_line_or_a_heading_parts_two_tables() -> None:
    two_rows = "\ta\n\tb\n\n\tc\n\td\n\n"
    assert len(grids(read(f"{two_rows} \n{two_rows}"))) == 2
    content = read(f"{two_rows}2.下一表\n{two_rows}")
    assert len(grids(content)) == 2
    assert said(content) == ["2.下一表"]
    assert len(grids(read(f"{two_rows}\n{two_rows}"))) == 2


def test_indented_prose_is_no_table() -> None:
    sentence = "按照省市关于深入推进工作的部署要求，" * 5
    content = read(f"\t{sentence}\n\t{sentence}\n\n\t{sentence}\n\t{sentence}\n")
    assert not grids(content)
    assert len(said(content)) == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_encodings(encoding: str) -> None:
    assert said(read_text("部门预算公开".encode(encoding), SourceOptions())) == ["部门预算公开"]


def test_a_damaged_byte_in_a_long_text_is_a_problem_not_another_encoding() -> None:
    content = read_text("部门预算".encode() * 100 + b"\xff" + "公开".encode(), SourceOptions())
    assert said(content)[0].endswith("\ufffd公开")
    assert [(problem.code, problem.severity) for problem in content.problems] == [("undecodable_bytes", "error")]


def test_what_is_no_text() -> None:
    with pytest.raises(EmptySource):
        read_text(b"", SourceOptions())
    with pytest.raises(UnsupportedFormat):
        read(" \n\t\n")
    with pytest.raises(UnsupportedFormat):
        read_text(b"abc\0\0\1\2", SourceOptions())
    with pytest.raises(CorruptSource):
        read_text("naïveté déjà vu, élève".encode("latin-1"), SourceOptions())


@given(parts=st.lists(st.sampled_from(["\t", "\n", "a", "\n\n", " ", "|", "一、", "\tb\n", "\n\t", "|--|--|", "- "])))
def test_any_shape_is_read_and_keeps_its_letters(parts: list[str], covered_once: Covered) -> None:
    text = "x\n" + "".join(parts)
    content = read(text)
    assert all(map(covered_once, grids(content)))
    written = "".join(said(content)) + "".join(cell.raw for grid in grids(content) for cell in grid.cells)
    for letter in "ab一":
        assert written.count(letter) == text.count(letter)


@given(st.binary(max_size=200))
def test_any_bytes_raise_only_own_errors(data: bytes) -> None:
    try:
        read_text(data, SourceOptions())
    except ExtractorError:
        return


def seed(shared: Path, number: str) -> Content:
    return read_text(next((shared / "documents" / "seeds").glob(f"{number}_*.txt")).read_bytes(), SourceOptions())


@pytest.mark.parametrize(("number", "projects"), [("000", 6), ("002", 8)])
def test_seeds_with_a_cell_a_line(
    shared: Path, number: str, projects: int, texts: Texts, covered_once: Covered
) -> None:
    found = grids(seed(shared, number))
    assert len(found) == 2 * projects
    assert all(map(covered_once, found))
    for form, matrix in zip(found[::2], found[1::2], strict=True):
        rows = texts(form)
        assert (form.rows, form.columns) == (7, 7)
        assert [row[0] for row in rows[1:3]] == ["项目编码", "预算规模及资金用途"]
        assert rows[4][0] == "资金支出计划（%）"
        assert matrix.columns == 6
        assert texts(matrix)[0][0] == "一级指标"
        assert all(row[1].endswith("指标") for row in texts(matrix)[1:] if any(row))


def test_the_row_torn_by_empty_paragraphs_is_whole(shared: Path, texts: Texts) -> None:
    content = seed(shared, "002")
    assert texts(grids(content)[7])[2][1:3] == ["质量指标", "专款专用率"]
    assert texts(grids(content)[7])[2][4:] == ["90%", "部门职责"]
    assert [problem.code for problem in content.problems] == ["rows_joined"]


def test_the_seed_with_a_row_a_line(shared: Path, texts: Texts, covered_once: Covered) -> None:
    found = grids(seed(shared, "003"))
    assert all(map(covered_once, found))
    single = [row[0] for grid in found for row in texts(grid) if row[0] and not any(row[1:])]
    assert {"保证县内招投标正常运行", "一般公共预算基本支出"} <= set(single)
    assert texts(found[2])[2] == ["1", "一、一般公共预算拨款收入", "", "1176.66", "一、一般公共服务支出", "941.39"]
