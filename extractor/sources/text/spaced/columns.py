"""The columns of a block of lines: from its body, its column numbers and its headings together."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.document.number import is_number
from extractor.sources.text.spaced.gutters import Span, SurePiece, find_spans, followers, inside_of, sure_pieces
from extractor.sources.text.spaced.header import find_leaves, nearest
from extractor.sources.text.spaced.heading_words import part_headings
from extractor.sources.text.spaced.headings import Heading, find_headings
from extractor.sources.text.spaced.lines import Piece, SpacedLine, is_figure, tokens_of

_MOST_COLUMNS = 60


class Columns(NamedTuple):
    """The columns from left to right, the headings above them, those of them that head one column each,
    and which columns hold figures."""

    spans: tuple[Span, ...]
    headings: tuple[Heading, ...]
    leaves: tuple[Heading, ...]
    figures: tuple[bool, ...]


def find_columns(
    header: Sequence[SpacedLine], numbers: SpacedLine | None, body: Sequence[SpacedLine], expected: int | None = None
) -> Columns:
    """The columns of a table; ``numbers`` is the line that numbers them (栏次), where there is one, ``expected`` how
    many there are on the page before, of a table that this may go on with. None where there are more than any table
    has."""
    rows = [sure_pieces(line) for line in body]
    counted = _apart(numbers.pieces) if numbers else []
    spans = find_spans([*rows, counted] if counted else rows)
    if len(spans) > _MOST_COLUMNS:
        return Columns((), (), (), ())
    spans = _with_followers(_without_drift(spans, rows), body)
    balance = _figures_less_words(rows)
    headings = find_headings([part_headings(line, spans) for line in header])
    leaves = find_leaves(headings, spans, _hold_figures(spans, balance))
    merged = _merged(leaves.spans, rows, leaves.headings, counted)
    while expected is not None and len(merged) > expected > 1:
        fewer = _one_fewer(merged, rows)
        if fewer is None:
            break
        merged = fewer
    return Columns(tuple(merged), tuple(headings), leaves.headings, _hold_figures(merged, balance))


def _without_drift(spans: Sequence[Span], rows: Sequence[Sequence[SurePiece]]) -> list[Span]:
    """Neighbouring columns of figures as one where they are never filled in one line, and one holds only figures whose
    place is not sure, or signs for nothing."""
    kept: list[Span] = []
    for span in spans:
        if kept and _is_drifted(kept[-1], span, rows):
            kept[-1] = Span(kept[-1].start, span.end)
        else:
            kept.append(span)
    return kept


def _is_drifted(left: Span, right: Span, rows: Sequence[Sequence[SurePiece]]) -> bool:
    sides: tuple[list[SurePiece], list[SurePiece]] = ([], [])
    for pieces in rows:
        inside = [inside_of(span, pieces) for span in (left, right)]
        if all(inside):
            return False
        for side, found in zip(sides, inside, strict=True):
            side += found
    if not all(is_figure(piece.text) for side in sides for piece in side):
        return False
    return any(all(p.followed or not is_number(p.text) for p in side) for side in sides if side)


def _with_followers(spans: Sequence[Span], body: Sequence[SpacedLine]) -> list[Span]:
    """A column more for words that always follow an amount closely, where most of them stand in none."""
    loose = sorted(piece.start for line in body for piece in followers(line))
    if not loose:
        return list(spans)
    start = loose[len(loose) // 2]
    if any(span.overlap(start, start + 1) > 0 for span in spans):
        return list(spans)
    return sorted([*spans, Span(start, start + 1)])


def _figures_less_words(rows: Sequence[Sequence[SurePiece]]) -> Counter[tuple[int, int]]:
    """How many more figures than words stand from one character column to another."""
    balance: Counter[tuple[int, int]] = Counter()
    for pieces in rows:
        for text, start, end, _ in pieces:
            balance[start, end] += 1 if is_number(text) else -1
    return balance


def _hold_figures(spans: Sequence[Span], balance: Counter[tuple[int, int]]) -> tuple[bool, ...]:
    """Which columns hold more figures than words."""
    counts = [0] * len(spans)
    for (start, end), count in balance.items():
        counts[nearest(spans, start, end)] += count
    return tuple(count > 0 for count in counts)


def _merged(
    spans: Sequence[Span], rows: Sequence[Sequence[SurePiece]], leaves: Sequence[Heading], counted: Sequence[Piece]
) -> list[Span]:
    """Neighbours that are never filled in one line are one column, unless each has a heading or a number."""
    merged: list[Span] = []
    for span in spans:
        if merged and _is_one(merged[-1], span, rows, leaves, counted):
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def _one_fewer(spans: Sequence[Span], rows: Sequence[Sequence[SurePiece]]) -> list[Span] | None:
    """The columns with those two neighbours as one that are never filled in one line and are nearest; None where all
    neighbours are."""
    filled = [[any(s.overlap(p.start, p.end) > 0 for p in pieces) for s in spans] for pieces in rows]
    apart = [n for n in range(len(spans) - 1) if not any(row[n] and row[n + 1] for row in filled)]
    if not apart:
        return None
    n = min(apart, key=lambda n: spans[n + 1].start - spans[n].end)
    return [*spans[:n], Span(spans[n].start, spans[n + 1].end), *spans[n + 2 :]]


def _is_one(
    left: Span, right: Span, rows: Sequence[Sequence[SurePiece]], leaves: Sequence[Heading], counted: Sequence[Piece]
) -> bool:
    own = [[n for n, h in enumerate(leaves) if span.overlap(h.start, h.end) > 0] for span in (left, right)]
    if all(own) and own[0] != own[1]:
        return False
    if all(any(span.overlap(n.start, n.end) > 0 for n in counted) for span in (left, right)):
        return False
    figures = [0, 0]
    followed = False
    for pieces in rows:
        inside = [inside_of(span, pieces) for span in (left, right)]
        if all(inside):
            return False
        followed = followed or bool(inside[0] and inside[0][-1].followed)
        for side, found in enumerate(inside):
            figures[side] += sum(is_number(piece.text) for piece in found)
    if (not leaves and all(figures)) or (followed and not figures[1]):
        return False
    return not (all(figures) and not any(own))


def _apart(pieces: Sequence[Piece]) -> list[Piece]:
    """The column numbers that surely stand where their columns are: those that do not follow another one closely."""
    return [p for n, p in enumerate(pieces) if n == 0 or p.start - pieces[n - 1].end > 1]


def is_number_line(line: SpacedLine) -> bool:
    """Whether the line numbers the columns: ``栏次 1 2 3=1+2``."""
    texts = [token.text for piece in line.pieces for token in tokens_of(piece)]
    texts = [text for text in texts if text not in ("栏次", "行次", "列次", "序号", "项目")]
    texts = [text.split("=")[0].split("＝")[0] for text in texts if text not in ("类", "款", "项", "—", "-")]
    if len(texts) < 2 or not all(text.isascii() and text.isdigit() and len(text) < 3 for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers[0] <= 2 and all(b - a == 1 for a, b in pairwise(numbers))
