"""A group of files → those that may stay together, by what their amounts say of each other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from extractor.document.document import Document
from extractor.document.document_set import MemberPart
from extractor.linking.card import Card
from extractor.linking.grouping import GroupKey, Unlinked
from extractor.linking.weighing import Agreement
from extractor.verify.across.pairing import facts_of
from extractor.verify.across.verification import Found, agreements, verify_set
from extractor.verify.facts import Facts

Load = Callable[[str], Document]
"""The document whose result lies at a path: documents are read when their set is made, not kept."""
_RICHEST_FIRST: tuple[MemberPart, ...] = ("both", "tables", "prose", "forms", "none")
"""Of two files that can not stay together, the one that says more keeps the set."""


def facts_of_cards(cards: Iterable[Card], load: Load) -> dict[str, Facts]:
    """The facts of each file by its path."""
    return {card.path: facts_of(load(card.path), card.path) for card in cards}


def settle_group(key: GroupKey, members: Sequence[Card], load: Load) -> tuple[tuple[Card, ...], list[Unlinked]]:
    """The files of a group that may stay together, the one that most amounts contradict put out first."""
    kept, left = list(members), list[Unlinked]()
    pairs = _compared(kept, load) if len(kept) > 1 else {}
    while len(kept) > 1:
        said = {card.path: _said(card, kept, pairs) for card in kept}
        against = [card for card in kept if said[card.path].contradicts]
        if not key.office.is_placed and not against:
            against = [card for card in kept if not said[card.path].confirms]
        if not against:
            break
        reason = "amounts_disagree" if said[against[0].path].contradicts else "place_unknown"
        worst = max(against, key=lambda card: (said[card.path].failing, _RICHEST_FIRST.index(card.part), card.path))
        kept.remove(worst)
        left.append((worst, reason))
    return tuple(kept), left


def _compared(cards: Sequence[Card], load: Load) -> dict[frozenset[str], tuple[Found, ...]]:
    """What each two files say of each other: of all of them at once, the right one would hide a wrong one."""
    told = [card for card in cards if card.part in ("tables", "both", "prose")]
    facts = facts_of_cards(told, load)
    return {
        frozenset((one.path, other.path)): verify_set({path: facts[path] for path in (one.path, other.path)})
        for one, other in combinations(told, 2)
        if (one.part, other.part) != ("prose", "prose")
    }


def _said(card: Card, others: Iterable[Card], pairs: Mapping[frozenset[str], tuple[Found, ...]]) -> Agreement:
    found = [one for other in others for one in pairs.get(frozenset((card.path, other.path)), ())]
    return Agreement(*agreements(found, card.path))
