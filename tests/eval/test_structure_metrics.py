"""TEDS, GriTS and adjacency: each known corruption lowers the right figure by what is counted by hand.

The small label's first table has 20 cells in 6 x 4 places and 29 nodes (table, thead, tbody, 6 tr, 20 td), the second
18 cells in 5 x 4 places and 26 nodes. Relations: 14 to the right and 17 below in the first, 13 and 16 in the second.
"""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from extractor.corpora import Label
from extractor.eval.grids import table_grid
from extractor.eval.means import DocumentMeans, Mean, SoftCounts
from extractor.eval.score import Counts, Scores
from extractor.eval.views import label_tables

Data = dict[str, Any]
Scorer = Callable[[Data, Data], Scores]

WHOLE: Scores = {
    "teds": Mean(2.0, 2),
    "teds_struct": Mean(2.0, 2),
    "grits_top": Mean(2.0, 2),
    "grits_top.pooled": SoftCounts(44, 44, 44),
    "grits_con": Mean(2.0, 2),
    "grits_con.pooled": SoftCounts(44, 44, 44),
    "adjacency": DocumentMeans(1.0, 1.0, 1),
    "adjacency.pooled": Counts(60),
}


@pytest.fixture
def whole(label: Data, prediction: Data) -> Data:
    """The small label as a prediction that names every cell and its text."""
    for table, view in zip(prediction["tables"], label_tables(Label.model_validate(label)), strict=True):
        table["cells"] = [
            {
                "row": cell.row,
                "column": cell.column,
                "row_span": cell.row_span,
                "column_span": cell.column_span,
                "text": cell.text,
            }
            for cell in table_grid(view).cells
        ]
    return prediction


def cell_at(prediction: Data, row: int, column: int, table: int = 0) -> Data:
    cells: list[Data] = prediction["tables"][table]["cells"]
    return next(cell for cell in cells if (cell["row"], cell["column"]) == (row, column))


def structure(scores: Scores) -> Scores:
    return {name: score for name, score in scores.items() if name.split(".")[0].startswith(("teds", "grits", "adj"))}


def check(scores: Scores, changed: Scores) -> None:
    found = structure(scores)
    assert found.keys() == WHOLE.keys()
    for name, expected in (WHOLE | changed).items():
        assert type(found[name]) is type(expected)
        assert found[name].data() == pytest.approx(expected.data(), abs=1e-12), name


def test_truth_against_itself_is_exactly_whole(label: Data, prediction: Data, whole: Data, score: Scorer) -> None:
    assert structure(score(label, prediction)) == WHOLE
    assert structure(score(label, whole)) == WHOLE


def test_a_changed_text_leaves_the_structure(label: Data, whole: Data, score: Scorer) -> None:
    """One of five characters, and 4 of 5 in common; the cell stands in four relations."""
    cell_at(whole, 2, 2)["text"] = "10.05"
    changed: Scores = {
        "teds": Mean(2 - 0.2 / 29, 2),
        "grits_con": Mean(2 - 0.2 / 24, 2),
        "grits_con.pooled": SoftCounts(43.8, 44, 44),
        "adjacency": DocumentMeans(56 / 60, 56 / 60, 1),
        "adjacency.pooled": Counts(56, 4, 4),
    }
    check(score(label, whole), changed)


def test_a_dropped_row_costs_its_nodes_and_places(label: Data, whole: Data, score: Scorer) -> None:
    """A tr and four td; the row's 3 relations and two in each column go, and one in each column is new."""
    table = whole["tables"][0]
    del table["rows"][1]
    table["cells"] = [cell for cell in table["cells"] if cell["row"] != 3]
    for cell in table["cells"]:
        cell["row"] -= cell["row"] > 3
    changed: Scores = {
        "teds": Mean(2 - 5 / 29, 2),
        "teds_struct": Mean(2 - 5 / 29, 2),
        "grits_top": Mean(1 + 40 / 44, 2),
        "grits_top.pooled": SoftCounts(40, 44, 40),
        "grits_con": Mean(1 + 40 / 44, 2),
        "grits_con.pooled": SoftCounts(40, 44, 40),
        "adjacency": DocumentMeans(49 / 60, 49 / 53, 1),
        "adjacency.pooled": Counts(49, 4, 11),
    }
    check(score(label, whole), changed)


def test_a_split_merged_cell_costs_a_renaming_and_an_insertion(label: Data, whole: Data, score: Scorer) -> None:
    """Its two places agree by half each (Top), one of them not at all (Con); it stands above nothing on its right."""
    cell_at(whole, 0, 0)["column_span"] = 1
    whole["tables"][0]["cells"].append({"row": 0, "column": 1, "text": ""})
    changed: Scores = {
        "teds": Mean(2 - 2 / 30, 2),
        "teds_struct": Mean(2 - 2 / 30, 2),
        "grits_top": Mean(2 - 1 / 24, 2),
        "grits_top.pooled": SoftCounts(43, 44, 44),
        "grits_con": Mean(2 - 1 / 24, 2),
        "grits_con.pooled": SoftCounts(43, 44, 44),
        "adjacency": DocumentMeans(58 / 60, 58 / 59, 1),
        "adjacency.pooled": Counts(58, 1, 2),
    }
    check(score(label, whole), changed)


