"""Lines of a table → the columns that all of them share, by the gaps between their pieces.

A gutter is a run of character columns in which no text of the block stands, and in which at least one line has a gap
between two of its pieces: it is looked for over the whole block, never in a line alone. Text that follows an amount
after one space is not where its column is (pdftotext gives a Chinese character one column, and half as many points
per column to what is blank), so it says nothing of gutters.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.sources.text.spaced.lines import Piece, SpacedLine, may_part, tokens_of


class Span(NamedTuple):
    """The character columns that the texts of a table column cover, half-open."""

    start: int
    end: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def overlap(self, start: float, end: float) -> float:
        """How many character columns both share; below 0 the distance between them."""
        return (self.end if self.end < end else end) - (self.start if self.start > start else start)


class SurePiece(NamedTuple):
    """A piece with the columns that it surely covers; ``followed``: whether another one follows it closely."""

    text: str
    start: int
    end: int
    followed: bool


def sure_pieces(line: SpacedLine) -> list[SurePiece]:
    """The pieces of a line that surely stand where their columns are: up to the first place where one may be two.

    Of what stands right before such a place only the start is sure: it is wider in characters than on the page.
    """
    sure = []
    for piece in line.pieces:
        if " " not in piece.text:
            sure.append(SurePiece(*piece, followed=False))
            continue
        tokens = tokens_of(piece)
        count = next((n for n, (a, b) in enumerate(pairwise(tokens), 1) if may_part(a.text, b.text)), len(tokens))
        end = piece.end if count == len(tokens) else tokens[count - 1].start + 1
        text = " ".join(t.text for t in tokens[:count])
        sure.append(SurePiece(text, piece.start, end, followed=count < len(tokens)))
    return sure


def inside_of(span: Span, pieces: Sequence[SurePiece]) -> list[SurePiece]:
    """The pieces that share a character column with a span."""
    first, last = span
    return [piece for piece in pieces if piece.end > first and piece.start < last]


def followers(line: SpacedLine) -> list[Piece]:
    """The words that follow an amount closely: they stand in the column after it, nobody knows where exactly."""
    found = []
    for piece in line.pieces:
        if " " not in piece.text:
            continue
        for before, after in pairwise(tokens_of(piece)):
            if before.is_figure and not after.is_figure and may_part(before.text, after.text):
                found.append(after)
    return found


def find_spans(lines: Sequence[Sequence[Piece | SurePiece]]) -> list[Span]:
    """The columns of the lines, from left to right: what stands between two gutters."""
    width = max((pieces[-1].end for pieces in lines if pieces), default=0)
    ink, gaps = [0] * (width + 1), [0] * (width + 1)
    for pieces in lines:
        for piece in pieces:
            ink[piece.start] += 1
            ink[piece.end] -= 1
        for before, after in pairwise(pieces):
            gaps[before.end] += 1
            gaps[after.start] -= 1
    spans: list[Span] = []
    inked = gapped = 0
    start, end, parted = -1, -1, True
    for column in range(width + 1):
        inked += ink[column]
        gapped += gaps[column]
        if inked:
            if parted:
                if start >= 0:
                    spans.append(Span(start, end))
                start, parted = column, False
            end = column + 1
        elif gapped:
            parted = True
    if start >= 0:
        spans.append(Span(start, end))
    return spans
