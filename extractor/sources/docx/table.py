"""A Word table → a grid: spans from ``gridSpan``, ``vMerge`` and ``hMerge``, never from the look."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.document.content import Grid, GridCell
from extractor.errors import CorruptSource
from extractor.sources.docx import xml as word_xml
from extractor.sources.docx.xml import Node, W
from extractor.sources.slots import collapse_columns, fill_slots

_MAX_COLUMNS = 4096
"""Word itself stops at 63 columns; more than this is an attack on the memory."""

_GRID_SPAN = W + "gridSpan"
_V_MERGE = W + "vMerge"
_H_MERGE = W + "hMerge"


class Spot(NamedTuple):
    """A ``w:tc`` at its place, before merges over rows are followed."""

    row: int
    column: int
    span: int
    node: Node
    continues: bool


@dataclass(slots=True)
class _Merge:
    """A cell that grows while ``vMerge`` goes on."""

    spot: Spot
    last_row: int
    nodes: list[Node] = field(default_factory=list)


def read_table(table: Node) -> Iterator[Grid]:
    """The table, then each table nested in its cells; a nested table's text is not said again by the outer one.

    Rows that are too short get empty cells at their end (and at their beginning where ``gridBefore`` says so). A
    continuing cell without one above it of the same place and width is a cell of its own. Text in continuing cells,
    which Word hides but keeps, goes to the merged cell.
    """
    plain = word_xml.is_plain(table)
    spots = list(_plain_spots(table) if plain else _spots(table))
    if spots:
        yield _grid(spots, word_xml.plain_text_of if plain else cell_text)
        for spot in () if plain else spots:
            for inner in nested_tables(spot.node):
                yield from read_table(inner)


def nested_tables(cell: Node) -> Iterator[Node]:
    """The tables directly in a cell, those in its text boxes included."""
    for block in word_xml.blocks(cell):
        if block.tag == W + "tbl":
            yield block
        else:
            for box in word_xml.text_boxes(block):
                yield from nested_tables(box)


def cell_text(cell: Node) -> str:
    """The paragraphs of a cell, one a line, text boxes after the paragraph that holds them; nested tables left out."""
    lines: list[str] = []
    for block in word_xml.blocks(cell):
        if block.tag == W + "p":
            lines.append(word_xml.text_of(block))
            lines.extend(cell_text(box) for box in word_xml.text_boxes(block))
    return "\n".join(lines).strip()


def _spots(table: Node) -> Iterator[Spot]:
    row_number = 0
    for row in word_xml.rows(table):
        column = word_xml.count(row, "trPr/gridBefore", 0)
        pending: Spot | None = None
        any_cell = False
        for cell in word_xml.cells(row):
            any_cell = True
            span = max(1, word_xml.count(cell, "tcPr/gridSpan", 1))
            _check_columns(column + span)
            if pending is not None and _merge_state(cell, "hMerge") == "continue":
                pending = pending._replace(span=pending.span + span)
            else:
                if pending is not None:
                    yield pending
                pending = Spot(row_number, column, span, cell, _merge_state(cell, "vMerge") == "continue")
            column += span
        if pending is not None:
            yield pending
        row_number += any_cell


def _plain_spots(table: Node) -> Iterator[Spot]:
    """The same for a table in which nothing is wrapped: its rows and cells are its children."""
    row_number = 0
    for row in table.iterchildren(W + "tr"):
        column = word_xml.count(row, "trPr/gridBefore", 0) if row.find(W + "trPr") is not None else 0
        before = column
        pending: Spot | None = None
        for cell in row.iterchildren(W + "tc"):
            span, continues, joined = _plain_properties(cell)
            _check_columns(column + span)
            if pending is not None and joined:
                pending = pending._replace(span=pending.span + span)
            else:
                if pending is not None:
                    yield pending
                pending = Spot(row_number, column, span, cell, continues)
            column += span
        if pending is not None:
            yield pending
        row_number += column > before


def _plain_properties(cell: Node) -> tuple[int, bool, bool]:
    """How many columns a cell spans, whether it goes on with the one above, and with the one before."""
    span, continues, joined = 1, False, False
    properties = cell.find(W + "tcPr")
    for node in () if properties is None else properties:
        if node.tag == _GRID_SPAN:
            text = node.get(W + "val", "")
            span = max(1, int(text)) if text.isdecimal() else 1
        elif node.tag == _V_MERGE:
            continues = node.get(W + "val", "continue") == "continue"
        elif node.tag == _H_MERGE:
            joined = node.get(W + "val", "continue") == "continue"
    return span, continues, joined


def _check_columns(columns: int) -> None:
    if columns > _MAX_COLUMNS:
        raise CorruptSource(f"A table row of this Word file claims more than {_MAX_COLUMNS} columns.")


def _merge_state(cell: Node, name: str) -> str | None:
    """``restart``, ``continue`` (also when the value is missing, as the standard says) or None."""
    if cell.find(f"{W}tcPr/{W}{name}") is None:
        return None
    return word_xml.value(cell, f"tcPr/{name}", "continue")


def _grid(spots: list[Spot], text_of: Callable[[Node], str]) -> Grid:
    open_merges: dict[int, _Merge] = {}
    merges: list[_Merge] = []
    for spot in spots:
        above = open_merges.get(spot.column)
        if spot.continues and above and above.last_row == spot.row - 1 and above.spot.span == spot.span:
            above.last_row = spot.row
            above.nodes.append(spot.node)
            continue
        merge = _Merge(spot, spot.row, [spot.node])
        merges.append(merge)
        open_merges[spot.column] = merge
    row_count = spots[-1].row + 1
    columns = max(spot.column + spot.span for spot in spots)
    placed = [
        GridCell(
            row=merge.spot.row,
            column=merge.spot.column,
            raw=text_of(merge.nodes[0])
            if len(merge.nodes) == 1
            else "\n".join(filter(None, map(text_of, merge.nodes))),
            row_span=merge.last_row - merge.spot.row + 1,
            column_span=merge.spot.span,
        )
        for merge in merges
    ]
    columns, filled = collapse_columns(columns, fill_slots(row_count, columns, placed))
    return Grid(row_count, columns, filled)
