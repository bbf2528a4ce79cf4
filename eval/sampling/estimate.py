"""The share of right items of a population, from a drawn sample, with its variance and interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.stats import t

from extractor.eval.sampling.proportions import Interval, wilson
from extractor.eval.sampling.two_phase import Contribution, Frame, variance_of_total, weights_of

_NOTHING = 1e-9
"""A share of the population left unchecked that is only rounding."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One checked item: the number of its stratum, its document, and whether it was right."""

    stratum: int
    document: str
    right: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share of right items. ``answered`` items were checked, ``wrong`` of them wrong; they stand for ``population``
    ones. ``effective`` is the size of the simple random sample that would tell as much; ``design_effect`` the variance
    relative to a simple random sample of ``answered`` items, None where all answers are the same."""

    share: float
    interval: Interval
    answered: int
    wrong: int
    population: float
    effective: float
    design_effect: float | None


def estimate(
    answers: Sequence[Answered],
    frame: Frame,
    confidence: float,
    *,
    of_archive: bool = True,
    within: Sequence[bool] | None = None,
) -> Estimate | None:
    """The weighted share of right items, p = Σ wy / Σ w, w = (N/n)(M/m): N of n documents of a source kind were
    drawn, then m of M items of a stratum (Horvitz and Thompson, JASA 47 (1952) 663–685; Hájek's ratio form). m counts
    the answered items: the unanswered ones of a stratum are taken to be like the others.

    The variance v is that of the ratio, by Taylor: of the total of (y − p)/Σw under both phases (``two_phase``).
    ``of_archive``: of this archive's documents, so that a document that was drawn with all others adds none; else of
    documents like these, of which the archive is itself a sample. The interval is Wilson's for the effective size
    n* = p(1−p)/v · (t(m−1)/t(d))², d the documents less their kinds, or the items less their strata (E. L. Korn and
    B. I. Graubard, Survey Methodology 24 (1998) 193–201; with Wilson's interval N. Dean and M. Pagano, Journal of
    Survey Statistics and Methodology 3 (2015) 484–503). n* is at most m, corrected for a finite population, because
    with few errors v is itself uncertain; where no answer differs from another it is Kish's (Σw)²/Σw². Where every
    item was checked the interval is the share itself.

    ``within`` says of each answer whether it is of the part of the population (a domain) that is asked for. None
    where nothing was answered there, or, of documents like these, where a source kind has one document only.
    """
    chosen = within if within is not None else [True] * len(answers)
    if not any(chosen):
        return None
    weights = weights_of([answer.stratum for answer in answers], frame)
    inside = [(answer, weight) for answer, weight, part in zip(answers, weights, chosen, strict=True) if part]
    total = sum(weight for _, weight in inside)
    share = sum(weight for answer, weight in inside if answer.right) / total
    parts = [
        Contribution(a.stratum, a.document, (a.right - share) / total if part else 0.0)
        for a, part in zip(answers, chosen, strict=True)
    ]
    variance = variance_of_total(parts, frame, of_archive=of_archive)
    if variance is None:
        return None
    count, spread = len(inside), share * (1 - share)
    finite = total if of_archive else None
    apart = not of_archive or any(group.drawn < group.documents for group in frame.groups.values())
    freedom = _freedom([answer for answer, _ in inside], frame, documents=apart)
    precision = spread / variance.total * _t_ratio(count, freedom, confidence) if variance.total * spread > 0 else None
    effective = _effective_size([weight for _, weight in inside], precision, finite)
    return Estimate(
        share=share,
        interval=Interval(share, share) if effective is None else wilson(share, effective, confidence),
        answered=count,
        wrong=sum(not answer.right for answer, _ in inside),
        population=total,
        effective=effective or float(count),
        design_effect=variance.total * count / spread if spread > 0 and effective else None,
    )


def _effective_size(weights: Sequence[float], precision: float | None, population: float | None) -> float | None:
    """n* of ``estimate`` from p(1−p)/v · t² (None: no answer differs), within its limits; None: nothing is unchecked.

    ``population`` is None for one without end.
    """
    left = 1 - len(weights) / population if population else 1.0
    if left < _NOTHING:
        return None
    if precision is None:
        return sum(weights) ** 2 / sum(weight * weight for weight in weights) / left
    return min(len(weights) / left, precision)


def _freedom(inside: Sequence[Answered], frame: Frame, *, documents: bool) -> int:
    """Degrees of freedom of the variance: documents less source kinds, or answered items less strata."""
    strata = {answer.stratum for answer in inside}
    if documents:
        return max(1, len({answer.document for answer in inside}) - len({frame.strata[n].group for n in strata}))
    return max(1, len(inside) - len(strata))


def _t_ratio(count: int, freedom: int, confidence: float) -> float:
    quantile = (1 + confidence) / 2
    ratio: float = t.ppf(quantile, max(1, count - 1)) / t.ppf(quantile, freedom)
    return ratio * ratio
