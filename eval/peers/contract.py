"""A peer's table → the contract's: header paths from the header rows, rows of values, cells with their spans."""

from typing import Any

from extractor.eval.peers.captions import Captioned, title_of, unit_of
from extractor.eval.peers.grid import PeerCell, PeerTable, owners, row_texts
from extractor.eval.peers.headers import is_number_row


def table_data(number: int, found: Captioned, header_rows: int) -> dict[str, Any]:
    """One table of the contract's JSON with so many header rows (at most all of its rows)."""
    table = found.table
    header_rows = min(header_rows, table.rows)
    grid = owners(table)
    return {
        "id": f"t{number}",
        "title": title_of(found.above),
        "unit": unit_of(found.above),
        "pages": list(dict.fromkeys(table.pages)),
        "header_rows": header_rows,
        "columns": [{"path": path} for path in _paths(table, grid, header_rows)],
        "rows": [{"values": _values(table, grid, row)} for row in range(header_rows, table.rows)],
        "cells": [_cell_data(number, cell) for cell in table.cells],
    }


def _paths(table: PeerTable, grid: dict[tuple[int, int], PeerCell], header_rows: int) -> list[list[str]]:
    texts = row_texts(table)[:header_rows]
    named = [row for row in range(header_rows) if not is_number_row(texts[row])]
    paths = []
    for column in range(table.columns):
        cells = dict.fromkeys(_header_cell(table, grid, row, column, header_rows) for row in named)
        paths.append([cell.plain for cell in cells if cell and cell.plain])
    return paths


def _header_cell(
    table: PeerTable, grid: dict[tuple[int, int], PeerCell], row: int, column: int, header_rows: int
) -> PeerCell | None:
    """The cell that names the column in this row. Where the peer has no merged cells, a blank that stands over a text
    belongs to the cell on its left, as a merged header would be printed."""
    cell = grid.get((row, column))
    if table.spans_known or (cell and cell.plain):
        return cell
    below = [grid.get((lower, column)) for lower in range(row + 1, header_rows)]
    if not any(one and one.plain for one in below):
        return None
    left = (grid.get((row, before)) for before in range(column - 1, -1, -1))
    return next((one for one in left if one and one.plain), None)


def _values(table: PeerTable, grid: dict[tuple[int, int], PeerCell], row: int) -> list[str | None]:
    values: list[str | None] = []
    for column in range(table.columns):
        cell = grid.get((row, column))
        values.append("" if cell is None else cell.plain if cell.column == column else None)
    return values


def _cell_data(number: int, cell: PeerCell) -> dict[str, Any]:
    boxes = [] if cell.box is None else [{"page": cell.page, "bbox": [round(edge, 2) for edge in cell.box]}]
    return {
        "id": f"t{number}.r{cell.row}c{cell.column}",
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": cell.text,
        "boxes": boxes,
    }
