"""Both sides as grids: every place once, header read back, unknown texts blank on both sides."""

from typing import Any

from extractor.corpora import Label
from extractor.document.geometry import BBox, Place
from extractor.eval.grids import GridCell, TableGrid, pair_grids, table_grid
from extractor.eval.matching import pair_tables
from extractor.eval.prediction import read_prediction
from extractor.eval.views import CellView, TableView, label_tables

Data = dict[str, Any]


def texts(grid: TableGrid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.slots()]


SMALL = [
    ["科目", "科目", "合计", "基本支出"],
    ["科目编码", "科目名称", "合计", "基本支出"],
    ["201", "一般公共服务支出", "10.00", "6.00"],
    ["208", "社会保障支出", "5.50", "5.50"],
    ["221", "住房保障支出", "2.00", ""],
    ["合计", "合计", "17.50", "11.50"],
]
"""The small label's first table, a merged cell's text in each of its places."""


def test_a_label_with_merged_cells_is_a_full_grid(label: Data) -> None:
    grid = table_grid(label_tables(Label.model_validate(label))[0])
    assert (grid.height, grid.width, grid.header_rows, grid.places) == (6, 4, 2, 24)
    assert len(grid.cells) == 20
    assert texts(grid) == SMALL


def test_a_prediction_without_cells_has_no_merged_cell_and_its_paths_from_the_top(prediction: Data) -> None:
    table = prediction["tables"][0]
    del table["cells"]
    grid = table_grid(read_prediction(prediction).tables[0])
    assert len(grid.cells) == 24
    assert texts(grid)[:2] == [["科目", "科目", "合计", "基本支出"], ["科目编码", "科目名称", "", ""]]
    assert texts(grid)[5] == ["合计", "", "17.50", "11.50"]


def test_what_a_cell_says_goes_before_what_rows_and_paths_say() -> None:
    place = Place(1, BBox(0, 0, 5, 5))
    cells = (CellView(0, 0, text="甲 乙", boxes=(place,)), CellView(1, 1, text="７"))
    table = TableView("t", None, None, None, (), 1, (("丙",), ("丁",)), (("1", "2"),), frozenset(), cells)
    assert table_grid(table).cells == (
        GridCell(0, 0, 1, 1, "甲乙", (place,)),
        GridCell(0, 1, 1, 1, "丁"),
        GridCell(1, 0, 1, 1, "1"),
        GridCell(1, 1, 1, 1, "7"),
    )


def test_an_unknown_text_is_blank_on_both_sides(label: Data, prediction: Data) -> None:
    label["tables"][0]["rows"][0]["values"][2] = {"unknown": "torn"}
    label["tables"][0]["columns"][3] = {"path": {"unknown": "torn"}}
    view, said = label_tables(Label.model_validate(label))[0], read_prediction(prediction).tables[0]
    expected = [row.copy() for row in SMALL]
    expected[0][3] = expected[1][3] = expected[2][2] = ""
    labelled, predicted = pair_grids(pair_tables(view, said))
    assert texts(labelled) == texts(predicted) == expected


def test_column_numbers_are_blank_on_both_sides(label: Data, prediction: Data) -> None:
    for table in (label["tables"][0], prediction["tables"][0]):
        table["header_rows"] = 3
    label["tables"][0]["spans"][3] = [6, 0, 1, 2]
    cells = prediction["tables"][0]["cells"]
    cells[3]["row"] = 6
    cells += [{"row": 2, "column": column, "text": str(column + 1)} for column in range(4)]
    view, said = label_tables(Label.model_validate(label))[0], read_prediction(prediction).tables[0]
    labelled, predicted = pair_grids(pair_tables(view, said))
    assert texts(table_grid(said))[2] == ["1", "2", "3", "4"]
    assert labelled == predicted
    assert texts(labelled) == [*SMALL[:2], ["", "", "", ""], *SMALL[2:]]


def test_a_masked_place_moves_with_its_row(label: Data, prediction: Data) -> None:
    label["tables"][0]["rows"][2]["values"][2] = {"unknown": "torn"}
    table = prediction["tables"][0]
    del table["rows"][0]
    table["cells"][3]["row"] = 4
    view, said = label_tables(Label.model_validate(label))[0], read_prediction(prediction).tables[0]
    _, predicted = pair_grids(pair_tables(view, said))
    assert texts(predicted)[2:] == [SMALL[3], ["221", "住房保障支出", "", ""], SMALL[5]]
