"""XLSX: every sheet's captions and tables in reading order, values as displayed."""

import io
import re
import sys
import warnings
from contextlib import redirect_stdout
from typing import Any, NamedTuple

import openpyxl

from extractor.document.check import Problem
from extractor.document.content import Content
from extractor.errors import CorruptSource, TooLarge
from extractor.options import SourceOptions
from extractor.sources.container import ZIP_ERRORS, check_container, open_container
from extractor.sources.sheets.cells import merged_slots, read_cells
from extractor.sources.sheets.elements import workbook_content

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MAX_MERGED_SLOTS = 2_000_000
_BROKEN = (*ZIP_ERRORS, KeyError, AttributeError, TypeError, IndexError, SyntaxError, ArithmeticError, AssertionError)
"""What openpyxl and its XML parser (whose errors are SyntaxError) raise on a broken workbook."""


class _Workbooks(NamedTuple):
    """The same workbook read twice: with the stored values, and (where it has formulas) with the formulas."""

    values: Any
    formulas: Any | None
    warnings: tuple[str, ...]


def read_spreadsheet(data: bytes, options: SourceOptions) -> Content:
    """Read a workbook (.xlsx, .xlsm, templates). A sheet is a page of size 0, numbered from 1 in tab order.

    A place's box counts cells, not points: ``[first column, first row, column after the last, row after the last]``,
    from 0. ``raw`` is what the sheet displays (100%), ``stored`` what it keeps (1). Hidden sheets, rows and columns
    are read and named in a problem. Raises CorruptSource, TooLarge, EncryptedSource.
    """
    check_container(data, options)
    with_formulas = _inspect(data)
    try:
        books = _load(data, with_formulas)
        return _read(books)
    except _BROKEN as error:
        raise CorruptSource("This workbook is damaged: one of its parts is missing or is not valid.") from error


def _inspect(data: bytes) -> bool:
    """Whether any sheet has formulas; TooLarge where merged ranges would fill the memory."""
    formulas, merged = False, 0
    try:
        with open_container(data) as container:
            for name in container.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    xml = container.read(name)
                    formulas = formulas or _FORMULA.search(xml) is not None
                    merged += merged_slots(xml)
    except ZIP_ERRORS as error:
        raise CorruptSource("A sheet of this workbook can not be unpacked.") from error
    if merged > _MAX_MERGED_SLOTS:
        raise TooLarge(f"The merged ranges of this workbook cover {merged} cells; the limit is {_MAX_MERGED_SLOTS}.")
    return formulas


def _load(data: bytes, with_formulas: bool) -> _Workbooks:
    # openpyxl prints a remark on broken styles; standard output is for data.
    with warnings.catch_warnings(record=True) as raised, redirect_stdout(sys.stderr):
        warnings.simplefilter("always")
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data)) if with_formulas else None
    # Most of its warnings are about looks and extensions; those about cells are about values.
    about_cells = dict.fromkeys(str(item.message) for item in raised if str(item.message).startswith("Cell "))
    return _Workbooks(values, formulas, tuple(about_cells))


def _read(books: _Workbooks) -> Content:
    problems = [Problem("doubtful_cell", "warning", f"{message}.") for message in books.warnings]
    sheets = [
        read_cells(sheet, books.formulas[sheet.title] if books.formulas else None) for sheet in books.values.worksheets
    ]
    return workbook_content(sheets, "openpyxl", problems)
