"""Drafts of neighbouring pages → logical drafts: a table that goes on over a page break is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.document.content import Paragraph
from extractor.document.draft import Draft, HeaderLayout
from extractor.tables.join_pieces import append_piece
from extractor.tables.join_score import Weighed, weigh_join

_SAME_HEIGHT_PT = 2.0


@dataclass(slots=True)
class _Joiner:
    """The joined items so far, and which of the drafts may still go on: those of the last page with a table that
    nothing stands below."""

    heights: Mapping[int, float]
    feet: Mapping[int, float]
    items: list[Draft | Paragraph] = field(default_factory=list)
    headers: list[HeaderLayout | None] = field(default_factory=list)
    open: list[int] = field(default_factory=list)

    def add(self, item: Draft, own: HeaderLayout) -> None:
        self._close_above(item)
        candidates = [(weighed, index) for index in self.open if (weighed := self._weigh(index, item, own))]
        best = max(candidates, key=lambda found: found[0].score, default=None)
        if best is not None and best[0].score > 0:
            weighed, index = best
            before, header = self._draft(index)
            self.items[index] = append_piece(before, item, weighed, header.header_rows)
        else:
            index = len(self.items)
            self.items.append(item)
            self.headers.append(own)
        self.open = [other for other in self.open if other != index] + [index]

    def _close_above(self, item: Draft) -> None:
        """Close what can not go on with ``item`` or anything after it: where a table stands above the item on its page
        all tables of the page before are whole, and so is that one."""
        if not item.grid.places:
            self.open.clear()
            return
        new = item.grid.places[0]
        places = {index: self._draft(index)[0].grid.places[-1] for index in self.open}
        here = [index for index, place in places.items() if place.page == new.page]
        beside = [index for index in here if places[index].bbox.bottom > new.bbox.top]
        if len(beside) < len(here):
            self.open = beside
        else:
            self.open = [index for index, place in places.items() if place.page >= new.page - 1]

    def _weigh(self, index: int, item: Draft, own: HeaderLayout) -> Weighed | None:
        before, header = self._draft(index)
        if before.grid.torn or item.grid.torn or not item.grid.places:
            return None
        if item.grid.places[0].page != before.grid.places[-1].page + 1:
            return None
        return weigh_join(before, header, item, own, self._room(before))

    def _draft(self, index: int) -> tuple[Draft, HeaderLayout]:
        draft, header = self.items[index], self.headers[index]
        if not isinstance(draft, Draft) or header is None:
            raise TypeError("only drafts go on")
        return draft, header

    def _room(self, before: Draft) -> tuple[float, float] | None:
        """What is free below the table on its last page, down to where pages of that height are filled."""
        place = before.grid.places[-1]
        height = self.heights.get(place.page)
        if height is None:
            return None
        alike = [foot for page, foot in self.feet.items() if abs(self.heights.get(page, 0) - height) <= _SAME_HEIGHT_PT]
        return max(alike, default=place.bbox.bottom) - place.bbox.bottom, height


def join_drafts(
    drafts: Sequence[Draft | Paragraph],
    headers: Sequence[HeaderLayout | None],
    heights: Mapping[int, float] | None = None,
) -> tuple[Draft | Paragraph, ...]:
    """Join each draft to one on the page before where the evidence says that it goes on with it.

    ``headers`` has the header of each draft (None for prose), ``heights`` those of the pages, in points. Nothing but
    furniture may stand between, and tables beside each other go on side by side. Only tables on pages are joined: the
    sheets of a workbook and the tables of a text document are whole. A joined draft says in ``pieces`` why.
    """
    joiner = _Joiner(heights or {}, _feet(drafts))
    for item, header in zip(drafts, headers, strict=True):
        if isinstance(item, Draft) and header is not None:
            joiner.add(item, header)
            continue
        joiner.items.append(item)
        joiner.headers.append(None)
        if isinstance(item, Paragraph) and not item.furniture:
            joiner.open.clear()
    return tuple(joiner.items)


def _feet(drafts: Sequence[Draft | Paragraph]) -> dict[int, float]:
    """For each page the lowest point of what it says."""
    feet: dict[int, float] = {}
    for item in drafts:
        if isinstance(item, Paragraph) and item.furniture:
            continue
        for place in item.places if isinstance(item, Paragraph) else item.grid.places:
            feet[place.page] = max(feet.get(place.page, 0.0), place.bbox.bottom)
    return feet
