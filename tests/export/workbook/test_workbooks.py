"""Workbooks: tables as printed with their merged cells, tidy sheets, and what a sheet can not hold."""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from extractor.export.tidy.formats import write_tables
from extractor.export.tidy.staging import staged
from extractor.export.tidy.tables import tidy_rows
from extractor.export.tidy.view import DocumentView
from extractor.export.workbook.cells import fits_a_number, number_format
from extractor.export.workbook.files import TidyWorkbook
from extractor.export.workbook.printed_sheet import sheet_name
from tests.export.tidy.documents import document_of


def test_a_table_is_drawn_with_its_merged_cells(demo_views: list[DocumentView], tmp_path: Path) -> None:
    view = next(view for view in demo_views if view.source.endswith("部门预算.pdf"))
    write_tables([view], "xlsx", tmp_path)
    workbook = load_workbook(tmp_path / f"{view.source}.xlsx")
    table = view.document.tables[1]
    sheet = workbook["t2 部门收入总表"]
    above = 1 + len(table.captions) + 1
    assert sheet.cell(1, 1).value == table.title
    assert sheet.cell(above, 1).value == "单位：万元"
    merged = {str(one) for one in sheet.merged_cells.ranges if one.min_row > above}
    spans = [cell for cell in table.cells if cell.row_span > 1 or cell.column_span > 1]
    assert len(merged) == len(spans) > 0
    amounts = {a.cell: a.value for s in view.document.statements for line in s.lines for a in line.amounts}
    for cell in table.cells:
        slot = sheet.cell(above + 1 + cell.row, cell.column + 1)
        if amounts.get(cell.id) is not None:
            assert Decimal(str(slot.value)) == amounts[cell.id]
            assert slot.number_format in ("0.00", "#,##0.00")
        else:
            assert (slot.value or "") == cell.raw
    assert {"documents", "statement_lines", "checks"} <= set(workbook.sheetnames)
    assert not {"cells", "links", "repairs"} & set(workbook.sheetnames)


def test_what_is_wrong_or_mended_is_coloured_and_said(tmp_path: Path) -> None:
    write_tables([DocumentView(document_of("预算"), "a/b.pdf")], "xlsx", tmp_path)
    sheet = load_workbook(tmp_path / "a" / "b.pdf.xlsx").worksheets[0]
    words = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any("勾稽不符" in word for word in words)


@pytest.mark.parametrize("text", ["=1+1", "＝1", "#N/A", "-2+3", "@x", "_x000D_", "a\x07\ufffe", "=" * 40_000])
def test_a_text_is_a_text(text: str, tmp_path: Path) -> None:
    write_tables([DocumentView(document_of(text), "a")], "xlsx", tmp_path / "each")
    write_tables([DocumentView(document_of(text), "a")], "xlsx", tmp_path / "all.xlsx")
    for path in (tmp_path / "each" / "a.xlsx", tmp_path / "all.xlsx"):
        with zipfile.ZipFile(path) as parts:
            sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
        assert sheets
        assert not any(re.search(rb"<f[ >]|t=\"e\"", sheet) for sheet in sheets)


def test_no_formula_of_many_is_one_in_a_workbook(tmp_path: Path) -> None:
    bodies = ("1+1", "cmd|'/C calc'!A0", 'HYPERLINK("http://a.invalid")', "SUM(A1:A9)", "DDE(a;b)", "A1", "'a'!A1")
    leads = ("", " ", "\u3000", "\t", "\n", "\u200b", "\ufeff")
    signs = ("=", "+", "-", "@", "＝", "＠", "=-", "{=")
    texts = [lead + sign + body for lead in leads for sign in signs for body in bodies]
    assert len(set(texts)) >= 200
    write_tables([DocumentView(document_of(text), f"{n}") for n, text in enumerate(texts)], "xlsx", tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
        links = [name for name in parts.namelist() if "externalLink" in name or "hyperlink" in name.lower()]
    assert sheets and links == []
    assert not any(re.search(rb"<f[ >]|t=\"e\"|<hyperlink", sheet) for sheet in sheets)


def test_one_workbook_of_all_documents_says_what_has_no_room(tmp_path: Path) -> None:
    views = [DocumentView(document_of(text), text) for text in ("a", "b", "c")]
    with staged(tmp_path) as stage:
        writer = TidyWorkbook(stage, "all.xlsx", most_rows=3)
        for view in views:
            writer.add(view, tidy_rows(view))
        remarks = writer.finish()
        stage.commit()
    assert "sheet documents: 1 rows were left out: a sheet holds 1048576 rows." in remarks
    sheet = load_workbook(tmp_path / "all.xlsx")["documents"]
    assert [row[1] for row in sheet.iter_rows(values_only=True)] == ["source", "a", "b"]


def test_a_number_that_excel_would_round_is_a_text(tmp_path: Path) -> None:
    write_tables([DocumentView(document_of("a", value=Decimal("1234567890123456.78")), "a")], "xlsx", tmp_path)
    rows = load_workbook(tmp_path / "a.xlsx")["statement_lines"].iter_rows(values_only=True)
    names, line = list(rows)
    assert line[names.index("value")] == "1234567890123456.78"


def test_digits_and_formats() -> None:
    assert fits_a_number(Decimal("123456789012345.000"))
    assert not fits_a_number(Decimal("1234567890123456"))
    assert [number_format(Decimal(text)) for text in ("1", "1.50", "1e3")] == ["0", "0.00", "0"]
    assert number_format(Decimal("1.50"), grouped=True) == "#,##0.00"


def test_sheet_names_are_such_as_excel_takes() -> None:
    table = document_of("a").tables[0]
    names = [sheet_name(replace(table, title=title), 3) for title in ("收入/支出[总]表:*?", "很" * 60, None, "'a'")]
    assert names == ["t3 收入支出总表", "t3 " + "很" * 28, "t3", "t3 a"]


def test_cells_that_leave_their_grid_are_left_out(tmp_path: Path) -> None:
    document = document_of("a")
    table = document.tables[0]
    far = tuple(replace(cell, row=cell.row + 10**9, row_span=10**9) for cell in table.cells)
    write_tables([DocumentView(replace(document, tables=(replace(table, cells=far),)), "a")], "xlsx", tmp_path)
    assert load_workbook(tmp_path / "a.xlsx").worksheets[0].max_row < 20
