"""Score contract JSON of any tool against a user's own labels."""

import json
from pathlib import Path

from extractor.corpora import read_label
from extractor.eval.prediction import PredictionError, read_prediction
from extractor.eval.run import Report, score_prediction


def score_files(gold: Path, predicted: Path) -> Report:
    """Score one prediction file against one label file; LabelError or PredictionError where a file is unusable."""
    label = read_label(gold)
    try:
        data = json.loads(predicted.read_bytes())
    except OSError as error:
        raise PredictionError(f"The prediction {predicted.name} can not be read: {error.strerror}.") from error
    except ValueError as error:
        raise PredictionError(f"The prediction {predicted.name} is not JSON: {error}.") from error
    return Report((score_prediction(gold.stem, label, read_prediction(data)),))
