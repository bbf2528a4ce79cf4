"""Workbooks (XLSX, XLS) and OpenDocument files that do harm."""

import struct
from functools import partial
from pathlib import Path

from tests.hostile.docx_files import relations
from tests.hostile.hostile_file import HostileFiles
from tests.hostile.zip_writer import container, member, write_zip

XLSX_FILES = HostileFiles("xlsx")
XLS_FILES = HostileFiles("xls")
ODS_FILES = HostileFiles("ods")
ODT_FILES = HostileFiles("odt")
_GOOD_FILES = Path(__file__).parents[1] / "formats" / "data"
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_BOOK = f'<workbook {_S} {_R}><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
_ROW = '<row r="%d"><c r="A%d" t="inlineStr"><is><t>合计</t></is></c><c r="B%d"><v>3.5</v></c></row>'
_ROWS = "".join(_ROW % (n, n, n) for n in (1, 2, 3))
_PARTS = (("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"))


def workbook_parts(
    data: str = _ROWS, after: str = "", *, strings: str = "", styles: str = "", book: str = _BOOK
) -> dict[str, bytes]:
    """The parts of a workbook of one sheet."""
    sheet = f"<worksheet {_S}><sheetData>{data}</sheetData>{after}</worksheet>"
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book.encode("utf-8", "surrogatepass"),
        "xl/_rels/workbook.xml.rels": relations(*_PARTS),
        "xl/worksheets/sheet1.xml": sheet.encode(),
        "xl/sharedStrings.xml": f"<sst {_S}>{strings}</sst>".encode(),
        "xl/styles.xml": f"<styleSheet {_S}>{styles}</styleSheet>".encode(),
    }


def xlsx(data: str, after: str = "", *, strings: str = "", styles: str = "", book: str = _BOOK) -> bytes:
    """A workbook of one sheet."""
    return container(workbook_parts(data, after, strings=strings, styles=styles, book=book))


def _cell(reference: str, value: str = "1", more: str = "") -> str:
    return f'<row r="1"><c r="{reference}"{more}><v>{value}</v></c></row>'


def _formatted(code: str, value: str = "1234.5") -> bytes:
    styles = f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>'
    return xlsx(_ROWS + f'<row r="4"><c r="A4" s="0"><v>{value}</v></c><c r="B4"><v>1</v></c></row>', styles=styles)


