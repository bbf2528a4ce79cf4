"""The same document in every format gives the same tables, records and facts."""

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor import Document, extract
from extractor.document.wire import to_data
from extractor.options import SourceOptions
from extractor.sources.libreoffice import convert_with_libreoffice, libreoffice_program

DATA = Path(__file__).with_name("data")
NAMES = {
    "three-line": "望溪县数据服务局2021年部门预算情况说明",
    "department-targets": "南浦区生态环境局2024年部门整体支出绩效目标表",
    "central-account": "望溪县数据服务局2021年度部门决算",
    "self-evaluation": "临芷区交通运输局2025年项目支出绩效自评结果",
}
"""The files' names in an archive, which tell what a workbook without prose does not say."""
TEXTS_WITH_MERGES = ("vision.md", "otsl.md", "boxes.txt")
"""HTML and OTSL tables in Markdown, as vision models write them, and tables drawn with characters."""
WITH_MERGES = ("doc", "odt", "pdf", "word.html", "xlsx", "xls", "ods", "sheet.html", *TEXTS_WITH_MERGES)
WORKBOOKS = ("xlsx", "xls", "ods", "sheet.html", "csv")
WITHOUT_MERGES = ("txt", "md", "csv", "cells.txt")
SPACED = ("three-line", "layout.txt")
"""What pdftotext -layout writes. A form has tall cells, whose rows spaces do not tell."""
_SIDE_BY_SIDE = frozenset(("收入来源情况", "支出方向情况"))
"""Two tables that stand beside each other on the page: spaces do not part them."""
IN_EVERY_FORMAT = ("three-line", "department-targets")
NOT_KEPT = frozenset(
    (
        *(
            (template, ending)
            for template in ("central-account", "self-evaluation")
            for ending in ("word.html", "sheet.html", "otsl.md", "boxes.txt", "csv", "md")
        ),
        ("central-account", "doc"),
        ("central-account", "cells.txt"),
        ("three-line", "csv"),
    )
)
"""Large files; and a delimited file holds one sheet, which the budget with seven is not."""
_OF_A_FORMAT = frozenset(
    (
        *("id", "cell", "cells", "boxes", "pages", "line", "reading", "confidence", "stored", "joins"),
        *("table", "tables", "indents"),
    )
)
"""Keys whose values are places, ids, or what one format knows and another does not."""


@cache
def read(template: str, ending: str) -> Document:
    path = DATA / f"{template}.{ending}"
    return extract(path.read_bytes(), name=f"{NAMES[template]}.{ending}")


def comparable(document: Document) -> dict[str, Any]:
    """Tables with their cells, statements, projects, mentions and what the document is, free of places and ids."""
    data = to_data(document)
    return {
        "tables": [{**_stripped(table), "grid": [_cell(cell) for cell in table["cells"]]} for table in data["tables"]],
        "statements": [_stripped(statement) for statement in data["statements"]],
        "projects": [_stripped({**project, "sources": sorted(project["sources"])}) for project in data["projects"]],
        "problems": sorted((one["code"], one["severity"]) for one in data["problems"]),
        "mentions": [(one["concept"], one["period"], one["value"], one["yuan"]) for one in data["mentions"]],
        "is": {key: data[key] for key in ("status", "kind", "department", "division", "fiscal_year")},
        "summary": data["summary"],
    }


def stored_values(document: Document) -> list[str | None]:
    """What the cells of a workbook keep behind what they show."""
    return [cell["stored"] for table in to_data(document)["tables"] for cell in table["cells"] if cell["text"]]


