"""Strata: items of the same traits together, small ones collapsed, and how many are drawn of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from extractor.eval.sampling.items import TRAITS, Item, trait
from extractor.eval.sampling.proportions import size_for_half_width

LEAST = 2
"""Items drawn of a stratum at least: with fewer its variance can not be estimated."""
PLANNED_ERRORS: Mapping[str, float] = {"proved": 0.01, "consistent": 0.02, "unchecked": 0.05, "failed": 0.3}
"""The share of wrong items that the draw is planned for, by check state. A guess: where it is wrong the interval is
somewhat wider than it could be, and as true."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Items that are drawn from together; ``traits`` are those that they share, ``size`` is how many are drawn."""

    traits: tuple[str, ...]
    items: tuple[Item, ...]
    size: int = 0


def form_strata(items: Iterable[Item], wanted: int) -> tuple[Stratum, ...]:
    """Part items by all traits; a stratum with less than its share for ``LEAST`` of ``wanted`` draws is collapsed with
    the others that are small and share all traits but the last, and so on (W. G. Cochran, Sampling Techniques, 3rd
    ed. 1977, section 5A.12; collapsed before the draw, so that no choice hangs on what was drawn).
    """
    left = list(items)
    least = ceil(len(left) * LEAST / max(wanted, 1))
    strata: list[Stratum] = []
    for depth in range(len(TRAITS), 0, -1):
        groups: dict[tuple[str, ...], list[Item]] = {}
        for item in left:
            groups.setdefault(item.traits[:depth], []).append(item)
        left = []
        for traits, members in groups.items():
            if len(members) >= least or depth == 1:
                strata.append(Stratum(traits, tuple(members)))
            else:
                left += members
    return tuple(sorted(strata, key=lambda stratum: stratum.traits))


def allocate(strata: Sequence[Stratum], wanted: int) -> tuple[int, ...]:
    """How many to draw of each stratum, ``wanted`` together but for ``LEAST`` of each: Neyman's allocation, in
    proportion to size times planned standard deviation √(p(1−p)) (J. Neyman, JRSS 97 (1934) 558–625), never more than
    there are; what a small stratum can not take goes to the others.
    """
    sizes = [min(LEAST, len(stratum.items)) for stratum in strata]
    weights = [len(stratum.items) * planned_deviation(stratum) for stratum in strata]
    open_ones = set(range(len(strata)))
    while open_ones:
        spent = sum(size for number, size in enumerate(sizes) if number not in open_ones)
        total = sum(weights[number] for number in open_ones)
        shares = {number: (wanted - spent) * weights[number] / total for number in open_ones}
        bound = {n for n, share in shares.items() if share <= sizes[n] or share >= len(strata[n].items)}
        for number in bound:
            sizes[number] = max(sizes[number], min(len(strata[number].items), int(max(shares[number], 0))))
        if not bound:
            _round(sizes, shares)
            break
        open_ones -= bound
    return tuple(sizes)


def planned_deviation(stratum: Stratum) -> float:
    """The planned standard deviation of right and wrong in a stratum, by the mean of its items' planned errors."""
    errors = [PLANNED_ERRORS[trait(item.traits, "check")] for item in stratum.items]
    error = sum(errors) / len(errors)
    return sqrt(error * (1 - error))


def size_for(strata: Sequence[Stratum], half_width: float, accuracy: float, confidence: float) -> int:
    """How many items of these strata give an interval of this half width, if the share right is ``accuracy``.

    The size of a simple random sample (``size_for_half_width``), n₀, shortened for the finite population of M to
    n₀ / (1 + n₀/M), and raised by what unequal weights cost: 1 + the squared coefficient of variation of the weights
    (L. Kish, Survey Sampling, 1965, section 11.7) under the planned allocation.
    """
    population = sum(len(stratum.items) for stratum in strata)
    plain = size_for_half_width(accuracy, half_width, confidence)
    wanted = ceil(plain / (1 + plain / population))
    raised = ceil(wanted * weight_effect(strata, allocate(strata, wanted)))
    return min(population, raised)


def weight_effect(strata: Sequence[Stratum], sizes: Sequence[int]) -> float:
    """Kish's design effect of unequal weights, m Σ w² / (Σ w)² over the m drawn items; 1 for equal weights."""
    weighed = [(size, len(stratum.items) / size) for stratum, size in zip(strata, sizes, strict=True) if size]
    count = sum(size for size, _ in weighed)
    total = sum(size * weight for size, weight in weighed)
    return count * sum(size * weight * weight for size, weight in weighed) / (total * total)


def _round(sizes: list[int], shares: Mapping[int, float]) -> None:
    """Whole numbers that add up: the largest remainders are rounded up."""
    whole = {number: int(share) for number, share in shares.items()}
    spare = round(sum(shares.values())) - sum(whole.values())
    by_remainder = sorted(shares, key=lambda number: (whole[number] - shares[number], number))
    for place, number in enumerate(by_remainder):
        sizes[number] = whole[number] + (place < spare)
