"""What a page shows: what its styles hide, print beside its text, and number."""

import time

import pytest

from extractor.document.content import Content, Grid, Paragraph
from extractor.options import SourceOptions
from extractor.sources.html import selectors
from extractor.sources.html.media_queries import holds_on_screen
from extractor.sources.html.reader import read_html, read_mhtml


def read(page: str) -> Content:
    return read_html(page.encode(), SourceOptions())


def said(content: Content) -> list[str]:
    return [element.text for element in content.elements if isinstance(element, Paragraph)]


def cells(content: Content) -> list[str]:
    return [cell.raw for element in content.elements if isinstance(element, Grid) for cell in element.cells]


def codes(content: Content) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in content.problems]


RULES = "".join(f"b i:not(.x{n}) u{{display:none}}" for n in range(5000))
HIDDEN, DOUBTED = [("hidden_text", "info")], [("hidden_text", "warning")]


@pytest.mark.parametrize(
    ("style", "shown", "problems"),
    [
        ("@media (max-width:600px){.a{display:none}}", "旧新", []),
        ("@media print{.a{display:none}}", "旧新", []),
        ("@media only screen and (min-width:1px){.a{display:none}}", "新", HIDDEN),
        ("@media screen{@media (min-width:768px){.a{display:none}}}", "新", HIDDEN),
        ("@media (orientation:landscape){.a{display:none}}", "旧新", DOUBTED),
        ("@supports (display:grid){.a{display:none}}", "旧新", DOUBTED),
        (".a{display:none} @media (orientation:landscape){.a{display:inline}}", "旧新", DOUBTED),
        (".a{display:none} @media print{.a{display:inline}}", "新", HIDDEN),
        ("#x{display:none}", "新", HIDDEN),
        ("div .a{display:none}", "新", HIDDEN),
        ("div > .a{display:none}", "旧新", []),
        ("p > .a{display:none}", "新", HIDDEN),
        ("table .a{display:none}", "旧新", []),
        (".a.b{display:none}", "新", HIDDEN),
        (".a.c{display:none}", "旧新", []),
        ("[data-k=v]{display:none}", "新", HIDDEN),
        ("[data-k^=w]{display:none}", "旧新", []),
        ("span:first-child{display:none}", "新", HIDDEN),
        ("span:not(.a){display:none}", "旧", HIDDEN),
        ("span:not(.b,.c){display:none}", "旧新", DOUBTED),
        ("span:nth-child(2){display:none}", "旧新", DOUBTED),
        ("span:hover{display:none}", "旧新", []),
        (".c + .a{display:none}", "旧新", []),
        (".a + span{display:none}", "旧", HIDDEN),
        (".a ~ span{display:none}", "旧", HIDDEN),
        (".a:checked ~ span{display:none}", "旧新", DOUBTED),
        (".a{visibility:hidden}", "新", HIDDEN),
        (".a{display:none} p .a.b{display:inline}", "旧新", []),
        ("p .a.b{display:inline} .a{display:none}", "旧新", []),
        (".a{display:none!important} p .a.b{display:inline}", "新", HIDDEN),
        (".a{display:none} p .a:hover{display:inline}", "新", HIDDEN),
        ("body{display:none}", "旧新", DOUBTED),
        ("@font-face{x:y} @page{a{display:none}} .a{color:red}", "旧新", []),
        ("span{color:'};.a{display:none}'}", "旧新", []),
        ("p{color:red; .a{display:none}}", "旧新", []),
    ],
)
def test_what_rules_hide(style: str, shown: str, problems: list[tuple[str, str]]) -> None:
    content = read(
        f'<style>{style}</style><div><p><span id=x class="A b" data-k="v">旧</span><span>新</span></p></div>'
    )
    assert said(content) == [shown]
    assert codes(content) == problems


