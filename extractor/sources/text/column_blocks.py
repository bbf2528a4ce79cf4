"""Tables that a text dump prints column by column, a cell a line: labels, then the amounts of one column after another.

So pdftotext writes a table without -layout whose columns have no blank cell. Which row an amount is of follows from its
place in its column alone, so that a table is read only where all columns are as long as the labels, and sums prove it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final, NamedTuple

from extractor.document.content import Element, Grid, GridCell
from extractor.document.text import folded
from extractor.document.total_words import is_sum
from extractor.sources.slots import fill_slots
from extractor.sources.text.column_proof import is_proved
from extractor.sources.text.lines import Kind, Line, plain
from extractor.sources.text.rows import read_paragraph

_AMOUNT: Final = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)")
_CODE: Final = re.compile(r"\d{3}(?:\d{2}){0,3}")
_CODE_HEADING: Final = re.compile(r".{0,12}(?:编码|代码)")
_NAME_HEADING: Final = re.compile(r".{0,12}(?:名称|科目|项目)")
_CAPTION: Final = re.compile(r"[(（]?(?:金额)?(?:单位|计量单位|部门|单位名称|部门名称|编制单位|编制部门)[:：].*")
_TEXT: Final = Kind.TEXT
_FEWEST_ROWS: Final = 4
_FEWEST_COLUMNS: Final = 2
_MOST_BETWEEN: Final = 8
"""Lines that may stand between two columns: a heading, a caption, the number of a page, blanks."""
_LONGEST: Final = 40


class ColumnTable(NamedTuple):
    """What was read from the lines up to (not including) the index ``end``."""

    end: int
    elements: tuple[Element, ...]


class _Run(NamedTuple):
    """The lines from ``start`` to before ``end`` hold an amount each."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


class _Labels(NamedTuple):
    """The headings of the label columns and of the first column of amounts (lines), and the rows: a line a cell, None
    for a row without code."""

    headings: tuple[Line, ...]
    heading: Line
    rows: tuple[tuple[Line | None, ...], ...]


def find_column_tables(lines: Sequence[Line], page_numbers: AbstractSet[int]) -> Mapping[int, ColumnTable]:
    """The tables by the index of their first line, that of the first label column's heading."""
    runs = [run for run in _runs(lines) if run.length >= _FEWEST_ROWS]
    found: dict[int, ColumnTable] = {}
    place, floor = 0, 0
    while place < len(runs):
        chain = _chain(lines, runs[place:], page_numbers)
        is_even = len({run.length for run in chain}) == 1  # a blank leaves no trace: nothing says where it was
        read = len(chain) >= _FEWEST_COLUMNS and is_even
        table = _read(lines, chain, floor, page_numbers) if read else None
        if table is not None:
            found[table[0]] = table[1]
        place += len(chain)
        floor = chain[-1].end
    return found


def _runs(lines: Sequence[Line]) -> Iterator[_Run]:
    start: int | None = None
    for index, (_, text, kind) in enumerate(lines):
        if kind is _TEXT and (bare := text.strip())[-1:].isdigit() and _AMOUNT.fullmatch(bare):
            start = index if start is None else start
        elif start is not None:
            yield _Run(start, index)
            start = None
    if start is not None:
        yield _Run(start, len(lines))


def _chain(lines: Sequence[Line], runs: Sequence[_Run], page_numbers: AbstractSet[int]) -> list[_Run]:
    """The first run and those after it with one heading between."""
    chain = [runs[0]]
    for run in runs[1:]:
        between = range(chain[-1].end, run.start)
        if len(between) > _MOST_BETWEEN or len(_words(lines, between, page_numbers)) != 1:
            break
        chain.append(run)
    return chain


def _words(lines: Sequence[Line], places: range, page_numbers: AbstractSet[int]) -> list[Line]:
    """The lines that are neither blank, page numbers nor captions; a tabular one among them ends the search."""
    return [
        lines[n]
        for n in places
        if lines[n].kind not in (Kind.BLANK, Kind.SPACE) and n not in page_numbers and not _is_caption(lines[n])
    ]


