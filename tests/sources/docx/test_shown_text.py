"""Of what stands in the tree of a Word document, what the page shows: results of fields, one of alternatives, formulas
by their signs, raised digits as such, texts that are drawn."""

import time
from collections.abc import Callable

import pytest
from docx.oxml.ns import nsdecls
from lxml import etree

from extractor.document.content import Content, Grid, Paragraph
from extractor.sources.docx.fields import take_out_codes

Texts = Callable[[Grid], list[list[str]]]
ReadBody = Callable[..., Content]
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
DRAWN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
RAISED = '<w:vertAlign w:val="superscript"/>'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def filled(codes: str, result: str) -> str:
    return mark("begin") + codes + mark("separate") + result + mark("end")


def cell(paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    return f"<w:tbl>{''.join('<w:tr>' + ''.join(row) + '</w:tr>' for row in rows)}</w:tbl>"


def said(content: Content) -> list[str]:
    return [element.text for element in content.elements if isinstance(element, Paragraph)]


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


def problems(content: Content) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in content.problems]


SUM = filled(
    code(" = ") + filled(code("MERGEFIELD a"), run("60.00")) + code(" + ") + filled(code("MERGEFIELD b"), run("40.00")),
    run("100.00"),
)


def test_of_nested_fields_only_the_outer_result_is_shown(read_body: ReadBody, texts: Texts) -> None:
    content = read_body(
        f"<w:p>{SUM}</w:p>", table((cell("<w:p><w:r><w:t>数</w:t></w:r></w:p>"), cell(f"<w:p>{SUM}</w:p>")))
    )
    assert said(content) == ["100.00"]
    assert texts(grids(content)[0]) == [["数", "100.00"]]
    assert not content.problems


def test_the_code_of_a_field_goes_on_over_paragraphs(read_body: ReadBody) -> None:
    inner = filled(code("MERGEFIELD a"), run("旧"))
    first = f"<w:p>{run('前')}{mark('begin')}{code('IF ')}{inner}</w:p>"
    content = read_body(first, f"<w:p>{inner}{mark('separate')}{run('新')}{mark('end')}{run('后')}</w:p>")
    assert said(content) == ["前", "新后"]


def test_text_that_is_written_into_a_code_is_hidden_and_said(read_body: ReadBody) -> None:
    content = read_body(f"<w:p>{filled(run('代码'), run('结果'))}</w:p>")
    assert said(content) == ["结果"]
    assert problems(content) == [("hidden_text", "info")] and "2 characters" in content.problems[0].message


def test_a_field_that_is_never_closed_takes_nothing_along(read_body: ReadBody) -> None:
    content = read_body(f"<w:p>{run('甲')}{mark('begin')}{run('乙')}</w:p>", f"<w:p>{run('丙')}</w:p>")
    assert said(content) == ["甲乙", "丙"]


def test_a_field_of_a_text_box_ends_with_it(read_body: ReadBody) -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{run('框')}{mark('begin')}</w:p></w:txbxContent>"
    box += "</v:textbox></v:shape></w:pict></w:r>"
    content = read_body(f"<w:p>{run('甲')}{box}</w:p>", f"<w:p>{run('乙')}{mark('end')}{run('丙')}</w:p>")
    assert said(content) == ["甲", "框", "乙丙"]


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" EQ \\o\\ac(○,5) "/>',
        mark("begin") + code(" E") + code("Q \\o\\ac(○,5)") + mark("end"),
        filled(code(" FORMDROPDOWN "), ""),
    ],
)
def test_fields_that_print_their_code_are_said(read_body: ReadBody, field: str) -> None:
    content = read_body(f"<w:p>{run('第')}{field}{run('条')}</w:p>")
    assert said(content) == ["第条"]
    assert problems(content) == [("unread_field", "warning")]


def test_fields_deep_in_one_another_take_time_by_their_number_alone() -> None:
    marks = mark("begin") * 20_000 + run("1") * 20_000 + mark("end") * 20_000
    root = etree.fromstring(f"<w:p {nsdecls('w')}>{marks}{run('后')}</w:p>")
    begun = time.process_time()
    assert take_out_codes(root).found
    assert time.process_time() - begun < 5
    assert "".join(root.itertext()) == "后"


def alternatives(required: str, namespace: str, fallback: str = "<mc:Fallback><w:t>100.00</w:t></mc:Fallback>") -> str:
    chosen = f'<mc:Choice Requires="{required}" xmlns:x1="{namespace}"><w:t>999.99</w:t><x1:a/></mc:Choice>'
    return f"<w:p><w:r><mc:AlternateContent>{chosen}{fallback}</mc:AlternateContent></w:r></w:p>"


WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


@pytest.mark.parametrize(
    ("paragraph", "shown"),
    [
        (alternatives("x1", "urn:none"), "100.00"),
        (alternatives("x1 w", "urn:none"), "100.00"),
        (alternatives("nowhere", "urn:none"), "100.00"),
        (alternatives("wps", WORD_2010), "999.99"),
        (alternatives("x1", "urn:none", ""), "999.99"),
    ],
)
def test_an_alternative_is_shown_where_all_that_it_asks_for_is_known(
    read_body: ReadBody, texts: Texts, paragraph: str, shown: str
) -> None:
    content = read_body(paragraph, table((cell(paragraph), cell(f"<w:p>{run('x')}</w:p>"))))
    assert said(content) == [shown]
    assert texts(grids(content)[0]) == [[shown, "x"]]


def m(name: str, inner: str) -> str:
    return f"<m:{name}>{inner}</m:{name}>"


def mt(text: str) -> str:
    return m("r", m("t", text))


