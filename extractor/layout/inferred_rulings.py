"""Region + glyphs → region with the rulings that its text implies: columns by their gutters, rows by their lines.

What is drawn divides; where nothing is drawn between texts that stand in columns and rows, the rulings that a reader
sees are added. A table that is ruled throughout gets none.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import NamedTuple

from extractor.document.geometry import BBox, union
from extractor.document.page import Glyph, Ruling
from extractor.document.region import Region
from extractor.layout.bands import SAME_X_PT, Band, divide_bands, is_full
from extractor.layout.column_headings import Span
from extractor.layout.gutters import Gutter, find_gutters, is_of_body
from extractor.layout.header_rows import Line, header_depth, header_rulings
from extractor.layout.header_tree import Spanner
from extractor.layout.open_columns import OpenColumns
from extractor.layout.open_headers import has_open_header
from extractor.layout.pieces import NARROW_SHARE, Piece, begins_item, is_year
from extractor.layout.row_search import compose_rows, label_lines_above
from extractor.layout.text_rows import TextRow
from extractor.layout.wrapped_figures import with_whole_figures

_SAME_HEIGHT_EM = 0.25
"""Lines whose middles differ by no more than this part of their height stand side by side."""
_FEWEST_ROWS = 3
"""Fewer divided rows than this show no columns in a region that has verticals elsewhere."""
_FEWEST_NAMED_CUTS = 4
"""Three columns."""
_DIVIDED_SHARE = 0.5
"""This share of the lines must have several pieces before their gaps are columns."""
_SAME_MIDDLE_EM = 0.35
"""Texts set around one middle differ by less than this, in heights of the text."""
_SAME_LEFT_PT = 1.0
_ACROSS_EM = 0.5
"""A text that reaches over a border by less, in heights of the text, only leans over it."""
_FEWEST_ALIKE = 2
_DIVIDED_SHARE_UNRULED = 1 / 3
"""The same where no vertical is drawn: a label of two lines with its figures in the middle takes three lines."""
_FIGURES_SHARE = 0.5
"""This share of the divided lines must hold a figure: running text in two columns holds few."""
_WHOLE_ROWS_SHARE = 0.6
"""This share of the rows that would be divided must fill several columns."""


class _Heads(NamedTuple):
    """The headings over several of the columns, and the columns' borders."""

    spanners: tuple[Spanner, ...]
    borders: tuple[float, ...]


class _Whole(NamedTuple):
    """A table's region, and all its lines."""

    region: Region
    lines: tuple[Line, ...]


class _Spanning(NamedTuple):
    """The headings over several columns, and where words begin (x, ascending)."""

    spanners: tuple[Spanner, ...]
    lefts: Sequence[float]


class _Found(NamedTuple):
    """The rulings missing in a band, its headings (None where it has no header), whether it holds figures."""

    rulings: list[Ruling]
    heads: _Heads | None
    has_figures: bool


