from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.content import Grid, GridCell
from extractor.errors import TooLarge
from extractor.sources.slots import collapse_columns, fill_slots

SIZE = 6
CELLS = st.lists(
    st.builds(
        GridCell,
        row=st.integers(0, SIZE),
        column=st.integers(0, SIZE),
        raw=st.text("abc", max_size=2),
        row_span=st.integers(1, SIZE),
        column_span=st.integers(1, SIZE),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(cells=CELLS)
def test_every_slot_has_one_owner_and_no_text_is_lost(
    cells: list[GridCell], covered_once: Callable[[Grid], bool]
) -> None:
    filled = fill_slots(SIZE, SIZE, cells)
    assert covered_once(Grid(SIZE, SIZE, filled))
    inside = [cell.raw for cell in cells if cell.row < SIZE and cell.column < SIZE]
    assert sorted("".join(inside)) == sorted("".join(cell.raw for cell in filled).replace("\n", ""))


@settings(max_examples=40)
@given(cells=CELLS)
def test_collapsing_columns_keeps_the_cover_and_the_cells(
    cells: list[GridCell], covered_once: Callable[[Grid], bool]
) -> None:
    filled = fill_slots(SIZE, SIZE, cells)
    columns, collapsed = collapse_columns(SIZE, filled)
    assert covered_once(Grid(SIZE, columns, collapsed))
    assert [cell.raw for cell in collapsed] == [cell.raw for cell in filled]
    assert {cell.column for cell in collapsed} == set(range(columns))


def test_two_columns_merged_in_every_row_are_one() -> None:
    cells = fill_slots(2, 3, [GridCell(0, 0, "a", column_span=2), GridCell(1, 0, "b", column_span=2)])
    columns, collapsed = collapse_columns(3, cells)
    assert columns == 2
    assert [(cell.column, cell.column_span) for cell in collapsed] == [(0, 1), (1, 1), (0, 1), (1, 1)]


def test_a_table_that_only_fills_the_memory_is_refused() -> None:
    with pytest.raises(TooLarge):
        fill_slots(100_000, 1_000, [])