for _name, _data, _after in (
    ("cell_beyond_the_last_one", _cell("XFD1048576") + _cell("A1"), ""),
    ("cell_in_the_column_zzz", _cell("ZZZ1"), ""),
    ("cell_in_the_row_ten_million", _ROWS + '<row r="9999999"><c r="A9999999"><v>1</v></c></row>', ""),
    ("cell_in_the_row_of_a_thousand_digits", f'<row r="{"9" * 5000}"><c><v>1</v></c></row>', ""),
    ("cell_in_a_negative_row", '<row r="-5"><c r="A1"><v>1</v></c></row>', ""),
    ("cell_without_a_place", '<row><c><v>1</v></c></row>' * 100, ""),
    ("cell_named_by_no_letters", _cell("11"), ""),
    ("cell_named_by_a_formula", _cell("=A1"), ""),
    ("cell_of_a_text_that_is_not_there", _cell("A1", "99", ' t="s"'), ""),
    ("cell_of_a_negative_text", _cell("A1", "-1", ' t="s"'), ""),
    ("cell_of_a_text_that_is_no_number", _cell("A1", "x", ' t="s"'), ""),
    ("cell_of_a_style_that_is_not_there", _cell("A1", "1", ' s="4000000000"'), ""),
    ("cell_of_a_kind_nobody_knows", _cell("A1", "1", ' t="zz"'), ""),
    ("cell_of_no_number", _cell("A1", "NaN") + _cell("B1", "1e999") + _cell("C1", "--1"), ""),
    ("cell_of_a_million_digits", _cell("A1", "9" * 1_000_000), ""),
    ("cell_of_a_date_that_is_none", _cell("A1", "9999-99-99T99:99", ' t="d"'), ""),
    ("merge_of_the_whole_sheet", _ROWS, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ("merge_upside_down", _ROWS, '<mergeCells><mergeCell ref="C9:A1"/></mergeCells>'),
    ("merge_of_nothing", _ROWS, '<mergeCells><mergeCell ref=""/><mergeCell/></mergeCells>'),
    ("merge_over_merge", _ROWS, "<mergeCells>" + '<mergeCell ref="A1:B2"/><mergeCell ref="B1:C3"/>' * 5_000 + "</mergeCells>"),
    ("columns_hidden_from_a_thousand_million_on", _ROWS, '<cols><col min="4000000000" max="1" hidden="1"/></cols>'),
    ("rows_written_twice", _ROWS * 3, ""),
    ("rows_nested_in_rows", "<row>" * 2_000 + "<c><v>1</v></c>" + "</row>" * 2_000, ""),
):  # fmt: skip
    XLSX_FILES.add(_name, partial(xlsx, _data, _after))
for _name, _code, _value in (
    ("of_brackets", "[" * 5_000, "1"),
    ("of_quotation_marks", "&quot;" * 5_001, "1"),
    ("of_ten_thousand_zeros", "0" * 10_000, "1"),
    ("of_ten_thousand_points", "0" + ".0" * 5_000, "1"),
    ("of_sections", ";" * 5_000, "1"),
    ("of_commas", "#," * 5_000, "1"),
    ("of_conditions", "[&gt;1e999]0;[&lt;-1e999]0", "1"),
    ("of_a_fraction_of_huge_parts", "# ?????????????????/?????????????????", "0.3333333"),
    ("of_hours_without_an_end", "[h]" * 2_000, "1e15"),
    ("of_dates_beyond_the_calendar", "yyyy-mm-dd", "1e300"),
    ("of_exponents", "0E+" + "0" * 5_000, "1e-300"),
):
    XLSX_FILES.add(f"number_format_{_name}", partial(_formatted, _code, _value))
XLSX_FILES.add("text_of_ten_thousand_runs", partial(
    xlsx, _cell("A1", "0", ' t="s"'), strings="<si>" + "<r><t>_x0041_</t></r>" * 10_000 + "</si>"))  # fmt: skip
XLSX_FILES.add("text_of_escapes_of_half_pairs", partial(
    xlsx, _ROWS + _cell("A4", "0", ' t="s"'), strings="<si><t>合计_xD800_ _x0000_</t></si>"))  # fmt: skip
XLSX_FILES.add("workbook_without_sheets", partial(xlsx, _ROWS, book=f"<workbook {_S}/>"))
XLSX_FILES.add("workbook_of_the_same_sheet_a_thousand_times", partial(
    xlsx, _ROWS, book=_BOOK.replace("</sheets>", '<sheet name="b" sheetId="2" r:id="rId1"/>' * 1_000 + "</sheets>")))  # fmt: skip
XLSX_FILES.add("workbook_that_is_its_own_sheet", partial(xlsx, _ROWS, book=_BOOK.replace("rId1", "rId9")))
XLSX_FILES.add("workbook_that_declares_laughs", partial(
    xlsx, _ROWS, book='<!DOCTYPE x [<!ENTITY a "ha">]>' + _BOOK.replace('"a"', '"&a;"')))  # fmt: skip


@XLSX_FILES
def sheet_that_declares_laughs_in_utf_16() -> bytes:
    laughs = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    sheet = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [{laughs}]><worksheet {_S}><sheetData>{_ROWS}</sheetData></worksheet>'
    return _with_sheet(sheet.replace("合计", "&i;").encode("utf-16"))


@XLSX_FILES
def sheet_that_declares_an_entity_after_a_long_comment() -> bytes:
    begin = '<?xml version="1.0"?><!--' + " " * 9_000 + '--><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return _with_sheet(
        (begin + f"<worksheet {_S}><sheetData>{_ROWS}</sheetData></worksheet>").replace("合计", "&a;").encode()
    )


