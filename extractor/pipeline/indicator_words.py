"""The words of an indicator, and the tier that the classifier takes from them, for the repair of torn forms."""

from collections.abc import Mapping

from extractor.classify.indicator_tiers import IndicatorRow, indicator_tier_model
from extractor.repair.forms.tier_by_words import IndicatorWords


def tier2_shares(words: IndicatorWords) -> Mapping[str, float]:
    """By tier 2 class the probability that an indicator of these words is of it."""
    return indicator_tier_model().shares_by_words(IndicatorRow(None, None, *words))
