"""Mentions: is every amount, change, share and count of the prose read, as what it is, and tied to the right cell?

``mentions``: a predicted mention is right where number and unit are at the labelled place (of a change that is none,
the word that says so) and value, unit, kind, direction, concept, period and phase are the labelled ones; concepts are
compared without quotes, years, ranks (类, 款, 项) and measure words (预算, 决算数, 支出), period and phase where the
label has them. A mention of a sentence that holds no label is one too many. ``mentions.<fact>``: how many of the
mentions at the right place have this fact wrong.

``mention_cells``: of the labelled mentions that a table or a project says too, and of all others that name cells, how
many name only cells that the label has for them. Measured where the label has ``prose``.
"""

from collections import Counter

from extractor.eval.comparison import Comparison
from extractor.eval.mention_places import Places
from extractor.eval.prose import MentionPair, is_right, wrong_facts
from extractor.eval.score import Counts, Scores, Share, Tally

_FACTS = ("value", "unit", "kind", "direction", "concept", "period", "phase")


def measure(comparison: Comparison) -> Scores:
    """``mentions`` with what is wrong of the found ones (``mentions.wrong``), by kind, and ``mention_cells``."""
    if comparison.mentions is None:
        return {}
    pairs = comparison.mentions
    wrong: Counter[str] = Counter(dict.fromkeys(("missed", "too_many", *_FACTS), 0))
    by_kind: dict[str, Counts] = {}
    for pair in pairs:
        if pair.label is not None and pair.predicted is not None:
            wrong.update(wrong_facts(pair.label, pair.predicted))
        else:
            wrong["too_many" if pair.label is None else "missed"] += 1
        for kind, counts in _counts(pair).items():
            by_kind[kind] = by_kind.get(kind, Counts()) + counts
    return {
        "mentions": sum(by_kind.values(), Counts()),
        "mentions.wrong": Tally(wrong),
        **{f"mentions.{kind}": by_kind[kind] for kind in sorted(by_kind)},
        "mention_cells": sum((_cells(pair, comparison.places) for pair in pairs), Share()),
    }


def _counts(pair: MentionPair) -> dict[str, Counts]:
    """By kind: a wrong mention misses the labelled one and is one too many."""
    if pair.label is not None and pair.predicted is not None and is_right(pair.label, pair.predicted):
        return {pair.label.kind: Counts(true_positive=1)}
    found: dict[str, Counts] = {}
    if pair.predicted is not None:
        found[str(pair.predicted.facts.get("kind"))] = Counts(false_positive=1)
    if pair.label is not None:
        found[pair.label.kind] = found.get(pair.label.kind, Counts()) + Counts(false_negative=1)
    return found


def _cells(pair: MentionPair, places: Places) -> Share:
    named = pair.predicted.cells if pair.predicted is not None else ()
    wanted = set(pair.label.cells) if pair.label is not None else set()
    allowed = wanted | (set(pair.label.also_right) if pair.label is not None else set())
    if not wanted and not named:
        return Share()
    right = all(places.get(name, frozenset()) & allowed for name in named) and bool(named or not wanted)
    return Share(int(right), 1)
