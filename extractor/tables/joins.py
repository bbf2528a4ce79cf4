"""Drafts of neighbouring pages → logical drafts: a table that goes on over a page break is one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.document.content import Grid, GridCell, Paragraph
from extractor.document.draft import Draft
from extractor.document.text import folded

_SAME_EDGE_PT = 4.0


def join_drafts(
    drafts: Sequence[Draft | Paragraph], header_rows: Sequence[int]
) -> tuple[tuple[Draft | Paragraph, ...], tuple[int, ...]]:
    """Join each draft to the one before where it goes on with it; ``header_rows`` counts those of each item (0 for
    prose). Gives the joined items and their header rows.

    A draft goes on with the one before when it starts the next page, nothing but furniture stands between, it names
    no other title or unit, and its columns are the same (or merges of the same edges).
    """
    joined: list[Draft | Paragraph] = []
    depths: list[int] = []
    last: int | None = None
    for item, depth in zip(drafts, header_rows, strict=True):
        if isinstance(item, Paragraph):
            joined.append(item)
            depths.append(0)
            if not item.furniture:
                last = None
            continue
        before = joined[last] if last is not None else None
        if last is not None and isinstance(before, Draft) and _goes_on(before, item):
            repeated = _repeated_header(before.grid, depths[last], item.grid)
            joined[last] = _append(before, item, repeated)
            continue
        joined.append(item)
        depths.append(depth)
        last = len(joined) - 1
    return tuple(joined), tuple(depths)


def _goes_on(before: Draft, after: Draft) -> bool:
    if before.grid.torn or after.grid.torn or not before.grid.places or not after.grid.places:
        return False
    if after.grid.places[0].page != before.grid.places[-1].page + 1:
        return False
    if before.notes or (after.unit and before.unit and after.unit != before.unit):
        return False
    same_title = after.title is None or after.continuation or _same(before.title, after.title)
    return same_title and _column_map(before.grid, after.grid) is not None


def _same(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and folded(a) == folded(b)


def _column_map(before: Grid, after: Grid) -> list[int] | None:
    """For each column edge of ``after`` the index of the same edge of ``before``; None where one has no match."""
    if not before.column_edges or not after.column_edges:
        return list(range(after.columns + 1)) if before.columns == after.columns else None
    edges = []
    for edge in after.column_edges:
        nearest = min(range(len(before.column_edges)), key=lambda i: abs(before.column_edges[i] - edge))
        if abs(before.column_edges[nearest] - edge) > _SAME_EDGE_PT:
            return None
        edges.append(nearest)
    whole = edges[0] == 0 and edges[-1] == before.columns
    return edges if whole and all(a < b for a, b in pairwise(edges)) else None


def _repeated_header(before: Grid, depth: int, after: Grid) -> int:
    """How many rows at the top of ``after`` repeat the header of ``before``."""
    if depth == 0 or after.rows < depth:
        return 0
    first = {(c.row, c.column): folded(c.raw) for c in before.cells if c.row < depth}
    again = {(c.row, c.column): folded(c.raw) for c in after.cells if c.row < depth}
    return depth if first == again else 0


def _append(before: Draft, after: Draft, skip: int) -> Draft:
    edges = _column_map(before.grid, after.grid) or list(range(after.grid.columns + 1))
    shift = before.grid.rows - skip
    moved = [
        replace(
            cell,
            row=max(cell.row, skip) + shift,
            row_span=cell.row + cell.row_span - max(cell.row, skip),
            column=edges[cell.column],
            column_span=edges[cell.column + cell.column_span] - edges[cell.column],
        )
        for cell in after.grid.cells
        if cell.row + cell.row_span > skip
    ]
    grid = replace(
        before.grid,
        rows=before.grid.rows + after.grid.rows - skip,
        cells=(*before.grid.cells, *_in_order(moved)),
        places=(*before.grid.places, *after.grid.places),
    )
    captions = (*before.captions, *(c for c in after.captions if c not in before.captions))
    return replace(before, grid=grid, unit=before.unit or after.unit, captions=captions, notes=after.notes)


def _in_order(cells: Sequence[GridCell]) -> list[GridCell]:
    return sorted(cells, key=lambda cell: (cell.row, cell.column))
