"""A labelled, verified table → the evidence for and against each of its cells, a number from 0 to 1 each.

docs/confidence.md explains every part. All of it exists already when the document is done; nothing is looked up.
"""

import numpy as np

from extractor.confidence.evidence import arithmetic, columns, header, names, page, repairs, rows, text, whole_table
from extractor.confidence.evidence.part import Signs
from extractor.confidence.findings import Findings
from extractor.confidence.table_shape import Floats, TableShape

FAMILIES: tuple[Signs, ...] = tuple(
    family.SIGNS for family in (page, text, columns, rows, header, names, whole_table, arithmetic, repairs)
)
SIGNS: Signs = {name: sign for family in FAMILIES for name, sign in family.items()}
"""Every part of the evidence, and which way it can speak."""
EVIDENCE: tuple[str, ...] = tuple(SIGNS)


def cell_evidence(shape: TableShape, findings: Findings) -> Floats:
    """One row a cell of the table, a column a part of ``EVIDENCE``."""
    of_columns = columns.column_evidence(shape)
    parts = {
        **page.page_evidence(shape),
        **text.text_evidence(shape),
        **of_columns,
        **rows.row_evidence(shape, of_columns),
        **header.header_evidence(shape),
        **names.name_evidence(shape, findings.names),
        **whole_table.whole_table_evidence(shape, of_columns),
        **arithmetic.arithmetic_evidence(shape, findings.failing),
        **repairs.repair_evidence(shape, findings.repaired, findings.not_repaired),
    }
    found = np.empty((len(shape.row), len(EVIDENCE)))
    for place, name in enumerate(EVIDENCE):
        found[:, place] = parts[name]
    return found
