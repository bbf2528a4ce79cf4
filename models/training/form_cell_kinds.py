"""Fits the model of what a cell of an indicator matrix says, on the cells of written forms."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractor.classify.form_cell_kinds import FORM_CELL_KINDS, LONGEST_GRAM, FormCellKind, text_grams
from extractor.classify.hashed_grams import GRAM_BUCKETS
from extractor.corpora.indicators import LabelledIndicator, LabelledProject
from extractor.models.training.indicator_tiers import TierTraining, fit_grams

KindOfText = tuple[str, FormCellKind]
_TRAINING: Final = TierTraining()


def kind_samples(projects: Sequence[LabelledProject]) -> list[KindOfText]:
    """The filled cells of all rows with what they are; a form counts each of its texts once of a kind."""
    return [
        sample
        for project in projects
        for sample in dict.fromkeys(cell for row in project.indicators for cell in _cells(row))
    ]


def _cells(row: LabelledIndicator) -> Iterator[KindOfText]:
    yield row.tier1, "tier1"
    yield row.tier2, "tier2"
    yield row.name, "tier3"
    if row.description:
        yield row.description, "description"
    if row.target:
        yield row.target, "target"
    if row.basis:
        yield row.basis, "basis"


def fit_form_cell_kinds(samples: Sequence[KindOfText]) -> Mapping[str, NDArray[np.generic]]:
    """The arrays of the model file; the same samples give the same bytes on the same kind of processor."""
    kinds = np.array([FORM_CELL_KINDS.index(kind) for _, kind in samples])
    words = fit_grams(text_grams([text for text, _ in samples]), kinds, len(FORM_CELL_KINDS), _TRAINING)
    return {
        "kinds": np.array(FORM_CELL_KINDS),
        "grams": np.array([GRAM_BUCKETS, LONGEST_GRAM]),
        "words_weight": words.weight,
        "words_start": words.start,
    }
