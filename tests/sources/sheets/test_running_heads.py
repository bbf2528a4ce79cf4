"""Heads, feet and remarks of sheets: texts are read as furniture, page numbers are none, remarks are said."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment

from extractor.document.content import Content, Paragraph
from extractor.options import SourceOptions
from extractor.sources.sheets.cells import SheetCells
from extractor.sources.sheets.running_heads import printed_texts
from extractor.sources.sheets.workbook import read_spreadsheet
from extractor.sources.sheets.xls_drawings import read_around


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        ("&L部门：财政局&R单位：万元", ["部门：财政局", "单位：万元"]),
        ('&C&"宋体,加粗"&14附件2&B', ["附件2"]),
        ("&C第 &P 页，共 &N 页", []),
        ("&C— &P —", []),
        ("&CPage &P of &N", []),
        ("&C&P", []),
        ("&C表&P", ["表"]),
        ("&C&A（R&&D）", ["预算表（R&D）"]),
        ("&D &T&F", []),
        ('&C&K000000&"-,常规"草案&X2', ["草案2"]),
        ("", []),
        ("公开", ["公开"]),
    ],
)
def test_texts_among_codes(said: str, texts: list[str]) -> None:
    assert list(printed_texts(said, "预算表")) == texts


@given(st.text(alphabet='&LCRPNAKBI"0+-第页部门 ', max_size=40))
def test_whatever_a_head_says_its_characters_are_kept(said: str) -> None:
    kept = "".join(printed_texts(said, ""))
    assert kept.count("部") == said.count("部") or '"' in said
    assert all(text == text.strip() != "" for text in printed_texts(said, ""))


def _said(content: Content) -> list[str]:
    return [one.text for one in content.elements if isinstance(one, Paragraph) and one.furniture]


def test_heads_feet_and_remarks_of_a_workbook() -> None:
    book = Workbook()
    for title in ("一", "二"):
        sheet = book.create_sheet(title)
        sheet.append(["项目", "金额"])
        sheet.append(["合计", 3.5])
        sheet.oddHeader.right.text = "单位：万元"
        sheet.oddFooter.center.text = "第 &P 页"
        sheet.evenFooter.left.text = "填报人：&A"
    sheet["B2"].comment = Comment("核实", "a")
    stream = io.BytesIO()
    book.save(stream)
    content = read_spreadsheet(stream.getvalue(), SourceOptions())
    assert _said(content) == ["单位：万元", "填报人：一", "填报人：二"]
    remarks = [(one.code, one.page) for one in content.problems if one.code == "remark_not_read"]
    assert remarks == [("remark_not_read", 3)]


def _record(code: int, body: bytes) -> bytes:
    return struct.pack("<HH", code, len(body)) + body


def test_heads_and_remarks_of_an_old_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    head = "&R单位：万元"
    unicode = struct.pack("<HB", len(head), 1) + head.encode("utf-16-le")
    older = "&L附件".encode("gbk")
    sheet = _record(0x0809, b"\0" * 4) + _record(0x0014, unicode) + _record(0x0014, b"")
    sheet += _record(0x0015, bytes([len(older)]) + older) + _record(0x005D, b"\0\0\0\0\x19\0") + _record(0x000A, b"")
    book = struct.pack("<IBB", 0, 0, 0) + b"\1\0a"
    begin = _record(0x0809, b"") + _record(0x0085, book) + _record(0x000A, b"")
    stream = begin.replace(book, struct.pack("<I", len(begin)) + book[4:]) + sheet
    monkeypatch.setattr("extractor.sources.sheets.xls_drawings._stream", lambda data: stream)
    cells = SheetCells()
    problems = list(read_around(b"", [cells]))
    assert (cells.heads, cells.feet) == ([head], ["&L附件"])
    assert [(one.code, one.page) for one in problems] == [("remark_not_read", 1)]
    assert list(read_around(b"", [])) == problems
