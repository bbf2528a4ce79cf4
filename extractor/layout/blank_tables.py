"""Framed, filled or ruled boxes that hold nothing but headings in columns → regions of tables without a body.

Such a table is blank, but for the word of a total or for nothing (无), or begins at the foot of its page. No figures
show its columns, so more is asked of it: a title above it, and short names beside each other. Rows may be drawn below
that hold nothing.
"""

from collections.abc import Sequence
from itertools import pairwise

from extractor.document.caption_words import is_note, is_sentence, is_title
from extractor.document.geometry import BBox, intersection, union
from extractor.document.nothing_words import NOTHING, says_nothing
from extractor.document.page import Page, Ruling, TextLine
from extractor.document.region import Region
from extractor.document.text import without_space
from extractor.document.total_words import is_total
from extractor.layout.blank_rows import blank_rows
from extractor.layout.caption_lines import is_caption_line, is_prose_or_caption
from extractor.layout.charts import has_curves
from extractor.layout.column_headings import Span
from extractor.layout.fill_bands import fill_bands
from extractor.layout.gutters import lowest_headings
from extractor.layout.header_rows import header_rulings
from extractor.layout.pieces import Piece, is_number_row, is_year, pieces_of

_FEWEST_COLUMNS = 3
_LONGEST_NAME = 15
_NOTE_COLUMNS = ("备注", "说明")
"""Words that begin a note, and name a column where they stand alone."""
_MOST_LINES = 8
_NEAR_EM = 3.0
"""The lines of a title and its unit are no farther apart than this, in heights of the text."""
_CLOSE_EM = 1.5
"""The first row of a body stands no farther below its header than this, in heights of the text."""
_MARGIN_PT = 2.0
_SAME_EDGE_PT = 2.0
_SAME_END_PT = 6.0
_SHORTEST_PT = 60.0


def find_blank_tables(
    page: Page, lines: Sequence[TextLine], frames: Sequence[Region], taken: Sequence[BBox]
) -> tuple[Region, ...]:
    """Find the headers without a body, from top to bottom; ``lines`` are those outside all tables.

    ``frames`` are regions of rulings that are no tables by themselves, ``taken`` the boxes of tables.
    """
    boxes = [region.bbox for region in frames if _is_frame(region) and not has_curves(region.bbox, page)]
    drawn = [region.bbox for region in frames if region.bbox not in boxes]
    boxes += [band.bbox for band in fill_bands(page)]
    between = _between_horizontals(page)
    boxes += [*_with_next(between, lines), *between, *_above_only_rows(lines)]
    regions: list[Region] = []
    for box in boxes:
        if any(intersection(box, other) for other in (*taken, *drawn, *(region.bbox for region in regions))):
            continue
        found = _header_rulings(box, lines)
        if found:
            taken_below = [other.top for other in (*taken, *drawn) if other.top >= box.bottom]
            rows = blank_rows(page.rulings, lines, box, min(taken_below, default=page.height))
            whole = box._replace(bottom=max([box.bottom, *rows]))
            regions.append(Region(page.number, whole, (*_frame(whole), *found, *_continued(found, box, rows)), True))
    return tuple(sorted(regions, key=lambda region: (region.bbox.top, region.bbox.x0)))


def _is_frame(region: Region) -> bool:
    """Whether all rulings lie on the edges of one box."""
    box = region.bbox
    edges = {True: (box.top, box.bottom), False: (box.x0, box.x1)}
    return all(min(abs(r.position - edge) for edge in edges[r.horizontal]) <= _SAME_EDGE_PT for r in region.rulings)


def _between_horizontals(page: Page) -> list[BBox]:
    """The boxes between two horizontals of one width that follow each other, but for those under the heading of a
    group."""
    flat = sorted(
        (r for r in page.rulings if r.horizontal and r.end - r.start >= _SHORTEST_PT), key=lambda r: r.position
    )
    boxes = []
    for n, upper in enumerate(flat):
        below = (r for r in flat[n + 1 :] if r.start < upper.end and r.end > upper.start)
        lower = next((r for r in below if not _is_under_group(r, upper)), None)
        if lower and abs(lower.start - upper.start) <= _SAME_END_PT and abs(lower.end - upper.end) <= _SAME_END_PT:
            boxes.append(BBox(min(upper.start, lower.start), upper.position, max(upper.end, lower.end), lower.position))
    return boxes


