"""Places on pages that were turned or set straight to be read → places on the pages as displayed."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from extractor.document.content import Grid, PageInfo, Paragraph
from extractor.document.draft import Draft
from extractor.document.geometry import BBox, Place, lean_back, turn_back

_NONE: Mapping[int, float] = MappingProxyType({})


def as_displayed(
    item: Draft | Paragraph, turns: Mapping[int, int], pages: Mapping[int, PageInfo], skews: Mapping[int, float] = _NONE
) -> Draft | Paragraph:
    """The item with its places on the displayed pages; ``turns`` and ``skews`` give the degrees of the pages that were
    turned, and of those that were set straight before."""
    back = _Back(turns, skews, pages)
    if isinstance(item, Paragraph):
        return item._replace(places=back.of(item.places))
    return _draft_as_displayed(item, back)


def _draft_as_displayed(draft: Draft, back: "_Back") -> Draft:
    """The draft, and what takes its joins back."""
    grid: Grid = draft.grid
    cells = tuple(cell._replace(places=back.of(cell.places)) for cell in grid.cells)
    pieces = tuple(
        replace(piece, before=_draft_as_displayed(piece.before, back), after=_draft_as_displayed(piece.after, back))
        for piece in draft.pieces
    )
    grid = replace(grid, places=back.of(grid.places), cells=cells)
    return replace(draft, grid=grid, pieces=pieces)


class _Back:
    """The way back of the places of each page."""

    def __init__(self, turns: Mapping[int, int], skews: Mapping[int, float], pages: Mapping[int, PageInfo]) -> None:
        self._turns, self._skews, self._pages = turns, skews, pages

    def of(self, places: tuple[Place, ...]) -> tuple[Place, ...]:
        return tuple(map(self._place, places))

    def _place(self, place: Place) -> Place:
        page = self._pages[place.page]
        box = turn_back(place.bbox, self._turns.get(place.page, 0), page.width, page.height)
        box = lean_back(box, self._skews.get(place.page, 0.0), page.width, page.height)
        return Place(place.page, BBox(*(round(value, 2) for value in box)))