def infer_rulings(region: Region, glyphs: Sequence[Glyph], before: OpenColumns | None = None) -> Region:
    """Add the rulings that are not drawn; ``glyphs`` are those whose middle lies in the region, ``before`` the columns
    of a table that it may go on with."""
    drawn = divide_bands(region, glyphs)
    if len(drawn) > 1 and not any(drawn[0].lines) and all(r.horizontal for r in region.rulings):
        # the rest of a row that the page break cut below its text
        drawn = drawn[1:]
        region = replace(region, bbox=region.bbox._replace(top=drawn[0].top))
    bands = _with_open_header(region, _with_one_header(drawn))
    is_open = len(bands) > 1 and len(bands[0].cuts) == 2 < len(bands[1].cuts)
    is_open = is_open and has_open_header(region, bands[0].bottom)
    shown = [_divided_like(bands[0], bands[1].cuts), *bands[1:]] if is_open else bands
    gutters = {cuts: _gutters_of(region, shown, cuts, is_open=is_open) for cuts in {band.cuts for band in shown}}
    if is_open:
        gutters[bands[0].cuts] = tuple(sorted({*bands[1].cuts[1:-1], *gutters[bands[1].cuts]}))
    if before is not None and _goes_on(bands, before):
        cuts = min(before.borders[0], region.bbox.x0), max(before.borders[-1], region.bbox.x1)
        own = gutters[bands[0].cuts]
        region = replace(region, bbox=region.bbox._replace(x0=cuts[0], x1=cuts[1]))
        bands = [replace(band, cuts=cuts) for band in bands]
        gutters = {cuts: own if len(own) + 2 == len(before.borders) else _moved(bands, before.borders, own)}
    tops = {band.top for band in drawn}
    added = [Ruling(True, band.top, region.bbox.x0, region.bbox.x1) for band in bands if band.top not in tops]
    in_header, heads = True, _Heads((), ())
    named: set[tuple[float, ...]] = set()
    whole = _Whole(region, tuple(line for band in bands for column in band.lines for line in column))
    for band in bands:
        if any(band.lines):
            may_head = in_header and band.cuts not in named
            found = _rulings_of(band, gutters[band.cuts], whole, heads, in_header=may_head)
            added += found.rulings
            heads = found.heads or heads
            in_header = in_header and not found.has_figures and found.heads is None
            named |= {band.cuts} if not gutters[band.cuts] and _names_columns(band) else set()
    if not added:
        return region
    kept = [ruling for ruling in region.rulings if not _is_restated(ruling, region, heads)]
    return replace(region, rulings=(*kept, *added), inferred=True)


def _names_columns(band: Band) -> bool:
    """Whether verticals are drawn between several texts, one for each column, none of them a figure: no heading of
    these columns is missing that could stand below."""
    pieces = [piece for column in band.lines for line in column for piece in line]
    named = len(band.cuts) >= _FEWEST_NAMED_CUTS and all(band.lines)
    return named and not any(piece.is_figure and not is_year(piece) for piece in pieces)


def _goes_on(bands: Sequence[Band], before: OpenColumns) -> bool:
    """Whether nothing is drawn between the columns and their texts are set as those of the table before."""
    if any(len(band.cuts) > 2 for band in bands):
        return False
    rows = [row for band in bands for row in band.lines[0] if len(row) > 1]
    body = next((n for n, row in enumerate(rows) if is_of_body(row)), len(rows))
    return before.hold(rows[body:])


def _moved(bands: Sequence[Band], borders: Sequence[float], own: Sequence[float]) -> tuple[float, ...]:
    """The inner borders of the page before; where a text here reaches over one, the nearest that this page shows."""
    rows = [row for band in bands for row in band.lines[0]]
    body = next((n for n, row in enumerate(rows) if is_of_body(row)), len(rows))
    boxes = [piece.bbox for row in rows[body:] for piece in row]
    moved = []
    for left, border, right in zip(borders, borders[1:], borders[2:], strict=False):
        crossed = any(box.x0 < border - SAME_X_PT < border + SAME_X_PT < box.x1 for box in boxes)
        near = [x for x in own if left < x < right]
        moved.append(min(near, key=lambda x: abs(x - border)) if crossed and near else border)
    return tuple(sorted(set(moved)))


def _is_restated(ruling: Ruling, region: Region, heads: _Heads) -> bool:
    """Whether a short ruling under a heading is drawn narrower or wider than the heading's columns: their border is
    inferred."""
    if not ruling.horizontal or is_full(ruling, region):
        return False
    return any(
        abs(spanner.bottom - ruling.position) <= SAME_X_PT and ruling.start < spanner.middle < ruling.end
        for spanner in heads.spanners
    )


