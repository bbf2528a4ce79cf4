"""TEDS and GriTS are what the published implementations say, on their own examples and on random grids, to 1e-9."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import grits
import pytest
from table_recognition_metric import TEDS

from extractor.document.geometry import BBox, Place
from extractor.eval.grids import GridCell, TableGrid, covered_slots
from extractor.eval.metrics.grits import f1, shared_content, shared_location, shared_topology
from extractor.eval.metrics.teds import similarity

ALPHABET = "一般公共12.,"
SEEDS = range(120)


def random_grid(draw: random.Random) -> TableGrid:
    """Up to 2 header and 6 body rows, 5 columns, merged cells within each part, short texts and a box a cell."""
    header_rows, width = draw.randint(0, 2), draw.randint(1, 5)
    height = header_rows + draw.randint(0 if header_rows else 1, 6)
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row in range(height):
        for column in range(width):
            if (row, column) not in taken:
                below = (header_rows if row < header_rows else height) - row
                spans = [draw.randint(1, 3) if draw.random() < 0.2 else 1 for _ in range(2)]
                rows, columns = min(spans[0], below), min(spans[1], width - column)
                if taken.intersection(covered_slots((row, column, rows, columns))):
                    rows = columns = 1
                taken.update(covered_slots((row, column, rows, columns)))
                cells.append(random_cell(draw, (row, column, rows, columns)))
    return TableGrid(height, width, header_rows, tuple(cells))


def random_cell(draw: random.Random, span: tuple[int, int, int, int]) -> GridCell:
    row, column, rows, columns = span
    left, top = 20 * column + draw.randint(0, 5), 10 * row + draw.randint(0, 3)
    box = BBox(left, top, left + 20 * columns, top + 10 * rows)
    return GridCell(row, column, rows, columns, random_text(draw), (Place(1, box),))


def random_text(draw: random.Random) -> str:
    return "".join(draw.choice(ALPHABET) for _ in range(draw.randint(0, 5)))


def damaged(draw: random.Random, grid: TableGrid) -> TableGrid:
    """The grid with some other texts, at times with the last row as often as not gone and another header."""
    cells = [replace(cell, text=random_text(draw)) if draw.random() < 0.2 else cell for cell in grid.cells]
    height = grid.height
    if height > 1 and draw.random() < 0.5:
        height -= 1
        cells = [replace(cell, row_span=min(cell.row_span, height - cell.row)) for cell in cells if cell.row < height]
    return TableGrid(height, grid.width, min(draw.choice((grid.header_rows, 0, 1)), height), tuple(cells))


def random_pair(seed: int) -> tuple[TableGrid, TableGrid]:
    draw = random.Random(seed)  # noqa: S311  grids to compare, no secret
    first = random_grid(draw)
    return first, damaged(draw, first) if seed % 2 else random_grid(draw)


def html(grid: TableGrid) -> str:
    def part(tag: str, rows: Sequence[int]) -> str:
        lines = ["".join(map(td, (cell for cell in grid.cells if cell.row == row))) for row in rows]
        return f"<{tag}>{''.join(f'<tr>{line}</tr>' for line in lines)}</{tag}>" if lines else ""

    def td(cell: GridCell) -> str:
        return f'<td rowspan="{cell.row_span}" colspan="{cell.column_span}">{cell.text}</td>'

    head, body = range(grid.header_rows), range(grid.header_rows, grid.height)
    return f"<html><body><table>{part('thead', head)}{part('tbody', body)}</table></body></html>"


def table_cells(grid: TableGrid) -> list[grits.TableCell]:
    return [
        grits.TableCell(
            row_nums=list(range(cell.row, cell.row + cell.row_span)),
            column_nums=list(range(cell.column, cell.column + cell.column_span)),
            cell_text=cell.text,
            bbox=list(cell.boxes[0].bbox) if cell.boxes else None,
        )
        for cell in grid.cells
    ]


def plain(*rows: str) -> TableGrid:
    """A grid without header and merged cells; the texts of a row stand between blanks."""
    cells = [GridCell(i, j, 1, 1, text) for i, row in enumerate(rows) for j, text in enumerate(row.split())]
    return TableGrid(len(rows), len(rows[0].split()), 0, tuple(cells))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("with_text", [True, False])
def test_teds_is_the_published_one(seed: int, with_text: bool) -> None:
    first, second = random_pair(seed)
    published = TEDS(structure_only=not with_text)(html(second), html(first))
    assert similarity(first, second, with_text=with_text) == pytest.approx(published, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("shared", "to_grid", "published"),
    [
        (shared_topology, grits.cell_list_to_grid_top, grits.grits_top),
        (shared_content, grits.cell_list_to_grid_con, grits.grits_con),
        (shared_location, grits.cell_list_to_grid_loc, grits.grits_loc),
    ],
)
def test_grits_is_the_published_one(
    seed: int,
    shared: Callable[[TableGrid, TableGrid], float],
    to_grid: Callable[[list[grits.TableCell]], list[list[object]]],
    published: Callable[[object, object], tuple[float, float, float]],
) -> None:
    first, second = random_pair(seed)
    expected = published(to_grid(table_cells(first)), to_grid(table_cells(second)))[0]
    assert f1(shared(first, second), first, second) == pytest.approx(expected, abs=1e-9)


def test_the_examples_of_grits_metric() -> None:
    """As its README counts them: one character of two wrong in one of four cells; and 1 x 2 against 2 x 2 places."""
    label, predicted = plain("Name Score", "Alice 95"), plain("Name Score", "Alice 90")
    assert f1(shared_topology(label, predicted), label, predicted) == 1.0
    assert f1(shared_content(label, predicted), label, predicted) == pytest.approx(0.875, abs=1e-9)
    shared = [
        (9, shared_content(large := plain("A B C", "D E F", "G H I"), large)),
        (2, shared_topology(plain("X Y"), plain("P Q", "R S"))),
        (0, shared_content(plain("X Y"), plain("P Q", "R S"))),
    ]
    assert [found for _, found in shared] == [expected for expected, _ in shared]


def test_an_invoice_with_wide_cells_as_table_recognition_metric_scores_it() -> None:
    """A table of the shape of its own example; its rows are of different widths, as HTML allows."""
    spans = [(1, 5, 1, 4), (2, 1, 1, 1, 3, 1, 1, 1), (2, 9), (1, 5, 1, 4)]
    cells = [
        GridCell(row, sum(widths[:number]), 1, width, f"第{row}行{number}" if number else "")
        for row, widths in enumerate(spans)
        for number, width in enumerate(widths)
    ]
    first = TableGrid(4, 11, 0, tuple(cells))
    second = TableGrid(4, 11, 0, tuple(replace(cell, text=cell.text.replace("行", "列")) for cell in cells))
    assert similarity(first, first, with_text=True) == 1.0
    assert similarity(first, second, with_text=False) == 1.0
    published = TEDS()(html(second), html(first))
    assert published < 1
    assert similarity(first, second, with_text=True) == pytest.approx(published, abs=1e-9)


def test_a_table_with_nothing_in_common_has_no_similarity_of_content() -> None:
    assert shared_content(plain("a b", "c d"), plain("e", "f")) == 0.0
    empty = TableGrid(0, 2, 0, ())
    assert f1(shared_topology(empty, plain("a b")), empty, plain("a b")) == 0.0
    assert similarity(empty, plain("a b"), with_text=False) == 1 - 4 / 5
