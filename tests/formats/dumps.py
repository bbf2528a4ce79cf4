"""A document's content as the texts that other programs write of it: what they keep of merged cells differs."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import pairwise

from extractor.document.content import Content, Grid, GridCell

_JUNCTIONS: Mapping[tuple[bool, bool, bool, bool], str] = {
    (False, True, False, True): "┌", (False, True, True, False): "┐", (True, False, False, True): "└",
    (True, False, True, False): "┘", (True, True, False, True): "├", (True, True, True, False): "┤",
    (False, True, True, True): "┬", (True, False, True, True): "┴", (True, True, True, True): "┼",
    (True, True, False, False): "│", (False, False, True, True): "─",
}  # fmt: skip
"""What is drawn where lines go up, down, left and right."""


def rows_dump(content: Content) -> str:
    """A row a line, tabs between its cells; a merged cell stands in its first slot."""
    return _dump(content, lambda grid: ("\t".join(row) for row in _texts(grid)))


def pipes_dump(content: Content) -> str:
    """Markdown with pipe tables, as programs write that know no merged cells."""
    return _dump(content, _pipes)


def cells_dump(content: Content) -> str:
    """A cell a line after a tab, a blank line after each row, as old converters of Word write tables."""
    return _dump(content, lambda grid: ("".join(f"\t{text}\n" for text in row) for row in _texts(grid)))


def vision_dump(content: Content) -> str:
    """Markdown with tables as HTML, as vision models write pages."""
    return _dump(content, lambda grid: [f"<table>{''.join(_html_rows(grid))}</table>"])


def otsl_dump(content: Content) -> str:
    """Tables in OTSL: what a cell covers is said slot by slot."""
    return _dump(content, lambda grid: [f"<otsl>{''.join(_otsl_rows(grid))}</otsl>"])


def boxes_dump(content: Content) -> str:
    """Tables drawn with box characters, a Chinese character two columns wide."""
    return _dump(content, _box)


def _dump(content: Content, write: Callable[[Grid], Iterable[str]]) -> str:
    lines: list[str] = []
    for element in content.elements:
        lines += [*write(element), ""] if isinstance(element, Grid) else [_one_line(element.text), ""]
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _texts(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = _one_line(cell.raw)
    return rows


def _owners(grid: Grid) -> list[list[GridCell]]:
    slots = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    return [[slots[row, column] for column in range(grid.columns)] for row in range(grid.rows)]


def _pipes(grid: Grid) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in _texts(grid)]
    return [lines[0], "|" + " --- |" * grid.columns, *lines[1:]]


def _html_rows(grid: Grid) -> Iterable[str]:
    for row in range(grid.rows):
        cells = [cell for cell in grid.cells if cell.row == row]
        yield "<tr>" + "".join(f"<td{_spans(cell)}>{escape(_one_line(cell.raw))}</td>" for cell in cells) + "</tr>"


def _spans(cell: GridCell) -> str:
    named = (("rowspan", cell.row_span), ("colspan", cell.column_span))
    return "".join(f' {name}="{count}"' for name, count in named if count > 1)


def _otsl_rows(grid: Grid) -> Iterable[str]:
    for row, owners in enumerate(_owners(grid)):
        yield "".join(_otsl_slot(cell, row, column) for column, cell in enumerate(owners)) + "<nl>"


def _otsl_slot(cell: GridCell, row: int, column: int) -> str:
    above, left = row > cell.row, column > cell.column
    if above or left:
        return "<xcel>" if above and left else "<ucel>" if above else "<lcel>"
    text = _one_line(cell.raw)
    return f"<fcel>{text}" if text else "<ecel>"


def _box(grid: Grid) -> Iterable[str]:
    owners = _owners(grid)
    places = [0]
    for width in _widths(grid):
        places.append(places[-1] + width + 1)
    for row in range(grid.rows + 1):
        yield _border(owners, row, places)
        if row < grid.rows:
            yield _row_between(owners[row], row, places)


def _widths(grid: Grid) -> list[int]:
    widths = [2] * grid.columns
    for cell in sorted(grid.cells, key=lambda cell: cell.column_span):
        last = cell.column + cell.column_span
        missing = _width(_one_line(cell.raw)) + 2 - sum(widths[cell.column : last]) - cell.column_span + 1
        widths[last - 1] += max(0, missing)
    return widths


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _row_between(owners: list[GridCell], row: int, places: list[int]) -> str:
    """The texts of a row; of a cell over several rows in its first one."""
    line = "│"
    for cell in dict.fromkeys(owners):
        width = places[cell.column + cell.column_span] - places[cell.column] - 1
        text = f" {_one_line(cell.raw)}" if cell.row == row else ""
        line += text + " " * (width - _width(text)) + "│"
    return line


def _border(owners: list[list[GridCell]], row: int, places: list[int]) -> str:
    """The line above a row: drawn where the cells above and below differ."""
    columns = len(places) - 1
    over = owners[row - 1] if row else [None] * columns
    under = owners[row] if row < len(owners) else [None] * columns
    drawn = [a is not b for a, b in zip(over, under, strict=True)]
    line = ""
    for column in range(columns + 1):
        up, down = (_parts(cells, column) and cells[0] is not None for cells in (over, under))
        left, right = column > 0 and drawn[column - 1], column < columns and drawn[column]
        line += _JUNCTIONS.get((up, down, left, right), " ")
        if column < columns:
            line += ("─" if drawn[column] else " ") * (places[column + 1] - places[column] - 1)
    return line


def _parts(cells: list[GridCell] | list[None], column: int) -> bool:
    """Whether a stroke stands left of a column: at the edges, and where two cells meet."""
    return column in (0, len(cells)) or list(pairwise(cells))[column - 1][0] is not cells[column]
