"""Text dumps of Word tables with a cell a line: a tab begins a cell, a blank line ends a row.

A cell may hold several paragraphs, empty ones too, so that blank lines and lines without a tab also stand inside a
row. Where a table's rows mostly have one number of cells, pieces of rows that add up to it are one row.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from extractor.document.check import Problem
from extractor.document.content import Element, Grid, GridCell
from extractor.sources.slots import check_slots
from extractor.sources.text.lines import Kind, Line, cells_of, plain
from extractor.sources.text.rows import placed_row, read_paragraph

_MIN_PREVAILING_CELLS = 3
_MIN_TABLE_ROWS = 2
_TABLE_GAP_LINES = 2
"""So many blank lines part two tables; one parts two rows."""
_PROSE_CELL_CHARACTERS = 60
"""Where half of the cells are longer than this, tabs indent paragraphs and the text is no table."""


_CELL: Final = Kind.CELL
_ROW: Final = Kind.ROW
_TEXT: Final = Kind.TEXT
_BLANK: Final = Kind.BLANK


class Cell(NamedTuple):
    """One cell and its first line."""

    line: Line
    text: str


class Piece(NamedTuple):
    """Cells without a blank line between: a row, or a part of one. ``gap`` counts the blank lines before it;
    ``lead`` are text lines that stand right above it, after those blank lines."""

    cells: tuple[Cell, ...]
    gap: int
    lead: tuple[Line, ...]


class Section(NamedTuple):
    """What was read from the lines up to (not including) the index ``end``."""

    elements: list[Element]
    problems: list[Problem]
    end: int


def is_cell_block(block: Sequence[Line]) -> bool:
    """Whether most tabular lines of a block have one cell each, without a tab after it."""
    tabular = [line for line in block if line.is_tabular]
    single = sum(line.kind is _CELL and "\t" not in line.text[1:] for line in tabular)
    return 2 * single > len(tabular)


def read_cell_section(lines: Sequence[Line], start: int) -> Section:
    """Read tables from the cell line ``start`` on, up to a line of white space only, a heading, or another dialect."""
    pieces, end = _gather(lines, start)
    rows, problems = _join_pieces(pieces)
    elements: list[Element] = []
    table: list[Piece] = []
    for piece in rows:
        if table and (piece.lead or piece.gap >= _TABLE_GAP_LINES):
            elements.extend(_table(table))
            table = []
        for line in piece.lead:
            elements.extend(read_paragraph(line))
        table.append(piece)
    elements.extend(_table(table))
    return Section(elements, problems, end)


def _gather(lines: Sequence[Line], start: int) -> tuple[list[Piece], int]:
    pieces: list[Piece] = []
    lead: tuple[Line, ...] = ()
    gap = 0
    index = start
    while index < len(lines):
        line = lines[index]
        kind = line.kind
        if kind is _BLANK:
            gap += 1
            index += 1
        elif kind is _CELL:
            cells, index = _gather_piece(lines, index)
            pieces.append(Piece(cells, gap, lead))
            lead, gap = (), 0
        elif kind is _TEXT:
            below = index
            while below < len(lines) and lines[below].kind is _TEXT:
                below += 1
            if below == len(lines) or lines[below].kind is not _CELL:
                break
            lead, index = tuple(lines[index:below]), below
        else:
            break
    return pieces, index


def _gather_piece(lines: Sequence[Line], start: int) -> tuple[tuple[Cell, ...], int]:
    """Cells up to a blank line; a line without a tab is a further paragraph of the cell above it, and a line
    of several tabs holds several cells."""
    cells: list[Cell] = []
    for index in range(start, len(lines)):
        line = lines[index]
        kind = line.kind
        if kind is _CELL:
            cells.append(Cell(line, plain(line.text)))
        elif kind is _TEXT:
            cells[-1] = _with_line(cells[-1], line)
        elif kind is _ROW:
            # a tab begins each cell: nothing stands before the first one
            texts = cells_of(line)
            cells.extend(Cell(line, text) for text in (texts[1:] if line.text.startswith("\t") else texts))
        else:
            return tuple(cells), index
    return tuple(cells), len(lines)


def _with_line(cell: Cell, line: Line) -> Cell:
    return cell._replace(text=f"{cell.text}\n{plain(line.text)}".strip())


def _join_pieces(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Problem]]:
    """Join runs of pieces after a whole row where the run parts exactly into rows of the prevailing count; a run that
    a heading or a wide gap opens is the beginning of another table and stays."""
    count = _prevailing(pieces)
    rows: list[Piece] = []
    problems: list[Problem] = []
    short: list[Piece] = []
    for piece in pieces:
        if count is not None and len(piece.cells) < count:
            short.append(piece)
            continue
        rows.extend(_join_run(short, count if rows else None, problems))
        short = []
        rows.append(piece)
    rows.extend(_join_run(short, count if rows else None, problems))
    return rows, problems


def _prevailing(pieces: Sequence[Piece]) -> int | None:
    """The number of cells that more than half of the pieces have."""
    counted = Counter(len(piece.cells) for piece in pieces).most_common(1)
    if not counted:
        return None
    count, times = counted[0]
    return count if count >= _MIN_PREVAILING_CELLS and times >= _MIN_TABLE_ROWS and 2 * times > len(pieces) else None


def _join_run(short: Sequence[Piece], count: int | None, problems: list[Problem]) -> list[Piece]:
    if any(piece.lead or piece.gap >= _TABLE_GAP_LINES for piece in short):
        return list(short)
    joined: list[Piece] = []
    found: list[Problem] = []
    group: list[Piece] = []
    for piece in short:
        group.append(piece)
        if sum(len(part.cells) for part in group) == count:
            joined.append(_join(group))
            first, last = group[0].cells[0].line.number, group[-1].cells[-1].line.number
            message = f"Lines {first} to {last} were read as one row of {count} cells, in spite of blank lines."
            found.append(Problem("rows_joined", "info", message))
            group = []
    if group:
        return list(short)
    problems.extend(found)
    return joined


def _join(group: Sequence[Piece]) -> Piece:
    cells = list(group[0].cells)
    for piece in group[1:]:
        for line in piece.lead:
            cells[-1] = _with_line(cells[-1], line)
        cells.extend(piece.cells)
    return Piece(tuple(cells), group[0].gap, group[0].lead)


def _table(rows: Sequence[Piece]) -> list[Element]:
    """A grid as wide as its longest row that says anything; short rows are padded with empty cells at their end, and
    empty cells beyond that width are left out."""
    if not _is_table(rows):
        return [paragraph for row in rows for cell in row.cells for paragraph in _cell_paragraphs(cell)]
    columns = max(len(row.cells) for row in rows if any(cell.text for cell in row.cells))
    check_slots(len(rows), columns)
    placed = (_placed(number, _padded(row.cells, columns)) for number, row in enumerate(rows))
    return [Grid(len(rows), columns, tuple(chain.from_iterable(placed)), torn=True)]


def _placed(row: int, cells: tuple[Cell, ...]) -> Iterator[GridCell]:
    return placed_row(row, [cell.text for cell in cells], [cell.line.number for cell in cells])


def _padded(cells: tuple[Cell, ...], columns: int) -> tuple[Cell, ...]:
    if len(cells) == columns:
        return cells
    return (*cells, *[Cell(cells[-1].line, "")] * (columns - len(cells)))[:columns]


def _is_table(rows: Sequence[Piece]) -> bool:
    lengths = sorted(len(cell.text) for row in rows for cell in row.cells if cell.text)
    wide = sum(len(row.cells) > 1 for row in rows)
    return wide >= _MIN_TABLE_ROWS and bool(lengths) and lengths[len(lengths) // 2] <= _PROSE_CELL_CHARACTERS


def _cell_paragraphs(cell: Cell) -> list[Element]:
    numbered = (Line(cell.line.number + offset, text, Kind.TEXT) for offset, text in enumerate(cell.text.split("\n")))
    return [paragraph for line in numbered for paragraph in read_paragraph(line)]
