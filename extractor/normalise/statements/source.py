"""One table as the statement reader sees it: meanings of columns, cells by place, amounts read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.document.number import read_money
from extractor.document.record import Amount
from extractor.document.table import Cell, Table, slots_of
from extractor.document.text import folded, without_space
from extractor.document.vocabulary import Measure, Phase, TableKind
from extractor.normalise.cell_text import printed_text
from extractor.normalise.statements.groups import Group, divide_columns
from extractor.normalise.statements.measures import ColumnMeaning, Defaults, phase_in, read_column
from extractor.normalise.statements.public_expenses import with_whole
from extractor.normalise.statements.sums_of_uses import with_sums_of_uses
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
    indents: Mapping[str, float]
    """By id of the cell, in ems; only of names that are set in."""

    def amount(self, row: int, column: int) -> Amount | None:
        """The amount in body row ``row``; None where the text is none, a merged cell goes on, or is counted above."""
        text, cell = self._value(row, column), self._cell(row, column)
        grid_row = self.table.header_rows + row
        if text is None or (cell is not None and cell.row < grid_row):
            return None
        money = read_money(text if cell is None else printed_text(cell))
        if money is None:
            return None
        meaning, reading = self.meanings[column], money.reading
        unit = money.unit or meaning.unit
        return Amount(
            measure=meaning.measure,
            period=meaning.period,
            phase=meaning.phase,
            fund=meaning.fund,
            raw=without_space(text),
            mark=reading.mark,
            value=reading.value,
            unit=unit,
            yuan=in_yuan(reading.value, unit),
            cell=cell.id if cell else f"{self.table.id}.r{grid_row}c{column}",
        )

    def indent(self, row: int, column: int | None) -> float:
        """How many ems the name in body row ``row`` is set in; 0 of one that is not, and of none."""
        cell = self._cell(row, column) if column is not None else None
        return self.indents.get(cell.id, 0.0) if cell is not None else 0.0

    def unread(self, row: int, column: int) -> str | None:
        """What body row ``row`` prints in an amount column, on one line, where that is no amount; else None."""
        text, cell = self._value(row, column), self._cell(row, column)
        if not text or read_money(text if cell is None else printed_text(cell)) is not None:
            return None
        return text if cell is None else cell.text

    def _value(self, row: int, column: int) -> str | None:
        values = self.table.rows[row].values
        return values[column] if column < len(values) else None

    def _cell(self, row: int, column: int) -> Cell | None:
        slots = self.slots[self.table.header_rows + row]
        return slots[column] if column < len(slots) else None


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
    if table.kind == "three_public":
        meanings = with_whole(meanings)
    meanings = with_sums_of_uses(meanings)
    slots = slots_of(table.cells, table.header_rows + len(table.rows), len(table.columns))
    return StatementSource(table, groups, meanings, slots, {one.cell: one.ems for one in table.indents})


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
