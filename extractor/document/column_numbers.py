"""Column numbers (栏次) that strayed into the body of a table: found by what they are and by what they contradict."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.document.number import decimals, read_amount
from extractor.document.table import Cell, Table
from extractor.document.text import folded, without_space

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

    The header must print column numbers; the other amounts must all be printed with decimals, so that a small
    integer is none of them; and the integers must, in reading order, go on where the header's numbers end.
    """
    body = _first_body_row(table)
    printed = _header_numbers(table, body)
    if not printed:
        return ()
    amounts = [cell for cell in table.cells if cell.row >= body and cell.role in ("data", "row_attribute")]
    columns = {cell.column for cell in amounts if _is_amount_column(table, cell.column)}
    numbers = [(cell, value) for cell in amounts if cell.column in columns and (value := _value(cell)) is not None]
    witnesses = [value for _, value in numbers if decimals(value) > 0]
    suspects = [(cell, int(value)) for cell, value in numbers if decimals(value) == 0 and value != 0]
    if len(witnesses) < _FEWEST_WITNESSES or not suspects or any(number > LARGEST for _, number in suspects):
        return ()
    run = [number for _, number in suspects]
    if run != list(range(run[0], run[0] + len(run))) or run[0] < 1:
        return ()
    last = max(printed)
    evidence = [f"{len(witnesses)} amounts of the table have decimals, these {len(run)} integers have none"]
    if last < run[0] <= last + 1 + _LONGEST_GAP:
        evidence.append(f"the header's column numbers end at {last}, these go on with {run[0]}")
        confidence = 0.95 if run[0] == last + 1 else 0.85
    elif set(run) <= printed and run[-1] == last and len(run) > 1:
        evidence.append(f"they repeat the header's column numbers {run[0]} to {last}")
        confidence = 0.85
    else:
        return ()
    return tuple(_weigh(cell, number, evidence, confidence, numbers) for cell, number in suspects)


def _weigh(
    cell: Cell,
    number: int,
    evidence: Sequence[str],
    confidence: float,
    numbers: Sequence[tuple[Cell, Decimal]],
) -> StrayNumber:
    """Add what the arithmetic of the row and of the column says against the number as an amount."""
    grounds = list(evidence)
    in_row = [value for other, value in numbers if other.row == cell.row and decimals(value) > 0]
    below = [
        value for other, value in numbers if other.column == cell.column and other.row > cell.row and decimals(value)
    ]
    if len(in_row) > 1 and in_row[0] == sum(in_row[1:], Decimal(0)):
        grounds.append("the row adds up without it")
    if below and max(below) > number:
        grounds.append(f"it stands over {max(below)} in its column")
    gained = 0.08 * (len(grounds) - len(evidence))
    return StrayNumber(cell, number, tuple(grounds), min(0.99, round(confidence + gained, 2)))


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
