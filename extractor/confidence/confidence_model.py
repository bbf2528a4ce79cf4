"""The confidence model: for each kind of reading one logistic regression over the evidence of a cell.

``models/confidence.md`` says what it was fitted on and how well it is calibrated, docs/confidence.md what each part is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.confidence.cell_evidence import EVIDENCE
from extractor.confidence.table_evidence import TABLE_EVIDENCE
from extractor.errors import ModelError

MODEL_NAME = "confidence"
READINGS: tuple[str, ...] = ("drawn", "inferred", "spaced", "torn")
"""How a table was read: all its borders are drawn (or native, as in a workbook), some are inferred from the text, all
from the spaces of a text, or it is of a text dump that parts its cells by tabs and lines. Each has weights of its own,
since what tells of a fault differs."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """``weight`` is readings x evidence, ``start`` one number a reading: the log-odds that a cell is wrong.
    ``table_weight`` and ``table_start``: the log-odds that something in a table is."""

    weight: Floats
    start: Floats
    table_weight: Floats
    table_start: float

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "ConfidenceModel":
        """The model of a file's arrays; ModelError where it is of other evidence than this version's."""
        try:
            names = tuple(arrays["readings"]), tuple(arrays["evidence"]), tuple(arrays["table_evidence"])
            if names != (READINGS, EVIDENCE, TABLE_EVIDENCE):
                raise ModelError("The model confidence is of another version: its evidence differs.")
            floats = {name: arrays[name].astype(np.float64) for name in ("weight", "start", "table_weight")}
            return cls(**floats, table_start=float(arrays["table_start"].astype(np.float64)[()]))
        except KeyError as error:
            raise ModelError(f"The model confidence lacks the array {error}.") from error

    def cells(self, evidence: Floats, reading: str) -> Floats:
        """The probability of each cell that it is right, 0 to 1; one row of ``evidence`` a cell."""
        place = READINGS.index(reading)
        return probability(-(evidence @ self.weight[place] + self.start[place]))

    def table(self, evidence: Floats) -> float:
        """The probability that all of a table is right."""
        return float(probability(-(evidence @ self.table_weight + self.table_start)))


def probability(log_odds: Floats) -> Floats:
    """The logistic function, without overflow."""
    found: Floats = 0.5 * (1.0 + np.tanh(0.5 * log_odds))
    return found
