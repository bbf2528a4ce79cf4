"""A small labelled document whose figures can be counted by hand, and predictions made from labels."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from extractor.corpora import Label
from extractor.eval.comparison import compare
from extractor.eval.metrics import measure_all
from extractor.eval.prediction import read_prediction
from extractor.eval.score import Scores

Data = dict[str, Any]
SHA256 = "ab" * 32


def small_label() -> Data:
    """Two tables with 13 numbers, 26 filled cells, 8 columns and 6 merged cells; one project with 19 facts."""
    return {
        "label_version": 1,
        "document": {"sha256": SHA256, "name": "small.pdf", "origin": "made by hand"},
        "kind": "budget",
        "tables": [
            {
                "title": "支出总表",
                "kind": "expenditure_summary",
                "unit": "万元",
                "pages": [1],
                "declared_empty": False,
                "header_rows": 2,
                "columns": [
                    {"path": ["科目", "科目编码"]},
                    {"path": ["科目", "科目名称"]},
                    {"path": ["合计"]},
                    {"path": ["基本支出"]},
                ],
                "rows": [
                    {"values": ["201", "一般公共服务支出", "10.00", "6.00"]},
                    {"values": ["208", "社会保障支出", "5.50", "5.50"]},
                    {"values": ["221", "住房保障支出", "2.00", ""]},
                    {"values": ["合计", None, "17.50", "11.50"]},
                ],
                "spans": [[0, 0, 1, 2], [0, 2, 2, 1], [0, 3, 2, 1], [5, 0, 1, 2]],
            },
            {
                "title": "收支总表",
                "kind": "revenue_expenditure_summary",
                "unit": "万元",
                "pages": [2],
                "declared_empty": False,
                "header_rows": 2,
                "columns": [
                    {"path": ["收入", "项目"]},
                    {"path": ["收入", "预算数"]},
                    {"path": ["支出", "项目"]},
                    {"path": ["支出", "预算数"]},
                ],
                "rows": [
                    {"values": ["财政拨款", "1,000.00", "教育支出", "600.00"]},
                    {"values": ["其他收入", "200.00", "住房支出", "600.00"]},
                    {"values": ["收入总计", "1,200.00", "支出总计", "1,200.00"]},
                ],
                "spans": [[0, 0, 1, 2], [0, 2, 1, 2]],
            },
        ],
        "projects": [
            {
                "scope": "project",
                "code": "13022523P004RE2100256",
                "name": "业务经费",
                "department": {"code": "483002", "name": "某局"},
                "unit": "万元",
                "budget": {"total": "30.00", "fiscal": "30.00", "other": None},
                "purpose": None,
                "plan": [{"deadline": "3月底", "raw": "7.50"}],
                "objectives": ["1.目标"],
                "indicators": [
                    {
                        "tier1": "产出指标",
                        "tier2": "数量指标",
                        "tier3": "业务量",
                        "description": None,
                        "target": {"raw": "≥50件", "kind": "quantity", "operator": ">=", "value": "50", "unit": "件"},
                        "basis": None,
                    }
                ],
            }
        ],
    }


def prediction_of(label: Data) -> Data:
    """A label as contract JSON that says exactly the same."""
    data = copy.deepcopy(label)
    data["source"] = {"sha256": label["document"]["sha256"]}
    for number, table in enumerate(data["tables"], 1):
        table["id"] = f"t{number}"
        merged = [
            {"row": row, "column": column, "row_span": rows, "column_span": columns}
            for row, column, rows, columns in table.pop("spans", None) or []
        ]
        table["cells"] = table.get("cells") or merged
    return data


def with_cells(prediction: Data) -> Data:
    """A prediction whose tables list every physical cell, with id, text, raw text and full confidence."""
    data = copy.deepcopy(prediction)
    for table in data["tables"]:
        merged = {(cell["row"], cell["column"]): cell for cell in table["cells"]}
        covered = {slot for cell in merged.values() for slot in _slots(cell)} - merged.keys()
        places = [
            (row, column)
            for row in range(table["header_rows"] + len(table["rows"]))
            for column in range(len(table["columns"]))
            if (row, column) not in covered
        ]
        table["cells"] = [_cell(table, row, column, merged.get((row, column), {})) for row, column in places]
    return data


def _slots(cell: Data) -> list[tuple[int, int]]:
    rows = range(cell["row"], cell["row"] + cell["row_span"])
    return [(row, column) for row in rows for column in range(cell["column"], cell["column"] + cell["column_span"])]


def _cell(table: Data, row: int, column: int, spans: Data) -> Data:
    path = table["columns"][column]["path"]
    body = row - table["header_rows"]
    text = table["rows"][body]["values"][column] if body >= 0 else path[min(row, len(path) - 1)]
    place = {"row": row, "column": column, "row_span": 1, "column_span": 1, **spans}
    return {"id": f"{table['id']}.r{row}c{column}", **place, "text": text, "raw": text, "confidence": 1.0}


def cell_at(prediction: Data, identity: str) -> Data:
    """The predicted cell of an id (``t1.r2c3``)."""
    found: Data = next(cell for table in prediction["tables"] for cell in table["cells"] if cell.get("id") == identity)
    return found


def scores_of(label: Data, prediction: Data) -> Scores:
    """The scores of plain data on both sides."""
    return measure_all(compare(Label.model_validate(label), read_prediction(prediction)))


@pytest.fixture
def label() -> Data:
    return small_label()


@pytest.fixture
def prediction(label: Data) -> Data:
    return prediction_of(label)


@pytest.fixture
def celled(prediction: Data) -> Data:
    return with_cells(prediction)


@pytest.fixture
def cell() -> Callable[[Data, str], Data]:
    return cell_at


@pytest.fixture
def predict() -> Callable[[Data], Data]:
    return prediction_of


@pytest.fixture
def score() -> Callable[[Data, Data], Scores]:
    return scores_of
