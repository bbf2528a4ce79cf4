"""A row of a matrix whose cells hold two indicators: the ways to part it, and what speaks for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise, product
from typing import Final, NamedTuple

from extractor.document.check import Repair
from extractor.document.target import is_measured, parse_target
from extractor.document.text import without_space
from extractor.document.tier_words import is_tier2_word, parent_class, tier1_class, tier2_class
from extractor.repair.forms.row_plan import Texts
from extractor.repair.forms.row_slots import Slot, SlotKind, fit, is_degree
from extractor.repair.forms.tier_by_words import IndicatorWords, Tier2Shares, said_by_words

_MOST_CHOICES: Final = 2_000
_FUSED: Final = 0.96
_UNCLEAR: Final = 0.7
_FEWEST_CUT_CELLS: Final = 2
_NAMES: Final[tuple[SlotKind, ...]] = ("tier3", "description", "basis")
_CLEAR_LEAD: Final = 1.0
_UPPER: Final = 0.25
"""What it is worth that a text of one of the rows is the upper one's: a merged cell is printed in its first row."""
_NO_TIER: Final = 2.0
"""What a row costs for which neither its own cell nor one above says a tier."""
_SAME_PAIR: Final = 0.5
"""What each pair of characters is worth that a description has in common with the name beside it."""
_SPACE_KEPT: Final = 1.0
"""What it costs to keep a cell with a space whole, where others are cut at theirs."""


class Tiers(NamedTuple):
    """The tier words that hold above a row."""

    tier1: str
    tier2: str


def take_apart(
    texts: Sequence[str], slots: Sequence[Slot], above: Tiers, shares: Tier2Shares | None = None
) -> tuple[Repair, tuple[Texts, Texts]] | None:
    """The two rows that a row's cells hold, cell by cell; None where it is one row.

    Both targets, or both tier 2 words, must be there, and so must both names. Where nothing says whose a lone cell is,
    the repair is in doubt.
    """
    places = [(slot, slot.column) for slot in slots if slot.column is not None and slot.column < len(texts)]
    filled = [(slot, column, texts[column]) for slot, column in places if without_space(texts[column])]
    if not _may_be_two(filled):
        return None
    options = [list(_halves(slot, text)) for slot, _, text in filled]
    count = 1
    for choices in options:
        count *= len(choices)
    if count > _MOST_CHOICES:
        return None
    weigh = _Weigher(slots, texts, above, shares)
    scored = sorted(
        ((weigh([(slot, *half) for (slot, _, _), half in zip(filled, choice, strict=True)]), choice)
         for choice in product(*options)),
        key=lambda one: (-one[0], one[1]),
    )  # fmt: skip
    best, choice = scored[0]
    if sum(bool(a) and bool(b) for a, b in choice) < _FEWEST_CUT_CELLS:
        return None
    halves = tuple(
        {column: half[place] for (_, column, _), half in zip(filled, choice, strict=True)} for place in (0, 1)
    )
    is_clear = len(scored) < 2 or best - scored[1][0] >= _CLEAR_LEAD
    alternatives = () if is_clear else (" || ".join(_shown(scored[1][1], place) for place in (0, 1)),)
    evidence: tuple[str, ...] = (
        "two targets or two tier words stand in one cell",
        "every cell that is cut holds two texts that fit",
    )
    if not is_clear:
        evidence = (*evidence, "nothing says which of the two rows some of its cells are of")
    before = " | ".join(text.strip() for text in texts)
    after = " || ".join(_shown(choice, place) for place in (0, 1))
    confidence = _FUSED if is_clear else _UNCLEAR
    return Repair("", "row_split", (), before, after, evidence, alternatives, confidence, True), (halves[0], halves[1])


def _shown(choice: Sequence[tuple[str, str]], place: int) -> str:
    return " | ".join(half[place] for half in choice)


def _may_be_two(filled: Sequence[tuple[Slot, int, str]]) -> bool:
    """Whether the cells can hold two rows: the target and the name cut, or the tier 2 word and the name."""
    by_kind = {slot.kind: text for slot, _, text in filled}
    if len(by_kind.get("tier3", "").split()) < 2:
        return False
    target, tier2 = by_kind.get("target", ""), by_kind.get("tier2", "")
    two_targets = any(_are_two_targets(a, b) for a, b in _cut_in_two(target))
    two_tiers = any(is_tier2_word(a) and is_tier2_word(b) for a, b in _cut_in_two(tier2))
    return two_targets or (two_tiers and len(target.split()) > 1)


