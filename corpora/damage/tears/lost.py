"""A value, or a tier cell, that the text no longer holds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from extractor.corpora.damage.change import Change, truths
from extractor.corpora.damage.pieces import Belongs, Cell, Part, Piece, Row, body_rows
from extractor.document.number import read_amount

_VALUES: dict[Part, tuple[Belongs, ...]] = {
    "body": ("amount",),
    "form": ("amount", "target"),
    "matrix": ("words", "target"),
}


def lose_values(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """An amount of a table that is not zero, or a value of a form (an amount, a share, a target, words of its
    matrix), is blank."""
    del random
    for index, row in body_rows(pieces):
        yield from _blanked(index, row, _VALUES[row.part])


def lose_tiers(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """A printed tier cell is blank, for all rows that it covered."""
    del random
    for index, row in body_rows(pieces):
        yield from _blanked(index, row, ("tier",))


def _blanked(index: int, row: Row, belongs: tuple[Belongs, ...]) -> Iterator[Change]:
    for place, cell in enumerate(row.cells):
        if cell.belongs not in belongs or cell.is_blank or _is_nil(cell):
            continue
        cells = [replace(c, text="") if n == place else c for n, c in enumerate(row.cells)]
        after = tuple((path, "") for path in cell.truth)
        yield Change(
            index, index + 1, (row.with_cells(cells),), row.owner, row.number, place, truths([cell]), "gone", after
        )


def _is_nil(cell: Cell) -> bool:
    """Whether an amount is zero or a dash: losing it loses no money."""
    reading = read_amount(cell.text)
    return cell.belongs == "amount" and reading is not None and not reading.value
