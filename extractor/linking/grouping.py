"""Cards → groups of files that may be one publication; a file that does not say enough stays alone, with the reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.document.document_set import SetKind
from extractor.linking.card import Card, Level
from extractor.linking.office_names import Office

Unlinked = tuple[Card, str]
"""A file in no set, and why: a stable word."""


@dataclass(frozen=True, slots=True)
class GroupKey:
    """What all files of a publication share. ``code`` is the department's, where files of one name have several."""

    office: Office
    code: str | None
    level: Level | None
    year: int
    kind: SetKind

    def may_be(self, other: "GroupKey") -> bool:
        """Whether both are of one department, year and publication, as far as each says; a unit is never a whole
        department."""
        same = (self.office, self.year, self.kind) == (other.office, other.year, other.kind)
        codes, levels = {self.code, other.code} - {None}, {self.level or "department", other.level or "department"}
        return same and len(codes) <= 1 and len(levels) == 1


def group_cards(cards: Iterable[Card]) -> tuple[dict[GroupKey, tuple[Card, ...]], tuple[Unlinked, ...]]:
    """The groups in order of their files, and the files that can be in none."""
    alone: list[Unlinked] = []
    found: dict[tuple[Office, int, SetKind], list[Card]] = {}
    for card in sorted(cards, key=lambda card: card.path):
        if card.office is None:
            alone.append((card, "no_department"))
        elif card.year is None:
            alone.append((card, "no_fiscal_year"))
        elif card.publication is None:
            alone.append((card, "no_publication"))
        else:
            found.setdefault((card.office, card.year, card.publication), []).append(card)
    groups: dict[GroupKey, tuple[Card, ...]] = {}
    for (office, year, kind), together in found.items():
        for (code, level), members in _apart(together, alone).items():
            groups[GroupKey(office, code, level, year, kind)] = tuple(members)
    return groups, tuple(alone)


def _apart(cards: Sequence[Card], alone: list[Unlinked]) -> dict[tuple[str | None, Level | None], list[Card]]:
    """Files of one name by department code and by level; a file that says neither goes where there is one place."""
    codes = {card.department.code for card in cards} - {None}
    levels = {card.level for card in cards} - {None}
    parts: dict[tuple[str | None, Level | None], list[Card]] = {}
    for card in cards:
        code = card.department.code or (next(iter(codes)) if len(codes) == 1 else None)
        level = card.level or (next(iter(levels)) if len(levels) == 1 else None)
        if code is None and codes:
            alone.append((card, "several_departments_of_this_name"))
        elif level is None and levels:
            alone.append((card, "department_or_unit"))
        else:
            parts.setdefault((code, level), []).append(card)
    return parts
