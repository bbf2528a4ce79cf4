"""The columns that a body shows + the words above it → the columns with the lowest headings over them.

Which headings are the lowest is told by how they stand to one another, or by the division of the header that fits the
columns of the body best. Where the two differ, the whole header is divided over the columns that come of each, and the
one whose division fits better is taken.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.document.geometry import union
from extractor.layout.column_headings import Span, with_headings
from extractor.layout.header_tree import Fit, fit_header, in_one_line
from extractor.layout.pieces import Piece
from extractor.layout.text_rows import column_of


class HeadedColumns(NamedTuple):
    """Columns, widened by their headings and with those that only a heading shows; the lowest headings."""

    columns: list[Span]
    leaves: list[Span]


def headed_columns(
    shown: Sequence[Span], reaches: Sequence[Span], words: Sequence[Piece], leaves: Sequence[Span], em: float
) -> HeadedColumns:
    """The better of two readings of a header's ``words`` over the columns ``shown`` by the body, whose longest texts
    reach as far as ``reaches``; ``leaves`` are the lowest headings as they stand to one another, ``em`` the height of
    the text in points."""
    by_places = HeadedColumns(with_headings(shown, reaches, leaves, em), list(leaves))
    if len(shown) < 2 or not words or len(leaves) == len(words):
        return by_places
    words = in_one_line(words, em)
    fitted = _lowest_of(words, shown, _fit(words, shown, em))
    if sorted(fitted) == sorted(leaves):
        return by_places
    by_fit = HeadedColumns(with_headings(shown, reaches, fitted, em), fitted)
    if by_fit.columns == by_places.columns:
        return by_places
    fits = [_fit(words, reading.columns, em) for reading in (by_places, by_fit)]
    if fits[1].cost < fits[0].cost:
        return by_fit
    whole = _lowest_of(words, by_places.columns, fits[0])
    widened = HeadedColumns(with_headings(shown, reaches, whole, em), whole)
    fits_too = _fit(words, widened.columns, em).cost <= fits[0].cost
    return widened if fits_too else by_places


def _fit(words: Sequence[Piece], columns: Sequence[Span], em: float) -> Fit:
    borders = [
        Span(columns[0].start - em, columns[0].start),
        *(Span(min(a.end, b.start), max(a.end, b.start)) for a, b in pairwise(columns)),
        Span(columns[-1].end, columns[-1].end + em),
    ]
    return fit_header(words, _cells(columns), borders, ())


def _cells(columns: Sequence[Span]) -> list[tuple[float, float]]:
    """The columns with the room between them halved."""
    middles = [(a.end + b.start) / 2 for a, b in pairwise(columns)]
    return list(pairwise((columns[0].start, *middles, columns[-1].end)))


def _lowest_of(words: Sequence[Piece], columns: Sequence[Span], fit: Fit) -> list[Span]:
    """The headings over one column each: the words below all headings over several."""
    cells = _cells(columns)
    held: dict[int, list[Piece]] = {}
    for word in words:
        n = column_of(word, cells)
        if not any(s.first <= n <= s.last and word.bbox.y_middle < s.bottom for s in fit.spanners):
            held.setdefault(n, []).append(word)
    boxes = [union(piece.bbox for piece in pieces) for _, pieces in sorted(held.items())]
    return [Span(box.x0, box.x1) for box in boxes]