def _is_under_group(ruling: Ruling, upper: Ruling) -> bool:
    """Whether a horizontal runs under some of the columns that a wider one above it runs over."""
    inside = upper.start - _SAME_END_PT <= ruling.start and ruling.end <= upper.end + _SAME_END_PT
    return inside and ruling.end - ruling.start < upper.end - upper.start - 2 * _SAME_END_PT


def _with_next(boxes: Sequence[BBox], lines: Sequence[TextLine]) -> list[BBox]:
    """Boxes together with the one that begins where they end, and holds words: a header of two rows, or one with its
    only row below it."""
    held = [box for box in boxes if any(_overlaps(line, box) and _is_inside(line, box) for line in lines)]
    return [
        union((a, b))
        for a in held
        for b in held
        if abs(a.bottom - b.top) <= _SAME_EDGE_PT
        and abs(a.x0 - b.x0) <= _SAME_END_PT
        and abs(a.x1 - b.x1) <= _SAME_END_PT
    ]


def _above_only_rows(lines: Sequence[TextLine]) -> list[BBox]:
    """The boxes from below a line of captions to the only row below headings."""
    ordered = sorted(lines, key=lambda line: line.bbox.y_middle)
    boxes = []
    for end, line in enumerate(ordered):
        if not _is_only_row(pieces_of(line)):
            continue
        start = end
        while start and end - start <= _MOST_LINES and not is_prose_or_caption(ordered[start - 1]):
            start -= 1
        inside = ordered[start : end + 1]
        if not start or len(inside) < 2 or not is_caption_line(pieces_of(ordered[start - 1])):
            continue
        gaps = [below.bbox.top - above.bbox.bottom for above, below in pairwise(inside)]
        if max(gaps) <= _CLOSE_EM * line.bbox.height:
            whole = union(line.bbox for line in ordered[start - 1 : end + 1])
            text = union(line.bbox for line in inside)
            boxes.append(BBox(whole.x0, text.top - _MARGIN_PT, whole.x1, text.bottom + _MARGIN_PT))
    return boxes


def _is_only_row(row: Sequence[Piece]) -> bool:
    """Whether a line is the only row of a table that holds nothing: the word of a total, or for nothing."""
    return len(row) == 1 and (is_total(row[0].text) or says_nothing(row[0].text))


def _is_note(row: Sequence[Piece], first: BBox) -> bool:
    """Whether words for nothing begin as a note below a table does: a sentence below the first heading, not 无."""
    return says_nothing(row[0].text) and row[0].text != NOTHING and row[0].bbox.x0 <= first.x1


def _header_rulings(box: BBox, lines: Sequence[TextLine]) -> list[Ruling]:
    """The rulings between the headings in a box; none where it holds anything else, or no title stands above it."""
    inside = [line for line in lines if _overlaps(line, box) and _is_inside(line, box)]
    rows = [pieces_of(line) for line in sorted(inside, key=lambda line: line.bbox.y_middle)]
    if not 0 < len(rows) <= _MOST_LINES or not _has_title(box, lines) or _has_body(box, lines):
        return []
    only = rows.pop() if len(rows) > 1 and _is_only_row(rows[-1]) else ()
    words = rows[:-1] if len(rows) > 1 and is_number_row(rows[-1]) else rows
    names = [piece for row in words for piece in row]
    if not all(_is_name(piece) for piece in names):
        return []
    leaves = sorted(lowest_headings(names), key=lambda head: head.x0)
    if len(leaves) < _FEWEST_COLUMNS or any(a.x1 >= b.x0 for a, b in pairwise(leaves)):
        return []
    if only and _is_note(only, leaves[0]):
        return []
    gutters = _centred_borders(leaves, box) or [_border(a, b, only) for a, b in pairwise(leaves)]
    reaches = [Span(head.x0, head.x1) for head in leaves]
    foot = _middle_between(rows, only) if only else box.bottom
    columns = list(pairwise((box.x0, *gutters, box.x1)))
    rulings = header_rulings(rows, columns, reaches, box._replace(bottom=foot), ())[0]
    if only:
        rulings.append(Ruling(True, foot, box.x0, box.x1))
        rulings += [Ruling(False, x, foot, box.bottom) for x in gutters]
    return rulings