@pytest.mark.parametrize(
    "sheet",
    [
        "<noscript><style>p{display:none}</style></noscript>",
        "<template><style>p{display:none}</style></template>",
        "<style type='text/less'>p{display:none}</style>",
        "<style media=print>p{display:none}</style>",
        "<style media='screen and (max-width:600px)'>p{display:none}</style>",
    ],
)
def test_style_sheets_that_do_not_rule_the_screen(sheet: str) -> None:
    content = read(f"<body>{sheet}<p>新</p></body>")
    assert (said(content), codes(content)) == (["新"], [])


def test_a_hidden_cell_keeps_its_place_where_only_its_text_is_invisible() -> None:
    row = "<tr><td>甲<td style='visibility:hidden'>9<b style='visibility:visible'>8</b>7<td>1.00</tr>"
    content = read(f"<table border=1><tr><th>项目<th>上年<th>本年</tr>{row}</table>")
    assert cells(content) == ["项目", "上年", "本年", "甲", "8", "1.00"]


def test_of_the_attribute_hidden_a_rule_is_stronger() -> None:
    assert said(read("<p hidden>甲</p><p hidden style='display:block'>乙</p>")) == ["乙"]
    assert said(read("<style>p{display:block}</style><p hidden>甲</p>")) == ["甲"]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("", True), ("all", True), ("screen, print", True), ("print", False), ("not print", True),
        ("not screen", False),
        ("(min-width: 75em)", True), ("(max-width: 47.9em)", False), ("(min-width:1400px)", None), ("(hover)", None),
        ("screen and (min-width:600px) and (max-width:1199px)", False), ("print, (hover)", None),
        ("print and (hover)", False),
    ],
)  # fmt: skip
def test_conditions(condition: str, holds: bool | None) -> None:
    assert holds_on_screen(condition) is holds


@pytest.mark.parametrize(
    ("style", "shown", "problems"),
    [
        (".n::before{content:'-'}", "-1.00", []),
        ('.n:after{content:"\\4e07\\5143"}', "1.00万元", []),
        (".n::before{content:attr(data-v)}", "3.501.00", []),
        (".n::before{content:'\\f101'} p:after{content:''}", "1.00", []),
        (".n::before{content:'next';font-family:swiper-icons}", "1.00", []),
        (".n::after{content:'.';visibility:hidden;height:0}", "1.00", []),
        (".n::before{content:'（'} .n::after{content:'）'}", "（1.00）", []),
        ("@media (max-width:600px){.n::before{content:'9'}}", "1.00", []),
        ("@media (hover){.n::before{content:'9'}}", "1.00", [("lost_text", "error")]),
        (".n::before{content:'甲' strange(x)}", "1.00", [("lost_text", "error")]),
        (".n::before{content:'第' counter(n) '条'}", "1.00", [("unread_numbering", "warning")]),
        (".n::before{content:url(a.png)}", "1.00", []),
        (":root{--i:'\\f001'} .n::before{content:var(--i)}", "1.00", []),
        (":root{--i:'9'} .n::before{content:var(--i)}", "1.00", [("lost_text", "error")]),
        (".n::before{content:var(--none, '/')}", "1.00", []),
    ],
)
def test_what_rules_print(style: str, shown: str, problems: list[tuple[str, str]]) -> None:
    content = read(f"<style>{style}</style><p><span class=n data-v=3.50>1.00</span></p>")
    assert said(content) == [shown]
    assert codes(content) == problems


