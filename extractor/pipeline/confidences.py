"""Verified tables → the same with their confidence, by the model of this installation."""

from collections.abc import Callable, Collection, Sequence
from functools import cache

from extractor.classify.model_file import read_model
from extractor.confidence.confidence_model import MODEL_NAME, ConfidenceModel
from extractor.confidence.findings import Findings
from extractor.confidence.rate import rate_tables
from extractor.document.check import Check, Repair
from extractor.document.table import Table

RateConfidence = Callable[[Sequence[Table], Sequence[Check], Sequence[Repair], Collection[str]], tuple[Table, ...]]
"""Rates the tables of a document by its checks and repairs; the last are the ids of torn tables."""


def rate_confidence(
    tables: Sequence[Table], checks: Sequence[Check], repairs: Sequence[Repair], torn: Collection[str]
) -> tuple[Table, ...]:
    """Give the cells and tables of a document their confidence; ModelError where the model is absent or was changed."""
    return rate_tables(tables, Findings.of(checks, repairs, tables), torn, _model())


@cache
def _model() -> ConfidenceModel:
    return ConfidenceModel.of(read_model(MODEL_NAME))
