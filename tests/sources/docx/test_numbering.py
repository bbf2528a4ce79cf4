"""Numbers that Word counts: put before their texts as Word prints them, said where they are not known surely."""

from collections.abc import Sequence

import pytest

from extractor.document.content import Content, Grid, Paragraph
from extractor.options import SourceOptions
from extractor.sources.docx.reader import read_docx
from tests.hostile.docx_files import W, parts, relations
from tests.hostile.zip_writer import container

Levels = Sequence[tuple[str, str]]
"""By level the format and the text."""
_CHINESE: Levels = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
_OUTLINE: Levels = (("decimal", "%1"), ("decimal", "%1.%2"), ("upperRoman", "%2-%3"))


def numbered(number: int, level: int, text: str, mark: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}{mark}</w:pPr>{run}</w:p>"


def plain(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def level_xml(index: int, form: str, text: str, more: str = "") -> str:
    said = f'<w:numFmt w:val="{form}"/>' if form else ""
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/>{said}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def list_xml(number: int, levels: Levels, more: str = "") -> str:
    inside = "".join(level_xml(index, form, text, more) for index, (form, text) in enumerate(levels))
    return f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>'


def named(number: int, group: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{group}"/>{overrides}</w:num>'


def read(body: str, numbering: str, styles: str = "", **more: bytes) -> Content:
    kinds = ("numbering", "styles", *(name.partition(".")[0] for name in more))
    whole = parts(body)
    whole["word/_rels/document.xml.rels"] = relations(*((kind, f"{kind}.xml") for kind in kinds))
    whole["word/numbering.xml"] = f"<w:numbering {W}>{numbering}</w:numbering>".encode()
    whole["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>".encode()
    whole |= {f"word/{name}.xml": data for name, data in more.items()}
    return read_docx(container(whole), SourceOptions())


def texts(content: Content) -> list[str]:
    return [one.text for one in content.elements if isinstance(one, Paragraph)]


def test_a_number_alone_in_a_cell_that_is_merged_away_is_not_shown() -> None:
    cells = [
        f'<w:tc><w:tcPr><w:vMerge w:val="{kind}"/></w:tcPr>{numbered(1, 0, "")}</w:tc><w:tc>{plain("甲")}</w:tc>'
        for kind in ("restart", "continue")
    ]
    body = f"<w:tbl>{''.join(f'<w:tr>{cell}</w:tr>' for cell in cells)}</w:tbl>"
    content = read(body, list_xml(1, _OUTLINE) + named(1, 1))
    (grid,) = (one for one in content.elements if isinstance(one, Grid))
    assert [(cell.raw, cell.row_span) for cell in grid.cells if cell.column == 0] == [("1", 2)]
    assert not content.problems


def test_levels_are_counted_and_begin_anew_below_a_higher_one() -> None:
    body = [(0, "职责"), (1, "内设"), (1, "下属"), (2, "甲"), (0, "收支"), (1, "收入"), (2, "乙"), (2, "丙")]
    content = read("".join(numbered(1, *one) for one in body), list_xml(1, _CHINESE) + named(1, 1))
    assert texts(content) == [
        "一、职责", "（一）内设", "（二）下属", "1. 甲", "二、收支", "（一）收入", "1. 乙", "2. 丙"
    ]  # fmt: skip
    assert content.problems == ()


def test_lists_of_one_group_count_on_and_one_with_its_own_start_begins_anew() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    lists = list_xml(1, _OUTLINE) + named(1, 1) + named(2, 1) + named(3, 1, start)
    order = ((1, 1), (1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (1, 2))
    content = read("".join(numbered(number, level, "收入") for number, level in order), lists)
    assert texts(content) == ["1.1 收入", "2 收入", "3 收入", "7 收入", "8 收入", "9 收入", "1-I 收入"]


def test_a_number_does_not_run_into_the_one_that_a_text_begins_with() -> None:
    levels = (("decimal", "%1."),)
    lists = list_xml(1, levels) + named(1, 1) + list_xml(2, levels, '<w:suff w:val="nothing"/>') + named(2, 2)
    content = read(numbered(1, 0, "5亿元") + numbered(2, 0, "项目"), lists)
    assert texts(content) == ["1. 5亿元", "1.项目"]


def test_cells_of_a_column_of_numbers_hold_them() -> None:
    row = f"<w:tr><w:tc>{numbered(1, 0, '')}</w:tc><w:tc>{plain('办公费')}</w:tc></w:tr>"
    (grid,) = read(f"<w:tbl>{row * 3}</w:tbl>", list_xml(1, (("decimal", "%1"),)) + named(1, 1)).elements
    assert isinstance(grid, Grid)
    assert [cell.raw for cell in grid.cells] == ["1", "办公费", "2", "办公费", "3", "办公费"]


def test_a_style_puts_its_paragraphs_in_a_list_and_a_paragraph_may_leave_it() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    linked = level_xml(0, "decimal", "%1") + level_xml(1, "decimal", "%1.%2", '<w:pStyle w:val="A"/>')
    lists = f'<w:abstractNum w:abstractNumId="1">{linked}</w:abstractNum>{named(1, 1)}'
    left = '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = plain("收入", '<w:pStyle w:val="A"/>') + plain("支出", '<w:pStyle w:val="B"/>') + plain("合计", left)
    assert texts(read(body, lists, style)) == ["1.1 收入", "1.2 支出", "合计"]


def test_what_is_not_printed_is_not_counted() -> None:
    lists = list_xml(1, (("decimal", "%1、"),)) + named(1, 1)
    removed = "".join(
        numbered(1, 0, "", f"<w:rPr>{mark}</w:rPr>") for mark in ("<w:del/>", "<w:moveFrom/>", "<w:vanish/>")
    )
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{numbered(1, 0, '废')}</w:tc></w:tr>"
    other = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{numbered(1, 0, '旧')}</mc:Fallback></mc:AlternateContent>"
    body = numbered(1, 0, "收入") + removed + f"<w:tbl>{row}</w:tbl>" + other + numbered(1, 0, "支出")
    assert texts(read(body, lists)) == ["1、收入", "2、支出"]


def test_bullets_and_hidden_numbers_have_no_text_and_are_no_loss() -> None:
    hidden = list_xml(2, (("decimal", "%1"),), "<w:rPr><w:vanish/></w:rPr>")
    lists = list_xml(1, (("bullet", "·"), ("none", "")))
    content = read("".join(numbered(*one, "收入") for one in ((1, 0), (1, 1), (2, 0))), lists + named(1, 1) + hidden)
    assert (texts(content), content.problems) == (["收入"] * 3, ())


@pytest.mark.parametrize(
    ("lists", "body"),
    [
        (list_xml(1, (("thaiCounting", "%1"),)) + named(1, 1), numbered(1, 0, "收入")),
        (list_xml(1, (("", "%1"),), "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/"
                  "markup-compatibility/2006'/>") + named(1, 1), numbered(1, 0, "收入")),
        (list_xml(1, (("decimal", "%1.%2"),)) + named(1, 1), numbered(1, 0, "收入")),
        (list_xml(1, _OUTLINE) + named(1, 1) + named(
            2, 1, f'<w:lvlOverride w:ilvl="0">{level_xml(0, "decimal", "（%1）")}</w:lvlOverride>'),
         numbered(2, 0, "收入")),
        (list_xml(1, _OUTLINE) + named(1, 1), plain("收入") + "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
         + numbered(1, 0, "合计") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"),
    ],
    ids=["format", "format by example", "a level below its own", "levels changed of a shared list", "text box"],
)  # fmt: skip
def test_a_number_that_is_not_known_surely_is_said(lists: str, body: str) -> None:
    content = read(body, lists)
    assert texts(content)[0] == "收入"
    assert [(one.code, one.severity) for one in content.problems] == [("unread_numbering", "warning")]


@pytest.mark.parametrize(
    "numbering",
    [
        "<w:num/><w:abstractNum/><w:num w:numId='1'/>",
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
        list_xml(1, (("decimal", "%1%2%3%9"),)) + named(1, 1, '<w:lvlOverride w:ilvl="99"/><w:lvlOverride/>'),
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="a"/><w:styleLink w:val="a"/></w:abstractNum>'
        + named(1, 1),
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="x"/><w:lvl w:ilvl="0"><w:start w:val="-1"/></w:lvl>'
        "</w:abstractNum>" + named(1, 1),
        list_xml(1, (("decimal", "%1" * 50_000),)).replace('w:val="1"/>', f'w:val="{"9" * 5_000}"/>') + named(1, 1),
        list_xml(1, (("decimal", "%1"),)).replace('w:ilvl="0"', f'w:ilvl="{"0" * 5_000}"') + named(1, 1),
    ],
)
def test_a_broken_numbering_part_costs_no_text(numbering: str) -> None:
    body = numbered(1, 0, "收入") + numbered(1, 88, "支出") + numbered(1, 99, "结余") + numbered(9, 0, "合计")
    body = body.replace('w:val="88"', 'w:val="&#x2155;"').replace('w:val="99"', f'w:val="{"9" * 5_000}"')
    content = read(body, numbering)
    assert [text[-2:] for text in texts(content)] == ["收入", "支出", "结余", "合计"]


def test_remarks_are_said() -> None:
    remarks = f"<w:comments {W}><w:comment>{plain('核实')}</w:comment><w:comment/></w:comments>".encode()
    content = read(plain("收入"), "", comments=remarks)
    assert [(one.code, one.message[:2]) for one in content.problems] == [("remark_not_read", "2 ")]
    assert texts(content) == ["收入"]
