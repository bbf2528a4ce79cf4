"""Headings and columns → header cells with spans, outermost row first."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from extractor.sources.text.spaced.gutters import Span
from extractor.sources.text.spaced.headings import Heading

_STANDS_LOWER = 0.15
"""What stands under a spanning heading is set lower than the middle of the header's remaining height, by this share."""
_LEFT_OUT = 15.0
"""What it costs to leave a column under no heading, in character columns that a heading is off its middle."""

_PARTED_ALIKE = 3.0
"""What it costs to part two columns of one kind, both of words or both of figures, under two headings."""


class HeaderCell(NamedTuple):
    """A heading at ``row`` of the header, over the columns ``first`` to ``last`` (inclusive); ``to_bottom``: down to
    the header's last row."""

    heading: Heading
    row: int
    first: int
    last: int
    to_bottom: bool


class _Area(NamedTuple):
    """Columns of the header whose upper headings are placed: what is left begins at ``row``."""

    columns: tuple[int, ...]
    row: int


class Leaves(NamedTuple):
    """The headings that stand over one column each, and the columns, each as wide as its heading and its texts."""

    headings: tuple[Heading, ...]
    spans: tuple[Span, ...]


def find_leaves(headings: Sequence[Heading], spans: Sequence[Span], figures: Sequence[bool]) -> Leaves:
    """The lowest heading over each column, and a column for each heading over a blank one.

    A heading is centred, the texts below may be short and on its left, the figures on its right: one that touches
    nothing heads such a column beside it that has no heading as low, else a column of its own; one between two lower
    ones stands over these.
    """
    lowest = [heading for heading in headings if not heading.below]
    columns = list(spans)
    headed: set[int] = set()
    leaves: list[Heading] = []
    apart: list[Heading] = []
    for heading in sorted(lowest, key=lambda h: -h.height):
        under = [n for n, span in enumerate(columns) if span.overlap(heading.start, heading.end) > 0]
        if not under:
            apart.append(heading)
        elif free := [n for n in under if n not in headed]:
            headed |= set(free)
            leaves.append(heading)
        if apart and (heading is apart[-1] or not under):
            beside = _unheaded_beside(heading, columns, figures, headed, lowest)
            if beside is not None:
                apart.remove(heading)
                leaves.append(heading)
                headed.add(beside)
                span = columns[beside]
                columns[beside] = Span(min(span.start, heading.start), max(span.end, heading.end))
    own = [heading for heading in apart if not _is_between(heading, lowest)]
    return Leaves((*leaves, *own), tuple(sorted([*columns, *(Span(h.start, h.end) for h in own)])))


def _unheaded_beside(
    heading: Heading,
    columns: Sequence[Span],
    figures: Sequence[bool],
    headed: set[int],
    lowest: Sequence[Heading],
) -> int | None:
    """The column right beside a heading that no heading as low touches: words on its left or figures on its right."""
    low = [other for other in lowest if other.height >= heading.height and other is not heading]
    before = max((n for n, span in enumerate(columns) if span.end <= heading.start), default=None)
    after = min((n for n, span in enumerate(columns) if span.start >= heading.end), default=None)
    left = before if before is not None and not figures[before] else None
    right = after if after is not None and figures[after] else None
    free = [
        n
        for n in (left, right)
        if n is not None and n not in headed and all(columns[n].overlap(h.start, h.end) <= 0 for h in low)
    ]
    return min(free, key=lambda n: -columns[n].overlap(heading.start, heading.end), default=None)


def _is_between(heading: Heading, lowest: Sequence[Heading]) -> bool:
    left = max((h for h in lowest if h.end <= heading.start), key=lambda h: h.end, default=None)
    right = min((h for h in lowest if h.start >= heading.end), key=lambda h: h.start, default=None)
    return all(h is not None and h.height > heading.lines[-1] for h in (left, right))


