"""Lines and grids of one page → elements in reading order."""

from collections.abc import Sequence

from extractor.document.content import Element, Grid, Paragraph
from extractor.document.geometry import BBox, Place, union
from extractor.document.page import TextLine, Word
from extractor.layout.side_by_side import GapBetween, gaps_between, in_columns

_PIECE_GAP_EM = 2.0
"""A gap this wide (in line heights) divides a line into pieces: a caption on the left, the unit on the right."""


def order_elements(
    page: int, lines: Sequence[TextLine], furniture: Sequence[bool], grids: Sequence[Grid]
) -> tuple[Element, ...]:
    """Order a page's text lines and grids from top to bottom, then left to right; furniture comes last. Tables beside
    each other come one after the other, each with the lines above and below it."""
    gaps = gaps_between(grids)
    placed: list[tuple[float, float, Element]] = []
    last: list[Element] = []
    for line, is_furniture in zip(lines, furniture, strict=True):
        for words in _pieces(line, gaps):
            box = union(word.bbox for word in words)
            paragraph = Paragraph(
                text=" ".join(word.text for word in words),
                places=(Place(page, BBox(*(round(v, 2) for v in box))),),
                size=round(max(word.size for word in words), 2),
                furniture=is_furniture,
            )
            if is_furniture:
                last.append(paragraph)
            else:
                placed.append((line.bbox.top, box.x0, paragraph))
    placed += [(grid.places[0].bbox.top, grid.places[0].bbox.x0, grid) for grid in grids]
    placed.sort(key=lambda item: item[:2])
    return (*in_columns([element for _, _, element in placed]), *last)


def _pieces(line: TextLine, gaps: Sequence[GapBetween]) -> list[list[Word]]:
    """The line's words, cut at wide gaps and between the captions of two tables; letter-spaced words (single
    characters) are never cut apart at a gap."""
    pieces: list[list[Word]] = [[line.words[0]]]
    for before, word in zip(line.words, line.words[1:], strict=False):
        gap = word.bbox.x0 - before.bbox.x1
        letters = len(before.text) == 1 and len(word.text) == 1
        limit = _PIECE_GAP_EM * max(before.bbox.height, word.bbox.height) * (3 if letters else 1)
        if gap > limit or any(between.parts(before, word) for between in gaps):
            pieces.append([])
        pieces[-1].append(word)
    return pieces
