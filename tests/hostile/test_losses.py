"""What of a document is not in its result is said by a problem; the status is ``partial`` where content is lost."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from extractor.document.document import Document
from extractor.errors import NoTextLayer
from extractor.options import LayoutOptions, OcrOptions, Options
from extractor.pipeline import extract
from tests.hostile.docx_files import W, document, docx, parts, relations
from tests.hostile.hostile_file import HostileFiles
from tests.hostile.markup_files import MHTML_FILES, page
from tests.hostile.pdf_content import PDF_CONTENT
from tests.hostile.pdf_writer import HELVETICA, PAGES, TEXT, one_object, one_page, pdf, stream
from tests.hostile.pdf_writer import page as pdf_page
from tests.hostile.sheet_files import XLSX_FILES, opendocument, workbook_parts
from tests.hostile.zip_writer import container

Make = Callable[[], bytes]
_NO_OCR = Options(ocr=OcrOptions(mode="off"))
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 140 20]/Resources<</Font<</F1 5 0 R>>>>"
_P = "<w:p><w:r><w:t>合计 3.50</w:t></w:r></w:p>"
_OLE = (
    '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/>'
    "</w:object></w:r></w:p>"
)
_FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> FORMDROPDOWN </w:instrText></w:r></w:p>'
_MERGED = (
    "<w:tbl>"
    + "".join(
        f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="{kind}"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'
        "<w:tc><w:p/></w:tc></w:tr>"
        for kind, text in (("restart", "3.50"), ("continue", "5.50"))
    )
    + "</w:tbl>"
)
_DRAWING = (
    '<d:wsDr xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">%s</d:wsDr>'
)


def _field(more: bytes, appearance: bytes) -> bytes:
    """A page with a field of a form."""
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(941.39)/Rect[60 600 200 620]/AP<</N 7 0 R>>" + more + b">>"
    return one_page(TEXT, field, stream(appearance, _FORM), on_page=b"/Annots[6 0 R]")


def _private(character: bytes) -> bytes:
    """A page whose font maps its letters to one character."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    mapped = b"/CIDInit/ProcSet findresource begin 1 begincodespacerange <00><ff> endcodespacerange\n1 beginbfrange "
    mapped += b"<41><41><" + character + b"> endbfrange endcmap"
    body = stream(b"BT /F1 11 Tf 60 700 Td (A) Tj 20 0 Td (3.50) Tj ET")
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", PAGES, pdf_page(), body, font, stream(mapped)])


def _with_attachment() -> bytes:
    catalogue = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.xlsx) 6 0 R]>>>>>>"
    file = b"<</Type/Filespec/F(a.xlsx)/UF(a.xlsx)/EF<</F 7 0 R>>>>"
    return pdf([catalogue, PAGES, pdf_page(), stream(TEXT), HELVETICA, file, stream(b"a", b"/Type/EmbeddedFile")])


def _deep_forms() -> bytes:
    forms = [stream(b"/X Do", _FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % (n + 7)) for n in range(12)]
    drawn = stream(b"0 0 m 99 0 l S", _FORM)
    on_page = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
    return one_page(TEXT + b" /X Do", *forms, drawn, on_page=on_page)


def _two_pages(second: bytes) -> bytes:
    pages = b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>"
    other = pdf_page().replace(b"4 0 R", b"7 0 R")
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, pdf_page(), stream(TEXT), HELVETICA, other, stream(second)])


def _picture(side: int) -> bytes:
    picture = b"/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8"
    on_page = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
    drawn = TEXT + b" q %d 0 0 %d 60 100 cm /X Do Q" % (side, side)
    return one_page(drawn, stream(b"\x80\xa0\xc0\xe0", picture), on_page=on_page)


def _with_list(form: str) -> bytes:
    """A paragraph of a list whose numbers have this format."""
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/><w:lvlText w:val="%1"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/>'
    numbered = _P.replace("<w:r>", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r>', 1)
    more = {
        "word/_rels/document.xml.rels": relations(("numbering", "numbering.xml")),
        "word/numbering.xml": f"<w:numbering {W}>{lists}</w:num></w:numbering>".encode(),
    }
    return container({**parts(numbered), **more})


def _hidden_by_format(value: str) -> bytes:
    styles = '<numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>'
    return container(workbook_parts(f'<row><c s="0"><v>{value}</v></c><c t="str"><v>a</v></c></row>', styles=styles))


def _sheet_with(drawn: str) -> bytes:
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": (_DRAWING % drawn).encode(),
    }
    return container({**workbook_parts(), **more})


def _hostile(files: HostileFiles, name: str) -> bytes:
    return next(file.make() for file in files.files if file.name.startswith(name + "."))


