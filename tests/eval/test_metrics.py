"""Each known corruption lowers the right metric by exactly what is counted by hand."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from extractor.eval.score import Counts, Scores, Share

Data = dict[str, Any]
Scorer = Callable[[Data, Data], Scores]

WHOLE = {
    "numeric_cells": Counts(13),
    "cells": Counts(26),
    "header_paths": Share(8, 8),
    "whole_tables": Share(2, 2),
    "titles": Share(2, 2),
    "units": Share(2, 2),
    "spans": Counts(6),
    "project_facts": Counts(19),
}


def main_scores(scores: Scores) -> Scores:
    """The metrics of this module; each further one has a test module of its own."""
    return {name: scores[name] for name in WHOLE}


def test_truth_against_itself_is_whole(label: Data, prediction: Data, score: Scorer) -> None:
    scores = score(label, prediction)
    assert main_scores(scores) == WHOLE
    assert {figure.value for figure in scores.values()} <= {1.0, None}


def test_two_swapped_values_lose_both(label: Data, prediction: Data, score: Scorer) -> None:
    rows = prediction["tables"][0]["rows"]
    rows[0]["values"][2], rows[1]["values"][2] = rows[1]["values"][2], rows[0]["values"][2]
    assert main_scores(score(label, prediction)) == WHOLE | {
        "numeric_cells": Counts(11, 2, 2),
        "cells": Counts(24, 2, 2),
        "whole_tables": Share(1, 2),
    }


def test_a_dropped_row_loses_its_own_cells_only(label: Data, prediction: Data, score: Scorer) -> None:
    table = prediction["tables"][0]
    del table["rows"][1]
    table["cells"][3]["row"] = 4
    assert main_scores(score(label, prediction)) == WHOLE | {
        "numeric_cells": Counts(11, 0, 2),
        "cells": Counts(22, 0, 4),
        "whole_tables": Share(1, 2),
    }


def test_a_wrong_header_loses_its_column_numbers(label: Data, prediction: Data, score: Scorer) -> None:
    prediction["tables"][0]["columns"][3]["path"] = ["项目支出"]
    assert main_scores(score(label, prediction)) == WHOLE | {
        "numeric_cells": Counts(10, 3, 3),
        "header_paths": Share(7, 8),
        "whole_tables": Share(1, 2),
    }


def test_a_value_slid_by_a_column_is_wrong(label: Data, prediction: Data, score: Scorer) -> None:
    prediction["tables"][0]["rows"][0]["values"] = ["201", "一般公共服务支出", "", "10.00"]
    assert main_scores(score(label, prediction)) == WHOLE | {
        "numeric_cells": Counts(11, 1, 2),
        "cells": Counts(24, 1, 2),
        "whole_tables": Share(1, 2),
    }


def test_an_empty_column_too_many_spoils_the_whole_only(label: Data, prediction: Data, score: Scorer) -> None:
    table = prediction["tables"][1]
    table["columns"].insert(2, {"path": []})
    for row in table["rows"]:
        row["values"].insert(2, "")
    table["cells"][1]["column"] = 3
    assert main_scores(score(label, prediction)) == WHOLE | {"whole_tables": Share(1, 2)}


def test_a_missing_table_loses_all_of_it(label: Data, prediction: Data, score: Scorer) -> None:
    del prediction["tables"][0]
    assert main_scores(score(label, prediction)) == WHOLE | {
        "numeric_cells": Counts(6, 0, 7),
        "cells": Counts(12, 0, 14),
        "header_paths": Share(4, 8),
        "whole_tables": Share(1, 2),
        "titles": Share(1, 2),
        "units": Share(1, 2),
        "spans": Counts(2, 0, 4),
    }


@pytest.mark.parametrize(("page", "wrong"), [(1, 2), (9, 0)])
def test_an_extra_table_counts_on_labelled_pages(
    label: Data, prediction: Data, score: Scorer, page: int, wrong: int
) -> None:
    extra = {"pages": [page], "columns": [{"path": ["甲"]}, {"path": ["乙"]}], "rows": [{"values": ["77", "88"]}]}
    prediction["tables"].append(extra)
    assert main_scores(score(label, prediction)) == WHOLE | {
        "numeric_cells": Counts(13, wrong, 0),
        "cells": Counts(26, wrong, 0),
    }


@pytest.mark.parametrize(("kind", "wrong"), [("expenditure_summary", 1), ("three_public", 0), ("other", 0)])
def test_without_pages_an_extra_statement_of_a_labelled_kind_counts(
    label: Data, predict: Callable[[Data], Data], score: Scorer, kind: str, wrong: int
) -> None:
    for table in label["tables"]:
        table["pages"] = []
    prediction = predict(label)
    prediction["tables"].append({"kind": kind, "columns": [{"path": ["甲"]}], "rows": [{"values": ["77"]}]})
    assert score(label, prediction)["numeric_cells"] == Counts(13, wrong, 0)


def test_a_wrong_unit_makes_every_number_wrong(label: Data, prediction: Data, score: Scorer) -> None:
    prediction["tables"][0]["unit"] = "元"
    assert main_scores(score(label, prediction)) == WHOLE | {
        "numeric_cells": Counts(6, 7, 7),
        "units": Share(1, 2),
        "whole_tables": Share(1, 2),
    }


def test_a_wrong_title_is_seen(label: Data, prediction: Data, score: Scorer) -> None:
    prediction["tables"][1]["title"] = "收支预算总表"
    assert main_scores(score(label, prediction)) == WHOLE | {"titles": Share(1, 2), "whole_tables": Share(1, 2)}


def test_a_wrong_row_label_makes_its_numbers_wrong(label: Data, prediction: Data, score: Scorer) -> None:
    prediction["tables"][0]["rows"][0]["values"][1] = "一般公共服务"
    scores = score(label, prediction)
    assert scores["numeric_cells"] == Counts(11, 2, 2)
    assert scores["cells"] == Counts(25, 1, 1)


def test_side_by_side_a_wrong_left_label_leaves_the_right_number(label: Data, prediction: Data, score: Scorer) -> None:
    prediction["tables"][1]["rows"][0]["values"][0] = "拨款"
    assert score(label, prediction)["numeric_cells"] == Counts(12, 1, 1)


def test_equal_items_count_as_often_as_they_stand_there(
    label: Data, predict: Callable[[Data], Data], score: Scorer
) -> None:
    label["tables"][0]["rows"].append({"values": ["208", "社会保障支出", "5.50", "5.50"]})
    prediction = predict(label)
    del prediction["tables"][0]["rows"][1]
    assert score(label, prediction)["numeric_cells"] == Counts(13, 0, 2)


def test_the_way_a_number_is_printed_matters_to_the_whole_table_only(
    label: Data, prediction: Data, score: Scorer
) -> None:
    prediction["tables"][1]["rows"][0]["values"][1] = "1000.0"
    scores = score(label, prediction)
    assert scores["numeric_cells"] == Counts(13)
    assert scores["cells"] == Counts(25, 1, 1)
    assert scores["whole_tables"] == Share(1, 2)


def test_a_lost_a_stray_and_a_too_large_merge(label: Data, prediction: Data, score: Scorer) -> None:
    cells = prediction["tables"][0]["cells"]
    cells[3] = {"row": 2, "column": 0, "row_span": 2, "column_span": 1}
    assert score(label, prediction)["spans"] == Counts(5, 1, 1)
    cells[0] = {"row": 0, "column": 0, "row_span": 2, "column_span": 2}
    assert score(label, prediction)["spans"] == Counts(4, 2, 2)


def test_an_empty_continuation_is_not_whole(label: Data, prediction: Data, score: Scorer) -> None:
    prediction["tables"][0]["rows"][3]["values"][1] = ""
    assert main_scores(score(label, prediction)) == WHOLE | {"whole_tables": Share(1, 2)}


def test_the_order_of_tables_does_not_matter(label: Data, prediction: Data, score: Scorer) -> None:
    prediction["tables"].reverse()
    assert main_scores(score(label, prediction)) == WHOLE


def test_unknown_values_are_left_out_on_both_sides_and_counted(
    label: Data, predict: Callable[[Data], Data], score: Scorer
) -> None:
    truth = predict(label)
    label["tables"][0]["rows"][0]["values"][2] = {"unknown": "torn"}
    label["tables"][1]["columns"][1] = {"path": {"unknown": "torn"}}
    label["tables"][1]["unit"] = {"unknown": "torn"}
    label["projects"][0]["purpose"] = {"unknown": "torn"}
    label["projects"][0]["budget"]["total"] = {"unknown": "torn"}
    expected = WHOLE | {
        "numeric_cells": Counts(12, unknown=1),
        "cells": Counts(25, unknown=1),
        "header_paths": Share(7, 7, 1),
        "whole_tables": Share(2, 2, 2),
        "units": Share(1, 1, 1),
        "project_facts": Counts(18, unknown=2),
    }
    wrong = copy.deepcopy(truth)
    wrong["tables"][0]["rows"][0]["values"][2] = "99.99"
    wrong["tables"][1]["columns"][1]["path"] = ["别的"]
    wrong["tables"][1]["unit"] = "元"
    wrong["projects"][0]["purpose"] = "别的"
    wrong["projects"][0]["budget"]["total"] = "99"
    assert main_scores(score(label, truth)) == expected
    assert main_scores(score(label, wrong)) == expected


def test_a_missed_table_still_counts_its_unknown_values(label: Data, prediction: Data, score: Scorer) -> None:
    label["tables"][0]["rows"][0]["values"][2] = {"unknown": "torn"}
    prediction["tables"] = []
    assert score(label, prediction)["numeric_cells"] == Counts(0, 0, 12, 1)
