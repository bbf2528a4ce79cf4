"""A table of the document as a sheet: its title and captions, its grid with the merged cells as printed, its notes."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from extractor.document.table import Cell, Table, as_printed
from extractor.export.workbook.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    fits_a_number,
    number_format,
    text_cell,
)

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]")
_LONGEST_NAME = 31
_NARROWEST, _WIDEST = 6, 44
"""Widths of columns, in characters of the default font; a Chinese one takes two."""
_LINE_POINTS, _MOST_LINES = 13, 20
"""Height of a line of the default font, and how many of them a row shows."""
_THIN = Side(style="thin", color="B0B0B0")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER = PatternFill("solid", fgColor="E8EEF4")
_FAILED = PatternFill("solid", fgColor="F8CBCB")
_MENDED = PatternFill("solid", fgColor="FFF2B3")
_BOLD, _TITLE = Font(bold=True), Font(bold=True, size=14)
_LEFT = Alignment(vertical="center", wrap_text=True)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True)
_LEGEND = (
    (_FAILED, "勾稽不符：本表的算术与此金额矛盾"),
    (_MENDED, "已修复：原样见 repairs"),
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of the document's cells: amounts by cell, and the cells that an applied repair wrote."""

    amounts: Mapping[str, Decimal]
    mended: Collection[str]


def sheet_name(table: Table, position: int) -> str:
    """A name that Excel takes: the table's place in the document and its title, at most 31 characters."""
    title = _FORBIDDEN.sub("", table.title or "").strip("' ")
    return f"t{position} {title}"[:_LONGEST_NAME].rstrip("' ")


def fits_a_sheet(table: Table) -> bool:
    """Whether the grid with what stands around it has room in one sheet."""
    rows = table.header_rows + len(table.rows) + len(table.captions) + len(table.notes) + len(_LEGEND) + 2
    return rows <= MOST_ROWS and len(table.columns) <= MOST_COLUMNS


def draw_table(sheet: Worksheet, table: Table, marks: Marks) -> None:
    """Fill the sheet; amounts are numbers, everything else is text."""
    row = 1
    for line in _lines_above(table):
        _write_line(sheet, row, len(table.columns), line)
        row += 1
    _write_grid(sheet, row, table, marks)
    header_end = row + table.header_rows
    row = header_end + len(table.rows)
    for line in [_Line(note) for note in table.notes] + _legend(table, marks):
        _write_line(sheet, row, len(table.columns), line)
        row += 1
    _set_sizes(sheet, table, header_end - table.header_rows)
    if table.header_rows:
        sheet.freeze_panes = sheet.cell(header_end, 1)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line over the whole width, above or below the grid."""

    text: str
    alignment: Alignment = _LEFT
    font: Font | None = None
    fill: PatternFill | None = None


def _lines_above(table: Table) -> list[_Line]:
    lines = [_Line(table.title, _CENTRE, _TITLE)] if table.title else []
    lines += [_Line(caption) for caption in table.captions]
    return [*lines, _Line(f"单位：{table.unit}", _RIGHT)] if table.unit else lines


def _legend(table: Table, marks: Marks) -> list[_Line]:
    used = {_fill(cell, marks, is_header=False) for cell in table.cells}
    return [_Line(words, fill=fill) for fill, words in _LEGEND if fill in used]


def _fill(cell: Cell, marks: Marks, *, is_header: bool) -> PatternFill | None:
    if cell.check == "failed":
        return _FAILED
    if cell.id in marks.mended:
        return _MENDED
    return _HEADER if is_header else None


def _write_grid(sheet: Worksheet, first: int, table: Table, marks: Marks) -> None:
    """The cells from row ``first`` on, merged as printed; what leaves the grid (in a file by other hands) is not."""
    rows, columns = table.header_rows + len(table.rows), len(table.columns)
    for cell in table.cells:
        below, behind = cell.row + cell.row_span, cell.column + cell.column_span
        if cell.row < 0 or cell.column < 0 or below > rows or behind > columns:
            continue
        _write_cell(sheet, first + cell.row, cell, marks, is_header=cell.row < table.header_rows)
        if cell.row_span > 1 or cell.column_span > 1:
            sheet.merge_cells(
                start_row=first + cell.row,
                start_column=cell.column + 1,
                end_row=first + below - 1,
                end_column=behind,
            )


def _write_cell(sheet: Worksheet, row: int, cell: Cell, marks: Marks, *, is_header: bool) -> None:
    slot = sheet.cell(row, cell.column + 1)
    value = marks.amounts.get(cell.id)
    if value is not None and fits_a_number(value):
        slot.value = value
        slot.number_format = number_format(value, grouped="," in cell.raw)
    else:
        _set_text(sheet, slot, as_printed(cell))
    slot.alignment = _CENTRE if is_header else _LEFT if value is None else _RIGHT
    slot.border = _BORDER
    if is_header:
        slot.font = _BOLD
    fill = _fill(cell, marks, is_header=is_header)
    if fill is not None:
        slot.fill = fill


def _write_line(sheet: Worksheet, row: int, width: int, line: _Line) -> None:
    slot = sheet.cell(row, 1)
    _set_text(sheet, slot, line.text)
    slot.alignment = line.alignment
    if line.font is not None:
        slot.font = line.font
    if line.fill is not None:
        slot.fill = line.fill
    if width > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def _set_text(sheet: Worksheet, slot: Any, text: str) -> None:
    """Make a slot of the sheet a text cell."""
    if text:
        made = text_cell(sheet, text)
        slot.value, slot.quotePrefix = made.value, made.quotePrefix
        slot.data_type = "s"


def _set_sizes(sheet: Worksheet, table: Table, first: int) -> None:
    """Columns as wide as their texts, within bounds; rows as high as their texts then need; one page wide in print."""
    widths = [_NARROWEST] * len(table.columns)
    heights = [1] * (table.header_rows + len(table.rows))
    for cell in table.cells:
        if cell.column_span == 1 and 0 <= cell.column < len(widths):
            longest = max(map(_places, cell.text.split("\n")))
            widths[cell.column] = max(widths[cell.column], min(_WIDEST, longest + 2))
    for cell in table.cells:
        if cell.row_span == 1 and 0 <= cell.row < len(heights):
            width = max(1, sum(widths[cell.column : cell.column + cell.column_span]) - 1)
            lines = sum(max(1, -(-_places(line) // width)) for line in as_printed(cell).split("\n"))
            heights[cell.row] = max(heights[cell.row], min(_MOST_LINES, lines))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, lines in enumerate(heights, first):
        sheet.row_dimensions[row].height = _LINE_POINTS * lines + 3
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


def _places(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
