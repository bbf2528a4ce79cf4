import io
import struct
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.content import Content, Grid, Paragraph
from extractor.errors import CorruptSource, EncryptedSource, ExtractorError, TooLarge
from extractor.options import SourceOptions
from extractor.sources.sheets.xls import read_xls

Texts = Callable[[Grid], list[list[str]]]
Covered = Callable[[Grid], bool]
BOX = "borders: left thin, right thin, top thin, bottom thin"


def read(workbook: Any) -> Content:
    return read_xls(saved(workbook), SourceOptions())


def saved(workbook: Any) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def one_sheet(rows: list[list[object]], ruled: tuple[int, int] = (0, 0)) -> tuple[Any, Any]:
    """A workbook and its sheet; rows ``ruled`` (half-open, from 0) get boxes over all columns."""
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("支出", cell_overwrite_ok=True)
    for number, row in enumerate(rows):
        style = xlwt.easyxf(BOX if ruled[0] <= number < ruled[1] else "")
        for column in range(max(map(len, rows))):
            value = row[column] if column < len(row) else None
            if value is not None or ruled[0] <= number < ruled[1]:
                sheet.write(number, column, "" if value is None else value, style)
    return workbook, sheet


def grids(content: Content) -> list[Grid]:
    return [element for element in content.elements if isinstance(element, Grid)]


def shape(content: Content) -> list[object]:
    return [
        element.text if isinstance(element, Paragraph) else (element.rows, element.columns)
        for element in content.elements
    ]


def test_lines_part_the_table_from_its_captions(texts: Texts, covered_once: Covered) -> None:
    workbook, sheet = one_sheet(
        [["支出总表"], ["编制部门：某局", None, "单位：万元"], ["收入", None, "支出"], ["项目", "数"], ["a", 1, 2.5]],
        (2, 5),
    )
    sheet.write_merge(2, 2, 0, 1, "收入", xlwt.easyxf(BOX))
    sheet.write_merge(2, 3, 2, 2, "支出", xlwt.easyxf(BOX))
    content = read(workbook)
    assert shape(content) == ["支出总表", "编制部门：某局", "单位：万元", (3, 3)]
    grid = grids(content)[0]
    assert covered_once(grid)
    assert texts(grid) == [["收入", "", "支出"], ["项目", "数", ""], ["a", "1", "2.5"]]
    assert {cell.raw: (cell.row_span, cell.column_span) for cell in grid.cells if cell.raw in ("收入", "支出")} == {
        "收入": (1, 2),
        "支出": (2, 1),
    }
    assert (content.reader, grid.name, len(content.pages)) == ("xlrd", "支出", 1)


@pytest.mark.parametrize(
    ("value", "code", "raw", "stored"),
    [
        (1, "0%", "100%", "1"),
        (1234567.891, "#,##0.00", "1,234,567.89", "1234567.891"),
        (941.39, "General", "941.39", "941.39"),
        (0, '0.00;-0.00;"—"', "—", "0"),
        (True, "General", "TRUE", "TRUE"),
        (datetime(2024, 3, 5), 'yyyy"年"m"月"d"日"', "2024年3月5日", "2024-03-05T00:00:00"),
        (datetime(2024, 3, 5), "M/D/YY", "2024/3/5", "2024-03-05T00:00:00"),
        (0.5, "h:mm", "12:00", "12:00:00"),
        (-5, "yyyy/m/d", "-5", "-5.0"),
    ],
)
def test_displayed_and_stored(value: object, code: str, raw: str, stored: str) -> None:
    workbook, sheet = one_sheet([["x", "y"], [1, None]])
    sheet.write(1, 1, value, xlwt.easyxf(num_format_str=code))
    cell = grids(read(workbook))[0].cells[3]
    assert (cell.raw, cell.stored) == (raw, stored)


def test_a_formula_comes_with_its_stored_value_and_an_error_by_its_name() -> None:
    data = biff5(["x", "y"], [1.0, 7])
    assert [cell.raw for cell in grids(read_xls(data, SourceOptions()))[0].cells] == ["x", "y", "1", "#DIV/0!"]


def test_the_old_code_page_is_chinese_with_and_without_its_record() -> None:
    for code_page in (936, None):
        content = read_xls(biff5(["科目", "金额"], [1.0, 7], code_page), SourceOptions())
        assert [cell.raw for cell in grids(content)[0].cells[:2]] == ["科目", "金额"]


