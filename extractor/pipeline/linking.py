"""Documents → sets: whose files they are, what they say of each other, and which stay alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.document.document import Division, Document
from extractor.document.document_set import (
    SET_SCHEMA_VERSION,
    DocumentSet,
    Related,
    SetCheck,
    SetRelation,
    SetSummary,
)
from extractor.document.record import Department
from extractor.linking.card import Card, card_of
from extractor.linking.grouping import GroupKey, Unlinked, group_cards
from extractor.linking.weighing import Agreement, weigh_member
from extractor.normalise.divisions import division_in_name, division_of_code
from extractor.verify.across.pairing import facts_of, reference_of
from extractor.verify.across.verification import Found, agreements, verify_related, verify_set
from extractor.verify.facts import Facts

Load = Callable[[str], Document]
"""The document whose result lies at a path: documents are read when their set is made, not kept."""


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
    groups, alone = group_cards(cards)
    unlinked, settled = list(alone), {}
    for key, members in groups.items():
        kept, left = _settle(key, members, load)
        unlinked += left
        if kept:
            settled[key] = kept
    ids = _set_ids(settled)
    sets = tuple(_make_set(key, settled, ids, load) for key in settled)
    return Linked(tuple(sorted(sets, key=lambda one: one.id)), tuple(sorted(unlinked, key=lambda one: one[0].path)))


def _settle(key: GroupKey, members: Sequence[Card], load: Load) -> tuple[tuple[Card, ...], list[Unlinked]]:
    """The files of a group that may stay together, the one that most amounts contradict put out first."""
    kept, left = list(members), list[Unlinked]()
    while len(kept) > 1:
        found = verify_set(_facts(kept, load))
        said = {card.path: Agreement(*agreements(found, card.path)) for card in kept}
        against = [card for card in kept if said[card.path].contradicts]
        if key.office.division is None and not against:
            against = [card for card in kept if not said[card.path].confirms]
        if not against:
            break
        reason = "amounts_disagree" if said[against[0].path].contradicts else "place_unknown"
        worst = max(against, key=lambda card: (said[card.path].failing, card.part != "both", card.path))
        kept.remove(worst)
        left.append((worst, reason))
    return tuple(kept), left


def _make_set(
    key: GroupKey, settled: Mapping[GroupKey, tuple[Card, ...]], ids: Mapping[GroupKey, str], load: Load
) -> DocumentSet:
    cards = settled[key]
    facts = _facts(cards, load)
    within = verify_set(facts)
    related = [(relation, other) for relation, other in _related(key) if other in settled]
    across = [verify_related(facts, _facts(settled[other], load), relation) for relation, other in related]
    checks = tuple(_checks((*within, *(one for found in across for one in found))))
    members = tuple(
        weigh_member(card, [other for other in cards if other is not card], Agreement(*agreements(within, card.path)))
        for card in cards
    )
    counts = Counter(check.status for check in checks)
    return DocumentSet(
        set_schema_version=SET_SCHEMA_VERSION,
        id=ids[key],
        kind=key.kind,
        department=Department(key.code, _usual_name(cards)),
        names=tuple(sorted({card.department.name or "" for card in cards})),
        division=(division_of_code(key.office.division or "") or Division(key.office.division, None)),
        fiscal_year=key.year,
        members=members,
        related=tuple(Related(relation, ids[other]) for relation, other in related),
        summary=SetSummary(counts["pass"], counts["fail"], counts["insufficient"], counts["not_applicable"]),
        checks=checks,
    )


def _related(key: GroupKey) -> Iterator[tuple[SetRelation, GroupKey]]:
    """The sets that a set is held against, where they are there."""
    yield "year_before", replace(key, year=key.year - 1)
    if key.kind == "final_account":
        yield "budget_of_account", replace(key, kind="budget")


def _facts(cards: Iterable[Card], load: Load) -> dict[str, Facts]:
    return {card.path: facts_of(load(card.path), card.path) for card in cards}


def _checks(found: Iterable[Found]) -> Iterator[SetCheck]:
    for number, (rule, relation, finding) in enumerate(found, start=1):
        yield SetCheck(
            id=f"x{number}",
            rule=rule.code,
            relation=relation,
            status=finding.status,
            subjects=tuple(map(reference_of, finding.subjects)),
            message=finding.message,
            expected=finding.expected,
            actual=finding.actual,
            residual=finding.residual,
            tolerance=finding.tolerance,
        )


def _usual_name(cards: Sequence[Card]) -> str:
    """The name that most files print, of equally frequent ones the shortest."""
    names = Counter(card.department.name or "" for card in cards)
    return min(names, key=lambda name: (-names[name], len(name), name))


def _set_ids(settled: Mapping[GroupKey, tuple[Card, ...]]) -> dict[GroupKey, str]:
    """A readable id for each set, which is its file's name too: numbered where two would be the same."""
    ids: dict[GroupKey, str] = {}
    for key, cards in settled.items():
        own = f"-{key.level}" if key.level == "unit" else ""
        place = f"{key.office.division}-" if key.office.division else ""
        name = _usual_name(cards).replace("/", "_")
        plain = f"{place}{name}{own}-{key.year}-{key.kind}"
        numbered = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(settled) + 1))
        ids[key] = next(one for one in numbered if one not in ids.values())
    return ids