def _with_one_header(bands: Sequence[Band]) -> list[Band]:
    """The leading bands without figures and without drawn columns as one: its headings span what stands below them
    whether a horizontal is drawn between or not."""
    header = 0
    while header < len(bands) and len(bands[header].cuts) == 2 and not _has_body(bands[header]):
        header += 1
    if not header or header == len(bands) or bands[header].cuts != bands[0].cuts:
        return list(bands)
    lines = tuple(line for band in bands[:header] for column in band.lines for line in column)
    below = bands[header].lines[0]
    taken = _headings_below(lines, below)
    if header < 2 and not taken:
        return list(bands)
    bottom, rest = bands[header - 1].bottom, bands[header]
    if taken:
        bottom = (max(p.bbox.bottom for p in below[taken - 1]) + min(p.bbox.top for p in below[taken])) / 2
        rest = replace(rest, top=bottom, lines=(below[taken:],))
    whole = Band(bands[0].top, bottom, bands[0].cuts, ((*lines, *below[:taken]),), has_drawn_rows=True)
    return [whole, rest, *bands[header + 1 :]]


def _with_open_header(region: Region, bands: Sequence[Band]) -> list[Band]:
    """The leading bands above which, and beside which, no vertical is drawn as one header: the columns of the body are
    its columns."""
    header = 0
    while header < len(bands) and len(bands[header].cuts) == 2 and not _has_body(bands[header]):
        header += 1
    if header < 2 or header == len(bands) or not has_open_header(region, bands[header - 1].bottom):
        return list(bands)
    lines = tuple(line for band in bands[:header] for column in band.lines for line in column)
    whole = Band(bands[0].top, bands[header - 1].bottom, bands[0].cuts, (lines,), has_drawn_rows=True)
    return [whole, *bands[header:]]


def _divided_like(header: Band, cuts: tuple[float, ...]) -> Band:
    """A header without verticals, its texts divided by those of the body."""
    columns: list[tuple[tuple[Piece, ...], ...]] = []
    for left, right in pairwise(cuts):
        parts = (tuple(p for p in line if left <= p.bbox.x_middle < right) for line in header.lines[0])
        columns.append(tuple(part for part in parts if part))
    return replace(header, cuts=cuts, lines=tuple(columns))


def _headings_below(above: Sequence[Line], lines: Sequence[Line]) -> int:
    """How many lines below the first horizontals are headings still, of more columns than those above them have: a rule
    stands under the heads of groups alone."""
    widest = max((len(line) for line in above), default=0)
    headings = list(
        takewhile(lambda line: not any(piece.is_figure or begins_item(piece.text) for piece in line), lines)
    )
    taken = next((n for n in range(len(headings), 0, -1) if len(headings[n - 1]) > 1), 0)
    divided = any(len(line) > widest for line in headings[:taken])
    return taken if divided and taken < len(lines) else 0


def _has_body(band: Band) -> bool:
    return any(is_of_body(line) for column in band.lines for line in column)


def _gutters_of(region: Region, bands: Sequence[Band], cuts: tuple[float, ...], *, is_open: bool) -> tuple[float, ...]:
    """The positions of the borders that are missing between the cuts of the bands that share them; where the first
    band is an open header (``is_open``), its headings show columns even of words."""
    drawn = [r.position for r in region.rulings if not r.horizontal]
    ends = [x for r in region.rulings if r.horizontal and not is_full(r, region) for x in (r.start, r.end)]
    found: list[float] = []
    for index in range(len(cuts) - 1):
        rows = [pieces for band in bands if band.cuts == cuts for pieces in band.lines[index]]
        fewest = _FEWEST_ROWS if drawn else 2
        wide = [
            row for row in rows if len(row) > 1 or row[0].bbox.width > NARROW_SHARE * (cuts[index + 1] - cuts[index])
        ]
        headed = is_open and bands[0].cuts == cuts and any(len(line) > 1 for line in bands[0].lines[index])
        all_drawn = bool(drawn) and not is_open
        if headed or _stands_in_columns(rows if all_drawn else wide, fewest, drawn=all_drawn):
            found += [_snapped(gutter, drawn) for gutter in find_gutters(rows, ends, has_stub=not is_open or not index)]
    return tuple(found)


