"""A table → a grid: columns from the edges of the cells, which need not be the same in every row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.document.content import Grid, GridCell
from extractor.sources.doc.blocks import Row
from extractor.sources.doc.row_definition import CellDefinition, RowDefinition, Vertical, continues
from extractor.sources.slots import collapse_columns, fill_slots

SAME_EDGE_TWIPS = 30
"""1.5 points: edges of different rows this close are one line, drawn by hand; no text has room between them."""
_DEFAULT_WIDTH = 1440
"""An inch: cells beyond those that the row defines are put at its end."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A cell at its place, before merges over rows are followed."""

    row: int
    column: int
    span: int
    text: str
    vertical: Vertical


@dataclass(slots=True)
class _Merge:
    """A cell that grows while merges over rows go on."""

    spot: _Spot
    last_row: int
    texts: list[str]


def make_grid(rows: Sequence[Row], texts: Sequence[Sequence[str]]) -> Grid:
    """The grid of a table whose cells have these texts.

    Where the definition of a row is missing or has fewer cells than the row, cells are put one after another. Text in
    cells that are merged away, which Word keeps but does not show, goes to the merged cell.
    """
    definitions = [_definition(row, len(cells)) for row, cells in zip(rows, texts, strict=True)]
    edges = [tuple(definition.edges()) for definition in definitions]
    column_of = _columns(edges)
    spots = [
        spot
        for number, cells in enumerate(texts)
        for spot in _spots(number, cells, definitions[number].cells, [column_of[edge] for edge in edges[number]])
    ]
    columns = max(column_of.values())
    placed = [_grid_cell(merge) for merge in _merged(spots)]
    columns, filled = collapse_columns(columns, fill_slots(len(rows), columns, placed))
    return Grid(len(rows), columns, filled)


def _definition(row: Row, count: int) -> RowDefinition:
    """The row's definition, made to fit the cells that there are."""
    found = row.definition or RowDefinition(0, (), frozenset())
    cells = found.cells[:count]
    cells += (CellDefinition(_DEFAULT_WIDTH),) * (count - len(cells))
    wide = tuple(
        cell if cell.width > 0 else CellDefinition(1, cell.horizontal, cell.vertical) for cell in cells
    )  # a cell without width is still one
    return RowDefinition(found.left, wide, found.identity)


def _columns(rows: Iterable[tuple[int, ...]]) -> dict[int, int]:
    """The number of the column border that each edge lies on, from 0; two edges of one row never share one."""
    different = set(rows)
    apart = {pair for row in different for pair in _close_pairs(row)}
    numbers: dict[int, int] = {}
    together: list[int] = []
    number = -1
    for edge in sorted({edge for row in different for edge in row}):
        same = together and edge - together[0] <= SAME_EDGE_TWIPS
        if not same or any((other, edge) in apart for other in together):
            number += 1
            together = []
        together.append(edge)
        numbers[edge] = number
    return numbers


def _close_pairs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Edges of one row that are so close that they would be taken for one line."""
    for index, edge in enumerate(row):
        for other in row[index + 1 :]:
            if other - edge > SAME_EDGE_TWIPS:
                break
            yield edge, other


def _spots(row: int, texts: Sequence[str], cells: Sequence[CellDefinition], borders: Sequence[int]) -> list[_Spot]:
    spots: list[_Spot] = []
    for number, goes_on in enumerate(continues(cells)):
        span = borders[number + 1] - borders[number]
        if goes_on:
            joined = "\n".join(filter(None, (spots[-1].text, texts[number])))
            spots[-1] = replace(spots[-1], span=spots[-1].span + span, text=joined)
        else:
            spots.append(_Spot(row, borders[number], span, texts[number], cells[number].vertical))
    return spots


def _merged(spots: Sequence[_Spot]) -> list[_Merge]:
    """Follow merges over rows: a cell goes on where the one right above it has the same borders."""
    open_merges: dict[int, _Merge] = {}
    merges: list[_Merge] = []
    for spot in spots:
        above = open_merges.get(spot.column)
        if (
            spot.vertical is Vertical.CONTINUES
            and above is not None
            and above.spot.vertical is not Vertical.ALONE
            and above.last_row == spot.row - 1
            and above.spot.span == spot.span
        ):
            above.last_row = spot.row
            above.texts.append(spot.text)
            continue
        merge = _Merge(spot, spot.row, [spot.text])
        merges.append(merge)
        open_merges[spot.column] = merge
    return merges


def _grid_cell(merge: _Merge) -> GridCell:
    spot = merge.spot
    text = spot.text if merge.last_row == spot.row else "\n".join(filter(None, merge.texts))
    return GridCell(spot.row, spot.column, text, merge.last_row - spot.row + 1, spot.span)
