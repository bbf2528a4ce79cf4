"""Lines and horizontals outside ruled tables → regions of tables that are ruled by horizontals only."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.document.caption_words import is_note
from extractor.document.geometry import BBox, union
from extractor.document.page import Page, Ruling, TextLine, Word
from extractor.document.region import Region
from extractor.layout.caption_lines import is_beside_another, is_caption_line, is_prose_or_caption
from extractor.layout.gutters import find_gutters
from extractor.layout.pieces import NARROW_SHARE, is_number_row, pieces_of
from extractor.layout.rows_alike import FARTHEST_ALIKE_EM, are_set_alike

_SAME_END_PT = 6.0
"""Horizontals of one table begin and end within this distance of each other."""
_SHORTEST_PT = 60.0
_VERTICAL_SLACK_PT = 3.0
_FARTHEST_EM = 3.0
"""Rows of one table are no farther apart than this, in heights of the text."""
_LONE_LINE_EM = 2.6
"""A zone between two rulings that holds one text is a row of the table when it is no higher than this."""
_LINES_OF_A_ROW = 3
"""A label of two lines with its figures in the middle takes three lines, of which one has several pieces."""
_MOST_LINES_OF_A_LABEL = 8
_SAME_STEP = 1.1
"""Rows are as far from each other as those above, but for this factor."""
_MOST_FURNITURE = 1
"""The number of the page may stand below the last row."""
_FEWEST_DIVIDED = 2
_FEWEST_OF_WORDS = 4
"""Rows of words alone, without any figure, must be this many: two lines of justified text may divide alike."""


@dataclass(frozen=True, slots=True)
class _Zone:
    """The lines between two horizontals."""

    top: float
    bottom: float
    width: float
    lines: tuple[TextLine, ...]

    @property
    def is_of_a_table(self) -> bool:
        divided = sum(len(pieces_of(line)) > 1 for line in self.lines)
        if not self.lines:
            return self.bottom - self.top < _SHORTEST_PT
        if any(self._is_caption(line) for line in self.lines):
            return False
        if not divided:
            height = max(line.bbox.height for line in self.lines)
            is_lone = len(self.lines) == 1 and self.bottom - self.top <= _LONE_LINE_EM * height
            return is_lone or self._is_row_around_middle
        narrow = sum(line.bbox.width <= NARROW_SHARE * self.width for line in self.lines if len(pieces_of(line)) == 1)
        return divided * _LINES_OF_A_ROW >= len(self.lines) or divided + narrow == len(self.lines)

    def _is_caption(self, line: TextLine) -> bool:
        return is_caption_line(pieces_of(line), is_beside=is_beside_another(line, self.lines))

    @property
    def _is_row_around_middle(self) -> bool:
        """Whether a figure stands beside a label of several lines, in the middle between them."""
        figures = [line for line in self.lines if pieces_of(line)[0].is_figure]
        words = [line for line in self.lines if line not in figures]
        if len(figures) != 1 or not 1 < len(words) <= _MOST_LINES_OF_A_LABEL:
            return False
        label = union(line.bbox for line in words)
        return figures[0].bbox.x0 >= label.x1 and label.top < figures[0].bbox.y_middle < label.bottom


def find_half_ruled_regions(page: Page, lines: Sequence[TextLine], taken: Sequence[BBox]) -> tuple[Region, ...]:
    """Find sets of horizontals of one width with text in columns between them, from top to bottom.

    ``lines`` are those outside the regions found before, whose boxes are ``taken``: their rulings are used up.
    """
    free = [r for r in page.rulings if r.horizontal and r.end - r.start >= _SHORTEST_PT and not _is_within(r, taken)]
    ordered = sorted(free, key=lambda r: r.position)
    regions = []
    used: set[int] = set()
    for index, first in enumerate(ordered):
        if index in used:
            continue
        same = [
            (n, r)
            for n, r in enumerate(ordered)
            if n not in used and abs(r.start - first.start) <= _SAME_END_PT and abs(r.end - first.end) <= _SAME_END_PT
        ]
        beside = _lines_under(first, free, lines)
        for chain in _chains(same, beside):
            region = _region(page, [r for _, r in chain], free, beside)
            if region is not None:
                regions.append(region)
                # those under a heading of it too: they begin no table of their own
                used |= {n for n, r in enumerate(ordered) if r in region.rulings}
        used.add(index)
    return tuple(sorted(regions, key=lambda region: (region.bbox.top, region.bbox.x0)))


def _lines_under(ruling: Ruling, free: Sequence[Ruling], lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines without the words that stand under the horizontals of a table beside this one.

    What stands under no ruling (a label that begins before its ruling) stays.
    """
    beside = [r for r in free if r.start >= ruling.end or r.end <= ruling.start]
    if not beside:
        return list(lines)
    same = [r.position for r in free if abs(r.start - ruling.start) <= _SAME_END_PT]
    top, bottom = min(r.position for r in beside), max(*same, *(r.position for r in beside))
    kept = []
    for line in lines:
        words = [word for word in line.words if not _is_beside(word, ruling, beside, top, bottom)]
        if len(words) == len(line.words):
            kept.append(line)
        elif words:
            kept.append(TextLine(tuple(words), union(word.bbox for word in words)))
    return kept


