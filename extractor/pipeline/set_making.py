"""Files that belong together → their set: members, related sets and the checks between files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extractor.document.document import Division
from extractor.document.document_set import (
    SET_SCHEMA_VERSION,
    DocumentSet,
    Related,
    SetCheck,
    SetRelation,
    SetSummary,
)
from extractor.document.record import Department
from extractor.linking.card import Card
from extractor.linking.grouping import GroupKey
from extractor.linking.office_names import Office
from extractor.linking.set_names import set_name
from extractor.linking.weighing import Agreement, weigh_member
from extractor.normalise.divisions import division_of_code
from extractor.pipeline.settling import Load, facts_of_cards
from extractor.verify.across.pairing import reference_of
from extractor.verify.across.verification import Found, agreements, verify_related, verify_set


class Groups:
    """The files of each set, with the ids of the sets and which of them are of one office."""

    def __init__(self, cards: Mapping[GroupKey, tuple[Card, ...]]) -> None:
        self.cards = cards
        self.ids = _set_ids(cards)
        self._by_office: dict[Office, list[GroupKey]] = {}
        for key in cards:
            self._by_office.setdefault(key.office, []).append(key)

    def related(self, key: GroupKey) -> list[tuple[SetRelation, GroupKey]]:
        """The sets that a set is held against, where one alone may be it."""
        wanted: list[tuple[SetRelation, GroupKey]] = [("year_before", replace(key, year=key.year - 1))]
        if key.kind == "final_account":
            wanted.append(("budget_of_account", replace(key, kind="budget")))
        others = self._by_office[key.office]
        found = [(relation, [other for other in others if other.may_be(like)]) for relation, like in wanted]
        return [(relation, fitting[0]) for relation, fitting in found if len(fitting) == 1]


def make_set(key: GroupKey, groups: Groups, load: Load) -> DocumentSet:
    """Hold the files of a set against each other and against the related sets."""
    cards, ids, related = groups.cards[key], groups.ids, groups.related(key)
    facts = facts_of_cards(cards, load)
    within = verify_set(facts)
    across = [verify_related(facts, facts_of_cards(groups.cards[other], load), relation) for relation, other in related]
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
    taken: set[str] = set()
    for key, cards in settled.items():
        name, unit = _usual_name(cards), key.level == "unit"
        plain = set_name(key.office.division, name, key.year, key.kind, unit=unit)
        numbered = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(settled) + 1))
        ids[key] = next(one for one in numbered if one not in taken)
        taken.add(ids[key])
    return ids
