"""Fits the cell-role model: words, first stage, second stage, each on what the one before says of unseen tables."""

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from extractor.classify.cell_layout import Floats, Indices
from extractor.classify.cell_role_inputs import FEATURE_NAMES, ROLES, CellFacts
from extractor.classify.cell_role_model import WordModel
from extractor.classify.cell_text_features import NGRAM_BUCKETS
from extractor.models.training.boosting import Boosting, fit_trees
from extractor.models.training.role_samples import RoleSample

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RoleTraining:
    """How the model is fitted: ``folds`` parts of the tables, each told by models of the others."""

    folds: int = 4
    word_rounds: int = 40
    word_penalty: float = 1.0
    first: Boosting = field(default_factory=lambda: Boosting(rounds=60, learning_rate=0.15))
    second: Boosting = field(default_factory=lambda: Boosting(rounds=120, learning_rate=0.08))


@dataclass(frozen=True, slots=True)
class _Cells:
    """All cells of all samples: their facts by table, and by cell the class (-1: none), the weight and the fold."""

    tables: tuple[CellFacts, ...]
    starts: Indices
    classes: Indices
    weights: Floats
    folds: Indices


def fit_cell_roles(
    samples: Sequence[RoleSample], training: RoleTraining, say: Say = lambda said: None
) -> Mapping[str, NDArray[np.generic]]:
    """The arrays of the model file. Every role must be among the samples of every fold but one."""
    cells = _gather(samples, training.folds)
    ngrams = _ngrams(cells.tables)

    def fit_words(rows: NDArray[np.bool_]) -> WordModel:
        return _fit_words(ngrams[rows], cells.classes[rows], cells.weights[rows], training)

    buckets = [bucket for table in cells.tables for bucket in table.buckets]
    words = np.zeros((len(cells.classes), len(ROLES)), dtype=np.float32)
    for fold, told, learned in _parts(cells, training.folds):
        words[told] = fit_words(learned).probabilities([buckets[i] for i in np.flatnonzero(told)])
        say(f"words, fold {fold + 1} of {training.folds}")
    first_inputs = _by_table(cells, lambda table, rows: table.first_inputs(words[rows]))
    first = np.zeros_like(words)
    for fold, told, learned in _parts(cells, training.folds):
        trees = fit_trees(first_inputs[learned], cells.classes[learned], cells.weights[learned], training.first)
        first[told] = trees.probabilities(first_inputs[told])
        say(f"first stage, fold {fold + 1} of {training.folds}")
    labelled = cells.classes >= 0
    known, weights = cells.classes[labelled], cells.weights[labelled]
    second_inputs = _by_table(cells, lambda table, rows: table.second_inputs(words[rows], first[rows]))
    all_words = fit_words(labelled)
    stages = {
        "first": fit_trees(first_inputs[labelled], known, weights, training.first),
        "second": fit_trees(second_inputs[labelled], known, weights, training.second),
    }
    say("all of it")
    arrays: dict[str, NDArray[np.generic]] = {
        "roles": np.array(ROLES),
        "features": np.array(FEATURE_NAMES),
        "words_weight": all_words.weight,
        "words_start": all_words.start,
    }
    for name, trees in stages.items():
        parts = (("feature", trees.feature), ("threshold", trees.threshold), ("value", trees.value))
        arrays |= {f"{name}_{part}": values for part, values in (*parts, ("start", trees.start))}
    return arrays


def _gather(samples: Sequence[RoleSample], folds: int) -> _Cells:
    lengths = [len(sample.cells) for sample in samples]
    classes = [-1 if role is None else ROLES.index(role) for sample in samples for role in sample.roles]
    return _Cells(
        tables=tuple(CellFacts.of(sample.cells, is_form=sample.is_form) for sample in samples),
        starts=np.cumsum([0, *lengths]),
        classes=np.array(classes, dtype=np.intp),
        weights=np.repeat(np.array([sample.weight for sample in samples], dtype=np.float32), lengths),
        folds=np.repeat(np.array([sample.group % folds for sample in samples], dtype=np.intp), lengths),
    )


def _parts(cells: _Cells, folds: int) -> list[tuple[int, NDArray[np.bool_], NDArray[np.bool_]]]:
    """Of each fold the cells that are told, and the labelled ones of the others, which are learned from."""
    return [(fold, cells.folds == fold, (cells.folds != fold) & (cells.classes >= 0)) for fold in range(folds)]


def _by_table(cells: _Cells, inputs: Callable[[CellFacts, slice], Iterator[Floats]]) -> Floats:
    spans = zip(cells.starts[:-1], cells.starts[1:], strict=True)
    return np.vstack(
        [piece for table, span in zip(cells.tables, spans, strict=True) for piece in inputs(table, slice(*span))]
    )


def _ngrams(tables: Sequence[CellFacts]) -> csr_matrix:
    buckets = [bucket for table in tables for bucket in table.buckets]
    ends = np.cumsum([0, *map(len, buckets)])
    flat = np.fromiter((one for bucket in buckets for one in bucket), dtype=np.intp, count=int(ends[-1]))
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(buckets), NGRAM_BUCKETS))


def _fit_words(ngrams: csr_matrix, classes: Indices, weights: Floats, training: RoleTraining) -> WordModel:
    """One linear model; the bound on its rounds is part of what keeps it from learning single tables by heart."""
    model = LogisticRegression(C=training.word_penalty, max_iter=training.word_rounds)
    with threadpool_limits(limits=1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(ngrams, classes, sample_weight=weights)
    return WordModel(model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))
