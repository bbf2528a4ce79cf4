"""Names that are set in, in files that say so without a page: by white space, or by a style."""

import io

import docx
import openpyxl
import pytest
from docx.shared import Pt
from openpyxl.styles import Alignment

from extractor import extract

ROWS = (
    ("合计", 0, 1380.59), ("城乡社区支出", 0, 1380.59), ("国有土地使用权出让收入安排的支出", 1, 1266.13),
    ("城市建设支出", 2, 714.06), ("农村基础设施建设支出", 2, 552.07), ("污水处理费安排的支出", 1, 114.46),
    ("污水处理设施建设和运营", 2, 100.00), ("代征手续费", 2, 14.46),
)  # fmt: skip
HEADER = ("支出功能分类科目名称", "合计", "项目支出")


def word(by_style: bool, in_wrapper: bool) -> bytes:
    document = docx.Document()
    document.add_paragraph("政府性基金预算支出预算表")
    document.add_paragraph("单位：万元")
    table = document.add_table(rows=len(ROWS) + 1, cols=3)
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    for row, (name, level, value) in zip(table.rows[1:], ROWS, strict=True):
        row.cells[0].text = name if by_style else "\u3000" * level + name
        if by_style:
            row.cells[0].paragraphs[0].paragraph_format.left_indent = Pt(10.5 * level)
        row.cells[1].text = row.cells[2].text = f"{value:.2f}"
    if in_wrapper:  # a table in a cell asks for the walk through the tree
        table.rows[0].cells[2].add_table(rows=1, cols=1)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def sheet(by_style: bool) -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for texts in (("政府性基金预算支出预算表",), ("", "", "单位：万元"), HEADER):
        page.append(texts)
    for name, level, value in ROWS:
        page.append((name if by_style else "\u3000" * level + name, value, value))
        if by_style:
            page.cell(page.max_row, 1).alignment = Alignment(indent=level)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word(by_style=False, in_wrapper=False), "a.docx"),
        (word(by_style=True, in_wrapper=False), "a.docx"),
        (word(by_style=True, in_wrapper=True), "a.docx"),
        (word(by_style=False, in_wrapper=True), "a.docx"),
        (sheet(by_style=False), "a.xlsx"),
        (sheet(by_style=True), "a.xlsx"),
    ],
    ids=["Word, spaces", "Word, style", "Word, style, tree", "Word, spaces, tree", "Excel, spaces", "Excel, style"],
)
def test_levels_by_indents(data: bytes, name: str) -> None:
    document = extract(data, name=name)
    (statement,) = document.statements
    assert [line.level for line in statement.lines] == [0, 1, 2, 3, 3, 2, 3, 3]
    sums = [
        check.status for check in document.checks if check.rule in ("total_is_sum_of_parts", "children_sum_to_parent")
    ]
    assert sums and set(sums) == {"pass"}
    table = next(one for one in document.tables if one.indents)
    assert [one.ems for one in table.indents] == pytest.approx([1, 2, 2, 1, 2, 2])
