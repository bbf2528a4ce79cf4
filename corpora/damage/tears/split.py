"""A cell over two: beside each other, or below each other as where a page cut a row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from extractor.corpora.damage.change import Change, truths
from extractor.corpora.damage.pieces import Cell, Piece, Row, body_rows, runs

_SHORTEST_CUT = 6
"""A cell of fewer characters has no room for two lines, so that no page cuts it."""
_SHORTEST_PIECE = 2


def split_beside(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """A cell's end stands in the next place; ``filled``: that one was blank, ``pushed``: the rest moves right."""
    for index, row in body_rows(pieces):
        for place, cell in enumerate(row.cells):
            if len(cell.text) < 2:
                continue
            cut = random.randrange(1, len(cell.text))
            if not cell.text[cut - 1 : cut + 1].isprintable():
                continue
            first, second = replace(cell, text=cell.text[:cut]), replace(cell, text=cell.text[cut:])
            yield _beside(index, row, place, (first, second))


def _beside(index: int, row: Row, place: int, halves: tuple[Cell, Cell]) -> Change:
    before, after = row.cells[:place], row.cells[place + 1 :]
    if after and after[0].is_blank:
        cells, variant = (*before, *halves, *after[1:]), "filled"
        touched = truths((row.cells[place], after[0]))
    else:
        spare = row.dialect == "rows" and after and after[-1].is_blank
        cells, variant = (*before, *halves, *(after[:-1] if spare else after)), "pushed"
        touched = truths((row.cells[place], *(cell for cell in after if not cell.is_blank)))
    return Change(index, index + 1, (row.with_cells(cells),), row.owner, row.number, place, touched, variant=variant)


def split_below(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """The end of a cell of words stands in a row of its own below, blank in every other place."""
    for start, run in runs(pieces):
        for index, row in enumerate(run, start):
            for place, cell in enumerate(row.cells):
                if cell.belongs != "words" or len(cell.text) < _SHORTEST_CUT:
                    continue
                cut = random.randrange(_SHORTEST_PIECE, len(cell.text) - _SHORTEST_PIECE + 1)
                first = [replace(c, text=cell.text[:cut]) if n == place else c for n, c in enumerate(row.cells)]
                second = [
                    replace(c, text=cell.text[cut:] if n == place else "", truth=()) for n, c in enumerate(row.cells)
                ]
                rows = (row.with_cells(first), row.with_cells(second))
                yield Change(index, index + 1, rows, row.owner, row.number, place, truths([cell]))
