"""Lines outside ruled tables → regions of tables without rulings: figures that stand below one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.document.caption_words import is_note, is_sentence
from extractor.document.geometry import BBox, union
from extractor.document.page import TextLine
from extractor.document.region import Region
from extractor.layout.caption_lines import is_caption_line
from extractor.layout.gutters import find_gutters
from extractor.layout.open_columns import OpenColumns, may_go_on
from extractor.layout.pieces import Piece, pieces_of
from extractor.layout.sides import border_between_tables, clipped
from extractor.layout.text_rows import column_of

_FEWEST_ROWS = 3
_FEWEST_HEADER_LINES = 2
_FEWEST_HEADINGS = 3
"""Fewer rows than three are a table below this many header lines of this many headings."""
_FARTHEST_EM = 3.0
"""Rows of one table are no farther apart than this, in heights of the text."""
_MOST_BETWEEN = 2
"""How many lines without figures (a section, a label) may stand between two rows, those of wrapped labels apart."""
_MOST_WRAPPED = 14
_FILLED_SHARE = 0.6
"""A column of figures holds one in this share of the rows."""
_MOST_HEADER_LINES = 6
_WRAPPED_EM = 1.0
"""The next line of a wrapped label is no farther below than this, in heights of the text."""
_FEWEST_ALIKE = 2
_SAME_HEIGHT_SHARE = 0.1
_FARTHEST_STEP = 1.1
_MOST_FURNITURE = 1
"""The number of the page may stand below the last row."""
_OVER_PT = 20.0
_BLANK_COLUMN_EM = 8.0
"""The heading of a blank last column is no wider, and no farther behind the figures, in heights of the text."""
_LEADERS = ("....", "……", "····", "‥‥", "•••")
_MARGIN_PT = 2.0
_SAME_EDGE_PT = 1.5


@dataclass(frozen=True, slots=True)
class _Line:
    line: TextLine
    pieces: tuple[Piece, ...]
    has_label_beside: bool = False
    """Whether a line before it overlaps it in height: a label of two lines with its figures in the middle."""

    @property
    def is_row(self) -> bool:
        """Whether it stands like a row: several pieces, a figure after the first, no dots that lead to a page."""
        if any(leader in self.line.text for leader in _LEADERS):
            return False
        if self.has_label_beside:
            return any(piece.is_figure for piece in self.pieces)
        return len(self.pieces) > 1 and any(piece.is_figure for piece in self.pieces[1:])

    def is_set_like(self, above: "_Line", below: "_Line") -> bool:
        """Whether it stands like a row whose figures are blank: each text from a left edge at which a text of the rows
        above or below begins, and ending before the next text there."""
        return all(_is_in_column(p, above.pieces) or _is_in_column(p, below.pieces) for p in self.pieces)

    @property
    def is_caption(self) -> bool:
        if self.is_row:
            return False
        return is_sentence(self.line.text) or is_caption_line(self.pieces)


def _is_in_column(piece: Piece, row: Sequence[Piece]) -> bool:
    """Whether a text begins where one of its kind begins in a row, words or a code, and ends before the next one."""
    ends = [*(after.bbox.x0 for after in row[1:]), float("inf")]
    return any(
        text.is_figure == piece.is_figure
        and abs(text.bbox.x0 - piece.bbox.x0) <= _SAME_EDGE_PT
        and piece.bbox.x1 <= end
        for text, end in zip(row, ends, strict=True)
    )


def find_aligned_regions(page: int, lines: Sequence[TextLine], before: OpenColumns | None = None) -> tuple[Region, ...]:
    """Find runs of at least three rows whose figures stand in columns, with the header above them.

    At the top of a page fewer rows, and without a header, go on with the table of the page before where they are set
    in its columns, which are ``before``.
    """
    cut = _cut(sorted(lines, key=lambda line: (line.bbox.top, line.bbox.x0)))
    regions: list[Region] = []
    for first, last in _runs(cut):
        run = cut[first : last + 1]
        between = border_between_tables([line.pieces for line in run])
        if between is not None:
            around = [line.line for line in cut[max(0, first - _MOST_HEADER_LINES) : last + 1 + _MOST_BETWEEN]]
            for start, end in ((float("-inf"), between), (between, float("inf"))):
                regions += find_aligned_regions(page, clipped(around, start, end), before)
            continue
        goes_on = _goes_on_from(before, cut, first, run)
        if not goes_on and not _is_table(cut, first, run):
            continue
        right = before.borders[-1] if goes_on and before else 0.0
        top, bottom = (
            _with_header(cut, first, run, right),
            _with_blank_rows(cut, _with_wrapped_end(cut, last, run), run),
        )
        box = union(line.line.bbox for line in cut[top : bottom + 1])
        grown = BBox(box.x0 - _MARGIN_PT, box.top - _MARGIN_PT / 2, box.x1 + _MARGIN_PT, box.bottom + _MARGIN_PT / 2)
        regions.append(Region(page, grown, ()))
    return tuple(regions)


def _cut(lines: Sequence[TextLine]) -> list[_Line]:
    cut = []
    for number, line in enumerate(lines):
        beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        overlaps = any(
            other.bbox.x1 < line.bbox.x0 and other.bbox.top < line.bbox.bottom and line.bbox.top < other.bbox.bottom
            for other in beside
        )
        cut.append(_Line(line, pieces_of(line), overlaps))
    return cut


def _is_table(lines: Sequence[_Line], first: int, run: Sequence[_Line]) -> bool:
    return _has_columns_of_figures(run) and _is_enough(run, lines[_with_header(lines, first, run) : first])


def _goes_on_from(before: OpenColumns | None, lines: Sequence[_Line], first: int, run: Sequence[_Line]) -> bool:
    """Whether the first rows of a page, below a header at most, go on with the table of the page before."""
    if before is None or not may_go_on([line.line for line in lines[:first]]):
        return False
    return before.hold([line.pieces for line in run if line.is_row])


def _runs(lines: Sequence[_Line]) -> list[tuple[int, int]]:
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


def _is_enough(run: Sequence[_Line], header: Sequence[_Line]) -> bool:
    """Whether there are enough rows; with fewer (the end of a table on the next page) the header must show columns."""
    rows = sum(line.is_row for line in run)
    shown = sum(len(line.pieces) >= _FEWEST_HEADINGS for line in header)
    return rows >= _FEWEST_ROWS or (shown >= _FEWEST_HEADER_LINES and rows + shown >= _FEWEST_ROWS)


def _goes_on(lines: Sequence[_Line], before: int, index: int) -> bool:
    if index - before > _MOST_WRAPPED:
        return False
    between = [line for line in lines[before + 1 : index] if not line.is_set_like(lines[before], lines[index])]
    if any(line.is_caption for line in between):
        return False
    if len(between) > _MOST_BETWEEN and not _are_wrapped_labels(lines[before : index + 1]):
        return False
    steps = lines[before : index + 1]
    return all(_are_near(a.line, b.line) for a, b in pairwise(steps))


def _are_wrapped_labels(lines: Sequence[_Line]) -> bool:
    """Whether the lines between two rows are those of their labels: closely below each other, before the figures."""
    rows = [line.pieces if line.has_label_beside else line.pieces[1:] for line in (lines[0], lines[-1])]
    first_figure = min(piece.bbox.x0 for row in rows for piece in row if piece.is_figure)
    close = all(b.line.bbox.top - a.line.bbox.bottom <= _WRAPPED_EM * b.line.bbox.height for a, b in pairwise(lines))
    return close and all(len(line.pieces) == 1 and line.line.bbox.x1 <= first_figure for line in lines[1:-1])


def _are_near(above: TextLine, below: TextLine) -> bool:
    height = max(above.bbox.height, below.bbox.height)
    return below.bbox.top - above.bbox.bottom <= _FARTHEST_EM * height


def _has_columns_of_figures(run: Sequence[_Line]) -> bool:
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


def _with_header(lines: Sequence[_Line], first: int, run: Sequence[_Line], right: float = 0.0) -> int:
    """The index of the first header line above the run, which reaches to ``right`` where its last columns are blank."""
    gutters = find_gutters([line.pieces for line in run if line.is_row])
    stub_end = gutters[0].start
    right = max(right, *(line.line.bbox.x1 for line in run))
    top = first
    for index in range(first - 1, max(-1, first - 1 - _MOST_HEADER_LINES), -1):
        line = lines[index]
        if line.is_caption or not _are_near(line.line, lines[index + 1].line) or not _ends_by(line, right):
            break
        # A lone text over the stub heads it only where headings of other columns stand above.
        if len(line.pieces) > 1 or line.line.bbox.x0 >= stub_end:
            top = index
    return min(top, _with_label_above(lines, first))


def _with_label_above(lines: Sequence[_Line], first: int) -> int:
    """The index of the first line of a label around the first row: no more lines above it than below, set alike."""
    below = first + 1
    while below < len(lines) and _is_label_line(lines[below], lines[below - 1]):
        below += 1
    edges = [line.line.bbox.x0 for line in lines[first + 1 : below]]
    above = first
    while above and first - above < len(edges) and _is_label_line(lines[above - 1], lines[above]):
        if not any(abs(lines[above - 1].line.bbox.x0 - edge) <= _SAME_EDGE_PT for edge in edges):
            break
        above -= 1
    return above


def _is_label_line(line: _Line, beside: _Line) -> bool:
    box, other = line.line.bbox, beside.line.bbox
    gap = max(box.top, other.top) - min(box.bottom, other.bottom)
    return (
        len(line.pieces) == 1
        and not line.pieces[0].is_figure
        and not line.is_caption
        and (gap <= _WRAPPED_EM * box.height)
    )


def _ends_by(line: _Line, right: float) -> bool:
    """Whether a line ends where the rows end, but for a heading over the last column or over a blank one behind it."""
    last = max(line.pieces, key=lambda piece: piece.bbox.x1).bbox
    if last.x1 <= right + _OVER_PT:
        return True
    return max(last.x0 - right, last.width) <= _BLANK_COLUMN_EM * last.height


def _with_blank_rows(lines: Sequence[_Line], last: int, run: Sequence[_Line]) -> int:
    """The index of the last line of the page, where nothing but rows with blank figures stands below the run: words
    that begin where those of its rows begin, as far from each other as these."""
    rows = [line for line in run if line.is_row]
    edges = [piece.bbox.x0 for line in rows for piece in line.pieces if not piece.is_figure]
    steps = [b.line.bbox.top - a.line.bbox.top for a, b in pairwise(rows)]
    end = last
    for line, before in zip(lines[last + 1 :], lines[last:], strict=False):
        step, height = line.line.bbox.top - before.line.bbox.top, rows[-1].line.bbox.height
        known = all(sum(abs(p.bbox.x0 - x) <= _SAME_EDGE_PT for x in edges) >= _FEWEST_ALIKE for p in line.pieces)
        alike = abs(line.line.bbox.height - height) <= _SAME_HEIGHT_SHARE * height
        if (
            line.is_caption
            or is_note(line.line.text)
            or not known
            or not alike
            or step > _FARTHEST_STEP * max(steps, default=0.0)
        ):
            break
        end += 1
    return end if end > last and end >= len(lines) - 1 - _MOST_FURNITURE else last


def _with_wrapped_end(lines: Sequence[_Line], last: int, run: Sequence[_Line]) -> int:
    """The index of the last line of a label that goes on below its figures."""
    gutters = find_gutters([line.pieces for line in run if line.is_row])
    edges = [float("-inf"), *(gutter.middle for gutter in gutters)]
    end = last
    for index in range(last + 1, min(len(lines), last + 1 + _MOST_BETWEEN)):
        line = lines[index]
        box = line.line.bbox
        close = box.top - lines[end].line.bbox.bottom <= _WRAPPED_EM * box.height
        in_one_column = any(left <= box.x0 and box.x1 <= right for left, right in pairwise(edges))
        if len(line.pieces) > 1 or line.is_caption or is_note(line.line.text) or not close or not in_one_column:
            break
        end = index
    return end
