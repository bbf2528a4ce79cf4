"""One table as the statement reader sees it: meanings of columns, cells by place, amounts read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.document.number import read_amount
from extractor.document.record import Amount
from extractor.document.table import Cell, Table, slots_of
from extractor.document.text import folded, without_space
from extractor.document.vocabulary import Measure, Phase, TableKind
from extractor.normalise.statements.groups import Group, divide_columns
from extractor.normalise.statements.measures import ColumnMeaning, Defaults, phase_in, read_column
from extractor.normalise.units import as_unit, in_yuan

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_FUND_OF_KIND: dict[TableKind, Measure] = {
    "general_public_expenditure": "general_public",
    "government_fund": "government_fund",
    "state_capital": "state_capital",
}


@dataclass(frozen=True, slots=True)
class StatementContext:
    """What the document says for all of its tables: the year, and the phase of amounts that name none."""

    fiscal_year: int | None = None
    phase: Phase = "budget"


@dataclass(frozen=True, slots=True)
class StatementSource:
    """A table with the meaning of each amount column and the cell in each slot of the grid."""

    table: Table
    groups: tuple[Group, ...]
    meanings: Mapping[int, ColumnMeaning]
    slots: Sequence[Sequence[Cell | None]]

    def amount(self, row: int, column: int) -> Amount | None:
        """The amount in body row ``row``; None where the text is none, a merged cell goes on, or is counted above."""
        values = self.table.rows[row].values
        text = values[column] if column < len(values) else None
        reading = None if text is None else read_amount(text)
        grid_row = self.table.header_rows + row
        cell = self.slots[grid_row][column] if column < len(self.slots[grid_row]) else None
        if text is None or reading is None or (cell is not None and cell.row < grid_row):
            return None
        meaning = self.meanings[column]
        return Amount(
            measure=meaning.measure,
            period=meaning.period,
            phase=meaning.phase,
            fund=meaning.fund,
            raw=without_space(text),
            mark=reading.mark,
            value=reading.value,
            unit=meaning.unit,
            yuan=in_yuan(reading.value, meaning.unit),
            cell=cell.id if cell else f"{self.table.id}.r{grid_row}c{column}",
        )


def open_table(table: Table, context: StatementContext) -> StatementSource:
    """Work out what each amount column of ``table`` means; the title says year and phase before the context does."""
    defaults = _defaults(table, context)
    groups = divide_columns(table.columns, table.kind)
    meanings: dict[int, ColumnMeaning] = {}
    for group in groups:
        labels = [table.columns[index].path for index in group.labels]
        for index in group.amounts:
            column = table.columns[index]
            shared = max((_shared(column.path, path) for path in labels), default=0)
            meaning = read_column(column.path, defaults, shared=shared)
            if column.role == "quantity":
                meaning = replace(meaning, measure="quantity", fund=None, unit=None)
            elif column.role == "unit_price":
                meaning = replace(meaning, measure="unit_price")
            meanings[index] = meaning
    slots = slots_of(table.cells, table.header_rows + len(table.rows), len(table.columns))
    return StatementSource(table, groups, meanings, slots)


def _defaults(table: Table, context: StatementContext) -> Defaults:
    """Assets are counted on a day (截止时间), whatever year the document is of."""
    title = folded(table.title or "")
    said = _YEAR.search(title)
    year = context.fiscal_year or (int(said.group(1)) if said else None)
    phase = phase_in([title]) or context.phase
    if table.kind == "assets":
        day = _YEAR.search(table.as_of or "")
        year, phase = (int(day.group(1)) if day else year), "actual"
    return Defaults(year, phase, _FUND_OF_KIND.get(table.kind), as_unit(table.unit))


def _shared(path: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many leading elements two header paths share."""
    pairs = enumerate(zip(path, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(path), len(other)))
