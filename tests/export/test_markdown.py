"""Markdown that a real renderer shows as the document is."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from extractor import extract
from extractor.document.document import Block, Document
from extractor.document.geometry import BBox, Place
from extractor.document.record import Department
from extractor.document.table import Cell, Column, Table, slots_of
from extractor.export.markdown import render_markdown
from extractor.export.markdown_table import render_table
from extractor.export.markdown_text import escape_html, escape_line

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SPACE = re.compile(r"[\s\u2028\u2029]+")
TEXTS = st.text(st.sampled_from("预算 #*_-+=>|<&[]()!`~\\.1a:/$\n\t\u2028"), max_size=30)


def shown(markdown: str) -> str:
    page = RENDERER.render(markdown)
    return html.fromstring(f"<div>{page}</div>").text_content() if page.strip() else ""


def single(text: str) -> str:
    return SPACE.sub(" ", text).strip()


@given(TEXTS)
def test_any_line_is_shown_as_it_is(text: str) -> None:
    line = escape_line(text)
    assert "\n" not in line
    page = RENDERER.render(line)
    if line:
        assert re.fullmatch(r"<p>.*</p>\n", page), "a paragraph, nothing else"
    assert unescape(re.sub("</?p>", "", page)).strip("\n") == single(text)


@given(TEXTS)
@example("1 #")
def test_any_line_in_a_list_a_heading_and_a_cell_is_shown_as_it_is(text: str) -> None:
    line = escape_line(text)
    assert single(shown(f"- {line}")) == single(text)
    assert single(shown(f"# {line}")) == single(text)
    assert single(shown(f"| a | b |\n|---|---|\n| {line} | x |")) == single(f"a b {single(text)} x")


@given(TEXTS)
def test_any_text_in_an_html_table_is_shown_as_it_is(text: str) -> None:
    page = RENDERER.render(f"<table>\n<tr><td>{escape_html(text)}</td></tr>\n</table>")
    assert html.fromstring(page).text_content().strip() == single(text)


def grid_of(page: str) -> list[list[str]]:
    """The text of each slot of the one table of a page, its spans filled."""
    table = html.fromstring(f"<div>{page}</div>").find(".//table")
    assert table is not None
    slots: dict[tuple[int, int], str] = {}
    for number, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row:
            while (number, column) in slots:
                column += 1
            for down in range(int(cell.get("rowspan", "1"))):
                for right in range(int(cell.get("colspan", "1"))):
                    assert (number + down, column + right) not in slots
                    slots[number + down, column + right] = single(cell.text_content())
    rows = max(row for row, _ in slots) + 1
    columns = max(column for _, column in slots) + 1
    return [[slots[row, column] for column in range(columns)] for row in range(rows)]


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [extract(path) for path in sorted((Path(__file__).parents[2] / "corpora" / "demo").glob("*.*"))]


def test_every_table_of_the_demo_is_shown_with_its_spans(documents: list[Document]) -> None:
    tables = [table for document in documents for table in document.tables if table.cells]
    assert any("<table>" in "".join(render_table(table, ())) for table in tables)
    assert any("|---" in "".join(render_table(table, ())) for table in tables)
    for table in tables:
        page = RENDERER.render("\n\n".join(render_table(table, ())))
        slots = slots_of(table.cells, table.header_rows + len(table.rows), len(table.columns))
        expected = [[single(cell.text) if cell else "" for cell in row] for row in slots]
        assert grid_of(page) == expected, table.id


def test_a_document_is_shown_in_order_with_what_it_says(documents: list[Document]) -> None:
    for document in documents:
        text = render_markdown(document).decode()
        page = shown(text)
        assert text.startswith("<!-- extractor ")
        assert document.source.name is not None and document.source.name in page
        places = [page.find(single(block.text)) for block in document.blocks if block.kind != "furniture"]
        assert -1 not in places
        assert all(table.title is None or single(table.title) in page for table in document.tables)
        assert all(single(note) in page for table in document.tables for note in table.notes)
        assert render_markdown(document) == render_markdown(document)


def test_mended_and_contradicted_amounts_are_marked_and_explained(make_form_table: Callable[..., Table]) -> None:
    table = make_form_table([["项目", "金额"], ["合计", "1O.00"], ["其他", "3.00"]], header_rows=1, title="支出表")
    cells = [replace(cell, text="10.00") if cell.id == "t1.r1c1" else cell for cell in table.cells]
    cells = [replace(cell, check="failed") if cell.id == "t1.r2c1" else cell for cell in cells]
    table = replace(table, cells=tuple(cells), notes=("注：*不含*结转",), unit="万元", declared_empty=True)
    said = shown("\n\n".join(render_table(table, {"t1.r1c1"})))
    assert "10.00†" in said and "3.00‡" in said and "合计†" not in said
    assert "† 已按证据修复，原文为：t1.r1c1 “1O.00”" in said
    assert "‡ 与文内勾稽关系不符：t1.r2c1" in said
    assert "注：*不含*结转" in said and "单位：万元" in said and "（空表）" in said


def test_a_hole_in_a_grid_and_a_span_over_its_edge_stay_in_the_table() -> None:
    cells = (Cell("t1.r0c0", 0, 0, 5, 9, "甲", "甲", "data"), Cell("t1.r1c2", 1, 2, 1, 1, "乙", "乙", "data"))
    table = Table(
        "t1", None, "other", None, None, None, (), (), (), False, "native", 1.0, 0,
        tuple(Column(()) for _ in range(2)), (), (), (cells[0],),
    )  # fmt: skip
    assert list(render_table(table, ())) == []
    rows = replace(table, header_rows=2)
    assert grid_of(RENDERER.render("\n\n".join(render_table(rows, ())))) == [["甲", "甲"], ["甲", "甲"]]
    hole = replace(table, header_rows=1, cells=(Cell("t1.r0c0", 0, 0, 1, 1, "甲", "甲", "data"),))
    assert grid_of(RENDERER.render("\n\n".join(render_table(hole, ())))) == [["甲", ""]]


def test_numbers_of_headings_and_lists_are_printed_again(documents: list[Document]) -> None:
    blocks = (
        Block("b1", "heading", 1, "第一部分", "概况", None, ()),
        Block("b2", "heading", 1, "一", "职能", None, ()),
        Block("b3", "list_item", 2, "一", "甲", None, ()),
        Block("b4", "list_item", 3, "1", "乙", None, ()),
        Block("b5", "list_item", 4, "2", "丙", None, ()),
        Block("b6", "furniture", None, None, "- 3 -", None, ()),
        Block("b7", "figure", None, None, "", None, ()),
        Block("b8", "heading", 9, None, "深", None, ()),
    )
    document = replace(documents[0], blocks=blocks, tables=(), department=Department(None, None), repairs=())
    text = render_markdown(document).decode()
    body = text[text.index("# ") :]
    assert body == ("# 第一部分 概况\n\n## 一、职能\n\n- （一）甲\n- 1\\. 乙\n- （2）丙\n\n*—*\n\n###### 深\n")


def _at(number: int, kind: str, text: str, page: int, printed: str | None = None) -> Block:
    level = 1 if kind == "heading" else None
    return Block(f"b{number}", kind, level, printed, text, None, (Place(page, BBox(0, 0, 9, 9)),))  # type: ignore[arg-type]


def test_a_contents_page_is_a_list_and_its_headings_stand_once(documents: list[Document]) -> None:
    blocks = (
        _at(1, "paragraph", "目　录", 1),
        _at(2, "heading", "部门概况", 1, "第一部分"),
        _at(3, "heading", "主要职能", 1, "一"),
        _at(4, "furniture", "1", 1),
        _at(5, "heading", "部门概况", 2, "第一部分"),
        _at(6, "heading", "主要职能", 2, "一"),
    )
    text = render_markdown(replace(documents[0], blocks=blocks, tables=())).decode()
    assert text.endswith("- 第一部分 部门概况\n- 一、主要职能\n\n# 第一部分 部门概况\n\n## 一、主要职能\n")
    once = render_markdown(replace(documents[0], blocks=blocks[:4], tables=())).decode()
    assert "# 第一部分 部门概况" in once, "what stands nowhere else is no entry of a contents page"


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        ("本部门负责统筹公共数据的汇集、共享和开放，拟订服务", "规范，并组织施行。", True),
        ("本部门负责统筹公共数据的汇集、共享和开放，拟订规范。", "另外，组织施行。", False),
        ("某某市某某局二〇二五年度部门预算公开说明材料", "本部门负责统筹，组织施行。", False),
        ("共享和开放，拟订服务", "规范，并组织施行。", False),
    ],
)
def test_a_sentence_over_a_page_break_is_one_paragraph(
    upper: str, lower: str, joined: bool, documents: list[Document]
) -> None:
    blocks = (_at(1, "paragraph", upper, 1), _at(2, "furniture", "- 1 -", 1), _at(3, "paragraph", lower, 2))
    text = render_markdown(replace(documents[0], blocks=blocks, tables=())).decode()
    assert (upper + lower in text) is joined
    same_page = (blocks[0], replace(blocks[2], boxes=blocks[0].boxes))
    assert upper + lower not in render_markdown(replace(documents[0], blocks=same_page, tables=())).decode()
