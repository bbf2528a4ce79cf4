"""How surely a cell was read from its page: borders drawn or inferred, text within them or over them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.confidence.page_evidence import (
    CUT,
    INFERRED,
    JOINED_LINES,
    OVERHANGING,
    OWN_ROW,
    TIGHT,
    with_reading_certainty,
)
from extractor.document.content import Grid, GridCell
from extractor.document.geometry import BBox, Place
from extractor.document.page import Glyph

SIDE = 100.0


def grid_of(columns: int = 2, *, inferred: bool = False, raw: str = "x") -> Grid:
    """One row of cells, each 100 points wide and 20 high."""
    cells = tuple(
        GridCell(0, column, raw, places=(Place(1, BBox(column * SIDE, 0, (column + 1) * SIDE, 20)),))
        for column in range(columns)
    )
    return Grid(1, columns, cells, inferred=inferred)


def glyph_at(x0: float, x1: float) -> Glyph:
    return Glyph("字", BBox(x0, 5, x1, 15), 10, 0)


def certainties(grid: Grid, *glyphs: Glyph) -> list[float]:
    return [cell.confidence for cell in with_reading_certainty(grid, glyphs).cells]


def test_a_drawn_table_with_its_text_inside_is_certain() -> None:
    assert certainties(grid_of(), glyph_at(10, 20), glyph_at(190, 200)) == [1, 1]


@pytest.mark.parametrize(
    ("x0", "x1", "told"), [(94, 104, [OVERHANGING, 1]), (98, 108, [1, 1]), (96, 106, [1, OVERHANGING])]
)
def test_a_text_over_a_drawn_border_tells_on_the_cell_of_its_middle(x0: float, x1: float, told: list[float]) -> None:
    assert certainties(grid_of(), glyph_at(x0, x1)) == told


def test_inferred_borders_are_less_certain_and_less_still_near_the_text() -> None:
    grid = grid_of(inferred=True)
    assert certainties(grid, glyph_at(40, 50), glyph_at(140, 150)) == [INFERRED, INFERRED]
    assert certainties(grid, glyph_at(88, 98), glyph_at(140, 150)) == [pytest.approx(INFERRED * TIGHT), INFERRED]
    joined = certainties(grid_of(inferred=True, raw="一行\n又一行"), glyph_at(40, 50))
    assert joined == [pytest.approx(INFERRED * JOINED_LINES)] * 2


def test_a_text_that_an_inferred_border_cuts_tells_on_both_cells() -> None:
    def told(*places: tuple[float, int], inferred: bool = True) -> list[float]:
        glyphs = [Glyph("字", BBox(x, 5, x + 10, 15), 10, order) for x, order in places]
        return certainties(grid_of(inferred=inferred), *glyphs)

    assert told((89, 0), (99.5, 1)) == [pytest.approx(INFERRED * TIGHT * CUT)] * 2
    # drawn apart, or one by one, they are texts of two cells; a drawn border is told by what reaches over it
    assert told((89, 0), (102, 1)) == told((89, 0), (99.5, 7)) == [pytest.approx(INFERRED * TIGHT)] * 2
    assert told((89, 0), (99.5, 1), inferred=False) == [1, 1]


@pytest.mark.parametrize(
    ("raw", "part"),
    [("一行\n又一行", 1.0), ("结转\n收入总计", OWN_ROW), ("一行\n二、其他", OWN_ROW), ("其中：\n一行", 1.0)],
)
def test_a_line_that_reads_like_a_row_of_its_own_is_doubted(raw: str, part: float) -> None:
    assert certainties(grid_of(1, inferred=True, raw=raw), glyph_at(40, 50)) == [
        pytest.approx(INFERRED * JOINED_LINES * part, abs=1e-4)
    ]


def test_what_the_reader_said_stays_a_part() -> None:
    grid = Grid(1, 1, (GridCell(0, 0, "x", places=(Place(1, BBox(0, 0, 100, 20)),), confidence=0.5),), inferred=True)
    assert certainties(grid, glyph_at(40, 50)) == [pytest.approx(0.5 * INFERRED)]


def test_without_glyphs_or_places_nothing_is_said() -> None:
    native = Grid(1, 1, (GridCell(0, 0, "x"),))
    assert with_reading_certainty(native, [glyph_at(0, 1)]) is native
    drawn = grid_of()
    assert with_reading_certainty(drawn, []) is drawn


@given(
    st.lists(st.tuples(st.floats(-50, 450), st.floats(0.1, 60), st.floats(-30, 60), st.floats(0, 40)), max_size=20),
    st.booleans(),
)
def test_wherever_glyphs_stand_a_certainty_is_a_share_and_nothing_else_changes(
    boxes: list[tuple[float, float, float, float]], inferred: bool
) -> None:
    glyphs = [Glyph("字", BBox(x, y, x + width, y + height), 10, 0) for x, width, y, height in boxes]
    grid = grid_of(4, inferred=inferred)
    told = with_reading_certainty(grid, glyphs)
    assert all(0 < cell.confidence <= 1 for cell in told.cells)
    assert [(cell.row, cell.column, cell.raw, cell.places) for cell in told.cells] == [
        (cell.row, cell.column, cell.raw, cell.places) for cell in grid.cells
    ]
