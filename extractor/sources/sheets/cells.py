"""One worksheet → its logical cells: what each displays, where it reaches, whether lines are drawn around it."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple

from openpyxl.cell.cell import MergedCell
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel

from extractor.sources.sheets.number_format import CHINESE_DATE_FORMATS, display

_GENERAL = "General"


class Area(NamedTuple):
    """Half-open rows and columns of a sheet, from 0."""

    row: int
    column: int
    row_end: int
    column_end: int


class SheetCell(NamedTuple):
    """A logical cell (a merged range is one): ``raw`` as displayed, ``stored`` as kept; None where nothing is kept.

    ``formula_only`` marks a formula whose value was never stored; its ``stored`` is the formula.
    """

    area: Area
    raw: str
    stored: str | None
    is_number: bool
    formula_only: bool


@dataclass(slots=True)
class SheetCells:
    """The cells of a sheet that hold something, by the row they begin in, and the slots with lines around them; rows
    and columns count from 0."""

    rows: dict[int, list[SheetCell]] = field(default_factory=lambda: defaultdict(list))
    merged: list[Area] = field(default_factory=list)
    ruled: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    title: str = ""
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    """The first of each run of hidden columns, from 0."""


def read_cells(shown: Any, formulas: Any | None) -> SheetCells:
    """Read an openpyxl worksheet; ``formulas`` is the same sheet with formulas instead of values, if it has any."""
    sheet = SheetCells(
        title=str(shown.title),
        hidden=shown.sheet_state != "visible",
        hidden_rows={row - 1 for row, dimension in shown.row_dimensions.items() if dimension.hidden},
        hidden_columns={
            column_index_from_string(letters) - 1
            for letters, dimension in shown.column_dimensions.items()
            if dimension.hidden
        },
    )
    anchors: dict[tuple[int, int], Area] = {}
    for merge in shown.merged_cells.ranges:
        area = Area(merge.min_row - 1, merge.min_col - 1, merge.max_row, merge.max_col)
        sheet.merged.append(area)
        anchors[area.row, area.column] = area
    # Its own iterators make a cell for every slot of the used area, which may be the whole sheet.
    for (row, column), cell in sorted(shown._cells.items()):
        place = (row - 1, column - 1)
        if _is_ruled(cell):
            sheet.ruled[place[0]].add(place[1])
        if isinstance(cell, MergedCell):
            continue
        area = anchors.get(place, Area(*place, place[0] + 1, place[1] + 1))
        found = _read_cell(cell, area, formulas)
        if found is not None:
            sheet.rows[place[0]].append(found)
    return sheet


def _read_cell(cell: Any, area: Area, formulas: Any | None) -> SheetCell | None:
    value = cell.value
    if value is None:
        formula = None if formulas is None else formulas._cells.get((cell.row, cell.column))
        if formula is None or formula.data_type != "f":
            return None
        return SheetCell(area, "", _formula_text(formula.value), False, True)
    code = cell.number_format
    local = CHINESE_DATE_FORMATS.get(cell._style.numFmtId) if cell.has_style else None
    if local and code == _GENERAL and isinstance(value, int | float) and not isinstance(value, bool):
        # openpyxl knows the American edition's built-in formats only, and gives the day's serial number.
        value, code = from_excel(value), local
    return said_cell(area, value, code)


def said_cell(area: Area, value: object, code: str) -> SheetCell | None:
    """A cell that keeps ``value`` and shows it by the number format ``code``; None where it is a text of nothing."""
    raw = display(value, code).strip()
    if not raw and isinstance(value, str):
        return None
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return SheetCell(area, raw, _stored(value), number, False)


def _formula_text(value: Any) -> str:
    """An array formula is an object with its text."""
    return str(getattr(value, "text", value))


def _stored(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value)


def _is_ruled(cell: Any) -> bool:
    """A line at the left or the right, or both above and below: a title over a table has at most one below."""
    if not cell.has_style:
        return False
    border = cell.border
    left, right, top, bottom = (
        side is not None and side.style is not None for side in (border.left, border.right, border.top, border.bottom)
    )
    return left or right or (top and bottom)


_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)"')


def merged_slots(sheet_xml: bytes) -> int:
    """How many slots the merged ranges of a sheet cover; the library makes an object for each."""
    return sum(
        (abs(int(bottom) - int(top)) + 1) * (abs(_column(right) - _column(left)) + 1)
        for left, top, right, bottom in _MERGE.findall(sheet_xml)
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
