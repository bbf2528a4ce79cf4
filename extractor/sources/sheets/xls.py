"""XLS (Excel 5 to 2003, BIFF5 and BIFF8): every sheet's cells with lines, merges and number formats, by xlrd."""

import io
import struct
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import xlrd
from xlrd.compdoc import CompDocError
from xlrd.formula import FormulaError
from xlrd.xldate import xldate_as_datetime

from extractor.document.content import Content
from extractor.errors import CorruptSource, EncryptedSource, TooLarge
from extractor.options import SourceOptions
from extractor.sources.sheets.cells import NOTHING, Area, SheetCell, SheetCells, said_cell
from extractor.sources.sheets.elements import workbook_content
from extractor.sources.sheets.number_format import CHINESE_DATE_FORMATS
from extractor.sources.sheets.xls_drawings import read_around
from extractor.sources.superscripts import as_superscript

_BROKEN = (
    xlrd.XLRDError,
    CompDocError,
    FormulaError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What xlrd raises on broken records; what it raises on a password is told by its words."""
_BIFF8 = 80
_MAX_MERGED_SLOTS = 2_000_000
_SHORT_DATE_KEY, _SHORT_DATE = 14, "mm-dd-yy"
"""The built-in format 14 is the system's short date; ``number_format`` knows it by the code that XLSX readers give."""
_GENERAL = "General"
_SUPERSCRIPT = 1
"""A font's escapement (2.4.122)."""


def read_xls(data: bytes, options: SourceOptions) -> Content:
    """Read a workbook of the old binary format; pages, places and texts are as ``read_spreadsheet`` gives them.

    A formula comes with the value that was stored with it; texts of BIFF5 without a code page are read as GBK.
    ``options`` sets nothing here; the size is bounded by ``max_bytes`` before. Raises CorruptSource, EncryptedSource,
    TooLarge.
    """
    try:
        book = _open(data)
        sheets = [_read_sheet(book, sheet) for sheet in book.sheets()]
    except _BROKEN as error:
        if "encrypted" in str(error).lower():
            raise EncryptedSource("This workbook is encrypted with a password; it can not be opened here.") from error
        raise CorruptSource("This workbook (XLS) is damaged: its records can not be read.") from error
    problems = tuple(read_around(data, sheets))
    return workbook_content(sheets, "xlrd", problems)


def _open(data: bytes) -> Any:
    # It remarks on oddities; they are of no use to a user, and standard output is for data.
    remarks = io.StringIO()
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=remarks)
    if book.biff_version < _BIFF8 and not book.codepage:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=remarks, encoding_override="gbk"
        )
    return book


def _read_sheet(book: Any, shown: Any) -> SheetCells:
    hidden = sorted(column for column, info in shown.colinfo_map.items() if info.hidden)
    sheet = SheetCells(
        title=str(shown.name),
        hidden=shown.visibility != 0,
        hidden_rows={row for row, info in shown.rowinfo_map.items() if info.hidden},
        hidden_columns={column for column in hidden if column - 1 not in hidden},
    )
    anchors = _merges(shown, sheet)
    covered = {
        (row, column)
        for area in anchors.values()
        for row in range(area.row, area.row_end)
        for column in range(area.column, area.column_end)
    } - anchors.keys()
    ruled = {index: _is_ruled(style) for index, style in enumerate(book.xf_list)}
    for row in range(shown.nrows):
        for column, cell in enumerate(shown.row(row)):
            if ruled.get(cell.xf_index):
                sheet.ruled[row].add(column)
            area = anchors.get((row, column), Area(row, column, row + 1, column + 1))
            found = _read_cell(book, cell, area, shown)
            if found is not None and (row, column) not in covered:
                sheet.rows[row].append(found)
            elif found is not None and found.raw:
                sheet.under_merged.append(area)
    return sheet


def _merges(shown: Any, sheet: SheetCells) -> dict[tuple[int, int], Area]:
    """The merged ranges by the place of their first cell; TooLarge where they would fill the memory."""
    slots = sum((bottom - top) * (right - left) for top, bottom, left, right in shown.merged_cells)
    if slots > _MAX_MERGED_SLOTS:
        raise TooLarge(f"The merged ranges of a sheet cover {slots} cells; the limit is {_MAX_MERGED_SLOTS}.")
    anchors: dict[tuple[int, int], Area] = {}
    for top, bottom, left, right in shown.merged_cells:
        if bottom > top and right > left:
            anchors[top, left] = Area(top, left, bottom, right)
            sheet.merged.append(anchors[top, left])
    return anchors


def _read_cell(book: Any, cell: Any, area: Area, shown: Any) -> SheetCell | None:
    value = cell.value
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            runs = shown.rich_text_runlist_map.get((area.row, area.column))
            text = _with_raised(book, value, runs) if runs else value
            indent = book.xf_list[cell.xf_index].alignment.indent_level
            return said_cell(area, text, _code(book, cell.xf_index), indent)
        case xlrd.XL_CELL_NUMBER:
            number = int(value) if value.is_integer() else value
            hidden = number == 0 and not shown.show_zero_values
            return said_cell(area, number, NOTHING if hidden else _code(book, cell.xf_index))
        case xlrd.XL_CELL_DATE:
            moment = _moment(book, value)
            return said_cell(area, moment, _GENERAL if isinstance(moment, float) else _code(book, cell.xf_index))
        case xlrd.XL_CELL_BOOLEAN:
            return said_cell(area, bool(value), _GENERAL)
        case xlrd.XL_CELL_ERROR:
            return said_cell(area, xlrd.error_text_from_code.get(value, "#ERROR!"), _GENERAL)
    return None


def _with_raised(book: Any, text: str, runs: Sequence[tuple[int, int]]) -> str:
    """A text of several fonts; ``runs`` are where each begins, and the font's number."""
    bounds = [*(min(start, len(text)) for start, _ in runs), len(text)]
    parts = [text[: bounds[0]]]
    for (_, font), start, end in zip(runs, bounds, bounds[1:], strict=False):
        is_raised = font < len(book.font_list) and book.font_list[font].escapement == _SUPERSCRIPT
        parts.append(as_superscript(text[start:end]) if is_raised else text[start:end])
    return "".join(parts)


def _moment(book: Any, serial: float) -> datetime | time | float:
    """The moment that a serial number of days stands for; the number itself where it is outside the calendar."""
    if serial < 0:
        return serial
    try:
        moment: datetime = xldate_as_datetime(serial, book.datemode)
    except (xlrd.xldate.XLDateError, ArithmeticError):
        return serial
    return moment.time() if serial < 1 else moment


def _code(book: Any, style: int) -> str:
    key = book.xf_list[style].format_key
    if key == _SHORT_DATE_KEY:
        return _SHORT_DATE
    known = book.format_map.get(key)
    code = str(known.format_str) if known is not None else _GENERAL
    return CHINESE_DATE_FORMATS.get(key, code) if code == _GENERAL else code


def _is_ruled(style: Any) -> bool:
    """A line at the left or the right, or both above and below, as in XLSX."""
    border = style.border
    left, right = border.left_line_style, border.right_line_style
    return bool(left or right or (border.top_line_style and border.bottom_line_style))