def _is_beside(word: Word, ruling: Ruling, beside: Sequence[Ruling], top: float, bottom: float) -> bool:
    x, y = word.bbox.x_middle, word.bbox.y_middle
    if ruling.start <= x <= ruling.end or not top - word.bbox.height <= y <= bottom + word.bbox.height:
        return False
    return any(r.start <= x <= r.end for r in beside)


def _is_within(ruling: Ruling, boxes: Sequence[BBox]) -> bool:
    return any(
        box.top - 1 <= ruling.position <= box.bottom + 1 and ruling.start < box.x1 and ruling.end > box.x0
        for box in boxes
    )


def _chains(rulings: Sequence[tuple[int, Ruling]], lines: Sequence[TextLine]) -> list[list[tuple[int, Ruling]]]:
    """Cut the rulings of one width where what stands between two of them is no part of a table."""
    chains = [[rulings[0]]]
    for above, below in pairwise(rulings):
        if _zone(above[1], below[1], lines).is_of_a_table:
            chains[-1].append(below)
        else:
            chains.append([below])
    return [chain for chain in chains if len(chain) > 1]


def _zone(above: Ruling, below: Ruling, lines: Sequence[TextLine]) -> _Zone:
    inside = tuple(
        line
        for line in lines
        if above.position <= line.bbox.y_middle <= below.position
        and line.bbox.x0 < above.end
        and line.bbox.x1 > above.start
    )
    return _Zone(above.position, below.position, above.end - above.start, inside)


def _region(page: Page, chain: Sequence[Ruling], free: Sequence[Ruling], lines: Sequence[TextLine]) -> Region | None:
    top, bottom = chain[0].position, chain[-1].position
    inside = [line for line in lines if top <= line.bbox.y_middle <= bottom]
    if not any(_is_row(line) for line in inside):
        # The header alone is ruled on this page: the table's last line is on another one.
        below = rows_below(lines, bottom)
        inside += [*below, *blank_rows_below(lines, [*inside[-1:], *below])]
        bottom = max([bottom, *(line.bbox.bottom for line in inside)])
    rows = [pieces_of(line) for line in inside]
    divided = [row for row in rows if len(row) > 1]
    has_figures = any(piece.is_figure for row in divided for piece in row[1:])
    if len(divided) < (_FEWEST_DIVIDED if has_figures else _FEWEST_OF_WORDS) or not find_gutters(rows):
        return None
    above = _header_above(chain[0], free, lines)
    if above is not None:
        top = above.position
    text = union(line.bbox for line in inside)
    ends = [chain[0], *([above] if above else [])]
    box = BBox(min(text.x0, *(r.start for r in ends)), top, max(text.x1, *(r.end for r in ends)), bottom)
    return Region(page.number, box, tuple(r for r in page.rulings if _is_of(r, box, free)))


