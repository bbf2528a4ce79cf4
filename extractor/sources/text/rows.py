"""Text dumps with a table row a line, its cells parted by tabs (or by the pipes of Markdown)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, repeat

from extractor.document.content import Element, Grid, GridCell, Paragraph
from extractor.sources.slots import check_slots
from extractor.sources.text.lines import Kind, Line, cells_of, is_unmarked, plain, said_by

_MAX_TEXT_LINES_INSIDE = 2


def row_block_end(lines: Sequence[Line], start: int) -> int:
    """The index after the last line of the block that begins with the tabular line ``start``.

    One or two text lines with tabular lines right above and right below, no blank line between, are rows of one
    cell: a dump leaves the tabs out where a row has only one.
    """
    end = start
    while end < len(lines):
        if lines[end].is_tabular:
            end += 1
            continue
        below = end
        while below < len(lines) and lines[below].kind is Kind.TEXT:
            below += 1
        if not 0 < below - end <= _MAX_TEXT_LINES_INSIDE or below == len(lines) or not lines[below].is_tabular:
            break
        end = below
    return end


def read_row_block(block: Sequence[Line]) -> list[Element]:
    """The block as a grid, short rows padded with empty cells; a lone line of two cells is a paragraph with a tab."""
    rows = [line for line in block if line.kind is not Kind.RULE]
    cells = [cells_of(line) for line in rows]
    columns = max(map(len, cells), default=0)
    if columns < 2 or (len(rows) == 1 and columns == 2):
        return [paragraph for line in rows for paragraph in read_paragraph(line)]
    check_slots(len(rows), columns)
    placed = (
        placed_row(row, (*texts, *[""] * (columns - len(texts))), repeat(line.number))
        for row, (line, texts) in enumerate(zip(rows, cells, strict=True))
    )
    return [Grid(len(rows), columns, tuple(chain.from_iterable(placed)), torn=True)]


def placed_row(row: int, texts: Iterable[str], lines: Iterable[int]) -> Iterator[GridCell]:
    """The cells of a row without spans, one for each text; made without a loop of Python's, being most of the work."""
    one = repeat(1)
    return map(GridCell, repeat(row), count(), texts, one, one, repeat(()), lines)


def read_paragraph(line: Line, *, furniture: bool = False) -> list[Element]:
    """The line as a paragraph; nothing where only the dump's marking stood on it. Of furniture a dash is no marking."""
    text = plain(line.text)
    if furniture:
        return [Paragraph(text, line=line.number, furniture=True)]
    if is_unmarked(text):
        return [Paragraph(text, line=line.number)] if text else []
    said = said_by(text)
    return [Paragraph(said.text, line=line.number, heading_level=said.heading_level)] if said.text else []
