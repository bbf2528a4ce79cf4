"""Tables drawn with characters: ┌─┬─┐ │ and +---+ |, their spans from the borders that are missing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from extractor.document.content import Grid, GridCell
from extractor.sources.slots import check_slots, fill_slots

_BARS = "│┃║┆┇┊┋|"
_STROKES = "─━═╌╍┄┅┈┉-="
_JUNCTIONS = "┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫╭╮╯╰┝┞┟┠┡┢┥┦┧┨┩┪┭┮┯┰┱┲┵┶┷┸┹┺┽┾┿╀╁╂╃╄╅╆╇╈╉╊+"
_BORDER = re.compile(rf"\s*[{re.escape(_JUNCTIONS)}][{re.escape(_STROKES + _JUNCTIONS)}]{{2,}}\s*")
_INNER_BORDER = re.compile(rf"[{re.escape(_STROKES)}]{{2,}}")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
)
_DRAWN = re.compile(rf"[\s{re.escape(_BARS + _STROKES + _JUNCTIONS)}]+")
_FILLER = "\0"
_OFF_COLUMNS = 1
"""A bar may stand so many columns off its border."""


class BoxTable(NamedTuple):
    """A table in the lines from ``start`` to before ``end`` (indexes)."""

    start: int
    end: int
    grid: Grid


class _Line(NamedTuple):
    number: int
    text: str
    bars: tuple[int, ...]
    is_border: bool


def is_border(text: str) -> bool:
    """Whether a line draws a border from edge to edge: junctions and strokes, nothing else."""
    return _BORDER.fullmatch(text) is not None


def is_drawn(text: str) -> bool:
    """Whether a line may be of a drawn table: a border, or text between bars."""
    stripped = text.strip()
    return bool(stripped) and (
        is_border(text) or (stripped[0] in _BARS + _JUNCTIONS and stripped[-1] in _BARS + _JUNCTIONS)
    )


def read_box(texts: Sequence[str], start: int) -> BoxTable | None:
    """The table whose upper border is the line ``start``; None where none begins there, its bars fit no columns, or a
    text stands where no cell is."""
    if not is_border(texts[start]):
        return None
    end = start
    while end < len(texts) and is_drawn(texts[end]):
        end += 1
    for wide in (True, False):
        lines = [_line(number, texts[number - 1], wide=wide) for number in range(start + 1, end + 1)]
        edges = _edges(lines)
        if len(edges) > 2 and all(_fits(line, edges) for line in lines):
            grid = _grid(lines, edges)
            whole = grid and _letters(texts[start:end]) == _letters([cell.raw for cell in grid.cells])
            return BoxTable(start, end, grid) if grid and whole else None
    return None


def _letters(texts: Sequence[str]) -> int:
    """How many characters are said, not drawn."""
    return sum(len(_DRAWN.sub("", text)) for text in texts)


def _line(number: int, text: str, *, wide: bool) -> _Line:
    """Chinese characters count two columns where ``wide``, as on a terminal."""
    shown = _WIDE.sub(lambda found: found[0] + _FILLER, text.rstrip()) if wide else text.rstrip()
    border = is_border(text)
    marks = _JUNCTIONS if border else _BARS + _JUNCTIONS.replace("+", "")
    bars = tuple(n for n, character in enumerate(shown) if character in marks)
    if not border and shown.lstrip().startswith("+"):
        bars = tuple(n for n, character in enumerate(shown) if character in marks + "+")
    return _Line(number, shown, bars, border)


def _edges(lines: Sequence[_Line]) -> list[int]:
    return sorted({place for line in lines if line.is_border for place in line.bars})


def _fits(line: _Line, edges: Sequence[int]) -> bool:
    """Whether the line has a bar for each edge, or its outer bars stand at the outer edges."""
    if len(line.bars) == len(edges):
        return True
    return bool(line.bars) and max(abs(line.bars[0] - edges[0]), abs(line.bars[-1] - edges[-1])) <= _OFF_COLUMNS


def _grid(lines: Sequence[_Line], edges: Sequence[int]) -> Grid | None:
    """Rows are parted by borders; below the only border inside, that of the header, each line of text is a row."""
    columns = len(edges) - 1
    inner = [index for index, line in enumerate(lines[1:-1], 1) if line.is_border]
    each_from = inner[0] if len(inner) == 1 else 0 if not inner else len(lines)
    filling = _Filling(edges)
    row = -1
    fresh = True
    for index, line in enumerate(lines):
        if line.is_border or _divides(line, edges):
            fresh = True
            filling.close(line)
            if not line.is_border:
                filling.add_open(line, row + 1)
            continue
        if fresh or index > each_from:
            row += 1
            fresh = False
            if index > each_from:
                filling.open.clear()
        filling.add(line, row)
    if row < 0:
        return None
    check_slots(row + 1, columns)
    return Grid(row + 1, columns, fill_slots(row + 1, columns, filling.cells))


@dataclass(slots=True)
class _Filling:
    """The cells so far; ``open`` are, by column, those below which no border was drawn yet."""

    edges: Sequence[int]
    cells: list[GridCell] = field(default_factory=list)
    open: dict[int, int] = field(default_factory=dict)

    def close(self, border: _Line) -> None:
        """End the cells under which the line draws a border."""
        self.open = {c: n for c, n in self.open.items() if not _is_cut(border, self.edges, c)}

    def add_open(self, line: _Line, row: int) -> None:
        """Add the texts of a line that is a border elsewhere: they are of cells that go on."""
        for first, _, text in _texts(line, self.edges):
            if first in self.open and not _is_cut(line, self.edges, first):
                self._extend(self.open[first], text, row)

    def add(self, line: _Line, row: int) -> None:
        """Add the texts between the bars of a line."""
        for first, after, text in _texts(line, self.edges):
            if first in self.open:
                self._extend(self.open[first], text, row)
            else:
                self.open[first] = len(self.cells)
                self.cells.append(GridCell(row, first, text, column_span=max(1, after - first), line=line.number))

    def _extend(self, index: int, text: str, row: int) -> None:
        known = self.cells[index]
        raw = "\n".join(part for part in (known.raw, text) if part)
        self.cells[index] = known._replace(raw=raw, row_span=max(known.row_span, row - known.row + 1))


def _divides(line: _Line, edges: Sequence[int]) -> bool:
    """Whether a line that is no whole border still draws one under some columns: the others are merged over rows."""
    return not line.is_border and any(_is_cut(line, edges, c) for c in range(len(edges) - 1))


def _is_cut(line: _Line, edges: Sequence[int], column: int) -> bool:
    segment = line.text[edges[column] + 1 : edges[column + 1]]
    return bool(segment) and _INNER_BORDER.fullmatch(segment) is not None


def _texts(line: _Line, edges: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Each text between two bars, with the edges between which it stands."""
    if len(line.bars) == len(edges):
        bars = dict(enumerate(line.bars))
    else:
        near = {n: min(line.bars, key=lambda bar: abs(bar - edge)) for n, edge in enumerate(edges)}
        bars = {n: bar for n, bar in near.items() if abs(bar - edges[n]) <= _OFF_COLUMNS}
    for (first, left), (after, right) in pairwise(sorted(bars.items())):
        yield first, after, line.text[left + 1 : right].replace(_FILLER, "").strip(" \u3000\xa0")
