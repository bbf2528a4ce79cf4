"""camelot: one flavour, ``split_text`` where it scored better (with rulings); merged cells where edges are missing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import camelot

from .raw import Box, RawAnswer, RawCell, RawTable


class CamelotTables:
    """The tables of every page."""

    def __init__(self, *, flavor: str) -> None:
        self._flavor = flavor

    def version(self) -> str:
        return f"camelot {camelot.__version__} {self._flavor}"

    def read(self, path: Path) -> RawAnswer:
        options: dict[str, Any] = {"flavor": self._flavor, "split_text": self._flavor != "network"}
        found = camelot.read_pdf(str(path), pages="all", suppress_stdout=True, **options)
        tables = [self._table(table) for table in found]
        return RawAnswer(tuple(sorted(tables, key=lambda table: (table.page, table.box[1]))))

    def _table(self, table: Any) -> RawTable:
        height = table.pdf_size[1]
        x0, y0, x1, y1 = table._bbox
        box = (x0, height - y1, x1, height - y0)
        spans_known = self._flavor != "network"
        cells = merged_cells(table.cells, height) if spans_known else single_cells(table.cells, height)
        rows, columns = table.shape
        return RawTable(int(table.page), box, int(rows), int(columns), cells, spans_known)


def single_cells(grid: Sequence[Sequence[Any]], height: float) -> tuple[RawCell, ...]:
    """Every cell by itself."""
    return tuple(
        RawCell(row, column, cell.text.strip(), box=_box(cell, height))
        for row, cells in enumerate(grid)
        for column, cell in enumerate(cells)
    )


def merged_cells(grid: Sequence[Sequence[Any]], height: float) -> tuple[RawCell, ...]:
    """Cells without an edge between them are one; it grows to the right, then downwards as long as it is a rectangle.

    camelot marks an edge on both of its sides, or on one: it is there when either says so.
    """
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, line in enumerate(grid):
        for column, _ in enumerate(line):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < len(line) and (row, right) not in taken and not _wall_right(line, right - 1):
                right += 1
            lower = row + 1
            while lower < len(grid) and all(
                not _wall_below(grid, lower - 1, place) and (lower, place) not in taken
                for place in range(column, right)
            ):
                lower += 1
            slots = [(down, across) for down in range(row, lower) for across in range(column, right)]
            taken.update(slots)
            texts = [grid[down][across].text.strip() for down, across in slots]
            boxes = [_box(grid[down][across], height) for down, across in slots]
            box = (boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3])
            cells.append(RawCell(row, column, "\n".join(filter(None, texts)), lower - row, right - column, box))
    return tuple(cells)


def _wall_right(line: Sequence[Any], column: int) -> bool:
    return bool(line[column].right or line[column + 1].left)


def _wall_below(grid: Sequence[Sequence[Any]], row: int, column: int) -> bool:
    return bool(grid[row][column].bottom or grid[row + 1][column].top)


def _box(cell: Any, height: float) -> Box:
    return (float(cell.x1), float(height - cell.y2), float(cell.x2), float(height - cell.y1))
