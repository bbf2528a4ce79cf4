"""The logical cells of a sheet: what each displays, where it reaches, whether lines are drawn around it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from extractor.document.indent import ems_before
from extractor.sources.sheets.number_format import display


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
    indent: float = 0.0
    """How many ems its text is set in, by its style and by white space."""


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
    under_merged: list[Area] = field(default_factory=list)
    """The slots under merged ranges that hold something which the sheet does not show."""
    given_twice: list[Area] = field(default_factory=list)
    """The slots that the file fills twice; the last is read."""
    pictures: int = 0
    """How many cells show a picture."""
    heads: list[str] = field(default_factory=list)
    feet: list[str] = field(default_factory=list)
    """What is printed at the head and the foot of its pages, codes among the texts."""


def said_cell(area: Area, value: object, code: str, indent: int = 0) -> SheetCell | None:
    """A cell that keeps ``value`` and shows it by the number format ``code``, set in by so many steps; None where it is
    a text of nothing."""
    if isinstance(value, str) and not value.strip():
        return None
    shown = display(value, code)
    raw = shown.strip()
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return SheetCell(area, raw, _stored(value), number, False, indent + ems_before(shown))


NOTHING = ";;;"
"""The number format that shows nothing of any value."""


def hides_value(cell: SheetCell) -> bool:
    """Whether the cell keeps a text, or a number other than 0, that its number format does not show."""
    if cell.raw or cell.stored is None or cell.formula_only:
        return False
    return not cell.is_number or any(digit in "123456789" for digit in cell.stored)


def _stored(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value)
