"""Texts that hang over the foot of a table: a page break cut a merged cell, whose text is drawn whole on both pages.

Spreadsheets set the text in the middle of the whole cell and show of it what lies on the page. What lies below the
table on the first page is not seen there; on the next one it stands in the lower part of the cell.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.document.content import Element, Grid, GridCell, Paragraph
from extractor.document.geometry import BBox
from extractor.document.text import without_space

_SAME_END_PT = 2.0
_NEAR_EM = 1.0
"""Each line follows the one above, and the first one the foot, within this, in heights of the text."""
_NEAR_CELLS = 400
"""Cells at the end of a table, and at the beginning of the next one, that are looked at: about a page of them."""


def without_hanging_texts(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The elements without the texts that hang from a cell at the foot of a page's last table and stand again, whole,
    in the cell below it at the head of the next page's first table; nor does the upper cell keep a part of them."""
    grids = [index for index, element in enumerate(elements) if isinstance(element, Grid) and element.places]
    changed: dict[int, Element] = {}
    gone: set[int] = set()
    for upper, lower in pairwise(grids):
        above, below = elements[upper], elements[lower]
        if lower - upper < 2 or not (isinstance(above, Grid) and isinstance(below, Grid)):
            continue
        hanging = _hanging(above, below, elements[upper + 1 : lower])
        if hanging:
            cells = (c._replace(raw="", line_boxes=(), uncertain=()) if c[:2] in hanging else c for c in above.cells)
            changed[upper] = replace(above, cells=tuple(cells))
            gone |= {upper + 1 + index for found in hanging.values() for index in found}
    return tuple(changed.get(index, element) for index, element in enumerate(elements) if index not in gone)


def _hanging(above: Grid, below: Grid, between: Sequence[Element]) -> dict[tuple[int, int], list[int]]:
    """The cells (row, column) at the foot of a grid whose text hangs over it, with the paragraphs it goes on in."""
    page = above.places[-1].page
    if below.places[0].page != page + 1:
        return {}
    found: dict[tuple[int, int], list[int]] = {}
    for cell in above.cells[-_NEAR_CELLS:]:
        if cell.row + cell.row_span < above.rows or not cell.places:
            continue
        own = _paragraphs_below(cell.places[-1].bbox, page, between)
        text = without_space(" ".join([cell.raw, *(text for _, text in own)]))
        if own and any(_goes_on_as(cell, other, text) for other in below.cells[:_NEAR_CELLS]):
            found[cell.row, cell.column] = [index for index, _ in own]
    return found


def _paragraphs_below(cell: BBox, page: int, between: Sequence[Element]) -> list[tuple[int, str]]:
    """The paragraphs right below a cell, no wider than it, one closely below the other: their indices and texts."""
    own: list[tuple[int, str]] = []
    foot = cell.bottom
    for index, element in enumerate(between):
        if not isinstance(element, Paragraph) or element.furniture or not element.places:
            continue
        box = element.places[0].bbox
        within = cell.x0 - _SAME_END_PT <= box.x0 and box.x1 <= cell.x1 + _SAME_END_PT
        if element.places[0].page == page and within and box.top - foot <= _NEAR_EM * box.height:
            own.append((index, element.text))
            foot = max(foot, box.bottom)
    return own


def _goes_on_as(upper: GridCell, lower: GridCell, text: str) -> bool:
    """Whether a cell of the next page stands in the same columns, by their borders, and says that very text."""
    if not lower.places or without_space(lower.raw) != text:
        return False
    a, b = upper.places[-1].bbox, lower.places[0].bbox
    return abs(a.x0 - b.x0) <= _SAME_END_PT and abs(a.x1 - b.x1) <= _SAME_END_PT
