"""The rows of a sheet → captions, tables and notes: drawn lines decide, content where there are none."""

import re
from typing import NamedTuple

from extractor.sources.sheets.cells import SheetCell, SheetCells

_LABELLED = re.compile(r"[^：:]{1,12}[：:]\s*\S.*", re.DOTALL)
"""A caption that says a whole thing: 单位：万元."""
_NOTE = re.compile(r"(?:注|备注|说明|附注|填报说明|\*|※)")
_MIN_RULED_SLOTS = 2
_MOST_EMPTY_ROWS = 20
"""Ruled rows without text below the last text: a table with nothing to say prints as many."""
_MIN_TABLE_ROWS = 2
_MIN_TABLE_ROWS_BESIDE_RULED = 3
"""Where a sheet draws lines around its tables, rows without lines are more likely captions or signatures."""


class Block(NamedTuple):
    """Rows ``start`` to ``end`` (half-open, from 0) that are a table, or not."""

    start: int
    end: int
    is_table: bool


def split_rows(sheet: SheetCells) -> list[Block]:
    """Blocks in reading order; rows that hold nothing and are not ruled belong to none."""
    filled = _filled_rows(sheet)
    ruled = _ruled_blocks(sheet, filled)
    last = max([-1, *filled])
    blocks: list[Block] = []
    row = 0
    for block in ruled:
        blocks.extend(_unruled(sheet, filled, row, block.start, bool(ruled)))
        blocks.append(block)
        row = block.end
    blocks.extend(_unruled(sheet, filled, row, last + 1, bool(ruled)))
    return blocks


def table_columns(sheet: SheetCells, block: Block) -> tuple[int, int]:
    """The columns of a table block, half-open from 0: all that are ruled or filled in one of its rows; none where
    its rows only go on with cells that begin above it."""
    columns: list[int] = []
    for row in range(block.start, block.end):
        columns.extend(sheet.ruled.get(row, ()))
        for cell in sheet.rows.get(row, ()):
            columns.extend((cell.area.column, cell.area.column_end - 1))
    return (min(columns), max(columns) + 1) if columns else (0, 0)


def _filled_rows(sheet: SheetCells) -> dict[int, list[SheetCell]]:
    """Rows with something in them: their cells, and those merged into them from above."""
    filled: dict[int, list[SheetCell]] = {}
    for cells in sheet.rows.values():
        for cell in cells:
            for row in range(cell.area.row, cell.area.row_end):
                filled.setdefault(row, []).append(cell)
    return filled


def _ruled_blocks(sheet: SheetCells, filled: dict[int, list[SheetCell]]) -> list[Block]:
    rows = sorted(row for row, slots in sheet.ruled.items() if len(slots) >= _MIN_RULED_SLOTS)
    blocks: list[Block] = []
    for start, end in _runs(rows):
        inside = [row for row in range(start, end) if row in filled]
        if not any(len(filled[row]) > 1 for row in inside):
            continue
        last = inside[-1] + 1
        if end - last > max(last - start, _MOST_EMPTY_ROWS):
            # Empty lines of a table stay; a tail longer than all that is filled, and than any page has, is a
            # formatted sheet.
            end = last
        grown = _grow(sheet, filled, start, end)
        if blocks and blocks[-1].end >= start:
            blocks[-1] = Block(blocks[-1].start, grown, True)
        else:
            blocks.append(Block(start, grown, True))
    return blocks


def _grow(sheet: SheetCells, filled: dict[int, list[SheetCell]], start: int, end: int) -> int:
    """Take in the rows right below that carry the table on without lines: half of its columns filled, or a number."""
    first, last = table_columns(sheet, Block(start, end, True))
    while end in filled and len(filled[end]) > 1:
        cells = filled[end]
        inside = all(first <= cell.area.column and cell.area.column_end <= last for cell in cells)
        if not inside or not (2 * len(cells) >= last - first or any(cell.is_number for cell in cells)):
            break
        end += 1
    return end


def _unruled(
    sheet: SheetCells, filled: dict[int, list[SheetCell]], start: int, end: int, beside_ruled: bool
) -> list[Block]:
    needed = _MIN_TABLE_ROWS_BESIDE_RULED if beside_ruled else _MIN_TABLE_ROWS
    blocks: list[Block] = []
    for first, last in _runs(sorted(row for row in filled if start <= row < end)):
        top, bottom = first, last
        while top < last and is_caption_row(filled[top]):
            top += 1
        while bottom > top and _is_note(filled[bottom - 1]):
            bottom -= 1
        wide = sum(len(filled[row]) > 1 for row in range(top, bottom))
        if wide < needed:
            blocks.append(Block(first, last, False))
            continue
        parts = (Block(first, top, False), Block(top, bottom, True), Block(bottom, last, False))
        blocks.extend(part for part in parts if part.start < part.end)
    return blocks


def is_caption_row(cells: list[SheetCell]) -> bool:
    """Whether a row over a table says one thing, or things with their labels."""
    return len(cells) == 1 or all(_LABELLED.fullmatch(cell.raw) for cell in cells)


def _is_note(cells: list[SheetCell]) -> bool:
    if len(cells) > 1:
        return False
    area = cells[0].area
    return area.column_end - area.column > 1 or _NOTE.match(cells[0].raw) is not None


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Runs of consecutive numbers, half-open."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs
