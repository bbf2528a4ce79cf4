"""Regions of rulings + the runs of rows around them → whole tables: what stands in the columns of a table goes on
above its first and below its last horizontal.

Rules may stand between some of the rows only, and a page may end before the last one is drawn. A ruling shows where a
table is; how far it reaches its rows show.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extractor.document.geometry import BBox, union
from extractor.document.page import TextLine
from extractor.document.region import Region
from extractor.layout.aligned import find_aligned_regions
from extractor.layout.gutters import find_gutters, is_of_body
from extractor.layout.pieces import Piece, pieces_of

_SAME_SIDE_PT = 20.0
"""The rows of a table hardly reach over the ends of its rulings."""
_MOST_GROUP_LINES = 2
_CLOSE_EM = 1.2
"""A ruling under headings is no farther from them than this, in heights of the text."""


def with_rows_around(regions: Sequence[Region], lines: Sequence[TextLine]) -> list[Region]:
    """The regions (from top to bottom) with the header and the rows that stand above and below their rulings, and as
    one where rows go on from one to the next; ``lines`` are those outside ruled tables, the regions' own too."""
    grown = list(regions)
    for run in find_aligned_regions(regions[0].page, lines) if regions else ():
        members = [region for region in grown if _is_part(region.bbox, run.bbox)]
        if members:
            rest = [region for region in grown if region not in members]
            grown = [*rest, *_put_together(members, run.bbox, lines)]
    return sorted(grown, key=lambda region: (region.bbox.top, region.bbox.x0))


def _is_part(box: BBox, run: BBox) -> bool:
    within = box.x0 - _SAME_SIDE_PT <= run.x0 and run.x1 <= box.x1 + _SAME_SIDE_PT
    return within and run.top < box.bottom and box.top < run.bottom


def _put_together(members: Sequence[Region], run: BBox, lines: Sequence[TextLine]) -> list[Region]:
    """The regions of one run of rows: each that has a header of its own begins a table."""
    groups: list[list[Region]] = []
    for member in members:
        if not groups or not _begins_with_body(member, lines):
            groups.append([])
        groups[-1].append(member)
    found = []
    for number, group in enumerate(groups):
        box = union(region.bbox for region in group)
        is_headless = number == 0 and (_begins_with_body(group[0], lines) or _has_groups_above(box, run, lines))
        top = min(run.top, box.top) if is_headless else box.top
        bottom = max(run.bottom, box.bottom) if group is groups[-1] else box.bottom
        whole = BBox(min(run.x0, box.x0), top, max(run.x1, box.x1), bottom)
        if _keeps_columns([region.bbox for region in group], whole, lines):
            rulings = tuple(ruling for region in group for ruling in region.rulings)
            found.append(replace(group[0], bbox=whole, rulings=rulings))
        else:
            found += group
    return found


def _begins_with_body(region: Region, lines: Sequence[TextLine]) -> bool:
    """Whether no header stands below the first ruling: its first row of several texts holds figures."""
    rows = [row for row in _rows_within(region.bbox, lines) if len(row) > 1]
    return bool(rows) and is_of_body(rows[0])


def _has_groups_above(box: BBox, run: BBox, lines: Sequence[TextLine]) -> bool:
    """Whether what stands above the first ruling are headings over the columns below: fewer, and close."""
    above = _rows_within(BBox(run.x0, run.top, run.x1, box.top), lines)
    below = _rows_within(box, lines)
    if not above or not below or len(above) > _MOST_GROUP_LINES:
        return False
    close = box.top - above[-1][0].bbox.bottom <= _CLOSE_EM * above[-1][0].bbox.height
    # headings of one row stand on several lines where some of them span others
    widest = max((len(row) for row in takewhile(lambda row: not is_of_body(row), below)), default=0)
    return close and all(1 < len(row) < widest for row in above)


def _keeps_columns(parts: Sequence[BBox], whole: BBox, lines: Sequence[TextLine]) -> bool:
    """Whether each gutter that a part shows is one of the whole too: what was added stands in its columns."""
    gutters = find_gutters(_rows_within(whole, lines))
    return all(
        any(gutter.start < other.end and other.start < gutter.end for other in gutters)
        for part in parts
        for gutter in find_gutters(_rows_within(part, lines))
    )


def _rows_within(box: BBox, lines: Sequence[TextLine]) -> list[tuple[Piece, ...]]:
    inside = [line for line in lines if box.top <= line.bbox.y_middle <= box.bottom]
    beside = [line for line in inside if line.bbox.x1 > box.x0 and line.bbox.x0 < box.x1]
    return [pieces_of(line) for line in sorted(beside, key=lambda line: line.bbox.y_middle)]
