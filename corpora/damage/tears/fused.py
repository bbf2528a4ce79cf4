"""Two cells in one, and two rows in one."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from random import Random

from extractor.corpora.damage.change import Change, truths
from extractor.corpora.damage.pieces import Cell, Piece, body_rows, runs


def fuse_cells(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """Two filled cells beside each other stand in one, a space between; ``closed``: the rest of the row moves left,
    ``open``: the place of the second stays blank."""
    for index, row in body_rows(pieces):
        cells = row.cells
        for place, (left, right) in enumerate(pairwise(cells)):
            if left.is_blank or right.is_blank:
                continue
            variant = random.choice(("closed", "open"))
            both = _together(left, right)
            rest = list(cells[place + 2 :])
            blank = [Cell("", right.belongs)]
            if variant == "open":
                changed, moved = [*cells[:place], both, *blank, *rest], list[Cell]()
            else:
                tail = blank if row.dialect == "rows" else []
                changed, moved = [*cells[:place], both, *rest, *tail], [cell for cell in rest if not cell.is_blank]
            touched = truths((left, right, *moved))
            yield Change(
                index, index + 1, (row.with_cells(changed),), row.owner, row.number, place, touched, variant=variant
            )


def fuse_rows(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """Two rows stand in one, cell by cell, a space between."""
    del random
    for start, run in runs(pieces):
        for offset, (above, below) in enumerate(pairwise(run)):
            cells = [_together(a, b) for a, b in zip_longest(above.cells, below.cells, fillvalue=Cell(""))]
            filled = [cell for cell in (*above.cells, *below.cells) if not cell.is_blank]
            if filled:
                index = start + offset
                row = above.with_cells(cells)
                yield Change(index, index + 2, (row,), row.owner, row.number, 0, truths(filled))


def _together(first: Cell, second: Cell) -> Cell:
    text = " ".join(cell.text for cell in (first, second) if not cell.is_blank)
    return Cell(text, first.belongs, (*first.truth, *second.truth))
