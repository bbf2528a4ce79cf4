"""Rows of pieces → the white gutters between their columns.

A gutter is a vertical strip that hardly any row of the body crosses (the projection profile of Wong et al. 1982, taken
over rows that have at least two pieces). The header is read second: a heading may stand beside its figures without
touching them (one centred, the others on the right), so it widens a column, and makes one only where no column lacks
a heading.
"""

import itertools
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from extractor.document.geometry import BBox
from extractor.layout.column_headings import Span
from extractor.layout.column_pairs import NARROWEST_PT, with_pairs_apart
from extractor.layout.headed_columns import headed_columns
from extractor.layout.headings import groups_set_left, lowest, unwrapped
from extractor.layout.pieces import Piece, begins_item, is_number_row, is_year, is_year_row

Row = Sequence[Piece]
_CROSSING_SHARE = 0.2
"""At most this share of the body's rows may cross a gutter: headings within the body, long labels."""
_FEWEST_PIECES = 2
"""Fewer pieces than this that stand apart in a gutter are no column, unless a heading stands above them."""
_END_SLACK_PT = 1.0
_LONGEST_COLUMN_NUMBER = 2


class Gutter(NamedTuple):
    """The strip from ``start`` to ``end`` (x in points) between two columns."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def find_gutters(rows: Sequence[Row], ends: Sequence[float] = (), *, has_stub: bool = True) -> tuple[Gutter, ...]:
    """Find the gutters of rows of pieces, from left to right; none where there is one column.

    ``ends`` are the x at which rulings that are drawn over some of the columns end: a border where one lies. Without a
    stub (columns in the middle of a table) figures may stand in the first column too.
    """
    divided = [row for row in rows if len(row) > 1]
    depth = next((n for n, row in enumerate(divided) if is_of_body(row, has_stub=has_stub)), 0)
    body = divided[depth:]
    if not body:
        return ()
    of_body = {id(row) for row in body}
    header = [row for row in rows if id(row) not in of_body and not _is_item(row)]
    leaves, above = _leaves(header, body), _above(header, body)
    em = median(piece.bbox.height for row in body for piece in row)
    shown = _with_labels_apart(_whole_columns(_columns(body, leaves), body, leaves), rows, body)
    words = [piece for row in header if not is_number_row(row) for piece in row if piece in above]
    headed = headed_columns(shown, _reaches(shown, body), words, leaves, em)
    columns, leaves = _with_strays(headed.columns, body), headed.leaves
    strips = [Gutter(a.end, b.start) for a, b in itertools.pairwise(columns) if b.start >= a.end]
    close = [piece.bbox.x0 for row in rows for piece in row if piece.begins_column]
    wide = [strip for strip in strips if strip.end - strip.start >= NARROWEST_PT or _is_shown(strip, close)]
    reaching = [
        [Span(piece.bbox.x0, piece.bbox.x1) for piece in row] for row in rows if _is_below_header(row, body)
    ] + [leaves, _leaves([row for row in header if not is_number_row(row)], body)]
    groups = groups_set_left([piece.bbox for piece in unwrapped(above)])
    return tuple(_at_ends(strip, ends) or _emptiest(_before(strip, groups), reaching) for strip in wide)


def _is_shown(strip: Gutter, close: Sequence[float]) -> bool:
    """Whether the texts themselves show a column that begins at a narrow strip; ``close`` are the x where they do."""
    return any(strip.start - _END_SLACK_PT <= x <= strip.end + _END_SLACK_PT for x in close)


def _before(strip: Gutter, groups: Sequence[BBox]) -> Gutter:
    """The part of a strip before a heading that is set left over the columns behind it."""
    begin = min((box.x0 for box in groups if strip.start < box.x0 < strip.end), default=strip.end)
    return Gutter(strip.start, begin) if begin - strip.start >= NARROWEST_PT else strip


def _at_ends(strip: Gutter, ends: Sequence[float]) -> Gutter | None:
    """The border that drawn rulings show: the middle of their ends within the strip."""
    within = [x for x in ends if strip.start - _END_SLACK_PT <= x <= strip.end + _END_SLACK_PT]
    if not within:
        return None
    return Gutter(max(strip.start, min(within)), min(strip.end, max(within)))


def is_of_body(row: Row, *, has_stub: bool = True) -> bool:
    """Whether a row of several pieces holds figures that are no column numbers and no years that head columns."""
    if is_number_row(row) or is_year_row(row):
        return False
    return any(piece.is_figure for piece in (row[1:] if has_stub else row))


def _is_item(row: Row) -> bool:
    """Whether the row is one item of a list: a heading within the body."""
    return len(row) == 1 and begins_item(row[0].text)


def _is_below_header(row: Row, body: Sequence[Row]) -> bool:
    return row[0].bbox.y_middle >= body[0][0].bbox.top


def _leaves(header: Sequence[Row], body: Sequence[Row]) -> list[Span]:
    """The x intervals of the lowest headings above the body's first row."""
    return [Span(box.x0, box.x1) for box in lowest_headings(_above(header, body))]


