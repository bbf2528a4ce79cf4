"""Fits the confidence model: for each kind of reading a logistic regression over the cells, then one over the tables.

The tables are learned from what the cells' regressions say of documents that they have not seen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.confidence.cell_evidence import EVIDENCE, SIGNS
from extractor.confidence.confidence_model import READINGS, probability
from extractor.confidence.evidence.part import Sign
from extractor.confidence.table_evidence import TABLE_EVIDENCE, table_evidence
from extractor.models.training.bounded_logistic import Judged, fit_pooled
from extractor.models.training.confidence_samples import TableSample

_DIRECTION: Mapping[Sign, float] = {"against": 1.0, "for": -1.0, "either": 0.0}
Say = Callable[[str], None]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ConfidenceTraining:
    """How it is fitted: ``penalty`` is the strength of the pull of the weights; one in ``every`` right cells is looked
    at. A document with more than ``most_wrong`` wrong cells counts for as much less, its right cells too; one that was
    made worse counts for ``worse_counts``, since such ones are rare.

    Before any data, what speaks against a cell has the weight ``believed``, what speaks for it that much less than 0:
    faults that the train documents hardly have are believed to be faults.
    """

    folds: int = 4
    penalty: float = 10.0
    believed: float = 1.0
    every: int = 8
    most_wrong: int = 30
    worse_counts: float = 0.3


def fit_confidence(
    samples: Sequence[TableSample], training: ConfidenceTraining, say: Say = lambda said: None
) -> Mapping[str, NDArray[np.generic]]:
    """The arrays of the model file; UsageError where there is no right or no wrong cell."""
    unseen = [np.zeros(0)] * len(samples)
    for fold in range(training.folds):
        weight, start = _fit_cells([s for s in samples if s.template % training.folds != fold], training)
        for place, sample in enumerate(samples):
            if sample.template % training.folds == fold:
                odds = sample.evidence @ weight[sample.reading] + start[sample.reading]
                unseen[place] = probability(-odds)
        say(f"cells, fold {fold + 1} of {training.folds}")
    weight, start = _fit_cells(samples, training)
    inputs = np.stack([table_evidence(s.table, told) for s, told in zip(samples, unseen, strict=True)])
    wrong = np.array([bool((s.wrong > 0).any()) for s in samples])
    counts = np.array([training.worse_counts if s.worse else 1.0 for s in samples])
    free = [(None, None)] * len(TABLE_EVIDENCE)
    weights, starts = fit_pooled([Judged(inputs, wrong, counts)], free, 1.0)
    say("tables")
    return {
        "readings": np.array(READINGS),
        "evidence": np.array(EVIDENCE),
        "table_evidence": np.array(TABLE_EVIDENCE),
        "weight": weight,
        "start": start,
        "table_weight": weights[0],
        "table_start": starts[0],
    }


def _fit_cells(samples: Sequence[TableSample], training: ConfidenceTraining) -> tuple[Floats, Floats]:
    """Weights and starts by reading."""
    counts = _counts_of_documents(samples, training)
    data = [_judged([s for s in samples if s.reading == number], counts, training) for number in range(len(READINGS))]
    before = training.believed * np.array([_DIRECTION[SIGNS[name]] for name in EVIDENCE])
    return fit_pooled(data, [_bounds(name) for name in EVIDENCE], training.penalty, before)


def _judged(samples: Sequence[TableSample], counts: Mapping[str, float], training: ConfidenceTraining) -> Judged:
    """The cells of one reading; of the right ones one in ``every`` is kept and counts for that many."""
    evidence, wrong, count = [np.zeros((0, len(EVIDENCE)))], [np.zeros(0, dtype=np.bool_)], [np.zeros(0)]
    for sample in samples:
        known = sample.wrong >= 0
        evidence.append(sample.evidence[known])
        wrong.append(sample.wrong[known] > 0)
        count.append(np.full(int(known.sum()), counts[sample.document]))
    is_wrong = np.concatenate(wrong)
    kept = is_wrong | (np.arange(len(is_wrong)) % training.every == 0)
    times = np.where(is_wrong, 1.0, float(training.every)) * np.concatenate(count)
    return Judged(np.concatenate(evidence)[kept], is_wrong[kept], times[kept])


def _counts_of_documents(samples: Sequence[TableSample], training: ConfidenceTraining) -> Mapping[str, float]:
    """For how much a cell of each document counts, so that none has more than so many wrong ones to say."""
    wrong: dict[str, int] = {}
    for sample in samples:
        wrong[sample.document] = wrong.get(sample.document, 0) + int((sample.wrong > 0).sum())
    rare = {sample.document for sample in samples if sample.worse}
    return {
        document: min(1.0, training.most_wrong / max(1, number)) * (training.worse_counts if document in rare else 1.0)
        for document, number in wrong.items()
    }


def _bounds(name: str) -> tuple[float | None, float | None]:
    """The limits of the weight of a part of the evidence: what speaks against a cell never speaks for it."""
    if SIGNS[name] == "either":
        return None, None
    return (None, 0.0) if SIGNS[name] == "for" else (0.0, None)