def test_two_swapped_columns_leave_the_structure(label: Data, whole: Data, score: Scorer) -> None:
    """Renamings: 2 of the header, then 2 x 2/5, 0, 2 x 1 and 2 x 1/5. One of the two columns aligns whole, which is
    more than both half right. To the right 1 + 1 + 3 + 1 + 0 relations stay, below all."""
    for cell in whole["tables"][0]["cells"]:
        cell["column"] = {2: 3, 3: 2}.get(cell["column"], cell["column"])
    for row in whole["tables"][0]["rows"]:
        row["values"][2:] = row["values"][:1:-1]
    columns = whole["tables"][0]["columns"]
    columns[2], columns[3] = columns[3], columns[2]
    changed: Scores = {
        "teds": Mean(2 - 5.2 / 29, 2),
        "grits_con": Mean(2 - 6 / 24, 2),
        "grits_con.pooled": SoftCounts(38, 44, 44),
        "adjacency": DocumentMeans(52 / 60, 52 / 60, 1),
        "adjacency.pooled": Counts(52, 8, 8),
    }
    check(score(label, whole), changed)


def test_a_missed_table_counts_fully_against_the_label(label: Data, whole: Data, score: Scorer) -> None:
    del whole["tables"][0]
    changed: Scores = {
        "teds": Mean(1.0, 2),
        "teds_struct": Mean(1.0, 2),
        "grits_top": Mean(1.0, 2),
        "grits_top.pooled": SoftCounts(20, 44, 20),
        "grits_con": Mean(1.0, 2),
        "grits_con.pooled": SoftCounts(20, 44, 20),
        "adjacency": DocumentMeans(29 / 60, 1.0, 1),
        "adjacency.pooled": Counts(29, 0, 31),
    }
    check(score(label, whole), changed)


def test_an_extra_table_counts_fully_against_the_prediction(label: Data, whole: Data, score: Scorer) -> None:
    extra = {"pages": [1], "columns": [{"path": []}, {"path": []}], "rows": [{"values": ["77", "88"]}]}
    whole["tables"].append(extra)
    changed: Scores = {
        "teds": Mean(2.0, 3),
        "teds_struct": Mean(2.0, 3),
        "grits_top": Mean(2.0, 3),
        "grits_top.pooled": SoftCounts(44, 44, 46),
        "grits_con": Mean(2.0, 3),
        "grits_con.pooled": SoftCounts(44, 44, 46),
        "adjacency": DocumentMeans(1.0, 60 / 61, 1),
        "adjacency.pooled": Counts(60, 1, 0),
    }
    check(score(label, whole), changed)


def test_a_header_row_read_as_body_costs_the_parts_only(label: Data, whole: Data, score: Scorer) -> None:
    """The thead and the tbody are taken out and put in again around other rows: four edits, less than moving a row."""
    table = whole["tables"][1]
    table["header_rows"] = 1
    table["rows"].insert(0, {"values": ["项目", "预算数", "项目", "预算数"]})
    changed: Scores = {"teds": Mean(2 - 4 / 26, 2), "teds_struct": Mean(2 - 4 / 26, 2)}
    check(score(label, whole), changed)


def test_unknown_texts_are_scored_on_neither_side(label: Data, whole: Data, score: Scorer) -> None:
    label["tables"][0]["rows"][2]["values"][3] = {"unknown": "torn"}
    label["tables"][1]["columns"][1] = {"path": {"unknown": "torn"}}
    wrong = copy.deepcopy(whole)
    cell_at(wrong, 4, 3)["text"] = wrong["tables"][0]["rows"][2]["values"][3] = "99.99"
    cell_at(wrong, 1, 1, table=1)["text"] = "别的"
    wrong["tables"][1]["columns"][1]["path"] = ["收入", "别的"]
    assert structure(score(label, wrong)) == structure(score(label, whole))
    assert score(label, wrong)["teds"] == Mean(2.0, 2)


def test_tables_without_known_merged_cells_are_not_measured(label: Data, whole: Data, score: Scorer) -> None:
    label["tables"][0]["spans"] = None
    cell_at(whole, 2, 2)["text"] = "10.05"
    found = structure(score(label, whole))
    assert found["teds"] == Mean(1.0, 1, 1)
    assert found["grits_con.pooled"] == SoftCounts(20, 20, 20, 1)
    assert found["adjacency.pooled"] == Counts(29, unknown=1)
    label["tables"][1]["spans"] = None
    whole["tables"].append({"pages": [1], "columns": [{"path": []}], "rows": [{"values": ["77"]}]})
    nothing = structure(score(label, whole))
    figures = {name: (figure.value, figure.items, figure.unknown) for name, figure in nothing.items()}
    assert figures == dict.fromkeys(WHOLE, (None, 0, 2))


def test_exact_cells_of_a_label_are_enough(label: Data, whole: Data, score: Scorer) -> None:
    for table, predicted in zip(label["tables"], whole["tables"], strict=True):
        table["spans"] = None
        table["cells"] = predicted["cells"]
    assert structure(score(label, whole)) == WHOLE


def test_neither_the_order_of_tables_nor_a_second_run_changes_a_figure(label: Data, whole: Data, score: Scorer) -> None:
    cell_at(whole, 2, 2)["text"] = "10.05"
    cell_at(whole, 2, 1, table=1)["text"] = "1,00"
    first = score(label, whole)
    whole["tables"].reverse()
    assert score(label, whole) == first
    label["tables"].reverse()
    assert score(label, whole) == first