def _with_sheet(sheet: bytes) -> bytes:
    return container(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": _BOOK.encode(),
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


@XLSX_FILES
def a_million_cells() -> bytes:
    row = "<row>" + "<c><v>1.5</v></c>" * 100 + "</row>"
    return xlsx(row * 10_000)


@XLSX_FILES
def a_million_rows_without_cells() -> bytes:
    return xlsx("".join(f'<row r="{n}"/>' for n in range(4, 1_000_000)) + "<row/>" * 10 + _ROWS)


@XLSX_FILES
def a_million_shared_strings() -> bytes:
    return xlsx(_ROWS, strings="<si><t>a</t></si>" * 1_000_000)


@XLSX_FILES
def a_hundred_thousand_merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_000))
    return xlsx(_ROWS, f"<mergeCells>{merges}</mergeCells>")


@XLSX_FILES
def one_text_of_a_hundred_megabytes() -> bytes:
    return xlsx(_cell("A1", "0", ' t="s"'), strings="<si><t>" + "a" * (100 << 20) + "</t></si>")


@XLSX_FILES
def a_container_of_five_hundred_sheets_of_one_megabyte() -> bytes:
    sheets = "".join(f'<sheet name="a{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, 501))
    book = f"<workbook {_S} {_R}><sheets>{sheets}</sheets></workbook>"
    data = f"<worksheet {_S}><sheetData>{_ROWS}{' ' * (1 << 20)}</sheetData></worksheet>".encode()
    named = [member(f"xl/worksheets/sheet{n}.xml", data) for n in range(1, 501)]
    main = [
        member("[Content_Types].xml", _TYPES),
        member("_rels/.rels", relations(("officeDocument", "xl/workbook.xml"))),
        member("xl/workbook.xml", book.encode()),
        member(
            "xl/_rels/workbook.xml.rels", relations(*(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, 501)))
        ),
    ]
    return write_zip([*main, *named])


def _good(name: str) -> bytes:
    return (_GOOD_FILES / name).read_bytes()


def _record(code: int, data: bytes) -> bytes:
    return struct.pack("<HH", code, len(data)) + data


def _changed_record(code: int, data: bytes, name: str = "three-line.xls") -> bytes:
    """The good workbook with the contents of its first record of a kind overwritten."""
    whole = bytearray(_good(name))
    at = whole.find(struct.pack("<H", code), 512)
    while at >= 0 and not 0 < int.from_bytes(whole[at + 2 : at + 4], "little") <= 8224:
        at = whole.find(struct.pack("<H", code), at + 2)
    size = int.from_bytes(whole[at + 2 : at + 4], "little")
    whole[at + 4 : at + 4 + min(size, len(data))] = data[:size]
    return bytes(whole)


def _cut(percent: int) -> bytes:
    whole = _good("three-line.xls")
    return whole[: len(whole) * percent // 100]


def _sectors(name: str, at: int, value: int) -> bytes:
    """A good compound file with a number of its header changed ([MS-CFB] 2.2)."""
    whole = bytearray(_good(name))
    whole[at : at + 4] = struct.pack("<I", value & 0xFFFFFFFF)
    return bytes(whole)


COMPOUND_LIES = (
    ("sectors_of_two_to_the_60", 30, 0x003C003C),
    ("a_directory_at_itself", 48, 0),
    ("a_directory_beyond_the_end", 48, 0x7FFFFFFF),
    ("a_table_of_four_thousand_million_sectors", 44, 0xFFFFFFF0),
    ("a_small_table_at_the_directory", 60, 0),
    ("a_small_table_of_four_thousand_million_sectors", 64, 0xFFFFFFF0),
    ("a_double_table_at_itself", 68, 0),
    ("a_double_table_of_four_thousand_million_sectors", 72, 0xFFFFFFF0),
    ("a_table_that_lies_in_itself", 76, 0),
    ("a_limit_of_small_streams_of_two_to_the_32", 56, 0xFFFFFFFF),
)
for _name, _at, _number in COMPOUND_LIES:
    XLS_FILES.add(f"container_of_{_name}", partial(_sectors, "three-line.xls", _at, _number))
for _name, _kind, _bytes in (
    ("strings_of_four_thousand_million", 0x00FC, b"\xff" * 8),
    ("rows_of_huge_numbers", 0x0208, b"\xff" * 16),
    ("cells_of_huge_numbers", 0x00FD, b"\xff" * 10),
    ("sheet_beyond_the_end", 0x0085, b"\xff\xff\xff\x7f"),
    ("code_page_nobody_knows", 0x0042, b"\xff\xff"),
    ("merges_of_everything", 0x00E5, b"\1\0\0\0\xff\xff\0\0\xff\xff"),
    ("format_of_junk", 0x041E, b"\xff" * 60),
    ("window_of_junk", 0x003D, b"\xff" * 18),
    ("beginning_of_another_version", 0x0809, b"\xff\xff\xff\xff"),
):
    XLS_FILES.add(_name, partial(_changed_record, _kind, _bytes))
for _percent in (1, 10, 50, 90, 99):
    XLS_FILES.add(f"cut_at_{_percent}_percent", partial(_cut, _percent))
XLS_FILES.add(
    "without_a_container", lambda: _record(0x0809, b"\0\6\5\0" + bytes(12)) + _record(0x000A, b"") + bytes(999)
)

_O = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)
_O += ' xmlns:xlink="http://www.w3.org/1999/xlink"'


