"""Tier 2 by the words of a row alone: the model, keyword rules, and n-grams that saw the other documents."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from extractor.classify.indicator_tiers import IndicatorRow, IndicatorTierModel, row_grams
from extractor.classify.tier_states import TIER2_COUNT, TIER2_STATES
from extractor.eval.lost_tiers.forms import TrueForm
from extractor.eval.lost_tiers.keyword_rules import tier2_by_keywords
from extractor.eval.score import NO_CLASS, Confusion

_MOST_DOCUMENTS: Final = 12
Row = tuple[str, IndicatorRow, str]
"""A row's document, the row, and its tier 2 class."""


def score_words_only(model: IndicatorTierModel, forms: Sequence[TrueForm]) -> dict[str, Confusion]:
    """The confusion of tier 2 of the model, of keyword rules, and of n-grams, each document told by all others'.

    Of many documents the last is left out: it fits a model for each.
    """
    rows = list(_rows(forms))
    told = {
        "model": [found or NO_CLASS for found in model.tell_by_words([row for _, row, _ in rows])],
        "keyword_rules": [tier2_by_keywords(row) for _, row, _ in rows],
    }
    if 1 < len({document for document, _, _ in rows}) <= _MOST_DOCUMENTS:
        told["ngrams_of_other_documents"] = _by_other_documents(rows)
    return {way: Confusion.of(zip((name for _, _, name in rows), found, strict=True)) for way, found in told.items()}


def _rows(forms: Sequence[TrueForm]) -> Iterator[Row]:
    for form in forms:
        for place, row in enumerate(form.rows):
            name = form.class_of(place, 2)
            if name is not None:
                yield form.document, row, name


def _by_other_documents(rows: Sequence[Row]) -> list[str]:
    # Imported late: scikit-learn is needed for this comparison alone.
    from extractor.models.training.indicator_tiers import TierTraining, fit_grams

    told: dict[int, str] = {}
    for document in dict.fromkeys(document for document, _, _ in rows):
        others = [(row, name) for other, row, name in rows if other != document]
        classes = np.array([TIER2_STATES.index(name) for _, name in others])
        model = fit_grams(row_grams([row for row, _ in others]), classes, TIER2_COUNT, TierTraining())
        own = [place for place, (other, _, _) in enumerate(rows) if other == document]
        found = model.log_probabilities(row_grams([rows[place][1] for place in own])).argmax(axis=1)
        told |= {place: TIER2_STATES[number] for place, number in zip(own, found, strict=True)}
    return [told[place] for place in range(len(rows))]
