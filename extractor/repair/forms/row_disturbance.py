"""Whether something in a matrix row shows that it is torn: only then may it be put in another order."""

from collections.abc import Sequence
from typing import Final

from extractor.document.target import is_measured
from extractor.document.text import without_space
from extractor.document.tier_words import is_tier1_word, is_tier2_word, tier2_class
from extractor.repair.forms.lexicon import Lexicon
from extractor.repair.forms.row_alignment import printed_order
from extractor.repair.forms.row_pieces import cuts_of, has_join
from extractor.repair.forms.row_slots import Slot

_NAMES: Final = ("tier3", "description", "basis")


def is_disturbed(texts: Sequence[str], slots: Sequence[Slot], lexicon: Lexicon) -> bool:
    """Whether a row is torn.

    A tier word outside its column, a target outside its own while that holds none, a tier cell that repeats the name,
    a fused cell, a text past the header's last column, a blank that the other rows fill, or two neighbours that other
    cells print as one text. A document's own tier words (管理效率) show nothing.
    """
    values = printed_order(texts, slots)
    if has_stray_words(slots, values):
        return True
    known = {slot.column for slot in slots}
    if any(without_space(text) for column, text in enumerate(texts) if column not in known):
        return True
    if any(slot.required and not value for slot, value in zip(slots, values, strict=True)):
        return True
    target = next((value for slot, value in zip(slots, values, strict=True) if slot.kind == "target"), "")
    fused = (pieces for column, text in enumerate(texts) for pieces in cuts_of(column, text, lexicon)[1:])
    if any(pieces[0].text == pieces[1].text or not target for pieces in fused):
        return True
    return has_join(texts, lexicon)


def has_stray_words(slots: Sequence[Slot], values: Sequence[str]) -> bool:
    """Whether a tier word or a target stands in another column than its own."""
    by_kind: dict[str, str] = {slot.kind: value for slot, value in reversed(list(zip(slots, values, strict=True)))}
    return _has_stray_tier(by_kind) or _has_stray_target(by_kind)


def _has_stray_tier(values: dict[str, str]) -> bool:
    tier1, tier2 = values.get("tier1", ""), values.get("tier2", "")
    names = [values.get(name, "") for name in _NAMES]
    if is_tier1_word(tier2) and not is_tier1_word(tier1):
        return True
    if is_tier2_word(tier1) and not is_tier1_word(tier1) and (tier1 == tier2 or not is_tier2_word(tier2)):
        return True
    if any(is_tier1_word(name) or is_tier2_word(name) for name in names):
        return True
    return tier2 != "" and not is_tier2_word(tier2) and not tier2_class(tier2) and tier2 in names


def _has_stray_target(values: dict[str, str]) -> bool:
    if is_measured(values.get("target", "")) or "target" not in values:
        return False
    return any(is_measured(values.get(name, "")) for name in ("tier1", "tier2", "tier3", "description"))
