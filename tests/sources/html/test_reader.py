from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.content import Content, Grid, Paragraph
from extractor.errors import CorruptSource, ExtractorError, TooLarge
from extractor.options import SourceOptions
from extractor.sources.html.reader import read_html, read_mhtml
from extractor.sources.sniff import MediaType, sniff

Texts = Callable[[Grid], list[list[str]]]
Covered = Callable[[Grid], bool]
BOXED = '<table border="1">'


def read(page: str) -> Content:
    return read_html(page.encode(), SourceOptions())


def said(content: Content) -> list[object]:
    return [
        element.text if isinstance(element, Paragraph) else (element.rows, element.columns)
        for element in content.elements
    ]


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


def test_headings_paragraphs_and_breaks_in_order() -> None:
    page = """<html><head><title>T</title><script>x</script></head><body>
      <h2>一、部门<b>职责</b></h2>收入<br>合计 <div>甲<p>乙
      丙</p>丁</div><ul><li>戊<li>己</ul><pre>第一行
第二行</pre></body></html>"""
    content = read(page)
    assert said(content) == ["一、部门职责", "收入", "合计", "甲", "乙 丙", "丁", "戊", "己", "第一行", "第二行"]
    assert [p.heading_level for p in content.elements if isinstance(p, Paragraph)] == [2] + [0] * 9
    assert (content.reader, content.pages) == ("html", ())


def test_spans_groups_and_caption(texts: Texts, covered_once: Covered) -> None:
    page = f"""{BOXED}<caption>支出总表</caption>
      <tfoot><tr><td>合计<td colspan=2>3</tr></tfoot>
      <thead><tr><th rowspan=2>科目<th colspan=2>支出</tr><tr><th>基本<th>项目</tr></thead>
      <tbody><tr><td rowspan=0>甲<td>1<td>2</tr><tr><td>4<td>5</tr></tbody></table>"""
    content = read(page)
    grid = grids(content)[0]
    assert said(content) == ["支出总表", (5, 3)]
    assert covered_once(grid)
    assert texts(grid) == [
        ["科目", "支出", ""],
        ["", "基本", "项目"],
        ["甲", "1", "2"],
        ["", "4", "5"],
        ["合计", "3", ""],
    ]
    assert {cell.raw: (cell.row_span, cell.column_span) for cell in grid.cells}["甲"] == (2, 1)


def test_spans_end_with_their_group_and_at_cells_from_above(texts: Texts, covered_once: Covered) -> None:
    page = f"""{BOXED}<tbody><tr><td>a<td rowspan=2>b<td>c</tr><tr><td colspan=3>d<td>e</tr></tbody>
      <tbody><tr><td rowspan=99>f<td>g<td>h<td>i</tr></tbody></table>"""
    grid = grids(read(page))[0]
    assert covered_once(grid)
    assert texts(grid) == [["a", "b", "c", ""], ["d", "", "e", ""], ["f", "g", "h", "i"]]


def test_what_is_hidden_is_left_out_and_counted() -> None:
    page = f"""<style>.off {{ color: red; display : none }} td.on {{display:block}}</style><p hidden>一</p>
      {BOXED}<tr style="display:none"><td>二<td>三</tr>
      <tr><td>甲<td class="off">四</td><td>乙<s>丙</s><del>丁</del></tr>
      <tr><td>1<td>2</tr></table><div class=off></div>"""
    content = read(page)
    assert [cell.raw for cell in grids(content)[0].cells] == ["甲", "乙丙", "1", "2"]
    assert [(problem.code, problem.message.split()[0]) for problem in content.problems] == [("hidden_text", "3")]