def _is_caption(line: Line) -> bool:
    return _CAPTION.fullmatch(line.text.strip()) is not None


def _read(
    lines: Sequence[Line], chain: Sequence[_Run], floor: int, page_numbers: AbstractSet[int]
) -> tuple[int, ColumnTable] | None:
    start = _first_heading(lines, range(floor, chain[0].start))
    if start is None:
        return None
    columns = [[lines[n] for n in range(run.start, run.end)] for run in chain]
    texts = [[line.text.strip() for line in column] for column in columns]
    words = _words(lines, range(start, chain[0].start), page_numbers)
    proved = [labels for labels in _labels(words, chain[0].length) if is_proved(_row_texts(labels), texts)]
    if len(proved) != 1:
        return None
    (labels,) = proved
    headings = [labels.heading]
    for before, run in pairwise(chain):
        headings += _words(lines, range(before.end, run.start), page_numbers)
    end = chain[-1].end
    around = [
        element
        for n in range(start, end)
        if n in page_numbers or _is_caption(lines[n])
        for element in read_paragraph(lines[n], furniture=n in page_numbers)
    ]
    return start, ColumnTable(end, (*around, _grid(labels, headings, columns)))


def _first_heading(lines: Sequence[Line], places: range) -> int | None:
    """The line of the label columns' first heading: the last code heading above, else the last name heading."""
    for pattern in (_CODE_HEADING, _NAME_HEADING):
        for place in reversed(places):
            if lines[place].kind is Kind.TEXT and pattern.fullmatch(folded(lines[place].text)):
                return place
    return None


def _labels(words: Sequence[Line], count: int) -> Iterator[_Labels]:
    """The headings and ``count`` rows among the words before the first column of amounts: that column's heading stands
    after the rows, or before them."""
    coded = bool(words) and _CODE_HEADING.fullmatch(folded(words[0].text)) is not None
    depth = 2 if coded else 1
    if len(words) <= depth or not _NAME_HEADING.fullmatch(folded(words[depth - 1].text)):
        return
    rest = words[depth:]
    if any(line.kind is not Kind.TEXT or len(line.text.strip()) > _LONGEST for line in rest):
        return
    for heading, own in ((rest[-1], rest[:-1]), (rest[0], rest[1:])):
        rows = _rows(own, coded)
        if rows is not None and len(rows) == count and not _CODE.fullmatch(heading.text.strip()):
            yield _Labels(tuple(words[:depth]), heading, tuple(rows))


def _row_texts(labels: _Labels) -> list[tuple[str, ...]]:
    return [tuple("" if cell is None else folded(cell.text) for cell in row) for row in labels.rows]


def _rows(words: Sequence[Line], coded: bool) -> list[tuple[Line | None, ...]] | None:
    """A name a row; with codes a code and the name below it, or a total without code; None where it is otherwise."""
    if not coded:
        return [(line,) for line in words]
    rows: list[tuple[Line | None, ...]] = []
    code: Line | None = None
    for line in words:
        if _CODE.fullmatch(line.text.strip()):
            if code is not None:
                return None
            code = line
        elif code is not None or is_sum(folded(line.text)):
            rows.append((code, line))
            code = None
        else:
            return None
    return rows if code is None else None


def _grid(labels: _Labels, headings: Sequence[Line], columns: Sequence[Sequence[Line]]) -> Grid:
    lines: list[list[Line | None]] = [[*labels.headings, *headings]]
    lines += [[*row, *amounts] for row, *amounts in zip(labels.rows, *columns, strict=True)]
    number = labels.headings[0].number
    placed = [
        GridCell(row, column, plain(line.text) if line is not None else "", line=line.number if line else number)
        for row, cells in enumerate(lines)
        for column, line in enumerate(cells)
    ]
    height, width = len(lines), len(lines[0])
    return Grid(height, width, fill_slots(height, width, placed), torn=True)
