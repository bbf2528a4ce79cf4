"""What a sheet loses when it is saved as text, put back where its rows leave no doubt: extent, spans of headers."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from extractor.document.caption_words import read_caption
from extractor.sources.sheets.blocks import is_caption_row
from extractor.sources.sheets.cells import Area, SheetCell, SheetCells

_MOST_HEADER_ROWS: Final = 4
_MOST_BLANK_ROWS: Final = 20


def mark_tables(sheet: SheetCells, columns: int) -> None:
    """Mark the rows of each table as ruled, and the header cells that span others as merged.

    A table goes on over blank rows, which its sheet ruled, to the next row of several cells; a row of one cell after a
    blank one begins something else.
    """
    for start, end in _tables(sheet):
        for row in range(start, end):
            sheet.ruled[row].update(range(columns))
        _span_headers(sheet, start, end, columns)


def _tables(sheet: SheetCells) -> list[tuple[int, int]]:
    """Half-open runs of rows, each with at least two rows of several cells."""
    runs: list[list[int]] = []
    open_run = False
    before = -1
    for row in sorted(sheet.rows):
        cells = sheet.rows[row]
        gap = row - before - 1
        wide = not _is_caption(cells)
        if gap > _MOST_BLANK_ROWS or (gap and not wide):
            open_run = False
        if wide and not open_run:
            runs.append([row])
            open_run = True
        elif wide:
            runs[-1].append(row)
        before = row
    return [(rows[0], rows[-1] + 1) for rows in runs if len(rows) > 1]


def _is_caption(cells: list[SheetCell]) -> bool:
    """Whether a row is one of captions: department, unit and date side by side have no labels at times."""
    if is_caption_row(cells):
        return True
    read = [read_caption(cell.raw) for cell in cells]
    return all(words is not None and words.kind in ("unit", "department", "as_of") for words in read)


def _span_headers(sheet: SheetCells, start: int, end: int, columns: int) -> None:
    """Merge a header cell over the blank ones at its right where each slot of the row below says something, and, in
    such a header, downwards over the blank slots below it.

    That is done only for rows of words above the first row of numbers, and only where it explains every blank slot of
    the row: a form's label with an empty value beside it is no header.
    """
    header = _header_rows(sheet, start, end)
    filled = {row: {cell.area.column for cell in sheet.rows[row]} for row in header}
    for lower, upper in pairwise(reversed(header)):
        runs = _runs_of_blanks(sorted(filled[upper]), filled[lower], columns)
        covered = {column for first, last in runs for column in range(first, last)}
        left = set(range(columns)) - covered
        from_above = filled.get(upper - 1, set()) - filled[lower]
        if not any(last - column > 1 for column, last in runs) or not left <= from_above:
            continue
        spans = {
            column: (upper + 1 if column in filled[lower] else _last_blank(filled, lower, column), last)
            for column, last in runs
        }
        _merge(sheet, upper, spans)
        filled[upper] = covered


def _header_rows(sheet: SheetCells, start: int, end: int) -> list[int]:
    """The rows of words above the first row with a number; none where there is no such row."""
    for row in range(start, min(end, start + _MOST_HEADER_ROWS + 1)):
        if any(cell.is_number for cell in sheet.rows.get(row, ())):
            return list(range(start, row))
        if row not in sheet.rows:
            break
    return []


def _runs_of_blanks(said: Sequence[int], below: set[int], columns: int) -> list[tuple[int, int]]:
    """For each said column the end of the run over which it stands: so far as the next one and the slots below go."""
    runs: list[tuple[int, int]] = []
    for column, limit in zip(said, [*said[1:], columns], strict=True):
        end = column + 1
        while column in below and end < limit and end in below:
            end += 1
        runs.append((column, end))
    return runs


def _last_blank(filled: Mapping[int, set[int]], lower: int, column: int) -> int:
    """The row after the last header row that is blank in a column, from ``lower`` down."""
    while lower in filled and column not in filled[lower]:
        lower += 1
    return lower


def _merge(sheet: SheetCells, row: int, spans: dict[int, tuple[int, int]]) -> None:
    for place, cell in enumerate(sheet.rows[row]):
        if cell.area.column in spans:
            bottom, right = spans[cell.area.column]
            area = Area(row, cell.area.column, bottom, right)
            sheet.rows[row][place] = cell._replace(area=area)
            if bottom - row > 1 or right - area.column > 1:
                sheet.merged.append(area)
