from collections.abc import Callable

import pytest

from extractor.document.content import Content, Grid, Paragraph

Texts = Callable[[Grid], list[list[str]]]
ReadBody = Callable[..., Content]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"


def only_grid(content: Content) -> Grid:
    (grid,) = (element for element in content.elements if isinstance(element, Grid))
    return grid


def run(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def said(content: Content) -> list[str]:
    return [element.text for element in content.elements if isinstance(element, Paragraph)]


def codes(content: Content) -> list[str]:
    return [problem.code for problem in content.problems]


@pytest.mark.parametrize("switch", ["<w:vanish/>", '<w:vanish w:val="1"/>', '<w:vanish w:val="true"/>'])
def test_hidden_text_is_left_out_and_said(read_body: ReadBody, switch: str) -> None:
    content = read_body(f"<w:p>{run('公开', '')}{run('不公开', switch)}</w:p>")
    assert said(content) == ["公开"]
    assert [(one.code, one.severity) for one in content.problems] == [("hidden_text", "info")]
    assert "3 characters" in content.problems[0].message


@pytest.mark.parametrize("switch", ['<w:vanish w:val="0"/>', '<w:vanish w:val="false"/>', "<w:webHidden/>", ""])
def test_what_is_shown_stays(read_body: ReadBody, switch: str) -> None:
    content = read_body(f"<w:p>{run('公开', switch)}</w:p>")
    assert said(content) == ["公开"] and not content.problems


def test_hidden_text_in_a_cell(read_body: ReadBody, texts: Texts) -> None:
    hidden = f"<w:tc><w:p>{run('1', '')}{run('2', '<w:vanish/>')}</w:p></w:tc>"
    content = read_body(table(cell("数"), hidden))
    assert texts(only_grid(content)) == [["数", "1"]]
    assert codes(content) == ["hidden_text"]


def test_a_text_box_in_a_hidden_run_is_hidden(read_body: ReadBody) -> None:
    inner = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    content = read_body(f"<w:p><w:r><w:rPr><w:vanish/></w:rPr>{box}</w:r>{run('框外', '')}</w:p>")
    assert said(content) == ["框外"] and codes(content) == ["hidden_text"]


def test_symbols_are_the_characters_that_they_show(read_body: ReadBody, texts: Texts) -> None:
    known = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    bare = '<w:r><w:sym w:font="Symbol" w:char="00A3"/></w:r>'
    content = read_body(f"<w:p>{known}</w:p>", table(f"<w:tc><w:p>{bare}</w:p></w:tc>", cell("90%")))
    assert said(content) == ["✓"] and not content.problems
    assert texts(only_grid(content)) == [["≤", "90%"]]


def test_unknown_symbols_are_said(read_body: ReadBody) -> None:
    content = read_body('<w:p><w:r><w:sym w:font="Wingdings 3" w:char="F031"/></w:r></w:p>')
    assert said(content) == ["\uf031"]
    assert codes(content) == ["unmapped_text"]


def test_deleted_text_is_said(read_body: ReadBody) -> None:
    gone = "<w:p><w:del><w:r><w:delText>旧文</w:delText></w:r></w:del><w:ins><w:r><w:t>新文</w:t></w:r></w:ins></w:p>"
    content = read_body(gone)
    assert said(content) == ["新文"]
    assert codes(content) == ["deleted_text"] and "2 characters" in content.problems[0].message


def test_pictures_are_said_once(read_body: ReadBody) -> None:
    drawing = (
        '<w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic></w:drawing>'
    )
    old = "<w:pict><v:shape><v:imagedata/></v:shape></w:pict>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    content = read_body(f"<w:p><w:r>{both}</w:r></w:p>", f"<w:p><w:r>{old}</w:r></w:p>")
    assert [(one.code, one.message[:10]) for one in content.problems] == [("picture_not_read", "2 pictures")]


def test_an_inserted_document_is_said(read_body: ReadBody) -> None:
    content = read_body("<w:altChunk/>")
    assert [(one.code, one.severity) for one in content.problems] == [("lost_text", "error")]


def test_formulas_are_text(read_body: ReadBody, texts: Texts) -> None:
    formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>≥95%</m:t></m:r></m:oMath>'
    content = read_body(f"<w:p>{formula}</w:p>", table(f"<w:tc><w:p>{formula}</w:p></w:tc>", cell("x")))
    assert said(content) == ["≥95%"]
    assert texts(only_grid(content)) == [["≥95%", "x"]]


def test_text_merged_away_to_the_left_is_kept(read_body: ReadBody, texts: Texts) -> None:
    content = read_body(table(cell("甲", '<w:hMerge w:val="restart"/>'), cell("乙", "<w:hMerge/>"), cell("丙")))
    assert texts(only_grid(content)) == [["甲\n乙", "丙"]]


def test_two_empty_paragraphs_are_an_empty_cell(read_body: ReadBody, texts: Texts) -> None:
    content = read_body(table("<w:tc><w:p/><w:p/></w:tc>", cell("1")))
    assert texts(only_grid(content)) == [["", "1"]]
