"""GriTS Top, Con and Loc: the grid table similarity of topology, content and location.

B. Smock, R. Pesala, R. Abraham: GriTS: grid table similarity metric for table structure recognition, arXiv
2203.12555. A table is a grid of places; each place holds, of the cell that covers it, the spans relative to the place
(Top), the text (Con) or the box on the page (Loc). GriTS = 2 s / (places of both), s the summed similarity of the most
similar substructures (``similar_substructures``): intersection over union for Top and Loc, twice the longest common
subsequence over both lengths for Con, texts in NFKC without white space. Header rows count like all others.

``grits_top`` and its like are means over tables, as in the paper; a table without a counterpart, labelled or
predicted, counts 0. ``grits_top.pooled`` and its like add up similarity and places over all tables instead. Tables
whose merged cells are not labelled are not measured; ``unknown`` counts them. Loc is measured only where every cell
of both sides has a box (a cell that a page break cuts has several, taken together), and is absent where no labelled
table has. A text that the label does not know is blank on both sides.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TypeVar

import numpy as np

from extractor.document.geometry import BBox, Place
from extractor.eval.comparison import Comparison
from extractor.eval.grids import GridCell, TableGrid, knows_structure, pair_grids, table_grid
from extractor.eval.matching import TablePair
from extractor.eval.means import Mean, SoftCounts
from extractor.eval.overlaps import Boxes, overlaps
from extractor.eval.score import Scores
from extractor.eval.similar_substructures import Shapes, shared_similarity
from extractor.eval.similarity import Matrix, shared_subsequences

Key = TypeVar("Key", bound=Hashable)
Shared = Callable[[TableGrid, TableGrid], float]


@dataclass(frozen=True, slots=True)
class _Grids:
    """What is measured: pairs of grids, and the unpaired ones of each side; ``unknown`` tables could not be."""

    pairs: Sequence[tuple[TableGrid, TableGrid]]
    missed: Sequence[TableGrid]
    extra: Sequence[TableGrid]
    unknown: int


def measure(comparison: Comparison) -> Scores:
    """The means and the pooled figures over the tables of a document."""
    grids = _grids(comparison)
    scores = _scores("grits_top", shared_topology, grids) | _scores("grits_con", shared_content, grids)
    located = _located(grids)
    return scores | _scores("grits_loc", shared_location, located) if located else scores


def shared_topology(label: TableGrid, predicted: TableGrid) -> float:
    """The summed similarity of two grids by relative spans."""
    return _shared(label, predicted, _relative_spans, overlaps)


def shared_content(label: TableGrid, predicted: TableGrid) -> float:
    """The summed similarity of two grids by text."""
    return _shared(label, predicted, lambda cell, row, column: cell.text, shared_subsequences)


def shared_location(label: TableGrid, predicted: TableGrid) -> float:
    """The summed similarity of two grids by box."""
    return _shared(label, predicted, lambda cell, row, column: cell.boxes, overlaps)


def f1(shared: float, label: TableGrid, predicted: TableGrid) -> float:
    """GriTS of one pair of tables; 0 where one of them has no place."""
    return 2 * shared / (label.places + predicted.places) if label.places and predicted.places else 0.0


def _relative_spans(cell: GridCell, row: int, column: int) -> Boxes:
    """Where the cell lies as seen from one of its places, in places: a cell that is not merged is (0, 0, 1, 1)."""
    left, top = cell.column - column, cell.row - row
    return (Place(0, BBox(left, top, left + cell.column_span, top + cell.row_span)),)


def _shared(
    label: TableGrid,
    predicted: TableGrid,
    key: Callable[[GridCell, int, int], Key],
    similarity: Callable[[Sequence[Key], Sequence[Key]], Matrix],
) -> float:
    first, second = (
        [[key(cell, i, j) for j, cell in enumerate(row)] for i, row in enumerate(grid.slots())]
        for grid in (label, predicted)
    )
    distinct = {value: number for number, value in enumerate(dict.fromkeys(value for row in second for value in row))}
    places = np.array([[distinct[value] for value in row] for row in second], dtype=np.intp)
    others = list(distinct)
    shapes = Shapes((label.height, label.width), (predicted.height, predicted.width))
    return shared_similarity(shapes, lambda row: similarity(first[row], others)[:, places])


def _grids(comparison: Comparison) -> _Grids:
    tables = comparison.tables
    pairs: list[TablePair] = [pair for pair in tables.pairs if knows_structure(pair.label)]
    missed = [table for table in tables.missed if knows_structure(table)]
    unknown = len(tables.pairs) + len(tables.missed) - len(pairs) - len(missed)
    extra = tables.extra if pairs or missed else ()
    return _Grids([*map(pair_grids, pairs)], [*map(table_grid, missed)], [*map(table_grid, extra)], unknown)


def _located(grids: _Grids) -> _Grids | None:
    """The tables whose cells have boxes; None where no labelled table has."""
    labelled = [pair for pair in grids.pairs if _has_boxes(pair[0])]
    pairs = [pair for pair in labelled if _has_boxes(pair[1])]
    missed = [grid for grid in grids.missed if _has_boxes(grid)]
    if not labelled and not missed:
        return None
    tables = len(grids.pairs) + len(grids.missed) + grids.unknown
    return _Grids(pairs, missed, grids.extra, tables - len(pairs) - len(missed))


def _has_boxes(grid: TableGrid) -> bool:
    return all(cell.boxes for cell in grid.cells)


def _scores(name: str, shared: Shared, grids: _Grids) -> Scores:
    found = [shared(label, predicted) for label, predicted in grids.pairs]
    figures = [f1(one, *pair) for one, pair in zip(found, grids.pairs, strict=True)]
    labelled = sum(label.places for label, _ in grids.pairs) + sum(grid.places for grid in grids.missed)
    predicted = sum(said.places for _, said in grids.pairs) + sum(grid.places for grid in grids.extra)
    count = len(figures) + len(grids.missed) + len(grids.extra)
    return {
        name: Mean(fsum(figures), count, grids.unknown),
        f"{name}.pooled": SoftCounts(fsum(found), labelled, predicted, grids.unknown),
    }
