"""XLSX: every sheet's captions and tables in reading order, values as displayed."""

import io
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any, NamedTuple

import openpyxl

from extractor.document.check import Problem
from extractor.document.content import Content, Element, Grid, GridCell, PageInfo, Paragraph
from extractor.document.geometry import BBox, Place
from extractor.errors import CorruptSource, TooLarge
from extractor.options import SourceOptions
from extractor.sources.container import ZIP_ERRORS, check_container, open_container
from extractor.sources.sheets.blocks import Block, split_rows, table_columns
from extractor.sources.sheets.cells import Area, SheetCells, merged_slots, read_cells
from extractor.sources.slots import check_slots, collapse_columns, fill_slots

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MAX_MERGED_SLOTS = 2_000_000
_BROKEN = (*ZIP_ERRORS, KeyError, AttributeError, TypeError, IndexError, SyntaxError, ArithmeticError, AssertionError)
"""What openpyxl and its XML parser (whose errors are SyntaxError) raise on a broken workbook."""
_MAX_PLACES = 20


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
    elements: list[Element] = []
    problems = [Problem("doubtful_cell", "warning", f"{message}.") for message in books.warnings]
    pages: list[PageInfo] = []
    for number, sheet in enumerate(books.values.worksheets, 1):
        pages.append(PageInfo(number, 0, 0))
        cells = read_cells(sheet, books.formulas[sheet.title] if books.formulas else None)
        elements.extend(_sheet_elements(cells, number, str(sheet.title)))
        problems.extend(_sheet_problems(sheet, cells, number))
    if not any(isinstance(element, Grid) for element in elements):
        problems.append(Problem("no_table", "warning", "No sheet of this workbook holds a table."))
    return Content(tuple(elements), tuple(pages), "openpyxl", tuple(problems))


def _sheet_elements(cells: SheetCells, number: int, title: str) -> Iterator[Element]:
    for block in split_rows(cells):
        if block.is_table:
            yield from _table(cells, block, number, title)
        else:
            yield from _paragraphs(cells, block, number)


def _paragraphs(cells: SheetCells, block: Block, number: int) -> Iterator[Paragraph]:
    for row in range(block.start, block.end):
        for cell in cells.rows.get(row, ()):
            if cell.raw:
                yield Paragraph(cell.raw, (_place(number, cell.area),))


def _table(cells: SheetCells, block: Block, number: int, title: str) -> Iterator[Element]:
    first, last = table_columns(cells, block)
    rows, columns = block.end - block.start, last - first
    check_slots(rows, columns)
    if columns < 2:
        yield from _paragraphs(cells, block, number)
        return
    placed: list[GridCell] = []
    said: dict[tuple[int, int], GridCell] = {}
    for row in range(block.start, block.end):
        for cell in cells.rows.get(row, ()):
            said[cell.area.row, cell.area.column] = GridCell(0, 0, cell.raw, stored=cell.stored)
    for area in cells.merged:
        if area.row < block.end and area.row_end > block.start and area.column < last and area.column_end > first:
            inside = Area(
                max(area.row, block.start),
                max(area.column, first),
                min(area.row_end, block.end),
                min(area.column_end, last),
            )
            placed.append(_grid_cell(inside, said.pop((area.row, area.column), None), block.start, first, number))
    placed.extend(
        _grid_cell(Area(row, column, row + 1, column + 1), cell, block.start, first, number)
        for (row, column), cell in said.items()
    )
    filled = [_with_place(cell, block.start, first, number) for cell in fill_slots(rows, columns, placed)]
    width, collapsed = collapse_columns(columns, filled)
    place = _place(number, Area(block.start, first, block.end, last))
    yield Grid(rows, width, collapsed, (place,), name=title)


def _grid_cell(area: Area, said: GridCell | None, top: int, left: int, number: int) -> GridCell:
    return GridCell(
        row=area.row - top,
        column=area.column - left,
        raw=said.raw if said else "",
        row_span=area.row_end - area.row,
        column_span=area.column_end - area.column,
        places=(_place(number, area),),
        stored=said.stored if said else None,
    )


def _with_place(cell: GridCell, top: int, left: int, number: int) -> GridCell:
    """Empty cells that stand for nothing in the file get their place too."""
    if cell.places:
        return cell
    row, column = cell.row + top, cell.column + left
    return GridCell(cell.row, cell.column, cell.raw, places=(_place(number, Area(row, column, row + 1, column + 1)),))


def _place(number: int, area: Area) -> Place:
    return Place(number, BBox(area.column, area.row, area.column_end, area.row_end))


def _sheet_problems(sheet: Any, cells: SheetCells, number: int) -> Iterator[Problem]:
    unknown = [cell.area for row in sorted(cells.rows) for cell in cells.rows[row] if cell.formula_only]
    if unknown:
        named = ", ".join(sheet.cell(area.row + 1, area.column + 1).coordinate for area in unknown[:_MAX_PLACES])
        more = f" and {len(unknown) - _MAX_PLACES} more" if len(unknown) > _MAX_PLACES else ""
        message = f"Formulas without a stored value: {named}{more}. Open the workbook in its own program and save it."
        yield Problem("formula_without_value", "warning", message, page=number)
    if sheet.sheet_state != "visible":
        yield Problem("hidden_sheet", "info", f"The sheet {sheet.title!r} is hidden; it was read.", page=number)
    hidden_rows = sum(bool(sheet.row_dimensions[row + 1].hidden) for row in cells.rows)
    if hidden_rows:
        yield Problem("hidden_rows", "info", f"{hidden_rows} filled rows are hidden; they were read.", page=number)
    hidden_columns = [letter for letter, dimension in sheet.column_dimensions.items() if dimension.hidden]
    if hidden_columns:
        message = f"Columns are hidden from {', '.join(sorted(hidden_columns))} on; they were read."
        yield Problem("hidden_columns", "info", message, page=number)
