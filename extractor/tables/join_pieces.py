"""Two pieces of a table → one grid, and back: what a join did is kept so that it can be undone."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.document.content import GridCell
from extractor.document.draft import Draft, JoinedPiece
from extractor.document.geometry import Place
from extractor.document.join import CutCell, Join
from extractor.document.text import without_space
from extractor.document.uncertain import shifted
from extractor.tables.cut_cells import join_cut_cells
from extractor.tables.join_score import Weighed


def append_piece(before: Draft, after: Draft, weighed: Weighed, depth: int) -> Draft:
    """Append ``after`` without its repeated header; a row or a merged label that the page break cut becomes one.

    ``depth`` counts the header rows of ``before``. The joined draft remembers the join.
    """
    skip, columns = weighed.header.rows, weighed.columns
    cut = before.grid.rows
    old = _moved(before.grid.cells, columns.before, 0)
    new = _moved([cell for cell in after.grid.cells if cell.row >= skip], columns.after, cut - skip)
    cells, cut_cells, cut_row = join_cut_cells(old, new, cut, depth)
    page = after.grid.places[0].page
    join = Join(page, cut - cut_row, skip, round(weighed.score, 2), weighed.evidence, cut_row, cut_cells)
    piece = JoinedPiece(
        join,
        before=replace(before, grid=replace(before.grid, cells=()), pieces=()),
        after=replace(after, grid=replace(after.grid, cells=tuple(c for c in after.grid.cells if c.row < skip))),
        columns_before=columns.before,
        columns_after=columns.after,
    )
    grid = replace(
        before.grid,
        rows=cut + after.grid.rows - skip - cut_row,
        columns=len(columns.edges) - 1,
        cells=cells,
        places=(*before.grid.places, *after.grid.places),
        column_edges=columns.edges,
        inferred=before.grid.inferred or after.grid.inferred,
    )
    return replace(
        before,
        grid=grid,
        unit=before.unit or after.unit,
        captions=(*before.captions, *(c for c in after.captions if c not in before.captions)),
        notes=(*before.notes, *(note for note in after.notes if note not in before.notes)),
        pieces=(*before.pieces, piece),
    )


def part_at(draft: Draft, number: int, reasons: tuple[str, ...]) -> tuple[Draft, ...]:
    """Take back the join ``number`` (from 0) and those after it: the draft up to it, which records the join with the
    ``reasons``, and the pieces that followed, each by itself. IndexError where there is no such join."""
    join, kept = draft.pieces[number].join, draft
    followed: list[Draft] = []
    while len(kept.pieces) > number:
        kept, last = split_last(kept)
        followed.insert(0, last)
    return (replace(kept, parted=(*kept.parted, replace(join, taken_back=reasons))), *followed)


def split_last(draft: Draft) -> tuple[Draft, Draft]:
    """Take the last join back: the draft up to it, and the piece that was appended. IndexError where none was."""
    piece = draft.pieces[-1]
    join = piece.join
    cut_at = {(cell.row, cell.column): cell for cell in join.cut_cells}
    upper: list[GridCell] = []
    lower: list[GridCell] = []
    for cell in draft.grid.cells:
        if cut := cut_at.get((cell.row, cell.column)):
            above, below = _parted(cell, cut, join)
            upper.append(above)
            lower.append(below)
        elif cell.row >= join.row + join.cut_row:
            lower.append(cell)
        else:
            upper.append(cell)
    before, after = piece.before, piece.after
    body = _moved_back(_in_order(lower), piece.columns_after, join.header_rows - join.row)
    whole = replace(before.grid, cells=_moved_back(upper, piece.columns_before, 0))
    return (
        replace(before, grid=whole, pieces=draft.pieces[:-1]),
        replace(after, grid=replace(after.grid, cells=(*after.grid.cells, *body))),
    )


def _parted(cell: GridCell, cut: CutCell, join: Join) -> tuple[GridCell, GridCell]:
    upper, lower = cell.raw[: cut.characters], cell.raw[cut.characters :]
    if upper and lower:
        lower = lower[1:]
    lines = upper.count("\n") + 1 if upper else 0
    first = len(without_space(upper))
    above = cell._replace(
        raw=upper,
        row_span=cut.upper_rows,
        places=_on(cell.places, join.page, False),
        line_boxes=cell.line_boxes[:lines],
        uncertain=tuple(one for one in cell.uncertain if one.place < first),
    )
    below = cell._replace(
        row=join.row,
        raw=lower,
        row_span=cell.row_span - cut.upper_rows + join.cut_row,
        places=_on(cell.places, join.page, True),
        line_boxes=cell.line_boxes[lines:],
        uncertain=shifted((one for one in cell.uncertain if one.place >= first), -first),
    )
    return above, below


def _on(places: Sequence[Place], page: int, wanted: bool) -> tuple[Place, ...]:
    return tuple(place for place in places if (place.page >= page) is wanted)


def _moved(cells: Sequence[GridCell], edges: Sequence[int], rows: int) -> tuple[GridCell, ...]:
    """The cells ``rows`` lower, each column edge at the index that ``edges`` tells."""
    if not rows and all(edge == index for index, edge in enumerate(edges)):
        return tuple(cells)
    return tuple(
        cell._replace(
            row=cell.row + rows,
            column=edges[cell.column],
            column_span=edges[cell.column + cell.column_span] - edges[cell.column],
        )
        for cell in cells
    )


def _moved_back(cells: Sequence[GridCell], edges: Sequence[int], rows: int) -> tuple[GridCell, ...]:
    """The opposite of ``_moved``."""
    back = [0] * (max(edges) + 1)
    for index, edge in enumerate(edges):
        back[edge] = index
    return _moved(cells, back, rows)


def _in_order(cells: Sequence[GridCell]) -> list[GridCell]:
    return sorted(cells, key=lambda cell: (cell.row, cell.column))
