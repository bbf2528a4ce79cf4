"""Fits the model of indicator tiers: words by logistic regression, the order of tiers by counting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from extractor.classify.hashed_grams import GRAM_BUCKETS, GramModel, Grams
from extractor.classify.indicator_tiers import LONGEST_GRAMS, IndicatorRow, printed_tiers, row_grams
from extractor.classify.tier_chain import Chain
from extractor.classify.tier_states import (
    IS_USUAL,
    STATE_COUNT,
    TIER1_OF_STATE,
    TIER1_STATES,
    TIER2_COUNT,
    TIER2_STATES,
    state_of,
)
from extractor.corpora.indicators import LabelledProject

_DECIMALS: Final = 5
"""Weights are stored rounded: what is beyond depends on the order of sums."""
_UNSEEN: Final = -20.0
"""The score of a class without samples."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TierTraining:
    """How the model is fitted; all of it chosen by cross-validation over the projects of the train split.

    ``word_penalty`` is scikit-learn's C; ``strength`` how much words count beside the order; ``prior_rows`` how many
    rows the less specific estimate of a transition counts for, ``usual_rows`` the same of a state's share, and
    ``unusual`` how much rarer than its own tier 2 another one under a tier 1 is held where none was counted;
    ``temperature`` that which made the classes of lost cells likeliest.
    """

    word_penalty: float = 1.0
    word_rounds: int = 300
    strength: float = 1.5
    prior_rows: float = 2.0
    tier1_rows: float = 5.0
    usual_rows: float = 10.0
    unusual: float = 0.03
    temperature: float = 1.75


def training_forms(projects: Sequence[LabelledProject]) -> list[list[IndicatorRow]]:
    """The forms of written projects, every tier printed."""
    return [
        [IndicatorRow(one.tier1, one.tier2, one.name, one.description or "", one.target) for one in project.indicators]
        for project in projects
    ]


def fit_indicator_tiers(
    forms: Sequence[Sequence[IndicatorRow]], training: TierTraining
) -> Mapping[str, NDArray[np.generic]]:
    """The arrays of the model file; the same forms give the same bytes on the same kind of processor."""
    printed = [[printed_tiers(row) for row in form] for form in forms]
    states = [[state_of(row.tier1 or 0, row.tier2 or 0) for row in form] for form in printed]
    classes = np.array([row.tier2 or 0 for form in printed for row in form])
    words = fit_grams(row_grams([row for form in forms for row in form]), classes, TIER2_COUNT, training)
    seen = np.bincount(classes, minlength=TIER2_COUNT) + 1.0
    chain = count_chain(states, training)
    return {
        "tier1": np.array(TIER1_STATES),
        "tier2": np.array(TIER2_STATES),
        "grams": np.array([GRAM_BUCKETS, *LONGEST_GRAMS]),
        "words_weight": words.weight,
        "words_start": words.start,
        "prior": np.round(np.log(seen / seen.sum()), _DECIMALS),
        "strength": np.array(training.strength),
        "temperature": np.array(training.temperature),
        "first": chain.first,
        "after": chain.after,
        "last": chain.last,
        "likely": chain.likely,
    }


def fit_grams(grams: Grams, classes: NDArray[np.intp], count: int, training: TierTraining) -> GramModel:
    """A linear model of n-grams for ``count`` classes; one without samples is never told.

    One thread only: the order in which several add up decides the last bit of a sum.
    """
    ends = np.append(grams.starts, len(grams.buckets))
    inputs = csr_matrix((np.ones(len(grams.buckets)), grams.buckets, ends), shape=(len(grams.starts), GRAM_BUCKETS))
    inputs.sum_duplicates()
    with threadpool_limits(limits=1):
        model = LogisticRegression(C=training.word_penalty, max_iter=training.word_rounds).fit(inputs, classes)
    weight = np.zeros((GRAM_BUCKETS, count), dtype=np.float32)
    start = np.full(count, _UNSEEN, dtype=np.float32)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn gives the second class's alone
        coefficients, intercepts = np.vstack([0 * coefficients, coefficients]), np.append(0, intercepts)
    weight[:, model.classes_] = np.round(coefficients.T, _DECIMALS)
    start[model.classes_] = np.round(intercepts, _DECIMALS)
    return GramModel(weight, start)


def count_chain(forms: Sequence[Sequence[int]], training: TierTraining) -> Chain:
    """The chain of counted transitions, each estimate drawn to a less specific one (Dirichlet priors): of a state to
    that of its tier 1, and this to the share of the states; a run goes on in all states alike."""
    first, last = np.zeros(STATE_COUNT), np.zeros(STATE_COUNT)
    after = np.zeros((STATE_COUNT, STATE_COUNT))
    for states in forms:
        first[states[0]] += 1
        last[states[-1]] += 1
        np.add.at(after, (states[:-1], states[1:]), 1)
    usual = np.where(IS_USUAL, 1.0, training.unusual)
    seen = first + after.sum(axis=0)
    share = _drawn(seen, usual / usual.sum(), training.usual_rows)
    by_tier1 = np.stack([after[first == TIER1_OF_STATE].sum(axis=0) for first in range(len(TIER1_STATES))])
    by_tier1 = _drawn(by_tier1, share, training.tier1_rows)
    goes_on = (np.trace(after) + 1) / (after.sum() + 2)
    rough = goes_on * np.eye(STATE_COUNT) + (1 - goes_on) * by_tier1[TIER1_OF_STATE]
    ends = _ends(last, seen, training.prior_rows)
    steps = _drawn(after, rough, training.prior_rows) * (1 - ends)[:, None]
    return Chain(_drawn(first, share, training.prior_rows), steps, ends, IS_USUAL | (seen > 0))


def _drawn(counts: Floats, towards: Floats, strength: float) -> Floats:
    """Counts as shares (of their last axis), drawn to a prior as if it had been counted ``strength`` times."""
    shares: Floats = (counts + strength * towards) / (counts.sum(axis=-1, keepdims=True) + strength)
    return shares


def _ends(last: Floats, seen: Floats, strength: float) -> Floats:
    """How likely a form ends with a row of each state."""
    shares: Floats = (last + strength * last.sum() / seen.sum()) / (seen + strength)
    return shares
