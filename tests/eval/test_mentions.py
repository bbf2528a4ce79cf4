"""The metric of mentions: found by the hash of their sentence, right in every fact or wrong, tied to the right cell."""

import hashlib
from typing import Any

import pytest

from extractor.corpora import Label
from extractor.eval.comparison import compare
from extractor.eval.metrics import mentions
from extractor.eval.prediction import read_prediction
from extractor.eval.score import Scores

Data = dict[str, Any]
SENTENCE = "支出预算12.50万元，比上年增加2.50万元。"
BLOCK = f"二、说明。 {SENTENCE}其他。"
TABLE: Data = {
    "title": "支出总表",
    "header_rows": 1,
    "columns": [{"path": ["科目"]}, {"path": ["合计"]}],
    "rows": [{"values": ["合计", "12.50"]}, {"values": ["其他", "12.50"]}],
}
AMOUNT: Data = {
    "start": 4,
    "end": 11,
    "kind": "amount",
    "concept": "支出预算",
    "value": "12.50",
    "unit": "万元",
    "period": "2024",
    "cells": [{"table": 0, "row": 0, "column": 1}],
}
CHANGE: Data = {
    "start": 17,
    "end": 23,
    "kind": "change",
    "concept": "支出",
    "value": "2.50",
    "unit": "万元",
    "direction": "increase",
}


def _label() -> Label:
    digest = hashlib.sha256(SENTENCE.encode()).hexdigest()
    sentence = {"page": 1, "length": len(SENTENCE), "sha256": digest, "mentions": [AMOUNT, CHANGE]}
    document = {"sha256": "0" * 64, "name": "a.pdf"}
    return Label.model_validate({"label_version": 1, "document": document, "tables": [TABLE], "prose": [sentence]})


def _said(fact: Data, **changed: Any) -> Data:
    offset = BLOCK.index(SENTENCE)
    said = {key: value for key, value in fact.items() if key not in ("concept", "cells")}
    said |= {"block": "b1", "start": offset, "value_start": offset + fact["start"], "end": offset + fact["end"]}
    return said | {"name": fact["concept"], "concept": "other"} | changed


def _scores(*said: Data) -> Scores:
    cells = [
        {"id": f"t1.r{row}c{column}", "row": row, "column": column, "text": ""} for row in range(3) for column in (0, 1)
    ]
    blocks = [{"id": "b1", "kind": "paragraph", "text": BLOCK, "table": None}]
    data = {"tables": [{**TABLE, "id": "t1", "cells": cells}], "blocks": blocks, "mentions": list(said)}
    return mentions.measure(compare(_label(), read_prediction(data)))


def test_all_right_is_one() -> None:
    scores = _scores(_said(AMOUNT, cells=["t1.r1c1"]), _said(CHANGE))
    assert (scores["mentions"].value, scores["mention_cells"].value) == (1.0, 1.0)


@pytest.mark.parametrize(
    "wrong", [{"value": "12.51"}, {"unit": "元"}, {"kind": "share"}, {"period": "2023"}, {"name": "收入预算"}]
)
def test_one_wrong_fact_makes_a_mention_wrong(wrong: Data) -> None:
    scores = _scores(_said(AMOUNT, **wrong), _said(CHANGE))
    assert scores["mentions"].data()["false_positive"] == scores["mentions"].data()["false_negative"] == 1
    assert scores["mentions.wrong"].data()["counts"][next(iter(wrong)).replace("name", "concept")] == 1


def test_years_quotes_and_measure_words_of_a_concept_do_not_count() -> None:
    assert _scores(_said(AMOUNT, name="“2024年”支出决算数"), _said(CHANGE))["mentions"].value == 1.0


def test_a_mention_elsewhere_is_one_too_many_and_a_missing_one_is_missed() -> None:
    scores = _scores(_said(AMOUNT), _said(CHANGE, value_start=1, end=3))
    assert scores["mentions.wrong"].data()["counts"]["too_many"] == 1
    assert scores["mentions.wrong"].data()["counts"]["missed"] == 1


@pytest.mark.parametrize(("cells", "right"), [([], 0), (["t1.r2c1"], 0), (["t1.r1c1", "t1.r2c1"], 0), (["t1.r1c1"], 1)])
def test_a_cell_is_right_where_all_that_are_named_are_labelled(cells: list[str], right: int) -> None:
    assert _scores(_said(AMOUNT, cells=cells), _said(CHANGE))["mention_cells"].data()["right"] == right


def test_a_cell_of_a_mention_that_no_table_says_is_wrong() -> None:
    scores = _scores(_said(AMOUNT, cells=["t1.r1c1"]), _said(CHANGE, cells=["t1.r2c1"]))
    assert scores["mention_cells"].data() == {"right": 1, "total": 2, "unknown": 0}


def test_a_tool_without_mentions_is_not_measured_and_bad_ones_are_left_out() -> None:
    assert mentions.measure(compare(_label(), read_prediction({"tables": []}))) == {}
    bad: list[Any] = [7, {"block": "b9", "start": 0, "end": 2}, _said(AMOUNT, end=10_000), _said(AMOUNT, value="?")]
    scores = _scores(*bad)
    assert scores["mentions"].data()["true_positive"] == 0