def _above(header: Sequence[Row], body: Sequence[Row]) -> list[Piece]:
    """The pieces of the header that stand above the body's first row."""
    # a lone figure between two lines of its label stands in the body too
    lone = [row for row in header if len(row) == 1 and _is_amount(row[0])]
    first = min((piece.bbox.top for row in (*body, *lone) for piece in row), default=0.0)
    return [piece for row in header for piece in row if piece.bbox.y_middle < first]


def lowest_headings(pieces: Sequence[Piece]) -> list[BBox]:
    """The headings that no other stands below, without those between two of a lower level: they span both."""
    return lowest([piece.bbox for piece in unwrapped(pieces)])


def _is_amount(piece: Piece) -> bool:
    return _kind_of(piece) == "figure" and not is_year(piece) and len(piece.text) > _LONGEST_COLUMN_NUMBER


def _whole_columns(columns: Sequence[Span], body: Sequence[Row], leaves: Sequence[Span]) -> list[Span]:
    """Columns of words put together where two neighbours are never filled in one row and no two headings stand over
    them: one text is set in the middle or indented, the others on the left. Signs for nothing make no column."""
    whole: list[Span] = []
    for column in columns:
        if whole and _is_one_column(whole[-1], column, body, leaves):
            whole[-1] = Span(whole[-1].start, column.end)
        else:
            whole.append(column)
    return whole


def _is_one_column(left: Span, right: Span, body: Sequence[Row], leaves: Sequence[Span]) -> bool:
    heads = [{n for n, leaf in enumerate(leaves) if leaf.touches(column)} for column in (left, right)]
    if all(heads) and heads[0] != heads[1]:
        return False
    held = [
        [[p for p in row if Span(p.bbox.x0, p.bbox.x1).touches(column)] for row in body] for column in (left, right)
    ]
    if any(a and b and a != b for a, b in zip(*held, strict=True)):
        return False
    kinds = [{_kind_of(piece) for pieces in rows for piece in pieces} for rows in held]
    return kinds[0] | kinds[1] <= {"words"} or any(kind == {"nil"} for kind in kinds)


def _kind_of(piece: Piece) -> str:
    if not piece.is_figure:
        return "words"
    return "figure" if any(character.isdigit() for character in piece.text) else "nil"


def _columns(body: Sequence[Row], leaves: Sequence[Span]) -> list[Span]:
    """The x intervals that more than a few rows of the body cover, and columns that few rows fill."""
    crossing = int(len(body) * _CROSSING_SHARE)
    dense: list[Span] = []
    start, before = 0.0, 0
    for x, covered in _coverage([[Span(piece.bbox.x0, piece.bbox.x1) for piece in row] for row in body]):
        if before <= crossing < covered:
            start = x
        elif covered <= crossing < before:
            dense.append(Span(start, x))
        before = covered
    dense = [part for column in dense for part in with_pairs_apart(column, body)]
    if not crossing:
        return dense
    apart = sorted(
        Span(piece.bbox.x0, piece.bbox.x1)
        for row in body
        for piece in row
        if not any(Span(piece.bbox.x0, piece.bbox.x1).touches(column) for column in dense)
    )
    return sorted([*dense, *_sparse(apart, leaves)])


