"""Framed, filled or ruled boxes that hold nothing but headings in columns → regions of tables without a body.

Such a table is blank, or begins at the foot of its page. No figures show its columns, so more is asked of it: a title
above it, and short names beside each other.
"""

from collections.abc import Sequence
from itertools import pairwise

from extractor.document.caption_words import is_note, is_sentence, is_title
from extractor.document.geometry import BBox, intersection
from extractor.document.page import Page, Ruling, TextLine
from extractor.document.region import Region
from extractor.document.text import without_space
from extractor.layout.caption_lines import is_caption_line
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
    boxes += _between_horizontals(page)
    regions: list[Region] = []
    for box in boxes:
        if any(intersection(box, other) for other in (*taken, *drawn, *(region.bbox for region in regions))):
            continue
        found = _header_rulings(box, lines)
        if found:
            regions.append(Region(page.number, box, (*_frame(box), *found), inferred=True))
    return tuple(sorted(regions, key=lambda region: (region.bbox.top, region.bbox.x0)))


def _is_frame(region: Region) -> bool:
    """Whether all rulings lie on the edges of one box."""
    box = region.bbox
    edges = {True: (box.top, box.bottom), False: (box.x0, box.x1)}
    return all(min(abs(r.position - edge) for edge in edges[r.horizontal]) <= _SAME_EDGE_PT for r in region.rulings)


def _between_horizontals(page: Page) -> list[BBox]:
    """The boxes between two horizontals of one width that follow each other."""
    flat = sorted(
        (r for r in page.rulings if r.horizontal and r.end - r.start >= _SHORTEST_PT), key=lambda r: r.position
    )
    boxes = []
    for n, upper in enumerate(flat):
        below = (r for r in flat[n + 1 :] if r.start < upper.end and r.end > upper.start)
        lower = next(below, None)
        if lower and abs(lower.start - upper.start) <= _SAME_END_PT and abs(lower.end - upper.end) <= _SAME_END_PT:
            boxes.append(BBox(min(upper.start, lower.start), upper.position, max(upper.end, lower.end), lower.position))
    return boxes


def _header_rulings(box: BBox, lines: Sequence[TextLine]) -> list[Ruling]:
    """The rulings between the headings in a box; none where it holds anything else, or no title stands above it."""
    inside = [line for line in lines if _overlaps(line, box) and box.top <= line.bbox.y_middle <= box.bottom]
    rows = [pieces_of(line) for line in sorted(inside, key=lambda line: line.bbox.y_middle)]
    if not 0 < len(rows) <= _MOST_LINES or not _has_title(box, lines) or _has_body(box, lines):
        return []
    words = rows[:-1] if len(rows) > 1 and is_number_row(rows[-1]) else rows
    names = [piece for row in words for piece in row]
    if not all(_is_name(piece) for piece in names):
        return []
    leaves = sorted(lowest_headings(names), key=lambda head: head.x0)
    if len(leaves) < _FEWEST_COLUMNS or any(a.x1 >= b.x0 for a, b in pairwise(leaves)):
        return []
    gutters = [(a.x1 + b.x0) / 2 for a, b in pairwise(leaves)]
    reaches = [Span(head.x0, head.x1) for head in leaves]
    return header_rulings(rows, list(pairwise((box.x0, *gutters, box.x1))), reaches, box, ())[0]


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


def _frame(box: BBox) -> list[Ruling]:
    return [
        *(Ruling(True, y, box.x0, box.x1) for y in (box.top, box.bottom)),
        *(Ruling(False, x, box.top, box.bottom) for x in (box.x0, box.x1)),
    ]
