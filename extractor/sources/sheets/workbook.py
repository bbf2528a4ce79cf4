"""XLSX: every sheet's captions and tables in reading order, values as displayed."""

from typing import Final

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from extractor.document.content import Content
from extractor.errors import CorruptSource
from extractor.options import SourceOptions
from extractor.sources.container import ZIP_ERRORS, check_container
from extractor.sources.open_packaging import ID, Package, open_package
from extractor.sources.sheets.cells import SheetCells
from extractor.sources.sheets.drawings import missing_sheet
from extractor.sources.sheets.elements import workbook_content
from extractor.sources.sheets.xlsx_drawings import drawing_problems
from extractor.sources.sheets.xlsx_parts import cell_styles, shared_strings
from extractor.sources.sheets.xlsx_sheet import Workbook, read_sheet

_BROKEN: Final = (*ZIP_ERRORS, KeyError, AttributeError, TypeError, IndexError, SyntaxError, ArithmeticError)
"""What zipfile, lxml (whose syntax errors are SyntaxError) and broken numbers raise."""


def read_spreadsheet(data: bytes, options: SourceOptions) -> Content:
    """Read a workbook (.xlsx, .xlsm, templates). A sheet is a page of size 0, numbered from 1 in tab order.

    A place's box counts cells, not points: ``[first column, first row, column after the last, row after the last]``,
    from 0. ``raw`` is what the sheet displays (100%), ``stored`` what it keeps (1). Hidden sheets, rows and columns
    are read and named in a problem. Raises CorruptSource, TooLarge, EncryptedSource.
    """
    check_container(data, options)
    try:
        return _read(open_package(data))
    except _BROKEN as error:
        raise CorruptSource("This workbook is damaged: one of its parts is missing or is not valid.") from error


def _read(package: Package) -> Content:
    root = package.root(package.main)
    namespace = root.tag.partition("}")[0] + "}"
    properties = root.find(namespace + "workbookPr")
    mac = properties is not None and properties.get("date1904") in ("1", "true")
    book = Workbook(
        namespace,
        shared_strings(next(iter(package.related("/sharedStrings")), None), namespace),
        cell_styles(next(iter(package.related("/styles")), None), namespace),
        MAC_EPOCH if mac else WINDOWS_EPOCH,
    )
    sheets: list[SheetCells] = []
    for node in root.iterfind(f"{namespace}sheets/{namespace}sheet"):
        identity = node.get(ID, "")
        kind = package.kind_of(identity)
        if not kind.endswith("/worksheet"):
            book.problems.append(missing_sheet(node.get("name", ""), kind))
            continue
        sheet = SheetCells(title=node.get("name", ""), hidden=node.get("state", "visible") != "visible")
        part = package.part_of(identity) or ""
        read_sheet(package.container.read(part), book, sheet)
        sheets.append(sheet)
        book.problems.extend(drawing_problems(package.container, part, len(sheets)))
    return workbook_content(sheets, "xlsx", book.problems)