def test_what_is_printed_on_a_line_of_its_own() -> None:
    style = "<style>b::before{content:'甲';display:block} b::after{content:'乙';display:block}</style>"
    assert said(read(f"{style}<p><b>1.00</b></p>")) == ["甲", "1.00", "乙"]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ('<ol type="1" start="3"><li>甲<li>乙</ol>', ["3. 甲", "4. 乙"]),
        ("<ol type=a><li>甲<li value=27>乙<li>丙</ol>", ["a. 甲", "aa. 乙", "ab. 丙"]),
        ("<ol type=I reversed><li>甲<li>乙</ol>", ["II. 甲", "I. 乙"]),
        ("<ol reversed><li>甲<li hidden>乙</li><div><li>丙</div></ol>", ["2. 甲", "1. 丙"]),
        ("<ol reversed><li>甲<ol><li>子</ol><li style='display:block'>乙<li>丙</ol>",
         ["2. 甲", "1. 子", "乙", "1. 丙"]),
        ("<ul type=1><li>甲</ul>", ["甲"]),
        ("<ul style='list-style-type:decimal-leading-zero'><li value=9>甲<li>乙<li value=-3>丙</ul>",
         ["09. 甲", "10. 乙", "-3. 丙"]),
        ("<ol start=0 type=i><li>甲<li>乙</ol>", ["0. 甲", "i. 乙"]),
        ("<ol><li>甲<ol type=A><li>子</ol><li><p>乙</p></ol>", ["1. 甲", "A. 子", "2. 乙"]),
        ("<ol><li><ol><li>子</ol></ol>", ["1. 1. 子"]),
        ("<ol><li>甲<li hidden>乙<li>丙</ol>", ["1. 甲", "2. 丙"]),
        ("<ul><li>甲</ul><ol style='list-style:none'><li>乙</ol>", ["甲", "乙"]),
        ("<style>ol{list-style:none inside}</style><ol type=1><li>甲</ol>", ["甲"]),
        ("<style>li{display:inline-block}</style><ol><li>甲</ol>", ["甲"]),
        ("<ul style='list-style-type:cjk-ideographic'><li>甲<li value=12>乙</ul>", ["一、甲", "十二、乙"]),
        ("<style>b::before{content:'-'}</style><ol><li><b>甲</b></ol>", ["1. -甲"]),
    ],
)  # fmt: skip
def test_numbers_of_lists(page: str, shown: list[str]) -> None:
    content = read(page)
    assert said(content) == shown
    assert "unread_numbering" not in dict(codes(content))


@pytest.mark.parametrize(
    "page",
    [
        "<style>p{display:list-item;list-style:decimal inside}</style><p>甲<p>乙",
        "<ol style='list-style-type:ethiopic-numeric'><li>甲<li>乙<li></ol>",
        "<link rel=stylesheet href=a.css><ol><li>甲<li>乙<li></ol>",
        "<style>@import 'a.css';</style><ol><li>甲<li>乙</ol>",
        "<style>@media (hover){ol{list-style:none}}</style><ol><li>甲<li>乙</ol>",
    ],
)
def test_numbers_that_are_not_known_are_said(page: str) -> None:
    content = read(page)
    assert said(content) == ["甲", "乙"]
    assert [(problem.code, problem.message.split()[0]) for problem in content.problems] == [("unread_numbering", "2")]


def test_a_column_of_numbers_that_a_list_counts() -> None:
    rows = "".join(f"<tr><td><ol start={n}><li></ol><td>{name}</tr>" for n, name in ((1, "甲"), (2, "乙")))
    assert cells(read(f"<table border=1>{rows}</table>")) == ["1.", "甲", "2.", "乙"]


def test_numbers_of_notes_are_no_digits_of_amounts() -> None:
    page = """<style>.r{vertical-align:super}</style><table border=1><tr><td>甲<sup>1</sup><td>100.00<sup>2</sup></tr>
      <tr><td>乙<td>5<span class=r><a href=#f>[3]</a></span></tr><tr><td>丙<td><sup>300</sup></tr>
      <tr><td>丁<td>20<font><sup>1, 2</sup></font></tr><tr><td>面积m<sup>2</sup><td>水H<sub>2</sub>O<sup>注</sup>
      </table>"""
    found = cells(read(page))
    assert found == ["甲¹", "100.00²", "乙", "5[³]", "丙", "300", "丁", "20¹, ²", "面积m²", "水H2O注"]


def test_text_between_rows_and_cells_is_kept() -> None:
    page = "<table border=1>甲<tr><td>项目</td>乙<td>数</td></tr>丙<tr>丁<td>戊</td><td>1</td></tr><col>己</table>庚"
    content = read(page)
    assert sorted(said(content)) == sorted("甲乙丙丁己庚")
    assert cells(content) == ["项目", "数", "戊", "1"]


