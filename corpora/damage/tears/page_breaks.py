"""A page break within a table: its header comes again, or does not."""

from collections.abc import Iterator, Sequence
from random import Random

from extractor.corpora.damage.change import Change, truths
from extractor.corpora.damage.pieces import Line, Owner, Piece, Row, runs

_FEWEST_ROWS = 2
"""So many rows at least stand on each side of the break."""


def break_with_header(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """A blank line, the captions without the title, and the header rows stand between two rows."""
    del random
    for start, run in _breakable(pieces):
        page = (Line(""), *_captions(pieces, run[0].owner), *_header(pieces, start))
        for offset in range(_FEWEST_ROWS, len(run) - _FEWEST_ROWS + 1):
            yield _break(start, run, offset, page)


def break_without_header(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """A blank line stands between two rows."""
    del random
    for start, run in _breakable(pieces):
        for offset in range(_FEWEST_ROWS, len(run) - _FEWEST_ROWS + 1):
            yield _break(start, run, offset, (Line(""),))


def _breakable(pieces: Sequence[Piece]) -> Iterator[tuple[int, tuple[Row, ...]]]:
    """The runs that a blank line breaks: where a cell has its own line, it is the end of every row."""
    return ((start, run) for start, run in runs(pieces) if run[0].dialect == "rows")


def _break(start: int, run: Sequence[Row], offset: int, page: tuple[Piece, ...]) -> Change:
    # on either side: a reader may take each part for the whole table
    filled = [cell for row in run for cell in row.cells if not cell.is_blank]
    row = run[offset]
    return Change(start + offset, start + offset, page, row.owner, row.number, 0, truths(filled))


def _captions(pieces: Sequence[Piece], owner: Owner) -> list[Line]:
    return [piece for piece in pieces if isinstance(piece, Line) and piece.owner == owner and piece.repeats]


def _header(pieces: Sequence[Piece], start: int) -> list[Piece]:
    """The header rows right above the run that begins at ``start``."""
    first = start
    while first > 0:
        above = pieces[first - 1]
        if not isinstance(above, Row) or above.part not in ("header", "numbers"):
            break
        first -= 1
    return list(pieces[first:start])
