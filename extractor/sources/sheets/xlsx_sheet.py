"""One worksheet part of an XLSX workbook → its logical cells (ECMA-376 part 1, 18.3)."""

import io
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from lxml import etree
from openpyxl.utils.datetime import from_excel, from_ISO8601

from extractor.document.check import Problem
from extractor.errors import CorruptSource, TooLarge
from extractor.sources.open_packaging import Node
from extractor.sources.sheets.cells import NOTHING, Area, SheetCell, SheetCells, said_cell
from extractor.sources.sheets.xlsx_parts import GENERAL, CellStyle, rich_text

_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_BLANK_ROW: Final = re.compile(rb'<row r="\d+"(?:(?! hidden=)[^<>])*/>')
"""A row without cells. That it is hidden counts even so."""
_MAX_MERGED_SLOTS: Final = 2_000_000
_PICTURE_IN_CELL: Final = "DISPIMG("
"""WPS shows a picture in a cell by this formula, whose stored value is its own text."""
_PLAIN: Final = CellStyle()
Value = str | int | float | bool | datetime | date | time | timedelta


@dataclass(slots=True)
class Workbook:
    """What all sheets of a workbook share; ``problems`` gathers what was doubtful in their cells."""

    namespace: str
    strings: list[str]
    styles: list[CellStyle]
    epoch: datetime
    problems: list[Problem] = field(default_factory=list)
    _known: dict[str | None, CellStyle] = field(default_factory=lambda: {None: _PLAIN})

    def style_of(self, index: str | None) -> CellStyle:
        """The style that a cell names by its number; the plain one where it names none that there is."""
        style = self._known.get(index)
        if style is None:
            number = int(index or 0)
            style = self.styles[number] if number < len(self.styles) else _PLAIN
            self._known[index] = style
        return style


@dataclass(slots=True)
class _Found:
    """What was read of a sheet so far: its cells by place, the areas that begin there, the formulas that are shared."""

    cells: list[tuple[int, int, SheetCell]] = field(default_factory=list)
    anchors: dict[tuple[int, int], Area] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)
    hides_zeros: bool = False
    pictures: int = 0


