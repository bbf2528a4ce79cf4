"""Grids of a page that was read in one way + its glyphs by another → the grids with the texts that differ."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extractor.document.content import Grid, GridCell
from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph
from extractor.document.text import folded


def with_other_texts(grids: Sequence[Grid], glyphs: Sequence[Glyph]) -> tuple[Grid, ...]:
    """The grids, each cell with its text by the other reading where that has another one (white space and width of
    characters apart). A glyph counts for the cell that its middle lies in."""
    if not glyphs:
        return tuple(grids)
    ordered = sorted(glyphs, key=lambda glyph: glyph.bbox.y_middle)
    middles = [glyph.bbox.y_middle for glyph in ordered]

    def inside(box: BBox) -> list[Glyph]:
        rows = slice(bisect_left(middles, box.top), bisect_left(middles, box.bottom))
        return [glyph for glyph in ordered[rows] if box.x0 <= glyph.bbox.x_middle < box.x1]

    def told(cell: GridCell) -> GridCell:
        if not cell.places:
            return cell
        text = "\n".join(line.text for line in compose_lines(inside(cell.places[0].bbox)))
        return cell._replace(other=text) if folded(text) != folded(cell.raw) else cell

    return tuple(replace(grid, cells=tuple(map(told, grid.cells))) for grid in grids)
