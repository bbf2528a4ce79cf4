"""Column numbers (栏次) that lost their row: fused to the names above them, or strayed into the body."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from extractor.corpora.damage.change import Change, truths
from extractor.corpora.damage.pieces import Piece, Row

_DEEPEST_STRAY = 3
"""So many body rows below the column numbers one may stray into."""
_MOST_STRAYS = 2


def fuse_numbers(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """The row of column numbers is gone, each number stands behind the lowest name of its column, a space between."""
    del random
    for index, numbers in _number_rows(pieces):
        start = index
        while start > 0 and _is_header(pieces[start - 1], numbers):
            start -= 1
        header = [list(row.cells) for row in pieces[start:index] if isinstance(row, Row)]
        if not header:
            continue
        named = []
        for column, number in enumerate(numbers.cells):
            row = next((row for row in reversed(header) if not row[column].is_blank), None)
            if row is not None and not number.is_blank:
                row[column] = replace(row[column], text=f"{row[column].text} {number.text}")
                named.append(f"columns.{column}.path")
        old = [row for row in pieces[start:index] if isinstance(row, Row)]
        rows = tuple(row.with_cells(cells) for row, cells in zip(old, header, strict=True))
        yield Change(start, index + 1, rows, numbers.owner, numbers.number, 0, tuple(named))


def stray_numbers(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """One or two of the last column numbers stand in a blank place of the body, in their column or in the last one,
    and no longer in their row."""
    for index, numbers in _number_rows(pieces):
        body = pieces[index + 1 : index + 1 + _DEEPEST_STRAY]
        rows = [row for row in body if isinstance(row, Row) and row.owner == numbers.owner and row.part == "body"]
        columns = [column for column, cell in enumerate(numbers.cells) if cell.text.isdigit()]
        for depth in range(1, len(rows) + 1):
            strayed = columns[-random.randint(1, _MOST_STRAYS) :]
            cells = [list(row.cells) for row in (numbers, *rows[:depth])]
            changed = []
            for column in strayed:
                target = random.choice((column, len(numbers.cells) - 1))
                place = cells[depth][target]
                if place.is_blank and place.belongs == "amount":
                    cells[depth][target] = replace(place, text=numbers.cells[column].text)
                    cells[0][column] = replace(cells[0][column], text="")
                    changed.append(place)
            if changed:
                new = tuple(row.with_cells(c) for row, c in zip((numbers, *rows[:depth]), cells, strict=True))
                yield Change(index, index + 1 + depth, new, numbers.owner, numbers.number, strayed[0], truths(changed))


def _number_rows(pieces: Sequence[Piece]) -> Iterator[tuple[int, Row]]:
    return ((i, piece) for i, piece in enumerate(pieces) if isinstance(piece, Row) and piece.part == "numbers")


def _is_header(piece: Piece, numbers: Row) -> bool:
    return isinstance(piece, Row) and piece.part == "header" and piece.owner == numbers.owner