def _are_two_targets(one: str, other: str) -> bool:
    """Whether each is a target by itself, and both together are none; or the first ends with its unit, and the other
    is one in words."""
    if not (is_measured(one) or is_degree(one)) or not (is_measured(other) or is_degree(other)):
        return False
    first = parse_target(one)
    ended = first is not None and first.unit is not None and is_degree(other)
    return ended or not is_measured(one + other)


def _cut_in_two(text: str) -> Iterator[tuple[str, str]]:
    parts = text.split()
    for (cut,) in combinations(range(1, len(parts)), 1):
        yield "".join(parts[:cut]), "".join(parts[cut:])


def _halves(slot: Slot, text: str) -> Iterator[tuple[str, str]]:
    """The cell for the upper row, for the lower one, and cut between them."""
    compact = without_space(text)
    yield compact, ""
    yield "", compact
    if not is_measured(compact) or any(_are_two_targets(a, b) for a, b in _cut_in_two(text)):
        yield from _cut_in_two(text)


def holds_two(texts: Sequence[str], slots: Sequence[Slot]) -> bool:
    """Whether a row may hold two indicators, so that it is none that stands in another order."""
    return take_apart(texts, slots, Tiers("", "")) is not None


class _Weigher:
    """Weighs a way to part a row: what the words of each cell speak for it, and what the cells say of each other."""

    def __init__(self, slots: Sequence[Slot], texts: Sequence[str], above: Tiers, shares: Tier2Shares | None) -> None:
        self._kinds = frozenset(slot.kind for slot in slots)
        self._spaced = frozenset(column for column, text in enumerate(texts) if len(text.split()) == 2)
        self._above = above
        self._shares = cache(shares) if shares is not None else None

    def __call__(self, cells: Sequence[tuple[Slot, str, str]]) -> float:
        score = 0.0
        rows: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for slot, upper, lower in cells:
            whole = slot.column in self._spaced and not (upper and lower)
            own = replace(slot, usual=frozenset()) if whole else slot  # other rows may be fused alike
            for row, text in zip(rows, (upper, lower), strict=True):
                score += fit(own, text) if text else 0.0
                row.setdefault(slot.kind, text)
            score += 1.0 if upper and lower else _UPPER if upper else 0.0
            score -= _SPACE_KEPT * whole
        for row in rows:
            score -= 3.0 * (not row.get("tier3")) + 2.0 * (not row.get("target", "") and "target" in row)
            score += _names_agree(row)
        return score + self._tiers_agree(rows)

    def _tiers_agree(self, rows: Sequence[Mapping[str, str]]) -> float:
        """Whether each row's tier 2 word belongs to its tier 1 word and its words to its tier 2, and whether a row says
        what holds already."""
        score = 0.0
        tier1, tier2 = self._above
        for row in rows:
            own1, own2 = row.get("tier1", ""), row.get("tier2", "")
            score -= (own1 != "" and own1 == tier1) + (own2 != "" and own2 == tier2)
            if own1 and own1 != tier1:
                score -= 2.0 * (not own2)
            tier1, tier2 = own1 or tier1, own2 or ("" if own1 else tier2)
            score -= _NO_TIER * (("tier1" in self._kinds and not tier1) + ("tier2" in self._kinds and not tier2))
            parent = parent_class(tier2_class(own2 or tier2))
            if parent is not None and tier1_class(tier1) is not None:
                score += 1.0 if parent == tier1_class(tier1) else -1.0
            words = IndicatorWords(row.get("tier3", ""), row.get("description", ""), row.get("target", ""))
            score += said_by_words(words, tier2, self._shares)
        return score


def _names_agree(row: Mapping[str, str]) -> float:
    """What the name, the description and the basis of a row share: one text, or the pairs of characters."""
    names = [row.get(name, "") for name in _NAMES]
    same = float(sum(a == b != "" for a, b in combinations(names, 2)))
    pairs = [{a + b for a, b in pairwise(text)} for text in names]
    return same + _SAME_PAIR * sum(len(own & pairs[0]) for own in pairs[1:])
