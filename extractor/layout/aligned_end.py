"""The rows of a table without rulings → the last line that belongs to them: a wrapped label, rows of blanks."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.document.caption_words import is_note
from extractor.layout.aligned_lines import SAME_EDGE_PT, WRAPPED_EM, AlignedLine
from extractor.layout.gutters import find_gutters

MOST_BETWEEN = 2
"""How many lines without figures (a section, a label) may stand between two rows, those of wrapped labels apart."""
_FEWEST_ALIKE = 2
_SAME_HEIGHT_SHARE = 0.1
_FARTHEST_STEP = 1.1
_NEAREST_STEP = 0.85
_APART_STEP = 1.3
_MOST_FURNITURE = 1
"""The number of the page may stand below the last row."""


def with_blank_rows(lines: Sequence[AlignedLine], last: int, run: Sequence[AlignedLine]) -> int:
    """The index of the last of the rows with blank figures below the run: words that begin where those of its rows
    begin, or are indented below such ones, as far from each other as these; the page ends below them, or what follows
    stands apart."""
    rows = [line for line in run if line.is_row]
    edges = [piece.bbox.x0 for line in rows for piece in line.pieces if not piece.is_figure]
    stub_end = find_gutters([line.pieces for line in rows])[0].end
    farthest = _FARTHEST_STEP * max((b.line.bbox.top - a.line.bbox.top for a, b in pairwise(rows)), default=0.0)
    end = last
    for line, before in zip(lines[last + 1 :], lines[last:], strict=False):
        is_indented = end > last and len(line.pieces) == 1 and line.line.bbox.x1 <= stub_end
        if not (_is_set_in(line, edges) or (is_indented and line.line.bbox.x0 >= min(edges))):
            break
        height = rows[-1].line.bbox.height
        alike = abs(line.line.bbox.height - height) <= _SAME_HEIGHT_SHARE * height
        step = line.line.bbox.top - before.line.bbox.top
        if line.is_caption or is_note(line.line.text) or not alike or step > farthest:
            break
        end += 1
    ends_page = end >= len(lines) - 1 - _MOST_FURNITURE
    return end if end > last and (ends_page or _stands_apart(lines[end - 1 : end + 2], farthest)) else last


def _stands_apart(lines: Sequence[AlignedLine], step: float) -> bool:
    """Whether the second of three lines is as far below the first as rows are, and the third clearly farther."""
    tops = [line.line.bbox.top for line in lines]
    return tops[1] - tops[0] >= _NEAREST_STEP * step and tops[2] - tops[1] > _APART_STEP * step


def _is_set_in(line: AlignedLine, edges: Sequence[float]) -> bool:
    """Whether each text begins where at least two of the rows begin."""
    return all(sum(abs(p.bbox.x0 - x) <= SAME_EDGE_PT for x in edges) >= _FEWEST_ALIKE for p in line.pieces)


def with_wrapped_end(lines: Sequence[AlignedLine], last: int, run: Sequence[AlignedLine]) -> int:
    """The index of the last line of labels that go on below their figures: one, or several that go on side by side."""
    gutters = find_gutters([line.pieces for line in run if line.is_row])
    columns = list(pairwise([float("-inf"), *(gutter.middle for gutter in gutters)]))
    end = last
    for index in range(last + 1, min(len(lines), last + 1 + MOST_BETWEEN)):
        line = lines[index]
        box = line.line.bbox
        close = box.top - lines[end].line.bbox.bottom <= WRAPPED_EM * box.height
        if line.is_caption or is_note(line.line.text) or not close:
            break
        if not all(any(left <= p.bbox.x0 and p.bbox.x1 <= right for left, right in columns) for p in line.pieces):
            break
        if len(line.pieces) > 1 and not _go_on(line, lines[max(0, last - MOST_BETWEEN) : index]):
            break
        end = index
    return end


def _go_on(line: AlignedLine, above: Sequence[AlignedLine]) -> bool:
    """Whether every text of a line is of words and begins where words right above it begin."""
    lefts = [piece.bbox.x0 for other in above for piece in other.pieces if not piece.is_figure]
    return all(not p.is_figure and any(abs(p.bbox.x0 - x) <= SAME_EDGE_PT for x in lefts) for p in line.pieces)
