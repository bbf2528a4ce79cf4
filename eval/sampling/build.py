"""From converted documents to the folder that a person works in: sample.csv, sample.html, sample.json."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from extractor.document.document import Document
from extractor.document.wire import from_json
from extractor.errors import UsageError
from extractor.eval.sampling.card import Card
from extractor.eval.sampling.cards import Original, cards_of
from extractor.eval.sampling.choose import Wishes, choose_items, sample_identity
from extractor.eval.sampling.draw import identity_of
from extractor.eval.sampling.items import TRAITS, Item, items_of
from extractor.eval.sampling.plan import PLAN_NAME, Plan, PlannedGroup, PlannedItem, PlannedStratum, plan_bytes
from extractor.eval.sampling.sheet import sheet_bytes
from extractor.eval.sampling.strata import Stratum
from extractor.eval.web.page import render_page

SHEET_NAME, PAGE_NAME = "sample.csv", "sample.html"


class NothingToSample(UsageError):
    """No drawn document gave a number or a table."""

    code = "nothing_to_sample"
    remedy = "See the manifest of the results for what became of each document."


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn document: its path relative to the archive, its source kind, its result (None: it was not converted)
    and where it lies; ``skipped`` is what turned out to be no document."""

    source: str
    source_kind: str
    result: Path | None
    original: Original
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """What is written: the plan and a card for each of its items, in the plan's order."""

    plan: Plan
    cards: tuple[Card, ...]


def build_sample(drawn: Sequence[Drawn], found: Mapping[str, int], wishes: Wishes) -> Sample:
    """Draw the items of the drawn documents; ``found`` counts the archive's documents by source kind.

    A result that can not be read counts as failed. NothingToSample where no item is left. Items are in the order of
    documents, tables and places, so that a person reads one document after the other.
    """
    population: list[Item] = []
    failed: dict[str, list[str]] = {}
    for one in drawn:
        document = _read(one.result)
        if one.skipped:
            continue
        if document is None:
            failed.setdefault(one.source_kind, []).append(one.source)
        else:
            population += items_of(document, one.source, one.source_kind)
    strata = [choice for kind in ("cell", "table") for choice in choose_items(population, kind, wishes)]
    if not strata:
        raise NothingToSample(f"None of the {len(drawn)} documents gave a number or a table.")
    places = {id(item): number for number, (_, items) in enumerate(strata) for item in items}
    chosen = [item for item in population if id(item) in places]
    cards = _cards(chosen, drawn, wishes.seed)
    by_id = {card.id: card for card in cards}
    ordered = [(by_id[identity_of(item, wishes.seed)], item) for item in chosen]
    plan = Plan(
        seed=wishes.seed,
        confidence=wishes.confidence,
        groups=_groups(drawn, found, failed),
        strata=tuple(_planned_stratum(stratum) for stratum, _ in strata),
        items=tuple(_planned_item(card, item, places[id(item)]) for card, item in ordered),
    )
    return Sample(plan, tuple(card for card, _ in ordered))


def write_sample(sample: Sample, folder: Path) -> None:
    """Write the three files into an existing folder."""
    identity = sample_identity(card.id for card in sample.cards)
    page = render_page("sample.html", {"cards": sample.cards, "identity": identity}, "sample.js")
    (folder / SHEET_NAME).write_bytes(sheet_bytes(sample.cards))
    (folder / PAGE_NAME).write_bytes(page)
    (folder / PLAN_NAME).write_bytes(plan_bytes(sample.plan))


def _cards(chosen: Sequence[Item], drawn: Sequence[Drawn], seed: int) -> list[Card]:
    """The cards, one document in memory at a time."""
    by_source: dict[str, list[Item]] = {}
    for item in chosen:
        by_source.setdefault(item.source, []).append(item)
    cards: list[Card] = []
    for one in drawn:
        items = [(identity_of(item, seed), item) for item in by_source.get(one.source, ())]
        document = _read(one.result) if items else None
        if document is not None:
            cards += cards_of(document, items, one.original)
    return cards


def _read(path: Path | None) -> Document | None:
    try:
        return from_json(path.read_bytes()) if path else None
    except (OSError, ValidationError):
        return None


def _groups(
    drawn: Sequence[Drawn], found: Mapping[str, int], failed: Mapping[str, Sequence[str]]
) -> dict[str, PlannedGroup]:
    groups = {}
    for kind, documents in sorted(found.items()):
        own = [one for one in drawn if one.source_kind == kind]
        lost = tuple(failed.get(kind, ()))
        converted = len(own) - len(lost) - sum(one.skipped for one in own)
        groups[kind] = PlannedGroup(documents=documents, drawn=len(own), converted=converted, failed=lost)
    return groups


def _planned_stratum(stratum: Stratum) -> PlannedStratum:
    population = len(stratum.items)
    return PlannedStratum(
        kind=stratum.items[0].kind,
        traits=dict(zip(TRAITS, stratum.traits, strict=False)),
        population=population,
        drawn=stratum.size,
        probability=stratum.size / population,
    )


def _planned_item(card: Card, item: Item, stratum: int) -> PlannedItem:
    return PlannedItem(
        id=card.id,
        kind=item.kind,
        stratum=stratum,
        document=item.source,
        table=item.table,
        cell=item.cell,
        value=card.value,
        traits=dict(zip(TRAITS, item.traits, strict=True)),
    )
