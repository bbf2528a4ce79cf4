"""Measure an extract function on the labelled sets."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from extractor.corpora import Label, LabelError, LabelledSet, Manifest, read_label
from extractor.errors import ExtractorError
from extractor.eval.comparison import Comparison, compare
from extractor.eval.metrics import measure_all
from extractor.eval.prediction import Prediction, PredictionError, read_prediction
from extractor.eval.score import Scores, add_scores

Extract = Callable[[Path], dict[str, Any]]
"""Converts one file to the contract's plain JSON data; ExtractorError where it can not."""

Outcome = Literal["measured", "failed", "not_measured", "excluded"]
"""``failed``: the extraction broke, so every label counts as missed. ``not_measured``: the document is not here.
``excluded``: the labels are absent or bad, so there is no truth to measure against."""


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One set's outcome; ``reason`` says why where it was not plainly measured, ``problems`` what was left out.

    ``source_kind`` is the format by the document's ending (``pdf``, ``docx``, ``xlsx``, ``txt``); ``comparison`` is
    what the scores were computed from, None where nothing was compared.
    """

    id: str
    outcome: Outcome
    scores: Scores
    reason: str | None = None
    problems: tuple[str, ...] = ()
    source_kind: str | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All sets in the manifest's order."""

    documents: tuple[DocumentResult, ...]

    @property
    def total(self) -> Scores:
        """The counts of all measured and failed documents, added up (micro average)."""
        total: Scores = {}
        for document in self.documents:
            total = add_scores(total, document.scores)
        return total


def evaluate(manifest: Manifest, documents: Path | None, extract: Extract) -> Report:
    """Convert each set's document and score it; no set is dropped, each says what became of it.

    ``documents`` is a folder whose files are found by their SHA-256, whatever they are called; None: there is none.
    Documents that lie beside the manifest are found without it.
    """
    found = find_documents(manifest, documents)
    return Report(tuple(_evaluate_set(entry, manifest.folder, found, extract) for entry in manifest.sets))


def score_prediction(identity: str, label: Label, prediction: Prediction) -> DocumentResult:
    """Score what one tool said of one document."""
    problems = prediction.problems
    if prediction.sha256 is None:
        problems = ("no_hash: the prediction does not say which document it is of", *problems)
    elif prediction.sha256 != label.document.sha256:
        return DocumentResult(identity, "excluded", {}, "the prediction is of another document than the label")
    comparison = compare(label, prediction)
    scores = measure_all(comparison)
    return DocumentResult(identity, "measured", scores, None, problems, source_kind(label.document.name), comparison)


def source_kind(name: str) -> str | None:
    """A document's format by its file name's ending, in lower case; None where it has none."""
    return Path(name).suffix.lower().removeprefix(".") or None


def find_documents(manifest: Manifest, folder: Path | None) -> dict[str, Path]:
    """The manifest's documents by their SHA-256: at their named path, else anywhere below ``folder``.

    The whole folder is only searched for what is not at its path, so that documents of other splits stay closed where
    all is in its place.
    """
    found: dict[str, Path] = {}
    for entry in manifest.sets:
        places = [manifest.folder / entry.path, *([folder.parent / entry.path, folder / entry.path] if folder else [])]
        for place in places:
            if entry.sha256 not in found and place.is_file() and _digest(place) == entry.sha256:
                found[entry.sha256] = place
    missing = {entry.sha256 for entry in manifest.sets} - set(found)
    for path in sorted(folder.rglob("*")) if folder and missing else ():
        if path.is_file() and not missing <= set(found):
            digest = _digest(path)
            if digest in missing:
                found.setdefault(digest, path)
    return found


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _evaluate_set(entry: LabelledSet, folder: Path, found: dict[str, Path], extract: Extract) -> DocumentResult:
    try:
        label = read_label(folder / entry.labels)
    except LabelError as error:
        return DocumentResult(entry.id, "excluded", {}, error.message)
    if label.document.sha256 != entry.sha256:
        return DocumentResult(entry.id, "excluded", {}, "the label is of another document than the manifest says")
    path = found.get(entry.sha256)
    if path is None:
        return DocumentResult(entry.id, "not_measured", {}, f"the document {entry.document} is not here")
    try:
        prediction = read_prediction(extract(path))
    except (ExtractorError, PredictionError) as error:
        return _failed(entry.id, label, f"{error.code}: {error.message}")
    except Exception as error:  # the document boundary: a crash is a result to report, not an end of the run
        return _failed(entry.id, label, f"{type(error).__name__}: {error}")
    return score_prediction(entry.id, label, prediction)


def _failed(identity: str, label: Label, reason: str) -> DocumentResult:
    nothing = Prediction(sha256=label.document.sha256)
    return replace(score_prediction(identity, label, nothing), outcome="failed", reason=reason)
