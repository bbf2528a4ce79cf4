"""The columns of a table that may go on over the page break, and whether what stands on the next page stands in them.

A page without the header, or with columns that are blank on it, does not show all columns of its table; the page
before did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.document.content import Grid
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, TextLine
from extractor.layout.caption_lines import is_beside_another, is_prose_or_caption
from extractor.layout.gutters import is_of_body
from extractor.layout.headers import read_header
from extractor.layout.pieces import Piece, pieces_of
from extractor.layout.text_rows import column_of

_LAST_ROWS = 12
"""So many rows at the foot of a table show how its columns are set."""
_SAME_EDGE_PT = 1.5
_MOST_LINES_ABOVE = 3
"""A running head, and lone headings of the table's header, may stand above its rows."""


@dataclass(frozen=True, slots=True)
class SetColumn:
    """How the texts of a column are set: figures on one edge or around a middle; words may be indented."""

    left: float
    right: float
    middle: float
    has_figures: bool

    def holds(self, piece: Piece) -> bool:
        """Whether a text is set like the column's: figures wider than those before reach over its border, words may be
        indented less."""
        box = piece.bbox
        if not self.has_figures:
            return not piece.is_figure
        offsets = (box.x0 - self.left, box.x1 - self.right, box.x_middle - self.middle)
        return any(abs(offset) <= _SAME_EDGE_PT for offset in offsets)


@dataclass(frozen=True, slots=True)
class OpenColumns:
    """The borders of a table's columns, outer ones too (x in points), and how each column is set; None where it is
    blank at the table's foot, as every one is below a header that stands alone there."""

    borders: tuple[float, ...]
    columns: tuple[SetColumn | None, ...]

    def hold(self, rows: Sequence[Sequence[Piece]]) -> bool:
        """Whether most texts of each column are set as before, in at least two columns; where nothing shows how they
        are set, it is enough that they stand between the borders."""
        spans = list(pairwise(self.borders))
        held: dict[int, list[bool]] = {}
        for row in rows:
            for piece in row:
                index = column_of(piece, spans)
                held.setdefault(index, []).append(self._holds(piece, self.columns[index], spans[index]))
        known = held if not any(self.columns) else [index for index in held if self.columns[index] is not None]
        return len(known) > 1 and all(2 * sum(set_alike) > len(set_alike) for set_alike in held.values())

    def _holds(self, piece: Piece, column: SetColumn | None, span: tuple[float, float]) -> bool:
        if not any(self.columns):
            # below headings alone the borders are guesses
            return span[0] <= piece.bbox.x_middle <= span[1]
        if column is not None and column.has_figures:
            return column.holds(piece)
        inside = span[0] - _SAME_EDGE_PT <= piece.bbox.x0 and piece.bbox.x1 <= span[1] + 1
        return inside and (column is None or column.holds(piece))


def open_columns(grid: Grid, glyphs: Sequence[Glyph]) -> OpenColumns | None:
    """The columns of a table whose borders are not drawn; None of one that is ruled, or has a single column."""
    if not grid.inferred or grid.columns < 2:
        return None
    spans = list(pairwise(grid.column_edges))
    if read_header(grid).header_rows == grid.rows:
        return OpenColumns(grid.column_edges, (None,) * len(spans))
    tops = sorted({cell.places[0].bbox.top for cell in grid.cells if cell.places})[-_LAST_ROWS:]
    low = [glyph for glyph in glyphs if glyph.bbox.y_middle > tops[0]]
    rows = [pieces_of(line) for line in compose_lines(low)]
    first = next((n for n, row in enumerate(rows) if is_of_body(row)), 0)
    held: list[list[Piece]] = [[] for _ in spans]
    for row in rows[first:]:
        for piece in row:
            held[column_of(piece, spans)].append(piece)
    return OpenColumns(grid.column_edges, tuple(_set_column(pieces) for pieces in held))


def _set_column(pieces: Sequence[Piece]) -> SetColumn | None:
    if not pieces:
        return None
    boxes = [piece.bbox for piece in pieces]
    has_figures = 2 * sum(piece.is_figure for piece in pieces) > len(pieces)
    return SetColumn(
        median(box.x0 for box in boxes),
        median(box.x1 for box in boxes),
        median(box.x_middle for box in boxes),
        has_figures,
    )


def may_go_on(above: Sequence[TextLine]) -> bool:
    """Whether a table may go on with one of the page before: hardly a line stands ``above`` it, but for a header in
    columns (lines beside others), and none that names a table or is prose."""
    if any(is_prose_or_caption(line) for line in above):
        return False
    plain = [line for line in above if len(pieces_of(line)) == 1 and not is_beside_another(line, above)]
    return len(plain) <= _MOST_LINES_ABOVE
