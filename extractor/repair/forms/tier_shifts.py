"""Tier columns of a matrix of which one slid a row up or down beside the other: which of the two it was."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from extractor.document.tier_words import is_tier2_word, parent_class, tier1_class, tier2_class
from extractor.repair.forms.tier_by_words import IndicatorWords, Tier2Shares, said_by_words

_APART: Final = -2.0
"""What a row weighs whose tier 2 word belongs below another tier 1 than the one that holds there."""
_TOGETHER: Final = 0.5
_BEGINS_ALONE: Final = -1.0
"""What a row weighs that begins a tier 1 and no tier 2."""
_BELOW_NONE: Final = -1.5
"""What a row weighs that prints a tier 2 word before the first tier 1."""
_SLIDE: Final = -0.5
_LONGEST_RUN: Final = 8
_LEAD: Final = 1.0
"""So far ahead of the next reading must one stand to be clear."""


class TierRow(NamedTuple):
    """The tier words and the words of one row."""

    tier1: str
    tier2: str
    words: IndicatorWords


class TierReading(NamedTuple):
    """Both columns as they may have been printed; ``slid``: the column that moved, none where it is as printed."""

    slid: str
    tier1: tuple[str, ...]
    tier2: tuple[str, ...]


class Chosen(NamedTuple):
    """The likeliest reading, whether it stands clear of the others, and the next one."""

    best: TierReading
    is_clear: bool
    second: TierReading


def read_tiers(
    rows: Sequence[TierRow], others: Sequence[TierReading], shares: Tier2Shares | None = None
) -> Chosen | None:
    """The likeliest of the columns as printed, of a run of one of them a row up or down, and of ``others``.

    None where the columns stand well as printed: every tier 2 word below its tier 1.
    """
    printed = TierReading("", tuple(row.tier1 for row in rows), tuple(row.tier2 for row in rows))
    if not any(apart for apart, _ in _bonds(printed)):
        return None
    readings = [printed, *_slides(printed), *(other for other in others if other[1:] != printed[1:])]
    weighed = sorted(
        ((_weigh(reading, rows, shares), reading) for reading in dict.fromkeys(readings)), key=lambda one: -one[0]
    )
    if len(weighed) < 2:
        return None
    (first, best), (next_best, second) = weighed[:2]
    return Chosen(best, first - next_best >= _LEAD, second)


def _slides(printed: TierReading) -> Iterator[TierReading]:
    for slid, column in (("tier1", printed.tier1), ("tier2", printed.tier2)):
        for moved in _moved_runs(column):
            both = (moved, printed.tier2) if slid == "tier1" else (printed.tier1, moved)
            yield TierReading(slid, *both)


def _moved_runs(column: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The column with a run of its words a row up or down, into a blank."""
    for end, text in enumerate(column):
        if text:
            continue
        for step in (1, -1):
            moved = list(column)
            for length in range(1, _LONGEST_RUN + 1):
                source = end - step * length
                if not 0 <= source < len(column):
                    break
                moved[source + step], moved[source] = column[source], ""
                if column[source]:
                    yield tuple(moved)


def _bonds(reading: TierReading) -> Iterator[tuple[bool, bool]]:
    """Of each row whether its tier 2 word belongs below another tier 1, and whether it belongs below the one there."""
    tier1 = ""
    for own1, own2 in zip(reading.tier1, reading.tier2, strict=True):
        tier1 = own1 or tier1
        parent, holds = parent_class(tier2_class(own2)), tier1_class(tier1)
        if parent is None or holds is None or not own2:
            yield False, False
        elif holds == "成本指标" and "成本" in own2:
            yield False, True
        else:
            yield parent != holds, parent == holds


def _weigh(reading: TierReading, rows: Sequence[TierRow], shares: Tier2Shares | None) -> float:
    weight = _SLIDE if reading.slid else 0.0
    tier1 = tier2 = ""
    for row, own1, own2, (apart, together) in zip(rows, reading.tier1, reading.tier2, _bonds(reading), strict=True):
        weight += _APART * apart + _TOGETHER * together
        weight += _BEGINS_ALONE * bool(own1 and not own2 and is_tier2_word(tier2))
        tier1 = own1 or tier1
        weight += _BELOW_NONE * bool(own2 and not tier1)
        tier2 = own2 or ("" if own1 else tier2)
        weight += said_by_words(row.words, tier2, shares)
    return weight