def test_choices_show_what_is_chosen() -> None:
    page = "<p>类型：<select><option>甲<option selected>乙</select>。"
    page += "<p>级：<select><option disabled>请选<option>丙<option>丁</select>"
    assert said(read(page)) == ["类型：乙。", "级：丙"]
    several = read("<p>子：<select multiple><option>甲<option selected>乙</select>")
    assert (said(several), codes(several)) == (["子："], [("unread_field", "warning")])


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("<mfrac><mn>100</mn><mn>3</mn></mfrac>", "(100)/(3)"),
        ("<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><msub><mi>y</mi><mn>1</mn></msub>", "x^(2)+y_(1)"),
        ("<msqrt><mn>2</mn></msqrt><mroot><mn>8</mn><mn>3</mn></mroot>", "√(2)[3]√(8)"),
        ("<semantics><mrow><mn>1</mn></mrow><annotation>x</annotation></semantics>", "1"),
        ("<munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover><mfenced><mi>a</mi><mi>b</mi></mfenced>",
         "∑_(1)^(n)(a,b)"),
        ("<mtable><mtr><mtd>1</mtd><mtd>2</mtd></mtr><mtr><mtd>3</mtd><mtd>4</mtd></mtr></mtable>", "1, 2; 3, 4"),
    ],
)  # fmt: skip
def test_formulas(formula: str, shown: str) -> None:
    assert said(read(f"<p>率<math>{formula}</math>。</p>")) == [f"率{shown}。"]


def test_style_sheets_of_a_web_archive_rule_its_pages() -> None:
    def part(kind: str, head: str, text: str) -> bytes:
        return f"--x\r\nContent-Type: {kind}; charset=utf-8\r\n{head}\r\n\r\n{text}\r\n".encode()

    page = "<link rel=stylesheet href='cid:css-1@mhtml.blink'><link rel=stylesheet href=b.css>"
    page += "<p class=a>旧</p><p class=b>存</p><ol><li>新</ol>"
    data = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    data += part("text/html", "Content-Location: http://a.example/x/a.html", page)
    data += part("text/css", "Content-ID: <css-1@mhtml.blink>", ".a{display:none}")
    data += part("text/css", "Content-Location: http://a.example/x/b.css", ".b{display:none}") + b"--x--\r\n"
    content = read_mhtml(data, SourceOptions())
    assert said(content) == ["1. 新"]
    assert codes(content) == HIDDEN


@pytest.mark.parametrize(
    "page",
    [
        f"<style>{RULES}</style>" + "<u>x</u>" * 20_000,
        "<style>" + "i " * 30 + "u{display:none}</style>" + "<i>" * 200 + "<u>x</u>" * 2000,
        "<style>" + ":not(" * 100_000 + "</style>x",
        "<style>a" + "[" * 100_000 + "{display:none}</style>x",
        "<style>a{content:" + "((" * 100_000 + "}</style>x",
        "<style>b ~ u{display:none}</style>" + "<u>x</u>" * 20_000,
        "<ol><li>" * 150 + "<b></b>" * 20_000,
        "<ol reversed><li>" * 30 + "<li>x" * 5000,
        "<style>@supports (x){i{display:none}}</style>" + "<i>" * 100 + "<b></b>" * 20_000,
        "<style>" + "a," * 200_000 + "b{display:none}</style>x",
        "<sup>" * 50 + "1" + "<sup>1</sup>" * 10_000,
    ],
)  # fmt: skip
def test_the_work_has_a_bound(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "MOST_TRIES", 50_000)
    began = time.process_time()
    read(page)
    assert time.process_time() - began < 10


def test_where_the_bound_is_reached_the_page_is_read_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "MOST_TRIES", 10_000)
    content = read(f"<style>{RULES}</style>" + "<p><u>x</u></p>" * 1000)
    assert said(content) == ["x"] * 1000
    assert "hidden_text" in dict(codes(content))
