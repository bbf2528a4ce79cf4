"""Pictures on a page of text that may hold text of their own: whole ones, and what was cut into strips or tiles."""

from collections.abc import Iterable
from typing import Final

from extractor.document.geometry import BBox, intersection, union
from extractor.document.page import RawPage

_SHARE, _LEAST_PT = 0.04, 40.0
"""A picture on a page of text is looked at where it is so large."""
_APART_PT = 1.0
"""Strips of a picture stand no farther apart, and end alike within as much."""
_SAME_PLACE = 0.5
"""Two pictures of which one covers so much of the other are one: a picture and its mask, a picture drawn twice."""
MOST_REGIONS: Final = 25
"""More pictures of that size do not stand on a page without lying over each other."""


def picture_regions(raw: RawPage) -> tuple[BBox, ...]:
    """The places of the large pictures, at most one more than are looked at; strips and tiles of one put together."""
    page = raw.width * raw.height
    boxes = (
        BBox(max(0.0, b.x0), max(0.0, b.top), min(raw.width, b.x1), min(raw.height, b.bottom)) for b in raw.pictures
    )
    on_page = [box for box in boxes if box.width > 0 and box.height > 0]
    rows = _turned(_stacked(_turned(_stacked(on_page))))
    large = [box for box in rows if min(box.width, box.height) >= _LEAST_PT
             and box.width * box.height >= _SHARE * page]  # fmt: skip
    regions: list[BBox] = []
    for box in large:
        regions = _with(regions, box)
    return tuple(regions)


def has_text_on(raw: RawPage, region: BBox) -> bool:
    """Whether text of the page's own stands on a picture, or lies below it."""
    return any(_holds(region, glyph.bbox) for glyph in raw.glyphs)


def _stacked(boxes: Iterable[BBox]) -> list[BBox]:
    """The boxes, those that stand on each other with the same sides put together."""
    found: list[BBox] = []
    for box in sorted(boxes, key=lambda box: (round(box.x0), round(box.x1), box.top)):
        if found and _stands_on(found[-1], box):
            found[-1] = union((found[-1], box))
        else:
            found.append(box)
    return found


def _stands_on(upper: BBox, lower: BBox) -> bool:
    alike = abs(upper.x0 - lower.x0) <= _APART_PT and abs(upper.x1 - lower.x1) <= _APART_PT
    return alike and abs(lower.top - upper.bottom) <= _APART_PT


def _turned(boxes: Iterable[BBox]) -> list[BBox]:
    """The boxes with their sides exchanged, so that what stands beside each other stands on each other."""
    return [BBox(box.top, box.x0, box.bottom, box.x1) for box in boxes]


def _with(regions: list[BBox], box: BBox) -> list[BBox]:
    for place, region in enumerate(regions):
        common = intersection(region, box)
        smaller = min(region.width * region.height, box.width * box.height)
        if common is not None and common.width * common.height > _SAME_PLACE * smaller:
            return [*regions[:place], union((region, box)), *regions[place + 1 :]]
    return [*regions, box] if len(regions) <= MOST_REGIONS else regions


def _holds(box: BBox, other: BBox) -> bool:
    return box.x0 <= other.x_middle <= box.x1 and box.top <= other.y_middle <= box.bottom
