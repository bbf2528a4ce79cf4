"""What an OpenDocument prints: hidden text, raised numbers of notes, shapes, fields of forms."""

from collections.abc import Callable

import pytest

from extractor.document.content import Content, Grid, Paragraph
from extractor.options import SourceOptions
from extractor.sources.opendocument.spreadsheet import read_opendocument_spreadsheet
from extractor.sources.opendocument.text_document import read_text_document

Build = Callable[..., bytes]
STYLES = "".join(
    f'<style:style style:name="{name}" style:family="{family}"{more}><style:text-properties {said}/></style:style>'
    for name, family, more, said in (
        ("hid", "text", "", 'text:display="none"'),
        ("heir", "text", ' style:parent-style-name="hid"', 'fo:color="#ff0000"'),
        ("seen", "text", "", 'text:display="true"'),
        ("sup", "text", "", 'style:text-position="super 58%"'),
        ("high", "text", "", 'style:text-position="33% 58%"'),
        ("sub", "text", "", 'style:text-position="sub 58%"'),
        ("flat", "text", "", 'style:text-position="0% 100%"'),
        ("P", "paragraph", "", 'text:display="none"'),
    )
)


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def said(content: Content) -> list[str]:
    texts: list[str] = []
    for element in content.elements:
        texts += [element.text] if isinstance(element, Paragraph) else [cell.raw for cell in element.cells]
    return texts


def read(document: Build, body: str, styles: str = "") -> Content:
    return read_text_document(document("text", body, STYLES, styles), SourceOptions())


def codes(content: Content) -> list[tuple[str, str]]:
    return [(problem.code, problem.message.split()[0]) for problem in content.problems]


@pytest.mark.parametrize(
    ("body", "texts", "hidden"),
    [
        (f"<text:p>{span('hid', '9')}100.00</text:p>", ["100.00"], 1),
        (f"<text:p>{span('heir', '旧稿')}100.00</text:p>", ["100.00"], 2),
        ("<text:p>" + span("hid", f"旧{span('', '8')}{span('seen', '7')}稿") + "1</text:p>", ["71"], 3),
        (f'<text:p text:style-name="P">旧<text:a>稿</text:a>{span("seen", "新")}</text:p>', ["新"], 2),
        ('<text:p><text:hidden-text text:is-hidden="true">9</text:hidden-text>1</text:p>', ["1"], 1),
        ('<text:p><text:hidden-text text:is-hidden="false">9</text:hidden-text>1</text:p>', ["91"], 0),
        ('<text:section text:display="none"><text:p>旧稿</text:p></text:section><text:p>1</text:p>', ["1"], 2),
        ('<text:section text:display="condition" text:is-hidden="true"><text:p>旧</text:p></text:section>', [], 1),
        ('<text:section text:display="condition"><text:p>新</text:p></text:section>', ["新"], 0),
        ('<text:p><text:hidden-paragraph text:is-hidden="true"/>旧</text:p><text:p>1</text:p>', ["1"], 1),
        ("<text:p><text:hidden-paragraph/>新</text:p>", ["新"], 0),
        (f'<text:section text:display="none"><text:p>旧{span("hid", "稿")}</text:p></text:section>', [], 2),
    ],
)
def test_hidden_text_is_left_out_and_counted(document: Build, body: str, texts: list[str], hidden: int) -> None:
    content = read(document, body)
    assert said(content) == texts
    assert codes(content) == ([("hidden_text", str(hidden))] if hidden else [])


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (f"100.00{span('sup', '1')}", "100.00¹"),
        (f"100.00{span('high', ' (2)')}", "100.00 ⁽²⁾"),
        (f"收入{span('sup', '[')}{span('sup', '1')}{span('sup', ']')}", "收入[¹]"),
        (f"100{span('flat', '1')}", "1001"),
        (f"H{span('sub', '2')}O", "H2O"),
        (span("sup", "300"), "300"),
        (f"第1{span('sup', 'st')}", "第1st"),
        (f"100{span('seen', span('sup', '1'))}", "100¹"),
        (f"{span('sup', '1')}数据来源", "¹数据来源"),
    ],
)
def test_raised_numbers_of_notes_are_no_digits_of_amounts(document: Build, paragraph: str, text: str) -> None:
    row = f"<table:table-row><table:table-cell><text:p>{paragraph}</text:p></table:table-cell></table:table-row>"
    assert said(read(document, f"<text:p>{paragraph}</text:p>")) == [text]
    sheet = read_opendocument_spreadsheet(document("spreadsheet", f"<table:table>{row * 2}</table:table>", STYLES),
                                          SourceOptions())  # fmt: skip
    assert text in said(sheet)


