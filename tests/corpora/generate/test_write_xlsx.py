"""What the XLSX holds, read back by openpyxl: values, their formats, merges, a sheet a table."""

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from extractor.corpora.generate.model import CellSpec, DocumentSpec, TableSpec
from extractor.corpora.generate.write_xlsx import sheet_numbers, xlsx_bytes

FIRST_GRID_ROW = 5
"""Number, title, year and the line of department and unit stand above."""


def read_xlsx(spec: DocumentSpec) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(spec)))


def test_a_sheet_a_table_with_its_words_and_merges(document: DocumentSpec, table: TableSpec) -> None:
    book = read_xlsx(document)
    assert book.sheetnames == ["1支出 总表", "2基金表"]
    sheet = book.worksheets[0]
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == ["公开01表", "支出 总表", "2025年度", "部门：甲局"]
    assert sheet.cell(4, 5).value == "单位：万元"
    assert sheet.cell(11, 1).value == "注：本表 由甲局编制。"
    merges = {(r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges if r.min_row >= 5}
    assert merges - {(11, 1, 11, 5)} == {
        (
            FIRST_GRID_ROW + cell.row, cell.column + 1,
            FIRST_GRID_ROW + cell.row + cell.row_span - 1, cell.column + cell.column_span,
        )
        for cell in table.cells
        if cell.row_span * cell.column_span > 1
    }  # fmt: skip
    assert sheet.page_setup.orientation == "portrait"
    assert book.worksheets[1].page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$5:$7"


@pytest.mark.parametrize(
    ("row", "column", "value", "number_format"),
    [
        (2, 2, 1, "0"),
        (3, 2, 1234.5, "#,##0.00"),
        (3, 3, 0, "0.00"),
        (3, 4, "—", "General"),
        (4, 0, "201", "@"),
        (4, 3, None, "General"),
        (4, 4, 0.125, "0.0%"),
        (5, 0, "0201", "@"),
        (5, 2, 234.5, "0.00"),
        (5, 3, -3, "0"),
        (5, 4, "甲", "General"),
    ],
)
def test_amounts_are_numbers_that_display_as_printed(
    document: DocumentSpec, row: int, column: int, value: object, number_format: str
) -> None:
    cell = read_xlsx(document).worksheets[0].cell(FIRST_GRID_ROW + row, column + 1)
    assert cell.value == value
    assert cell.number_format == number_format


@pytest.mark.parametrize("text", ["=100%", "990617257281509500000001"])
def test_what_a_spreadsheet_would_reckon_with_stays_words(document: DocumentSpec, text: str) -> None:
    cell = CellSpec(0, 0, text, "data")
    spec = replace(document, blocks=(TableSpec("表", "project_targets", None, 0, (cell,), (1.0,)),))
    read = read_xlsx(spec).worksheets[0].cell(2, 1)
    assert (read.value, read.data_type) == (text, "s")


def test_a_table_without_title_goes_on_below_on_the_same_sheet(document: DocumentSpec, table: TableSpec) -> None:
    part = replace(table, title=None, over_title=(), under_title=(), above=(), notes=())
    spec = replace(document, blocks=(part, part, table))
    assert sheet_numbers(spec) == (1, 1, 2)
    first = read_xlsx(spec).worksheets[0]
    assert [first.cell(row, 1).value for row in (1, 8)] == ["科目", "科目"]
    assert first.cell(7, 1).value is None


def test_borders_follow_the_rules(document: DocumentSpec, table: TableSpec) -> None:
    def border(rules: Any, row: int) -> tuple[str | None, ...]:
        sheet = read_xlsx(replace(document, blocks=(replace(table, rules=rules),))).worksheets[0]
        drawn = sheet.cell(FIRST_GRID_ROW + row, 3).border
        sides = (drawn.left, drawn.top, drawn.bottom)
        return tuple(None if side is None else side.style for side in sides)

    assert border("grid", 3) == ("thin", "thin", "thin")
    assert border("horizontal", 3) == (None, "thin", "thin")
    assert border("three_line", 2) == (None, None, "thin")
    assert border("three_line", 5) == (None, None, "medium")
    assert border("borderless", 3) == (None, None, None)


def test_a_rule_under_the_heads_of_groups(document: DocumentSpec, table: TableSpec) -> None:
    spec = replace(document, blocks=(replace(table, rules="borderless", group_rules=True),))
    sheet = read_xlsx(spec).worksheets[0]
    drawn = [sheet.cell(FIRST_GRID_ROW + row, column).border.bottom for row in range(3) for column in (1, 2, 5)]
    assert [side is not None and side.style == "thin" for side in drawn] == [True] * 3 + [False] * 6


def test_equal_specs_give_equal_bytes(document: DocumentSpec) -> None:
    assert xlsx_bytes(document) == xlsx_bytes(document)


def test_a_number_in_a_code_column_is_text(document: DocumentSpec) -> None:
    cells = (CellSpec(0, 0, "编码", "column_attribute"), CellSpec(1, 0, "20101", "row_index"))
    spec = TableSpec("表", "other", None, 1, cells, (1.0,))
    cell = read_xlsx(replace(document, blocks=(spec,))).worksheets[0].cell(3, 1)
    assert (cell.value, cell.data_type) == ("20101", "s")
