"""The baseline: figures once reached, none of which may fall."""

import json
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import UsageError
from extractor.eval.run import Report
from extractor.eval.score import Scores

BASELINE_PATH = Path(__file__).parent / "baseline.json"
TOLERANCE = 0.002
"""What a figure (0 to 1) may lose to chance in ties before it counts as a fall."""


class BaselineError(UsageError):
    """The baseline can not be read or breaks its format."""

    code = "bad_baseline"
    remedy = "Write it anew with extractor eval --update-baseline."


class Baseline(BaseModel):
    """Metric figures by document. Single project fields are left to their sum."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tolerance: Annotated[float, Field(ge=0, le=1)] = TOLERANCE
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
    data = {"tolerance": known.tolerance, "documents": dict(sorted(documents.items()))}
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def find_falls(report: Report, baseline: Baseline) -> list[str]:
    """What fell by more than the tolerance, a sentence each; empty: nothing fell.

    A document that is not here is not compared (``not_compared`` names it); one that is excluded or gone from the
    manifest, and a figure that is no longer measured, count as fallen: nothing may slip out of the baseline unseen.
    """
    results = {document.id: document for document in report.documents}
    falls = []
    for identity, figures in baseline.documents.items():
        document = results.get(identity)
        if document is None or document.outcome == "excluded":
            falls.append(f"{identity}: {'excluded' if document else 'gone from the manifest'}")
            continue
        if document.outcome == "not_measured":
            continue
        now = _figures(document.scores)
        for name, figure in figures.items():
            if name not in now:
                falls.append(f"{identity}: {name} is no longer measured (was {figure:.4f})")
            elif now[name] < figure - baseline.tolerance:
                falls.append(f"{identity}: {name} fell from {figure:.4f} to {now[name]:.4f}")
    return falls


def not_compared(report: Report, baseline: Baseline) -> list[str]:
    """The documents of the baseline that are not here."""
    absent = {document.id for document in report.documents if document.outcome == "not_measured"}
    return [identity for identity in baseline.documents if identity in absent]


def _figures(scores: Scores) -> dict[str, float]:
    return {
        name: round(score.value, 6) for name, score in scores.items() if "." not in name and score.value is not None
    }
