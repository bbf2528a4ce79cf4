"""Ruled regions that hold a header alone → the whole table: rows follow without verticals, and stand in the columns
that the header draws.

The header is a grid of boxes, the body ends at a horizontal of its width, or with its last row.
"""

from collections.abc import Sequence
from dataclasses import replace

from extractor.document.caption_words import is_note
from extractor.document.geometry import BBox, union
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, Page, Ruling, TextLine
from extractor.document.region import Region
from extractor.document.total_words import is_total
from extractor.layout.caption_lines import is_caption_line, is_prose_or_caption
from extractor.layout.filled import borders_down
from extractor.layout.gutters import is_of_body
from extractor.layout.half_ruled import blank_rows_below, rows_below
from extractor.layout.pieces import is_number_row, is_year, pieces_of

_SAME_END_PT = 6.0
"""The horizontal that ends a body begins and ends as its header does, but for this."""
_SLACK_PT = 1.0
_FARTHEST_EM = 3.0
"""Rows of one table are no farther apart than this, in heights of the text."""
_HIGHEST_BLANK_EM = 3.5
"""A row without figures holds a label of two lines, in heights of the text."""
_FEWEST_CUTS = 4
"""Three columns: words below a box of two may stand in them by chance."""


def with_open_bodies(regions: Sequence[Region], page: Page, lines: Sequence[TextLine]) -> tuple[Region, ...]:
    """The regions, each that holds a header alone with the rows below it; ``lines`` are those outside the regions."""
    return tuple(_with_body(region, regions, page, lines) for region in regions)


def _with_body(region: Region, regions: Sequence[Region], page: Page, lines: Sequence[TextLine]) -> Region:
    box = region.bbox
    cuts = _columns_at_foot(region)
    tops = [other.bbox.top for other in regions if other is not region and other.bbox.top >= box.bottom - _SLACK_PT]
    room = box._replace(top=box.bottom, bottom=min(tops, default=page.height))
    below = _inside(room, lines)
    if len(cuts) < _FEWEST_CUTS or not below or not _is_header(region, page.glyphs):
        return region
    bottom = _end_of_body(room, cuts, below, page.rulings)
    if bottom == box.bottom:
        return region
    body = room._replace(bottom=bottom)
    held = _inside(body, below)
    added = [r for r in page.rulings if r.horizontal and _lies_in(r, body)]
    for x in cuts:
        added += borders_down(x, box.bottom, bottom, held)
    return replace(region, bbox=box._replace(bottom=bottom), rulings=(*region.rulings, *added))


def _columns_at_foot(region: Region) -> tuple[float, ...]:
    """The x of the borders that reach the foot of a region, its sides among them, where a horizontal closes it."""
    box = region.bbox
    closed = any(r.horizontal and _spans(r, box) and r.position >= box.bottom - _SLACK_PT for r in region.rulings)
    inner = {
        round(r.position, 1)
        for r in region.rulings
        if not r.horizontal
        and r.end >= box.bottom - _SLACK_PT
        and box.x0 + _SAME_END_PT < r.position < box.x1 - _SAME_END_PT
    }
    return (box.x0, *sorted(inner), box.x1) if closed else ()


def _is_header(region: Region, glyphs: Sequence[Glyph]) -> bool:
    """Whether a region holds words, and no figures but years and the numbers of the columns."""
    box = region.bbox
    inside = [
        glyph
        for glyph in glyphs
        if box.x0 <= glyph.bbox.x_middle <= box.x1 and box.top <= glyph.bbox.y_middle <= box.bottom
    ]
    rows = [pieces_of(line) for line in compose_lines(inside)]
    return bool(rows) and not any(
        piece.is_figure and not is_year(piece) for row in rows if not is_number_row(row) for piece in row
    )


def _end_of_body(room: BBox, cuts: Sequence[float], lines: Sequence[TextLine], rulings: Sequence[Ruling]) -> float:
    """The y below the last row under a header that ends where ``room`` begins; there, where no rows follow."""
    bottom, shows_body = room.top, False
    for y in sorted(r.position for r in rulings if r.horizontal and _spans(r, room) and _lies_in(r, room)):
        zone = room._replace(top=bottom, bottom=y)
        held = _inside(zone, lines)
        has_rows = _are_rows(held, cuts, bottom)
        if not has_rows and not _is_blank_row(held, cuts, zone):
            break
        bottom = y
        shows_body |= has_rows or any(is_total(line.text) for line in held)
    if shows_body:
        return bottom
    rows = rows_below(lines, room.top)
    rows += blank_rows_below(lines, rows)
    return max(line.bbox.bottom for line in rows) if _are_rows(rows, cuts, room.top) else room.top


def _are_rows(lines: Sequence[TextLine], cuts: Sequence[float], top: float) -> bool:
    """Whether lines follow closely below ``top``, hold figures, and stand between the borders of the columns."""
    if not any(is_of_body(pieces_of(line)) for line in lines) or any(_ends_table(line, cuts) for line in lines):
        return False
    farthest = _FARTHEST_EM * max(line.bbox.height for line in lines)
    end = top
    for line in sorted(lines, key=lambda line: line.bbox.top):
        if line.bbox.top - end > farthest:
            return False
        end = max(end, line.bbox.bottom)
    # a single text across a border is a heading within the body
    return all(len(pieces_of(line)) == 1 or not _crosses(line, cuts) for line in lines)


def _ends_table(line: TextLine, cuts: Sequence[float]) -> bool:
    """Whether a line is a caption, or prose that runs over the borders: what is said of a project in a column of its
    own is a cell's."""
    return is_prose_or_caption(line) and (is_caption_line(pieces_of(line)) or _crosses(line, cuts))


def _is_blank_row(lines: Sequence[TextLine], cuts: Sequence[float], zone: BBox) -> bool:
    """Whether all that stands between two horizontals is a row without figures: words between the borders, and as
    close to the lower horizontal as to the upper one."""
    if not lines or any(is_prose_or_caption(line) or is_note(line.text) or _crosses(line, cuts) for line in lines):
        return False
    text = union(line.bbox for line in lines)
    height = max(line.bbox.height for line in lines)
    return max(text.top - zone.top, zone.bottom - text.bottom) <= height and text.height <= _HIGHEST_BLANK_EM * height


def _crosses(line: TextLine, cuts: Sequence[float]) -> bool:
    return any(word.bbox.x0 < x - _SLACK_PT and x + _SLACK_PT < word.bbox.x1 for word in line.words for x in cuts)


def _spans(ruling: Ruling, box: BBox) -> bool:
    return abs(ruling.start - box.x0) <= _SAME_END_PT and abs(ruling.end - box.x1) <= _SAME_END_PT


def _lies_in(ruling: Ruling, box: BBox) -> bool:
    within = box.x0 - _SAME_END_PT <= ruling.start and ruling.end <= box.x1 + _SAME_END_PT
    return within and box.top + _SLACK_PT < ruling.position <= box.bottom


def _inside(box: BBox, lines: Sequence[TextLine]) -> list[TextLine]:
    return [
        line
        for line in lines
        if box.top < line.bbox.y_middle < box.bottom
        and box.x0 - _SAME_END_PT <= line.bbox.x0
        and line.bbox.x1 <= box.x1 + _SAME_END_PT
    ]
