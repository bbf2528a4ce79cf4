"""Tier macro F1: is every indicator put under the right class of the two upper tiers?

The label's word becomes a class by the contract's closed list (``document.tier_words``: 产出类指标 is 产出指标); the
prediction's class is its ``tier1_class`` (``tier2_class``), or that of its own word where it gives no such field.
Indicators are paired as for the project facts. The figure is the unweighted mean of the F1 of the classes that stand
on either side (macro F1 as scikit-learn's ``f1_score``). Words that are of no class (管理类指标, a blank) and
indicators of one side only are no class of their own, but a class said for them is wrong. The confusion matrix is
kept as data.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from extractor.document.tier_words import tier1_class, tier2_class
from extractor.eval.comparison import Comparison
from extractor.eval.projects import ItemPair, is_unknown, pair_items
from extractor.eval.score import ABSENT, NO_CLASS, Confusion, Scores

_CLASSES: dict[str, Callable[[str | None], str | None]] = {"tier1": tier1_class, "tier2": tier2_class}


def measure(comparison: Comparison) -> Scores:
    """The confusion of both tiers as ``tier1`` and ``tier2``, and one score a class as ``tier1.<class>``."""
    items = [item for pair in comparison.projects for item in pair_items(pair.label, pair.predicted, "indicators")]
    scores: Scores = {}
    for tier in _CLASSES:
        confusion = _confusion(items, tier)
        scores[tier] = confusion
        scores |= {f"{tier}.{name}": confusion.of_class(name) for name in confusion.classes}
    return scores


def _confusion(items: list[ItemPair], tier: str) -> Confusion:
    known = [item for item in items if not _hides(item.label, tier)]
    return Confusion.of(_classes(known, tier), len(items) - len(known))


def _hides(item: Any, tier: str) -> bool:
    return is_unknown(item) or (isinstance(item, Mapping) and is_unknown(item.get(tier)))


def _classes(items: list[ItemPair], tier: str) -> Iterator[tuple[str, str]]:
    for item in items:
        yield _labelled_class(item.label, tier), _said_class(item.predicted, tier)


def _labelled_class(item: Any, tier: str) -> str:
    return ABSENT if item is None else _class_of_word(item, tier)


def _said_class(item: Any, tier: str) -> str:
    if not isinstance(item, Mapping):
        return ABSENT
    field = f"{tier}_class"
    return str(item[field] or NO_CLASS) if field in item else _class_of_word(item, tier)


def _class_of_word(item: Mapping[str, Any], tier: str) -> str:
    word = item.get(tier)
    return (_CLASSES[tier](word) if isinstance(word, str) else None) or NO_CLASS
