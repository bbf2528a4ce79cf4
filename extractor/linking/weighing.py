"""How surely a file belongs to its set: names, where they are from, and what the amounts say."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document.document_set import Evidence, Member
from extractor.document.text import folded
from extractor.linking.card import Card

_BASE = 0.97
"""The same place, office, year and publication, all printed: what remains is a namesake or a misread year."""
_VARIANT, _UNPLACED, _FROM_FILE_NAME = 0.97, 0.8, 0.95
"""Factors: the names differ and are one by usage; no place is known; the file's name alone says whose, or when."""
_DOUBT_LEFT = 0.1
"""What is left of the doubt when the amounts of the files agree."""
MIN_AGREEING = 3
"""So many different amounts above zero are no coincidence."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the other files of a group say of a file's amounts: different amounts that agree, comparisons that fail."""

    agreeing: int = 0
    failing: int = 0

    @property
    def confirms(self) -> bool:
        """Whether the amounts alone tell that the files belong together."""
        return self.agreeing >= MIN_AGREEING and self.agreeing > self.failing

    @property
    def contradicts(self) -> bool:
        """Whether they tell that they do not: a document's own slips are fewer than its agreements."""
        return self.failing >= MIN_AGREEING and self.failing > self.agreeing


def weigh_member(card: Card, others: Sequence[Card], agreement: Agreement) -> Member:
    """The card as a member, with what speaks for it; alone in its set it is sure of itself."""
    evidence, confidence = _evidence(card, others, agreement), _BASE
    kinds = {one.kind for one in evidence}
    if "name_variant" in kinds:
        confidence *= _VARIANT
    if card.office is not None and card.office.division is None:
        confidence *= _UNPLACED
    for kind in ("name_from_file_name", "year_from_file_name"):
        if kind in kinds:
            confidence *= _FROM_FILE_NAME
    if agreement.confirms or "same_bytes" in kinds:
        confidence = 1 - (1 - confidence) * _DOUBT_LEFT
    return Member(
        card.path, card.source, card.sha256, card.kind, card.part, card.department,
        round(confidence, 4) if others else 1.0, evidence,
    )  # fmt: skip


def _evidence(card: Card, others: Sequence[Card], agreement: Agreement) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    names = sorted({other.department.name or "" for other in others})
    own = card.department.name or ""
    if any(folded(name) == folded(own) for name in names):
        found.append(Evidence("same_name", own))
    elif names:
        found.append(Evidence("name_variant", f"{own} = {'、'.join(names)}"))
    if others and card.office is not None and card.office.division is not None:
        found.append(Evidence("same_division", f"{card.office.division} {card.division_name or ''}".strip()))
    if card.department.code and any(other.department.code == card.department.code for other in others):
        found.append(Evidence("same_department_code", card.department.code))
    if others:
        found.append(Evidence("same_year", str(card.year)))
    if card.year_source == "file_name":
        found.append(Evidence("year_from_file_name", card.source or ""))
    if card.name_source == "file_name":
        found.append(Evidence("name_from_file_name", card.source or ""))
    if agreement.agreeing:
        found.append(Evidence("amounts_agree", f"{agreement.agreeing} different amounts"))
    if agreement.failing:
        found.append(Evidence("amounts_disagree", f"{agreement.failing} comparisons"))
    if any(other.sha256 == card.sha256 for other in others):
        found.append(Evidence("same_bytes", card.sha256))
    return tuple(found)