def _header_above(first: Ruling, free: Sequence[Ruling], lines: Sequence[TextLine]) -> Ruling | None:
    """The wider horizontal close above the first one of a table, with headings alone between: the first one stands
    under the heading of a group, and cells over two rows have no border beside it."""
    wider = [
        r
        for r in free
        if r.position < first.position
        and r.start <= first.start + _SAME_END_PT
        and r.end >= first.end - _SAME_END_PT
        and r.end - r.start > first.end - first.start + 2 * _SAME_END_PT
    ]
    above = max(wider, key=lambda r: r.position, default=None)
    if above is None:
        return None
    between = [line for line in lines if above.position <= line.bbox.y_middle <= first.position]
    captions = (is_caption_line(pieces_of(line), is_beside=is_beside_another(line, between)) for line in between)
    if not between or any(captions) or any(piece.is_figure for line in between for piece in pieces_of(line)):
        return None
    edges = [above.position, *(y for line in between for y in (line.bbox.top, line.bbox.bottom)), first.position]
    farthest = _FARTHEST_EM * max(line.bbox.height for line in between)
    return above if all(b - a <= farthest for a, b in pairwise(sorted(edges))) else None


def _is_row(line: TextLine) -> bool:
    pieces = pieces_of(line)
    return any(piece.is_figure for piece in pieces[1:]) and not is_number_row(pieces)


def rows_below(lines: Sequence[TextLine], bottom: float) -> list[TextLine]:
    """The lines below a header, up to the last row of figures that follows closely, and what stands half beside it: the
    last line of a label with its figures in the middle."""
    below = sorted((line for line in lines if line.bbox.y_middle > bottom), key=lambda line: line.bbox.top)
    taken: list[TextLine] = []
    end, last_row = bottom, 0
    for line in below:
        is_alike = bool(taken) and are_set_alike(pieces_of(taken[-1]), pieces_of(line))
        farthest = FARTHEST_ALIKE_EM if is_alike else _FARTHEST_EM
        if line.bbox.top - end > farthest * line.bbox.height or is_caption_line(pieces_of(line)):
            break
        taken.append(line)
        end = line.bbox.bottom
        if _is_row(line) or (last_row and last_row == len(taken) - 1 and line.bbox.top < taken[-2].bbox.bottom):
            last_row = len(taken)
    return taken[:last_row]


def blank_rows_below(lines: Sequence[TextLine], rows: Sequence[TextLine]) -> list[TextLine]:
    """The lines below the rows of a table without a last ruling, where they are rows with blank figures and end the
    page: labels before the first figure, as far from each other as ``rows``, the last of which hold figures."""
    if not rows or not _is_row(rows[-1]):
        return []
    label_end = min(piece.bbox.x0 for piece in pieces_of(rows[-1])[1:] if piece.is_figure)
    farthest = _SAME_STEP * max((b.bbox.top - a.bbox.top for a, b in pairwise(rows)), default=0.0)
    below = sorted((line for line in lines if line.bbox.top >= rows[-1].bbox.bottom), key=lambda line: line.bbox.top)
    taken: list[TextLine] = []
    for line, before in zip(below, (rows[-1], *below), strict=False):
        is_label = line.bbox.x1 <= label_end and not is_prose_or_caption(line) and not is_note(line.text)
        if not is_label or line.bbox.top - before.bbox.top > farthest:
            break
        taken.append(line)
    return taken if len(taken) >= len(below) - _MOST_FURNITURE else []


def _is_of(ruling: Ruling, box: BBox, free: Sequence[Ruling]) -> bool:
    """Whether a ruling that no other region uses belongs to the box."""
    if ruling.horizontal:
        inside = box.top - 1 <= ruling.position <= box.bottom + 1
        return (
            ruling in free and inside and ruling.start >= box.x0 - _SAME_END_PT and ruling.end <= box.x1 + _SAME_END_PT
        )
    within = box.x0 - 1 <= ruling.position <= box.x1 + 1
    return within and ruling.start >= box.top - _VERTICAL_SLACK_PT and ruling.end <= box.bottom + _VERTICAL_SLACK_PT
