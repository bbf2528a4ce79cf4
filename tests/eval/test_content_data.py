"""The JSON and the terminal say the same of errors and groups as the page does."""

import io
import json
from typing import Any

from rich.console import Console

from extractor.corpora import Label
from extractor.eval.content import content_of
from extractor.eval.content_data import content_data, print_errors
from extractor.eval.error_places import ERROR_KINDS
from extractor.eval.figure_names import ERRORS, both_names
from extractor.eval.prediction import read_prediction
from extractor.eval.run import Report, score_prediction

Data = dict[str, Any]


def said(content: Any) -> str:
    stream = io.StringIO()
    print_errors(content, Console(file=stream, width=100))
    return stream.getvalue()


def test_errors_and_groups_are_plain_data(label: Data, prediction: Data) -> None:
    prediction["tables"][0]["rows"][0]["values"][2] = "10.80"
    report = Report((score_prediction("one", Label.model_validate(label), read_prediction(prediction)),))
    content = content_of(report, {})
    data = json.loads(json.dumps(content_data(content)))
    assert data["errors"] == {"value_wrong": {"places": 1, "numbers": 1}}
    assert data["by_column_role"]["total"] == {"value": 0.75, "right": 3, "total": 4, "unknown": 0}
    assert data["by_source_kind"]["pdf"]["numeric_cells"]["true_positive"] == 12
    assert list(data["by_template"]) == ["one"]
    assert data["worst_tables"][0]["rows"][0]["cells"][2] == {"state": "wrong", "expected": "10.00", "found": "10.80"}
    assert "Value wrong" in said(content) and "值错" in said(content)


def test_no_error_is_no_table(label: Data, prediction: Data) -> None:
    report = Report((score_prediction("one", Label.model_validate(label), read_prediction(prediction)),))
    assert said(content_of(report, {})) == ""


def test_every_kind_of_error_has_both_names() -> None:
    assert set(ERRORS) == set(ERROR_KINDS)
    assert both_names(ERRORS, "new_kind") == ("new_kind", "new kind")