_LOST: tuple[tuple[str, str, Make, str, str], ...] = (
    ("a.pdf", "a page that can not be loaded", partial(one_object, 3, b"null"), "broken_page", "partial"),
    ("a.pdf", "a page of nothing", partial(one_object, 4, stream(b"")), "no_text", "partial"),
    ("a.pdf", "a second page of nothing", partial(_two_pages, b""), "page_without_text", "ok"),
    ("a.pdf", "a second page of lines", partial(_two_pages, b"0 0 m 9 9 l S"), "page_without_text", "ok"),
    ("a.pdf", "a character of private use", partial(_private, b"E000"), "undecodable_text", "partial"),
    ("a.pdf", "a control character", partial(_private, b"0001"), "undecodable_text", "partial"),
    ("a.pdf", "a character without a value", partial(_hostile, PDF_CONTENT, "font_without_a_map"),
     "undecodable_text", "partial"),
    ("a.pdf", "invisible text", partial(one_page, TEXT + b" BT 3 Tr /F1 9 Tf 60 60 Td (a) Tj ET"), "hidden_text", "ok"),
    ("a.pdf", "white text", partial(one_page, TEXT + b" 1 g BT /F1 9 Tf 60 60 Td (a) Tj ET"), "hidden_text", "ok"),
    ("a.pdf", "text below a box", partial(one_page, TEXT + b" BT /F1 9 Tf 60 60 Td (a) Tj ET 1 g 50 50 90 30 re f"),
     "hidden_text", "ok"),
    ("a.pdf", "text set sideways beside other text of its cell", partial(one_page, TEXT + b" 50 50 40 50 re S BT /F1 9 "
     b"Tf 52 60 Td (b) Tj ET BT /F1 9 Tf 0 1 -1 0 80 60 Tm (a) Tj ET"), "turned_text", "partial"),
    ("a.pdf", "turned text", partial(one_page, TEXT + b" BT /F1 9 Tf 0 1 -1 0 60 60 Tm (abcdefgh) Tj ET"),
     "turned_text", "partial"),
    ("a.pdf", "forms deeper than they are followed", _deep_forms, "drawing_capped", "partial"),
    ("a.pdf", "a file attached", _with_attachment, "attachment_not_read", "ok"),
    ("a.pdf", "a field that nothing draws", partial(_field, b"", b""), "unread_annotation", "partial"),
    ("a.pdf", "a text box that nothing draws", partial(
        one_page, TEXT, b"<</Type/Annot/Subtype/FreeText/Contents(a)/Rect[6 6 90 90]>>", on_page=b"/Annots[6 0 R]"),
     "unread_annotation", "partial"),
    ("a.pdf", "a picture beside text", partial(_picture, 300), "picture_not_read", "ok"),
    ("a.docx", "a document inserted", partial(docx, _P + "<w:altChunk/>"), "lost_text", "partial"),
    ("a.docx", "a sheet embedded", partial(docx, _P + _OLE), "embedded_not_read", "partial"),
    ("a.docx", "a choice in a form", partial(docx, _P + _FIELD), "unread_field", "ok"),
    ("a.docx", "a number of an unknown format", partial(
        _with_list, "thaiCounting"), "unread_numbering", "ok"),
    ("a.docx", "deleted text", partial(docx, _P + "<w:p><w:del><w:r><w:delText>a</w:delText></w:r></w:del></w:p>"),
     "deleted_text", "ok"),
    ("a.docx", "hidden text", partial(docx, _P + _P.replace("<w:t>", "<w:rPr><w:vanish/></w:rPr><w:t>")),
     "hidden_text", "ok"),
    ("a.docx", "text under a merge over rows", partial(docx, _P + _MERGED), "hidden_text", "ok"),
    ("a.docx", "a field that prints its code", partial(docx, _P + '<w:p><w:fldSimple w:instr="EQ a"/></w:p>'),
     "unread_field", "ok"),
    ("a.docx", "an unknown symbol", partial(docx, _P.replace("<w:t>", '<w:sym w:font="Webdings" w:char="F001"/><w:t>')),
     "unmapped_text", "ok"),
    ("a.xlsx", "a box of text over cells", partial(_sheet_with, "<d:sp><a:t>说明</a:t></d:sp>"),
     "lost_text", "partial"),
    ("a.odt", "a number of an unknown format", partial(
        opendocument, "text", '<text:list text:style-name="a"><text:list-item><text:p>a</text:p></text:list-item>'
        "</text:list>", '<text:list-style style:name="a"><text:list-level-style-number text:level="1" '
        'style:num-format="Native"/></text:list-style>'), "unread_numbering", "ok"),
    ("a.odt", "a remark", partial(
        opendocument, "text", "<text:p>a<office:annotation><text:p>gone</text:p></office:annotation></text:p>"),
     "remark_not_read", "ok"),
    ("a.xlsx", "what a number format does not show", partial(_hidden_by_format, "7"), "hidden_text", "ok"),
    ("a.xlsx", "cells given twice", partial(_hostile, XLSX_FILES, "rows_written_twice"), "doubtful_cell", "ok"),
    ("a.xlsx", "a picture over cells", partial(_sheet_with, "<d:pic/>"), "picture_not_read", "ok"),
    ("a.xlsx", "a sheet that is not there", partial(_hostile, XLSX_FILES, "workbook_that_is_its_own_sheet"),
     "broken_page", "partial"),
    ("a.ods", "a box of text over cells", partial(
        opendocument, "spreadsheet",
        '<table:table table:name="a"><table:shapes><draw:frame><draw:text-box><text:p>说明</text:p></draw:text-box>'
        "</draw:frame></table:shapes></table:table>"), "lost_text", "partial"),
    ("a.odt", "a picture", partial(opendocument, "text", "<text:p>a<draw:frame><draw:image/></draw:frame></text:p>"),
     "picture_not_read", "ok"),
    ("a.odt", "a sheet embedded", partial(
        opendocument, "text", "<text:p>a<draw:frame><draw:object/><draw:image/></draw:frame></text:p>"),
     "embedded_not_read", "partial"),
    ("a.odt", "deleted text", partial(
        opendocument, "text", "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes><text:p>a</text:p>"), "deleted_text", "ok"),
    ("a.html", "a page within", partial(page, "<p>合计<iframe src=a.html></iframe>"), "embedded_not_read", "partial"),
    ("a.html", "a picture", partial(page, "<p>合计<img src=a.png width=600>"), "picture_not_read", "ok"),
    ("a.html", "a filled field", partial(page, "<p>合计<input value=3.50>"), "unread_field", "ok"),
    ("a.html", "a hidden part", partial(page, '<p>合计<p style="display:none">a'), "hidden_text", "ok"),
    ("a.mht", "an encoding that breaks off", partial(_hostile, MHTML_FILES, "page_of_cut_base_64"),
     "undecodable_bytes", "partial"),
    ("a.md", "a number of too many digits", lambda: (
        "2025年部门收支总表\n单位：万元\n\n| 收入 | 2025年预算数 | 支出 | 2025年预算数 |\n|---|---|---|---|\n"
        f"| 一般公共预算拨款收入 | {'9' * 25}.00 | 一般公共服务支出 | 10.00 |\n"
        "| 本年收入合计 | 10.00 | 本年支出合计 | 10.00 |\n").encode(), "unread_amount", "ok"),
    ("a.txt", "bytes of no character", lambda: "部门预算合计\n".encode() * 50 + b"\xff\n",
     "undecodable_bytes", "partial"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "what", "make", "code", "status"), _LOST, ids=[f"{one[1]} {one[0]}" for one in _LOST])
