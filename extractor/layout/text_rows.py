"""Lines between column borders → rows: a line that goes on with a wrapped text joins its row.

A line break is a wrap only where the next word would not have fitted; two figures never share a row. Both are what a
typesetter does, whatever the document.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.document.geometry import BBox, union
from extractor.layout.pieces import Piece, begins_item

_SAME_ROW_EM = 0.65
"""Lines whose middles are closer than this, in heights of the text, stand side by side: one is set in the middle of
a text of two lines."""
_SAME_MIDDLE_EM = 0.3
_CLOSE_EM = 1.3
"""Lines of one text follow each other within this distance, in heights of the text."""
_WRAPPED_GAP = 1.15
"""Within a wrapped text the lines are no farther apart than this, relative to the usual distance of the band."""
_OPENING = tuple("（(《“‘〔【")
_CLOSING = tuple("）)》”’〕】，。、；：！？,.;:%％")
_ROOMY_EM = 2.1
"""Rows farther apart than this, in heights of the text, have more room between them than lines of one text."""
_BELOW_PITCH = 0.9
_ROOM_EM = 0.6
"""A word fits where this much room, in heights of the text, is left over after it."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """What stands in each column of one row: column index to pieces; ``bbox`` is around all of them."""

    cells: Mapping[int, tuple[Piece, ...]]
    bbox: BBox

    @property
    def has_figures(self) -> bool:
        return any(piece.is_figure for column, pieces in self.cells.items() if column for piece in pieces)


def compose_rows(lines: Sequence[Sequence[Piece]], columns: Sequence[tuple[float, float]]) -> list[TextRow]:
    """Put the lines of a band (from top to bottom) into rows; ``columns`` are (left, right) in points."""
    rows = _around_middles(_side_by_side([_row(line, columns) for line in lines]))
    if len(rows) < 2:
        return rows
    usual = min(median(b.bbox.y_middle - a.bbox.y_middle for a, b in pairwise(rows)), _roomy_pitch(rows) / _WRAPPED_GAP)
    widths = _text_widths(rows)
    joined = [rows[0]]
    for row in rows[1:]:
        if not _is_across(joined[-1], columns) and _goes_on(joined[-1], row, usual, widths):
            joined[-1] = _merged(joined[-1], row)
        else:
            joined.append(row)
    return joined


def _is_across(row: TextRow, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the row is one line of text that runs over the first column's border: a heading within the body."""
    pieces = [piece for pieces in row.cells.values() for piece in pieces]
    box = pieces[0].bbox
    return len(pieces) == 1 and box.x0 < columns[0][1] < box.x1 - box.height


def _roomy_pitch(rows: Sequence[TextRow]) -> float:
    """How near a line must be to go on with the one above, where rows stand so far apart that lines of one text never
    do; infinite in a dense table."""
    figures = [row for row in rows if row.has_figures]
    if len(figures) < 2:
        return float("inf")
    # the smallest: a row without figures doubles the distance between its neighbours
    pitch = min(b.bbox.y_middle - a.bbox.y_middle for a, b in pairwise(figures))
    height = median(_line_height(row) for row in figures)
    return _BELOW_PITCH * pitch if pitch >= _ROOMY_EM * height else float("inf")


def label_lines_above(lines: Sequence[Sequence[Piece]], first: int, columns: Sequence[tuple[float, float]]) -> int:
    """How many lines above ``first`` are the upper lines of a label that has the figures of ``first`` in its middle."""
    rows = [_row(line, columns) for line in lines]
    widths = _text_widths(rows)
    return next((k for k in (3, 2, 1) if _is_middle(rows, first, k, widths)), 0)


