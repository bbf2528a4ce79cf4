"""Cells → a grid in which every slot belongs to exactly one cell, whatever the file claims."""

from bisect import bisect_left
from collections.abc import Sequence

from extractor.document.content import GridCell
from extractor.errors import TooLarge

_MAX_SLOTS = 2_000_000
"""Rows x columns of one table. Far beyond any real table: only a hostile file comes here."""


def check_slots(rows: int, columns: int) -> None:
    """TooLarge where a table of this size would only fill the memory."""
    if rows * columns > _MAX_SLOTS:
        raise TooLarge(f"A table of {rows} x {columns} is over the limit of {_MAX_SLOTS} slots.")


def fill_slots(rows: int, columns: int, cells: Sequence[GridCell]) -> tuple[GridCell, ...]:
    """Give each slot of ``rows`` x ``columns`` exactly one owner; ordered by row, then column.

    Spans are clipped to the table and to slots that are still free, in the order given; a cell whose own slot is
    taken leaves its text to the owner, so that no text is lost; slots that nobody claims get an empty cell.
    """
    check_slots(rows, columns)
    owner = [-1] * (rows * columns)
    """For each slot, row by row, the slot in which its owner begins."""
    begun: dict[int, GridCell] = {}
    for cell in cells:
        row, column = cell.row, cell.column
        if not (0 <= row < rows and 0 <= column < columns):
            continue
        slot = row * columns + column
        if (taken := owner[slot]) >= 0:
            begun[taken] = _with_text(begun[taken], cell.raw)
            continue
        if cell.row_span == 1 == cell.column_span:  # by far the most; clipping looks at the neighbours
            owner[slot] = slot
            begun[slot] = cell
            continue
        placed = _clip(cell, rows, columns, owner)
        for start in range(slot, slot + placed.row_span * columns, columns):
            owner[start : start + placed.column_span] = [slot] * placed.column_span
        begun[slot] = placed
    if len(begun) == len(owner):
        return tuple(map(begun.__getitem__, owner))
    return tuple(
        begun[slot] if taken == slot else GridCell(slot // columns, slot % columns, "")
        for slot, taken in enumerate(owner)
        if taken in (slot, -1)
    )


def collapse_columns(columns: int, cells: Sequence[GridCell]) -> tuple[int, tuple[GridCell, ...]]:
    """Drop columns in which no cell begins: two columns merged in every row are one column of the table."""
    starts = sorted({cell.column for cell in cells})
    if len(starts) == columns:
        return columns, tuple(cells)
    place = [bisect_left(starts, column) for column in range(columns + 1)]
    moved = tuple(
        cell._replace(
            column=place[cell.column],
            column_span=place[cell.column + cell.column_span] - place[cell.column],
        )
        for cell in cells
    )
    return len(starts), moved


def _with_text(cell: GridCell, text: str) -> GridCell:
    return cell._replace(raw="\n".join(part for part in (cell.raw, text) if part)) if text else cell


def _clip(cell: GridCell, rows: int, columns: int, owner: Sequence[int]) -> GridCell:
    """The largest part of the span, widest first, that is inside the table and free."""

    def free(row: int, column: int) -> bool:
        return owner[row * columns + column] < 0

    last_column = min(columns, cell.column + max(1, cell.column_span))
    last_row = min(rows, cell.row + max(1, cell.row_span))
    width = 1
    while cell.column + width < last_column and free(cell.row, cell.column + width):
        width += 1
    height = 1
    while cell.row + height < last_row and all(
        free(cell.row + height, column) for column in range(cell.column, cell.column + width)
    ):
        height += 1
    if (height, width) == (cell.row_span, cell.column_span):
        return cell
    return cell._replace(row_span=height, column_span=width)