def test_what_is_lost_is_said(name: str, what: str, make: Make, code: str, status: str) -> None:
    read = extract(make(), name=name, options=_NO_OCR)
    assert code in [problem.code for problem in read.problems], what
    assert read.status == status


def test_a_picture_of_a_page_that_is_not_read_is_an_error_and_beside_others_a_problem() -> None:
    with pytest.raises(NoTextLayer):
        extract(_picture(560).replace(TEXT, b" " * len(TEXT)), name="a.pdf", options=_NO_OCR)


def test_what_a_field_of_a_form_shows_is_read_and_what_it_hides_is_not() -> None:
    shown = b"BT /F1 11 Tf 2 5 Td (941.39) Tj ET"
    assert "941.39" in _said(extract(_field(b"/F 4", shown), name="a.pdf", options=_NO_OCR))
    assert "941.39" not in _said(extract(_field(b"/F 2", shown), name="a.pdf", options=_NO_OCR))


def test_rulings_over_the_bound_are_said() -> None:
    rulings = b" ".join(b"0 %d m 500 %d l S 0 0 m" % (y, y) for y in range(0, 800, 10))
    options = Options(ocr=OcrOptions(mode="off"), layout=LayoutOptions(max_rulings=20))
    read = extract(one_page(TEXT + rulings), name="a.pdf", options=options)
    assert ("drawing_capped", "error") in [(problem.code, problem.severity) for problem in read.problems]


def test_text_that_stands_deep_is_read_or_refused() -> None:
    """Never a beginning without its end."""
    for times in (10, 300):
        for opening, closing in (("<div>", "</div>"), ("<table border=1><tr><td>1<td>", "</table>"), ("<b>", "</b>")):
            data = page(opening * times + "末尾" + closing * times)
            try:
                read = extract(data, name="a.html", options=_NO_OCR)
            except Exception as error:
                assert getattr(error, "code", "") in ("corrupt_file", "too_large"), error
            else:
                assert "末尾" in _said(read)


def test_a_document_says_the_same_of_a_whole_file_as_before(demo: Path) -> None:
    """A file without losses has no problem that makes it partial."""
    for path in sorted(demo.glob("*.docx")):
        assert extract(path, options=_NO_OCR).status == "ok"
    assert extract(container(parts(document(_P))), name="a.docx").status == "ok"


def _said(read: Document) -> str:
    blocks = "\n".join(getattr(block, "text", "") or "" for block in read.blocks)
    return blocks + "\n".join(cell.raw for table in read.tables for cell in table.cells)
