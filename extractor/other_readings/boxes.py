"""Cells of another tool as boxes → a region whose rulings draw them."""

from collections.abc import Sequence

from extractor.document.geometry import BBox, union
from extractor.document.page import Ruling
from extractor.document.region import Region

_SMALLEST_PT = 1.0


def region_of_boxes(page: int, boxes: Sequence[BBox]) -> Region | None:
    """The region of the cells ``boxes`` (points, origin top left); None where they make no table.

    Each box gives its four sides: the grid is built of them as of any ruled table, with the page's own glyphs, so that
    readings differ in where they divide and in nothing else.
    """
    whole = [box for box in boxes if box.width > _SMALLEST_PT and box.height > _SMALLEST_PT]
    if len(whole) < 2:
        return None
    rulings: dict[Ruling, None] = {}
    for box in whole:
        rulings[Ruling(True, box.top, box.x0, box.x1)] = None
        rulings[Ruling(True, box.bottom, box.x0, box.x1)] = None
        rulings[Ruling(False, box.x0, box.top, box.bottom)] = None
        rulings[Ruling(False, box.x1, box.top, box.bottom)] = None
    return Region(page, union(whole), tuple(rulings), inferred=True)
