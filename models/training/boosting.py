"""scikit-learn's boosted trees, fitted by one thread and turned into plain arrays."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from extractor.classify.cell_layout import Floats, Indices
from extractor.classify.complete_trees import CompleteTrees


@dataclass(frozen=True, slots=True)
class Boosting:
    """How trees are grown; all of it chosen by cross-validation within the train half of IM-TQA."""

    rounds: int
    learning_rate: float
    depth: int = 5
    leaves: int = 20
    cells_in_leaf: int = 15
    bins: int = 48
    features_tried: float = 0.3


def fit_trees(inputs: Floats, classes: Indices, weights: Floats, boosting: Boosting) -> CompleteTrees:
    """Fit trees for classes 0, 1, …, each of which occurs; the same numbers give the same trees.

    One thread only: the order in which several add up decides the last bit of a sum.
    """
    model = HistGradientBoostingClassifier(
        max_iter=boosting.rounds,
        learning_rate=boosting.learning_rate,
        max_depth=boosting.depth,
        max_leaf_nodes=boosting.leaves,
        min_samples_leaf=boosting.cells_in_leaf,
        max_bins=boosting.bins,
        max_features=boosting.features_tried,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    with threadpool_limits(limits=1):
        model.fit(inputs, classes, sample_weight=weights)
    return complete_trees(model, boosting.depth)


def complete_trees(model: HistGradientBoostingClassifier, depth: int) -> CompleteTrees:
    """The trees of a fitted model of three or more classes as heaps of ``depth``: they say the same as the model."""
    trees = [_heap(predictor.nodes, depth) for one_round in model._predictors for predictor in one_round]
    feature = np.stack([tree[0] for tree in trees])
    threshold = np.stack([tree[1] for tree in trees])
    value = np.stack([tree[2] for tree in trees])
    start = np.asarray(model._baseline_prediction, dtype=np.float32).reshape(-1)
    return CompleteTrees(feature, threshold, value, start)


def _heap(nodes: NDArray[Any], depth: int) -> tuple[NDArray[np.int16], Floats, Floats]:
    """One tree as a heap; below an early leaf everything goes to the first child, which says the same."""
    inner = 2**depth - 1
    feature, threshold = np.zeros(inner, dtype=np.int16), np.full(inner, np.inf, dtype=np.float32)
    value = np.zeros(inner + 1, dtype=np.float32)
    waiting = [(0, 0)]
    while waiting:
        place, number = waiting.pop()
        node = nodes[number]
        if place >= inner:
            value[place - inner] = node["value"]
        elif node["is_leaf"]:
            waiting.append((2 * place + 1, number))
        else:
            feature[place], threshold[place] = node["feature_idx"], _rounded_down(node["num_threshold"])
            waiting += [(2 * place + 1, int(node["left"])), (2 * place + 2, int(node["right"]))]
    return feature, threshold, value


def _rounded_down(threshold: float) -> np.float32:
    """The largest 32-bit number that is not above it: 32-bit inputs then fall on the same side as before."""
    near = np.float32(threshold)
    return np.nextafter(near, np.float32(-np.inf)) if float(near) > threshold else near
