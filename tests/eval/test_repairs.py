"""Repair precision and recall: what a repair did to each cell, and the wrong cells that none touched."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.eval.prediction import read_prediction
from extractor.eval.score import Counts, Scores, Tally

Data = dict[str, Any]
Scorer = Callable[[Data, Data], Scores]
CellAt = Callable[[Data, str], Data]


def repair(prediction: Data, *subjects: str, kind: str = "row_shift", applied: bool = True) -> None:
    one = {"kind": kind, "applied": applied, "subjects": list(subjects), "before": "", "after": ""}
    prediction.setdefault("repairs", []).append(one)


def test_without_repairs_and_faults_there_is_no_figure(label: Data, celled: Data, score: Scorer) -> None:
    assert score(label, celled)["repairs"] == Counts()
    assert score(label, celled)["repairs"].value is None


def test_each_outcome_counts_by_hand(label: Data, celled: Data, cell: CellAt, score: Scorer) -> None:
    cell(celled, "t1.r2c2")["raw"] = "1O.00"  # mended
    cell(celled, "t1.r2c3")["raw"] = ""  # mended
    cell(celled, "t1.r3c2")["text"] = "5.05"  # damaged
    cell(celled, "t1.r3c3").update(raw="5,5O", text="55.0")  # in vain
    cell(celled, "t1.r4c2")["raw"] = "2.0"  # harmless: the same number
    cell(celled, "t2.r2c1").update(raw="1000.OO", text="1000.OO")  # a fault that no repair touches
    cell(celled, "t2.r3c1").update(raw="2OO.00", text="2OO.00")  # nor does one that was not applied
    repair(celled, "t1.r2c2", "t1.r2c3")
    repair(celled, "t1.r3c2", "t1.r3c3", "t1.r4c2", kind="cell_split")
    repair(celled, "t2.r3c1", applied=False)
    repair(celled, "t7.r0c0")
    scores = score(label, celled)
    found = scores["repairs"]
    # Wrong as printed are 5 cells, 2 of them mended; of 4 changed cells that count 2 are right.
    assert found == Counts(2, 2, 3)
    assert isinstance(found, Counts)
    assert (found.precision, found.recall) == (2 / 4, 2 / 5)
    outcomes = {"mended": 2, "damaged": 1, "in_vain": 1, "harmless": 1, "unjudged": 1}
    assert scores["repairs.outcomes"] == Tally(outcomes)
    assert scores["repairs.row_shift"] == Tally({"mended": 2, "damaged": 0, "in_vain": 0, "harmless": 0, "unjudged": 1})


def test_a_field_that_is_printed_otherwise_is_a_fault_to_mend(label: Data, prediction: Data, score: Scorer) -> None:
    code = label["projects"][0]["code"]
    label["projects"][0]["printed"] = {"code": code.replace("RE", "RF")}
    cells = [{"id": "t3.r0c0", "row": 0, "column": 0, "text": code, "raw": code.replace("RE", "RF")}]
    form = {"id": "t3", "pages": [3], "columns": [{"path": []}], "rows": [{"values": [code]}], "cells": cells}
    prediction["tables"].append(form)
    prediction["projects"][0]["sources"] = {"code": ["t3.r0c0"]}
    repair(prediction, "t3.r0c0", kind="project_code")
    assert score(label, prediction)["repairs"] == Counts(1)
    prediction["projects"][0]["code"] = cells[0]["text"] = str(cells[0]["raw"])
    prediction["repairs"] = []
    assert score(label, prediction)["repairs"] == Counts(0, 0, 1)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("repairs", [{"kind": "x"}], "malformed_repair 1: applied"),
        ("repairs", "none", "malformed_repairs: not a list"),
        ("checks", [{"rule": "x", "status": "fail", "subjects": 3}], "malformed_check 1: subjects"),
    ],
)
def test_malformed_findings_are_named_and_left_out(prediction: Data, key: str, value: object, said: str) -> None:
    found = read_prediction(prediction | {key: value})
    assert len(found.problems) == 1
    assert found.problems[0].startswith(said)
    assert (found.repairs, found.failed_checks) == ((), ())
