"""Paragraphs → paragraphs and tables, one in another as deep as they go ([MS-DOC] 2.4.3)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.sources.doc.paragraphs import Paragraph
from extractor.sources.doc.row_definition import RowDefinition


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells in their order, how the row is defined, and the place of its end mark; ``definition`` and ``mark``
    are None where that is missing."""

    cells: "tuple[Cell, ...]"
    definition: RowDefinition | None
    mark: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that follow one another and belong together; at least one, each with at least one cell."""

    rows: tuple[Row, ...]


Block = Paragraph | Table
Cell = tuple[Block, ...]
"""What stands in a cell, in order."""


@dataclass(slots=True)
class _Level:
    """An open table, its open row and its open cell; the lowest level is the story itself and has only blocks."""

    blocks: list[Block] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def build_blocks(paragraphs: Iterable[Paragraph]) -> tuple[Block, ...]:
    """Put a story's paragraphs together.

    A paragraph of a lower depth closes the tables above it; a row or a cell that breaks off there is kept as it is.
    Two rows that follow one another are of two tables where their definitions say so (style, position, direction).
    """
    levels = [_Level()]
    for paragraph in paragraphs:
        depth = paragraph.properties.depth
        while len(levels) > depth + 1:
            _close(levels)
        while len(levels) <= depth:
            levels.append(_Level())
        level = levels[-1]
        if paragraph.closes_row:
            _close_row(levels, paragraph)
            continue
        level.blocks.append(paragraph)
        if paragraph.closes_cell:
            _close_cell(level)
    while len(levels) > 1:
        _close(levels)
    return tuple(levels[0].blocks)


def _close_cell(level: _Level) -> None:
    level.cells.append(tuple(level.blocks))
    level.blocks = []


def _close_row(levels: list[_Level], paragraph: Paragraph) -> None:
    level = levels[-1]
    if paragraph.end > paragraph.start:  # characters before the row's end mark, which should have none
        level.blocks.append(paragraph)
    if level.blocks:
        _close_cell(level)
    if not level.cells:
        return
    row = Row(tuple(level.cells), paragraph.properties.row, paragraph.end)
    level.cells = []
    before = level.rows[-1].definition if level.rows else None
    if before and row.definition and before.identity != row.definition.identity:
        levels[-2].blocks.append(Table(tuple(level.rows)))
        level.rows = []
    level.rows.append(row)


def _close(levels: list[_Level]) -> None:
    """Close the topmost table; it stands in the open cell of the one below."""
    level = levels.pop()
    if level.blocks:
        _close_cell(level)
    if level.cells:
        level.rows.append(Row(tuple(level.cells), None, None))
    if level.rows:
        levels[-1].blocks.append(Table(tuple(level.rows)))
