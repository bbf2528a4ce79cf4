"""The rows of a table without rulings → the first line of the header above them."""

from collections.abc import Sequence

from extractor.layout.aligned_lines import SAME_EDGE_PT, WRAPPED_EM, AlignedLine, are_near
from extractor.layout.gutters import find_gutters

MOST_HEADER_LINES = 12
_OVER_PT = 20.0
_BLANK_COLUMN_EM = 8.0
"""The heading of a blank last column is no wider, and no farther behind the figures, in heights of the text."""


def with_header(lines: Sequence[AlignedLine], first: int, run: Sequence[AlignedLine], right: float = 0.0) -> int:
    """The index of the first header line above the run, which reaches to ``right`` where its last columns are blank."""
    gutters = find_gutters([line.pieces for line in run if line.is_row])
    stub_end = gutters[0].start
    right = max(right, *(line.line.bbox.x1 for line in run))
    if (named := _below_caption(lines, first)) is not None:
        return named
    top = first
    for index in range(first - 1, max(-1, first - 1 - MOST_HEADER_LINES), -1):
        line = lines[index]
        if line.is_caption or not are_near(line.line, lines[index + 1].line) or not _ends_by(line, right):
            break
        # A lone text over the stub heads it only where headings of other columns stand above.
        if len(line.pieces) > 1 or line.line.bbox.x0 >= stub_end:
            top = index
    return min(top, _with_label_above(lines, first))


def is_named(lines: Sequence[AlignedLine], top: int) -> bool:
    """Whether a caption stands right above the line ``top``: a title, a unit, a department."""
    return top > 0 and lines[top - 1].names_table and are_near(lines[top - 1].line, lines[top].line)


def _below_caption(lines: Sequence[AlignedLine], first: int) -> int | None:
    """The index of the line below the captions of the table, where nothing but short texts stands between them and its
    first row: all of these are its header, whatever columns are blank below it."""
    for top in range(first, max(0, first - 1 - MOST_HEADER_LINES), -1):
        if is_named(lines, top):
            header = lines[top:first]
            return top if any(len(line.pieces) > 1 for line in header) else None
        line = lines[top - 1]
        if line.is_caption or line.is_row or not are_near(line.line, lines[top].line):
            return None
    return None


def _with_label_above(lines: Sequence[AlignedLine], first: int) -> int:
    """The index of the first line of a label around the first row: no more lines above it than below, set alike."""
    below = first + 1
    while below < len(lines) and _is_label_line(lines[below], lines[below - 1]):
        below += 1
    edges = [line.line.bbox.x0 for line in lines[first + 1 : below]]
    above = first
    while above and first - above < len(edges) and _is_label_line(lines[above - 1], lines[above]):
        if not any(abs(lines[above - 1].line.bbox.x0 - edge) <= SAME_EDGE_PT for edge in edges):
            break
        above -= 1
    return above


def _is_label_line(line: AlignedLine, beside: AlignedLine) -> bool:
    box, other = line.line.bbox, beside.line.bbox
    gap = max(box.top, other.top) - min(box.bottom, other.bottom)
    return (
        len(line.pieces) == 1
        and not line.pieces[0].is_figure
        and not line.is_caption
        and (gap <= WRAPPED_EM * box.height)
    )


def _ends_by(line: AlignedLine, right: float) -> bool:
    """Whether a line ends where the rows end, but for a heading over the last column or over a blank one behind it."""
    last = max(line.pieces, key=lambda piece: piece.bbox.x1).bbox
    if last.x1 <= right + _OVER_PT:
        return True
    return max(last.x0 - right, last.width) <= _BLANK_COLUMN_EM * last.height