def test_hidden_parts_are_read_and_said() -> None:
    workbook, sheet = one_sheet([["x", "y"], [1, 2], [3, 4]])
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    other = workbook.add_sheet("底稿")
    other.visibility = 1
    for column in range(4):
        other.write(column // 2, column % 2, column)
    content = read(workbook)
    assert [problem.code for problem in content.problems] == ["hidden_rows", "hidden_columns", "hidden_sheet"]
    assert shape(content) == [(3, 2), (2, 2)]
    assert "from B on" in content.problems[1].message


def test_an_empty_workbook_says_so() -> None:
    workbook = xlwt.Workbook()
    workbook.add_sheet("a")
    assert [problem.code for problem in read(workbook).problems] == ["no_table"]


def test_what_lies_under_a_merged_range_is_said_not_read(texts: Texts) -> None:
    workbook, sheet = one_sheet([["收入", "旧", "支出"], ["a", 1, 2]], (0, 2))
    vars(sheet)["_Worksheet__merged_ranges"].append((0, 0, 0, 1))
    content = read(workbook)
    assert texts(grids(content)[0])[0] == ["收入", "", "支出"]
    assert [(one.code, one.severity) for one in content.problems] == [("hidden_text", "warning")]
    assert "B1" in content.problems[0].message


def test_texts_by_their_formats_raised_digits_and_hidden_zeros() -> None:
    workbook, sheet = one_sheet([["甲", "乙", "丙"], [1, None, 0]])
    sheet.write(1, 0, "100", xlwt.easyxf(num_format_str='0;-0;0;"负"@'))
    raised = xlwt.easyfont("")
    raised.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    sheet.write_rich_text(1, 1, ["100.00", ("1", raised)])
    sheet.write(0, 0, "藏", xlwt.easyxf(num_format_str=";;;"))
    sheet.show_zero_values = False
    content = read(workbook)
    assert [(cell.raw, cell.stored) for cell in grids(content)[0].cells] == [
        ("", "藏"),
        ("乙", "乙"),
        ("丙", "丙"),
        ("负100", "100"),
        ("100.00¹", "100.00¹"),
        ("", "0"),
    ]
    assert [(one.code, one.severity) for one in content.problems] == [("hidden_text", "warning")]
    assert content.problems[0].message.endswith(": A1.")


def test_merges_over_the_whole_sheet_many_times_are_refused() -> None:
    workbook, sheet = one_sheet([["x", "y"]])
    # Its own method writes every cell of the range.
    vars(sheet)["_Worksheet__merged_ranges"].extend((row, row + 5999, 0, 255) for row in range(0, 12000, 6000))
    with pytest.raises(TooLarge, match="merged"):
        read(workbook)


def test_a_password_is_told_apart_from_damage() -> None:
    data = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0)) + record(0x002F, bytes(4)) + record(0x000A, b"")
    with pytest.raises(EncryptedSource):
        read_xls(data, SourceOptions())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000), st.binary(min_size=1, max_size=12), st.booleans())
def test_only_own_errors_escape_from_damaged_workbooks(place: int, junk: bytes, cut: bool) -> None:
    good = saved(one_sheet([["科目", "数"], ["a", 1]], (0, 2))[0])
    place %= len(good)
    data = good[:place] if cut else good[:place] + junk + good[place + len(junk) :]
    try:
        read_xls(data, SourceOptions())
    except ExtractorError as error:
        assert isinstance(error, CorruptSource | EncryptedSource | TooLarge)


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def biff5(labels: list[str], values: list[float | int], code_page: int | None = 936) -> bytes:
    """A bare BIFF5 stream of one sheet: a row of texts, below it a number and the result of a formula, an error."""
    font = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 8, 400, 0, 0, 0, 0, 0) + b"\x01A")
    style = record(0xE0, struct.pack("<HHH", 0, 0, 0) + bytes(10))
    head = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0))
    head += record(0x42, struct.pack("<H", code_page)) if code_page else b""
    head += font * 5 + style
    sheet = record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 0))
    for column, label in enumerate(labels):
        text = label.encode("gbk")
        sheet += record(0x0204, struct.pack("<HHHH", 0, column, 0, len(text)) + text)
    sheet += record(0x0203, struct.pack("<HHHd", 1, 0, 0, values[0]))
    result = bytes([2, 0, int(values[1]), 0, 0, 0, 0xFF, 0xFF])
    sheet += record(0x0006, struct.pack("<HHH", 1, 1, 0) + result + struct.pack("<HIH", 0, 0, 0))
    sheet += record(0x000A, b"")
    bound = struct.pack("<IBBB", len(head) + 4 + 7 + 1 + 4, 0, 0, 1) + b"A"
    return head + record(0x0085, bound) + record(0x000A, b"") + sheet


def test_a_name_whose_formula_is_broken() -> None:
    """Found by atheris: an exception of xlrd of a kind of its own."""
    whole = (Path(__file__).parents[2] / "formats" / "data" / "three-line.xls").read_bytes()
    broken = whole.replace(b"Print_Titles;", b"Print_Titles\xd0", 1)
    assert broken != whole
    with pytest.raises(CorruptSource):
        read_xls(broken, SourceOptions())
