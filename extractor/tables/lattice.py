"""Region + glyphs → Grid: any partition into rectangles that the rulings draw, merged in both directions.

Positions of rulings become grid lines; two neighbouring slots belong to one cell where no ruling lies between them
(the idea of pdfplumber's and camelot's lattice, turned round: borders divide, gaps merge).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from extractor.document.content import Grid, GridCell
from extractor.document.geometry import BBox, Place
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, Ruling
from extractor.document.region import Region
from extractor.options import LayoutOptions
from extractor.tables.number_runs import whole_number_middles

_COVERED_SHARE = 0.5
"""A border is drawn when rulings cover at least this share of the edge between two slots."""
_HANGING_SHARE = 0.1
"""A glyph that reaches over the border above it by this part of its height may belong to the cell above."""
_JOINED_EM = 0.12
"""Glyphs of one run stand no farther apart, and overlap no more, than this part of their height."""
_OPENING_BRACKETS = frozenset("（《〈“‘〔【「『")
_FULL_WIDTH_EM = 0.6
"""A character as wide as this part of its box's height, which is more than its size, is of full width."""
_THINNEST_SLOT_PT = 2.0
"""Grid lines closer than this are one double line."""
_DOUBLE_LINE_PT = 4.0
"""No text is as low as this: two lines so close with nothing between are one, drawn double."""


@dataclass(frozen=True, slots=True)
class Slots:
    """A rectangle of slots, half-open: rows ``top`` to ``bottom``, columns ``left`` to ``right``."""

    top: int
    left: int
    bottom: int
    right: int


def build_grid(region: Region, glyphs: Sequence[Glyph], options: LayoutOptions) -> Grid | None:
    """Build the grid of a ruled region; None where the rulings enclose no cell.

    ``glyphs`` are those whose middle lies in the region. A glyph belongs to the cell that its middle lies in, so one
    that leans over a border stays with its word's cell.
    """
    horizontal = [r for r in region.rulings if r.horizontal]
    vertical = [r for r in region.rulings if not r.horizontal]
    xs = _grid_lines([r.position for r in vertical], region.bbox.x0, region.bbox.x1, options)
    ys = _grid_lines([r.position for r in horizontal], region.bbox.top, region.bbox.bottom, options)
    xs = _without_double_lines(xs, [glyph.bbox.x_middle for glyph in glyphs])
    ys = _without_double_lines(ys, [glyph.bbox.y_middle for glyph in glyphs])
    if len(xs) < 2 or len(ys) < 2:
        return None
    rectangles = _partition(xs, ys, horizontal, vertical, options)
    cells = _cells(rectangles, xs, ys, glyphs, region)
    place = Place(region.page, rounded(BBox(xs[0], ys[0], xs[-1], ys[-1])))
    return Grid(len(ys) - 1, len(xs) - 1, cells, (place,), "native", tuple(round(x, 2) for x in xs), region.inferred)


def has_text(grid: Grid) -> bool:
    """Whether any cell holds text: blank rows may go on with a table, blank rulings alone are none."""
    return any(cell.raw.strip() for cell in grid.cells)


def rounded(box: BBox) -> BBox:
    """The box as it goes out: two decimals."""
    return BBox(*(round(value, 2) for value in box))


def _grid_lines(positions: Sequence[float], low: float, high: float, options: LayoutOptions) -> list[float]:
    """Distinct positions in order; an outer border that is missing is put where the other rulings end."""
    lines: list[float] = []
    for position in sorted(positions):
        if not lines or position - lines[-1] > _THINNEST_SLOT_PT:
            lines.append(position)
    if not lines or lines[0] - low > options.ruling_gap_pt:
        lines.insert(0, low)
    if high - lines[-1] > options.ruling_gap_pt:
        lines.append(high)
    return lines


def _without_double_lines(lines: Sequence[float], middles: Sequence[float]) -> list[float]:
    """Grid lines without the second of two that stand close together with no glyph between: a double line, a shadow."""
    kept: list[float] = []
    for line in lines:
        if kept and line - kept[-1] <= _DOUBLE_LINE_PT and not any(kept[-1] <= middle < line for middle in middles):
            continue
        kept.append(line)
    return kept


