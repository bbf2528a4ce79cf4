"""CSV and TSV: captions, tables and notes of a sheet that was saved as text."""

import re
from typing import Final

from extractor.document.check import Problem
from extractor.document.content import Content
from extractor.errors import EmptySource, TooLarge, UnsupportedFormat
from extractor.options import SourceOptions
from extractor.sources.decoding import damage_message, decode, is_binary
from extractor.sources.delimited.dialect import find_dialect, split_rows
from extractor.sources.delimited.lost_marks import mark_tables
from extractor.sources.sheets.cells import Area, SheetCell, SheetCells
from extractor.sources.sheets.elements import workbook_content
from extractor.sources.text.reader import read_text

_NUMBER: Final = re.compile(r"[-+(（]?[¥￥$]?\d[\d,]*(?:\.\d+)?%?[)）]?")
_AS_TEXT: Final = re.compile(r'="([^"]*)"')
"""How exports keep the zeros of a code: ="0012"."""
_MAX_CELLS: Final = 2_000_000


def read_delimited(data: bytes, options: SourceOptions) -> Content:
    """Read a delimited text as a workbook of one sheet; the delimiter is told by what makes its rows equally wide.

    Merged cells are not in such a file: what they covered is empty. A text without any delimiter is read as a text
    dump. Raises EmptySource, CorruptSource, UnsupportedFormat, TooLarge.
    """
    if not data:
        raise EmptySource("This file has no bytes.")
    decoded = decode(data)
    if is_binary(decoded.text):
        raise UnsupportedFormat("This is binary data, not a delimited text.")
    dialect = find_dialect(decoded.text)
    if dialect is None:
        return read_text(data, options)
    rows, marks_pair = split_rows(decoded.text, dialect)
    problems: list[Problem] = []
    if decoded.damaged:
        message = damage_message(decoded, "text")
        problems.append(Problem("undecodable_bytes", "error", message))
    if not marks_pair:
        message = "The quotation marks of this file do not pair; they were read as text, and every line as a row."
        problems.append(Problem("doubtful_cell", "warning", message))
    return workbook_content([_sheet(rows)], f"delimited/{decoded.encoding}", problems)


def _sheet(rows: list[list[str]]) -> SheetCells:
    sheet = SheetCells()
    said = 0
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            raw = _AS_TEXT.sub(r"\1", text.replace("\r\n", "\n").strip())
            if raw:
                area = Area(number, column, number + 1, column + 1)
                sheet.rows[number].append(SheetCell(area, raw, None, _NUMBER.fullmatch(raw) is not None, False))
        said += len(sheet.rows[number]) if number in sheet.rows else 0
        if said > _MAX_CELLS:
            raise TooLarge(f"This file holds more than {_MAX_CELLS} cells.")
    mark_tables(sheet, max(map(len, rows), default=0))
    return sheet
