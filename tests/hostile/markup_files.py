"""Pages (HTML, MHTML) and texts (TXT, CSV, Markdown, RTF) that do harm."""

import base64
from collections.abc import Callable
from functools import partial

from tests.hostile.hostile_file import HostileFiles

HTML_FILES = HostileFiles("html")
MHTML_FILES = HostileFiles("mht")
TEXT_FILES = HostileFiles("txt")
CSV_FILES = HostileFiles("csv")
RTF_FILES = HostileFiles("rtf")
_ROW = "<tr><td>合计</td><td>3.50</td></tr>"
_TABLE = f"<table border=1>{_ROW * 3}</table>"


def page(body: str, head: str = "") -> bytes:
    """A page."""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


for _name, _body, _head in (
    ("blocks_nested_a_hundred_thousand_deep", "<div>" * 100_000 + "末尾", ""),
    ("tables_nested_a_thousand_deep", "<table border=1><tr><td>" * 1_000 + "末尾", ""),
    ("tables_nested_twenty_thousand_deep", "<table><tr><td>" * 20_000 + "末尾", ""),
    ("words_nested_fifty_thousand_deep", "<b>" * 50_000 + "末尾", ""),
    ("cell_that_spans_a_thousand_million_columns", f"<table><tr><td colspan=1000000000>a</td></tr>{_ROW}</table>", ""),
    ("cell_that_spans_a_thousand_million_rows", f"<table><tr><td rowspan=1000000000>a</td></tr>{_ROW}</table>", ""),
    ("cells_that_span_the_rest", "<table border=1>" + "<tr>" + "<td rowspan=0 colspan=1000>a" * 50 + _ROW * 2_000, ""),
    ("cells_that_span_nothing", f"<table><tr><td colspan=0 rowspan=-1>a<td colspan=x>b{_ROW}</table>", ""),
    ("cell_outside_of_a_table", "<td>a<tr><th>b" * 1_000, ""),
    ("elements_never_closed", "<p><i><b><font><a><span>" * 20_000, ""),
    ("elements_closed_before_they_open", "</table></td></p></body></html>" * 20_000 + _TABLE, ""),
    ("attribute_of_ten_megabytes", f'<p title="{"a" * 10_000_000}">a</p>', ""),
    ("a_hundred_thousand_attributes", "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">a</p>", ""),
    ("comment_never_closed", _TABLE + "<!-- " + "a" * 100_000, ""),
    ("script_never_closed", _TABLE + "<script>" + "a" * 100_000, ""),
    ("style_of_a_million_rules", _TABLE, "<style>" + "td.a{border:1px}" * 200_000 + "</style>"),
    ("style_of_brackets", _TABLE, "<style>" + "{" * 500_000 + "</style>"),
    ("style_of_comments", _TABLE, "<style>" + "/*" * 500_000 + "</style>"),
    ("style_of_selectors", _TABLE, "<style>" + "a," * 500_000 + "{x:y}</style>"),
    ("class_of_a_hundred_thousand_names", f'<p class="{"a " * 100_000}">a</p>' * 3, ""),
    ("references_of_junk", "&#0;&#xd800;&#99999999999;&nosuch;&#x110000;" * 1_000 + _TABLE, ""),
    ("pages_within_the_page", '<iframe src="file:///etc/passwd"></iframe><object data="http://127.0.0.1:9/"></object>' + _TABLE, ""),
    ("another_base", _TABLE, '<base href="http://127.0.0.1:9/"><link rel=stylesheet href=a.css><script src=a.js></script>'),
    ("another_encoding", _TABLE, '<meta charset="utf-7">'),
    ("an_encoding_that_runs_code", _TABLE, '<meta charset="zlib_codec">'),
    ("an_encoding_of_rot_13", _TABLE, '<meta charset="rot13">'),
    ("a_refresh_to_elsewhere", _TABLE, '<meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">'),
):  # fmt: skip
    HTML_FILES.add(_name, partial(page, _body, _head))
HTML_FILES.add_bytes(
    [
        (
            "declares_entities",
            b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body>&a;</body></html>',
        ),
        ("of_zeros_between", page(_TABLE).replace(b"<", b"\0<\0")),
        ("of_nothing_but_its_frame", b"<html></html>"),
        ("of_half_an_element", b"<html><body><table><tr><td"),
        ("of_utf_16_without_a_mark", page(_TABLE).decode().encode("utf-16-le")),
        ("of_broken_bytes", page(_TABLE).replace("合".encode(), b"\xff\xfe\x80")),
    ]
)


@HTML_FILES
def table_of_a_million_cells() -> bytes:
    return page("<table border=1>" + ("<tr>" + "<td>1" * 100) * 10_000 + "</table>")


@HTML_FILES
def larger_than_pages_may_be() -> bytes:
    return page("<p>a" * 5_000_000)


def _archive(kind: str, body: bytes, more: str = "") -> bytes:
    head = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="a"{more}\r\n\r\n--a\r\n{kind}\r\n\r\n'
    return head.encode() + body + b"\r\n--a--\r\n"


for _name, _kind, _data in (
    ("page_of_broken_base_64", "Content-Type: text/html\r\nContent-Transfer-Encoding: base64", b"!!!!" * 999),
    (
        "page_of_cut_base_64",
        "Content-Type: text/html\r\nContent-Transfer-Encoding: base64",
        base64.b64encode(page(_TABLE))[:-5],
    ),
    (
        "page_of_an_encoding_nobody_knows",
        "Content-Type: text/html; charset=klingon\r\nContent-Transfer-Encoding: x",
        page(_TABLE),
    ),
    ("no_page_at_all", "Content-Type: image/png", b"\x89PNG"),
    ("page_of_quoted_junk", "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable", b"=" * 99_999),
    ("head_of_a_million_lines", "Content-Type: text/html\r\n" + "X: a\r\n" * 300_000, page(_TABLE)),
):
    MHTML_FILES.add(_name, partial(_archive, _kind, _data))
MHTML_FILES.add("archives_nested_a_thousand_deep", lambda: (
    b"MIME-Version: 1.0\r\n" + b"".join(
        b'Content-Type: multipart/related; boundary="a%d"\r\n\r\n--a%d\r\n' % (n, n) for n in range(1_000))
    + b"Content-Type: text/html\r\n\r\n" + page(_TABLE)))  # fmt: skip
MHTML_FILES.add(
    "boundary_of_ten_thousand_characters",
    partial(_archive, "Content-Type: text/html", page(_TABLE), "; boundary=" + "b" * 10_000),
)


def _encoded(make: Callable[[], str]) -> bytes:
    return make().encode("utf-8", "surrogatepass")


_LINE = "基本支出\t1,234.50\t项目支出\t2.00\n"
for _name, _text in (
    ("one_line_of_ten_million_characters", lambda: "基本支出1,234.50万元，" * 700_000),
    ("a_million_lines", lambda: "合计 3.50\n" * 1_000_000),
    ("a_million_blank_lines", lambda: "合计\n" + "\n" * 1_000_000 + "3.50"),
    ("a_million_form_feeds", lambda: "合计 3.50\f" * 200_000),
    ("a_hundred_thousand_rows_of_cells", lambda: _LINE * 100_000),
    ("a_row_of_a_million_cells", lambda: "合计\t" + "1.0\t" * 1_000_000 + "\n" + _LINE),
    ("a_row_of_a_million_pipes", lambda: "|合计" + "|1.0" * 300_000 + "|\n|" + "---|" * 300_000 + "\n"),
    ("boxes_of_boxes", lambda: ("┌" + "─┬" * 500 + "┐\n" + "│" + "1│" * 500 + "\n") * 200),
    ("spaces_between_spaces", lambda: ("合计" + " " * 2_000 + "1.00" + " " * 2_000 + "2.00\n") * 500),
    ("columns_padded_to_ten_thousand", lambda: ("项目".ljust(10_000) + "1.00".rjust(10_000) + "\n") * 200),
    ("numbers_of_a_hundred_thousand_digits", lambda: ("9" * 100_000 + "," * 100_000 + ".\n") * 5),
    ("numerals_of_ten_thousand_signs", lambda: "预算数" + "一百万亿" * 10_000 + "元\n"),
    ("brackets_of_every_kind", lambda: "（" * 100_000 + "）" * 100_000 + "\n" + "《" * 100_000),
    ("quotation_marks", lambda: '"' * 300_001 + "\n" + "“" * 100_000),
    ("marks_on_one_letter", lambda: "e" + "\u0301" * 200_000 + "合计\n"),
    ("joiners_and_directions", lambda: "\u202e\u200b\u200d\ufeff\u2066合计 3.50\n" * 20_000),
    ("characters_of_private_use", lambda: "\ue000\uf8ff\U000f0000合计\n" * 20_000),
    ("surrogates_by_their_code", lambda: "合计\ud800\udfff\n"),
    ("indicators_without_an_end", lambda: "≥" * 50_000 + "≤" * 50_000 + "90%" * 50_000),
    ("labels_without_values", lambda: "部门：单位：项目：指标：预算数：" * 50_000),
    ("headings_one_below_the_other", lambda: "".join(f"{n}.1.1.1.1.1 绩效目标表\n" for n in range(50_000))),
    ("html_in_text", lambda: "<table>" * 50_000 + "<td>1" * 50_000),
    ("markdown_fences_in_fences", lambda: "```\n~~~\n" * 100_000),
    ("otsl_without_an_end", lambda: "<otsl>" + "<fcel>1<nl>" * 100_000),
    ("latex_in_text", lambda: "\\begin{tabular}" * 20_000),
    ("dates_of_every_year", lambda: "".join(f"{n}年度部门预算\n" for n in range(0, 99_999, 7))),
    ("sums_in_columns", lambda: "\n".join(f"{n}.{n % 100:02d}" for n in range(60_000))),
    ("identity_numbers", lambda: "身份证号" + "11010119900307109X" * 50_000),
):  # fmt: skip
    TEXT_FILES.add(_name, partial(_encoded, _text))
TEXT_FILES.add_bytes(
    [
        ("of_zeros", bytes(5_000_000)),
        ("of_every_byte", bytes(range(256)) * 1_000),
        ("of_a_mark_and_junk", b"\xff\xfe" + b"\xd8\xd8" * 50_000),
        ("of_utf_32_beyond_unicode", b"\xff\xfe\0\0" + b"\xff\xff\xff\x7f" * 5_000),
        ("of_two_encodings", "合计 3.50\n".encode() * 500 + "合计 3.50\n".encode("gb18030") * 500),
        ("of_white_space", b" \t\r\n" * 100_000),
        ("of_one_byte", b"\x80"),
    ]
)
for _name, _csv in (
    ("quotation_mark_never_closed", lambda: '项目,"' + "a,b\n" * 100_000),
    ("a_row_of_a_million_fields", lambda: "项目" + ",1" * 1_000_000 + "\n合计" + ",1" * 1_000_000),
    ("a_million_rows", lambda: "合计,3.50\n" * 1_000_000),
    ("rows_of_every_width", lambda: "".join("合计" + ",1" * (n % 500) + "\n" for n in range(5_000))),
    ("fields_of_formulas", lambda: "项目,公式\n" + "合计,=cmd|' /C calc'!A0\n" * 1_000),
    ("fields_of_quotation_marks", lambda: "项目,金额\n" + '""""""""",""""\n' * 20_000),
    ("every_delimiter", lambda: "a,b;c\td|e\n" * 10_000),
):
    CSV_FILES.add(_name, partial(_encoded, _csv))
RTF_FILES.add(
    "groups_nested_a_hundred_thousand_deep", lambda: b"{\\rtf1 " + b"{" * 100_000 + b"a" + b"}" * 100_000 + b"}"
)
RTF_FILES.add("picture_of_a_thousand_million_bytes", lambda: b"{\\rtf1 {\\pict\\bin1000000000 " + b"a" * 99 + b"}}")
RTF_FILES.add(
    "object_of_the_disk", lambda: b'{\\rtf1 {\\field{\\*\\fldinst INCLUDETEXT "/etc/passwd"}}{\\object\\objautlink}a}'
)