def test_a_shape_is_no_part_of_the_amount_beside_it(document: Build) -> None:
    shape = "<draw:custom-shape><svg:title>圆</svg:title><text:p>1</text:p></draw:custom-shape>"
    picture = "<draw:frame><draw:image/><svg:title>图</svg:title><svg:desc>柱状图</svg:desc></draw:frame>"
    cell = f"<table:table-cell><text:p>{shape}{picture}100.00</text:p></table:table-cell>"
    body = f"<table:table><table:table-row>{cell}{cell}</table:table-row></table:table>"
    group = f"<draw:g>{shape}<draw:rect><text:p>2</text:p></draw:rect></draw:g>"
    assert said(read(document, body + f"<text:p>合计{group}</text:p>")) == ["100.00\n1"] * 2 + ["合计", "1", "2"]


@pytest.mark.parametrize("kind", ["custom-shape", "rect", "ellipse", "line", "caption", "path", "g><draw:circle"])
def test_every_shape_over_cells_that_says_something_is_counted(document: Build, kind: str) -> None:
    shape = f"<draw:{kind}><text:p>888.88</text:p></draw:{kind.rpartition(':')[2]}>" + "</draw:g>" * ("g>" in kind)
    row = "<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>"
    for table in (f"<table:shapes>{shape}</table:shapes>{row}", row.replace("<text:p>", shape + "<text:p>")):
        content = read_opendocument_spreadsheet(
            document("spreadsheet", f"<table:table>{table}</table:table>"), SourceOptions()
        )
        assert ("lost_text", "1") in codes(content)


@pytest.mark.parametrize(
    ("field", "counts"),
    [
        ('<form:text form:id="c" form:current-value="888.88"/>', True),
        ('<form:text form:id="c" form:value=" "/>', False),
        ('<form:textarea form:id="c"><text:p>说明</text:p></form:textarea>', True),
        ('<form:checkbox form:id="c" form:label="是"/>', True),
        ('<form:checkbox form:id="c" form:value="1"/>', False),
        ('<form:listbox form:id="c"><form:option form:current-selected="true"/></form:listbox>', True),
        ('<form:text form:id="other" form:value="1"/>', False),
    ],
)
def test_filled_fields_of_forms_are_said(document: Build, field: str, counts: bool) -> None:
    forms = f"<office:forms><form:form>{field}</form:form></office:forms>"
    control = '<draw:control draw:control="c"/>'
    content = read(document, f"{forms}<text:p>其他收入：{control}</text:p>")
    assert said(content) == ["其他收入："]
    expected = [("unread_field", "1")] if counts else []
    assert codes(content) == expected
    row = "<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>"
    table = f"<table:table>{forms}<table:shapes>{control}</table:shapes>{row}</table:table>"
    sheet = read_opendocument_spreadsheet(document("spreadsheet", table), SourceOptions())
    assert [code for code in codes(sheet) if code[0] == "unread_field"] == expected


def test_of_running_heads_only_what_is_printed(document: Build) -> None:
    deleted = "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧页眉</text:p></text:deletion>"
    deleted += "</text:changed-region></text:tracked-changes>"
    table = "<table:table><table:table-row><table:table-cell><text:p>表中</text:p></table:table-cell></table:table-row>"
    automatic = STYLES.replace('"hid"', '"T1"').replace('"sup"', '"hid"')
    styles = f"""<office:automatic-styles>{automatic}</office:automatic-styles><office:master-styles>
      <style:master-page style:name="A"><style:header>{deleted}<text:p>页眉{span("T1", "暗")}{span("hid", "1")}</text:p>
      {table}</table:table></style:header><style:footer style:display="false"><text:p>页脚</text:p></style:footer>
      </style:master-page></office:master-styles>"""
    content = read(document, "<text:p>正文</text:p>", styles)
    assert said(content) == ["页眉¹", "表中", "正文"]
    assert codes(content) == [("hidden_text", "1"), ("deleted_text", "3")]


def test_grids_stay_as_they_are_where_nothing_is_hidden(document: Build) -> None:
    row = "<table:table-row><table:table-cell><text:p>甲<text:span>乙</text:span></text:p></table:table-cell>"
    row += '<table:table-cell office:value-type="float" office:value="1"><text:p>1.00</text:p></table:table-cell>'
    body = f"<table:table>{row}</table:table-row></table:table>"
    grid = read(document, body).elements[0]
    assert isinstance(grid, Grid) and [cell.raw for cell in grid.cells] == ["甲乙", "1.00"]
