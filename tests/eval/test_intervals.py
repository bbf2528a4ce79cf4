"""Bootstrap intervals, and the parts of one document that they are drawn from."""

from collections.abc import Callable
from functools import reduce
from typing import Any

import pytest

from extractor.corpora import Label
from extractor.eval.comparison import Comparison, compare
from extractor.eval.intervals import Interval, cluster_intervals, comparison_intervals, report_intervals
from extractor.eval.matching import TableMatching
from extractor.eval.metrics import measure_all
from extractor.eval.parts import split_comparison
from extractor.eval.prediction import read_prediction
from extractor.eval.ranking import Ranking
from extractor.eval.run import DocumentResult, Report
from extractor.eval.score import Counts, Scores, Share, Tally, add_scores
from extractor.eval.views import TableView

Data = dict[str, Any]
OVER_DOCUMENTS = ("adjacency",)
"""Means over whole documents, which are no sum over tables."""


@pytest.fixture
def comparison(label: Data, celled: Data, cell: Callable[[Data, str], Data]) -> Comparison:
    """Two tables, one with a wrong cell and one with a table too many, a project, an alarm and a missed error."""
    cell(celled, "t1.r2c2").update(text="10.01", check="proved", confidence=0.5)
    celled["tables"].append({"id": "t9", "pages": [2], "columns": [{"path": []}], "rows": [{"values": ["甲"]}]})
    celled["checks"] = [{"rule": "total_is_sum_of_parts", "status": "fail", "subjects": ["t2.r4c1"]}]
    error = {"rules": ["income_equals_expenditure"], "values": ["1,200.00"]}
    label["document_errors"] = [{"where": "收支总表", "what": "unequal", "findings": [error]}]
    return compare(Label.model_validate(label), read_prediction(celled))


def test_the_parts_add_up_to_the_whole(comparison: Comparison) -> None:
    parts = split_comparison(comparison)
    # Two tables, a project, and the error that no check found; the table too many goes with another.
    assert len(parts) == 4
    assert sum(len(part.cells) for part in parts) == len(comparison.cells)
    assert sum(len(part.tables.extra) for part in parts) == 1
    whole = measure_all(comparison)
    assert whole["check_alarms"] == Share(0, 1)
    assert whole["document_errors"] == Share(0, 1)
    added: Scores = reduce(add_scores, map(measure_all, parts), {})
    for name, score in whole.items():
        if name in OVER_DOCUMENTS:
            continue
        assert added[name].value == pytest.approx(score.value), name
        assert added[name].items == score.items, name


def test_missed_tables_are_parts_too(label: Data) -> None:
    nothing = compare(Label.model_validate(label), read_prediction({"tables": [], "projects": []}))
    assert [len(part.tables.missed) for part in split_comparison(nothing)] == [1, 1, 0]


def test_without_labelled_tables_a_table_too_many_is_a_part_of_its_own() -> None:
    table = TableView("t1", None, None, None, (), 0, ((),), (("甲",),))
    alone = Comparison(TableMatching((), (), (table,)), ())
    assert [len(part.tables.extra) for part in split_comparison(alone)] == [1]


def test_one_cluster_or_none_has_no_interval() -> None:
    assert cluster_intervals([]) == {}
    assert cluster_intervals([{"cells": Counts(3, 1, 2)}, {"cells": Counts()}]) == {}


def test_equal_clusters_leave_no_doubt() -> None:
    assert cluster_intervals([{"cells": Counts(3, 1, 1)}] * 4) == {"cells": Interval(0.75, 0.75, 4)}


def test_the_interval_spans_the_figures_of_the_resamples() -> None:
    # Of two clusters the draws are both of one, both of the other (1/4 each) or one of each: 0, 1 and 1/2.
    found = cluster_intervals([{"titles": Share(0, 10)}, {"titles": Share(10, 10)}])["titles"]
    assert found == Interval(0.0, 1.0, 2)
    # One wrong cluster of a hundred is drawn at least 3 times in 8 % and at least 4 times in 2 % of the draws.
    whole: list[Scores] = [{"titles": Share(10, 10)} for _ in range(99)]
    many = cluster_intervals([*whole, {"titles": Share(0, 10)}])["titles"]
    assert many == Interval(0.97, 1.0, 100)


def test_a_figure_keeps_its_interval_whatever_else_is_measured() -> None:
    clusters: list[Scores] = [{"cells": Counts(number, 1, 2)} for number in range(1, 9)]
    alone = cluster_intervals(clusters)["cells"]
    among = cluster_intervals([{"titles": Share(1, 2), **scores} for scores in clusters])["cells"]
    assert alone == among
    assert cluster_intervals(clusters, seed=1)["cells"] != alone


def test_clusters_without_a_wrong_cell_still_count_for_the_ranking() -> None:
    clusters: list[Scores] = [{"error_capture": Ranking({1.0: (100, wrong)})} for wrong in (0, 2)]
    # Whatever is drawn, 2 % of the cells hold 2 % of the wrong ones; two draws of the first have none.
    found = cluster_intervals(clusters)["error_capture"]
    assert (found.low, found.high) == pytest.approx((0.02, 0.02))
    assert found.clusters == 2


def test_counts_without_a_figure_have_no_interval() -> None:
    assert cluster_intervals([{"states": Tally({"proved": 1})}] * 3) == {}


def test_of_one_document_the_tables_are_the_clusters(comparison: Comparison) -> None:
    scores = measure_all(comparison)
    alone = Report((DocumentResult("one", "measured", scores, comparison=comparison),))
    found = report_intervals(alone)
    assert found == comparison_intervals(comparison, scores)
    assert found["cells"].clusters == 2
    assert not set(found).intersection(OVER_DOCUMENTS)
    both = Report(
        (*alone.documents, DocumentResult("two", "measured", scores), DocumentResult("three", "excluded", {}))
    )
    assert report_intervals(both)["cells"].clusters == 2
