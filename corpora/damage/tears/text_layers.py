"""What a text layer gives where its lines lie askew or over each other: amounts a line off, a line printed twice.

Repair has no hypothesis of either: the bench measures by them what it does where it does not know what happened.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

from extractor.corpora.damage.change import Change, truths
from extractor.corpora.damage.pieces import Piece, Row, body_rows, runs


def swap_amounts(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """Two amounts of a column, one below the other and not alike, stand in each other's rows."""
    del random
    for start, run in runs(pieces):
        for place, (above, below) in enumerate(pairwise(run)):
            for column in range(min(len(above.cells), len(below.cells))):
                one, two = above.cells[column], below.cells[column]
                if one.belongs != "amount" or one.is_blank or two.is_blank or one.text == two.text:
                    continue
                rows = (_with_text(above, column, two.text), _with_text(below, column, one.text))
                after = [(path, two.text) for path in one.truth] + [(path, one.text) for path in two.truth]
                yield Change(
                    start + place, start + place + 2, rows, above.owner, above.number, column, truths((one, two)),
                    "moved", tuple(after), "swapped",
                )  # fmt: skip


def double_rows(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """A row stands twice, one below the other."""
    del random
    for index, row in body_rows(pieces):
        filled = [cell for cell in row.cells if not cell.is_blank]
        yield Change(index, index + 1, (row, row), row.owner, row.number, 0, truths(filled))


def _with_text(row: Row, column: int, text: str) -> Row:
    return row.with_cells(replace(cell, text=text) if n == column else cell for n, cell in enumerate(row.cells))
