"""What the rows beside a page break say of a join: their numbers, and totals of everything."""

import re
from collections.abc import Sequence

from extractor.document.content import Grid
from extractor.document.number import is_number
from extractor.document.text import without_space
from extractor.document.total_words import is_grand_total

_LAST_CELLS = 400
"""Cells at either end of a grid in which one of its first or last rows is looked for."""
_OF_THE_YEAR = re.compile("[本当]年")
"""本年支出合计 is followed by what is carried over."""


def row_evidence(before: Grid, depth: int, after: Grid, skip: int) -> list[str]:
    """What the last rows above the break and the first below it say: a total, numbers that go on or begin again."""
    kinds = []
    last, ahead, first = (_row(before, before.rows - 1), _row(before, before.rows - 2), _row(after, skip))
    if _is_total_of_all(last):
        kinds.append("ended_with_total")
        last, ahead = ahead, _row(before, before.rows - 3)
    began, then, now = (_counter(row) for row in (_first_item(before, depth), last, first))
    if then is None or now is None:
        return kinds
    if now == then + 1 and (then == began or _counter(ahead) == then - 1):
        kinds.append("numbering_goes_on")
    elif now == 1 and (began == 1 or _counter(ahead) == then - 1):
        kinds.append("numbering_begins_again")
    return kinds


def total_evidence(before: Grid, depth: int, after: Grid, skip: int) -> list[str]:
    """Whether the piece has a grand total at its beginning or end, with other amounts than the one that the table has
    at either of these places: a table has one total of everything."""
    ends = [_grand_total(before, row) for row in (depth, before.rows - 1)]
    again = [_grand_total(after, row) for row in (skip, after.rows - 1)]
    known = [amounts for amounts in ends if amounts]
    if known and any(amounts not in known for amounts in again if amounts):
        return ["total_again" if skip else "total_again_without_header"]
    return []


def _first_item(grid: Grid, depth: int) -> list[str]:
    """The first row of the body, below its total where that stands above."""
    first = _row(grid, depth)
    return _row(grid, depth + 1) if _is_total_of_all(first) else first


def _is_total_of_all(row: Sequence[str]) -> bool:
    """Whether the first text of a row is that of a grand total (not of this year alone)."""
    texts = [text for text in row if text]
    return bool(texts) and is_grand_total(texts[0]) and not _OF_THE_YEAR.match(texts[0])


def _grand_total(grid: Grid, row: int) -> list[str]:
    """The amounts of a row that is a grand total, perhaps below a blank code or number; none of another row."""
    texts = [text for text in _row(grid, row) if text]
    words = [text for text in texts if not is_number(text)]
    return [text for text in texts if is_number(text)] if _is_total_of_all(words) else []


def _row(grid: Grid, row: int) -> list[str]:
    """The texts of the cells that begin in a row near the top or the end of the grid."""
    near = grid.cells[-_LAST_CELLS:] if row > grid.rows // 2 else grid.cells[:_LAST_CELLS]
    return [without_space(cell.raw) for cell in near if cell.row == row]


def _counter(row: Sequence[str]) -> int | None:
    """The line number with which a row begins."""
    text = row[0] if row else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 and is_number(text) else None