def _stands_in_columns(rows: Sequence[Sequence[Piece]], fewest: int, *, drawn: bool) -> bool:
    """Whether enough lines have several pieces, and from the first line with figures on enough have figures."""
    divided = [row for row in rows if len(row) > 1]
    has_figures = [any(piece.is_figure for piece in row) for row in divided]
    share = _DIVIDED_SHARE if drawn else _DIVIDED_SHARE_UNRULED
    if len(divided) < max(fewest, share * len(rows)) or not any(has_figures):
        return False
    body = has_figures[has_figures.index(True) :]
    return sum(body) >= _FIGURES_SHARE * len(body)


def _snapped(gutter: Gutter, drawn: Sequence[float]) -> float:
    """A border that is drawn elsewhere in the table goes on here; else the gutter's middle is as good as any."""
    near = [x for x in drawn if gutter.start - SAME_X_PT <= x <= gutter.end + SAME_X_PT]
    return min(near, key=lambda x: abs(x - gutter.middle)) if near else gutter.middle


def _rulings_of(band: Band, gutters: Sequence[float], whole: _Whole, heads: _Heads, *, in_header: bool) -> _Found:
    """The rulings missing in one band of a table; ``heads`` are the headings above it."""
    lines = with_whole_figures(_whole_lines(band))
    if not in_header and not gutters and (len(lines) < 2 or band.has_drawn_rows):
        # drawn throughout, as most bands are; whether it has figures is asked of the header alone
        return _Found([], None, has_figures=False)
    borders = tuple(sorted({*band.cuts, *gutters}))
    columns = list(pairwise(borders))
    depth = header_depth(lines, columns) if in_header else 0
    if 0 < depth < len(lines):
        depth -= label_lines_above(lines, depth, columns)
    header, body = lines[:depth], lines[depth:]
    rows = compose_rows(body, columns) if body else []
    has_figures = any(row.has_figures for row in rows)
    divisible = not band.has_drawn_rows and _is_divisible(rows, drawn_columns=len(band.cuts) > 2)
    if not gutters and not divisible:
        return _Found([], None, has_figures)
    rulings: list[Ruling] = []
    body_top, found = band.top, None
    if header:
        bottom = max(piece.bbox.bottom for line in header for piece in line)
        body_top = (bottom + rows[0].bbox.top) / 2 if rows else band.bottom
        box = BBox(borders[0], band.top, borders[-1], body_top)
        drawn = [
            r
            for r in whole.region.rulings
            if r.horizontal and band.top + SAME_X_PT < r.position < body_top and not is_full(r, whole.region)
        ]
        header_lines, spanners = header_rulings(header, columns, _reaches(whole.lines, columns, body_top), box, drawn)
        heads = found = _Heads(tuple(spanners), borders)
        rulings += header_lines
        if rows:
            rulings.append(Ruling(True, body_top, borders[0], borders[-1]))
    for upper, lower in pairwise(rows):
        rulings.append(Ruling(True, (upper.bbox.bottom + lower.bbox.top) / 2, borders[0], borders[-1]))
    if rows:
        spanning = heads.spanners if heads.borders == borders else ()
        lefts = [piece.bbox.x0 for line in whole.lines for piece in line if not piece.is_figure]
        rulings += _verticals(rows, gutters, (body_top, band.bottom), columns, _Spanning(spanning, sorted(lefts)))
    return _Found(rulings, found, has_figures)


def _reaches(lines: Sequence[Line], columns: Sequence[tuple[float, float]], top: float) -> list[Span | None]:
    """The x that the texts of each column cover below ``top``, without those that run over its borders."""
    boxes = [piece.bbox for line in lines for piece in line if piece.bbox.top >= top]
    found: list[Span | None] = []
    for left, right in columns:
        inside = [box for box in boxes if left <= box.x0 and box.x1 <= right]
        found.append(Span(min(b.x0 for b in inside), max(b.x1 for b in inside)) if inside else None)
    return found


