"""Boosted trees as plain arrays say what scikit-learn's say; the same numbers give the same trees."""

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from extractor.classify.complete_trees import CompleteTrees
from extractor.models.training.boosting import Boosting, complete_trees, fit_trees


@pytest.fixture(scope="module")
def inputs() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(400, 6)).astype(np.float32)


@pytest.fixture(scope="module")
def classes(inputs: np.ndarray) -> np.ndarray:
    found: np.ndarray = (inputs[:, 0] > 0).astype(np.intp) + (inputs[:, 1] * inputs[:, 2] > 0.2)
    return found


def test_the_arrays_say_what_the_model_says(inputs: np.ndarray, classes: np.ndarray) -> None:
    model = HistGradientBoostingClassifier(max_iter=12, max_depth=4, max_leaf_nodes=9, random_state=0)
    model.fit(inputs, classes)
    trees = complete_trees(model, depth=4)
    assert trees.feature.shape == (36, 15)
    assert trees.probabilities(inputs) == pytest.approx(model.predict_proba(inputs), abs=1e-5)


def test_the_same_numbers_give_the_same_trees(inputs: np.ndarray, classes: np.ndarray) -> None:
    boosting = Boosting(rounds=5, learning_rate=0.2, features_tried=0.5)
    weights = np.ones(len(inputs), dtype=np.float32)
    first, again = (fit_trees(inputs, classes, weights, boosting) for _ in range(2))
    for part in ("feature", "threshold", "value", "start"):
        assert getattr(first, part).tobytes() == getattr(again, part).tobytes()
    right = (first.probabilities(inputs).argmax(axis=1) == classes).mean()
    assert right > 0.9


def test_a_tree_by_hand() -> None:
    """One tree of depth 1 a class: above 2 the first class gets ln 3, else the second one does."""
    three = np.log(3.0)
    trees = CompleteTrees(
        feature=np.array([[0], [0]], dtype=np.int16),
        threshold=np.array([[2.0], [2.0]], dtype=np.float32),
        value=np.array([[0.0, three], [three, 0.0]], dtype=np.float32),
        start=np.zeros(2, dtype=np.float32),
    )
    found = trees.probabilities(np.array([[2.0], [2.5]], dtype=np.float32))
    assert found == pytest.approx(np.array([[0.25, 0.75], [0.75, 0.25]]))
    assert trees.probabilities(np.zeros((0, 1), dtype=np.float32)).shape == (0, 2)
