"""An OpenDocument table → its cells in place: spans, covered and repeated cells (ODF 1.3 part 3, 9)."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from extractor.document.content import Grid, GridCell
from extractor.errors import TooLarge
from extractor.sources.opendocument import xml
from extractor.sources.opendocument.xml import OFFICE, PARAGRAPHS, TABLE, Node
from extractor.sources.slots import check_slots, collapse_columns, fill_slots

CELL: Final = TABLE + "table-cell"
_COVERED: Final = TABLE + "covered-table-cell"
_ROW: Final = TABLE + "table-row"
_ROW_GROUPS: Final = frozenset(
    TABLE + name for name in ("table-header-rows", "table-row-group", "table-rows", "table-columns")
)
_MOST_REPEATED_ROWS: Final = 10_000
"""A row that says something and is repeated more often than this is an attack on the memory."""


class PlacedRow(NamedTuple):
    """A row element and the rows, from 0, that it stands for."""

    start: int
    repeats: int
    node: Node


class Run(NamedTuple):
    """A cell element and the columns, from 0, that it stands for; a covered one lies under a merged cell."""

    start: int
    repeats: int
    node: Node

    @property
    def is_covered(self) -> bool:
        return bool(self.node.tag == _COVERED)


def placed_rows(table: Node) -> Iterator[PlacedRow]:
    """The rows of a table in order, through header rows and groups."""
    position = 0
    for node in _row_nodes(table):
        count = xml.number(node, TABLE + "number-rows-repeated", 1)
        yield PlacedRow(position, count, node)
        position += count


def runs(row: Node) -> Iterator[Run]:
    """The cells of a row in order."""
    position = 0
    for node in row:
        if node.tag in (CELL, _COVERED):
            count = xml.number(node, TABLE + "number-columns-repeated", 1)
            yield Run(position, count, node)
            position += count


def span(cell: Node) -> tuple[int, int]:
    """How many rows and columns a cell covers."""
    return xml.number(cell, TABLE + "number-rows-spanned", 1), xml.number(cell, TABLE + "number-columns-spanned", 1)


def says_something(cell: Node) -> bool:
    """Whether anything at all stands in a cell: a text, a value or a formula."""
    return len(cell) > 0 or cell.get(OFFICE + "value-type") is not None or cell.get(TABLE + "formula") is not None


def check_repeats(rows: int) -> None:
    """TooLarge where a row with contents is repeated as no document does."""
    if rows > _MOST_REPEATED_ROWS:
        raise TooLarge(f"A row of a table is repeated {rows} times; the limit is {_MOST_REPEATED_ROWS}.")


def read_table(table: Node) -> Iterator[Grid]:
    """The table, then each table nested in its cells; a nested table's text is not said again by the outer one."""
    cells: list[GridCell] = []
    nested: list[Node] = []
    height, width = 0, 0
    for row in placed_rows(table):
        in_row = list(runs(row.node))
        if any(says_something(run.node) for run in in_row):
            check_repeats(row.repeats)
        height = max(height, row.start + row.repeats)
        width = max([width, *(run.start + run.repeats for run in in_row)])
        check_slots(height, width)
        for run in in_row:
            if not run.is_covered:
                nested.extend(_nested_tables(run.node))
                cells.extend(_repeated(row, run))
    if cells:
        columns, filled = collapse_columns(width, fill_slots(height, width, cells))
        yield Grid(height, columns, filled)
    for inner in nested:
        yield from read_table(inner)


def _repeated(row: PlacedRow, run: Run) -> Iterator[GridCell]:
    text = _cell_text(run.node)
    row_span, column_span = span(run.node)
    for number in range(row.start, row.start + row.repeats):
        for column in range(run.start, run.start + run.repeats):
            yield GridCell(number, column, text, row_span, column_span)


def _cell_text(cell: Node) -> str:
    """The paragraphs of a cell, one a line, text boxes after the paragraph that holds them; nested tables left out."""
    lines: list[str] = []
    for block in xml.blocks(cell):
        if block.tag in PARAGRAPHS:
            lines.append(xml.text_of(block))
            lines.extend(_cell_text(box) for box in xml.boxes(block))
    return "\n".join(lines).strip()


def _nested_tables(cell: Node) -> Iterator[Node]:
    for block in xml.blocks(cell):
        if block.tag == TABLE + "table":
            yield block
        else:
            for box in xml.boxes(block):
                yield from _nested_tables(box)


def _row_nodes(node: Node) -> Iterator[Node]:
    for child in node:
        if child.tag == _ROW:
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _row_nodes(child)