def test_layout_tables_are_read_through(texts: Texts) -> None:
    data = f"{BOXED}<tr><td>科目<td>数</tr><tr><td>甲<td>1</tr></table>"
    page = f"""<table><tr><td><ul><li>导航</li></ul></td><td><h1>某局2024年部门预算</h1><p>说明</p>{data}</td></tr>
      <tr><td colspan=2>版权</td></tr></table>"""
    content = read(page)
    assert said(content) == ["导航", "某局2024年部门预算", "说明", (2, 2), "版权"]
    assert texts(grids(content)[0]) == [["科目", "数"], ["甲", "1"]]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<table><tr><td>部门：某局</td><td>单位：万元</td></tr></table>", ["部门：某局", "单位：万元"]),
        ("<table border=1><tr><td>只有一列</td></tr><tr><td>的表</td></tr></table>", ["只有一列", "的表"]),
        ('<table role="presentation" border=1><tr><td>a<td>b</tr><tr><td>c<td>d</tr></table>', ["a", "b", "c", "d"]),
        ("<table><tr><td>科目<td>数</tr><tr><td>甲<td>1</tr></table>", [(2, 2)]),
        ("<table><tr><th>科目<th>数</tr></table>", [(1, 2)]),
        ("<table border=1><tr><td>a<td>b<td>c</tr><tr><td>1<td>2<td>3</tr></table>", [(2, 3)]),
        ('<table><tr><td>a<td>b<td>c<td>d</tr><tr><td colspan="4">' + "长" * 500 + "</tr></table>", None),
    ],
)
def test_layout_or_data(page: str, expected: list[object] | None) -> None:
    found = said(read(page))
    assert found == (["a", "b", "c", "d", "长" * 500] if expected is None else expected)


