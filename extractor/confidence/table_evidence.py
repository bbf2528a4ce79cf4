"""The confidence of a table's cells → the evidence for the table as a whole."""

import numpy as np
from numpy.typing import NDArray

from extractor.document.table import Table

TABLE_EVIDENCE: tuple[str, ...] = ("wrong_expected", "least", "mean", "kind_unknown", "no_title", "joined", "form")
"""``wrong_expected``: the logarithm of 1 + the number of wrong cells expected; ``least``: that of the least sure
cell; ``mean``: that of the mean; the others as in ``cell_evidence``."""
_NEAREST = 1e-4
"""Probabilities are kept this far from 0 and 1."""

Floats = NDArray[np.float64]


def table_evidence(table: Table, confidence: Floats) -> Floats:
    """The evidence of one table; ``confidence`` has one probability a cell, of one cell at least."""
    return np.array(
        [
            np.log1p(float((1.0 - confidence).sum())),
            _log_odds(float(confidence.min())),
            _log_odds(float(confidence.mean())),
            float(table.kind == "other"),
            float(table.title is None),
            float(len(table.pages) > 1),
            float(table.header_rows == 0),
        ]
    )


def _log_odds(share: float) -> float:
    bounded = min(1 - _NEAREST, max(_NEAREST, share))
    return float(np.log(bounded / (1 - bounded)))
