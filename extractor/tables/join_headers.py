"""How many rows at the top of a piece repeat the header of the table that it goes on with."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from extractor.document.content import Grid
from extractor.document.draft import HeaderLayout
from extractor.document.matrix_words import read_matrix_word
from extractor.document.number import is_number
from extractor.document.table import slots_of
from extractor.document.text import folded
from extractor.tables.join_columns import ColumnMatch

HeaderLikeness = Literal["repeated", "alike", "changed", "other", "none"]

_ALIKE_SHARE = 0.6
"""A header whose columns keep their names in this share is the same header with some words changed."""
_DEEPEST = 8
"""Rows of a piece in which a repeated header is looked for."""
_FIRST_ROWS = 3
_LONGEST_NUMBER = 3
"""A column number has fewer digits than a code."""
_FIRST_CELLS = 2_000
"""Cells of the table that are compared: about those of its first page, so that the work of a join has a bound."""


class HeaderMatch(NamedTuple):
    """``rows`` at the top of the piece are header. ``repeated``: cell for cell; ``alike``: the same names over the
    columns, drawn in other rows; ``changed``: most of the names; ``other``: names of other columns; ``none``: the
    piece begins with its body."""

    likeness: HeaderLikeness
    rows: int


def match_headers(
    before: Grid, header: HeaderLayout, after: Grid, own: HeaderLayout, columns: ColumnMatch
) -> HeaderMatch:
    """Compare the header of the table with the first rows of ``after``, whose own header reads as ``own``."""
    width = len(columns.edges) - 1
    top = _texts(after, columns.after, _DEEPEST, width)
    known = _texts(before, columns.before, _DEEPEST, width)
    if header.is_form:
        return _whole(after, _repeated_rows(known, top)) or _match_form(own, after, columns)
    names = known[: header.header_rows]
    unnumbered = [row for index, row in enumerate(names) if index not in header.number_rows]
    for rows in range(min(len(names), len(top) - 1), 0, -1):
        if top[:rows] in (names[-rows:], unnumbered[-rows:]):
            numbers = _number_rows(top[rows:], own, rows)
            again = _repeated_rows(known[len(names) :], top[rows + numbers :])
            if found := _whole(after, rows + numbers + again):
                return found
    if not own.header_rows or own.is_form:
        return HeaderMatch("none", 0)
    share = _same_names(header, own, columns)
    if share == 1:
        return HeaderMatch("alike", own.header_rows)
    if share >= _ALIKE_SHARE:
        return HeaderMatch("changed", own.header_rows)
    return HeaderMatch("other" if _heads_numbers(before, header.header_rows, after, columns) else "none", 0)


def _number_rows(below: Sequence[Sequence[str]], own: HeaderLayout, rows: int) -> int:
    """How many rows below the repeated names number the columns, perhaps on from those of the page before."""
    if rows < own.header_rows and set(range(rows, own.header_rows)) <= set(own.number_rows):
        return own.header_rows - rows
    texts = list(dict.fromkeys(text for text in below[0] if text)) if len(below) > 1 else []
    counted = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < _LONGEST_NUMBER]
    return int(len(texts) == len(counted) > 2 and all(b - a == 1 for a, b in pairwise(counted)))


def begins_again(before: Grid, header: HeaderLayout, after: Grid, columns: ColumnMatch, skip: int) -> bool:
    """Whether ``after``, below its ``skip`` repeated rows, begins as the table before began: a form with the same
    first labels beside other words, a list with the words of the first body row, which the table has nowhere else."""
    width = len(columns.edges) - 1
    known = _texts(before, columns.before, header.header_rows + _FIRST_ROWS, width)[header.header_rows :]
    found = _texts(after, columns.after, skip + _FIRST_ROWS, width)[skip:]
    if not known or not found:
        return False
    if header.is_form:
        same = [a[0] == b[0] != "" and a != b for a, b in zip(known, found, strict=False)]
        return same[0] or sum(same) > 1
    first = [text for text in known[0] if text and not is_number(text)]
    words = [text for text in found[0] if text and not is_number(text)]
    if not first or first != words:
        return False
    body = [cell for cell in before.cells[:_FIRST_CELLS] if cell.row >= header.header_rows]
    return sum(folded(cell.raw) == first[0] for cell in body) == 1


def _match_form(own: HeaderLayout, after: Grid, columns: ColumnMatch) -> HeaderMatch:
    """A piece that begins with the names of an indicator matrix over other columns is a table beside the form, unless
    a label stands left of it."""
    first = [cell for cell in after.cells if cell.row == 0 and cell.raw.strip()]
    heads = [cell for cell in first if read_matrix_word(cell.raw) is not None]
    is_matrix = len(heads) > 1 and first[0] in heads and own.header_rows > 0 and columns.likeness != "same"
    return HeaderMatch("other" if is_matrix else "none", 0)


def _heads_numbers(before: Grid, depth: int, after: Grid, columns: ColumnMatch) -> bool:
    """Whether ``after`` begins with names of columns: a row without numbers, with words where the table before has
    only numbers."""
    first = [cell for cell in after.cells if cell.row == 0 and cell.raw.strip()]
    if any(is_number(cell.raw) for cell in first):
        return False
    texts: dict[int, list[str]] = {}
    for cell in before.cells[:_FIRST_CELLS]:
        if cell.row >= depth and cell.raw.strip():
            texts.setdefault(columns.before[cell.column], []).append(cell.raw)
    for cell in first:
        places = range(columns.after[cell.column], columns.after[cell.column + cell.column_span])
        body = [text for place in places for text in texts.get(place, ())]
        if body and all(is_number(text) for text in body):
            return True
    return False


def _whole(after: Grid, rows: int) -> HeaderMatch | None:
    """The repeated rows, where no cell reaches below them."""
    straddles = any(cell.row < rows < cell.row + cell.row_span for cell in after.cells)
    return HeaderMatch("repeated", rows) if rows and not straddles else None


def _repeated_rows(known: Sequence[Sequence[str]], top: Sequence[Sequence[str]]) -> int:
    """How many rows come again with all that they say, words beside words or amounts: rows that a person marked to be
    repeated. What begins anew says something else somewhere, at the latest below its first row."""
    rows = 0
    while rows < min(len(known), len(top) - 1) and known[rows] == top[rows] and len(set(top[rows]) - {""}) > 1:
        rows += 1
    return 0 if rows < min(len(known), len(top)) and known[rows][0] == top[rows][0] != "" else rows


def _same_names(header: HeaderLayout, own: HeaderLayout, columns: ColumnMatch) -> float:
    """The share of the columns of the piece that bear the name that they have in the table."""
    known = {edge: header.columns[index].path for index, edge in enumerate(columns.before[:-1])}
    ends = dict(pairwise(columns.after))
    same = 0
    for index, edge in enumerate(columns.after[:-1]):
        path = own.columns[index].path
        names = [known[place] for place in range(edge, ends[edge]) if place in known]
        same += any(path == name or _last(path) == _last(name) for name in names)
    return same / max(1, len(columns.after) - 1)


def _last(path: Sequence[str]) -> str:
    return folded(path[-1]) if path else ""


def _texts(grid: Grid, edges: Sequence[int], rows: int, columns: int) -> list[list[str]]:
    """The folded texts of the first rows in the columns of the joined grid; a merged cell stands in all its slots."""
    height = min(rows, grid.rows)
    # cells stand in the order of their rows: those of a table of a thousand pages are not gone through at each join
    first = grid.cells[: height * grid.columns]
    slots = slots_of([cell for cell in first if cell.row < height], height, grid.columns)
    texts = []
    for line in slots:
        row = [""] * columns
        for index, cell in enumerate(line):
            for place in range(edges[index], edges[index + 1]):
                row[place] = folded(cell.raw) if cell is not None else ""
        texts.append(row)
    return texts
