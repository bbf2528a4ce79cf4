"""Lines of two tables side by side → the x between them, told by their base lines: one table's figures share them."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.document.caption_words import read_caption
from extractor.document.geometry import union
from extractor.document.page import TextLine, Word
from extractor.layout.gutters import find_gutters
from extractor.layout.pieces import Piece

_CLOSER = 0.75
"""A row between two of the other side stands closer to one of them than this part of their distance."""
_FEWEST_BETWEEN = 2
_GAP_EM = 1.0
"""Words closer than this, in heights of the text, on both sides of the border are one text across it."""


def border_between_tables(rows: Sequence[Sequence[Piece]], above: Sequence[Sequence[Piece]] = ()) -> float | None:
    """The x between two tables whose rows do not stand on common lines; None where there is one table.

    ``rows`` are the pieces of lines from top to bottom, ``above`` those of the lines before them.
    """
    best: tuple[int, float] | None = None
    for gutter in find_gutters(rows):
        number = _rows_between(rows, gutter.middle)
        enough = number >= _FEWEST_BETWEEN or (number and _are_named_apart(above, gutter.middle))
        if enough and (best is None or number > best[0]):
            best = number, gutter.middle
    return best[1] if best else None


def _are_named_apart(above: Sequence[Sequence[Piece]], x: float) -> bool:
    """Whether each side of ``x`` has a unit, or a title, of its own."""
    kinds: tuple[set[str], set[str]] = (set(), set())
    for piece in (piece for line in above for piece in line):
        caption = read_caption(piece.text)
        if caption and not piece.bbox.x0 < x < piece.bbox.x1:
            kinds[piece.bbox.x0 >= x].add(caption.kind)
    return bool(kinds[0] & kinds[1] & {"unit", "title"})


def _rows_between(rows: Sequence[Sequence[Piece]], x: float) -> int:
    """How many rows with figures on one side of ``x`` alone stand between two with figures on the other side alone;
    0 where most rows have figures on both sides."""
    sides = []
    for row in rows:
        left = any(piece.is_figure for piece in row[1:] if piece.bbox.x1 <= x)
        right_pieces = [piece for piece in row if piece.bbox.x0 >= x]
        right = any(piece.is_figure for piece in right_pieces[1:])
        if left or right:
            sides.append((left, right, row[0].bbox.y_middle))
    both = sum(left and right for left, right, _ in sides)
    between = 0
    for a, b, c in zip(sides, sides[1:], sides[2:], strict=False):
        alternate = a[:2] == c[:2] != b[:2] and a[0] != a[1] and b[0] != b[1]
        between += alternate and min(b[2] - a[2], c[2] - b[2]) <= _CLOSER * (c[2] - a[2])
    return between if between > both else 0


def clipped(lines: Sequence[TextLine], start: float, end: float) -> list[TextLine]:
    """The words of each line between two x; a text that runs across one of them stays whole."""
    kept = []
    for line in lines:
        if _runs_across(line, start) or _runs_across(line, end):
            kept.append(line)
            continue
        words = tuple(word for word in line.words if start <= word.bbox.x_middle < end)
        if words:
            kept.append(TextLine(words, union(word.bbox for word in words)))
    return kept


def _runs_across(line: TextLine, x: float) -> bool:
    def close(before: Word, after: Word) -> bool:
        return after.bbox.x0 - before.bbox.x1 < _GAP_EM * before.bbox.height

    if any(word.bbox.x0 < x < word.bbox.x1 for word in line.words):
        return True
    return any(a.bbox.x1 <= x <= b.bbox.x0 and close(a, b) for a, b in pairwise(line.words))
