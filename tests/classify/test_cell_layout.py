"""Cells as arrays: neighbours, means over slots, places; expected values counted by hand.

The table: 项目 over two rows, 金额 over two columns, 期末 and 期初 below it, and a row of body; one slot is a hole.

    项目 金额 金额
    项目 期末 期初
    现金 1.00 (hole)
"""

import numpy as np

from extractor.classify.cell_layout import FAR, MEANS, NEAR, CellLayout, values_of
from extractor.classify.cell_places import PLACE_FEATURES, place_features
from extractor.document.content import GridCell

CELLS = (
    GridCell(0, 0, "项目", 2, 1),
    GridCell(0, 1, "金额", 1, 2),
    GridCell(1, 1, "期末"),
    GridCell(1, 2, "期初"),
    GridCell(2, 0, "现金"),
    GridCell(2, 1, "1.00"),
)
LAYOUT = CellLayout.of(CELLS)


def test_each_slot_has_its_owner_and_a_hole_none() -> None:
    assert LAYOUT.owner.tolist() == [[0, 1, 1], [0, 2, 3], [4, 5, -1]]


def test_neighbours_at_the_first_slot() -> None:
    near = dict(zip(NEAR, LAYOUT.near().T.tolist(), strict=True))
    assert near["left"] == [-1, 0, 0, 2, -1, 4]
    assert near["right"] == [1, -1, 3, -1, 5, -1]
    assert near["above"] == [-1, -1, 1, 1, 0, 2]
    assert near["below"] == [4, 2, 5, -1, -1, -1]


def test_cells_further_away() -> None:
    far = dict(zip(FAR, LAYOUT.far().T.tolist(), strict=True))
    assert far["first_of_row"] == [0, 0, 0, 0, 4, 4]
    assert far["first_of_column"] == [0, 1, 1, 1, 0, 1]
    assert far["second_right"] == [1, -1, -1, -1, -1, -1]
    assert far["second_below"] == [-1, 5, -1, -1, -1, -1]


def test_values_of_absent_neighbours_are_minus_one() -> None:
    values = np.array([[10.0], [11], [12], [13], [14], [15]], dtype=np.float32)
    assert values_of(values, LAYOUT.near())[0].tolist() == [-1, 11, -1, 14]


def test_means_over_the_slots_of_rows_columns_and_sides() -> None:
    values = np.array([[1.0], [2], [3], [4], [5], [6]], dtype=np.float32)
    means = dict(zip(MEANS, LAYOUT.means(values).T.tolist(), strict=True))
    # of 期末 (value 3): its row has 项目 and 期初, its column 金额 and 1.00
    assert [means[name][2] for name in MEANS[:6]] == [2.5, 4.0, 1.0, 4.0, 2.0, 6.0]
    assert means["left_of"][0] == -1
    # slots: 1 2 2 / 1 3 4 / 5 6, the hole is none
    assert means["table"][0] == 3.0


def test_places_in_the_grid() -> None:
    is_number = np.array([False, False, False, False, False, True])
    found = place_features(LAYOUT, [cell.raw for cell in CELLS], is_number)
    place = {name: found[:, column].tolist() for column, name in enumerate(PLACE_FEATURES)}
    assert found.shape == (6, len(PLACE_FEATURES))
    assert place["rows_below"] == [1, 2, 1, 1, 0, 0]
    assert place["cells_in_row"] == [2, 2, 3, 3, 3, 3]
    assert place["place_in_column"] == [1, 1, 2, 2, 2, 3]
    assert place["rows_of_top_cells"] == [2] * 6
    assert place["number_below"] == [99, 1, 0, 99, 99, 99]
    assert place["number_right"] == [99, 99, 99, 99, 0, 99]
    assert place["holes"][0] == np.float32(1 / 9)


def test_repeated_texts_are_counted_along_rows_and_columns() -> None:
    texts = ["甲", "甲", "乙", "甲"]
    layout = CellLayout.of([GridCell(place // 2, place % 2, text) for place, text in enumerate(texts)])
    found = place_features(layout, texts, np.zeros(4, dtype=bool))
    place = {name: found[:, column].tolist() for column, name in enumerate(PLACE_FEATURES)}
    assert place["same_text_in_row"] == [2, 2, 1, 1]
    assert place["same_text_in_column"] == [1, 2, 1, 2]
    assert place["same_text_in_table"] == [3, 3, 1, 3]
    assert place["distinct_in_row"] == [0.5, 0.5, 1, 1]
    assert place["distinct_in_column"] == [1, 0.5, 1, 0.5]
