"""Captions printed as the first rows of the table itself: title, 部门：…, 单位：… inside the ruled area."""

from dataclasses import replace

from extractor.document.caption_words import CaptionWords, read_caption
from extractor.document.content import Grid
from extractor.document.text import without_space


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
        reaches_below = any(cell.row + cell.row_span > depth + 1 for cell in cells)
        if not words or len(words) < len(texts) or titles > 1 or reaches_below:
            break
        found += words
        depth += 1
    if not depth:
        return grid, ()
    rest = tuple(replace(cell, row=cell.row - depth) for cell in grid.cells if cell.row >= depth)
    return replace(grid, rows=grid.rows - depth, cells=rest), tuple(found)