def _continued(found: Sequence[Ruling], header: BBox, rows: Sequence[float]) -> list[Ruling]:
    """The horizontals above blank rows, and the borders of the header that reach its foot going on through them."""
    if not rows:
        return []
    reaching = {r.position for r in found if not r.horizontal and r.end >= header.bottom - _SAME_EDGE_PT}
    across = [Ruling(True, y, header.x0, header.x1) for y in (header.bottom, *rows[:-1])]
    return [*across, *(Ruling(False, x, header.bottom, rows[-1]) for x in sorted(reaching))]


def _centred_borders(leaves: Sequence[BBox], box: BBox) -> list[float]:
    """The borders between cells around whose middles all headings are set, from one side of the box to the other; none
    where they are set otherwise."""
    borders, left = [], box.x0
    for leaf in leaves:
        left = 2 * leaf.x_middle - left
        borders.append(left)
    fit = all(a.x1 <= x <= b.x0 for (a, b), x in zip(pairwise(leaves), borders, strict=False))
    return borders[:-1] if fit and abs(borders[-1] - box.x1) <= leaves[-1].height else []


def _border(left: BBox, right: BBox, only: Sequence[Piece]) -> float:
    """The x between two headings: their middle, or before a text that stands across it, as words are set left."""
    middle = (left.x1 + right.x0) / 2
    across = (piece.bbox.x0 for piece in only if left.x1 < piece.bbox.x0 < middle < piece.bbox.x1)
    return next(((left.x1 + x0) / 2 for x0 in across), middle)


def _middle_between(rows: Sequence[Sequence[Piece]], below: Sequence[Piece]) -> float:
    return (max(piece.bbox.bottom for row in rows for piece in row) + min(piece.bbox.top for piece in below)) / 2


def _is_name(piece: Piece) -> bool:
    """Whether a text can name a column: short, no figure but a year, no sentence, no label with a colon."""
    text = without_space(piece.text)
    if piece.is_figure and not is_year(piece):
        return False
    begins_note = is_note(text) and text not in _NOTE_COLUMNS
    return len(text) <= _LONGEST_NAME and not is_sentence(text) and not begins_note and text[-1] not in ":：，,、"


def _has_title(box: BBox, lines: Sequence[TextLine]) -> bool:
    """Whether captions stand above the box, one close above the other, and among them a title."""
    top = box.top
    above = [line for line in lines if line.bbox.y_middle < box.top and _overlaps(line, box)]
    for line in sorted(above, key=lambda line: -line.bbox.y_middle):
        if top - line.bbox.bottom > _NEAR_EM * line.bbox.height:
            return False
        if is_title(without_space(line.text)):
            return True
        if not is_caption_line(pieces_of(line)):
            return False
        top = line.bbox.top
    return False


def _has_body(box: BBox, lines: Sequence[TextLine]) -> bool:
    """Whether what stands right below the box is a row of a table."""
    below = [line for line in lines if line.bbox.y_middle > box.bottom and _overlaps(line, box)]
    first = min(below, key=lambda line: line.bbox.y_middle, default=None)
    if first is None or first.bbox.top - box.bottom > _CLOSE_EM * first.bbox.height:
        return False
    text = without_space(first.text)
    return not (is_note(text) or is_sentence(text) or is_caption_line(pieces_of(first)))


def _overlaps(line: TextLine, box: BBox) -> bool:
    return line.bbox.x0 < box.x1 and line.bbox.x1 > box.x0


def _is_inside(line: TextLine, box: BBox) -> bool:
    return box.top <= line.bbox.y_middle <= box.bottom


def _frame(box: BBox) -> list[Ruling]:
    return [
        *(Ruling(True, y, box.x0, box.x1) for y in (box.top, box.bottom)),
        *(Ruling(False, x, box.top, box.bottom) for x in (box.x0, box.x1)),
    ]
