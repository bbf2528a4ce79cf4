"""Sums around one cell of a table: does an amount of its row or column need the number that stands there?"""

from collections.abc import Sequence
from decimal import Decimal

from extractor.document.table import Cell, Table
from extractor.document.text import folded, without_space

_REACH = 120
"""So many amounts before and after the number may belong to a sum with it."""
_CODE = range(3, 8, 2)
"""Lengths of the codes whose levels make the tree of a column: 类 3, 款 5, 项 7 digits."""
_SUBSETS = ("其中", "增减", "比上年", "较上年", "%", "率")
"""Words of columns that are no part of their row's total."""
_WHOLES = ("合计", "总计")

Numbers = Sequence[tuple[Cell, Decimal]]
"""The amounts of a table with their cells."""


def sum_that_needs(table: Table, cell: Cell, numbers: Numbers) -> str | None:
    """Say which sum of the row or the column holds with the number of ``cell`` in it; None where there is none.

    A sum is a run of neighbours with the amount beside the run, or with a total of the row or column; in a column
    with codes also a run of siblings with the line above them. A lone equal amount counts as a sum of one part.
    """
    row = [(other, value) for other, value in numbers if other.row == cell.row]
    found = _run_with(row, cell, frozenset(other.id for other, _ in row if _is_total_column(table, other.column)))
    if found is not None:
        return f"in its row {found}"
    column = [(other, value) for other, value in numbers if other.column == cell.column]
    totals = frozenset(other.id for other, _ in column if _is_total_row(table, other.row))
    found = _run_with(column, cell, totals) or _siblings_with(table, column, cell, totals)
    return f"in its column {found}" if found is not None else None


def sum_that_excludes(table: Table, cell: Cell, numbers: Numbers) -> str | None:
    """Say what holds of the row or the column without the number of ``cell`` and fails with it; None for nothing.

    The row's first amount is the sum of the others; the row's total is blank though every other row with an amount
    beside the total has one; a total stands over a larger part, and nothing of the column is negative.
    """
    if any(word in folded(part) for part in table.columns[cell.column].path for word in _SUBSETS):
        return None
    number = next(value for other, value in numbers if other.id == cell.id)
    row = [value for other, value in numbers if other.row == cell.row and other.id != cell.id]
    first = min((other.column for other, _ in numbers if other.row == cell.row), default=cell.column)
    if len(row) > 1 and first < cell.column and row[0] == sum(row[1:], Decimal(0)) and number:
        return "the row adds up without it"
    if _total_is_blank(table, cell, numbers):
        return "the row's total is blank, and no other row has an amount without a total"
    below = [value for other, value in numbers if other.column == cell.column and other.id != cell.id]
    if _is_total_row(table, cell.row) and below and min(below) >= 0 and max(below) > number:
        return f"it stands as a total over {max(below)} in its column"
    return None


def _run_with(line: Numbers, cell: Cell, totals: frozenset[str]) -> str | None:
    """A run of the line that holds the cell and makes the amount beside the run or one of the totals."""
    place = next(n for n, (other, _) in enumerate(line) if other.id == cell.id)
    sums = {value for other, value in line if other.id in totals and other.id != cell.id}
    before, after = max(0, place - _REACH), min(len(line), place + _REACH + 1)
    for start in range(before, place + 1):
        made = sum((value for _, value in line[start:place]), Decimal(0))
        for end in range(place, after):
            made += line[end][1]
            beside = {line[n][1] for n in (start - 1, end + 1) if 0 <= n < len(line)}
            inside = {value for other, value in line[start : end + 1] if other.id in totals}
            if made in beside or made in sums - inside:
                return f"{end - start + 1} amounts with it make {made}"
    others = [value for other, value in line if other.id != cell.id]
    number = line[place][1]
    for neighbours in (others[place:], others[:place][::-1]):
        made = Decimal(0)
        for count, value in enumerate(neighbours[:_REACH], start=1):
            made += value
            if made == number:
                return f"{count} amounts make it"
    return None


def _siblings_with(table: Table, column: Numbers, cell: Cell, totals: frozenset[str]) -> str | None:
    """The children of the cell's parent by code, or the lines of the top level, make the parent or a total."""
    codes = {other.row: _code_of(table, other.row) for other, _ in column}
    own = codes[cell.row]
    if own is None:
        return None
    parent = own[:-2] if len(own) > min(_CODE) else ""
    siblings = [
        value
        for other, value in column
        if (code := codes[other.row]) and len(code) == len(own) and code[: len(parent)] == parent
    ]
    wholes = {
        value
        for other, value in column
        if (parent and codes[other.row] == parent) or (not parent and other.id in totals)
    }
    made = sum(siblings, Decimal(0))
    return f"{len(siblings)} lines of its level make {made}" if made in wholes else None


def _total_is_blank(table: Table, cell: Cell, numbers: Numbers) -> bool:
    """Whether the total left of the cell is blank in its row only, of the rows that have amounts beside the total."""
    whole = next((n for n in range(cell.column - 1, 0, -1) if _is_total_column(table, n)), None)
    if whole is None:
        return False
    totals = {other.row for other, _ in numbers if other.column == whole}
    parted = {other.row for other, _ in numbers if whole < other.column and other.row != cell.row}
    alone = not any(other.row == cell.row and other.column >= whole and other.id != cell.id for other, _ in numbers)
    return alone and cell.row not in totals and bool(parted) and parted <= totals


def _is_total_column(table: Table, column: int) -> bool:
    found = table.columns[column]
    return found.role == "total" or (bool(found.path) and folded(found.path[-1]) in _WHOLES)


def _is_total_row(table: Table, row: int) -> bool:
    place = row - table.header_rows
    return 0 <= place < len(table.rows) and table.rows[place].role == "total"


def _code_of(table: Table, row: int) -> str | None:
    values = table.rows[row - table.header_rows].values if row >= table.header_rows else ()
    roles = (column.role for column in table.columns)
    found = (without_space(text) for text, role in zip(values, roles, strict=False) if text and role.endswith("_code"))
    return next((text for text in found if text.isdigit() and len(text) in _CODE), None)
