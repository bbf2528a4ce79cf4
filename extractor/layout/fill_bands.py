"""Filled areas of a page → bands: fills that touch, with the borders that they show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.document.geometry import BBox, union
from extractor.document.page import Page, Ruling

_TOUCHING_PT = 3.0
"""Fills of neighbouring cells stand no farther apart than a white rule is wide."""
_SAME_EDGE_PT = 1.5
_LEAST_WIDTH_PT = 8.0
_LEAST_HEIGHT_PT = 4.0
_MOST_HEIGHT_SHARE = 0.5
"""A fill that is higher than this share of the page is its background."""
_LEAST_BAND_PT = 60.0
_MOST_FILLS = 5_000
"""A page with more fills than this is a drawing."""


@dataclass(frozen=True, slots=True)
class FillBand:
    """Fills that touch each other: a filled row, or several; ``borders`` are the x between two of them."""

    bbox: BBox
    cells: tuple[BBox, ...]
    borders: tuple[float, ...]

    def rulings(self) -> list[Ruling]:
        """All edges of the fills."""
        edges = []
        for cell in self.cells:
            edges += [Ruling(True, y, cell.x0, cell.x1) for y in (cell.top, cell.bottom)]
            edges += [Ruling(False, x, cell.top, cell.bottom) for x in (cell.x0, cell.x1)]
        return edges

    def lowest_borders(self) -> list[float]:
        """The left and right edges of the fills at the foot of the band, each once."""
        low = [cell for cell in self.cells if abs(cell.bottom - self.bbox.bottom) <= _TOUCHING_PT]
        return _distinct(x for cell in low for x in (cell.x0, cell.x1)) if len(low) > 1 else []

    def levels(self) -> list[float]:
        """The y at which fills begin or end, each once."""
        return _distinct(y for cell in self.cells for y in (cell.top, cell.bottom))


def fill_bands(page: Page) -> list[FillBand]:
    """The bands of a page from top to bottom; none where the fills are those of a drawing."""
    if len(page.fills) > _MOST_FILLS:
        return []
    cells = sorted(
        (
            fill
            for fill in set(page.fills)
            if fill.width >= _LEAST_WIDTH_PT and _LEAST_HEIGHT_PT <= fill.height <= _MOST_HEIGHT_SHARE * page.height
        ),
        key=lambda fill: (fill.top, fill.x0),
    )
    bands = [_band(group) for group in _touching(cells)]
    return sorted((band for band in bands if band.bbox.width >= _LEAST_BAND_PT), key=lambda band: band.bbox.top)


def _touching(cells: Sequence[BBox]) -> list[list[BBox]]:
    """Connected groups of boxes; ``cells`` ascend by their tops, so that those that can touch are looked at only."""
    group_of = list(range(len(cells)))

    def find(index: int) -> int:
        while group_of[index] != index:
            group_of[index] = group_of[group_of[index]]
            index = group_of[index]
        return index

    open_cells: list[int] = []
    for index, cell in enumerate(cells):
        open_cells = [n for n in open_cells if cells[n].bottom >= cell.top - _TOUCHING_PT]
        for other in open_cells:
            if cells[other].x0 <= cell.x1 + _TOUCHING_PT and cells[other].x1 >= cell.x0 - _TOUCHING_PT:
                group_of[find(index)] = find(other)
        open_cells.append(index)
    groups: dict[int, list[BBox]] = {}
    for index, cell in enumerate(cells):
        groups.setdefault(find(index), []).append(cell)
    return list(groups.values())


def _band(cells: Sequence[BBox]) -> FillBand:
    box = union(cells)
    inner = (x for cell in cells for x in (cell.x0, cell.x1) if box.x0 + _TOUCHING_PT < x < box.x1 - _TOUCHING_PT)
    return FillBand(box, tuple(cells), tuple(_distinct(inner)))


def _distinct(positions: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for position in sorted(positions):
        if not kept or position - kept[-1] > _TOUCHING_PT:
            kept.append(position)
    return kept


def joined(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Rulings with the pieces put together that go on with each other at nearly one position."""
    whole: list[Ruling] = []
    for horizontal in (True, False):
        lines: list[list[Ruling]] = []
        same_way = (ruling for ruling in rulings if ruling.horizontal is horizontal)
        for ruling in sorted(same_way, key=lambda r: r.position):
            if not lines or ruling.position - lines[-1][0].position > _SAME_EDGE_PT:
                lines.append([])
            lines[-1].append(ruling)
        for line in lines:
            whole += _joined_line(line)
    return whole


def _joined_line(line: Sequence[Ruling]) -> list[Ruling]:
    position = sum(ruling.position for ruling in line) / len(line)
    joined_up: list[Ruling] = []
    for ruling in sorted(line, key=lambda r: r.start):
        if joined_up and ruling.start - joined_up[-1].end <= _TOUCHING_PT:
            last = joined_up.pop()
            joined_up.append(Ruling(last.horizontal, position, last.start, max(last.end, ruling.end)))
        else:
            joined_up.append(Ruling(ruling.horizontal, position, ruling.start, ruling.end))
    return joined_up
