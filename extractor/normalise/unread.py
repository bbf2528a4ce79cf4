"""Amount columns whose cells hold no amount, or display less than they store: said, never guessed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from extractor.document.check import Problem
from extractor.document.number import holds_two_numbers, read_money
from extractor.document.table import Cell, Table
from extractor.document.vocabulary import ColumnRole, TableKind
from extractor.normalise.cell_text import printed_text

_NO_STATEMENTS: frozenset[TableKind] = frozenset(("project_targets", "contents", "other"))
_AMOUNT_ROLES: frozenset[ColumnRole] = frozenset(("total", "amount"))
_LONGEST_SHOWN = 40
_HALF_A_CENT = Decimal("0.005")
"""Binary fractions are stored with noise far below it; two decimals are what statements print."""


def unread_amounts(tables: Iterable[Table]) -> list[Problem]:
    """A problem for each body cell of a statement's amount columns that holds text and no amount.

    ``two_numbers_in_cell`` where it holds several numbers, as when the border between two rows was lost; else
    ``unread_amount``. A merged cell is named once; headings over a whole row are no amounts.
    """
    return [
        _problem(table, cell) for table in tables if table.kind not in _NO_STATEMENTS for cell in _unread_cells(table)
    ]


def rounded_amounts(tables: Iterable[Table]) -> list[Problem]:
    """A problem ``displayed_rounded`` for each amount that a sheet displays other than it stores it, to the cent.

    The displayed amount is the one that is read: it is what was published.
    """
    return [
        Problem(
            "displayed_rounded",
            "warning",
            f"Cell {cell.id} displays {cell.text!r} and stores {cell.stored}; the displayed amount was read.",
            cell.boxes[0].page if cell.boxes else None,
            (cell.id,),
        )
        for table in tables
        if table.kind not in _NO_STATEMENTS
        for cell in _cells_of_amounts(table)
        if _is_rounded(cell)
    ]


def _is_rounded(cell: Cell) -> bool:
    if cell.stored is None or (money := read_money(printed_text(cell))) is None or money.reading.value is None:
        return False
    try:
        stored = Decimal(cell.stored)
    except InvalidOperation:
        return False
    return stored.is_finite() and abs(stored - money.reading.value) > _HALF_A_CENT


def _unread_cells(table: Table) -> Iterator[Cell]:
    """The body cells of amount columns that are not read, in reading order."""
    return (cell for cell in _cells_of_amounts(table) if read_money(printed_text(cell)) is None)


def _cells_of_amounts(table: Table) -> Iterator[Cell]:
    """The body cells that begin in an amount column, in reading order."""
    columns = {index for index, column in enumerate(table.columns) if column.role in _AMOUNT_ROLES}
    for cell in table.cells:
        row = cell.row - table.header_rows
        if cell.column not in columns or not 0 <= row < len(table.rows) or cell.role == "column_number":
            continue
        if table.rows[row].role != "section":
            yield cell


def _problem(table: Table, cell: Cell) -> Problem:
    shown = cell.text if len(cell.text) <= _LONGEST_SHOWN else f"{cell.text[:_LONGEST_SHOWN]}…"
    page = cell.boxes[0].page if cell.boxes else None
    if holds_two_numbers(printed_text(cell)):
        text = (
            f"Cell {cell.id} of {table.id} holds several numbers, {shown!r}; none was taken. Read them in the source."
        )
        return Problem("two_numbers_in_cell", "warning", text, page, (cell.id,))
    text = f"Cell {cell.id} stands in a column of amounts and holds none: {shown!r}. Read it in the source."
    return Problem("unread_amount", "warning", text, page, (cell.id,))
