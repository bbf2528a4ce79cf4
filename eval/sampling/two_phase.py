"""Two-phase sampling: documents drawn within their source kind, then items drawn within strata of those documents."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A source kind: how many documents the archive has of it, and how many of them were drawn."""

    documents: int
    drawn: int


@dataclass(frozen=True, slots=True)
class FrameStratum:
    """A stratum of the drawn documents' items: its source kind and how many items it has."""

    group: str
    population: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What was drawn from; strata lie within one group each."""

    groups: Mapping[str, Group]
    strata: Sequence[FrameStratum]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One drawn item's value, of which the total over the population is estimated."""

    stratum: int
    document: str
    value: float


def weights_of(strata: Sequence[int], frame: Frame) -> list[float]:
    """How many items of the archive each drawn one stands for, (N/n)(M/m), by the numbers of their strata."""
    counts = Counter(strata)
    weights = {}
    for number, count in counts.items():
        group = frame.groups[frame.strata[number].group]
        weights[number] = group.documents / group.drawn * frame.strata[number].population / count
    return [weights[number] for number in strata]


@dataclass(frozen=True, slots=True)
class Variance:
    """The estimated variance of a total by phase; ``documents`` may come out negative, as an unbiased estimate may."""

    documents: float
    items: float

    @property
    def total(self) -> float:
        return self.items + max(0.0, self.documents)


def variance_of_total(drawn: Sequence[Contribution], frame: Frame, *, of_archive: bool) -> Variance | None:
    """The estimated variance of the Horvitz–Thompson total Σ (N/n)(M/m) u over both phases.

    The unbiased estimator for two phases (C.-E. Särndal, B. Swensson and J. Wretman, Model Assisted Survey Sampling,
    1992, result 9.3.1), for simple random sampling in both: with f = n/N,

    - items, by stratum: f⁻² M² (1 − m/M) s²/m, where s² is the variance of u among the stratum's drawn items (0 for a
      single one; the draw takes two or all);
    - documents, by group: f⁻² (1 − f) [Σ T_dd − Σ T_de / (n − 1)], d ≠ e documents, where T_de estimates the product
      of the totals of u in both: u_k u_l over the probability of drawing both items from theirs, m/M for an item with
      itself, m(m−1)/(M(M−1)) for two of a stratum, and the product for two of different strata. Documents without a
      drawn item count in n.

    ``of_archive`` False leaves out the factor (1 − f): the archive's documents are taken as a sample themselves. None
    where that can not be told because a group has one drawn document.
    """
    documents = items = 0.0
    for name, group in frame.groups.items():
        strata = {number for number, stratum in enumerate(frame.strata) if stratum.group == name}
        own = [one for one in drawn if one.stratum in strata]
        if not own:
            continue
        scale = (group.documents / group.drawn) ** 2
        items += scale * sum(_within(own, number, frame) for number in sorted(strata))
        finite = 1 - group.drawn / group.documents if of_archive else 1.0
        if finite > 0:
            if group.drawn < 2:
                return None
            documents += scale * finite * _between(own, frame, group.drawn)
    return Variance(documents, items)


def _within(drawn: Sequence[Contribution], stratum: int, frame: Frame) -> float:
    values = [one.value for one in drawn if one.stratum == stratum]
    count, population = len(values), frame.strata[stratum].population
    if count < 2:
        return 0.0
    mean = sum(values) / count
    spread = sum((value - mean) ** 2 for value in values) / (count - 1)
    return population * population * (1 - count / population) * spread / count


def _between(drawn: Sequence[Contribution], frame: Frame, documents: int) -> float:
    by_document: dict[str, list[Contribution]] = defaultdict(list)
    for one in drawn:
        by_document[one.document].append(one)
    counts = Counter(one.stratum for one in drawn)
    whole = _product(drawn, counts, frame)
    same = sum(_product(own, counts, frame) for own in by_document.values())
    return same - (whole - same) / (documents - 1)


def _product(drawn: Sequence[Contribution], counts: Mapping[int, int], frame: Frame) -> float:
    """The estimate of (Σ u)² over the items that ``drawn`` stand for."""
    sums: dict[int, float] = defaultdict(float)
    squares: dict[int, float] = defaultdict(float)
    for one in drawn:
        sums[one.stratum] += one.value
        squares[one.stratum] += one.value * one.value
    expanded = within = 0.0
    for stratum, value in sums.items():
        count, population = counts[stratum], frame.strata[stratum].population
        raised = population / count
        pairs = population * (population - 1) / (count * (count - 1)) if count > 1 else raised * raised
        expanded += raised * value
        within += raised * squares[stratum] + pairs * (value * value - squares[stratum]) - (raised * value) ** 2
    return expanded * expanded + within
