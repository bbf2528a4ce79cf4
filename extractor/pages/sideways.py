"""Text that is set sideways in a cell of rulings, as narrow columns have their headings: its characters are put upright
into the middle of the cell, so that the cell reads them.

A cell that holds upright text as well is left alone, since nobody knows which is read first, and so is text outside
cells: a stamp, a running head at the side.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractor.document.geometry import BBox
from extractor.document.page import Glyph, Ruling, SidewaysGlyph

_SAME_LINE: Final = 0.5
_LARGEST_GAP: Final = 1.5
"""Characters of one line have their middles no farther apart than this part of its height, and no more than so many
heights between them."""
_CELL_SHARE: Final = 0.5
"""A frame that is wider than this part of the page is no cell."""
_MARGIN_PT: Final = 1.0
_MOST_LINES: Final = 500
"""So many lines set sideways are read on a page."""


@dataclass(frozen=True, slots=True)
class SidewaysText:
    """The characters that were put upright, and how many stand in cells where they were not."""

    glyphs: tuple[Glyph, ...] = ()
    left_in_cells: int = 0


def read_sideways(
    sideways: Sequence[SidewaysGlyph], upright: Sequence[Glyph], rulings: Sequence[Ruling], page_width: float
) -> SidewaysText:
    """Put the sideways text of cells upright."""
    cells: dict[BBox, list[list[SidewaysGlyph]]] = defaultdict(list)
    for number, line in enumerate(_lines(sideways)):
        cell = _cell_of(line, rulings, page_width)
        if cell is not None:
            cells[cell].append(line if number < _MOST_LINES else [])
    glyphs: list[Glyph] = []
    left = 0
    for cell, lines in cells.items():
        is_one_way = len({glyph.turn for line in lines for glyph in line}) == 1
        if is_one_way and all(lines) and not any(_holds(cell, glyph.bbox) for glyph in upright):
            glyphs += _put_upright(lines, cell, len(upright) + len(glyphs))
        else:
            left += sum(map(len, lines))
    return SidewaysText(tuple(glyphs), left)


def _lines(sideways: Sequence[SidewaysGlyph]) -> list[list[SidewaysGlyph]]:
    lines: list[list[SidewaysGlyph]] = []
    for glyph in sideways:
        if lines and _goes_on(lines[-1][-1], glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def _goes_on(before: SidewaysGlyph, glyph: SidewaysGlyph) -> bool:
    height = before.bbox.width
    gap = before.bbox.top - glyph.bbox.bottom if glyph.turn == 90 else glyph.bbox.top - before.bbox.bottom
    beside = abs(before.bbox.x_middle - glyph.bbox.x_middle) <= _SAME_LINE * height
    return glyph.turn == before.turn and beside and -height <= gap <= _LARGEST_GAP * height


def _cell_of(line: Sequence[SidewaysGlyph], rulings: Sequence[Ruling], page_width: float) -> BBox | None:
    """The four rulings around the middle of a line, as a box."""
    x = sum(glyph.bbox.x_middle for glyph in line) / len(line)
    y = sum(glyph.bbox.y_middle for glyph in line) / len(line)
    beside = [r.position for r in rulings if not r.horizontal and r.start <= y <= r.end]
    level = [r.position for r in rulings if r.horizontal and r.start <= x <= r.end]
    left, right = max((p for p in beside if p <= x), default=None), min((p for p in beside if p > x), default=None)
    top, bottom = max((p for p in level if p <= y), default=None), min((p for p in level if p > y), default=None)
    if left is None or right is None or top is None or bottom is None or right - left > _CELL_SHARE * page_width:
        return None
    return BBox(left, top, right, bottom)


def _holds(cell: BBox, box: BBox) -> bool:
    return cell.x0 <= box.x_middle <= cell.x1 and cell.top <= box.y_middle <= cell.bottom


def _put_upright(lines: list[list[SidewaysGlyph]], cell: BBox, order: int) -> list[Glyph]:
    """The lines one below another in the middle of their cell, each no longer than the cell is wide."""
    from_the_left = lines[0][0].turn == 90
    lines = sorted(lines, key=lambda line: line[0].bbox.x_middle, reverse=not from_the_left)
    room = max(_MARGIN_PT, cell.height - 2 * _MARGIN_PT)
    height = min(max(line[0].bbox.width for line in lines), room / len(lines))
    top = cell.y_middle - height * len(lines) / 2
    found: list[Glyph] = []
    for line in lines:
        length = sum(glyph.bbox.height for glyph in line)
        scale = min(1.0, max(_MARGIN_PT, cell.width - 2 * _MARGIN_PT) / length) if length > 0 else 0.0
        x = cell.x_middle - scale * length / 2
        for glyph in line:
            width = scale * glyph.bbox.height
            box = BBox(x, top, x + width, top + height)
            found.append(Glyph(glyph.text, box, round(height, 2), order + len(found)))
            x += width
        top += height
    return found
