"""Ruled regions whose header has horizontals alone → the whole table: verticals stand between some columns of the body,
and none in the header and at the sides (the look of statistical tables)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.document.geometry import BBox
from extractor.document.page import Page, Ruling, TextLine
from extractor.document.region import Region
from extractor.layout.caption_lines import is_prose_or_caption
from extractor.layout.pieces import pieces_of

_SAME_END_PT = 3.0
_HIGHEST_BAND_EM = 10.0
"""Two horizontals of a header are no farther apart, in heights of its text: three levels, some of them wrapped."""


def with_open_headers(regions: Sequence[Region], page: Page, lines: Sequence[TextLine]) -> tuple[Region, ...]:
    """The regions, each with the horizontals of its width above it and what they enclose; ``lines`` are those outside
    the regions."""
    return tuple(_with_header(region, regions, page, lines) for region in regions)


def has_open_header(region: Region, bottom: float) -> bool:
    """Whether no vertical, not even at a side, stands above ``bottom`` in a region that has some below."""
    verticals = [r for r in region.rulings if not r.horizontal]
    return bool(verticals) and all(r.start >= bottom - _SAME_END_PT for r in verticals)


def _with_header(region: Region, regions: Sequence[Region], page: Page, lines: Sequence[TextLine]) -> Region:
    box = region.bbox
    above = [r for r in page.rulings if r.horizontal and r.position < box.top and not _is_taken(r, regions)]
    full = sorted((r.position for r in above if _spans(r, box)), reverse=True)
    top = box.top
    for lower, upper in pairwise([box.top, *full]):
        if not _is_header_band(BBox(box.x0, upper, box.x1, lower), lines):
            break
        top = upper
    if top == box.top or not _has_columns(BBox(box.x0, top, box.x1, box.top), lines):
        return region
    added = [
        r for r in above if r.position >= top and box.x0 - _SAME_END_PT <= r.start and r.end <= box.x1 + _SAME_END_PT
    ]
    return replace(region, bbox=box._replace(top=top), rulings=(*added, *region.rulings))


def _spans(ruling: Ruling, box: BBox) -> bool:
    return abs(ruling.start - box.x0) <= _SAME_END_PT and abs(ruling.end - box.x1) <= _SAME_END_PT


def _is_taken(ruling: Ruling, regions: Sequence[Region]) -> bool:
    return any(ruling in region.rulings for region in regions)


def _is_header_band(band: BBox, lines: Sequence[TextLine]) -> bool:
    """Whether a strip between two horizontals holds a few short lines and no caption, prose or figure."""
    inside = _inside(band, lines)
    if not inside or band.height > _HIGHEST_BAND_EM * min(line.bbox.height for line in inside):
        return False
    return not any(is_prose_or_caption(line) for line in inside)


def _has_columns(header: BBox, lines: Sequence[TextLine]) -> bool:
    return any(len(pieces_of(line)) > 1 for line in _inside(header, lines))


def _inside(box: BBox, lines: Sequence[TextLine]) -> list[TextLine]:
    return [
        line
        for line in lines
        if box.top < line.bbox.y_middle < box.bottom and box.x0 - 1 <= line.bbox.x0 and line.bbox.x1 <= box.x1 + 1
    ]
