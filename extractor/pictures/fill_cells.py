"""Filled areas with light text → their cells, parted at the light rulings in them."""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.document.geometry import BBox
from extractor.document.page import Segment
from extractor.pictures.cell_boxes import enclosed_boxes

_SLACK_PT = 2.5
"""A fill's own edges may show as rulings so far from where they were found."""
_MEETS_PT = 4.0


class PartedFills(NamedTuple):
    """The rulings of a page without those of its fills, and the fills cell by cell, in points."""

    segments: tuple[Segment, ...]
    fills: tuple[BBox, ...]


def part_fills(segments: Sequence[Segment], fills: Sequence[BBox], width: float, height: float) -> PartedFills:
    """Part fills at the rulings in them, as a file draws them that fills its cells and rules nothing.

    Where the verticals of a ruled table meet a fill, its rulings are the table's: they stay, with the fill's edges.
    """
    kept = list(segments)
    cells: list[BBox] = []
    for fill in fills:
        inner = [s for s in kept if _is_in(s, fill)]
        edges = _edges(fill)
        if any(_meets(s, fill) for s in kept if s not in inner):
            kept = [*(s for s in kept if not _is_edge(s, fill)), *edges]
            cells.append(fill)
            continue
        kept = [s for s in kept if s not in inner]
        boxes = enclosed_boxes((*(s for s in inner if not _is_edge(s, fill)), *edges), width, height)
        cells += [box for box in boxes if _holds(fill, box)] or [fill]
    return PartedFills(tuple(kept), tuple(cells))


def _edges(fill: BBox) -> list[Segment]:
    across = [Segment(fill.x0, y, fill.x1, y, 0.5) for y in (fill.top, fill.bottom)]
    return across + [Segment(x, fill.top, x, fill.bottom, 0.5) for x in (fill.x0, fill.x1)]


def _is_in(segment: Segment, fill: BBox) -> bool:
    return (
        fill.x0 - _SLACK_PT <= segment.x0
        and segment.x1 <= fill.x1 + _SLACK_PT
        and fill.top - _SLACK_PT <= segment.top
        and segment.bottom <= fill.bottom + _SLACK_PT
    )


def _is_edge(segment: Segment, fill: BBox) -> bool:
    """Whether a ruling is nothing but one of the fill's edges."""
    if not _is_in(segment, fill):
        return False
    if segment.x1 - segment.x0 >= segment.bottom - segment.top:
        return min(abs(segment.top - fill.top), abs(segment.top - fill.bottom)) <= _SLACK_PT
    return min(abs(segment.x0 - fill.x0), abs(segment.x0 - fill.x1)) <= _SLACK_PT


def _meets(segment: Segment, fill: BBox) -> bool:
    """Whether a vertical within the fill's width ends at its upper or lower edge, or crosses it."""
    if segment.x1 - segment.x0 >= segment.bottom - segment.top:
        return False
    beside = fill.x0 - _SLACK_PT <= segment.x0 <= fill.x1 + _SLACK_PT
    return beside and segment.top <= fill.bottom + _MEETS_PT and segment.bottom >= fill.top - _MEETS_PT


def _holds(fill: BBox, box: BBox) -> bool:
    return fill.x0 < box.x_middle < fill.x1 and fill.top < box.y_middle < fill.bottom
