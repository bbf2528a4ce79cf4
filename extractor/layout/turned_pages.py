"""Places on pages that were turned to be read → places on the pages as displayed."""

from collections.abc import Mapping
from dataclasses import replace

from extractor.document.content import Grid, PageInfo, Paragraph
from extractor.document.draft import Draft
from extractor.document.geometry import BBox, Place, turn_back


def as_displayed(item: Draft | Paragraph, turns: Mapping[int, int], pages: Mapping[int, PageInfo]) -> Draft | Paragraph:
    """The item with its places on the displayed pages; ``turns`` gives the degrees of the pages that were turned."""
    if isinstance(item, Paragraph):
        return item._replace(places=_back(item.places, turns, pages))
    return _draft_as_displayed(item, turns, pages)


def _draft_as_displayed(draft: Draft, turns: Mapping[int, int], pages: Mapping[int, PageInfo]) -> Draft:
    """The draft, and what takes its joins back."""
    grid: Grid = draft.grid
    cells = tuple(cell._replace(places=_back(cell.places, turns, pages)) for cell in grid.cells)
    pieces = tuple(
        replace(
            piece,
            before=_draft_as_displayed(piece.before, turns, pages),
            after=_draft_as_displayed(piece.after, turns, pages),
        )
        for piece in draft.pieces
    )
    grid = replace(grid, places=_back(grid.places, turns, pages), cells=cells)
    return replace(draft, grid=grid, pieces=pieces)


def _back(places: tuple[Place, ...], turns: Mapping[int, int], pages: Mapping[int, PageInfo]) -> tuple[Place, ...]:
    shown = []
    for place in places:
        page = pages[place.page]
        box = turn_back(place.bbox, turns.get(place.page, 0), page.width, page.height)
        shown.append(Place(place.page, BBox(*(round(value, 2) for value in box))))
    return tuple(shown)