def _partition(
    xs: Sequence[float],
    ys: Sequence[float],
    horizontal: Sequence[Ruling],
    vertical: Sequence[Ruling],
    options: LayoutOptions,
) -> list[Slots]:
    rows, columns = len(ys) - 1, len(xs) - 1
    walls_right = _walls(xs[1:-1], ys, vertical, options)
    walls_below = _walls(ys[1:-1], xs, horizontal, options)
    parent = list(range(rows * columns))

    def find(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not walls_right[column][row]:
                parent[find(here + 1)] = find(here)
            if row + 1 < rows and not walls_below[row][column]:
                parent[find(here + columns)] = find(here)
    groups: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            groups.setdefault(find(row * columns + column), []).append((row, column))
    return [rectangle for slots in groups.values() for rectangle in _rectangles(slots)]


def _walls(
    lines: Sequence[float], across: Sequence[float], rulings: Sequence[Ruling], options: LayoutOptions
) -> list[list[bool]]:
    """For each inner grid line, whether each stretch of it (between two crossing lines) is drawn."""
    walls = []
    for line in lines:
        near = [r for r in rulings if abs(r.position - line) <= _DOUBLE_LINE_PT]
        drawn = []
        for start, end in pairwise(across):
            slack = min(options.ruling_gap_pt, (end - start) / 4)
            covered = sum(_covered(r, start, end, slack) for r in near)
            drawn.append(covered >= _COVERED_SHARE * (end - start))
        walls.append(drawn)
    return walls


def _covered(ruling: Ruling, start: float, end: float, slack: float) -> float:
    """How much of a stretch a ruling covers that may miss its crossings by ``slack``; one that lies in the stretch by
    no more than that ends at the crossing, and covers nothing."""
    if min(end, ruling.end) - max(start, ruling.start) <= slack:
        return 0.0
    return min(end, ruling.end + slack) - max(start, ruling.start - slack)


def _rectangles(slots: Sequence[tuple[int, int]]) -> list[Slots]:
    """One rectangle where the slots fill it; else (a border broken half-way) the fewest greedy rectangles."""
    remaining = set(slots)
    rectangles = []
    while remaining:
        top, left = min(remaining)
        right = left
        while (top, right) in remaining:
            right += 1
        bottom = top + 1
        while all((bottom, column) in remaining for column in range(left, right)):
            bottom += 1
        rectangles.append(Slots(top, left, bottom, right))
        remaining -= {(row, column) for row in range(top, bottom) for column in range(left, right)}
    return rectangles


def _cells(
    rectangles: Sequence[Slots], xs: Sequence[float], ys: Sequence[float], glyphs: Sequence[Glyph], region: Region
) -> tuple[GridCell, ...]:
    middles = whole_number_middles(glyphs) if region.inferred else {}
    owner: dict[tuple[int, int], int] = {}
    for index, r in enumerate(rectangles):
        for row in range(r.top, r.bottom):
            for column in range(r.left, r.right):
                owner[row, column] = index
    inside: list[list[Glyph]] = [[] for _ in rectangles]
    before: tuple[Glyph, int] | None = None
    for glyph in sorted(glyphs, key=attrgetter("order")):
        x0, top, x1, bottom = glyph.bbox
        index = owner[_slot_at(ys, (top + bottom) / 2), _slot_at(xs, middles.get(glyph.order, (x0 + x1) / 2))]
        if before is not None and before[1] != index and glyph.order - before[0].order == 1:
            hangs = _hangs_over(before, glyph, index, rectangles, ys)
            index = before[1] if hangs or _runs_over(before, glyph, index, rectangles, xs) else index
        inside[index].append(glyph)
        before = (glyph, index)
    lines = [compose_lines(of_cell) if of_cell else () for of_cell in inside]
    across, down = [round(x, 2) for x in xs], [round(y, 2) for y in ys]
    cells = [
        GridCell(
            row=r.top,
            column=r.left,
            raw="\n".join(line.text for line in lines[index]),
            row_span=r.bottom - r.top,
            column_span=r.right - r.left,
            places=(Place(region.page, BBox(across[r.left], down[r.top], across[r.right], down[r.bottom])),),
            line_boxes=tuple(line.bbox for line in lines[index]),
        )
        for index, r in enumerate(rectangles)
    ]
    return tuple(sorted(cells, key=attrgetter("row", "column")))


def _hangs_over(
    before: tuple[Glyph, int], glyph: Glyph, index: int, rectangles: Sequence[Slots], ys: Sequence[float]
) -> bool:
    """Whether the last line of a too small cell hangs over its bottom border: drawn right after ``before``, a glyph of
    the cell above, it touches that border from below."""
    _, owner = before
    above, below = rectangles[owner], rectangles[index]
    same_columns = above.left < below.right and below.left < above.right
    border = ys[above.bottom]
    return same_columns and above.bottom == below.top and glyph.bbox.top < border - _HANGING_SHARE * glyph.bbox.height


def _runs_over(
    before: tuple[Glyph, int], glyph: Glyph, index: int, rectangles: Sequence[Slots], xs: Sequence[float]
) -> bool:
    """Whether a text too long for its cell runs over its right border: drawn right after ``before``, a glyph of the
    cell on the left, it joins it without a gap. What is drawn anew behind the border leaves one, or overlaps, unless
    the rows around show that a column begins with it."""
    if glyph.begins_column:
        return False
    last, owner = before
    left, right = rectangles[owner], rectangles[index]
    same_rows = left.top < right.bottom and right.top < left.bottom
    gap = glyph.bbox.x0 - last.bbox.x1
    joined = abs(gap) <= _JOINED_EM * glyph.bbox.height and abs(glyph.bbox.top - last.bbox.top) < 1
    leans = glyph.bbox.x0 < xs[left.right] and not _is_blank_on_the_left(glyph)
    return same_rows and left.right == right.left and joined and leans


def _is_blank_on_the_left(glyph: Glyph) -> bool:
    """Whether the left half of a character's box is white: that of an opening bracket as wide as a Chinese character.
    One that begins a line is moved to the left by as much, so that its box leans over the border and its ink does not.
    """
    return glyph.text in _OPENING_BRACKETS and glyph.bbox.width >= _FULL_WIDTH_EM * glyph.bbox.height


def _slot_at(lines: Sequence[float], position: float) -> int:
    """The slot that the position lies in; outside the grid it is the nearest one."""
    slot = bisect_right(lines, position) - 1
    # asked twice of every glyph: comparing is faster than min and max
    last = len(lines) - 2
    return 0 if slot < 0 else last if slot > last else slot
