"""Boosted decision trees as plain arrays, evaluated for all cells and trees at once."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_VALUES_AT_ONCE = 1 << 16
"""Cells times trees that are followed at once: their arrays stay in the caches of a core, which is three times as fast
as eight times as many."""


@dataclass(frozen=True, slots=True)
class CompleteTrees:
    """Trees of one depth, each a heap: node i has the children 2i + 1 and 2i + 2.

    ``feature`` and ``threshold`` are trees x inner nodes, ``value`` trees x leaves; a value above the threshold goes to
    the second child. Tree t speaks for class t modulo the number of classes; ``start`` is each class's score before
    the first tree.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    value: NDArray[np.float32]
    start: NDArray[np.float32]

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """One row a cell, a probability a class: the softmax of the summed leaves."""
        at_once = max(1, _VALUES_AT_ONCE // len(self.feature))
        pieces = [self._scores(features[first : first + at_once]) for first in range(0, len(features), at_once)]
        return softmax(np.concatenate([np.zeros((0, len(self.start))), *pieces]))

    def _scores(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        trees, inner = self.feature.shape
        flat_feature, flat_threshold = self.feature.reshape(-1).astype(np.int32), self.threshold.reshape(-1)
        cells = np.arange(len(features), dtype=np.int32)[:, None] * np.int32(features.shape[1])
        flat = features.reshape(-1)
        node = np.zeros((len(features), trees), dtype=np.int32)
        first = np.arange(trees, dtype=np.int32) * np.int32(inner)
        for _ in range((inner + 1).bit_length() - 1):
            place = node + first
            above = flat.take(flat_feature.take(place) + cells) > flat_threshold.take(place)
            node = 2 * node + 1 + above
        leaves = self.value.reshape(-1).take(node + np.arange(trees, dtype=np.int32) * np.int32(inner + 1) - inner)
        classes = len(self.start)
        sums: NDArray[np.float64] = leaves.reshape(len(features), -1, classes).sum(axis=1, dtype=np.float64)
        return sums + self.start


def softmax(scores: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Scores as probabilities, row by row."""
    grown = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    shares: NDArray[np.float32] = (grown / grown.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares
