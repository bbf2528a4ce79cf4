"""Documents → sets: whose files they are, what they say of each other, and which stay alone."""

from collections.abc import Iterable
from typing import NamedTuple

from extractor.document.document import Document
from extractor.document.document_set import DocumentSet
from extractor.linking.card import Card, card_of
from extractor.linking.grouping import GroupKey, Unlinked, group_cards
from extractor.normalise.divisions import division_in_name
from extractor.pipeline.set_making import Groups, make_set
from extractor.pipeline.settling import Load, settle_group


class Linked(NamedTuple):
    """What became of the files: the sets, and each file in none with the reason."""

    sets: tuple[DocumentSet, ...]
    unlinked: tuple[Unlinked, ...]


def draw_card(path: str, document: Document) -> Card:
    """What linking needs to know of a document before it is decided what it belongs to."""
    return card_of(path, document, division_in_name)


def link_cards(cards: Iterable[Card], load: Load) -> Linked:
    """Join the files of one department, year and publication, and test them against each other.

    A file whose amounts contradict the others', or whose department has no known place and no amounts that confirm
    it, stays alone: a wrong link is worse than a missing one.
    """
    found, alone = group_cards(cards)
    unlinked = list(alone)
    kept: dict[GroupKey, tuple[Card, ...]] = {}
    for key, members in found.items():
        kept[key], left = settle_group(key, members, load)
        unlinked += left
    groups = Groups(kept)
    sets = [make_set(key, groups, load) for key in kept]
    return Linked(tuple(sorted(sets, key=lambda one: one.id)), tuple(sorted(unlinked, key=lambda one: one[0].path)))