def column_of(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
    """The column (ascending, side by side) that a piece shares most of its width with; of equal ones the first."""
    first = max(0, bisect_right(columns, (piece.bbox.x0, float("inf"))) - 1)
    last = max(first, bisect_right(columns, (piece.bbox.x1, float("inf"))) - 1)
    return max(
        range(first, last + 1),
        key=lambda n: (min(columns[n][1], piece.bbox.x1) - max(columns[n][0], piece.bbox.x0), -n),
    )


def _row(line: Sequence[Piece], columns: Sequence[tuple[float, float]]) -> TextRow:
    cells: dict[int, tuple[Piece, ...]] = {}
    for piece in line:
        column = column_of(piece, columns)
        cells[column] = (*cells.get(column, ()), piece)
    return TextRow(cells, union(piece.bbox for piece in line))


def _merged(first: TextRow, second: TextRow) -> TextRow:
    cells = dict(first.cells)
    for column, pieces in second.cells.items():
        cells[column] = (*cells.get(column, ()), *pieces)
    return TextRow(cells, union((first.bbox, second.bbox)))


def _side_by_side(rows: Sequence[TextRow]) -> list[TextRow]:
    """Join lines that overlap in height: a figure in the middle of a label of two lines."""
    joined = [rows[0]]
    for row in rows[1:]:
        last = joined[-1]
        height = min(_line_height(last), _line_height(row))
        bottom = max(piece.bbox.bottom for pieces in last.cells.values() for piece in pieces)
        overlap = bottom - row.bbox.top
        apart = not set(last.cells) & set(row.cells)
        if overlap > (1 - _SAME_ROW_EM) * height and (apart or not (last.has_figures and row.has_figures)):
            joined[-1] = _merged(last, row)
        else:
            joined.append(row)
    return joined


def _around_middles(rows: Sequence[TextRow]) -> list[TextRow]:
    """Join the lines of a label above and below what is set in its middle, as many above as below."""
    widths = _text_widths(rows)
    joined: list[TextRow] = []
    index = 0
    while index < len(rows):
        reach = next((k for k in (3, 2, 1) if _is_middle(rows, index + k, k, widths)), 0)
        row = rows[index]
        for other in rows[index + 1 : index + 2 * reach + 1]:
            row = _merged(row, other)
        joined.append(row)
        index += 2 * reach + 1
    return joined


def _is_middle(rows: Sequence[TextRow], index: int, reach: int, widths: Mapping[int, float]) -> bool:
    """Whether what a row has beside a label stands in the middle of ``reach`` lines of words above and as many below.

    Where the label has a line in the row itself, all its lines but the last are full and at one distance.
    """
    if index - reach < 0 or index + reach >= len(rows):
        return False
    middle = rows[index]
    around = [*rows[index - reach : index], *rows[index + 1 : index + reach + 1]]
    label = set(around[0].cells)
    if not (middle.has_figures or set(middle.cells) - label):
        return False
    if any(row.has_figures or set(row.cells) != label for row in around):
        return False
    height = _line_height(around[0])
    above, below = middle.bbox.y_middle - around[0].bbox.y_middle, around[-1].bbox.y_middle - middle.bbox.y_middle
    if label <= set(middle.cells) and not _is_one_text(rows[index - reach : index + reach + 1], label, widths):
        return False
    return abs(above - below) <= _SAME_MIDDLE_EM * height and max(above, below) < (reach + 0.5) * _CLOSE_EM * height


def _is_one_text(rows: Sequence[TextRow], label: set[int], widths: Mapping[int, float]) -> bool:
    """Whether the lines of a label, in the columns ``label``, follow each other at one distance and none but the last
    has room for the next word."""
    steps = [b.bbox.y_middle - a.bbox.y_middle for a, b in pairwise(rows)]
    if max(steps) - min(steps) > _SAME_MIDDLE_EM * _line_height(rows[0]):
        return False
    lines = [TextRow({column: row.cells[column] for column in label}, row.bbox) for row in rows]
    return not any(
        begins_item(line.cells[min(label)][0].text) or _is_whole(a, line, widths) for a, line in pairwise(lines)
    )


def _line_height(row: TextRow) -> float:
    return max(piece.bbox.height for pieces in row.cells.values() for piece in pieces)


def _text_widths(rows: Sequence[TextRow]) -> dict[int, float]:
    """How wide the text of each column gets."""
    widths: dict[int, float] = {}
    for row in rows:
        for column, pieces in row.cells.items():
            box = union(piece.bbox for piece in pieces)
            widths[column] = max(widths.get(column, 0.0), box.width)
    return widths


def _goes_on(above: TextRow, row: TextRow, usual: float, widths: Mapping[int, float]) -> bool:
    """Whether the row is the next line of a text that the row above it began."""
    if (row.has_figures and above.has_figures) or begins_item(row.cells[min(row.cells)][0].text):
        return False
    distance = row.bbox.top - _last_line_top(above)
    if distance > _WRAPPED_GAP * usual:
        return False
    if row.has_figures:
        # A label of several lines whose figures stand beside its last one: the label must go on in the same column.
        return 0 in row.cells and not _is_whole(above, row, widths)
    return set(row.cells) <= set(above.cells) and not _is_whole(above, row, widths)


def _is_whole(above: TextRow, row: TextRow, widths: Mapping[int, float]) -> bool:
    """Whether in some column the text above would have had room for the first word below: it had ended."""
    for column in set(above.cells) & set(row.cells):
        last, first = above.cells[column][-1], row.cells[column][0]
        if last.bbox.width + _first_width(first) + _ROOM_EM * first.bbox.height <= widths[column]:
            return True
    return not set(above.cells) & set(row.cells)


def _first_width(piece: Piece) -> float:
    """The width of what a line break can not part at the start of a text: a word, or a Chinese character with the
    bracket before it or the punctuation behind it."""
    word = piece.text.split()[0]
    if word.isascii():
        return piece.bbox.width * len(word) / len(piece.text)
    bound = word[0] in _OPENING or word[1:2] in _CLOSING
    return piece.bbox.height * (2 if bound and len(word) > 1 else 1)


def _last_line_top(row: TextRow) -> float:
    return max(piece.bbox.top for pieces in row.cells.values() for piece in pieces)