def _cell(cell: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(cell[key] for key in ("row", "column", "row_span", "column_span", "text", "role", "check"))


def _stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _stripped(inner) for key, inner in value.items() if key not in _OF_A_FORMAT}
    if isinstance(value, list):
        return [_stripped(inner) for inner in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def cases(endings: tuple[str, ...]) -> list[Any]:
    return [
        pytest.param(template, ending, id=f"{template}.{ending}")
        for template in NAMES
        for ending in endings
        if (template, ending) not in NOT_KEPT
    ]


def test_every_file_is_in_the_matrix() -> None:
    files = {path.name for path in DATA.iterdir()}
    read_here = {f"{case.values[0]}.{case.values[1]}" for case in cases((*WITH_MERGES, *WITHOUT_MERGES, "docx"))}
    assert files == {*read_here, ".".join(SPACED)}


@pytest.mark.parametrize("template", NAMES)
def test_the_document_itself_says_something(template: str) -> None:
    document = read(template, "docx")
    assert document.tables and document.summary.proved == document.summary.amounts
    assert (len(document.statements), len(document.projects)) == {
        "three-line": (7, 0),
        "department-targets": (0, 1),
        "central-account": (9, 0),
        "self-evaluation": (0, 4),
    }[template]


@pytest.mark.parametrize(("template", "ending"), cases((*WITH_MERGES, *WITHOUT_MERGES)))
def test_the_same_records_and_facts(template: str, ending: str) -> None:
    wanted, found = comparable(read(template, "docx")), comparable(read(template, ending))
    for part in ("statements", "projects", "is", "summary", "problems"):
        assert found[part] == wanted[part], part
    if ending not in WORKBOOKS:
        assert found["mentions"] == wanted["mentions"]


@pytest.mark.parametrize(("template", "ending"), cases(WITH_MERGES))
def test_the_same_tables(template: str, ending: str) -> None:
    wanted, found = comparable(read(template, "docx"))["tables"], comparable(read(template, ending))["tables"]
    for expected, table in zip(wanted, found, strict=True):
        assert table == expected


@pytest.mark.parametrize(("template", "ending"), cases(WITHOUT_MERGES))
def test_the_same_tables_but_for_merged_cells(template: str, ending: str) -> None:
    for expected, table in zip(read(template, "docx").tables, read(template, ending).tables, strict=True):
        assert (table.title, table.unit, len(table.rows)) == (expected.title, expected.unit, len(expected.rows))
        for wanted, row in zip(expected.rows, table.rows, strict=True):
            assert all(not value or value == whole for value, whole in zip(row.values, wanted.values, strict=True))
            assert sum(map(bool, row.values)) >= sum(map(bool, wanted.values)) - len(_merged_over_rows(expected))


def test_tables_over_page_breaks_are_whole() -> None:
    """The account's tables go on over up to four pages; test_the_same_tables holds them against the DOCX."""
    assert sorted(len(table.pages) for table in read("central-account", "pdf").tables)[-3:] == [3, 4, 4]


def test_a_web_archive_gives_the_same() -> None:
    page = (DATA / "three-line.word.html").read_bytes()
    archive = MIMEMultipart("related", type="text/html")
    archive.attach(MIMEText(page.decode("utf-8"), "html", "utf-8"))
    document = extract(archive.as_bytes(), name=f"{NAMES['three-line']}.mht")
    assert document.source.reader == "mhtml"
    assert comparable(document) == comparable(read("three-line", "word.html"))


def test_what_spaces_tell_is_the_same() -> None:
    wanted, found = comparable(read("three-line", "docx")), comparable(read(*SPACED))
    for part in ("is", "summary", "mentions"):
        assert found[part] == wanted[part], part
    expected = {table["title"]: table for table in wanted["tables"] if table["title"] not in _SIDE_BY_SIDE}
    tables = {table["title"]: table for table in found["tables"]}
    assert len(expected) == 5
    for title, table in expected.items():
        for part in ("unit", "kind", "header_rows", "columns"):
            assert tables[title][part] == table[part]
        # a heading that follows closely may come as a last row
        assert tables[title]["rows"][: len(table["rows"])] == table["rows"]


@pytest.mark.parametrize("template", IN_EVERY_FORMAT)
def test_texts_name_the_lines_of_their_cells(template: str) -> None:
    for ending in (*TEXTS_WITH_MERGES, "txt", "md", "cells.txt"):
        lines = (DATA / f"{template}.{ending}").read_text(encoding="utf-8").split("\n")
        for cell in (cell for table in read(template, ending).tables for cell in table.cells if cell.raw):
            assert cell.line is not None and cell.raw.split("\n")[0] in lines[cell.line - 1]


def _merged_over_rows(table: Any) -> list[Any]:
    return [cell for cell in table.cells if cell.row_span > 1]


@pytest.mark.parametrize("template", IN_EVERY_FORMAT)
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_the_same_stored_values(template: str, ending: str) -> None:
    wanted, found = stored_values(read(template, "xlsx")), stored_values(read(template, ending))
    assert any(wanted)
    assert found == wanted


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("template", IN_EVERY_FORMAT)
def test_rich_text_made_of_it_gives_the_same(template: str) -> None:
    if libreoffice_program() is None:
        pytest.skip("LibreOffice (soffice) is not here")
    made = convert_with_libreoffice((DATA / f"{template}.docx").read_bytes(), "docx", "rtf", SourceOptions())
    document = extract(made, name=f"{NAMES[template]}.rtf")
    wanted, found = comparable(read(template, "docx")), comparable(document)
    assert document.source.reader == "libreoffice+docx"
    assert found == wanted
