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
from extractor.layout.own_lines import lines_above_the_next, lines_between_neighbours
from extractor.layout.pieces import is_year, pieces_of
from extractor.layout.sides import clipped

_SAME_END_PT = 3.0
_FARTHEST_EM = 3.0
"""Lines of one table are no farther apart than this, in heights of the text."""
_FEWEST_DIVIDED = 2
_FEWEST_RULINGS = 2
"""Where so many horizontals are drawn they say more about the rows than the fills."""


def find_filled_regions(page: Page, lines: Sequence[TextLine], taken: Sequence[BBox]) -> tuple[Region, ...]:
    """Find stacks of filled rows of one width with text in columns, from top to bottom; ``lines`` are those outside
    the regions found before, whose boxes are ``taken``."""
    bands = [band for band in fill_bands(page) if not any(intersection(band.bbox, box) for box in taken)]
    regions = []
    stacks = _stacks(bands, lines)
    for stack in stacks:
        region = _region(page, stack, _own_lines(stack, stacks, lines))
        if region is not None:
            regions.append(region)
    return tuple(regions)


def _own_lines(
    stack: Sequence[FillBand], stacks: Sequence[Sequence[FillBand]], lines: Sequence[TextLine]
) -> list[TextLine]:
    """The lines that can belong to the table of a stack: neither those of a table beside it nor of the next below."""
    whole = union(band.bbox for band in stack)
    has_header = _is_header(stack[0], lines)
    others = [other for other in stacks if other is not stack]
    boxes = [union(band.bbox for band in other) for other in others]
    beside = [
        box
        for other, box in zip(others, boxes, strict=True)
        if (box.top < whole.bottom and box.bottom > whole.top) or (has_header and _is_header(other[0], lines))
    ]
    return lines_above_the_next(whole, boxes, lines_between_neighbours(whole, beside, lines))


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
    if any(is_prose_or_caption(line) for line in between) or (between and _is_header(below, lines)):
        return False
    ends = [a.bottom, *(y for line in between for y in (line.bbox.top, line.bbox.bottom)), b.top]
    farthest = _FARTHEST_EM * max((line.bbox.height for line in between), default=_SAME_END_PT)
    return all(start - end <= farthest for end, start in zip(ends[::2], ends[1::2], strict=True))


def _share_border(above: FillBand, below: FillBand) -> bool:
    return any(abs(x - other) <= _SAME_END_PT for x in above.borders for other in below.borders)


def _lines_within(lines: Sequence[TextLine], box: BBox) -> list[TextLine]:
    """The lines at the height of a box, without their words beside it; what runs over its edges stays whole."""
    here = [line for line in lines if box.top <= line.bbox.y_middle <= box.bottom]
    return [line for line in clipped(here, box.x0, box.x1) if line.bbox.x0 < box.x1 and line.bbox.x1 > box.x0]


def _region(page: Page, stack: Sequence[FillBand], lines: Sequence[TextLine]) -> Region | None:
    whole = union(band.bbox for band in stack)
    beside = [line for line in lines if line.bbox.x1 > whole.x0 and line.bbox.x0 < whole.x1]
    above = [] if _is_header(stack[0], lines) else _rows_above(beside, whole.top)
    box = union([whole, *(line.bbox for line in (*above, *rows_below(beside, whole.bottom)))])
    if sum(r.horizontal and _is_in(r, box) for r in page.rulings) >= _FEWEST_RULINGS:
        return None
    inside = _lines_within(lines, box)
    if not inside or not _stands_in_columns(stack, inside):
        return None
    rulings = [ruling for band in stack for ruling in band.rulings()]
    ends = [*(band.bbox.top for band in stack[1:]), box.bottom]
    for x in stack[0].lowest_borders():
        rulings += borders_down(x, box.top, whole.top, inside)
    for band, end in zip(stack, ends, strict=True):
        for x in band.lowest_borders():
            rulings += borders_down(x, band.bbox.bottom, end, inside)
    return Region(page.number, box, tuple(joined(rulings)))


def _rows_above(lines: Sequence[TextLine], top: float) -> list[TextLine]:
    """The lines close above the first fill, up to the topmost one in columns: unfilled rows, an unfilled header. A lone
    text that reaches down beside such a line is a heading of several columns, half a line higher."""
    taken: list[TextLine] = []
    rows = 0
    for line in sorted((line for line in lines if line.bbox.y_middle < top), key=lambda line: -line.bbox.top):
        if top - line.bbox.bottom > _FARTHEST_EM * line.bbox.height or is_prose_or_caption(line):
            break
        is_beside = line.bbox.bottom > top
        taken.append(line)
        top = line.bbox.top
        if len(pieces_of(line)) > 1 or (is_beside and rows == len(taken) - 1):
            rows = len(taken)
    return taken[:rows]


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
    return len({round(cell.x0) for cell in _worded(band, lines)}) > 1


def _is_header(band: FillBand, lines: Sequence[TextLine]) -> bool:
    """Whether every cell of a band holds words, more than one does, and no figure stands in it."""
    pieces = [piece for line in _lines_within(lines, band.bbox) for piece in pieces_of(line)]
    has_figures = any(piece.is_figure and not is_year(piece) for piece in pieces)
    return len(band.cells) > 1 and not has_figures and len(_worded(band, lines)) == len(band.cells)


def _worded(band: FillBand, lines: Sequence[TextLine]) -> list[BBox]:
    words = [word.bbox for line in _lines_within(lines, band.bbox) for word in line.words]
    return [
        cell
        for cell in band.cells
        if any(cell.x0 <= w.x_middle <= cell.x1 and cell.top <= w.y_middle <= cell.bottom for w in words)
    ]


def borders_down(x: float, top: float, bottom: float, lines: Sequence[TextLine]) -> list[Ruling]:
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
