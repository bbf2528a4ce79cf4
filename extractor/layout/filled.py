"""Lines and filled areas outside ruled tables → regions of tables whose cells or rows are filled.

Where one fill ends the next begins, or an unfilled row: the edges of the fills are borders. The columns that a filled
row shows go on through the unfilled rows below it.
"""

from collections.abc import Sequence

from extractor.document.geometry import BBox, intersection, union
from extractor.document.page import Page, Ruling, TextLine
from extractor.document.region import Region
from extractor.layout.caption_lines import is_prose_or_caption
from extractor.layout.fill_bands import FillBand, fill_bands, joined
from extractor.layout.gutters import find_gutters
from extractor.layout.half_ruled import rows_below
from extractor.layout.pieces import pieces_of

_SAME_END_PT = 3.0
_MOST_LINES_BETWEEN = 4
"""An unfilled row between two filled ones has no more lines than this."""
_FARTHEST_EM = 6.0
_FEWEST_DIVIDED = 2
_FEWEST_RULINGS = 2
"""Where so many horizontals are drawn they say more about the rows than the fills."""


def find_filled_regions(page: Page, lines: Sequence[TextLine], taken: Sequence[BBox]) -> tuple[Region, ...]:
    """Find stacks of filled rows of one width with text in columns, from top to bottom; ``lines`` are those outside
    the regions found before, whose boxes are ``taken``."""
    bands = [band for band in fill_bands(page) if not any(intersection(band.bbox, box) for box in taken)]
    regions = []
    for stack in _stacks(bands, lines):
        region = _region(page, stack, lines)
        if region is not None:
            regions.append(region)
    return tuple(regions)


def _stacks(bands: Sequence[FillBand], lines: Sequence[TextLine]) -> list[list[FillBand]]:
    stacks: list[list[FillBand]] = []
    for band in bands:
        stack = next((stack for stack in stacks if _goes_on(stack[-1], band, lines)), None)
        if stack is None:
            stacks.append([band])
        else:
            stack.append(band)
    return stacks


def _goes_on(above: FillBand, below: FillBand, lines: Sequence[TextLine]) -> bool:
    a, b = above.bbox, below.bbox
    if abs(a.x0 - b.x0) > _SAME_END_PT or abs(a.x1 - b.x1) > _SAME_END_PT or b.top < a.bottom - _SAME_END_PT:
        return False
    if above.borders and below.borders and not _share_border(above, below):
        return False
    between = _lines_within(lines, BBox(a.x0, a.bottom, a.x1, b.top))
    if len(between) > _MOST_LINES_BETWEEN or any(is_prose_or_caption(line) for line in between):
        return False
    height = max((line.bbox.height for line in between), default=_SAME_END_PT)
    return b.top - a.bottom <= _FARTHEST_EM * height


def _share_border(above: FillBand, below: FillBand) -> bool:
    return any(abs(x - other) <= _SAME_END_PT for x in above.borders for other in below.borders)


def _lines_within(lines: Sequence[TextLine], box: BBox) -> list[TextLine]:
    return [
        line
        for line in lines
        if box.top <= line.bbox.y_middle <= box.bottom and line.bbox.x0 < box.x1 and line.bbox.x1 > box.x0
    ]


def _region(page: Page, stack: Sequence[FillBand], lines: Sequence[TextLine]) -> Region | None:
    whole = union(band.bbox for band in stack)
    below = rows_below([line for line in lines if line.bbox.x1 > whole.x0 and line.bbox.x0 < whole.x1], whole.bottom)
    box = union([whole, *(line.bbox for line in below)])
    if sum(r.horizontal and _is_in(r, box) for r in page.rulings) >= _FEWEST_RULINGS:
        return None
    inside = _lines_within(lines, box)
    if not inside or not _stands_in_columns(stack, inside):
        return None
    rulings = [ruling for band in stack for ruling in band.rulings()]
    ends = [*(band.bbox.top for band in stack[1:]), box.bottom]
    for band, end in zip(stack, ends, strict=True):
        for x in band.lowest_borders():
            rulings += _down_to(x, band.bbox.bottom, end, inside)
    return Region(page.number, box, tuple(joined(rulings)))


def _is_in(ruling: Ruling, box: BBox) -> bool:
    inside = box.top - _SAME_END_PT <= ruling.position <= box.bottom + _SAME_END_PT
    return inside and ruling.start < box.x1 and ruling.end > box.x0


def _stands_in_columns(stack: Sequence[FillBand], inside: Sequence[TextLine]) -> bool:
    """Whether the fills show columns with a text in most of one row, or the texts themselves stand in columns."""
    if any(_is_header_row(band, inside) for band in stack) and len({y for band in stack for y in band.levels()}) > 2:
        return True
    rows = [pieces_of(line) for line in inside]
    return sum(len(row) > 1 for row in rows) >= _FEWEST_DIVIDED and bool(find_gutters(rows))


def _is_header_row(band: FillBand, lines: Sequence[TextLine]) -> bool:
    """Whether a band has at least two filled cells side by side that each hold words."""
    words = [word.bbox for line in lines for word in line.words]
    held = [
        cell
        for cell in band.cells
        if any(cell.x0 <= w.x_middle <= cell.x1 and cell.top <= w.y_middle <= cell.bottom for w in words)
    ]
    return len({round(cell.x0) for cell in held}) > 1 and 2 * len(held) >= min(len(band.cells), 2 * len(held))


def _down_to(x: float, top: float, bottom: float, lines: Sequence[TextLine]) -> list[Ruling]:
    """A border that goes on through unfilled rows, but for the lines that stand across it."""
    across = [
        word.bbox
        for line in lines
        if line.bbox.bottom > top and line.bbox.top < bottom
        for word in line.words
        if word.bbox.x0 < x - 1 and word.bbox.x1 > x + 1
    ]
    edges = [top]
    for box in sorted(across, key=lambda box: box.top):
        edges += [max(top, box.top), min(bottom, box.bottom)]
    edges.append(bottom)
    return [Ruling(False, x, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


