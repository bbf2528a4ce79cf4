"""Drafts of neighbouring pages → logical drafts: a table that goes on over a page break is one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.document.content import Grid, GridCell, Paragraph
from extractor.document.draft import Draft
from extractor.document.number import is_number
from extractor.document.text import folded

_SAME_EDGE_PT = 4.0


def join_drafts(
    drafts: Sequence[Draft | Paragraph], header_rows: Sequence[int]
) -> tuple[tuple[Draft | Paragraph, ...], tuple[int, ...]]:
    """Join each draft to the one before where it goes on with it; ``header_rows`` counts those of each item (0 for
    prose). Gives the joined items and their header rows.

    A draft goes on with the one before when it starts the next page, nothing but furniture stands between, it names
    no other title or unit and has no other header, and its columns are the same (or merges of the same edges). Only
    tables on pages are joined: the sheets of a workbook and the tables of a text document are whole.
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
        if last is not None and isinstance(before, Draft) and _goes_on(before, depths[last], item):
            repeated = _repeated_header(before.grid, depths[last], item.grid)
            joined[last] = _append(before, item, repeated, depths[last])
            continue
        joined.append(item)
        depths.append(depth)
        last = len(joined) - 1
    return tuple(joined), tuple(depths)


def _goes_on(before: Draft, depth: int, after: Draft) -> bool:
    if before.grid.torn or after.grid.torn or not before.grid.column_edges or not after.grid.column_edges:
        return False
    if after.grid.places[0].page != before.grid.places[-1].page + 1:
        return False
    if before.notes or (after.unit and before.unit and after.unit != before.unit):
        return False
    if _column_map(before.grid, after.grid) is None:
        return False
    if after.continuation or _repeated_header(before.grid, depth, after.grid):
        return after.title is None or after.continuation or _same(before.title, after.title)
    same_title = after.title is None or _same(before.title, after.title)
    return same_title and not _has_other_header(before.grid, depth, after.grid)


def _has_other_header(before: Grid, depth: int, after: Grid) -> bool:
    """Whether ``after`` begins with names of columns: a row without numbers, with words where the table before has
    only numbers."""
    edges = _column_map(before, after) or []
    first = [cell for cell in after.cells if cell.row == 0 and cell.raw.strip()]
    if any(is_number(cell.raw) for cell in first):
        return False
    for cell in first:
        columns = range(edges[cell.column], edges[cell.column + cell.column_span])
        body = [c for c in before.cells if c.row >= depth and c.column in columns and c.raw.strip()]
        if body and all(is_number(other.raw) for other in body):
            return True
    return False


def _same(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and folded(a) == folded(b)


def _column_map(before: Grid, after: Grid) -> list[int] | None:
    """For each column edge of ``after`` the index of the same edge of ``before``; None where one has no match.

    Inferred edges stand somewhere between two texts: of two tables with as many columns the nearest ones match.
    """
    edges = []
    inferred = (before.inferred or after.inferred) and before.columns == after.columns
    for edge in after.column_edges:
        nearest = min(range(len(before.column_edges)), key=lambda i: abs(before.column_edges[i] - edge))
        if not inferred and abs(before.column_edges[nearest] - edge) > _SAME_EDGE_PT:
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


def _append(before: Draft, after: Draft, skip: int, depth: int) -> Draft:
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
    grid = _rejoin_cut_labels(_rejoin_cut_row(grid, before.grid.rows, depth), before.grid.rows, depth)
    captions = (*before.captions, *(c for c in after.captions if c not in before.captions))
    return replace(before, grid=grid, unit=before.unit or after.unit, captions=captions, notes=after.notes)


def _rejoin_cut_row(grid: Grid, cut: int, depth: int) -> Grid:
    """Join row ``cut`` (the first one after a page break) to the row before it where it is that row's rest.

    It is the rest when it has no number and leaves blank the first column that all rows before fill with a cell of
    their own (a line number, a code, a name), or when it is wholly blank in a table that prints no other blank row.
    Rows with merged cells are never joined.
    """
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).append(cell)
    last, rest = rows.get(cut - 1, []), rows.get(cut, [])
    plain = all(cell.row_span == 1 for cell in (*last, *rest))
    if not plain or [c.column for c in last] != [c.column for c in rest] or cut - 1 <= depth:
        return grid
    filled = [{cell.column for cell in rows[row] if cell.raw.strip()} for row in range(depth, cut)]
    merged = {cell.column for row in range(depth, cut) for cell in rows[row] if cell.row_span > 1}
    always = set.intersection(*filled) - merged
    texts = {cell.column for cell in rest if cell.raw.strip()}
    if any(is_number(cell.raw) for cell in rest):
        return grid
    if not (bool(always) and min(always) not in texts if texts else all(filled)):
        return grid
    whole = [
        replace(a, raw="\n".join(part for part in (a.raw, b.raw) if part), places=(*a.places, *b.places))
        for a, b in zip(last, rest, strict=True)
    ]
    kept = [cell for cell in grid.cells if cell.row < cut - 1]
    below = [replace(cell, row=cell.row - 1) for cell in grid.cells if cell.row > cut]
    return replace(grid, rows=grid.rows - 1, cells=(*kept, *whole, *below))


def _rejoin_cut_labels(grid: Grid, cut: int, depth: int) -> Grid:
    """Make one of two cells above and below a page break where a merged label was cut: its text stands on one page
    only, so the other part is blank, in a column of merged labels that has no blank elsewhere."""
    joined: dict[GridCell, GridCell] = {}
    gone: set[GridCell] = set()
    starts = {(cell.row, cell.column): cell for cell in grid.cells}
    for above in grid.cells:
        below = starts.get((cut, above.column))
        if above.row < depth or above.row + above.row_span != cut or below is None:
            continue
        if below.column_span != above.column_span or bool(above.raw.strip()) == bool(below.raw.strip()):
            continue
        column = [cell for cell in grid.cells if cell.column == above.column and cell.row >= depth]
        others = [cell for cell in column if cell not in (above, below)]
        if not any(cell.row_span > 1 for cell in column) or not all(cell.raw.strip() for cell in others):
            continue
        if not others and max(above.row_span, below.row_span) == 1:
            continue
        joined[above] = replace(
            above,
            raw=above.raw if above.raw.strip() else below.raw,
            row_span=above.row_span + below.row_span,
            places=(*above.places, *below.places),
        )
        gone.add(below)
    if not gone:
        return grid
    return replace(grid, cells=tuple(joined.get(cell, cell) for cell in grid.cells if cell not in gone))


def _in_order(cells: Sequence[GridCell]) -> list[GridCell]:
    return sorted(cells, key=lambda cell: (cell.row, cell.column))
