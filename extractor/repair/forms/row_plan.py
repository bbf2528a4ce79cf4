"""A torn table with rows cut in two or joined: the grid written anew, its rows numbered again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractor.document.table import Cell, Row, Table, row_values, slots_of
from extractor.document.text import single_spaced

Texts = Mapping[int, str]
"""Texts of one row by grid column."""


@dataclass(slots=True)
class RowPlan:
    """What becomes of the rows of one table: ``cut`` gives the texts of a row and of a new one below it, ``joined``
    names for a row that goes the one above that takes its texts."""

    cut: dict[int, tuple[Texts, Texts]] = field(default_factory=dict)
    joined: dict[int, int] = field(default_factory=dict)

    def touches(self, row: int) -> bool:
        """Whether the row is cut, goes, or takes the texts of another one."""
        return row in self.cut or row in self.joined or row in self.joined.values()


def places_after(plan: RowPlan, rows: int) -> list[int]:
    """The new number of each old row; one that is joined has that of the row which takes it."""
    places: list[int] = []
    at = 0
    for row in range(rows):
        if row in plan.joined:
            places.append(places[plan.joined[row]])
            continue
        places.append(at)
        at += 2 if row in plan.cut else 1
    return places


def carry_out(table: Table, plan: RowPlan) -> Table:
    """The table with its rows cut and joined. A new row's cells print nothing (``raw`` is blank); a cell that takes
    another one's text prints both, a line each."""
    if not plan.cut and not plan.joined:
        return table
    height = max(cell.row + cell.row_span for cell in table.cells)
    places = places_after(plan, height)
    rest = {(plan.joined[c.row], c.column): c for c in table.cells if c.row in plan.joined}
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.row in plan.joined:
            continue
        if cell.row in plan.cut:
            above, below = plan.cut[cell.row]
            cells.append(_moved(cell, places[cell.row], text=single_spaced(above.get(cell.column, ""))))
            text = single_spaced(below.get(cell.column, ""))
            cells.append(_moved(replace(cell, raw=""), places[cell.row] + 1, text=text))
        else:
            cells.append(_moved(_with_rest(cell, rest.get((cell.row, cell.column))), places[cell.row]))
    cells = [replace(cell, id=f"{table.id}.r{cell.row}c{cell.column}") for cell in cells]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return _with_cells(table, cells, places)


def _moved(cell: Cell, row: int, text: str | None = None) -> Cell:
    return replace(cell, row=row, text=cell.text if text is None else text)


def _with_rest(cell: Cell, rest: Cell | None) -> Cell:
    if rest is None or not rest.raw.strip():
        return cell
    if not cell.raw.strip():
        return replace(cell, text=rest.text, raw=rest.raw, line=rest.line)
    return replace(cell, text=single_spaced(cell.text + rest.text), raw=f"{cell.raw}\n{rest.raw}")


def _with_cells(table: Table, cells: Sequence[Cell], places: Sequence[int]) -> Table:
    height = max(cell.row for cell in cells) + 1
    slots = slots_of(cells, height, len(table.columns))
    roles = {places[table.header_rows + n]: row.role for n, row in reversed(list(enumerate(table.rows)))}
    first = table.header_rows
    rows = tuple(Row(row_values(slots[n]), roles.get(n, "body")) for n in range(first, height))
    last = [*places[1:], height]
    parts = tuple(
        replace(part, first_row=places[part.first_row], last_row=max(places[part.last_row], last[part.last_row] - 1))
        for part in table.parts
    )
    return replace(table, cells=tuple(cells), rows=rows, parts=parts)
