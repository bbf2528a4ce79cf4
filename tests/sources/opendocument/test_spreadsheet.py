from collections.abc import Callable

import pytest

from extractor.document.content import Content, Grid, Paragraph
from extractor.errors import CorruptSource, TooLarge
from extractor.options import SourceOptions
from extractor.sources.opendocument.spreadsheet import read_opendocument_spreadsheet

Build = Callable[..., bytes]
Texts = Callable[[Grid], list[list[str]]]
STYLES = (
    '<style:style style:name="box" style:family="table-cell">'
    '<style:table-cell-properties fo:border="0.74pt solid #000000"/></style:style>'
    '<style:style style:name="child" style:family="table-cell" style:parent-style-name="box"/>'
    '<style:style style:name="none" style:family="table-cell">'
    '<style:table-cell-properties fo:border="none" fo:border-bottom="0.5pt solid #000"/></style:style>'
    '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def read(data: bytes) -> Content:
    return read_opendocument_spreadsheet(data, SourceOptions())


def sheet(rows: str, words: str = 'table:name="支出"') -> str:
    return f"<table:table {words}>{rows}</table:table>"


def row(*cells: str, words: str = "") -> str:
    return f"<table:table-row {words}>{''.join(cells)}</table:table-row>"


def text(said: str, words: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {words}><text:p>{said}</text:p></table:table-cell>'


def valued(said: str, kind: str, value: str) -> str:
    words = {"float": "value", "percentage": "value"}.get(kind, f"{kind}-value")
    return (
        f'<table:table-cell office:value-type="{kind}" office:{words}="{value}"><text:p>{said}</text:p>'
        "</table:table-cell>"
    )


def shape(content: Content) -> list[object]:
    return [
        element.text if isinstance(element, Paragraph) else (element.rows, element.columns)
        for element in content.elements
    ]


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


def test_lines_part_the_table_from_its_captions(document: Build, texts: Texts) -> None:
    box = 'table:style-name="child"'
    rows = (
        row(text("支出总表", 'table:number-columns-spanned="2" table:style-name="none"'), "<table:covered-table-cell/>")
        + row(text("科目", box), text("数", box))
        + row(text("甲", box), f"<table:table-cell {box}/>")
        + row(f'<table:table-cell {box} table:number-columns-repeated="2"/>')
        + row(text("注：空表列示"))
        + row('<table:table-cell table:number-columns-repeated="16384"/>', words='table:number-rows-repeated="1048000"')
    )
    content = read(document("spreadsheet", sheet(rows), STYLES))
    assert shape(content) == ["支出总表", (3, 2), "注：空表列示"]
    assert texts(grids(content)[0]) == [["科目", "数"], ["甲", ""], ["", ""]]
    assert (grids(content)[0].name, content.pages[0].number) == ("支出", 1)


@pytest.mark.parametrize(
    ("cell", "raw", "stored"),
    [
        (valued("100%", "percentage", "1"), "100%", "1"),
        (valued("1,234.50", "float", "1234.5"), "1,234.50", "1234.5"),
        (valued("2024年3月5日", "date", "2024-03-05"), "2024年3月5日", "2024-03-05T00:00:00"),
        (valued("12:30", "time", "PT12H30M00S"), "12:30", "12:30:00"),
        (valued("", "time", "PT30H00M00S"), "1 day, 6:00:00", "1 day, 6:00:00"),
        (valued("真", "boolean", "true"), "真", "TRUE"),
        (text("甲</text:p><text:p>乙"), "甲\n乙", "甲\n乙"),
        (text("<text:s/>甲"), "甲", " 甲"),
        ('<table:table-cell office:value-type="float" office:value="7"/>', "7", "7"),
    ],
)
def test_displayed_and_stored(cell: str, raw: str, stored: str, document: Build) -> None:
    content = read(document("spreadsheet", sheet(row(text("x"), text("y")) + row(text("a"), cell))))
    found = grids(content)[0].cells[3]
    assert (found.raw, found.stored) == (raw, stored)


def test_a_formula_without_a_value_is_a_problem_not_a_blank(document: Build) -> None:
    formula = '<table:table-cell table:formula="of:=[.A2]*2"/>'
    content = read(document("spreadsheet", sheet(row(text("x"), text("y")) + row(text("a"), formula))))
    assert [(problem.code, "B2" in problem.message) for problem in content.problems] == [
        ("formula_without_value", True)
    ]
    assert grids(content)[0].cells[3].stored == "=[.A2]*2"


def test_hidden_parts_are_read_and_said(document: Build) -> None:
    hidden = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        + row(text("x"), text("y"))
        + row(text("a"), text("b"), words='table:visibility="collapse"')
    )
    content = read(document("spreadsheet", sheet(hidden, 'table:name="a" table:style-name="off"'), STYLES))
    assert [problem.code for problem in content.problems] == ["hidden_sheet", "hidden_rows", "hidden_columns"]
    assert shape(content) == [(2, 2)]


def test_repeated_cells_and_remarks(document: Build, texts: Texts) -> None:
    remark = "<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation></table:table-cell>"
    rows = row(text("x", 'table:number-columns-repeated="2"'), remark) + row(
        text("a"), text("b"), words='table:number-rows-repeated="2"'
    )
    assert texts(grids(read(document("spreadsheet", sheet(rows))))[0]) == [["x", "x"], ["a", "b"], ["a", "b"]]


def test_what_lies_under_a_merged_cell_is_said_not_read(document: Build, texts: Texts) -> None:
    covered = "<table:covered-table-cell><text:p>旧</text:p></table:covered-table-cell>"
    rows = row(text("收入", 'table:number-columns-spanned="2"'), covered, text("支出")) + row(*map(text, "abc"))
    content = read(document("spreadsheet", sheet(rows)))
    assert texts(grids(content)[0])[0] == ["收入", "", "支出"]
    assert [problem.code for problem in content.problems] == ["hidden_text"]
    assert "B1" in content.problems[0].message


def test_repeats_and_merges_without_end_are_bounded(document: Build) -> None:
    endless = 'table:number-rows-repeated="1000000"'
    wide = 'table:number-columns-repeated="9999999"'
    merged = 'table:number-rows-spanned="1000000" table:number-columns-spanned="1000"'
    for rows in (row(text("a"), text("b"), words=endless), row(text("a", wide)), row(text("a", merged), text("b"))):
        with pytest.raises(TooLarge):
            read(document("spreadsheet", sheet(rows)))


def test_an_empty_or_missing_body(document: Build) -> None:
    assert [problem.code for problem in read(document("spreadsheet", "")).problems] == ["no_table"]
    with pytest.raises(CorruptSource):
        read(document("text", ""))


def test_heads_and_feet_of_the_master_page_of_a_sheet(document: Build) -> None:
    automatic = '<style:style style:name="t" style:family="table" style:master-page-name="m"/>'
    paragraphs = "<text:p>收入&amp;支出 <text:sheet-name>???</text:sheet-name></text:p><text:p>附件</text:p>"
    foot = "<text:p>第<text:page-number>1</text:page-number>页</text:p><text:p>打印<text:date>今天</text:date></text:p>"
    page = (
        f"<style:header><style:region-left>{paragraphs}</style:region-left></style:header>"
        '<style:header-left style:display="false"><text:p>不印</text:p></style:header-left>'
        f"<style:footer>{foot}</style:footer>"
    )
    styles = f'<style:master-page style:name="m">{page}</style:master-page>'
    styles += '<style:master-page style:name="n"><style:header><text:p>别处</text:p></style:header></style:master-page>'
    body = sheet(row(text("项目"), text("金额")) * 2, 'table:name="支出" table:style-name="t"')
    content = read(document("spreadsheet", body, automatic, styles))
    furniture = [one.text for one in content.elements if isinstance(one, Paragraph) and one.furniture]
    assert furniture == ["收入&支出 支出", "附件", "打印"]
