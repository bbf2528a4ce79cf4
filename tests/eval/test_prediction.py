"""Contract JSON read leniently: what a cell says is kept, what is malformed in it is not said."""

from extractor.document.geometry import BBox, Place
from extractor.eval.prediction import read_prediction
from extractor.eval.views import CellView

CELL = {
    "id": "t1.r0c0",
    "row": 0,
    "column": 0,
    "row_span": 1,
    "column_span": 2,
    "text": "合计",
    "raw": "合 计",
    "role": "row_attribute",
    "boxes": [{"page": 2, "bbox": [1, 2.5, 30, 12]}],
    "confidence": 0.5,
    "check": "proved",
}


def read_cells(*cells: object) -> tuple[CellView, ...] | None:
    table = {"columns": [{}, {}], "rows": [{"values": ["合计", None]}]}
    data = {"tables": [table | {"cells": list(cells)} if cells else table]}
    return read_prediction(data).tables[0].cells


def test_everything_a_cell_says_is_kept() -> None:
    place = Place(2, BBox(1, 2.5, 30, 12))
    assert read_cells(CELL) == (
        CellView(0, 0, 1, 2, "合计", "row_attribute", (place,), "t1.r0c0", "合 计", "proved", 0.5),
    )


def test_a_table_without_cells_says_nothing_of_them() -> None:
    assert read_cells() is None


def test_malformed_parts_of_a_cell_are_not_said_and_the_table_stays() -> None:
    bad = {"row": 0, "column": 0, "text": 5, "role": [], "check": 1, "confidence": "high", "id": 3, "raw": {}}
    boxes = ["x", {"page": 1}, {"page": 1, "bbox": [1, 2, 3]}, {"page": 1, "bbox": [1, 2, 3, "4"]}]
    other = {"row": 0, "column": 1, "boxes": boxes, "confidence": True}
    assert read_cells(bad, other) == (CellView(0, 0), CellView(0, 1))
    assert read_cells(bad | {"boxes": "none"}) == (CellView(0, 0),)
