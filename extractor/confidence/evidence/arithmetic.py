"""Evidence of the document's own arithmetic: what it proves of a cell and around it, and what fails."""

from collections.abc import Collection

import numpy as np

from extractor.confidence.evidence.part import Parts, Signs
from extractor.confidence.table_shape import TableShape

SIGNS: Signs = {
    "proved": "for",
    "proved_in_row": "for",
    "proved_in_column": "for",
    "proved_share": "for",
    "consistent": "either",
    "unchecked": "either",
    "unchecked_beside_proved": "against",
    "nothing_proved": "against",
    "failed": "against",
    "failed_in_form": "against",
    "failed_in_row": "against",
    "failed_in_column": "against",
    "failed_share": "against",
}

_MANY = 8
"""So many amounts of a table usually prove something."""


def arithmetic_evidence(shape: TableShape, failing: Collection[str]) -> Parts:
    """``failing`` are the ids of cells that a failed check names. The other tables of the document speak here too: a
    cell that differs from its duplicate elsewhere is ``failed``, one that agrees ``proved`` or ``consistent``."""
    cells, tabular = shape.table.cells, shape.table.header_rows > 0
    states = np.array([cell.check or "" for cell in cells])
    proved, unchecked = states == "proved", states == "unchecked"
    failed = (states == "failed") | np.array([cell.id in failing for cell in cells], dtype=np.bool_)
    amounts = max(1, int((states != "").sum()))
    share = float(proved.sum()) / amounts
    return {
        "proved": proved,
        "proved_in_row": shape.in_row(proved) > proved,
        "proved_in_column": shape.in_column(proved) > proved,
        "proved_share": share,
        "consistent": states == "consistent",
        "unchecked": unchecked,
        "unchecked_beside_proved": unchecked * share,
        "nothing_proved": float(amounts >= _MANY and share == 0.0),
        "failed": failed & tabular,
        "failed_in_form": failed & (not tabular),
        "failed_in_row": shape.in_row(failed) > failed,
        "failed_in_column": shape.in_column(failed) > failed,
        "failed_share": float(failed.sum()) / amounts if failed.any() else 0.0,
    }