def _whole_lines(band: Band) -> list[tuple[Piece, ...]]:
    """The lines of a band from edge to edge: what stands at one height in neighbouring columns is one line."""
    whole: list[tuple[Piece, ...]] = []
    for line in sorted((line for column in band.lines for line in column), key=lambda line: line[0].bbox.y_middle):
        box, last = line[0].bbox, whole[-1][0].bbox if whole else None
        if last and abs(last.y_middle - box.y_middle) <= _SAME_HEIGHT_EM * min(last.height, box.height):
            whole[-1] = tuple(sorted((*whole[-1], *line), key=lambda piece: piece.bbox.x0))
        else:
            whole.append(line)
    return whole


def _is_divisible(rows: Sequence[TextRow], *, drawn_columns: bool) -> bool:
    """Whether rows that no horizontal divides are rows of a table: figures below one another, beside their labels."""
    if not drawn_columns or len(rows) < 2:
        return False
    below_one_another = max(
        sum(any(piece.is_figure for piece in row.cells.get(column, ())) for row in rows)
        for column in {column for row in rows for column in row.cells}
    )
    whole = sum(len(row.cells) > 1 for row in rows)
    return below_one_another >= max(2, _FIGURES_SHARE * len(rows)) and whole >= _WHOLE_ROWS_SHARE * len(rows)


def _verticals(
    rows: Sequence[TextRow],
    gutters: Sequence[float],
    ends: tuple[float, float],
    columns: Sequence[tuple[float, float]],
    spanning: _Spanning,
) -> list[Ruling]:
    """Each gutter from row to row; it is left out where a text stands across it."""
    edges = [ends[0], *((a.bbox.bottom + b.bbox.top) / 2 for a, b in pairwise(rows)), ends[1]]
    rulings = []
    for x in gutters:
        above = [s for s in spanning.spanners if columns[s.first][0] < x < columns[s.last][1]]
        for row, (start, end) in zip(rows, pairwise(edges), strict=True):
            spanned = any(_is_set_like(row, spanner, spanning.lefts) for spanner in above)
            if not (spanned or _is_heading_across(row, x, columns[0]) or _is_word_across(row, x, columns)):
                rulings.append(Ruling(False, x, start, end))
    return rulings


def _is_heading_across(row: TextRow, x: float, stub: tuple[float, float]) -> bool:
    """Whether the row is a single text across the gutter: a heading within the body. A long label only leans over; one
    that begins in the first column and does not end in it is a heading over all."""
    if len(row.cells) > 1:
        return False
    boxes = [piece.bbox for pieces in row.cells.values() for piece in pieces]
    over_stub = len(boxes) == 1 and boxes[0].x0 < stub[1] < boxes[0].x1
    return over_stub or any(box.x0 < x < box.x1 for box in boxes)


def _is_word_across(row: TextRow, x: float, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether one word without a space stands across the gutter, by half a character or more on either side, and
    nothing else in the two columns that it divides: no reader sees a border within it (合计 over code and name)."""
    right = bisect_left(columns, (x, x))
    pieces = [piece for column in (right - 1, right) for piece in row.cells.get(column, ())]
    if len(pieces) != 1 or pieces[0].is_figure or " " in pieces[0].text:
        return False
    box = pieces[0].bbox
    return box.x0 + _ACROSS_EM * box.height < x < box.x1 - _ACROSS_EM * box.height


def _is_set_like(row: TextRow, spanner: Spanner, lefts: Sequence[float]) -> bool:
    """Whether the only text in the columns of a spanning heading is set around the same middle: it spans them too
    (合计 over code and name). One that begins, more exactly, where other texts begin (``lefts``, ascending) is a name
    like them."""
    pieces = [p for column, held in row.cells.items() if spanner.first <= column <= spanner.last for p in held]
    if not pieces or any(piece.is_figure for piece in pieces):
        return False
    if len(pieces) > 1 and any(len(piece.text) > 1 for piece in pieces):
        return False
    box = union(piece.bbox for piece in pieces)
    off = abs(box.x_middle - spanner.middle)
    near = min(off, _SAME_LEFT_PT)
    alike = bisect_right(lefts, box.x0 + near) - bisect_left(lefts, box.x0 - near)
    return off <= _SAME_MIDDLE_EM * box.height and alike <= _FEWEST_ALIKE
