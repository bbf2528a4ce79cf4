"""The baseline: figures once reached, none of which may fall."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import UsageError
from extractor.eval.metrics import OVER_MISTAKES
from extractor.eval.run import Report
from extractor.eval.score import Score, Scores

BASELINE_PATH = Path(__file__).parent / "baseline.json"
MANY_ITEMS = 500
"""From so many labelled items on, one of them may be lost to a changed tie-break."""
_ROUNDING = 0.000001
"""Stored figures have six decimals."""
_ON_REQUEST = ("faults_caught", "faults_unproved")
"""Figures that a run only has when it is asked for them."""


class BaselineError(UsageError):
    """The baseline can not be read or breaks its format."""

    code = "bad_baseline"
    remedy = "Write it anew with extractor eval --update-baseline."


class Baseline(BaseModel):
    """Metric figures by document. Single fields, classes and rules are left to their sum."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    documents: dict[str, dict[str, float]] = {}


def read_baseline(path: Path = BASELINE_PATH) -> Baseline:
    """Read a baseline; BaselineError where it is absent or breaks its format."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BaselineError(f"The baseline {path.name} can not be read: {error.strerror}.") from error
    except ValidationError as error:
        raise BaselineError(f"The baseline {path.name} breaks its format: {error}.") from error


def write_baseline(report: Report, path: Path = BASELINE_PATH) -> None:
    """Store the figures of the measured documents; an earlier figure of a document that is not here is kept."""
    known = read_baseline(path) if path.exists() else Baseline()
    absent = {document.id for document in report.documents if document.outcome == "not_measured"}
    documents = {name: figures for name, figures in known.documents.items() if name in absent}
    documents |= {document.id: _figures(document.scores) for document in report.documents if document.scores}
    data = {"documents": dict(sorted(documents.items()))}
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def noise_of(name: str, score: Score) -> float:
    """How much lower a figure may be than it was: the weight of one item where one item is little, else nothing.

    Runs are deterministic, so only a changed tie-break moves a figure without cause, and a tie moves one item. Of a
    figure over the prediction's own mistakes (``OVER_MISTAKES``) one item is always free: its items are other ones
    after every change. See docs/decisions/0008-noise-of-a-figure.md.
    """
    if name in OVER_MISTAKES:
        return 1 / score.items if score.items else 1.0
    return 1 / score.items if score.items >= MANY_ITEMS else 0.0


def find_falls(report: Report, baseline: Baseline) -> list[str]:
    """What fell by more than its noise, a sentence each; empty: nothing fell.

    A document that is not here is not compared (``not_compared`` names it); one that is excluded or gone from the
    manifest, and a figure that is no longer measured, count as fallen: nothing may slip out of the baseline unseen.
    """
    results = {document.id: document for document in report.documents}
    asked = {name for document in report.documents for name in document.scores}
    falls = []
    for identity, figures in baseline.documents.items():
        document = results.get(identity)
        if document is None or document.outcome == "excluded":
            falls.append(f"{identity}: {'excluded' if document else 'gone from the manifest'}")
        elif document.outcome != "not_measured":
            compared = {name: value for name, value in figures.items() if name in asked or name not in _ON_REQUEST}
            falls += [f"{identity}: {fall}" for fall in _falls_of(document.scores, compared)]
    return falls


def _falls_of(scores: Scores, figures: Mapping[str, float]) -> Iterator[str]:
    for name, figure in figures.items():
        score = scores.get(name)
        value = None if score is None else score.value
        if score is None or value is None:
            # Where nothing goes wrong any more there is no figure over the mistakes.
            if score is None or name not in OVER_MISTAKES:
                yield f"{name} is no longer measured (was {figure:.4f})"
        elif value < figure - noise_of(name, score) - _ROUNDING:
            yield f"{name} fell from {figure:.4f} to {value:.4f}"


def not_compared(report: Report, baseline: Baseline) -> list[str]:
    """The documents of the baseline that are not here."""
    absent = {document.id for document in report.documents if document.outcome == "not_measured"}
    return [identity for identity in baseline.documents if identity in absent]


def _figures(scores: Scores) -> dict[str, float]:
    return {
        name: round(score.value, 6) for name, score in scores.items() if "." not in name and score.value is not None
    }
