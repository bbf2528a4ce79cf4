"""A peer's table on its way to the contract: cells that overlap nothing, cut, joined and thinned by pure functions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from extractor.document.text import without_space
from extractor.eval.peers.worker.raw import Box, RawTable

_SAME_EDGE_PT = 3.0
"""Edges of two pages closer than this are one column's: a peer that looks at pictures is as exact as their pixels."""


@dataclass(frozen=True, slots=True)
class PeerCell:
    """One cell at its grid place, with the page and box where the peer found it."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    page: int
    box: Box | None

    @property
    def plain(self) -> str:
        return without_space(self.text)


@dataclass(frozen=True, slots=True)
class PeerTable:
    """One table. ``boxes`` are its places by page, in order; no two cells overlap, slots without a cell are blank."""

    rows: int
    columns: int
    cells: tuple[PeerCell, ...]
    boxes: tuple[tuple[int, Box], ...]
    spans_known: bool

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(page for page, _ in self.boxes)


def settle(raw: RawTable) -> PeerTable:
    """The raw table with every slot in at most one cell.

    Where cells overlap (a frame around the page that the peer took for a cell), the smaller one keeps the slots and the
    larger one what is free of its first row; a cell whose own first slot is taken is left out.
    """
    taken: set[tuple[int, int]] = set()
    kept: list[PeerCell] = []
    for cell in sorted(raw.cells, key=lambda one: (one.row_span * one.column_span, one.row, one.column)):
        row_span = min(cell.row_span, raw.rows - cell.row)
        column_span = min(cell.column_span, raw.columns - cell.column)
        slots = _slots(cell.row, cell.column, row_span, column_span)
        if taken.intersection(slots):
            row_span = 1
            column_span = next((n for n in range(column_span) if (cell.row, cell.column + n) in taken), column_span)
            slots = _slots(cell.row, cell.column, row_span, column_span)
        if slots:
            taken.update(slots)
            kept.append(PeerCell(cell.row, cell.column, row_span, column_span, cell.text, raw.page, cell.box))
    kept.sort(key=lambda one: (one.row, one.column))
    return PeerTable(raw.rows, raw.columns, tuple(kept), ((raw.page, raw.box),), raw.spans_known)


def without_top(table: PeerTable, rows: int) -> PeerTable:
    """The table without its first rows; a cell that reaches below them keeps what is below."""
    cells = []
    for cell in table.cells:
        lower = cell.row + cell.row_span
        if lower > rows:
            top = max(cell.row, rows)
            cells.append(replace(cell, row=top - rows, row_span=lower - top))
    return replace(table, rows=table.rows - rows, cells=tuple(cells))


def without_blank_columns(table: PeerTable) -> PeerTable:
    """The table without the columns in which no text begins: margins and gaps that the peer took for columns."""
    filled = {cell.column for cell in table.cells if cell.plain}
    return _only_columns(table, filled) if len(filled) < table.columns else table


def stacked(first: PeerTable, second: PeerTable) -> PeerTable:
    """The second table below the first, of as many columns."""
    moved = tuple(replace(cell, row=cell.row + first.rows) for cell in second.cells)
    return PeerTable(
        rows=first.rows + second.rows,
        columns=first.columns,
        cells=(*first.cells, *moved),
        boxes=(*first.boxes, *second.boxes),
        spans_known=first.spans_known and second.spans_known,
    )


def on_columns_of(first: PeerTable, second: PeerTable) -> PeerTable | None:
    """The second table's cells on the column edges of the first; None where an edge of a cell is none of those."""
    edges: dict[int, float] = {}
    for cell in first.cells:
        if cell.box is not None:
            edges.setdefault(cell.column, cell.box[0])
            edges.setdefault(cell.column + cell.column_span, cell.box[2])
    cells = []
    for cell in second.cells:
        left, right = (_column_at(edges, edge) for edge in ((cell.box[0], cell.box[2]) if cell.box else (None, None)))
        if left is None or right is None or right <= left:
            return None
        cells.append(replace(cell, column=left, column_span=right - left))
    return replace(second, columns=first.columns, cells=tuple(cells))


def _column_at(edges: dict[int, float], edge: float | None) -> int | None:
    return next((column for column, x in edges.items() if edge is not None and abs(x - edge) <= _SAME_EDGE_PT), None)


def owners(table: PeerTable) -> dict[tuple[int, int], PeerCell]:
    """By slot (row, column), the cell that covers it."""
    return {
        slot: cell for cell in table.cells for slot in _slots(cell.row, cell.column, cell.row_span, cell.column_span)
    }


def row_texts(table: PeerTable) -> list[tuple[str, ...]]:
    """The rows as texts without white space; a merged cell's text stands in its first slot of each row."""
    grid = owners(table)
    rows = []
    for row in range(table.rows):
        covering = [grid.get((row, column)) for column in range(table.columns)]
        rows.append(tuple(cell.plain if cell and cell.column == column else "" for column, cell in enumerate(covering)))
    return rows


def _only_columns(table: PeerTable, columns: Collection[int]) -> PeerTable:
    place = {column: index for index, column in enumerate(sorted(columns))}
    cells = []
    for cell in table.cells:
        kept = [place[column] for column in range(cell.column, cell.column + cell.column_span) if column in place]
        if kept:
            cells.append(replace(cell, column=kept[0], column_span=len(kept)))
    return replace(table, columns=len(place), cells=tuple(cells))


def _slots(row: int, column: int, row_span: int, column_span: int) -> list[tuple[int, int]]:
    return list(_product(range(row, row + row_span), range(column, column + column_span)))


def _product(rows: Iterable[int], columns: range) -> Iterable[tuple[int, int]]:
    return ((row, column) for row in rows for column in columns)
