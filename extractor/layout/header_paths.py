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
    meant = _with_meant_merges(slots, [row for row in rows if row not in number_rows])
    paths = []
    for column in range(columns):
        path: list[str] = []
        last: GridCell | None = None
        for cells in meant:
            cell = cells[column]
            text = without_space(cell.raw)
            is_title = cell.column_span >= columns > 1 and _TITLE_INSIDE.search(text) is not None
            if cell is last or not text or is_title:
                continue
            path.append(text)
            last = cell
        paths.append(tuple(path))
    return paths


def _with_meant_merges(slots: Sequence[Sequence[GridCell]], rows: Sequence[int]) -> list[list[GridCell]]:
    """The rows with merges that a text lost: a blank cell with a name below it, in its column, is part of the cell to
    its left that has text, where that has a name below it too and stands below the same parent."""
    found: list[list[GridCell]] = []
    for place, row in enumerate(rows):
        named = [
            any(slots[below][column].raw.strip() for below in rows[place + 1 :]) for column in range(len(slots[row]))
        ]
        cells = list(slots[row])
        for column in range(1, len(cells)):
            cell, left = cells[column], cells[column - 1]
            is_open = all(one.column_span == one.row_span == 1 for one in (cell, left))
            is_one = not found or found[-1][column] is found[-1][column - 1]
            goes_on = is_open and is_one and named[column] and named[column - 1]
            if goes_on and left.raw.strip() and not cell.raw.strip():
                cells[column] = left
        found.append(cells)
    return found


def with_shared_row(
    paths: list[tuple[str, ...]], slots: Sequence[Sequence[GridCell]], depth: int
) -> list[tuple[str, ...]]:
    """Complete the paths where the header's last words (类 款 项) share their printed row with the first body row."""
    if not 0 < depth < len(slots):
        return paths
    return _with_code_levels(paths, slots, depth, range(depth))


def with_numbered_rows(
    paths: list[tuple[str, ...]], slots: Sequence[Sequence[GridCell]], number_rows: Sequence[int]
) -> list[tuple[str, ...]]:
    """Complete the paths where the header's last words (类 款 项) share their printed row with the column numbers."""
    for row in number_rows:
        paths = _with_code_levels(paths, slots, row, range(row))
    return paths


def _with_code_levels(
    paths: list[tuple[str, ...]], slots: Sequence[Sequence[GridCell]], shared: int, above: range
) -> list[tuple[str, ...]]:
    """The paths with the levels of a code that stand in the row ``shared``, under a heading over several columns."""
    words = {
        cell.column: text
        for cell in slots[shared]
        if (text := without_space(cell.raw)) in CODE_LEVELS
        and any(slots[row][cell.column].column_span > 1 for row in above)
        and text not in paths[cell.column]
    }
    if len(words) < 2:
        return paths
    return [(*path, words[column]) if column in words else path for column, path in enumerate(paths)]


def distinct_cells(row: Sequence[GridCell]) -> list[GridCell]:
    """The cells of a row, each once."""
    return [cell for index, cell in enumerate(row) if index == 0 or cell is not row[index - 1]]
