"""Documents of the train split with their labels → cells and tables whose reading is known to be right or wrong.

A folder holds documents made by ``python -m extractor.corpora.generate`` and ``python -m extractor.corpora.damage``,
each with a ``manifest.toml``. Sets of another split are not opened. A document that is read without a fault teaches
nothing, so each PDF is read as it is and several times with its pages set worse (``corpora/damage/geometry.py``).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.confidence.cell_evidence import cell_evidence
from extractor.confidence.confidence_model import READINGS
from extractor.confidence.findings import Findings
from extractor.confidence.rate import reading_of
from extractor.confidence.table_shape import TableShape
from extractor.corpora.damage.geometry import disturbance
from extractor.corpora.label import Label
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
from extractor.pipeline.pdf_contents import ChangePages

Floats = NDArray[np.float64]
Say = Callable[[str], None]
_DISTURBED = 2
"""How often each PDF is read with its pages set worse."""
_PDF, _PLAIN_TEXT = ".pdf", "text/plain"


@dataclass(frozen=True, slots=True)
class TableSample:
    """One table as it was read: evidence, and by cell whether it is wrong (1), right (0) or not known (-1).

    ``reading`` is an index of ``READINGS``. ``document`` is one reading of one document, which may count for no more
    than any other; ``template`` numbers what it was made of: what is learned of one template is told by the others.
    ``worse``: the document was made worse than such documents mostly are.
    """

    table: Table
    evidence: Floats
    wrong: NDArray[np.int8]
    reading: int
    document: str
    template: int
    worse: bool = False


def confidence_samples(folder: Path, say: Say = lambda said: None) -> tuple[TableSample, ...]:
    """All tables of the train sets below ``folder``; UsageError where there is none."""
    samples: list[TableSample] = []
    templates: dict[str | None, int] = {}
    for path in sorted(folder.glob("*/manifest.toml")):
        manifest = read_manifest(path).of_split("train")
        found = find_documents(manifest, path.parent)
        for entry in manifest.sets:
            if entry.sha256 in found:
                template = templates.setdefault(entry.template, len(templates))
                samples += _samples_of(entry, label_of(entry, path.parent), found[entry.sha256], template)
        say(f"read {path.parent.name}")
    if not samples:
        raise UsageError(f"There is no document of the train split below {folder}.")
    return tuple(samples)


def _samples_of(entry: LabelledSet, label: Label, path: Path, template: int) -> Iterator[TableSample]:
    changes: list[ChangePages | None] = [None]
    if path.suffix.lower() == _PDF:
        changes += [disturbance(entry.id, seed) for seed in range(1, _DISTURBED + 1)]
    for number, change in enumerate(changes):
        try:
            document = extract_unrated(path, change)
        except ExtractorError:
            continue
        comparison = compare(label, read_prediction(to_data(document)))
        judged = {cell.id: int(not cell.right) for cell in comparison.cells if cell.right is not None}
        worse = change is not None or path.suffix.lower() != _PDF
        for sample in table_samples(document, judged, f"{entry.id} {number}", template):
            yield replace(sample, worse=worse)


def table_samples(document: Document, judged: Mapping[str, int], name: str, template: int) -> Iterator[TableSample]:
    """The tables of one reading of a document; ``judged`` says by cell id what is wrong (1) or right (0)."""
    findings = Findings.of(document.checks, document.repairs, document.tables)
    is_text = document.source.media_type == _PLAIN_TEXT
    for table in document.tables:
        wrong = np.array([judged.get(cell.id, -1) for cell in table.cells], dtype=np.int8)
        if (wrong >= 0).any():
            reading = reading_of(table, ())
            if is_text and reading == "drawn":  # its cells are certain of their lines, not of their places
                reading = "torn"
            evidence = cell_evidence(TableShape.of(table), findings)
            yield TableSample(table, evidence, wrong, READINGS.index(reading), name, template)
