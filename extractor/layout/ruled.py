"""Page → ruled table regions: rulings that cross or touch form one table."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.document.geometry import BBox
from extractor.document.page import Page, Ruling
from extractor.document.region import Region
from extractor.options import LayoutOptions

_SMALLEST_SIDE_PT = 8.0
_FEWEST_OPEN = 3
_SAME_END_PT = 3.0


def find_ruled_regions(page: Page, options: LayoutOptions) -> tuple[Region, ...]:
    """Find the connected sets of rulings that enclose at least one cell, from top to bottom.

    A set needs two horizontals and one vertical, or one horizontal from edge to edge at the end of several verticals
    of one length (a page break cut the table): an outer border that was not drawn is put back by the grid, an underline
    or a lone box edge is no table.
    """
    horizontal = [r for r in page.rulings if r.horizontal]
    vertical = [r for r in page.rulings if not r.horizontal]
    regions = []
    for group in _connected(horizontal, vertical, options.ruling_gap_pt):
        rows, columns = [r for r in group if r.horizontal], [r for r in group if not r.horizontal]
        if not columns or (len(rows) < 2 and not _is_open(rows, columns)):
            continue
        box = _box_of(group)
        if box.width >= _SMALLEST_SIDE_PT and box.height >= _SMALLEST_SIDE_PT:
            regions.append(Region(page.number, box, tuple(group)))
    return _without_nested(sorted(regions, key=lambda r: (r.bbox.top, r.bbox.x0)))


def _is_open(rows: Sequence[Ruling], columns: Sequence[Ruling]) -> bool:
    """Whether a horizontal closes several columns at one end that are open at the other."""
    if len(rows) != 1 or len(columns) < _FEWEST_OPEN:
        return False
    top, bottom = min(r.start for r in columns), max(r.end for r in columns)
    whole = [r for r in columns if r.start - top <= _SAME_END_PT and bottom - r.end <= _SAME_END_PT]
    left, right = min(r.position for r in columns), max(r.position for r in columns)
    outer = {left, right} <= {r.position for r in whole}
    across = rows[0].start <= left + _SAME_END_PT and rows[0].end >= right - _SAME_END_PT
    at_end = min(abs(rows[0].position - top), abs(rows[0].position - bottom)) <= _SAME_END_PT
    return len(whole) >= _FEWEST_OPEN and outer and across and at_end


def _connected(horizontal: Sequence[Ruling], vertical: Sequence[Ruling], gap: float) -> list[list[Ruling]]:
    """Connected components of the graph in which a horizontal and a vertical that meet are joined."""
    rulings = [*horizontal, *vertical]
    parent = list(range(len(rulings)))

    def find(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    by_position = sorted(range(len(horizontal)), key=lambda i: horizontal[i].position)
    for v_index, v in enumerate(vertical, start=len(horizontal)):
        for h_index in by_position:
            h = horizontal[h_index]
            if h.position > v.end + gap:
                break
            if h.position >= v.start - gap and h.start - gap <= v.position <= h.end + gap:
                parent[find(h_index)] = find(v_index)
    groups: dict[int, list[Ruling]] = {}
    for index, ruling in enumerate(rulings):
        groups.setdefault(find(index), []).append(ruling)
    return list(groups.values())


def _box_of(rulings: Sequence[Ruling]) -> BBox:
    xs = [x for r in rulings for x in ((r.start, r.end) if r.horizontal else (r.position, r.position))]
    ys = [y for r in rulings for y in ((r.position, r.position) if r.horizontal else (r.start, r.end))]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def _without_nested(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Drop a region that lies wholly inside another one, its text belongs to the outer table: but for a table inside a
    form's cell, which comes before the region that holds it."""
    outer, inner = [], []
    for region in regions:
        if not any(other is not region and _holds(other.bbox, region.bbox) for other in regions):
            outer.append(region)
        elif _is_lattice(region):
            inner.append(region)
    return (*inner, *outer)


def _is_lattice(region: Region) -> bool:
    """Whether a region has at least two rows and two columns: a box to tick, or a frame around words, has not."""
    for horizontal in (True, False):
        positions = sorted(r.position for r in region.rulings if r.horizontal is horizontal)
        if sum(b - a >= _SMALLEST_SIDE_PT for a, b in pairwise(positions)) < 2:
            return False
    return True


def _holds(outer: BBox, inner: BBox) -> bool:
    return (
        outer.x0 <= inner.x0
        and outer.top <= inner.top
        and outer.x1 >= inner.x1
        and outer.bottom >= inner.bottom
        and (outer.width * outer.height) > (inner.width * inner.height)
    )
