"""A table → a grid: columns from the edges of the cells, which need not be the same in every row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.document.content import Grid, GridCell
from extractor.sources.doc.blocks import Row
from extractor.sources.doc.row_definition import CellDefinition, RowDefinition, Vertical, continues
from extractor.sources.slots import collapse_columns, fill_slots

SAME_EDGE_TWIPS = 30
"""1.5 points: edges of different rows this close are one line, drawn by hand; no text has room between them."""
_DEFAULT_WIDTH = 1440
"""An inch: cells beyond those that the row defines are put at its end."""


class _Spot(NamedTuple):
    """A cell at its place, before merges over rows are followed."""

    row: int
    column: int
    span: int
    text: str
    vertical: Vertical


class _Layout(NamedTuple):
    """A row's edges in twips, rising; which cells go on from the one before; how each merges over rows; whether any
    merges at all."""

    edges: tuple[int, ...]
    continues: list[bool]
    verticals: list[Vertical]
    merges: bool


@dataclass(slots=True)
class _Merge:
    """A cell that grows while merges over rows go on."""

    spot: _Spot
    last_row: int


def make_grid(rows: Sequence[Row], texts: Sequence[Sequence[str]], covered: list[str]) -> Grid:
    """The grid of a table whose cells have these texts.

    Where the definition of a row is missing or has fewer cells than the row, cells are put one after another. Text in
    cells that are merged away over rows, which Word keeps and does not show, is put into ``covered``.
    """
    known: dict[tuple[int, int], _Layout] = {}
    layouts: list[_Layout] = []
    for row, cells in zip(rows, texts, strict=True):
        key = (id(row.definition), len(cells))  # rows of a table mostly share their definition
        if key not in known:
            known[key] = _lay_out(row.definition, len(cells))
        layouts.append(known[key])
    column_of = _columns(layout.edges for layout in known.values())
    placed: list[GridCell] = []
    spots: list[_Spot] = []
    for number, (layout, cells) in enumerate(zip(layouts, texts, strict=True)):
        borders = [column_of[edge] for edge in layout.edges]
        if layout.merges:
            spots.extend(_spots(number, cells, layout, borders))
        else:
            placed.extend(
                GridCell(number, left, text, 1, right - left)
                for text, left, right in zip(cells, borders, borders[1:], strict=False)
            )
    columns = max(column_of.values())
    placed.extend(GridCell(spot.row, spot.column, spot.text, 1, spot.span) for spot in spots if not spot.vertical)
    placed.extend(map(_grid_cell, _merged([spot for spot in spots if spot.vertical], covered)))
    columns, filled = collapse_columns(columns, fill_slots(len(rows), columns, placed))
    return Grid(len(rows), columns, filled)


def _lay_out(definition: RowDefinition | None, count: int) -> _Layout:
    """A row's layout, made to fit the cells that there are; a cell without width is still one."""
    defined = definition.cells[:count] if definition else ()
    cells = defined + (CellDefinition(_DEFAULT_WIDTH),) * (count - len(defined))
    edges = [definition.left if definition else 0]
    for cell in cells:
        edges.append(edges[-1] + max(1, cell.width))
    following, verticals = continues(cells), [cell.vertical for cell in cells]
    return _Layout(tuple(edges), following, verticals, any(following) or any(verticals))


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


def _spots(row: int, texts: Sequence[str], layout: _Layout, borders: Sequence[int]) -> list[_Spot]:
    spots: list[_Spot] = []
    for number, text in enumerate(texts):
        span = borders[number + 1] - borders[number]
        if layout.continues[number]:
            joined = "\n".join(filter(None, (spots[-1].text, text)))
            spots[-1] = spots[-1]._replace(span=spots[-1].span + span, text=joined)
        else:
            spots.append(_Spot(row, borders[number], span, text, layout.verticals[number]))
    return spots


def _merged(spots: Sequence[_Spot], covered: list[str]) -> list[_Merge]:
    """Follow merges over rows: a cell goes on where the merged one right above it has the same borders."""
    open_merges: dict[int, _Merge] = {}
    merges: list[_Merge] = []
    for spot in spots:
        above = open_merges.get(spot.column)
        if (
            spot.vertical is Vertical.CONTINUES
            and above is not None
            and above.last_row == spot.row - 1
            and above.spot.span == spot.span
        ):
            above.last_row = spot.row
            if spot.text != above.spot.text:
                covered.append(spot.text)
            continue
        merge = _Merge(spot, spot.row)
        merges.append(merge)
        open_merges[spot.column] = merge
    return merges


def _grid_cell(merge: _Merge) -> GridCell:
    spot = merge.spot
    return GridCell(spot.row, spot.column, spot.text, merge.last_row - spot.row + 1, spot.span)
