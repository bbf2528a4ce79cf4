"""The rows of a header → the path of names over each column, outermost first."""

import re
from collections.abc import Sequence

from extractor.document.content import GridCell
from extractor.document.text import without_space

_TITLE_INSIDE = re.compile(r"表(?:[(（][^()（）]*[)）])*$|单位[:：]|^[(（]?\d{4}年度?[)）]?$")
CODE_LEVELS = frozenset({"类", "款", "项", "目"})


def header_paths(slots: Sequence[Sequence[GridCell]], rows: range, number_rows: set[int]) -> list[tuple[str, ...]]:
    """The names over each column, outermost first; a title or unit printed over the whole width names none."""
    columns = len(slots[0]) if slots else 0
    paths = []
    for column in range(columns):
        path: list[str] = []
        last: GridCell | None = None
        for row in rows:
            below = row + 1 if row + 1 in rows and row + 1 not in number_rows else None
            cell = _meant_merge(slots, row, column, below)
            text = without_space(cell.raw)
            is_title = cell.column_span >= columns > 1 and _TITLE_INSIDE.search(text) is not None
            if row in number_rows or cell is last or not text or is_title:
                continue
            path.append(text)
            last = cell
        paths.append(tuple(path))
    return paths


def _meant_merge(slots: Sequence[Sequence[GridCell]], row: int, column: int, below: int | None) -> GridCell:
    """The cell over a column: a blank one with names below it (in row ``below``), in this column and under its left
    neighbours, is part of a merge that begins at the first cell with text to its left, below the same parent."""
    if below is None:
        return slots[row][column]

    def is_open(place: int) -> bool:
        cell = slots[row][place]
        single = cell.column_span == 1 and cell.row_span == 1
        same_parent = row == 0 or slots[row - 1][place] is slots[row - 1][column]
        return single and same_parent and bool(slots[below][place].raw.strip())

    here = column
    while here > 0 and is_open(here) and not slots[row][here].raw.strip():
        here -= 1
    return slots[row][here] if here < column and is_open(here) else slots[row][column]


def with_shared_row(
    paths: list[tuple[str, ...]], slots: Sequence[Sequence[GridCell]], depth: int
) -> list[tuple[str, ...]]:
    """Complete the paths where the header's last words (类 款 项) share their printed row with the first body row."""
    if not 0 < depth < len(slots):
        return paths
    words = {
        cell.column: text
        for cell in slots[depth]
        if (text := without_space(cell.raw)) in CODE_LEVELS
        and any(slots[row][cell.column].column_span > 1 for row in range(depth))
        and text not in paths[cell.column]
    }
    if len(words) < 2:
        return paths
    return [(*path, words[column]) if column in words else path for column, path in enumerate(paths)]


def distinct_cells(row: Sequence[GridCell]) -> list[GridCell]:
    """The cells of a row, each once."""
    return [cell for index, cell in enumerate(row) if index == 0 or cell is not row[index - 1]]
