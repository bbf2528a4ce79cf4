"""Placed lines → rows: a line that goes on with a wrapped text joins the row that the text belongs to.

A blank line parts rows where the table has one between most of its rows; in a dense table the texts tell: a line
without figures belongs to the row below that has no label, to the row above whose label was full, or is a row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from extractor.sources.text.spaced.lines import Piece, begins_item, is_figure, width_of
from extractor.sources.text.spaced.placing import PlacedLine

_ROOM_EM = 0.6
"""A word fits where this much room, in em, is left over after it."""
_MOST_LABELLED = 0.8
"""The share of the rows with figures that have a text in a column for a blank one to be waiting for its text."""
_OPENING = tuple("（(《“‘〔【")
_CLOSING = tuple("）)》”’〕】，。、；：！？,.;:%％")


@dataclass(slots=True)
class Row:
    """The texts of each column, a line each, and the lines of the file that they are from."""

    cells: dict[int, list[str]]
    lines: list[int]
    has_figures: bool
    is_counted: bool = False
    """Whether it begins with a number or a code in the first column."""

    def add(self, other: "Row", *, above: bool = False) -> None:
        """Take the lines of another row, below or above the own ones."""
        for column, texts in other.cells.items():
            own = self.cells.get(column, [])
            self.cells[column] = [*texts, *own] if above else [*own, *texts]
        self.lines = sorted((*self.lines, *other.lines))
        self.has_figures = self.has_figures or other.has_figures


class _Habits(NamedTuple):
    """How wide the texts of each column get (em), which columns nearly every row with figures fills, and whether
    blank lines part most rows."""

    widths: dict[int, float]
    labelled: set[int]
    spaced: bool


def compose_rows(lines: Sequence[PlacedLine], blank_between: Iterable[int]) -> list[Row]:
    """Put lines, from top to bottom, into rows; ``blank_between`` are the numbers of lines with a blank line above."""
    parted = set(blank_between)
    rows = _side_by_side([_row(line) for line in lines], parted)
    if not any(row.has_figures for row in rows):
        return _by_blank_lines(rows, parted)
    habits = _Habits(_widths(rows), _labelled(rows), _is_spaced(rows, parted))
    joined: list[Row] = []
    waiting: list[Row] = []
    for index, row in enumerate(rows):
        if row.has_figures or row.is_counted:
            for upper in waiting:
                row.add(upper, above=True)
            waiting = []
            joined.append(row)
            continue
        below = rows[index + 1] if index + 1 < len(rows) else None
        up = bool(joined) and not waiting and row.lines[0] not in parted
        down = below is not None and below.lines[0] not in parted
        match _belongs(row, joined[-1] if up else None, below if down else None, habits):
            case "above":
                joined[-1].add(row)
            case "below":
                waiting.append(row)
            case _:
                joined += [*waiting, row]
                waiting = []
    return [*joined, *waiting]


def _side_by_side(rows: Sequence[Row], parted: set[int]) -> list[Row]:
    """A line of figures alone joined to the line of its label, which has none in their columns: right below it, where
    both can be, else right above."""
    joined: list[Row] = []
    for row in rows:
        above = joined[-1] if joined and row.lines[0] not in parted else None
        if above is not None and not above.cells.keys() & row.cells.keys():
            alone_above, alone = _is_figures_alone(above), _is_figures_alone(row)
            if alone_above != alone and (above.is_counted or row.is_counted or alone_above):
                above.add(row)
                above.is_counted = above.is_counted or row.is_counted
                continue
        joined.append(row)
    return joined


def _is_figures_alone(row: Row) -> bool:
    return 0 not in row.cells and row.has_figures and all(is_figure(t) for texts in row.cells.values() for t in texts)


def _row(line: PlacedLine) -> Row:
    cells = {column: [_text(pieces)] for column, pieces in line.cells.items()}
    first = line.cells.get(0)
    return Row(cells, [line.number], line.has_figures, first is not None and first[0].is_figure)


def _text(pieces: Sequence[Piece]) -> str:
    return pieces[0].text if len(pieces) == 1 else " ".join(piece.text for piece in pieces)


def _widths(rows: Sequence[Row]) -> dict[int, float]:
    widths: dict[int, float] = {}
    for row in rows:
        for column, texts in row.cells.items():
            widths[column] = max(widths.get(column, 0.0), *map(width_of, texts))
    return widths


def _labelled(rows: Sequence[Row]) -> set[int]:
    """The columns in which nearly every row with figures has a text."""
    figures = [row for row in rows if row.has_figures]
    columns = {column for row in figures for column in row.cells}
    return {c for c in columns if sum(c in row.cells for row in figures) >= _MOST_LABELLED * len(figures)}


def _is_spaced(rows: Sequence[Row], parted: set[int]) -> bool:
    figures = [row for row in rows[1:] if row.has_figures]
    return bool(figures) and median(row.lines[0] in parted for row in figures) > 0.5


def _belongs(row: Row, above: Row | None, below: Row | None, habits: _Habits) -> str:
    """Whether a line without figures is of the row above it, of the one below it, or a row of its own (``own``)."""
    columns = row.cells.keys()
    if above is not None and not any(begins_item(texts[0]) for texts in row.cells.values()):
        full = columns <= above.cells.keys() and _is_full(above, row, habits.widths)
        waiting = above.has_figures and not columns & above.cells.keys() and columns <= habits.labelled
        if full or waiting:
            return "above"
    if below is None or not below.has_figures:
        return "own"
    waiting = not columns & below.cells.keys() and columns <= habits.labelled
    runs_on = habits.spaced and above is None and _is_full(row, below, habits.widths)
    return "below" if waiting or runs_on else "own"


def _is_full(above: Row, row: Row, widths: dict[int, float]) -> bool:
    """Whether in every column that both fill the text above had no room for the first word below."""
    shared = above.cells.keys() & row.cells.keys()
    if not shared:
        return False
    return all(width_of(above.cells[c][-1]) + _first_width(row.cells[c][0]) + _ROOM_EM > widths[c] for c in shared)


def _first_width(text: str) -> float:
    """The width of what a line break can not part at the start of a text, in em."""
    word = text.split(" ")[0]
    if word.isascii():
        return width_of(word)
    bound = word[0] in _OPENING or word[1:2] in _CLOSING
    return width_of(word[:2] if bound else word[:1])


def _by_blank_lines(rows: Sequence[Row], parted: set[int]) -> list[Row]:
    """Rows of words: what no blank line parts is one row where blank lines part most of them, else each line."""
    many = sum(row.lines[0] in parted for row in rows[1:])
    if 2 * many < len(rows) - 1:
        return list(rows)
    joined: list[Row] = []
    for row in rows:
        if joined and row.lines[0] not in parted:
            joined[-1].add(row)
        else:
            joined.append(row)
    return joined
