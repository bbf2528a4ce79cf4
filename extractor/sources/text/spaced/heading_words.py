"""Headings that one space parts: which of them stand over different columns, and how far apart."""

from collections.abc import Sequence
from typing import Final

from extractor.sources.text.spaced.gutters import Span
from extractor.sources.text.spaced.lines import Piece, SpacedLine, tokens_of

_SPREADS: Final = (1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.2, 2.5)
"""A Chinese character is as wide as two and a half of the columns in which pdftotext counts what is blank."""


def part_headings(line: SpacedLine, spans: Sequence[Span]) -> SpacedLine:
    """A line of headings with those parted that one space parts but that stand over different columns."""
    pieces: list[Piece] = []
    for piece in line.pieces:
        groups: list[list[Piece]] = []
        for token in tokens_of(piece):
            if groups and not _head_two(groups[-1], token, spans):
                groups[-1].append(token)
            else:
                groups.append([token])
        parts = [Piece(" ".join(t.text for t in g), g[0].start, g[-1].end) for g in groups]
        pieces += _spread(parts, spans) if len(parts) > 1 else parts
    return SpacedLine(line.number, tuple(pieces))


def _spread(parts: Sequence[Piece], spans: Sequence[Span]) -> list[Piece]:
    """Headings that one space parts, as far apart as puts most of them over a column each: where Chinese characters
    count one column, such headings are closer in characters than on the page."""

    def spread(factor: float) -> list[Piece]:
        starts = [round(parts[0].start + (part.start - parts[0].start) * factor) for part in parts]
        return [part._replace(start=s, end=s + part.end - part.start) for part, s in zip(parts, starts, strict=True)]

    def fit(factor: float) -> tuple[int, float]:
        over = [[n for n, s in enumerate(spans) if s.overlap(p.start, p.end) > 0] for p in spread(factor)]
        return len({columns[0] for columns in over if columns}), -factor

    return spread(max(_SPREADS, key=fit))


def _head_two(group: Sequence[Piece], token: Piece, spans: Sequence[Span]) -> bool:
    """Whether a word heads another column than the words before it: one column has texts below all of them."""
    shared = any(
        2 * span.overlap(group[0].start, group[-1].end) > group[-1].end - group[0].start
        and 2 * span.overlap(token.start, token.end) > token.end - token.start
        for span in spans
    )
    return not shared and _may_head_two(group[-1].text, token.text)


def _may_head_two(before: str, after: str) -> bool:
    """Whether two words may be headings of two columns: a number and what follows it closely (2024 年) are one."""
    return not (before[-1].isdigit() or after[0].isdigit() or len(before) == 1 or len(after) == 1)
