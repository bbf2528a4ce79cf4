"""The label of a document, against one written by hand."""

from dataclasses import replace

import pytest

from extractor.corpora.generate.model import CellSpec, DocumentSpec, TableSpec
from extractor.corpora.generate.splits import split_of
from extractor.corpora.generate.truth import Places, label_text
from extractor.corpora.label import LabelCell, LabelError, parse_label
from extractor.document.vocabulary import CellRole


def test_the_label_says_what_labelling_md_asks_for(document: DocumentSpec) -> None:
    places = [Places((3, 3, 3, 3, 3, 4), (3, 4)), Places()]
    label = parse_label(label_text(document, "甲.pdf", "a" * 64, places), "甲.pdf")
    assert (label.document.name, label.document.sha256) == ("甲.pdf", "a" * 64)
    assert (label.kind, label.fiscal_year, label.projects) == ("budget", 2025, None)
    table, blank = label.tables
    assert table.title == "支出总表"
    assert (table.unit, table.pages, table.header_rows) == ("万元", [3, 4], 3)
    assert table.captions == ["公开01表", "2025年度", "部门：甲局"]
    assert table.notes == ["注：本表由甲局编制。"]
    assert [column.path for column in table.columns] == [
        ["科目", "编码"], ["科目", "名称"], ["支出", "合计"], ["支出", "基本支出"], ["支出", "说明"],
    ]  # fmt: skip
    assert [row.values for row in table.rows] == [
        ["合计", None, "1,234.50", "0.00", "—"],
        ["201", "一般公共服务支出", "1,000.00", "", "12.5%"],
        ["0201", "一般公共服务支出", "234.50", "-3", "甲"],
    ]
    assert table.spans == [(0, 0, 1, 2), (0, 2, 1, 3), (2, 0, 1, 2), (3, 0, 1, 2), (4, 1, 2, 1)]
    assert (blank.declared_empty, blank.pages, blank.spans) == (True, [], [])


def cells_of(text: str, table: int = 0) -> dict[tuple[int, int], LabelCell]:
    cells = parse_label(text, "the label").tables[table].cells
    assert cells is not None
    return {(cell.row, cell.column): cell for cell in cells}


def test_every_cell_has_its_role_span_and_page(document: DocumentSpec) -> None:
    places = [Places((3, 3, 3, 3, 3, 4), (3, 4)), Places()]
    text = label_text(document, "甲.pdf", "a" * 64, places)
    cells = cells_of(text)
    assert len(cells) == 24
    assert cells[4, 1] == LabelCell(
        row=4, column=1, row_span=2, column_span=1, text="一般公共服务支出", role="row_attribute", page=3
    )
    assert (cells[5, 0].role, cells[5, 0].page) == ("row_index", 4)
    assert cells[2, 3].role == "column_number"
    assert {cell.page for cell in cells_of(text, 1).values()} == {None}


def test_a_blank_cell_has_no_role_unless_something_may_be_filled_in(document: DocumentSpec) -> None:
    cells = (CellSpec(0, 0, "", "row_index"), CellSpec(0, 1, "", "row_attribute"), CellSpec(0, 2, " ", "data"))
    spec = replace(document, blocks=(TableSpec("表", "other", None, 0, cells, (1.0, 1.0, 1.0)),))
    read = cells_of(label_text(spec, "甲.docx", "b" * 64, [Places()]))
    assert [cell.role for cell in read.values()] == [None, None, "data"]


def test_each_cell_and_row_of_the_label_stands_on_a_line_of_its_own(document: DocumentSpec) -> None:
    lines = label_text(document, "甲.pdf", "a" * 64, [Places(), Places()]).splitlines()
    assert '    {"row": 5, "column": 4, "text": "甲", "role": "data"}' in lines
    assert '    {"values": ["0201", "一般公共服务支出", "234.50", "-3", "甲"]}' in lines


def test_a_blank_header_word_and_a_cell_merged_downwards_stand_once_or_not_in_a_path(document: DocumentSpec) -> None:
    head: CellRole = "column_attribute"
    cells = (
        CellSpec(0, 0, "项目", head, 2, 1), CellSpec(0, 1, "", head), CellSpec(1, 1, "金额", head),
        CellSpec(2, 0, "甲", "row_attribute"), CellSpec(2, 1, "1", "data"),
    )  # fmt: skip
    spec = replace(document, blocks=(TableSpec("表", "other", None, 2, cells, (1.0, 1.0)),))
    table = parse_label(label_text(spec, "甲.docx", "b" * 64, [Places()]), "甲.docx").tables[0]
    assert [column.path for column in table.columns] == [["项目"], ["金额"]]


def test_a_part_of_a_form_is_no_table_of_the_truth(document: DocumentSpec, table: TableSpec) -> None:
    spec = replace(document, blocks=(replace(table, is_statement=False), table), projects=())
    label = parse_label(label_text(spec, "甲.docx", "c" * 64, [Places(), Places()]), "甲.docx")
    assert len(label.tables) == 1
    assert label.projects == []


def test_a_spec_that_makes_no_label_is_refused(document: DocumentSpec) -> None:
    with pytest.raises(LabelError, match="kind"):
        label_text(replace(document, kind="letter"), "甲.docx", "d" * 64, [Places(), Places()])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seed", "split"), [(1, "train"), (99, "train"), (100, "dev"), (199, "dev"), (200, "test"), (5000, "test")]
)
def test_a_seed_belongs_to_one_split(seed: int, split: str) -> None:
    assert split_of(seed) == split
