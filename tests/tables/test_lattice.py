"""Rulings and glyphs → grids with spans: any partition into rectangles."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.content import Grid
from extractor.document.geometry import BBox
from extractor.document.page import Glyph, Page, Ruling
from extractor.document.region import Region
from extractor.layout.ruled import find_ruled_regions
from extractor.options import LayoutOptions
from extractor.tables.lattice import build_grid

OPTIONS = LayoutOptions()
STEP = 40.0


def region_of(rectangles: list[tuple[int, int, int, int]]) -> Region:
    """A region whose rulings draw the outline of each (top, left, bottom, right) slot rectangle."""
    rulings = []
    for top, left, bottom, right in rectangles:
        x0, y0, x1, y1 = left * STEP, top * STEP, right * STEP, bottom * STEP
        rulings += [Ruling(True, y0, x0, x1), Ruling(True, y1, x0, x1)]
        rulings += [Ruling(False, x0, y0, y1), Ruling(False, x1, y0, y1)]
    bbox = BBox(0, 0, max(r[3] for r in rectangles) * STEP, max(r[2] for r in rectangles) * STEP)
    return Region(1, bbox, tuple(rulings))


def glyph_at(text: str, x: float, y: float, order: int = 0) -> Glyph:
    return Glyph(text, BBox(x - 5, y - 5, x + 5, y + 5), 10, order)


def spans(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.column, c.row + c.row_span, c.column + c.column_span) for c in grid.cells]


def test_cells_merged_in_both_directions() -> None:
    rectangles = [(0, 0, 2, 1), (0, 1, 1, 3), (1, 1, 2, 2), (1, 2, 2, 3), (2, 0, 3, 2), (2, 2, 3, 3)]
    grid = build_grid(region_of(rectangles), [glyph_at("合", 20, 40)], OPTIONS)
    assert grid is not None
    assert sorted(spans(grid)) == sorted(rectangles)
    assert grid.cells[0].raw == "合"


def test_missing_outer_border_is_put_back() -> None:
    rulings = (Ruling(True, 0, 0, 120), Ruling(True, 40, 0, 120), Ruling(False, 40, 0, 40), Ruling(False, 80, 0, 40))
    grid = build_grid(Region(1, BBox(0, 0, 120, 40), rulings), [], OPTIONS)
    assert grid is not None
    assert (grid.rows, grid.columns) == (1, 3)


def test_a_glyph_hanging_over_the_border_stays_with_its_cell() -> None:
    rectangles = [(0, 0, 1, 1), (1, 0, 2, 1)]
    above = glyph_at("形", 20, 33, order=0)
    hanging = Glyph("式", BBox(15, 36, 25, 48), 12, 1)
    next_cell = glyph_at("合", 20, 60, order=2)
    grid = build_grid(region_of(rectangles), [above, hanging, next_cell], OPTIONS)
    assert grid is not None
    assert [cell.raw.replace("\n", "") for cell in grid.cells] == ["形式", "合"]


def test_a_glyph_of_the_next_cell_that_touches_the_border_is_not_taken() -> None:
    rectangles = [(0, 0, 1, 1), (1, 0, 2, 1)]
    grid = build_grid(region_of(rectangles), [glyph_at("甲", 20, 20, 0), glyph_at("乙", 20, 60, 1)], OPTIONS)
    assert grid is not None
    assert [cell.raw for cell in grid.cells] == ["甲", "乙"]


@st.composite
def partitions(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    """A random partition of a grid into rectangles by cutting again and again."""
    done: list[tuple[int, int, int, int]] = []
    todo = [(0, 0, draw(st.integers(1, 7)), draw(st.integers(1, 7)))]
    while todo:
        top, left, bottom, right = todo.pop()
        down = bottom - top > 1 and draw(st.booleans())
        across = right - left > 1 and draw(st.booleans())
        if down:
            cut = draw(st.integers(top + 1, bottom - 1))
            todo += [(top, left, cut, right), (cut, left, bottom, right)]
        elif across:
            cut = draw(st.integers(left + 1, right - 1))
            todo += [(top, left, bottom, cut), (top, cut, bottom, right)]
        else:
            done.append((top, left, bottom, right))
    return done


@settings(max_examples=60, deadline=None)
@given(partitions())
def test_every_slot_belongs_to_one_cell_and_the_partition_comes_back(
    rectangles: list[tuple[int, int, int, int]],
) -> None:
    grid = build_grid(region_of(rectangles), [], OPTIONS)
    assert grid is not None
    covered = [
        (row, column)
        for top, left, bottom, right in spans(grid)
        for row in range(top, bottom)
        for column in range(left, right)
    ]
    assert sorted(covered) == [(row, column) for row in range(grid.rows) for column in range(grid.columns)]
    lines_x = sorted({edge for r in rectangles for edge in (r[1], r[3])})
    lines_y = sorted({edge for r in rectangles for edge in (r[0], r[2])})
    expected = [(lines_y.index(t), lines_x.index(le), lines_y.index(b), lines_x.index(r)) for t, le, b, r in rectangles]
    assert sorted(spans(grid)) == sorted(expected)


def run(text: str, x: float, y: float, order: int) -> list[Glyph]:
    return [Glyph(c, BBox(x + i * 10, y, x + i * 10 + 10, y + 10), 10, order + i) for i, c in enumerate(text)]


def test_a_text_that_runs_over_its_border_stays_whole_and_the_number_beside_it_too() -> None:
    rectangles = [(0, 0, 1, 1), (0, 1, 1, 3)]
    glyphs = [*run("公共服务", 4, 10, 0), *run("58.47", 62, 10, 4)]
    grid = build_grid(region_of(rectangles), glyphs, OPTIONS)
    assert grid is not None
    assert [cell.raw for cell in grid.cells] == ["公共服务", "58.47"]


def test_texts_of_neighbouring_cells_that_nearly_touch_stay_apart() -> None:
    rectangles = [(0, 0, 1, 1), (0, 1, 1, 2)]
    grid = build_grid(region_of(rectangles), [*run("甲乙丙", 9, 10, 0), *run("丁", 40.5, 10, 3)], OPTIONS)
    assert grid is not None
    assert [cell.raw for cell in grid.cells] == ["甲乙丙", "丁"]


def test_a_border_that_ends_at_both_edges_of_a_low_row_is_not_drawn_in_it() -> None:
    """Strokes reach half their width over the crossings: two such ends do not make the border between them."""
    rows = [Ruling(True, y, 0, 100) for y in (0.0, 20.0, 32.0, 52.0)]
    sides = [Ruling(False, x, 0, 52) for x in (0.0, 100.0)]
    parted = [Ruling(False, 50, 0, 20.3), Ruling(False, 50, 31.7, 52)]
    grid = build_grid(Region(1, BBox(0, 0, 100, 52), (*rows, *sides, *parted)), [], OPTIONS)
    assert grid is not None
    assert spans(grid) == [(0, 0, 1, 1), (0, 1, 1, 2), (1, 0, 2, 2), (2, 0, 3, 1), (2, 1, 3, 2)]


def test_lines_that_miss_each_other_by_a_point_meet() -> None:
    """Verticals that end a point above the horizontal, horizontals that begin a point right of the vertical."""
    short = [Ruling(True, y, 1, 99) for y in (0.0, 20.0, 40.0)]
    short += [Ruling(False, 0, 1, 39), Ruling(False, 50, 1, 19), Ruling(False, 50, 21, 39), Ruling(False, 100, 1, 39)]
    page = Page(1, 200, 100, 0, (), tuple(short))
    (region,) = find_ruled_regions(page, OPTIONS)
    grid = build_grid(region, [], OPTIONS)
    assert grid is not None and (grid.rows, grid.columns, len(grid.cells)) == (2, 2, 4)


def test_a_gap_as_wide_as_a_cell_is_no_border() -> None:
    rulings = [Ruling(True, y, 0, 100) for y in (0.0, 60.0)] + [Ruling(False, x, 0, 60) for x in (0.0, 100.0)]
    rulings += [Ruling(True, 30, 0, 100), Ruling(False, 50, 30, 60)]  # the upper cell spans both columns
    (region,) = find_ruled_regions(Page(1, 200, 100, 0, (), tuple(rulings)), OPTIONS)
    grid = build_grid(region, [], OPTIONS)
    assert grid is not None and [cell.column_span for cell in grid.cells] == [2, 1, 1]


def test_a_border_drawn_double_makes_no_row_or_column_of_its_own() -> None:
    rulings = [Ruling(True, y, 0, 100) for y in (0.0, 3.0, 20.0, 40.0)]
    rulings += [Ruling(False, x, 0, 40) for x in (0.0, 50.0, 53.0, 100.0)]
    (region,) = find_ruled_regions(Page(1, 200, 100, 0, (), tuple(rulings)), OPTIONS)
    grid = build_grid(region, [], OPTIONS)
    assert grid is not None and (grid.rows, grid.columns) == (2, 2)


def test_an_opening_bracket_that_leans_over_the_border_is_of_the_text_behind_it() -> None:
    """Set to the left by its white half it touches the figure before it; another character there runs over."""
    grids = []
    for character in "（元":
        figure = Glyph("7", BBox(31, 15, 36, 25), 10, 0)
        leaning, following = Glyph(character, BBox(36, 15, 46, 25), 10, 1), Glyph("一", BBox(46, 15, 56, 25), 10, 2)
        grids.append(build_grid(region_of([(0, 0, 1, 1), (0, 1, 1, 2)]), [figure, leaning, following], OPTIONS))
    assert [[cell.raw for cell in grid.cells] for grid in grids if grid] == [["7", "（一"], ["7元", "一"]]
