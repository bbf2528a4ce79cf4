"""Lines outside ruled tables → regions of tables without rulings: figures that stand below one another."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.document.geometry import BBox, union
from extractor.document.page import TextLine
from extractor.document.region import Region
from extractor.layout.aligned_end import MOST_BETWEEN, with_blank_rows, with_wrapped_end
from extractor.layout.aligned_header import MOST_HEADER_LINES, is_named, with_header
from extractor.layout.aligned_lines import WRAPPED_EM, AlignedLine, cut_lines, go_on_apart
from extractor.layout.gutters import find_gutters, lowest_headings
from extractor.layout.open_columns import OpenColumns, may_go_on
from extractor.layout.sides import border_between_tables, clipped
from extractor.layout.text_rows import column_of

_FEWEST_ROWS = 3
_FEWEST_HEADER_LINES = 2
_FEWEST_HEADINGS = 3
"""Fewer rows than three are a table below this many header lines of this many headings."""
_MOST_WRAPPED = 14
_FILLED_SHARE = 0.6
"""A column of figures holds one in this share of the rows."""
_LINES_AROUND = 6
"""So many lines above tables side by side can be their headers."""
_MARGIN_PT = 2.0


def find_aligned_regions(page: int, lines: Sequence[TextLine], before: OpenColumns | None = None) -> tuple[Region, ...]:
    """Find runs of at least three rows whose figures stand in columns, with the header above them.

    At the top of a page fewer rows, and without a header, go on with the table of the page before where they are set
    in its columns, which are ``before``.
    """
    cut = cut_lines(sorted(lines, key=lambda line: (line.bbox.top, line.bbox.x0)))
    regions: list[Region] = []
    for first, last in _runs(cut):
        run = cut[first : last + 1]
        above = cut[max(0, first - MOST_HEADER_LINES) : first]
        between = border_between_tables([line.pieces for line in run], [line.pieces for line in above])
        if between is not None:
            around = [line.line for line in (*above[-_LINES_AROUND:], *cut[first : last + 1 + MOST_BETWEEN])]
            for start, end in ((float("-inf"), between), (between, float("inf"))):
                regions += find_aligned_regions(page, clipped(around, start, end), before)
            continue
        goes_on = _goes_on_from(before, cut, first, run)
        if not goes_on and not _is_table(cut, first, run):
            continue
        right = before.borders[-1] if goes_on and before else 0.0
        top = with_header(cut, first, run, right)
        bottom = with_blank_rows(cut, with_wrapped_end(cut, last, run), run)
        box = union(line.line.bbox for line in cut[top : bottom + 1])
        grown = BBox(box.x0 - _MARGIN_PT, box.top - _MARGIN_PT / 2, box.x1 + _MARGIN_PT, box.bottom + _MARGIN_PT / 2)
        regions.append(Region(page, grown, ()))
    return tuple(regions)


def _is_table(lines: Sequence[AlignedLine], first: int, run: Sequence[AlignedLine]) -> bool:
    if not _has_columns_of_figures(run):
        return False
    top = with_header(lines, first, run)
    return _is_enough(run, lines[top:first]) or (is_named(lines, top) and _heads_all_columns(lines[top:first], run))


def _goes_on_from(
    before: OpenColumns | None, lines: Sequence[AlignedLine], first: int, run: Sequence[AlignedLine]
) -> bool:
    """Whether the first rows of a page, below a header at most, go on with the table of the page before."""
    if before is None or not may_go_on([line.line for line in lines[:first]]):
        return False
    return before.hold([line.pieces for line in run if line.is_row])


def _runs(lines: Sequence[AlignedLine]) -> list[tuple[int, int]]:
    """Index ranges (inclusive) from the first to the last row of each run."""
    runs: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if not line.is_row:
            continue
        if runs and _goes_on(lines, runs[-1][1], index):
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _is_enough(run: Sequence[AlignedLine], header: Sequence[AlignedLine]) -> bool:
    """Whether there are enough rows; with fewer (the end of a table on the next page) the header must show columns."""
    rows = sum(line.is_row for line in run)
    shown = sum(len(line.pieces) >= _FEWEST_HEADINGS for line in header)
    return rows >= _FEWEST_ROWS or (shown >= _FEWEST_HEADER_LINES and rows + shown >= _FEWEST_ROWS)


def _heads_all_columns(header: Sequence[AlignedLine], run: Sequence[AlignedLine]) -> bool:
    """Whether the rows show several columns and the header has as many lowest headings or more, for columns that are
    blank: the first rows of a table that goes on on the next page. Two columns are enough where there are rows of
    blank figures too."""
    heads = lowest_headings([piece for line in header for piece in line.pieces])
    columns = len(find_gutters([line.pieces for line in run if line.is_row])) + 1
    fewest = _FEWEST_HEADINGS if len(run) < _FEWEST_ROWS else 2
    return fewest <= columns <= len(heads)


def _goes_on(lines: Sequence[AlignedLine], before: int, index: int) -> bool:
    if index - before > _MOST_WRAPPED:
        return False
    between = [line for line in lines[before + 1 : index] if not line.is_set_like(lines[before], lines[index])]
    if any(line.is_caption for line in between):
        return False
    if len(between) > MOST_BETWEEN and not _are_wrapped_labels(lines[before : index + 1]):
        return False
    steps = lines[before : index + 1]
    return all(go_on_apart(a, b) for a, b in pairwise(steps))


def _are_wrapped_labels(lines: Sequence[AlignedLine]) -> bool:
    """Whether the lines between two rows are those of their labels: closely below each other, before the figures."""
    rows = [line.pieces if line.has_label_beside else line.pieces[1:] for line in (lines[0], lines[-1])]
    first_figure = min(piece.bbox.x0 for row in rows for piece in row if piece.is_figure)
    close = all(b.line.bbox.top - a.line.bbox.bottom <= WRAPPED_EM * b.line.bbox.height for a, b in pairwise(lines))
    return close and all(len(line.pieces) == 1 and line.line.bbox.x1 <= first_figure for line in lines[1:-1])


def _has_columns_of_figures(run: Sequence[AlignedLine]) -> bool:
    rows = [line.pieces for line in run if line.is_row]
    gutters = find_gutters(rows)
    if not gutters:
        return False
    edges = [float("-inf"), *(gutter.middle for gutter in gutters), float("inf")]
    columns = list(pairwise(edges))
    held: dict[int, list[str]] = {}
    for row in rows:
        for piece in row:
            if piece.is_figure:
                held.setdefault(column_of(piece, columns), []).append(piece.text)
    full = {column: texts for column, texts in held.items() if column and len(texts) >= _FILLED_SHARE * len(rows)}
    if len(full) == 1:
        return not _are_page_numbers(next(iter(full.values())))
    return bool(full)


def _are_page_numbers(texts: Sequence[str]) -> bool:
    """Whether the only figures are whole numbers that never fall: a table of contents."""
    if not all(text.isdigit() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers == sorted(numbers)
