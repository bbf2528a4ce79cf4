"""Grid → header layout: how many rows name the columns, and the path of names over each column.

The spans say how deep a header goes: what stands under a cell merged over columns, or beside one merged over rows,
is header too. Where a producer drew blank cells instead of merging, rows that complement each other are one header.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.document.content import Grid, GridCell
from extractor.document.draft import HeaderLayout
from extractor.document.number import is_number
from extractor.document.table import Column, slots_of
from extractor.document.text import folded, without_space
from extractor.document.total_words import is_sum
from extractor.layout.form_layout import is_form, matrix_parts
from extractor.layout.header_paths import (
    CODE_LEVELS,
    distinct_cells,
    header_paths,
    with_numbered_rows,
    with_shared_row,
)

_NUMBER_ROW_WORDS = frozenset({"栏次", "行次", "列次", "栏目"})
_NUMBER_ROW_LABEL = re.compile(r"^(?:序号|序号栏次|项目)$")
_COLUMN_NUMBER = re.compile(r"^(?:\d{1,2}(?:[=＝].*)?|[甲乙丙丁戊己]|[—\-*]+|[\d+=＝\-—()（）]+)$")
_CODE = re.compile(r"^\d{3}(?:\d{2}){0,3}$")
_ROW_LABEL = re.compile(r"^(?:[一二三四五六七八九十]+、.*|[（(][一二三四五六七八九十]+[)）].*|其中[:：].*)$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_DEEPEST_HEADER = 6


def read_header(grid: Grid) -> HeaderLayout:
    """Read the header of a grid; a form has none, but its indicator matrix is a part with a header of its own."""
    slots = _slots(grid)
    if is_form(slots):
        empty = tuple(Column(()) for _ in range(grid.columns))
        return HeaderLayout(0, (), empty, matrix_parts(slots), is_form=True)
    depth = _header_depth(slots, grid)
    numbers: list[int] = []
    while depth < grid.rows and len(numbers) < 2 and _is_number_row(slots[depth]):
        numbers.append(depth)
        depth += 1
    numbers += [row for row in range(depth) if row not in numbers and row > 0 and _is_number_row(slots[row])]
    paths = with_numbered_rows(header_paths(slots, range(depth), set(numbers)), slots, numbers)
    paths = with_shared_row(paths, slots, depth)
    return HeaderLayout(depth, tuple(sorted(numbers)), tuple(Column(path) for path in paths))


def _slots(grid: Grid) -> list[list[GridCell]]:
    """The grid's slots; one that no cell covers holds a blank cell of no place."""
    blank = GridCell(-1, -1, "")
    return [[cell or blank for cell in row] for row in slots_of(grid.cells, grid.rows, grid.columns)]


def _header_depth(slots: Sequence[Sequence[GridCell]], grid: Grid) -> int:
    """Rows that the header covers, 0 where the first row is data already."""
    if _is_data(slots[0]) and not _names_years(slots[0]):
        return 0
    depth = 1
    while depth < min(grid.rows, _DEEPEST_HEADER) and not _is_number_row(slots[depth]):
        above = [cell for row in slots[:depth] for cell in row]
        reach = max(cell.row + cell.row_span for cell in above)
        own = [cell for cell in slots[depth] if cell.row == depth]
        if depth < reach <= _DEEPEST_HEADER and not _is_data(own):
            depth += 1
            continue
        if _is_data(slots[depth]) or _is_data(own):
            break
        goes_on = _opens_columns(slots, depth, grid.columns) or _complements(slots[: depth + 2], depth)
        if goes_on or _is_above_numbers(slots, depth):
            depth += 1
            continue
        break
    return min(depth, grid.rows)


def _opens_columns(slots: Sequence[Sequence[GridCell]], depth: int, columns: int) -> bool:
    """Whether the header's last row has a cell merged over some columns that the next row divides."""
    for cell in distinct_cells(slots[depth - 1]):
        if 1 < cell.column_span < columns or (cell.column_span == columns and depth == 1):
            below = {id(slots[depth][column]) for column in range(cell.column, cell.column + cell.column_span)}
            if len(below) > 1 and cell.raw.strip():
                return True
    return False


def _complements(slots: Sequence[Sequence[GridCell]], row: int) -> bool:
    """Whether the row goes on with a header that was drawn, or dumped, with blank cells instead of merges.

    It does when every cell that it fills stands below a blank one, or below one that blanks follow (a merge over them
    was meant), and at least one column that the header left blank gets its name. A row that fills all columns could as
    well be the first of the body, unless the total stands right below it.
    """
    above = [bool(cell.raw.strip()) for cell in slots[row - 1]]
    filled = [bool(cell.raw.strip()) for cell in slots[row]]
    heads = [above[c] and c + 1 < len(above) and not above[c + 1] for c in range(len(above))]
    fits = all(not above[c] or heads[c] for c in range(len(above)) if filled[c])
    is_open = not all(filled) or (row + 1 < len(slots) and is_sum(slots[row + 1][0].raw))
    return fits and is_open and any(filled[c] and not above[c] for c in range(len(above)))


def _is_above_numbers(slots: Sequence[Sequence[GridCell]], row: int) -> bool:
    """Whether the row under it numbers the columns: that row closes a header, and what is above it are names."""
    return row + 1 < len(slots) and _is_number_row(slots[row + 1])


def _is_data(row: Sequence[GridCell]) -> bool:
    """Whether the row holds amounts, codes or row labels of a body."""
    cells = [cell for cell in distinct_cells(row) if without_space(cell.raw)]
    if not cells or _is_number_row(row):
        return False
    if any(_CODE.match(without_space(cell.raw)) for cell in cells[:2]):
        return True
    names_a_row = is_sum(cells[0].raw) or _ROW_LABEL.match(without_space(cells[0].raw))
    if names_a_row and (len(cells) == 1 or not _names_columns(cells[1:])):
        return True
    return any(is_number(cell.raw) for cell in cells)


def _names_years(row: Sequence[GridCell]) -> bool:
    """Whether the only numbers of a first row are years beside words (项目 | 2023 | 2024): names of columns."""
    texts = [without_space(cell.raw) for cell in distinct_cells(row) if cell.raw.strip()]
    years = [text for text in texts if _YEAR.fullmatch(text)]
    words = [text for text in texts if not is_number(text)]
    heads_nothing = not row[0].raw.strip()
    return (bool(words) or heads_nothing) and len(years) >= 2 and len(years) + len(words) == len(texts)


def _names_columns(cells: Sequence[GridCell]) -> bool:
    """Whether cells beside a word such as 合计 are column names too (no digits at all)."""
    return not any(re.search(r"\d", cell.raw) for cell in cells)


def _is_number_row(row: Sequence[GridCell]) -> bool:
    """A 栏次 row: after at most one label, numbers that count up (1 2 3), formulas of them (3=1+2) or 甲 乙."""
    texts = [folded(cell.raw) for cell in distinct_cells(row)]
    texts = [text for text in texts if text]
    labels = [text for text in texts if text in _NUMBER_ROW_WORDS]
    texts = [text for text in texts if text not in _NUMBER_ROW_WORDS and text not in CODE_LEVELS]
    if labels and texts == ["1"]:
        return True
    if len(texts) >= 2 and _NUMBER_ROW_LABEL.match(texts[0]):
        texts = texts[1:]
    numbers = [int(match[0]) for text in texts if (match := re.match(r"\d{1,2}(?=$|[=＝])", text))]
    if len(numbers) < 2 or not all(_COLUMN_NUMBER.match(text) for text in texts):
        return False
    return numbers[0] <= 2 and all(b - a == 1 for a, b in pairwise(numbers))