def read_sheet(xml: bytes, book: Workbook, sheet: SheetCells) -> None:
    """Fill in the cells of a sheet, a row at a time, so that a million empty ones take no memory.

    TooLarge where merged ranges would fill the memory, SyntaxError where the part is not valid XML.
    """
    names = {book.namespace + name: name for name in ("sheetView", "row", "mergeCell", "col", "headerFooter")}
    found = _Found()
    before = 0
    checked = False
    parts = etree.iterparse(
        io.BytesIO(_without_blank_rows(xml)),
        tag=tuple(names),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    for _, node in parts:
        if not checked and node.getroottree().docinfo.internalDTD is not None:
            # an entity is not put in for its name: a cell would lose its text without a word
            raise CorruptSource("A sheet of this workbook declares a document type, which it must not.")
        checked = True
        match names[node.tag]:
            case "row":
                number = node.get("r")
                before = int(number) if number is not None else before + 1
                if before < 1:
                    raise CorruptSource(f"A row of this workbook has the number {before}.")
                _read_row(node, before - 1, book, sheet, found)
            case "mergeCell":
                _read_merge(node, sheet, found)
            case "col" if node.get("hidden") in ("1", "true"):
                sheet.hidden_columns.add(int(node.get("min", "1")) - 1)
            case "sheetView" if node.get("workbookViewId", "0") == "0":
                found.hides_zeros = node.get("showZeros") in ("0", "false")
            case "headerFooter":
                _read_heads(node, sheet)
        _forget(node)
    sheet.pictures = found.pictures
    _place(sheet, found)


def _read_heads(node: Node, sheet: SheetCells) -> None:
    """Those of odd, even and first pages alike: which are printed is a matter of the print."""
    for child in node:
        (sheet.feet if child.tag.endswith("Footer") else sheet.heads).append(child.text or "")


def _without_blank_rows(xml: bytes) -> bytes:
    """The part without rows that hold no cell, which some programs write by the million; parsing one takes ten times
    as long. Only where every row says its number, and where no text can look like an element."""
    numbered = xml.count(b"<row") == xml.count(b'<row r="') + xml.count(b"<rowBreaks")
    return xml if not numbered or b"<![CDATA[" in xml or b"<!--" in xml else _BLANK_ROW.sub(b"", xml)


def _forget(node: Node) -> None:
    """Free what was read, the empty elements before it too."""
    node.clear()
    while node.getprevious() is not None:
        del node.getparent()[0]


def _read_row(node: Node, row: int, book: Workbook, sheet: SheetCells, found: _Found) -> None:
    if node.get("hidden") in ("1", "true"):
        sheet.hidden_rows.add(row)
    column = -1
    ruled: list[int] = []
    for cell in node.iterchildren(book.namespace + "c"):
        attributes = cell.attrib
        reference = attributes.get("r")
        column = column + 1 if reference is None else _column_of(reference)
        style = book.style_of(attributes.get("s"))
        if style.is_ruled:
            ruled.append(column)
        if len(cell):
            said = _read_cell(cell, Area(row, column, row + 1, column + 1), style, book, found)
            if said is not None:
                found.cells.append((row, column, said))
    if ruled:
        sheet.ruled[row].update(ruled)


def _read_cell(cell: Node, area: Area, style: CellStyle, book: Workbook, found: _Found) -> SheetCell | None:
    text = formula = None
    is_kept = False
    for child in cell:
        if child.tag == book.namespace + "v":
            text, is_kept = child.text, True
        elif child.tag == book.namespace + "f":
            formula = _formula(child, found.formulas)
        elif child.tag == book.namespace + "is":
            text = rich_text(child, book.namespace)
    if formula is not None and _PICTURE_IN_CELL in formula:
        found.pictures += 1
        return SheetCell(area, "", None, False, False)
    if not text:
        is_nothing = formula is None or (is_kept and cell.get("t") == "str")
        return None if is_nothing else SheetCell(area, "", f"={formula}", False, True)
    kind = cell.get("t", "n")
    value = _value(text, kind, style, book, cell.get("r", ""))
    if kind == "e":  # no format hides or changes an error
        return said_cell(area, value, GENERAL, style.indent)
    code = NOTHING if found.hides_zeros and value == 0 and not isinstance(value, bool) else style.code
    return said_cell(area, value, code, style.indent)


def _formula(node: Node, formulas: dict[str, str]) -> str:
    """The formula's text; one that is shared stands where it was first written."""
    shared = node.get("si") if node.get("t") == "shared" else None
    text = str(node.text or "")
    if shared is not None:
        text = formulas.setdefault(shared, text)
    return text


def _value(text: str, kind: str, style: CellStyle, book: Workbook, reference: str) -> Value:
    match kind:
        case "s":
            place = int(text)
            if place < 0:  # a place counted from the end is another text
                raise CorruptSource(f"Cell {reference} of this workbook names the text {place}, which is none.")
            return book.strings[place]
        case "b":
            return text.strip() in ("1", "true")
        case "d":
            moment: datetime | date | time = from_ISO8601(text)
            return moment
        case "n":
            number = _number(text)
            return _moment(number, style, book, reference) if style.is_date else number
    return text


def _number(text: str) -> int | float:
    return float(text) if "." in text or "E" in text or "e" in text else int(text)


def _moment(number: int | float, style: CellStyle, book: Workbook, reference: str) -> Value:
    try:
        moment: datetime | time | timedelta = from_excel(number, book.epoch, timedelta=style.is_duration)
    except (OverflowError, ValueError):
        message = (
            f"Cell {reference} is formatted as a date, but no date has the number {number}; it is read as #VALUE!."
        )
        book.problems.append(Problem("doubtful_cell", "warning", message))
        return "#VALUE!"
    return moment


def _read_merge(node: Node, sheet: SheetCells, found: _Found) -> None:
    first, _, last = node.get("ref", "").partition(":")
    top, left = _place_of(first)
    bottom, right = _place_of(last or first)
    area = Area(min(top, bottom), min(left, right), max(top, bottom) + 1, max(left, right) + 1)
    sheet.merged.append(area)
    found.anchors[area.row, area.column] = area


def _place(sheet: SheetCells, found: _Found) -> None:
    """Give each merged cell its area, its lines to all of it; what stands under one is hidden, left out and noted."""
    anchors = found.anchors
    slots = sum((area.row_end - area.row) * (area.column_end - area.column) for area in sheet.merged)
    if slots > _MAX_MERGED_SLOTS:
        raise TooLarge(f"The merged ranges of a sheet cover {slots} cells; the limit is {_MAX_MERGED_SLOTS}.")
    covered: set[tuple[int, int]] = set()
    for area in anchors.values():
        columns = range(area.column, area.column_end)
        covered.update((row, column) for row in range(area.row, area.row_end) for column in columns)
        if area.column in sheet.ruled.get(area.row, ()):
            for row in range(area.row, area.row_end):
                sheet.ruled[row].update(columns)
    for row, column, cell in _once(sheet, found):
        if (row, column) in anchors:
            sheet.rows[row].append(cell._replace(area=anchors[row, column]))
        elif (row, column) not in covered:
            sheet.rows[row].append(cell)
        elif cell.raw:
            sheet.under_merged.append(cell.area)


def _once(sheet: SheetCells, found: _Found) -> list[tuple[int, int, SheetCell]]:
    """The cells in the order of their places; of those that are given twice the last."""
    placed = {(row, column): cell for row, column, cell in found.cells}
    if len(placed) < len(found.cells):
        counts = Counter((row, column) for row, column, _ in found.cells)
        sheet.given_twice.extend(placed[place].area for place, count in sorted(counts.items()) if count > 1)
    return [(row, column, cell) for (row, column), cell in sorted(placed.items(), key=lambda one: one[0])]


def _place_of(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise CorruptSource(f"A cell of this workbook has the place {reference[:20]!r}, which is none.")
    return int(found[2]) - 1, _column(found[1])


def _column_of(reference: str) -> int:
    return _column(reference.rstrip("0123456789"))


def _column(letters: str) -> int:
    known = _COLUMNS.get(letters)
    if known is not None:
        return known
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or number > 20_000:
            raise CorruptSource(f"A column of this workbook is named {letters[:20]!r}.")
        number = number * 26 + ord(letter) - 64
    if number < 1:
        raise CorruptSource("A cell of this workbook stands in no column.")
    return _COLUMNS.setdefault(letters, number - 1)


_COLUMNS: Final[dict[str, int]] = {chr(65 + number): number for number in range(26)}
"""Names of columns met so far."""
