"""A document of the model as XLSX: a sheet a table, true merges, amounts as numbers that display as the truth says."""

import io
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from extractor.corpora.generate.fixed_zip import without_times
from extractor.corpora.generate.grid import ends_a_group, row_count
from extractor.corpora.generate.model import Align, CellSpec, DocumentSpec, Orientation, PageBreak, TableSpec

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|0|[1-9]\d*)(?:\.(\d+))?(%?)")
_MOST_DIGITS = 15
"""A spreadsheet's number keeps no more; longer ones are codes."""
_SHEET_WIDTH = {"portrait": 95.0, "landscape": 140.0}
"""The widths of all columns together, in characters."""
_HORIZONTAL: dict[Align, str] = {"left": "left", "centre": "center", "right": "right"}
_THIN, _THICK, _NONE = Side(style="thin"), Side(style="medium"), Side()
_FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


def xlsx_bytes(spec: DocumentSpec) -> bytes:
    """The XLSX file; equal specs give equal bytes. Prose is left out; a table without a title goes on below the table
    before it, on its sheet (``sheet_numbers``)."""
    book = Workbook()
    book.remove(book.active)
    orientation, row = spec.orientation, 1
    numbers = iter(sheet_numbers(spec))
    for block in spec.blocks:
        if isinstance(block, PageBreak):
            orientation = block.orientation
        if not isinstance(block, TableSpec):
            continue
        number, row = next(numbers), row + 1
        if number > len(book.worksheets):
            book.create_sheet(_sheet_name(block.title or spec.name, number))
            _set_up(book.worksheets[-1], block, orientation)
            row = 1
        writer = _TableWriter(book.worksheets[-1], block, spec.font, row)
        writer.write()
        row = writer.row
    written = io.BytesIO()
    book.save(written)
    return without_times(written.getvalue())


def sheet_numbers(spec: DocumentSpec) -> tuple[int, ...]:
    """The sheet, from 1, of each table of the document."""
    numbers: list[int] = []
    for block in spec.blocks:
        if isinstance(block, TableSpec):
            before = numbers[-1] if numbers else 0
            numbers.append(before + (block.title is not None or not before))
    return tuple(numbers)


def _sheet_name(title: str, number: int) -> str:
    return f"{number}{_FORBIDDEN_IN_SHEET_NAMES.sub('', title)}"[:31]


@dataclass(slots=True)
class _TableWriter:
    """Writes one table from sheet row ``row`` (from 1) on; afterwards ``row`` is the first one below it."""

    sheet: Any
    table: TableSpec
    font: str
    row: int

    def write(self) -> None:
        table, small = self.table, Font(name=self.font, size=self.table.font_size)
        for left, right in table.over_title:
            self._write_line(left, right)
        if table.title is not None:
            self._write_across(table.title, Font(name=self.font, size=16, bold=True), "centre")
        for line in table.under_title:
            self._write_across(line, small, "centre")
        for left, right in table.above:
            self._write_line(left, right)
        if table.repeats_header and table.header_rows:
            self.sheet.print_title_rows = f"{self.row}:{self.row + table.header_rows - 1}"
        for cell in table.cells:
            self._write_cell(cell)
        self.row += row_count(table)
        for note in table.notes:
            self._write_across(note, small, "left")

    def _write_across(self, text: str, font: Font, align: Align) -> None:
        cell = self.sheet.cell(self.row, 1, text)
        cell.font, cell.alignment = font, Alignment(horizontal=_HORIZONTAL[align], vertical="center", wrap_text=True)
        self._merge(self.row, 1, 1, len(self.table.widths))
        self.row += 1

    def _write_line(self, left: str, right: str) -> None:
        for column, text, align in ((1, left, "left"), (len(self.table.widths), right, "right")):
            if text:
                cell = self.sheet.cell(self.row, column, text)
                cell.font = Font(name=self.font, size=self.table.font_size)
                cell.alignment = Alignment(horizontal=align)
        self.row += 1

    def _write_cell(self, spec: CellSpec) -> None:
        row, column = self.row + spec.row, spec.column + 1
        cell = self.sheet.cell(row, column)
        if spec.text:
            cell.value, cell.number_format = _stored(spec)
            if isinstance(cell.value, str):
                cell.data_type = "s"  # =100% is a target, not a formula
        cell.font = Font(name=self.font, size=self.table.font_size, bold=spec.bold)
        cell.alignment = Alignment(
            horizontal=_HORIZONTAL[spec.align], vertical="center", wrap_text=True, indent=spec.indent
        )
        for place in range(spec.row, spec.row + spec.row_span):
            for beside in range(spec.column, spec.column + spec.column_span):
                self.sheet.cell(self.row + place, beside + 1).border = _border(self.table, spec, place)
        self._merge(row, column, spec.row_span, spec.column_span)

    def _merge(self, row: int, column: int, row_span: int, column_span: int) -> None:
        if row_span * column_span > 1:
            self.sheet.merge_cells(
                start_row=row, end_row=row + row_span - 1, start_column=column, end_column=column + column_span - 1
            )


def _set_up(sheet: Any, table: TableSpec, orientation: Orientation) -> None:
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    total = _SHEET_WIDTH[orientation]
    for column, width in enumerate(table.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = round(total * width / sum(table.widths), 2)


def _stored(spec: CellSpec) -> tuple[str | int | float, str]:
    """An amount as a number with the format that displays it as the truth says; anything else as text."""
    match = _NUMBER.fullmatch(spec.text) if spec.role in ("data", "column_number") else None
    if match is None or sum(sign.isdigit() for sign in spec.text) > _MOST_DIGITS:
        return spec.text, "@" if spec.text.isdigit() else "General"
    places, percent = len(match[1] or ""), match[2]
    value = Decimal(spec.text.rstrip("%").replace(",", "")) / (100 if percent else 1)
    whole = "#,##0" if "," in spec.text else "0"
    number_format = whole + ("." + "0" * places if places else "") + percent
    return (int(value) if value == value.to_integral_value() and not places else float(value)), number_format


def _border(table: TableSpec, cell: CellSpec, row: int) -> Border:
    last = row == row_count(table) - 1
    is_group = ends_a_group(table, cell, row)
    if table.rules == "grid":
        return Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    if table.rules == "horizontal":
        return Border(top=_THIN, bottom=_THIN)
    if table.rules == "three_line":
        under = _THICK if last else _THIN if row == table.header_rows - 1 or is_group else _NONE
        return Border(top=_THICK if row == 0 else _NONE, bottom=under)
    return Border(bottom=_THIN if is_group else _NONE)
