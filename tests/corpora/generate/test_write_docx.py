"""What the DOCX holds, read back by python-docx: texts, merges, repeated headers, sections."""

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn

from extractor.corpora.generate.model import CellSpec, ColumnBreak, Columns, DocumentSpec, PageBreak, TableSpec, Words
from extractor.corpora.generate.write_docx import docx_bytes

Span = tuple[int, int, int, int]


def read_docx(spec: DocumentSpec) -> Any:
    return docx.Document(io.BytesIO(docx_bytes(spec)))


def cells_of(table: Any) -> dict[Span, str]:
    """Each physical cell as python-docx resolves gridSpan and vMerge: place, spans and text."""
    places: dict[int, list[tuple[int, int]]] = {}
    texts: dict[int, str] = {}
    kept = []
    for row in range(len(table.rows)):
        for column in range(len(table.columns)):
            cell = table.cell(row, column)
            kept.append(cell)
            places.setdefault(id(cell._tc), []).append((row, column))
            texts[id(cell._tc)] = cell.text
    return {
        (*slots[0], slots[-1][0] - slots[0][0] + 1, slots[-1][1] - slots[0][1] + 1): texts[identity]
        for identity, slots in places.items()
    }


def test_cells_and_merges_are_those_of_the_spec(document: DocumentSpec, table: TableSpec) -> None:
    read = read_docx(document)
    assert len(read.tables) == 2
    assert cells_of(read.tables[0]) == {
        (cell.row, cell.column, cell.row_span, cell.column_span): cell.text for cell in table.cells
    }
    assert cells_of(read.tables[0])[4, 1, 2, 1] == "一般公共\n服务支出"


def test_the_words_around_a_table_stand_in_order(document: DocumentSpec) -> None:
    said = [paragraph.text for paragraph in read_docx(document).paragraphs if paragraph.text]
    assert said == [
        "第一部分", "本局编制预算。", "公开01表", "支出 总表", "2025年度", "部门：甲局\t单位：万元",
        "注：本表 由甲局编制。", "基金表",
    ]  # fmt: skip
    assert read_docx(document).paragraphs[0].style.name == "Heading 1"


def test_a_changed_orientation_begins_a_section(document: DocumentSpec) -> None:
    sections = read_docx(document).sections
    assert [section.orientation for section in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert [section.page_width > section.page_height for section in sections] == [False, True]


def test_header_rows_repeat_and_rows_stay_whole_only_where_the_spec_says_so(
    document: DocumentSpec, table: TableSpec
) -> None:
    def marks(name: str, spec: TableSpec) -> list[bool]:
        rows = read_docx(replace(document, blocks=(spec,))).tables[0]._tbl.tr_lst
        return [row.trPr.find(qn(name)) is not None for row in rows]

    assert marks("w:tblHeader", table) == [True] * 3 + [False] * 3
    assert marks("w:cantSplit", table) == [True] * 6
    loose = replace(table, repeats_header=False, keep_rows=False)
    assert not any(marks("w:tblHeader", loose) + marks("w:cantSplit", loose))


@pytest.mark.parametrize(
    ("rules", "drawn", "under_header"),
    [
        ("grid", {"top", "left", "bottom", "right", "insideH", "insideV"}, False),
        ("three_line", {"top", "bottom"}, True),
        ("horizontal", {"top", "bottom", "insideH"}, False),
        ("borderless", set(), False),
    ],
)
def test_rules_are_drawn(
    document: DocumentSpec, table: TableSpec, rules: Any, drawn: set[str], under_header: bool
) -> None:
    made = read_docx(replace(document, blocks=(replace(table, rules=rules),))).tables[0]._tbl
    borders = made.tblPr.find(qn("w:tblBorders"))
    assert {edge.tag.split("}")[1] for edge in borders if edge.get(qn("w:val")) == "single"} == drawn
    ruled = [bool(row.findall(f".//{qn('w:tcBorders')}")) for row in made.tr_lst]
    assert ruled == [False, False, under_header, False, False, False]


def test_a_rule_is_drawn_under_the_heads_of_groups(document: DocumentSpec, table: TableSpec) -> None:
    made = read_docx(replace(document, blocks=(replace(table, rules="borderless", group_rules=True),))).tables[0]._tbl
    ruled = [len(row.findall(f".//{qn('w:tcBorders')}")) for row in made.tr_lst]
    assert ruled == [2, 0, 0, 0, 0, 0]  # 科目 and 支出 head several columns


def test_tables_stand_in_columns(document: DocumentSpec, table: TableSpec) -> None:
    blocks = (Words("前"), Columns(2), table, ColumnBreak(), replace(table, title="二"), Columns(1), Words("后"))
    read = read_docx(replace(document, blocks=blocks))
    counts = [section._sectPr.find(qn("w:cols")).get(qn("w:num")) for section in read.sections]
    assert counts == [None, "2", "1"]
    assert [section.start_type for section in read.sections[1:]] == [WD_SECTION.CONTINUOUS] * 2
    assert len(read.element.body.findall(f".//{qn('w:br')}[@{qn('w:type')}='column']")) == 1
    widths = [int(made._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) for made in read.tables]
    assert widths[0] == widths[1]
    assert widths[0] == pytest.approx((595.3 - 2 * 56.7 - 24) / 2 * 20, abs=5)


def test_columns_end_with_the_section_and_may_begin_a_document(document: DocumentSpec, table: TableSpec) -> None:
    blocks = (Columns(2), table, PageBreak("landscape"), table)
    read = read_docx(replace(document, blocks=blocks))
    assert [section._sectPr.find(qn("w:cols")).get(qn("w:num")) for section in read.sections] == ["2", "1"]
    same = read_docx(replace(document, blocks=(Words("前"), Columns(1), Words("后"))))
    assert len(same.sections) == 1


def test_two_tables_that_follow_one_another_stay_two(document: DocumentSpec, table: TableSpec) -> None:
    bare = replace(table, title=None, over_title=(), under_title=(), above=(), notes=())
    assert len(read_docx(replace(document, blocks=(bare, bare))).tables) == 2
    body = read_docx(replace(document, blocks=(bare, bare))).element.body
    assert [element.tag.split("}")[1] for element in body] == ["tbl", "p", "tbl", "sectPr"]


def test_a_page_break_holds_for_the_next_words_and_not_at_the_beginning(document: DocumentSpec) -> None:
    blocks = (PageBreak(), Words("甲"), PageBreak(), Words("乙"), Words("丙"))
    paragraphs = read_docx(replace(document, blocks=blocks)).paragraphs
    assert [bool(one.paragraph_format.page_break_before) for one in paragraphs] == [False, True, False]


def test_equal_specs_give_equal_bytes(document: DocumentSpec) -> None:
    assert docx_bytes(document) == docx_bytes(document)


def test_cells_that_overlap_or_leave_a_hole_are_refused(document: DocumentSpec, table: TableSpec) -> None:
    doubled = replace(table, cells=(*table.cells, CellSpec(0, 0, "", "data")))
    with pytest.raises(ValueError, match="two cells cover row 0, column 0"):
        docx_bytes(replace(document, blocks=(doubled,)))
    with pytest.raises(ValueError, match="do not fill the 6 x 5 grid"):
        docx_bytes(replace(document, blocks=(replace(table, cells=table.cells[:-1]),)))
