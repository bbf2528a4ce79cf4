"""Whether a ``<table>`` holds data or only puts things side by side, as old pages do."""

from typing import Final

from extractor.sources.html.css import StyleSheet
from extractor.sources.html.node import Node
from extractor.sources.html.table import PlacedTable, nested_tables

_PROSE_CELL_CHARACTERS: Final = 400
_MOST_CELLS_OF_A_LINE: Final = 3
"""An unruled row of so few cells (department, date, unit) is a line over a table, not a table."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def is_layout(table: Node, placed: PlacedTable, has_lines: bool, styles: StyleSheet) -> bool:
    """Whether the table's cells are to be read one after the other, as if it were not there.

    Data are: a ruled table of several columns, one with a caption or header cells. Layout is: what says so itself,
    one column, one line, more text in nested tables than beside them, cells with headings or prose.
    """
    if table.get("role") in ("presentation", "none"):
        return True
    widest = _widest(placed)
    if widest < 2:
        return True
    inner = [text for nested in nested_tables(table) for text in _texts(nested)]
    if inner and 2 * sum(map(len, inner)) > sum(map(len, _texts(table))):
        return True
    drawn = has_lines or any(styles.is_ruled(cell.node) for cell in placed.cells)
    if drawn or placed.caption is not None or any(cell.node.tag == "th" for cell in placed.cells):
        return False
    if placed.rows == 1:
        return widest <= _MOST_CELLS_OF_A_LINE
    return any(_is_prose(cell.node) for cell in placed.cells)


def _widest(placed: PlacedTable) -> int:
    counted: dict[int, int] = {}
    for cell in placed.cells:
        for row in range(cell.area.row, cell.area.row_end):
            counted[row] = counted.get(row, 0) + 1
    return max(counted.values(), default=0)


def _texts(node: Node) -> list[str]:
    return [text for part in node.itertext() if (text := part.strip())]


def _is_prose(cell: Node) -> bool:
    has_heading = any(part.tag in _HEADINGS for part in cell.iter() if isinstance(part.tag, str))
    return has_heading or sum(map(len, _texts(cell))) > _PROSE_CELL_CHARACTERS
