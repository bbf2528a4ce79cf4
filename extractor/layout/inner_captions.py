"""What a table prints of itself inside the ruled area: title, 部门：…, 单位：… at its top, notes at its end."""

import re
from dataclasses import replace

from extractor.document.caption_words import CaptionWords, is_bare_unit, read_caption
from extractor.document.content import Grid
from extractor.document.text import without_space

_NOTE = re.compile(r"(?:注|备注|说明|附注|表注)\d*[:：].+")
_HEADING_UNIT = re.compile(r"[(（](?:单位[:：]?)?(?:人民币)?(亿元|百万元|万元|千元|元)[)）]")
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
"""One year is the table's; several head columns."""
_FIRST_ROWS = 3


def take_inner_captions(grid: Grid) -> tuple[Grid, tuple[tuple[str, CaptionWords], ...]]:
    """Part the leading rows that hold only captions from the grid; gives the rest and the captions in order.

    A row counts when every cell with text in it is a caption and none reaches below it: the contract's row 0 is the
    first header row. A table has one title, so a list of titles is none; one that would be left without two rows
    stays whole.
    """
    found: list[tuple[str, CaptionWords]] = []
    depth = 0
    while depth + 2 < grid.rows:
        cells = [cell for cell in grid.cells if cell.row <= depth < cell.row + cell.row_span]
        texts = [without_space(cell.raw) for cell in cells if cell.raw.strip()]
        words = [(text, caption) for text in texts if (caption := read_caption(text)) is not None]
        titles = sum(caption.kind == "title" for _, caption in (*found, *words))
        years = sum(_YEAR.fullmatch(text) is not None for text in texts)
        reaches_below = any(cell.row + cell.row_span > depth + 1 for cell in cells)
        if not words or len(words) < len(texts) or titles > 1 or years > 1 or reaches_below:
            break
        found += words
        depth += 1
    if not depth:
        return grid, ()
    rest = tuple(cell._replace(row=cell.row - depth) for cell in grid.cells if cell.row >= depth)
    return replace(grid, rows=grid.rows - depth, cells=rest), tuple(found)


def take_inner_notes(grid: Grid) -> tuple[Grid, tuple[str, ...]]:
    """Part the last rows that are one cell over the whole width with a note (注：…); gives the rest and the notes."""
    notes: list[str] = []
    rows = grid.rows
    while rows > 2:
        cells = [cell for cell in grid.cells if cell.row <= rows - 1 < cell.row + cell.row_span]
        text = without_space(cells[0].raw)
        if len(cells) > 1 or cells[0].row_span > 1 or not _NOTE.fullmatch(text):
            break
        notes.insert(0, text)
        rows -= 1
    if not notes:
        return grid, ()
    return replace(grid, rows=rows, cells=tuple(cell for cell in grid.cells if cell.row < rows)), tuple(notes)


def unit_inside(grid: Grid) -> str | None:
    """The unit that a form prints in a cell of its first rows and says nothing else there."""
    for cell in grid.cells:
        text = without_space(cell.raw) if cell.row < _FIRST_ROWS else ""
        if text and is_bare_unit(text) and (words := read_caption(text)) is not None and words.value:
            return words.value
    return None


def unit_of_headings(grid: Grid, header_rows: int) -> str | None:
    """The unit that the headings of columns name in brackets (合计（万元）), where all that name one name the same."""
    texts = [without_space(cell.raw) for cell in grid.cells if cell.row < header_rows]
    units = {unit for text in texts for unit in _HEADING_UNIT.findall(text)}
    return units.pop() if len(units) == 1 else None
