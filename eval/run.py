"""Measure an extract function on the labelled sets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from extractor.corpora import Label, LabelError, LabelledSet, Manifest, read_label
from extractor.errors import ExtractorError
from extractor.eval.comparison import Comparison, compare
from extractor.eval.cost import Clock, Cost, TimedExtraction, user_seconds
from extractor.eval.documents import find_documents as find_documents
from extractor.eval.documents import is_changed
from extractor.eval.metrics import METRICS, Metric, measure_all
from extractor.eval.prediction import Prediction, PredictionError, read_prediction
from extractor.eval.score import Scores, add_scores

Extract = Callable[[Path], dict[str, Any]]
"""Converts one file to the contract's plain JSON data; ExtractorError where it can not."""

Further = Callable[[Mapping[str, Any], Scores], Scores]
"""Gives more scores of one document from its contract data and the scores so far."""

Outcome = Literal["measured", "failed", "not_measured", "excluded"]
"""``failed``: the extraction broke, so every label counts as missed. ``not_measured``: the document is not here.
``excluded``: the labels are absent or bad, so there is no truth to measure against."""

_NOTHING_LABELLED = "The label holds neither tables nor projects nor prose."


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One set's outcome; ``reason`` says why where it was not plainly measured, ``problems`` what was left out.

    ``source_kind`` is the format by the document's ending (``pdf``, ``docx``, ``xlsx``, ``txt``); ``comparison`` is
    what the scores were computed from, None where nothing was compared; ``cost`` what the extraction cost, None where
    there was none; ``template`` is what the manifest says that the document was made of.
    """

    id: str
    outcome: Outcome
    scores: Scores
    reason: str | None = None
    problems: tuple[str, ...] = ()
    source_kind: str | None = None
    comparison: Comparison | None = None
    cost: Cost | None = None
    template: str | None = None


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

    @property
    def cost(self) -> Cost:
        """What the documents with pages cost together."""
        costs = (document.cost for document in self.documents if document.cost is not None)
        return sum((cost for cost in costs if cost.pages), Cost(0.0, 0))


def evaluate(
    manifest: Manifest,
    documents: Path | None,
    extract: Extract,
    further: Further | None = None,
    *,
    clock: Clock = user_seconds,
) -> Report:
    """Convert each set's document and score it; no set is dropped, each says what became of it.

    ``documents`` is a folder whose files are found by their SHA-256, whatever they are called; None: there is none.
    Documents that lie beside the manifest are found without it. ``further`` gives scores that need the whole of what
    was extracted, not only what is compared with the label; ``clock`` tells what extractions have cost so far.
    """
    found = find_documents(manifest, documents)
    timed = TimedExtraction(extract, clock)
    results = []
    for entry in manifest.sets:
        try:
            label = label_of(entry, manifest.folder)
        except LabelError as error:
            results.append(DocumentResult(entry.id, "excluded", {}, error.message))
            continue
        path = found.get(entry.sha256)
        if path is None:
            results.append(absent_document(entry, manifest, documents))
        else:
            result = score_extraction(entry.id, label, partial(timed, path), further)
            cost = None if result.outcome == "failed" else timed.cost
            results.append(replace(result, cost=cost, template=entry.template))
    return Report(tuple(results))


def label_of(entry: LabelledSet, folder: Path) -> Label:
    """The labels of a set; LabelError where they are absent, bad, empty or of another document."""
    label = read_label(folder / entry.labels)
    if label.document.sha256 != entry.sha256:
        raise LabelError("The label is of another document than the manifest says.")
    if _is_empty(label):
        raise LabelError(_NOTHING_LABELLED)
    return label


def _is_empty(label: Label) -> bool:
    return not label.tables and label.projects is None and label.prose is None


def absent_document(entry: LabelledSet, manifest: Manifest, documents: Path | None) -> DocumentResult:
    """What became of a set whose document was not found: another file at its place is no document of this label."""
    if is_changed(entry, manifest, documents):
        reason = f"the label does not fit the document: {entry.document} has another SHA-256 here"
        return DocumentResult(entry.id, "excluded", {}, reason)
    return DocumentResult(entry.id, "not_measured", {}, f"the document {entry.document} is not here")


def score_extraction(
    identity: str,
    label: Label,
    extract: Callable[[], Mapping[str, Any]],
    further: Further | None = None,
    metrics: Sequence[Metric] = METRICS,
) -> DocumentResult:
    """Extract and score; whatever the extraction raises makes it ``failed``, with every label missed."""
    try:
        data = extract()
        prediction = read_prediction(data)
    except (ExtractorError, PredictionError) as error:
        return _failed(identity, label, f"{error.code}: {error.message}", metrics)
    except Exception as error:  # the document boundary: a crash is a result to report, not an end of the run
        return _failed(identity, label, f"{type(error).__name__}: {error}", metrics)
    result = score_prediction(identity, label, prediction, metrics)
    if further is not None and result.outcome == "measured":
        result = replace(result, scores=result.scores | further(data, result.scores))
    return result


def score_prediction(
    identity: str, label: Label, prediction: Prediction, metrics: Sequence[Metric] = METRICS
) -> DocumentResult:
    """Score what one tool said of one document."""
    problems = prediction.problems
    if _is_empty(label):
        return DocumentResult(identity, "excluded", {}, _NOTHING_LABELLED)
    if prediction.sha256 is None:
        problems = ("no_hash: the prediction does not say which document it is of", *problems)
    elif prediction.sha256 != label.document.sha256:
        return DocumentResult(identity, "excluded", {}, "the prediction is of another document than the label")
    comparison = compare(label, prediction)
    scores = measure_all(comparison, metrics)
    return DocumentResult(identity, "measured", scores, None, problems, source_kind(label.document.name), comparison)


def source_kind(name: str) -> str | None:
    """A document's format by its file name's ending, in lower case; None where it has none."""
    return Path(name).suffix.lower().removeprefix(".") or None


def _failed(identity: str, label: Label, reason: str, metrics: Sequence[Metric]) -> DocumentResult:
    nothing = Prediction(sha256=label.document.sha256)
    return replace(score_prediction(identity, label, nothing, metrics), outcome="failed", reason=reason)
