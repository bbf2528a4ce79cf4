"""A peer's grid: every slot in at most one cell, cut, thinned and put on another's columns."""

import pytest

from extractor.eval.peers.grid import (
    PeerTable,
    on_columns_of,
    row_texts,
    settle,
    stacked,
    without_blank_columns,
    without_top,
)
from extractor.eval.peers.worker.raw import RawCell, RawTable

BOX = (0.0, 0.0, 100.0, 100.0)


def table(rows: int, columns: int, *cells: RawCell, page: int = 1) -> PeerTable:
    return settle(RawTable(page, BOX, rows, columns, cells, spans_known=True))


def test_a_frame_taken_for_a_cell_keeps_what_is_free_of_its_first_row() -> None:
    frame = RawCell(0, 0, "表\n项目\n10", row_span=3, column_span=3)
    found = table(3, 3, frame, RawCell(1, 1, "项目"), RawCell(1, 2, "金额"), RawCell(2, 1, "甲"), RawCell(2, 2, "10"))
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in found.cells}
    assert spans["表\n项目\n10"] == (0, 0, 1, 3)
    assert row_texts(found) == [("表项目10", "", ""), ("", "项目", "金额"), ("", "甲", "10")]


def test_a_cell_whose_own_slot_is_taken_is_left_out_and_one_beyond_the_grid_is_cut() -> None:
    found = table(1, 2, RawCell(0, 0, "wide", column_span=5), RawCell(0, 0, "own"))
    assert [(cell.text, cell.column_span) for cell in found.cells] == [("own", 1)]
    assert [cell.column_span for cell in table(1, 2, RawCell(0, 0, "wide", column_span=5)).cells] == [2]


def test_rows_cut_from_the_top_leave_what_reaches_below() -> None:
    found = without_top(table(3, 2, RawCell(0, 0, "tall", row_span=3), RawCell(0, 1, "a"), RawCell(1, 1, "b")), 1)
    assert (found.rows, row_texts(found)) == (2, [("tall", "b"), ("tall", "")])


def test_columns_in_which_no_text_begins_are_dropped() -> None:
    wide = RawCell(0, 1, "支出", column_span=2)
    found = without_blank_columns(table(2, 4, RawCell(0, 0, ""), wide, RawCell(1, 1, "甲"), RawCell(1, 3, "10")))
    assert [(cell.text, cell.column, cell.column_span) for cell in found.cells] == [
        ("支出", 0, 1),
        ("甲", 0, 1),
        ("10", 1, 1),
    ]
    whole = table(1, 1, RawCell(0, 0, "甲"))
    assert without_blank_columns(whole) is whole


def test_a_stack_knows_both_pages() -> None:
    found = stacked(table(1, 1, RawCell(0, 0, "甲")), table(1, 1, RawCell(0, 0, "乙"), page=2))
    assert (row_texts(found), found.pages) == ([("甲",), ("乙",)], (1, 2))


@pytest.mark.parametrize(("right", "columns"), [(30.5, [(0, 3)]), (26.0, None)])
def test_a_lone_merged_row_goes_on_the_columns_of_its_table(
    right: float, columns: list[tuple[int, int]] | None
) -> None:
    edges = [RawCell(0, place, "x", box=(place * 10.0, 0.0, place * 10.0 + 10, 5.0)) for place in range(3)]
    lone = table(1, 1, RawCell(0, 0, "合计", box=(0.4, 0.0, right, 5.0)))
    found = on_columns_of(table(1, 3, *edges), lone)
    assert (found and [(cell.column, cell.column_span) for cell in found.cells]) == columns


def test_cells_without_boxes_go_on_no_columns() -> None:
    assert on_columns_of(table(1, 1, RawCell(0, 0, "甲")), table(1, 1, RawCell(0, 0, "乙"))) is None
