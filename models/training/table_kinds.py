"""Fits the model of untitled tables' kinds, on the header words and row labels of labelled tables."""

import json
import lzma
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning

from extractor.classify.hashed_grams import GRAM_BUCKETS
from extractor.classify.untitled_kinds import LONGEST_GRAMS, KindWords, table_grams
from extractor.corpora.manifest import MANIFEST_PATH
from extractor.document.vocabulary import TableKind
from extractor.models.training.indicator_tiers import TierTraining, fit_grams

KEPT_TABLES_PATH: Final = MANIFEST_PATH.with_name("table_kinds.json.xz")
_TRAINING: Final = TierTraining()


class KindSample(NamedTuple):
    """A labelled table without its title; ``origin`` names the set of documents that it is of."""

    origin: str
    words: KindWords
    kind: TableKind


def read_kept_tables(path: Path = KEPT_TABLES_PATH) -> tuple[KindSample, ...]:
    """All kept tables."""
    tables = json.loads(lzma.decompress(path.read_bytes()))
    return tuple(
        KindSample(one["set"], KindWords(tuple(one["header"]), tuple(one["labels"])), one["kind"]) for one in tables
    )


def fit_table_kinds(samples: Sequence[KindSample]) -> Mapping[str, NDArray[np.generic]]:
    """The arrays of the model file; the same samples give the same bytes on the same kind of processor."""
    kinds = sorted({sample.kind for sample in samples})
    classes = np.array([kinds.index(sample.kind) for sample in samples])
    grams = table_grams([sample.words for sample in samples])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the bound on its rounds is part of the fit
        words = fit_grams(grams, classes, len(kinds), _TRAINING)
    return {
        "kinds": np.array(kinds),
        "grams": np.array([GRAM_BUCKETS, *LONGEST_GRAMS]),
        "words_weight": words.weight,
        "words_start": words.start,
    }