def header_cells(
    headings: Sequence[Heading], leaves: Sequence[Heading], spans: Sequence[Span], figures: Sequence[bool]
) -> list[HeaderCell]:
    """Place the headings over the columns ``spans``, each under the one that stands over it; ``figures`` says which
    columns hold figures."""
    of_column = {nearest(spans, leaf.start, leaf.end): leaf for leaf in leaves}
    spanning = [heading for heading in headings if not any(heading is leaf for leaf in leaves)]
    cells: list[HeaderCell] = []
    todo = [_Area(tuple(range(len(spans))), 0)]
    placed: set[int] = set()
    while todo:
        area = todo.pop()
        here = [h for h in spanning if id(h) not in placed and _is_over(h, area.columns, spans)]
        top = min((h.lines[0] for h in here), default=None)
        rows = [h for h in here if h.lines[0] == top]
        under = _columns_under(rows, here, area.columns, of_column)
        ranges = _ranges(rows, under, spans, figures)
        taken: set[int] = set()
        for heading, (first, last) in zip(rows, ranges, strict=True):
            placed.add(id(heading))
            inner = tuple(column for column in range(first, last + 1) if column not in taken)
            taken |= set(inner)
            cells.append(HeaderCell(heading, area.row, first, last, to_bottom=False))
            if inner:
                todo.append(_Area(inner, area.row + 1))
        rest = tuple(column for column in area.columns if column not in taken)
        if rows and rest:
            todo += [_Area(run, area.row) for run in _runs(rest)]
        elif not rows:
            cells += [
                HeaderCell(of_column[column], area.row, column, column, to_bottom=True)
                for column in rest
                if column in of_column
            ]
    return cells


def nearest(spans: Sequence[Span], start: float, end: float) -> int:
    """The column, of those from left to right, that shares most with an interval, or is the nearest to it; of equal
    ones that whose middle is nearer."""
    found, most, twice = 0, float("-inf"), start + end
    for n, (left, right) in enumerate(spans):
        shared = (right if right < end else end) - (left if left > start else start)
        if shared > most:
            found, most = n, shared
        elif shared == most and abs(left + right - twice) < abs(sum(spans[found]) - twice):
            found = n
        elif left > end:
            break
    return found


def _is_over(heading: Heading, columns: Sequence[int], spans: Sequence[Span]) -> bool:
    return spans[columns[0]].start <= heading.middle <= spans[columns[-1]].end


def _columns_under(
    rows: Sequence[Heading], here: Sequence[Heading], columns: Sequence[int], of_column: dict[int, Heading]
) -> list[int]:
    """The columns whose own heading is set too low to be beside the headings ``rows``."""
    if not rows:
        return []
    leaves = {column: of_column[column] for column in columns if column in of_column}
    top = min(heading.height for heading in rows)
    bottom = max((heading.lines[-1] for heading in leaves.values()), default=top)
    limit = (top + bottom) / 2 + _STANDS_LOWER * (bottom - top)
    return [
        c for c in columns if c not in leaves or (leaves[c].height > limit and leaves[c].lines[0] > rows[0].lines[0])
    ]


def _runs(columns: Sequence[int]) -> Iterable[tuple[int, ...]]:
    run: list[int] = []
    for column in columns:
        if run and column != run[-1] + 1:
            yield tuple(run)
            run = []
        run.append(column)
    if run:
        yield tuple(run)


def _ranges(
    rows: Sequence[Heading], under: Sequence[int], spans: Sequence[Span], figures: Sequence[bool]
) -> list[tuple[int, int]]:
    """For each heading the columns that it spans: they follow each other, the heading stands in their middle, and as
    few as can be are left without one."""
    if not rows:
        return []
    allowed = sorted(set(under)) or [nearest(spans, rows[0].start, rows[0].end)]
    runs = list(_runs(allowed))

    def parted(last: int, run: Sequence[int]) -> float:
        return _PARTED_ALIKE if last != run[-1] and figures[last] == figures[last + 1] else 0.0

    options = []
    for heading in rows:
        choices = [
            (run[a], run[b], abs((spans[run[a]].start + spans[run[b]].end) / 2 - heading.middle) + parted(run[b], run))
            for run in runs
            for a in range(len(run))
            for b in range(a, len(run))
        ]
        near = nearest([spans[c] for c in allowed], heading.start, heading.end)
        at = allowed[near]
        # a heading in the middle of an even number of columns touches none of them: its neighbours may hold it
        options.append([c for c in choices if c[0] - 1 <= at <= c[1] + 1])

    @cache
    def best(index: int, free: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if index == len(rows):
            return _LEFT_OUT * (len(allowed) - bisect_left(allowed, free)), ()
        found: tuple[float, tuple[tuple[int, int], ...]] | None = None
        for first, last, off in options[index]:
            if first < free:
                continue
            cost, rest = best(index + 1, last + 1)
            skipped = bisect_left(allowed, first) - bisect_left(allowed, free)
            whole = cost + off + _LEFT_OUT * skipped
            if found is None or whole < found[0]:
                found = (whole, ((first, last), *rest))
        return found or (1e9, tuple((n, n) for n in [nearest(spans, h.start, h.end) for h in rows[index:]]))

    return list(best(0, 0)[1])