def fraction(above: str, below: str, properties: str = "") -> str:
    return m("f", properties + m("num", above) + m("den", below))


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        (fraction(mt("100"), mt("3")), "100/3"),
        (fraction(mt("预算数"), mt("a+b")), "预算数/(a+b)"),
        (fraction(fraction(mt("1"), mt("2")), mt("3")), "(1/2)/3"),
        (fraction(mt("n"), mt("k"), m("fPr", '<m:type m:val="noBar"/>')), "n k"),
        (m("sSup", m("e", mt("10")) + m("sup", mt("4"))), "10^4"),
        (m("sSup", m("e", mt("m")) + m("sup", mt("2"))), "m²"),
        (m("sSup", m("e", mt("a")) + m("sup", mt("n+1"))), "a^(n+1)"),
        (m("sSub", m("e", mt("x")) + m("sub", mt("1"))), "x1"),
        (m("rad", m("deg", "") + m("e", mt("2"))), "√2"),
        (m("d", m("e", mt("1+2"))), "(1+2)"),
        (m("d", m("dPr", '<m:begChr m:val="["/><m:endChr m:val="]"/>') + m("e", mt("x"))), "[x]"),
        (m("nary", m("naryPr", '<m:chr m:val="∑"/>') + m("e", mt("x"))), "∑x"),
        (mt("≥95%"), "≥95%"),
    ],
)
def test_formulas_are_written_by_their_signs(read_body: ReadBody, texts: Texts, formula: str, line: str) -> None:
    paragraph = f"<w:p><m:oMath {MATH}>{formula}</m:oMath></w:p>"
    content = read_body(paragraph, table((cell(paragraph), cell(f"<w:p>{run('x')}</w:p>"))))
    assert said(content) == [line]
    assert texts(grids(content)[0]) == [[line, "x"]]


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (run("100.00") + run("1", RAISED), "100.00¹"),
        (run("合计") + run("[1],", RAISED) + run("300"), "合计[¹],300"),
        (run("m") + run("2", RAISED), "m²"),
        (run("1") + run("st", RAISED), "1st"),
        (run("5") + run("1", '<w:vertAlign w:val="subscript"/>'), "51"),
        (run("5") + run("1", '<w:vertAlign w:val="baseline"/>'), "51"),
    ],
)
def test_raised_digits_are_superscript_digits(read_body: ReadBody, texts: Texts, runs: str, shown: str) -> None:
    content = read_body(f"<w:p>{runs}</w:p>", table((cell(f"<w:p>{runs}</w:p>"), cell(f"<w:p>{run('x')}</w:p>"))))
    assert said(content) == [shown]
    assert texts(grids(content)[0]) == [[shown, "x"]]


def box(drawn: str) -> str:
    return f"<w:p><w:r>{drawn}</w:r>{run('正文')}</w:p>"


@pytest.mark.parametrize(
    "drawn",
    [
        '<w:pict><v:shape><v:textpath string="另有 888.88 万元"/></v:shape></w:pict>',
        f"<w:drawing><a:graphic {DRAWN}><a:txBody><a:p><a:r><a:t>另有 888.88</a:t></a:r><a:r><a:t> 万元</a:t></a:r>"
        "</a:p></a:txBody></a:graphic></w:drawing>",
        '<w:pict><v:rect><v:textbox><div xmlns="http://www.w3.org/1999/xhtml">另有 <b>888.88</b> 万元</div></v:textbox>'
        "</v:rect></w:pict>",
    ],
)
def test_texts_that_are_drawn_are_read_like_text_boxes(read_body: ReadBody, texts: Texts, drawn: str) -> None:
    content = read_body(box(drawn), table((cell(box(drawn)), cell(f"<w:p>{run('x')}</w:p>"))))
    assert said(content) == ["正文", "另有 888.88 万元"]
    assert texts(grids(content)[0]) == [["正文\n另有 888.88 万元", "x"]]


def test_a_shape_without_a_text_says_nothing(read_body: ReadBody) -> None:
    content = read_body(box('<w:pict><v:shapetype><v:textpath on="t"/></v:shapetype></w:pict>'))
    assert said(content) == ["正文"]


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_text_under_a_merge_over_rows_is_said_not_read(read_body: ReadBody, texts: Texts) -> None:
    shown, under = f"<w:p>{run('300.00')}</w:p>", f"<w:p>{run('55.55')}</w:p>"
    content = read_body(table((cell(shown, RESTART), cell(shown)), (cell(under, CONTINUE), cell(shown))))
    assert texts(grids(content)[0]) == [["300.00", "300.00"], ["", "300.00"]]
    assert problems(content) == [("hidden_text", "warning")] and "5 characters" in content.problems[0].message


def test_what_says_the_same_under_a_merge_is_no_loss(read_body: ReadBody) -> None:
    same = f"<w:p>{run('水利')}</w:p>"
    content = read_body(table((cell(same, RESTART), cell(same)), (cell(same, CONTINUE), cell(same))))
    assert grids(content)[0].cells[0].raw == "水利" and not content.problems


def test_a_cell_that_a_tracked_change_removed_does_not_shift_its_row(read_body: ReadBody, texts: Texts) -> None:
    gone, one, two = (f"<w:p>{run(text)}</w:p>" for text in ("旧列", "水利", "100.00"))
    content = read_body(
        table((cell(one), cell(two)), (cell(gone, '<w:cellDel w:id="1" w:author="a"/>'), cell(one), cell(two)))
    )
    assert texts(grids(content)[0]) == [["水利", "100.00"]] * 2
    assert problems(content) == [("deleted_text", "info")] and "2 characters" in content.problems[0].message
