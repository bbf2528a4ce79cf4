"""Documents of the train split with their labels → cells and tables whose reading is known to be right or wrong.

A folder holds documents made by ``python -m extractor.corpora.generate`` and ``python -m extractor.corpora.damage``,
each with a ``manifest.toml``. Sets of another split are not opened.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.confidence.cell_evidence import Findings, cell_evidence
from extractor.confidence.confidence_model import READINGS
from extractor.confidence.rate import reading_of
from extractor.confidence.table_shape import TableShape
from extractor.corpora.manifest import LabelledSet, read_manifest
from extractor.document.document import Document
from extractor.document.table import Table
from extractor.document.wire import to_data
from extractor.errors import ExtractorError, UsageError
from extractor.eval.comparison import compare
from extractor.eval.documents import find_documents
from extractor.eval.prediction import read_prediction
from extractor.eval.run import label_of
from extractor.pipeline.conversion import extract_unrated

Floats = NDArray[np.float64]
_TEXT = "text/"


@dataclass(frozen=True, slots=True)
class TableSample:
    """One table as it was read: evidence, and by cell whether it is wrong (1), right (0) or not known (-1).

    ``reading`` is an index of ``READINGS``; ``group`` numbers the document: its cells are never told by each other.
    """

    table: Table
    evidence: Floats
    wrong: NDArray[np.int8]
    reading: int
    group: int


def confidence_samples(folder: Path) -> tuple[TableSample, ...]:
    """All tables of the train sets below ``folder``; UsageError where there is none."""
    samples: list[TableSample] = []
    group = 0
    for path in sorted(folder.glob("*/manifest.toml")):
        manifest = read_manifest(path).of_split("train")
        found = find_documents(manifest, path.parent)
        for entry in manifest.sets:
            if entry.sha256 in found:
                samples += _samples_of(entry, path.parent, found[entry.sha256], group)
                group += 1
    if not samples:
        raise UsageError(f"There is no document of the train split below {folder}.")
    return tuple(samples)


def _samples_of(entry: LabelledSet, folder: Path, path: Path, group: int) -> Iterator[TableSample]:
    label = label_of(entry, folder)
    try:
        document = extract_unrated(path)
    except ExtractorError:
        return
    comparison = compare(label, read_prediction(to_data(document)))
    judged = {cell.id: int(not cell.right) for cell in comparison.cells if cell.right is not None}
    yield from table_samples(document, judged, group)


def table_samples(document: Document, judged: Mapping[str, int], group: int) -> Iterator[TableSample]:
    """The tables of one document; ``judged`` says by cell id what is known to be wrong (1) or right (0)."""
    findings = Findings.of(document.checks, document.repairs)
    is_text = document.source.media_type.startswith(_TEXT)
    torn = {table.id for table in document.tables} if is_text else set()
    for table in document.tables:
        wrong = np.array([judged.get(cell.id, -1) for cell in table.cells], dtype=np.int8)
        if (wrong >= 0).any():
            reading = READINGS.index(reading_of(table, torn))
            yield TableSample(table, cell_evidence(TableShape.of(table), findings), wrong, reading, group)
