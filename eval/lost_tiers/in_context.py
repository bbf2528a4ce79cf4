"""Tiers told in their form, with a share of the tier cells taken out, over several lots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from extractor.classify.indicator_tiers import IndicatorTierModel, ToldTiers
from extractor.eval.lost_tiers.forms import TrueForm
from extractor.eval.lost_tiers.removal import Print, Torn, tear

SURE = 0.9


@dataclass(frozen=True, slots=True)
class TierShares:
    """Of one tier and lot: rows of a class (``rows``) and those told right, and the same of the rows whose cell is
    lost, and of those of them that were told with a probability of ``SURE`` or more."""

    rows: int = 0
    right: int = 0
    lost: int = 0
    lost_right: int = 0
    sure: int = 0
    sure_right: int = 0

    @property
    def share(self) -> float:
        """Of all rows the share told right."""
        return self.right / self.rows if self.rows else 1.0

    @property
    def lost_share(self) -> float:
        """Of the rows whose cell is lost the share told right."""
        return self.lost_right / self.lost if self.lost else 1.0


def score_lots(
    model: IndicatorTierModel, forms: Sequence[TrueForm], way: Print, share: float, lots: int
) -> list[tuple[TierShares, TierShares]]:
    """Tier 1 and tier 2 of each lot; the same number of a lot gives the same cells."""
    scored = []
    for number in range(lots):
        lot = Random(f"{number} {way} {share}")  # noqa: S311 - a sample that can be drawn again, no secret
        torn = [tear(form, way, share, lot) for form in forms]
        told = model.tell([form.rows for form in torn])
        pair = [_shares(_outcomes(forms, torn, told, tier)) for tier in (1, 2)]
        scored.append((pair[0], pair[1]))
    return scored


def _outcomes(
    forms: Sequence[TrueForm], torn: Sequence[Torn], told: Sequence[Sequence[ToldTiers]], tier: int
) -> Iterator[tuple[bool, bool, bool]]:
    """Of each row of a class: whether it is told right, whether its cell is lost, whether the model is sure."""
    for form, broken, rows in zip(forms, torn, told, strict=True):
        for place, row in enumerate(rows):
            name = form.class_of(place, tier)
            if name is None:
                continue
            said = (row.tier1_class, row.tier1_confidence) if tier == 1 else (row.tier2_class, row.tier2_confidence)
            yield said[0] == name, broken.lost[place][tier - 1], said[1] >= SURE


def _shares(outcomes: Iterator[tuple[bool, bool, bool]]) -> TierShares:
    rows = list(outcomes)
    lost = [row for row in rows if row[1]]
    sure = [row for row in lost if row[2]]
    return TierShares(
        len(rows), sum(right for right, _, _ in rows), len(lost), sum(right for right, _, _ in lost),
        len(sure), sum(right for right, _, _ in sure),
    )  # fmt: skip
