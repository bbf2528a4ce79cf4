"""Intersection over union, boxes of one thing taken together page by page; Loc where both sides have boxes."""

from collections.abc import Callable
from typing import Any

from extractor.document.geometry import BBox, Place
from extractor.eval.comparison import Comparison
from extractor.eval.matching import match_tables
from extractor.eval.means import Mean, SoftCounts
from extractor.eval.metrics import grits
from extractor.eval.overlaps import overlaps
from extractor.eval.prediction import read_prediction
from extractor.eval.score import Scores

Data = dict[str, Any]


def box(page: int, left: float, top: float, right: float, bottom: float) -> Place:
    return Place(page, BBox(left, top, right, bottom))


def test_a_cell_on_two_pages_is_one_thing() -> None:
    """8 and 4 of area on two pages; half of the first is found, then both, then the same edges on a third page."""
    both = (box(1, 0, 0, 4, 2), box(2, 0, 0, 2, 2))
    found = overlaps([both], [(box(1, 0, 0, 2, 2),), both, (box(3, 0, 0, 4, 2),)])
    assert found.tolist() == [[4 / 12, 1.0, 0.0]]


def test_boxes_that_touch_and_boxes_without_area_share_nothing() -> None:
    found = overlaps([(box(1, 0, 0, 2, 2),), (box(1, 1, 1, 1, 1),)], [(box(1, 2, 0, 4, 2),), (box(1, 1, 1, 1, 1),)])
    assert found.tolist() == [[0.0, 0.0], [0.0, 0.0]]


def with_boxes(data: Data, table: int, shift: float) -> None:
    height = data["tables"][table]["header_rows"] + len(data["tables"][table]["rows"])
    width = len(data["tables"][table]["columns"])
    named = {(cell["row"], cell["column"]): cell for cell in data["tables"][table]["cells"]}
    covered = {
        (row, column)
        for cell in named.values()
        for row in range(cell["row"], cell["row"] + cell["row_span"])
        for column in range(cell["column"], cell["column"] + cell["column_span"])
    }
    for row in range(height):
        for column in range(width):
            if (row, column) not in covered:
                data["tables"][table]["cells"].append({"row": row, "column": column})
    for cell in data["tables"][table]["cells"]:
        left, top = 10 * cell["column"] + shift, 10 * cell["row"]
        edges = [left, top, left + 10 * cell.get("column_span", 1), top + 10 * cell.get("row_span", 1)]
        cell["boxes"] = [{"page": table + 1, "bbox": edges}]


def test_location_is_measured_where_both_sides_have_boxes(
    label: Data, prediction: Data, predict: Callable[[Data], Data]
) -> None:
    """Each box of the second table is shifted by half a cell: a third for cells of one column, 3/5 for two."""
    truth, other = predict(label), prediction
    for table in (0, 1):
        with_boxes(truth, table, 0)
    with_boxes(other, 1, 5)

    def measured(prediction: Data) -> Scores:
        tables = match_tables(read_prediction(truth).tables, read_prediction(prediction).tables)
        return grits.measure(Comparison(tables, ()))

    assert measured(truth)["grits_loc"] == Mean(2.0, 2)
    shared = 4 * 0.6 + 16 / 3
    found = measured(other)["grits_loc.pooled"]
    assert isinstance(found, SoftCounts)
    assert (round(found.matched, 9), found.labelled, found.predicted, found.unknown) == (round(shared, 9), 20, 20, 1)
    del other["tables"][1]
    missed = measured(other)
    assert missed["grits_loc"] == Mean(0.0, 1, 1)
    assert missed["grits_loc.pooled"] == SoftCounts(0.0, 20, 0, 1)
