"""The grid of a form as rules look at it: what stands at a place, and what heads it."""

from collections.abc import Mapping

from extractor.document.number import read_amount
from extractor.document.table import Cell
from extractor.document.text import folded, without_space
from extractor.verify.facts import CellPlace, Facts, made_once
from extractor.verify.identity import Term

Grid = Mapping[tuple[int, int], Cell]
"""The cells of a table by the row and column that they begin at."""


def grid_of(facts: Facts, table: str) -> Grid:
    """The grid of a table, made once; empty where the table is not known."""
    return made_once(facts, f"grid of {table}", lambda given: _grid(given, table))


def _grid(facts: Facts, table: str) -> Grid:
    found = facts.tables.get(table)
    return {(cell.row, cell.column): cell for cell in found.cells} if found is not None else {}


def amount_at(grid: Grid, row: int, column: int) -> Term | None:
    """The amount at a place, with None for a blank or a dash; None for a word, a share (50%) or no cell."""
    cell = grid.get((row, column))
    reading = read_amount(cell.text) if cell is not None else None
    return Term(cell.id, reading.value) if cell is not None and reading is not None else None


def head_above(grid: Grid, place: CellPlace) -> str:
    """The nearest text above a place that is no amount, folded; empty where there is none."""
    for row in range(place.row - 1, -1, -1):
        cell = grid.get((row, place.column))
        if cell is not None and without_space(cell.text) and read_amount(cell.text.strip().rstrip("%％")) is None:
            return folded(cell.text)
    return ""