def test_a_sheet_saved_as_a_page_is_parted_by_its_lines(texts: Texts) -> None:
    page = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><style><!--
      .xl1 {border:none;} .xl2 {border:.5pt solid windowtext;} td.xl3 {border-top:none; border-left:.5pt solid black}
      --></style><table><tr><td colspan=2 class=xl1>支出总表</td></tr><tr><td class=xl1>某局<td>单位：万元</tr>
      <tr><td class=xl2>科目<td class=xl2>数</tr><tr><td class=xl3>甲<td class=xl2 x:num="0.3456">34.6%</tr>
      <tr><td class=xl2>&nbsp;<td class=xl2></tr><tr><td colspan=2>注：空表列示</tr></table></html>"""
    content = read(page)
    assert said(content) == ["支出总表", "某局", "单位：万元", (3, 2), "注：空表列示"]
    grid = grids(content)[0]
    assert texts(grid) == [["科目", "数"], ["甲", "34.6%"], ["", ""]]
    assert [cell.stored for cell in grid.cells if cell.stored] == ["0.3456"]


def test_nested_tables_come_after_the_outer_one(texts: Texts) -> None:
    inner = "<table border=1><tr><td>内<td>层</tr><tr><td>1<td>2</tr></table>"
    words = "此处是外层表格的一段说明文字，比内层的多"
    page = f"{BOXED}<tr><td>项目<td>{words}{inner}续</tr><tr><td>甲<td>乙</tr></table>"
    outer, nested = grids(read(page))
    assert texts(outer) == [["项目", f"{words}\n续"], ["甲", "乙"]]
    assert texts(nested) == [["内", "层"], ["1", "2"]]


def test_nothing_between_rows_is_lost() -> None:
    page = f"{BOXED}<div>散文</div><form><tr><td>a<td>b</tr></form><tr><p>散</p><td>1<td>2</tr></table>尾"
    content = read(page)
    assert said(content)[-2:] == [(2, 2), "尾"]
    assert set(map(str, said(content)[:-2])) == {"散文", "散"}


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="gb2312">', "gbk"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030"),
        ('<meta charset="big5">', "big5"),
        ('<?xml version="1.0" encoding="utf-8"?><html>', "utf-8"),
        ('<meta charset="iso-8859-1">', "gbk"),
        ('<meta charset="utf-8">', "gbk"),
        ('<meta charset="no-such-thing">', "utf-8"),
        ('<meta charset="rot13">', "utf-8"),
        ("<html>", "utf-16"),
        ("<html>", "big5"),
    ],
)
def test_the_encoding_declared_is_believed_where_it_fits(declared: str, encoding: str) -> None:
    data = f"{declared}<p>部門：財政局 單位：元</p>".encode(encoding)
    assert sniff(data, None) == MediaType.HTML
    assert said(read_html(data, SourceOptions())) == ["部門：財政局 單位：元"]


def test_damaged_places_are_counted() -> None:
    data = b'<meta charset="gbk"><p>' + "预算".encode("gbk") * 200 + b"\xff</p>"
    content = read_html(data, SourceOptions())
    assert [problem.code for problem in content.problems] == ["undecodable_bytes"]


def archive(*pages: bytes) -> bytes:
    parts = b"".join(
        b'--x\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        + page
        + b"\r\n"
        for page in pages
    )
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    return head + parts + b"--x\r\nContent-Type: image/png\r\n\r\nzz\r\n--x--\r\n"


def test_a_web_archive() -> None:
    page = b"<meta charset=3Dgb2312><p>=D4=A4=\r\n=CB=E3</p>"
    data = archive(page, page)
    assert sniff(data, "a.doc") == MediaType.MHTML
    content = read_mhtml(data, SourceOptions())
    assert (said(content), content.reader) == (["预算", "预算"], "mhtml")
    with pytest.raises(CorruptSource, match="holds no page"):
        read_mhtml(archive(), SourceOptions())


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"<table><tr><td>1</td></tr></table>", "a.xls", MediaType.HTML),
        (b"<table><tr><td>1</td></tr></table>\n", None, MediaType.HTML),
        (b"<table><tr><td>1</td></tr></table>\n", "a.txt", MediaType.TEXT),
        (b"<table><tr><td>1</td></tr></table>\n\nprose", None, MediaType.TEXT),
        (b"\xef\xbb\xbf  <HTML><body>", "a.doc", MediaType.HTML),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "a.xls", MediaType.HTML),
        (b"<metal>", None, MediaType.TEXT),
    ],
)
def test_pages_are_told_by_their_content(data: bytes, name: str | None, expected: MediaType) -> None:
    assert sniff(data, name) == expected


def test_bounds() -> None:
    with pytest.raises(TooLarge, match="max_markup_bytes"):
        read_html(b"<p>" + b"x" * 1000, SourceOptions(max_markup_bytes=1000))
    with pytest.raises(TooLarge):
        read(BOXED + "<tr><td colspan=1000>x</tr>" * 2001 + "</table>")
    with pytest.raises(TooLarge):
        read(BOXED + "<tr>" + "<td colspan=1000>x" * 2001 + "</table>")
    with pytest.raises(CorruptSource, match="deeply"):
        read("<div>" * 5000 + "x")
    for nothing in ("", "<!-- -->", "<html></html>", "\0"):
        try:
            assert said(read(nothing)) in ([], ["\0"])
        except CorruptSource as error:
            assert "no element" in error.message


def test_entities_and_outside_references_bring_nothing_in() -> None:
    page = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/hostname">]><p>a&e;b</p><iframe src="file:///etc/hostname">'
    content = read(page)
    assert "".join(map(str, said(content))).replace("]>", "") == "a&e;b"
    assert {problem.code: "(e)" in problem.message for problem in content.problems} == {
        "embedded_not_read": False,
        "lost_text": True,
    }
    without = read(page.replace("&e;", "&amp;e;"))
    assert [problem.code for problem in without.problems] == ["embedded_not_read"]


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_every_slot_belongs_to_one_cell_whatever_the_spans_say(data: st.DataObject, covered_once: Covered) -> None:
    spans = st.sampled_from(["", "0", "1", "2", "3", "-1", "x", "70000"])
    rows = ""
    for _ in range(data.draw(st.integers(1, 5))):
        cells = "".join(
            f'<td colspan="{data.draw(spans)}" rowspan="{data.draw(spans)}">x'
            for _ in range(data.draw(st.integers(0, 4)))
        )
        rows += f"<{data.draw(st.sampled_from(['tr', 'tbody><tr', 'tfoot><tr']))}>{cells}"
    try:
        content = read(f"{BOXED}{rows}</table>")
    except TooLarge:
        return
    assert all(covered_once(grid) for grid in grids(content))
    texts = [cell.raw for grid in grids(content) for cell in grid.cells] + [str(text) for text in said(content)]
    assert sum(text.count("x") for text in texts) == rows.count(">x")


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
def test_only_own_errors_escape(data: bytes) -> None:
    for page in (data, b"<html>" + data, b"<table border=1><tr><td>a<td>" + data):
        try:
            read_html(page, SourceOptions())
        except ExtractorError as error:
            assert error.code in {"corrupt_file", "too_large"}
