"""A table drawn with box characters, its merged cells as they are merged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells
from rich.text import Text

from extractor.document.number import is_number
from extractor.document.table import Cell, Table, slots_of

_NARROWEST = 4
"""A column is never drawn narrower than this many terminal places, two CJK characters."""
_STYLES = {"failed": "bold red", "consistent": "yellow"}
_DOUBTFUL_STYLE = "magenta"
_DOUBTFUL = 0.8
"""A cell of less confidence is told apart, whatever the arithmetic says of it, unless it failed."""
_PROVED_MARK = "✓"
_CORNERS = {
    (False, False, False, False): " ", (True, True, False, False): "│", (False, False, True, True): "─",
    (False, True, False, True): "┌", (False, True, True, False): "┐", (True, False, False, True): "└",
    (True, False, True, False): "┘", (True, True, False, True): "├", (True, True, True, False): "┤",
    (False, True, True, True): "┬", (True, False, True, True): "┴", (True, True, True, True): "┼",
}  # fmt: skip
"""Whether a line goes up, down, left and right from a corner → the character."""

Slots = Sequence[Sequence[Cell | None]]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Places a column is wide, and lines a row is high."""

    slots: Slots
    widths: list[int]
    heights: list[int]

    def merged_down(self, row: int, column: int) -> bool:
        """Whether the cell above the border over ``row`` is the one below it."""
        if row <= 0 or row >= len(self.slots):
            return False
        upper, lower = self.slots[row - 1][column], self.slots[row][column]
        return upper is not None and upper is lower

    def merged_right(self, row: int, column: int) -> bool:
        """Whether the cell left of the border before ``column`` is the one right of it."""
        if column <= 0 or column >= len(self.widths):
            return False
        left, right = self.slots[row][column - 1], self.slots[row][column]
        return left is not None and left is right


def draw_table(table: Table, width: int) -> Text:
    """Draw the grid, header rows bold, failed amounts red, other cells of little confidence magenta, proved amounts
    with a green mark, at most ``width`` wide where the columns can be that narrow."""
    rows, columns = table.header_rows + len(table.rows), len(table.columns)
    if not rows or not columns:
        return Text("(no rows)")
    slots = slots_of(table.cells, rows, columns)
    widths = _fit([_natural_width(slots, column) for column in range(columns)], width - 3 * columns - 1)
    layout = _Layout(slots, widths, [_height(slots, row, widths) for row in range(rows)])
    drawing = Text(no_wrap=True, overflow="ignore")
    for row in range(rows):
        drawing.append_text(_border(layout, row))
        for line in range(layout.heights[row]):
            drawing.append_text(_line(layout, row, line, header=row < table.header_rows))
    drawing.append_text(_border(layout, rows))
    return drawing


def _words(cell: Cell) -> str:
    return f"{cell.text} {_PROVED_MARK}" if cell.check == "proved" else cell.text


def _natural_width(slots: Slots, column: int) -> int:
    own = {cell for row in slots if (cell := row[column]) is not None and cell.column_span == 1}
    return max((cell_len(_words(cell)) for cell in own), default=_NARROWEST)


def _fit(widths: list[int], room: int) -> list[int]:
    """Take places from the widest columns until all fit or all are narrowest."""
    fitted = [max(_NARROWEST, width) for width in widths]
    while sum(fitted) > room and max(fitted) > _NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _cell_width(cell: Cell, widths: Sequence[int]) -> int:
    covered = widths[cell.column : cell.column + cell.column_span]
    return sum(covered) + 3 * (len(covered) - 1)


def _wrapped(cell: Cell, widths: Sequence[int]) -> list[str]:
    words = _words(cell)
    return chop_cells(words, _cell_width(cell, widths)) if words else []


def _height(slots: Slots, row: int, widths: Sequence[int]) -> int:
    """Lines that the row's cells need; one merged over rows shares its lines evenly among them."""
    cells = {cell for cell in slots[row] if cell is not None}
    return max([1, *(math.ceil(len(_wrapped(cell, widths)) / cell.row_span) for cell in cells)])


def _line(layout: _Layout, row: int, line: int, *, header: bool) -> Text:
    drawn, column = Text(), 0
    while column < len(layout.widths):
        cell = layout.slots[row][column]
        drawn.append("│", "dim")
        if cell is None:
            drawn.append(" " * (layout.widths[column] + 2))
            column += 1
            continue
        above = sum(layout.heights[cell.row : row]) + (row - cell.row)
        drawn.append_text(_piece(cell, layout.widths, above + line, header=header))
        column = cell.column + cell.column_span
    return drawn.append("│\n", "dim")


def _piece(cell: Cell, widths: Sequence[int], line: int, *, header: bool) -> Text:
    lines, width = _wrapped(cell, widths), _cell_width(cell, widths)
    words = lines[line] if line < len(lines) else ""
    style = _STYLES.get(cell.check or "", "bold" if header else "")
    if cell.confidence < _DOUBTFUL and cell.check != "failed":
        style = _DOUBTFUL_STYLE
    text = Text(words, style)
    if cell.check == "proved":
        text.highlight_regex(_PROVED_MARK, "green")
    padding = " " * max(0, width - cell_len(words))
    placed = Text(padding) + text if cell.role == "data" and is_number(cell.text) else text + Text(padding)
    return Text(" ").append_text(placed).append(" ")


def _border(layout: _Layout, row: int) -> Text:
    """The border above ``row`` (below the last one when ``row`` is the number of rows)."""
    columns, rows = len(layout.widths), len(layout.slots)
    drawn = Text()
    for column in range(columns + 1):
        up = row > 0 and not layout.merged_right(row - 1, column)
        down = row < rows and not layout.merged_right(row, column)
        left = column > 0 and not layout.merged_down(row, column - 1)
        right = column < columns and not layout.merged_down(row, column)
        if up or down or left or right:  # else inside a merged cell, whose words cover this place
            drawn.append(_CORNERS.get((up, down, left, right), "┼"), "dim")
        if column == columns:
            break
        if right:
            drawn.append("─" * (layout.widths[column] + 2), "dim")
        elif (cell := layout.slots[row][column]) is not None and cell.column == column:
            drawn.append_text(_continued(layout, cell, row))
    return drawn.append("\n")


def _continued(layout: _Layout, cell: Cell, row: int) -> Text:
    """The line of a cell merged over rows that falls on the border above ``row``."""
    line = sum(layout.heights[cell.row : row]) + (row - cell.row) - 1
    return _piece(cell, layout.widths, line, header=False)