def opendocument(kind: str, body: str, styles: str = "") -> bytes:
    """A file of OpenDocument: ``text`` or ``spreadsheet``."""
    named = {"text": "text", "spreadsheet": "spreadsheet"}[kind]
    content = f"<office:document-content{_O}>{styles}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    media = f"application/vnd.oasis.opendocument.{named}".encode()
    return write_zip([member("mimetype", media, pack=False), member("content.xml", content.encode())])


_T = '<table:table-cell office:value-type="string"%s><text:p>合计</text:p></table:table-cell>'
_OROW = "<table:table-row%s>%s</table:table-row>"
_REPEATED = ' table:number-%s-repeated="%s"'
for _name, _inner in (
    ("cell_repeated_a_thousand_million_times", _OROW % ("", _T % (_REPEATED % ("columns", "1000000000")))),
    ("row_repeated_a_thousand_million_times", _OROW % (_REPEATED % ("rows", "1000000000"), _T % "")),
    ("cells_and_rows_repeated_ten_thousand_times", _OROW % (_REPEATED % ("rows", "9999"), _T % (_REPEATED % ("columns", "9999")))),
    ("cell_that_spans_a_thousand_million", _OROW % ("", _T % ' table:number-columns-spanned="1000000000" table:number-rows-spanned="1000000000"')),
    ("cell_repeated_a_number_of_a_thousand_digits", _OROW % ("", _T % (_REPEATED % ("columns", "9" * 5_000)))),
    ("cell_repeated_a_negative_number", _OROW % ("", _T % (_REPEATED % ("columns", "-5")))),
    ("rows_grouped_two_thousand_deep", "<table:table-row-group>" * 2_000 + _OROW % ("", _T % "") + "</table:table-row-group>" * 2_000),
    ("columns_repeated_without_an_end", (_REPEATED % ("columns", "1000000000")).join(("<table:table-column", "/>")) * 99 + _OROW % ("", _T % "")),
):  # fmt: skip
    ODS_FILES.add(
        _name, partial(opendocument, "spreadsheet", f'<table:table table:name="a">{_inner * 2}</table:table>')
    )
    ODT_FILES.add(f"table_with_{_name}", partial(opendocument, "text", f"<table:table>{_inner * 2}</table:table>"))
for _name, _body in (
    ("sections_nested_five_thousand_deep", "<text:section>" * 5_000 + "<text:p>a</text:p>" + "</text:section>" * 5_000),
    ("spans_nested_five_thousand_deep", "<text:p>" + "<text:span>" * 5_000 + "a" + "</text:span>" * 5_000 + "</text:p>"),
    ("spaces_of_a_thousand_million", '<text:p>a<text:s text:c="1000000000"/>b</text:p>' * 100),
    ("tables_nested_two_thousand_deep", f"<table:table>{_OROW.partition('%s')[0]}><table:table-cell>" * 2_000
     + "<text:p>a</text:p>" + "</table:table-cell></table:table-row></table:table>" * 2_000),
    ("styles_of_themselves", '<text:p text:style-name="a">a</text:p>'),
):  # fmt: skip
    _sheet = '<office:automatic-styles><style:style style:name="a" style:family="paragraph" style:parent-style-name="a"/></office:automatic-styles>'
    ODT_FILES.add(_name, partial(opendocument, "text", _body, _sheet))
