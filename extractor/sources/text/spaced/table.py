"""The lines of a table → its grid: header cells with their spans, then its rows."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.document.content import Grid, GridCell
from extractor.document.geometry import BBox, Place
from extractor.document.total_words import is_sum, is_total
from extractor.sources.slots import fill_slots
from extractor.sources.text.spaced.columns import Columns, find_columns, is_number_line
from extractor.sources.text.spaced.header import header_cells, nearest
from extractor.sources.text.spaced.lines import SpacedLine, begins_item, is_figure, tokens_of
from extractor.sources.text.spaced.merged_labels import take_merged_labels
from extractor.sources.text.spaced.placing import PlacedLine, place_line, place_lines
from extractor.sources.text.spaced.rows import Row, compose_rows

_CODE = re.compile(r"\d{3}(?:\d{2}){0,3}")
_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_POINTS_PER_COLUMN = 5.0
_POINTS_PER_LINE = 12.0
_OFF_MIDDLE = 1.5
"""What stands farther from the middle of a heading, in character columns, is not set around it."""
_LONGEST_CODE_PART = 2
_MOST_HEADER_LINES = 12
_MOST_UNNUMBERED = 2
"""So many columns (编码, 名称) may stand before the first that is numbered."""


class Parts(NamedTuple):
    """The lines of a table: header, column numbers (None where there are none), body."""

    header: tuple[SpacedLine, ...]
    numbers: SpacedLine | None
    body: tuple[SpacedLine, ...]


def read_table(
    lines: Sequence[SpacedLine], page: int, top: int, expected: int | None = None, *, torn: bool = False
) -> Grid | None:
    """The grid of the lines of one table; None where they show no two columns.

    ``top`` is the number of the page's first line, ``expected`` the number of columns of the table that it may go on
    with; ``torn``: whether each text stands in its column, so that the rows are as good as those of any dump. The
    grid's place and edges are in made-up points (5 a character
    column, 12 a line) that only order things on the page; its cells have lines, not places.
    """
    parts = part_lines(lines)
    columns = find_columns(parts.header, parts.numbers, parts.body, expected)
    if len(columns.spans) < 2:
        return None
    header, depth = _header(columns)
    if parts.numbers:
        header += _cells_of(_placed_row(parts.numbers, columns), depth)
        depth += 1
    placed, labels = take_merged_labels(place_lines(parts.body, columns.spans, padded=torn))
    merged = _merged_totals(placed, columns)
    numbers = [line.number for line in placed]
    blank = [n for before, n in pairwise(numbers) if n - before > 1]
    rows = compose_rows(placed, blank)
    cells = [*header, *(cell for index, row in enumerate(rows, depth) for cell in _cells_of(row, index, merged))]
    of_line = {number: index for index, row in enumerate(rows, depth) for number in row.lines}
    cells += [
        GridCell(of_line[first], 0, text, row_span=of_line[last] - of_line[first] + 1, line=number)
        for text, first, last, number in labels
    ]
    count = depth + len(rows)
    width = len(columns.spans)
    first, last = lines[0].number - top, lines[-1].number - top + 1
    left, right = columns.spans[0].start, columns.spans[-1].end
    box = BBox(
        *(
            float(v)
            for v in (
                left * _POINTS_PER_COLUMN,
                first * _POINTS_PER_LINE,
                right * _POINTS_PER_COLUMN,
                last * _POINTS_PER_LINE,
            )
        )
    )
    return Grid(
        count,
        width,
        fill_slots(count, width, cells),
        places=(Place(page, box),),
        column_edges=_edges(columns),
        torn=torn,
        inferred=True,
        drawn=False,
    )


def part_lines(lines: Sequence[SpacedLine]) -> Parts:
    """Part the lines of a table at its line of column numbers, else at its first line with figures, code or total."""
    for index, line in enumerate(lines[:_MOST_HEADER_LINES]):
        if is_number_line(line):
            tokens = tuple(token for piece in line.pieces for token in tokens_of(piece))
            return Parts(tuple(lines[:index]), SpacedLine(line.number, tokens), tuple(lines[index + 1 :]))
    index = next((n for n in range(len(lines)) if _is_of_body(lines, n)), len(lines))
    if index == len(lines) or index > _MOST_HEADER_LINES:
        return Parts((), None, tuple(lines))
    if 1 < index < len(lines) and _is_label_above(lines[index - 1], lines[index]):
        index -= 1
    return Parts(tuple(lines[:index]), None, tuple(lines[index:]))


def _is_label_above(line: SpacedLine, below: SpacedLine) -> bool:
    """Whether a lone text right above the first figures, left of them all, is the first line of their label."""
    alone = len(line.pieces) == 1 and below.number - line.number == 1
    return alone and line.pieces[0].start < below.pieces[0].start and below.pieces[0].is_figure


def _is_of_body(lines: Sequence[SpacedLine], index: int) -> bool:
    line = lines[index]
    first = line.pieces[0].text
    figures = [piece for piece in line.pieces[1:] if piece.is_figure and not _YEAR.fullmatch(piece.text)]
    if figures or _CODE.fullmatch(first) or begins_item(first):
        return True
    words = [word for piece in line.pieces for word in piece.text.split(" ")]
    if any(is_figure(word) and not _YEAR.fullmatch(word) and ("." in word or "," in word) for word in words):
        return True
    if len(line.pieces) > 1 or not is_total(first):
        return False
    # a total alone on its line heads a column where more headings stand below
    return index + 1 == len(lines) or _is_of_body(lines, index + 1)


def _header(columns: Columns) -> tuple[list[GridCell], int]:
    found = header_cells(columns.headings, columns.leaves, columns.spans, columns.figures)
    depth = max((cell.row + 1 for cell in found), default=0)
    cells = [
        GridCell(
            cell.row,
            cell.first,
            cell.heading.text,
            row_span=depth - cell.row if cell.to_bottom else 1,
            column_span=cell.last - cell.first + 1,
            line=cell.heading.lines[0],
        )
        for cell in found
    ]
    # Two headings over one column: the slot's owner takes the text along.
    placed = {id(cell.heading) for cell in found}
    left = [heading for heading in columns.headings if id(heading) not in placed]
    depth = max(depth, 1) if left else depth
    cells += [
        GridCell(depth - 1, nearest(columns.spans, heading.start, heading.end), heading.text, line=heading.lines[0])
        for heading in left
    ]
    return cells, depth


def _placed_row(line: SpacedLine, columns: Columns) -> Row:
    """The row of column numbers; where some follow closely on another, or two stand in one column, they count the
    last columns one by one."""
    numbers = [piece for piece in line.pieces if piece.text[0].isdigit()]
    placed = place_line(line, columns.spans).cells
    unsure = any(b.start - a.end == 1 for a, b in pairwise(numbers)) or any(len(found) > 1 for found in placed.values())
    first = len(columns.spans) - len(numbers)
    cells = {column: [piece.text for piece in found] for column, found in placed.items()}
    if unsure and 0 <= first <= _MOST_UNNUMBERED:
        labels = [piece.text for piece in line.pieces if not piece.text[0].isdigit()]
        cells = {n: [text] for n, text in enumerate(labels[:first])}
        cells |= {first + n: [piece.text] for n, piece in enumerate(numbers)}
    return Row(cells, [line.number], has_figures=True)


def _cells_of(row: Row, index: int, merged: Mapping[tuple[int, int], int] | None = None) -> list[GridCell]:
    cells = []
    for column, texts in sorted(row.cells.items()):
        first = (merged or {}).get((row.lines[0], column), column)
        cells.append(GridCell(index, first, "\n".join(texts), 1, column - first + 1, (), row.lines[0]))
    return cells


def _merged_totals(lines: Sequence[PlacedLine], columns: Columns) -> dict[tuple[int, int], int]:
    """For totals that are set over several columns the first of these, by line and the column where they stand.

    Such a total is neither set around the middle of its column's heading nor from where the other texts of the
    column begin, but to the left of that middle, and the columns to its left are blank.
    """
    heads = {nearest(columns.spans, leaf.start, leaf.end): leaf.middle for leaf in columns.leaves}
    starts = Counter((column, pieces[0].start) for line in lines for column, pieces in line.cells.items())
    merged = {}
    for line in lines:
        for column, pieces in line.cells.items():
            piece = pieces[0]
            if len(pieces) > 1 or column not in heads or not is_sum(piece.text) or starts[column, piece.start] > 1:
                continue
            first = column
            while first > 0 and first - 1 not in line.cells and not _holds_amounts(first - 1, lines):
                first -= 1
            if first < column and heads[column] - piece.middle > _OFF_MIDDLE:
                merged[line.number, column] = first
    return merged


def _holds_amounts(column: int, lines: Sequence[PlacedLine]) -> bool:
    """Whether a column holds figures that are no codes."""
    texts = [pieces[0].text for line in lines if (pieces := line.cells.get(column))]
    return any(is_figure(text) and not _CODE.fullmatch(text) and len(text) > _LONGEST_CODE_PART for text in texts)


def _edges(columns: Columns) -> tuple[float, ...]:
    spans = columns.spans
    inner = [(a.end + b.start) / 2 for a, b in pairwise(spans)]
    return tuple(_POINTS_PER_COLUMN * x for x in (spans[0].start, *inner, spans[-1].end))
