"""The pieces of a line → the columns that they stand in."""

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import NamedTuple

from extractor.sources.text.spaced.gutters import Span
from extractor.sources.text.spaced.header import nearest
from extractor.sources.text.spaced.lines import Piece, SpacedLine, may_part, tokens_of

_AMOUNT = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}")


class PlacedLine(NamedTuple):
    """A line with the pieces of each column; ``number`` is its number in the file."""

    number: int
    cells: dict[int, list[Piece]]

    @property
    def has_figures(self) -> bool:
        """Whether a figure stands right of the first column."""
        return any(piece.is_figure for column, pieces in self.cells.items() if column for piece in pieces)


Nearest = Callable[[int, int, int], int]
"""The column, not left of a first one, that an interval is nearest to."""


def place_lines(lines: Iterable[SpacedLine], spans: Sequence[Span], *, padded: bool = False) -> list[PlacedLine]:
    """Each piece to the column that it shares most with; one that covers several is parted at its single spaces
    where its words stand in different columns. ``padded``: each text surely stands in its column, so that an amount
    with white space in it may stay whole."""
    # columns are set from the same place in most lines: each interval is looked for once
    column_of = cache(partial(_nearest_from, spans))
    return [_place_line(line, spans, column_of, padded) for line in lines]


def place_line(line: SpacedLine, spans: Sequence[Span]) -> PlacedLine:
    """One line alone, placed like those of ``place_lines``."""
    return _place_line(line, spans, partial(_nearest_from, spans), padded=False)


def _nearest_from(spans: Sequence[Span], first: int, start: int, end: int) -> int:
    return first + nearest(spans[first:], start, end)


def _place_line(line: SpacedLine, spans: Sequence[Span], column_of: Nearest, padded: bool) -> PlacedLine:
    cells: dict[int, list[Piece]] = {}
    last = 0
    for piece in line.pieces:
        if " " not in piece.text:
            last = column_of(last, piece.start, piece.end)
            cells.setdefault(last, []).append(piece)
            continue
        for part, column in _parts(piece, spans, last, padded):
            cells.setdefault(column, []).append(part)
            last = column
    return PlacedLine(line.number, cells)


def _parts(piece: Piece, spans: Sequence[Span], first: int, padded: bool) -> list[tuple[Piece, int]]:
    tokens = tokens_of(piece)
    if len(tokens) == 1 or (_covers_one(piece, spans[first:]) and not _holds_two_amounts(piece, tokens, padded)):
        return [(piece, first + nearest(spans[first:], piece.start, piece.end))]
    groups: list[tuple[list[Piece], int]] = []
    column = first
    for index, token in enumerate(tokens):
        followed = index + 1 < len(tokens) and may_part(token.text, tokens[index + 1].text)
        # only the start is where it is on the page: it is wider in characters
        place = token._replace(end=token.start + 1) if followed else token
        column = _column_of(place, tokens[index - 1] if index else None, spans, column)
        if groups and groups[-1][1] == column:
            groups[-1][0].append(token)
        else:
            groups.append(([token], column))
    return [(Piece(" ".join(t.text for t in g), g[0].start, g[-1].end), column) for g, column in groups]


def _covers_one(piece: Piece, spans: Sequence[Span]) -> bool:
    return sum(span.overlap(piece.start, piece.end) > 0 for span in spans) == 1


def _holds_two_amounts(piece: Piece, tokens: Sequence[Piece], padded: bool) -> bool:
    """Whether two of the words may be amounts of two columns; ``2 5.36`` within one column is one with a space."""
    return not (padded and _is_spaced_amount(piece.text)) and any(
        may_part(a.text, b.text) for a, b in itertools.pairwise(tokens)
    )


def _is_spaced_amount(text: str) -> bool:
    """Whether words are one amount with white space in it: only the last has a point, and together they are one."""
    *before, last = text.split(" ")
    return _AMOUNT.fullmatch("".join((*before, last))) is not None and "." in last and not any("." in b for b in before)


def _column_of(token: Piece, before: Piece | None, spans: Sequence[Span], column: int) -> int:
    """The column of one word, not left of ``column``; one that can not share a column with the word before it stands
    in a further one."""
    if before is None:
        return column + nearest(spans[column:], token.start, token.end)
    if may_part(before.text, token.text) and column + 1 < len(spans):
        return column + 1 + nearest(spans[column + 1 :], token.start, token.end)
    found = column + nearest(spans[column:], token.start, token.end)
    inside = spans[found].overlap(token.start, token.end)
    return found if found == column or inside >= (token.end - token.start) / 2 else column
