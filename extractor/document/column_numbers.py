"""Column numbers (栏次) that strayed into the body of a table: found by what they are and by what they contradict."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.document.nearby_sums import sum_that_excludes, sum_that_needs
from extractor.document.number import decimals, read_amount
from extractor.document.table import Cell, Table
from extractor.document.text import folded, without_space

SURE = 0.92
"""From this confidence on a finding is beyond doubt by its own evidence."""
DOUBTFUL = 0.6
LARGEST = 19
"""A larger integer is taken for an amount."""
_LONGEST_GAP = 2
"""So many column numbers may be lost between the last one of the header and the first one that strayed."""
_FEWEST_WITNESSES = 2
"""So many amounts printed with decimals show the style of the table."""
_AMOUNT_ROLES = frozenset(("total", "amount", "other"))
_COUNTED_HEADING = re.compile("序号|编码|代码|数量|单价|人数|个数|面积|台|辆|名称|单位|年限|^[类款项]$")
_EARLY_ROWS = 4
"""So far down a torn header may have left its row of column numbers."""
_NUMBER = re.compile(r"\d{1,2}")
_ENDING_NUMBER = re.compile(r"(?:^|\s)(\d{1,2})$")


@dataclass(frozen=True, slots=True)
class StrayNumber:
    """A body cell that holds a column number, with the grounds for saying so and how sure they make it."""

    cell: Cell
    number: int
    evidence: tuple[str, ...]
    confidence: float


def find_stray_numbers(table: Table) -> tuple[StrayNumber, ...]:
    """The stray column numbers of one table, in reading order.

    The header must print column numbers; the other amounts must all be printed with equally many decimals, so that a
    small integer is none of them; the integers must, in reading order, go on where the header's numbers end or
    repeat the last of them; and no sum of the table may need one of them: an amount that the arithmetic needs is an
    amount. Sure (``SURE`` or more) is a number that a sum of its row or column excludes, and a run of two or more of
    which one is excluded or which goes on without a gap; any other finding is a doubt (``DOUBTFUL``).
    """
    body = _first_body_row(table)
    printed = _header_numbers(table, body)
    if not printed:
        return ()
    amounts = [cell for cell in table.cells if cell.row >= body and cell.role in ("data", "row_attribute")]
    columns = {cell.column for cell in amounts if _is_amount_column(table, cell.column)}
    numbers = [(cell, value) for cell in amounts if cell.column in columns and (value := _value(cell)) is not None]
    suspects = _suspects(numbers)
    run = [number for _, number in suspects]
    grounds = _grounds(run, printed)
    if grounds is None or any(sum_that_needs(table, cell, numbers) for cell, _ in suspects):
        return ()
    witnesses = len(numbers) - len(suspects)
    shared = (f"{witnesses} amounts of the table have decimals, these {len(run)} integers have none", grounds)
    excluded = [sum_that_excludes(table, cell, numbers) for cell, _ in suspects]
    goes_on = run[0] == max(printed) + 1
    carried = len(run) > 1 and (goes_on or any(excluded))
    return tuple(
        StrayNumber(cell, number, (*shared, reason) if reason else shared, _confidence(bool(reason), carried))
        for (cell, number), reason in zip(suspects, excluded, strict=True)
    )


def _confidence(excluded: bool, carried: bool) -> float:
    if excluded:
        return 0.99 if carried else 0.95
    return SURE if carried else DOUBTFUL


def _suspects(numbers: Sequence[tuple[Cell, Decimal]]) -> list[tuple[Cell, int]]:
    """The small integers among amounts that all have the same decimals; none where the amounts show no such style."""
    places = [decimals(value) for _, value in numbers if decimals(value) > 0]
    suspects = [(cell, int(value)) for cell, value in numbers if decimals(value) == 0 and value != 0]
    shown = len(places) >= _FEWEST_WITNESSES and len(set(places)) == 1
    return suspects if shown and all(0 < number <= LARGEST for _, number in suspects) else []


def _grounds(run: Sequence[int], printed: Collection[int]) -> str | None:
    """How the integers go on from the header's numbers, or repeat the end of them; None where they do not."""
    if not run or list(run) != list(range(run[0], run[0] + len(run))):
        return None
    last = max(printed)
    if last < run[0] <= last + 1 + _LONGEST_GAP:
        return f"the header's column numbers end at {last}, these go on with {run[0]}"
    if set(run) <= set(printed) and run[-1] == last and len(run) > 1:
        return f"they repeat the header's column numbers {run[0]} to {last}"
    return None


def _first_body_row(table: Table) -> int:
    """The grid row after the header; a torn header may have left its row of column numbers among the first rows."""
    early = range(table.header_rows, min(table.header_rows + _EARLY_ROWS, table.header_rows + len(table.rows)))
    numbered = (row for row in early if _is_number_row(table.rows[row - table.header_rows].values))
    return next(numbered, table.header_rows - 1) + 1


def _is_number_row(values: Sequence[str | None]) -> bool:
    """Whether a row holds nothing but 栏次 and the numbers 1, 2, 3 … (three of them at least)."""
    texts = [text for text in values if text and text != "栏次"]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _header_numbers(table: Table, body: int) -> frozenset[int]:
    """The column numbers that the header prints, in a row of their own or at the end of a heading (``金额 2``)."""
    rows = [cell for cell in table.cells if cell.role == "column_number" or table.header_rows <= cell.row == body - 1]
    own = {int(text) for text in _numbers_in(rows)}
    if own:
        return frozenset(own)
    heading = (cell for cell in table.cells if cell.row < table.header_rows)
    fused = [int(found[1]) for cell in heading if (found := _ENDING_NUMBER.search(cell.raw.strip()))]
    return frozenset(fused) if len(fused) > 1 and set(fused) >= set(range(1, max(fused) + 1)) else frozenset()


def _numbers_in(cells: Iterable[Cell]) -> list[str]:
    return [text for cell in cells if _NUMBER.fullmatch(text := without_space(cell.text))]


def _value(cell: Cell) -> Decimal | None:
    reading = read_amount(cell.text)
    return reading.value if reading is not None else None


def _is_amount_column(table: Table, column: int) -> bool:
    """Whether the column may hold amounts: not a number, code, name or quantity by its role or heading."""
    if column == 0 or column >= len(table.columns):
        return False
    found = table.columns[column]
    return found.role in _AMOUNT_ROLES and not any(_COUNTED_HEADING.search(folded(part)) for part in found.path)
