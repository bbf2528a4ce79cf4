"""Evidence of the repairs: what was inferred of a cell and around it, and what was not clear enough to be."""

from collections.abc import Collection, Mapping

import numpy as np

from extractor.confidence.evidence.part import Parts, Signs
from extractor.confidence.table_shape import TableShape

SIGNS: Signs = {
    "repaired": "against",
    "repair_doubt": "against",
    "not_repaired": "against",
    "not_repaired_row": "against",
    "repaired_row": "against",
    "repaired_table": "against",
}


def repair_evidence(shape: TableShape, repaired: Mapping[str, float], not_repaired: Collection[str]) -> Parts:
    """``repaired``: by cell id the confidence of its repair; ``not_repaired``: cells of proposals that were not clear
    enough to be applied. ``repair_doubt`` is 1 - the confidence."""
    cells = shape.table.cells
    changed = np.array([cell.id in repaired for cell in cells], dtype=np.bool_)
    refused = np.array([cell.id in not_repaired for cell in cells], dtype=np.bool_)
    return {
        "repaired": changed,
        "repair_doubt": np.array([1.0 - repaired.get(cell.id, 1.0) for cell in cells]),
        "not_repaired": refused,
        "not_repaired_row": shape.in_row(refused) > refused,
        "repaired_row": shape.in_row(changed) > changed,
        "repaired_table": float(changed.any()),
    }
