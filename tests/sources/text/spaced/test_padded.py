"""Text padded into columns, a Chinese character counting two: page numbers, headers that come again, repairs."""

from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

import pytest

from extractor.document.content import Content, Grid
from extractor.document.document import Document
from extractor.options import SourceOptions
from extractor.pipeline import extract
from extractor.sources.text.reader import read_text

Texts = Callable[[Grid], list[list[str]]]

HEADER = [
    ["功能分类科目", "", "合计", "", "基本支出", "", "项目支出"],
    ["科目编码", "科目名称", "", "小计", "人员经费", "公用经费", ""],
]
BODY = [
    ["", "合计", "1,165.40", "1,125.15", "1,100.05", "25.10", "40.25"],
    ["201", "一般公共服务支出", "1,120.30", "1,080.05", "1,054.95", "25.10", "40.25"],
    ["20103", "政府办公厅及相关机构事务", "1,120.30", "1,080.05", "1,054.95", "25.10", "40.25"],
    ["2010301", "行政运行", "1,080.05", "1,080.05", "1,054.95", "25.10", ""],
    ["2010302", "一般行政管理事务", "40.25", "", "", "", "40.25"],
    ["208", "社会保障和就业支出", "45.10", "45.10", "45.10", "", ""],
    ["20805", "行政事业单位养老支出", "45.10", "45.10", "45.10", "", ""],
    ["2080505", "基本养老保险缴费", "32.50", "32.50", "32.50", "", ""],
    ["2080506", "职业年金缴费", "12.60", "12.60", "12.60", "", ""],
]


def padded(rows: Sequence[Sequence[str]], widths: Sequence[int] = (10, 26, 10, 10, 10, 10, 10)) -> str:
    """Codes and names from the left of their columns, what stands right of them at the right."""
    lines = []
    for row in rows:
        cells = [_pad(text, width, left=n < 2) for n, (text, width) in enumerate(zip(row, widths, strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _pad(text: str, width: int, *, left: bool) -> str:
    room = " " * (width - sum(2 if east_asian_width(character) in "WF" else 1 for character in text))
    return text + room if left else room + text


def document_of(*parts: str) -> str:
    return "部门支出总表\n单位：万元\n" + "\n".join(parts) + "\n"


def grids(text: str) -> list[Grid]:
    content: Content = read_text(text.encode(), SourceOptions())
    return [element for element in content.elements if isinstance(element, Grid)]


def read(text: str) -> Document:
    return extract(text.encode(), name="dump.txt")


def values(document: Document) -> list[list[str]]:
    (table,) = document.tables
    return [[value or "" for value in row.values] for row in table.rows]


def test_a_sound_text_is_read_without_repairs() -> None:
    document = read(document_of(padded([*HEADER, *BODY])))
    assert values(document) == BODY
    assert document.repairs == ()
    assert [column.path for column in document.tables[0].columns[2:]] == [
        ("合计",),
        ("基本支出", "小计"),
        ("基本支出", "人员经费"),
        ("基本支出", "公用经费"),
        ("项目支出",),
    ]


@pytest.mark.parametrize("number", ["— 4 —", "－4－", "第4页", "第4页 共9页"])
def test_a_page_number_between_rows_is_no_row(number: str) -> None:
    text = document_of(padded(HEADER), padded(BODY[:4]), f"{'':40}{number}", padded(BODY[4:]))
    assert values(read(text)) == BODY


def test_a_page_whose_columns_stand_elsewhere_begins_with_the_header_again(texts: Texts) -> None:
    narrow = (10, 24, 12, 14, 12, 12, 11)
    text = document_of(padded([*HEADER, *BODY[:5]]), "", "— 4 —", "", padded([*HEADER, *BODY[5:]], narrow))
    first, second = grids(text)
    assert first.torn and second.torn
    assert texts(first)[2:] == BODY[:5] and texts(second)[2:] == BODY[5:]
    document = read(text)
    assert values(document) == BODY
    assert [(repair.kind, repair.applied) for repair in document.repairs] == [("joined_over_break", True)]


@pytest.mark.parametrize(
    ("row", "column", "text", "kind"),
    [
        (3, 2, "l,080.05", "misread_number"),
        (8, 2, "1 2.60", "spaced_number"),
        (7, 0, "208050S", "misread_number"),
        (7, 2, "", "lost_amount"),
    ],
)
def test_what_is_torn_in_it_is_put_right_as_in_any_dump(row: int, column: int, text: str, kind: str) -> None:
    body = [list(texts) for texts in BODY]
    body[row][column] = text
    document = read(document_of(padded([*HEADER, *body])))
    assert values(document) == BODY
    assert [(repair.kind, repair.applied) for repair in document.repairs] == [(kind, True)]


def test_rows_placed_in_proportion_as_pdftotext_does_are_not_repaired() -> None:
    widths = (10, 14, 10, 10, 10, 10, 10)
    rows = [zip(row, widths, strict=True) for row in [*HEADER, *BODY]]
    lines = ["  ".join(text.ljust(width) for text, width in row) for row in rows]
    assert [grid.torn for grid in grids(document_of(*lines))] == [False]
