"""Tier classes of indicators whose tier cells are blank or lost, told by words and order and marked as inferred."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from extractor.classify.indicator_tiers import IndicatorRow, ToldTiers, indicator_tier_model
from extractor.document.record import Indicator, Project
from extractor.document.table import Cell, Table, slots_of
from extractor.document.text import without_space
from extractor.document.tier_words import tier1_class, tier2_class

FILLED: Final = 0.8
"""The probability from which a class is said where the record has none."""
CHANGED: Final = 0.99
"""The probability from which a blank is no longer held to go on with the word above it."""
MOST_CERTAIN: Final = 0.95
"""No inferred class is surer: so many of those told with 0.9 or more are right in forms that were not learned from."""
_ROW_FIELDS: Final = ("tier3", "target", "description", "basis")
"""Fields of which one cell at least stands in the indicator's own row."""

Tier = Literal["tier1", "tier2"]
_Slot = Literal["printed", "blank", "absent"]
"""A tier's slot in an indicator's row: filled (by a merged cell too), blank, or of a form without such a column."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an indicator stands: what its slots of tier 1 and tier 2 hold."""

    tier1: _Slot
    tier2: _Slot


def infer_tiers(projects: Sequence[Project], tables: Sequence[Table]) -> tuple[Project, ...]:
    """The projects with the classes of blank tier cells told where they are sure enough.

    A printed word is never touched. A blank without a word above it gets a class at ``FILLED``; a blank that was held
    to go on with the word above keeps it unless another class is likelier at ``CHANGED``. The word itself is filled
    only where the document prints one for the class. Such an indicator's ``tier_source`` is ``inferred``, and its
    ``confidence`` at most the class's probability and ``MOST_CERTAIN``.
    """
    grids = {table.id: _Grid.of(table) for table in tables}
    places = [_places(project, grids) for project in projects]
    torn = [number for number, found in enumerate(places) if any(_is_open(place) for place in found)]
    if not torn:
        return tuple(projects)
    told = indicator_tier_model().tell([_form(projects[number], places[number]) for number in torn])
    words = _words_of(projects, places)
    inferred = list(projects)
    for number, rows in zip(torn, told, strict=True):
        inferred[number] = _with_tiers(projects[number], places[number], rows, words)
    return tuple(inferred)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table's cells by id and by slot, and the columns of its tiers by row."""

    table: Table
    cells: Mapping[str, Cell]
    slots: Sequence[Sequence[Cell | None]]

    @classmethod
    def of(cls, table: Table) -> "_Grid":
        rows = max((cell.row + cell.row_span for cell in table.cells), default=0)
        columns = max((cell.column + cell.column_span for cell in table.cells), default=0)
        return cls(table, {cell.id: cell for cell in table.cells}, slots_of(table.cells, rows, columns))

    def slot(self, row: int, tier: Tier) -> _Slot:
        """What stands for the tier in a row; of a yearly and a mid-term matrix side by side, the yearly one counts."""
        part = next((part for part in self.table.parts if part.first_row <= row <= part.last_row), None)
        columns = self.table.columns if part is None else part.columns
        places = [number for number, column in enumerate(columns) if column.role == tier]
        if not places or places[-1] >= len(self.slots[row]):
            return "absent"
        cell = self.slots[row][places[-1]]
        return "printed" if cell is not None and without_space(cell.text) else "blank"


def _places(project: Project, grids: Mapping[str, _Grid]) -> list[_Place]:
    return [_place(project, number, grids) for number in range(len(project.indicators))]


def _place(project: Project, number: int, grids: Mapping[str, _Grid]) -> _Place:
    for name in _ROW_FIELDS:
        for identity in project.sources.get(f"indicators.{number}.{name}", ()):
            grid = grids.get(identity.partition(".")[0])
            cell = grid.cells.get(identity) if grid is not None else None
            if grid is not None and cell is not None and cell.row_span == 1:
                return _Place(grid.slot(cell.row, "tier1"), grid.slot(cell.row, "tier2"))
    return _Place("absent", "absent")


def _is_open(place: _Place) -> bool:
    return "blank" in (place.tier1, place.tier2)


def _form(project: Project, places: Sequence[_Place]) -> list[IndicatorRow]:
    """The form as the model wants it: a word in every row where it is printed, also by a merged cell."""
    return [
        IndicatorRow(
            None if place.tier1 == "blank" else indicator.tier1,
            None if place.tier2 == "blank" else indicator.tier2,
            indicator.tier3 or "",
            indicator.description or "",
            indicator.target.raw if indicator.target is not None else "",
        )
        for indicator, place in zip(project.indicators, places, strict=True)
    ]


def _words_of(projects: Sequence[Project], places: Sequence[Sequence[_Place]]) -> Mapping[tuple[Tier, str], str]:
    """The word that the document prints most for each class of a tier."""
    printed = Counter(_printed(projects, places))
    words: dict[tuple[Tier, str], str] = {}
    for (tier, name, word), _ in printed.most_common():
        words.setdefault((tier, name), word)
    return words


def _printed(projects: Sequence[Project], places: Sequence[Sequence[_Place]]) -> Iterator[tuple[Tier, str, str]]:
    for project, rows in zip(projects, places, strict=True):
        for indicator, place in zip(project.indicators, rows, strict=True):
            if place.tier1 == "printed" and indicator.tier1 and indicator.tier1_class:
                yield "tier1", indicator.tier1_class, indicator.tier1
            if place.tier2 == "printed" and indicator.tier2 and indicator.tier2_class:
                yield "tier2", indicator.tier2_class, indicator.tier2


def _with_tiers(
    project: Project, places: Sequence[_Place], told: Sequence[ToldTiers], words: Mapping[tuple[Tier, str], str]
) -> Project:
    indicators: list[Indicator] = []
    sources = dict(project.sources)
    for number, indicator in enumerate(project.indicators):
        place, row = places[number], told[number]
        tiers: tuple[tuple[Tier, _Slot, str | None, float], ...] = (
            ("tier1", place.tier1, row.tier1_class, row.tier1_confidence),
            ("tier2", place.tier2, row.tier2_class, row.tier2_confidence),
        )
        for tier, slot, name, share in tiers:
            if slot == "blank" and name is not None and _speaks(indicator, tier, name, share):
                indicator = _with_class(indicator, tier, name, share, words.get((tier, name)))
                sources.pop(f"indicators.{number}.{tier}", None)
        indicators.append(indicator)
    return replace(project, indicators=tuple(indicators), sources=sources)


def _speaks(indicator: Indicator, tier: Tier, name: str, share: float) -> bool:
    """Whether a class is to be written: none is there, or the one of the word above is not likely."""
    word = indicator.tier1 if tier == "tier1" else indicator.tier2
    known = tier1_class(word) if tier == "tier1" else tier2_class(word)
    return known != name and share >= (CHANGED if word else FILLED)


def _with_class(indicator: Indicator, tier: Tier, name: str, share: float, word: str | None) -> Indicator:
    confidence = round(min(indicator.confidence, share, MOST_CERTAIN), 4)
    if tier == "tier1":
        return replace(indicator, tier1=word, tier1_class=name, tier_source="inferred", confidence=confidence)
    return replace(indicator, tier2=word, tier2_class=name, tier_source="inferred", confidence=confidence)
