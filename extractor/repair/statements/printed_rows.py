"""A printed row in the columns of a table's model, before anything is moved."""

from collections.abc import Sequence

from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import BLANK, Entry
from extractor.repair.statements.row_placement import Placing


def expected_columns(columns: Sequence[int | None]) -> list[float]:
    """The model's column of each printed one; one without is half a column behind the one before, or a whole one
    where none follows: there a row was pushed over the edge."""
    last = max((place for place, column in enumerate(columns) if column is not None), default=-1)
    expected: list[float] = []
    for place, column in enumerate(columns):
        before = expected[-1] if expected else -1.0
        if column is not None:
            expected.append(float(column))
        else:
            expected.append(before + (0.5 if place < last and before % 1 == 0 else 1.0 if place > last else 0.0))
    return expected


def as_printed(entries: Sequence[Entry], columns: Sequence[int | None], model: Model) -> Placing | None:
    """The row where the block's map puts it; None where an entry stands in no column."""
    row = [BLANK] * model.width
    cost = 0.0
    for entry, column in zip(entries, columns, strict=True):
        if entry.is_blank:
            continue
        if column is None or not row[column].is_blank:
            return None
        row[column] = entry
        cost += model.misfit(entry.text, column)
    return Placing(cost, tuple(row))


def left_as_printed(entries: Sequence[Entry], columns: Sequence[int | None], width: int) -> list[Entry]:
    """The entries in their columns, what has none behind the last one."""
    row = [BLANK] * width
    rest: list[Entry] = []
    for entry, column in zip(entries, columns, strict=True):
        if entry.is_blank:
            continue
        if column is None or not row[column].is_blank:
            rest.append(entry)
        else:
            row[column] = entry
    return row + rest
