"""The evidence that a table goes on on the next page, weighed.

The weights are in the manner of log odds, set by hand: a join needs a sum above 0. Two tables on neighbouring pages
are at first taken as two (every page of a disclosure may begin a new one), so the prior is negative. It is outweighed
by the same columns of an untitled piece, or by a header that comes again over columns that moved; it is not by the
number of columns alone. What tells two tables apart for certain (another title, unit or department) is no matter of
weight: there is no evidence then at all.
"""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.document.caption_words import is_continued
from extractor.document.content import Grid, GridCell
from extractor.document.draft import Draft, HeaderLayout
from extractor.document.join import JoinEvidence
from extractor.document.text import folded
from extractor.tables.join_columns import ColumnMatch, match_columns
from extractor.tables.join_headers import HeaderMatch, begins_again, match_headers
from extractor.tables.join_rows import row_evidence, total_evidence

_WEIGHTS = {
    "neighbouring_pages": -2.5,
    "columns_same": 2.0,
    "columns_moved": 1.0,
    "columns_divided": 0.0,
    "columns_counted": 0.0,
    "columns_laid_anew": 1.0,
    "untitled": 1.5,
    "same_title": 0.5,
    "says_continued": 3.0,
    "header_repeated": 3.0,
    "header_alike": 2.0,
    "header_changed": 0.0,
    "header_other": -4.0,
    "header_none": 1.0,
    "begins_again": -5.0,
    "form_begins_again": -8.0,
    "numbering_goes_on": 2.0,
    "numbering_begins_again": -4.0,
    "ended_with_total": -1.5,
    "total_again": -5.0,
    "total_again_without_header": -1.0,
    "named_otherwise": -6.0,
    "notes_between": -3.0,
    "same_notes_under_both": 1.5,
    "next_row_would_have_fitted": -1.0,
    "page_left_empty": -3.0,
}
_EMPTY_SHARE = 0.3
"""A page left empty in this share was left on purpose: a row, however high, is seldom as high."""
_FITS_PT = 4.0
_FIRST_CELLS = 400
"""Cells in which the rows of a header are looked for."""


class Weighed(NamedTuple):
    """The evidence for one join, with how the columns and headers match."""

    columns: ColumnMatch
    header: HeaderMatch
    evidence: tuple[JoinEvidence, ...]

    @property
    def score(self) -> float:
        return sum(item.weight for item in self.evidence)


def weigh_join(
    before: Draft, header: HeaderLayout, after: Draft, own: HeaderLayout, room: tuple[float, float] | None
) -> Weighed | None:
    """Weigh whether ``after``, on the page after the last one of ``before``, goes on with it; None where it can not.

    ``room`` is what the page before left free below the table, in points, and the height of that page.
    """
    columns = match_columns(before.grid, after.grid, form=header.is_form)
    if columns is None or _is_another(before, after):
        return None
    match = match_headers(before.grid, header, after.grid, own, columns)
    kinds = ["neighbouring_pages", f"columns_{columns.likeness}", f"header_{match.likeness}"]
    kinds += _of_captions(before, after)
    if begins_again(before.grid, header, after.grid, columns, match.rows):
        kinds.append("form_begins_again" if header.is_form else "begins_again")
    if not header.is_form:
        kinds += row_evidence(before.grid, header.header_rows, after.grid, match.rows)
        kinds += total_evidence(before.grid, header.header_rows, after.grid, match.rows)
        if _is_named_otherwise(before, after, match.rows):
            kinds.append("named_otherwise")
    kinds += _of_room(after.grid, match.rows, room)
    return Weighed(columns, match, tuple(JoinEvidence(kind, _WEIGHTS[kind]) for kind in kinds))


def _is_another(before: Draft, after: Draft) -> bool:
    """Whether the piece names itself as another table: by title, unit, department or date."""
    if after.title is not None and not _same(before.title, after.title):
        longer = after.continuation and before.title and folded(after.title) in folded(before.title)
        if not longer:
            return True
    pairs = ((before.unit, after.unit), (before.department, after.department), (before.as_of, after.as_of))
    if any(a and b and not _same(a, b) for a, b in pairs):
        return True
    said, again = _labelled(before.captions), _labelled(after.captions)
    return any(said[label] != again[label] for label in said.keys() & again.keys())


def _labelled(captions: Sequence[str]) -> dict[str, str]:
    """What captions say of a table under a label (资金性质：一般公共预算)."""
    parted = (folded(caption).partition(":") for caption in captions)
    return {label: value for label, colon, value in parted if colon and value}


def _of_captions(before: Draft, after: Draft) -> list[str]:
    kinds = []
    if after.continuation:
        kinds.append("says_continued")
    kinds.append("untitled" if after.title is None else "same_title")
    if before.notes:
        kinds.append("notes_between")
        if before.notes == after.notes:
            kinds.append("same_notes_under_both")
    return kinds


def _is_named_otherwise(before: Draft, after: Draft, rows: int) -> bool:
    """Whether a line over the whole width, above the repeated names, says what the table before does not."""
    bands = [_band(cell, after.grid) for cell in after.grid.cells[:_FIRST_CELLS] if cell.row < rows]
    naming = [band for band in bands if band and not is_continued(band)]
    if not naming:
        return False
    known = [folded(cell.raw) for cell in before.grid.cells[:_FIRST_CELLS]] + [folded(before.title or "")]
    return any(not any(band in text for text in known) for band in naming)


def _band(cell: GridCell, grid: Grid) -> str:
    return folded(cell.raw) if cell.column_span == grid.columns > 1 else ""


def _of_room(after: Grid, skip: int, room: tuple[float, float] | None) -> list[str]:
    if room is None:
        return []
    free, page = room
    first = [(cell, place.bbox.height) for cell in after.cells if cell.row == skip for place in cell.places]
    heights = [height for cell, height in first if cell.row_span == 1]
    if not heights or any(height > free for cell, height in first if cell.row_span > 1):
        # a merged cell keeps its rows together where it can
        return []
    if free > max(heights) + _FITS_PT:
        return ["page_left_empty" if free > _EMPTY_SHARE * page else "next_row_would_have_fitted"]
    return []


def _same(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and folded(a) == folded(b)
