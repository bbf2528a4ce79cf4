"""Figures of groups are the sums of their documents; numbers by column role are counted by hand."""

from collections.abc import Callable
from typing import Any

from extractor.corpora import Label
from extractor.eval.breakdown import by_column_role, by_source_kind, by_template
from extractor.eval.comparison import compare
from extractor.eval.metrics import measure_all
from extractor.eval.prediction import read_prediction
from extractor.eval.run import DocumentResult, Report
from extractor.eval.score import Counts, Share

Data = dict[str, Any]


def result(identity: str, label: Data, prediction: Data, kind: str, template: str | None = None) -> DocumentResult:
    comparison = compare(Label.model_validate(label), read_prediction(prediction))
    scores = measure_all(comparison)
    return DocumentResult(identity, "measured", scores, source_kind=kind, comparison=comparison, template=template)


def test_groups_add_up_their_documents(label: Data, prediction: Data, predict: Callable[[Data], Data]) -> None:
    right = predict(label)
    prediction["tables"][0]["rows"][0]["values"][2] = "10.80"
    report = Report(
        (
            result("first", label, right, "pdf", "plain"),
            result("second", label, prediction, "pdf", "plain"),
            result("third", label, right, "docx"),
            DocumentResult("absent", "not_measured", {}, "not here"),
        )
    )
    assert {name: scores["numeric_cells"] for name, scores in by_source_kind(report).items()} == {
        "docx": Counts(13),
        "pdf": Counts(25, 1, 1),
    }
    assert {name: scores["numeric_cells"] for name, scores in by_template(report).items()} == {
        "plain": Counts(25, 1, 1),
        "third": Counts(13),
    }


def test_numbers_are_counted_by_the_role_of_their_column(label: Data, prediction: Data) -> None:
    """支出总表: four numbers under 合计, three under 基本支出; 收支总表: six under 预算数. A wrong row label takes the
    two numbers of its row, a wrong header those of its column."""
    rows = prediction["tables"][0]["rows"]
    assert by_column_role(Report((result("one", label, prediction, "pdf"),))) == {
        "amount": Share(9, 9),
        "total": Share(4, 4),
    }
    rows[0]["values"][1] = "一般公共服务"
    prediction["tables"][1]["columns"][3]["path"] = ["支出", "决算数"]
    assert by_column_role(Report((result("one", label, prediction, "pdf"),))) == {
        "amount": Share(5, 9),
        "total": Share(3, 4),
    }


def test_a_missed_table_has_no_right_number(label: Data, prediction: Data) -> None:
    del prediction["tables"][1]
    assert by_column_role(Report((result("one", label, prediction, "pdf"),))) == {
        "amount": Share(3, 9),
        "total": Share(4, 4),
    }
