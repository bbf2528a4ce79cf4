"""The bench of lost tiers: ``extractor eval --tiers`` over the labelled forms of a split, beside the written ones."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from statistics import mean
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from extractor.classify.indicator_tiers import IndicatorTierModel, indicator_tier_model
from extractor.corpora import Manifest, read_label
from extractor.corpora.indicators import load_projects
from extractor.corpora.manifest import Split
from extractor.eval.lost_tiers.forms import TrueForm, labelled_forms, written_forms
from extractor.eval.lost_tiers.in_context import TierShares, score_lots
from extractor.eval.lost_tiers.removal import PRINTS
from extractor.eval.lost_tiers.words_only import score_words_only

SHARES: Final = (0.3, 1.0)
"""Of the tier cells, taken out; all of them leaves words and places alone."""
LOTS: Final = 10


def measure_lost_tiers(
    manifest: Manifest, folder: Path, split: Split, model: IndicatorTierModel | None = None
) -> dict[str, Any]:
    """The figures of the labelled real documents of ``manifest``, whose labels lie in ``folder``, and of the written
    forms of ``split``. Generated documents are left out: their words are drawn from lists."""
    model = model or indicator_tier_model()
    real = [
        form
        for entry in manifest.sets
        if entry.template is None
        for form in labelled_forms(entry.id, read_label(folder / entry.labels))
    ]
    slices = {"labelled": real, "written": written_forms(load_projects(split))}
    return {name: _figures(model, forms) for name, forms in slices.items() if forms}


def _figures(model: IndicatorTierModel, forms: Sequence[TrueForm]) -> dict[str, Any]:
    found: dict[str, Any] = {"forms": len(forms), "indicators": sum(len(form.rows) for form in forms)}
    words = score_words_only(model, forms)
    found["words_only"] = {way: {"macro_f1": one.value, "accuracy": _accuracy(one.seen)} for way, one in words.items()}
    found["in_context"] = {
        f"{way} {share:.0%}": _spread(score_lots(model, forms, way, share, LOTS if share < 1 else 1))
        for way, share in product(PRINTS, SHARES)
    }
    return found


def _accuracy(seen: Mapping[tuple[str, str], int]) -> float:
    return sum(count for (known, said), count in seen.items() if known == said) / max(sum(seen.values()), 1)


def _spread(lots: Sequence[tuple[TierShares, TierShares]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for place, tier in enumerate(("tier1", "tier2")):
        scores = [lot[place] for lot in lots]
        data[tier] = _range(score.share for score in scores)
        data[f"{tier}_lost"] = _range(score.lost_share for score in scores)
        lost, sure = sum(score.lost for score in scores), sum(score.sure for score in scores)
        data[f"{tier}_sure"] = {
            "share": sure / lost if lost else None,
            "right": sum(score.sure_right for score in scores) / sure if sure else None,
        }
    return data


def _range(values: Iterable[float]) -> dict[str, float]:
    found = list(values)
    return {"mean": mean(found), "low": min(found), "high": max(found)}


def print_lost_tiers(report: Mapping[str, Any], console: Console) -> None:
    """Two tables for each of the slices."""
    for name, figures in report.items():
        title = f"{name}: {figures['forms']} forms, {figures['indicators']} indicators"
        words = Table("tier 2 by words alone", "macro F1", "accuracy", title=title)
        for way, one in figures["words_only"].items():
            words.add_row(way, f"{one['macro_f1']:.3f}", f"{one['accuracy']:.3f}")
        console.print(words)
        context = Table(
            "cells, share lost", "tier", "all rows", "rows with a lost cell", "told at 0.9", "of these right"
        )
        for way, one in figures["in_context"].items():
            for tier in ("tier1", "tier2"):
                sure = one[f"{tier}_sure"]
                context.add_row(
                    way,
                    tier,
                    _said(one[tier]),
                    _said(one[f"{tier}_lost"]),
                    _share(sure["share"]),
                    _share(sure["right"]),
                )
        console.print(context)


def _said(spread: Mapping[str, float]) -> str:
    return f"{spread['mean']:.3f} ({spread['low']:.3f} - {spread['high']:.3f})"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