def _sparse(apart: Sequence[Span], leaves: Sequence[Span]) -> list[Span]:
    groups: list[list[Span]] = []
    for span in apart:
        if groups and span.start < max(other.end for other in groups[-1]):
            groups[-1].append(span)
        else:
            groups.append([span])
    columns = []
    for group in groups:
        whole = Span(group[0].start, max(span.end for span in group))
        if len(group) >= _FEWEST_PIECES or any(leaf.touches(whole) for leaf in leaves):
            columns.append(whole)
    return columns


def _with_labels_apart(columns: Sequence[Span], rows: Sequence[Row], body: Sequence[Row]) -> list[Span]:
    """The columns, and one of labels of two lines each, none of which stands on a line with its figures."""
    lone = [
        Span(row[0].bbox.x0, row[0].bbox.x1)
        for row in rows
        if len(row) == 1 and not row[0].is_figure and _is_below_header(row, body)
    ]
    apart = sorted(span for span in lone if not any(span.touches(column) for column in columns))
    found = [span for span in _sparse(apart, ()) if sum(span.touches(other) for other in apart) >= len(body)]
    return sorted([*columns, *found])


def _with_strays(columns: Sequence[Span], body: Sequence[Row]) -> list[Span]:
    """The columns widened by texts that stand between two of them, of which a row fills the other one already."""
    found = list(columns)
    for row in body:
        spans = [Span(piece.bbox.x0, piece.bbox.x1) for piece in row]
        for span in spans:
            if span.start < found[0].start or span.end > found[-1].end or _touches_any(span, found):
                continue
            right = next(n for n, column in enumerate(found) if column.start >= span.end)
            free = [n for n in (right - 1, right) if not _touches_any(found[n], spans)]
            if len(free) == 1:
                widened = found[free[0]]
                found[free[0]] = Span(min(widened.start, span.start), max(widened.end, span.end))
    return found


def _touches_any(span: Span, others: Sequence[Span]) -> bool:
    return any(span.touches(other) for other in others)


def _reaches(columns: Sequence[Span], body: Sequence[Row]) -> list[Span]:
    """How far the texts of each column reach, without those that stand across several."""
    reaches = list(columns)
    for piece in (piece for row in body for piece in row):
        span = Span(piece.bbox.x0, piece.bbox.x1)
        touched = [n for n, column in enumerate(columns) if span.touches(column)]
        if len(touched) == 1:
            n = touched[0]
            reaches[n] = Span(min(reaches[n].start, span.start), max(reaches[n].end, span.end))
    return reaches


def _coverage(rows: Sequence[Sequence[Span]]) -> list[tuple[float, int]]:
    """(x, how many texts cover what follows it), in order."""
    changes = sorted((x, step) for row in rows for span in row for x, step in ((span.start, 1), (span.end, -1)))
    covered, steps = 0, []
    for x, step in changes:
        covered += step
        steps.append((x, covered))
    return steps


def _emptiest(strip: Gutter, rows: Sequence[Sequence[Span]]) -> Gutter:
    """The widest part of a strip that the fewest texts of its two columns reach into: a long label stays whole.

    What crosses the strip or stands within it is a heading over both columns and says nothing of their border.
    """
    reaching = [[span for span in row if (span.start <= strip.start) != (span.end >= strip.end)] for row in rows]
    steps = [(float("-inf"), 0), *_coverage(reaching)]
    at_start = [number for x, number in steps if x <= strip.start][-1]
    inside = [(strip.start, at_start), *((x, number) for x, number in steps if strip.start < x < strip.end)]
    ends = [x for x, _ in inside[1:]] + [strip.end]
    parts = [(number, Gutter(x, end)) for (x, number), end in zip(inside, ends, strict=True)]
    wide = [(number, part) for number, part in parts if part.end - part.start >= NARROWEST_PT]
    return min(wide, key=lambda item: (item[0], item[1].start - item[1].end))[1] if wide else strip
