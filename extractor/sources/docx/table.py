"""A Word table → a grid: spans from ``gridSpan``, ``vMerge`` and ``hMerge``, never from the look."""

from collections.abc import Iterator, Sequence

from extractor.document.content import Grid, GridCell
from extractor.sources.docx import xml as word_xml
from extractor.sources.docx.indents import cell_indent
from extractor.sources.docx.plain_table import plain_spots
from extractor.sources.docx.spots import Spot, check_columns, with_next
from extractor.sources.docx.xml import Node, W
from extractor.sources.slots import collapse_columns, fill_slots


def read_table(table: Node, covered: list[str]) -> Iterator[Grid]:
    """The table, then each table nested in its cells; a nested table's text is not said again by the outer one.

    Rows that are too short get empty cells at their end (and at their beginning where ``gridBefore`` says so). A
    continuing cell without one above it of the same place and width is a cell of its own. Text in continuing cells,
    which Word keeps and does not show, is put into ``covered``.
    """
    spots = plain_spots(table)
    if spots is not None:
        if spots:
            yield _grid(spots, covered)
        return
    spots = list(_spots(table))
    if spots:
        yield _grid(spots, covered)
        for row in word_xml.rows(table):
            for cell in word_xml.cells(row):
                for inner in nested_tables(cell):
                    yield from read_table(inner, covered)


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
        for cell in word_xml.cells(row):
            span, text = max(1, word_xml.count(cell, "tcPr/gridSpan", 1)), cell_text(cell)
            check_columns(column + span)
            if pending is not None and _merge_state(cell, "hMerge") == "continue":
                pending = with_next(pending, span, text)
            else:
                if pending is not None:
                    yield pending
                continues = _merge_state(cell, "vMerge") == "continue"
                pending = Spot(row_number, column, span, text, continues, cell_indent(cell))
            column += span
        if pending is not None:
            yield pending
            row_number += 1


def _merge_state(cell: Node, name: str) -> str | None:
    """``restart``, ``continue`` (also when the value is missing, as the standard says) or None."""
    if cell.find(f"{W}tcPr/{W}{name}") is None:
        return None
    return word_xml.value(cell, f"tcPr/{name}", "continue")


def _grid(spots: Sequence[Spot], covered: list[str]) -> Grid:
    row_count = spots[-1].row + 1
    columns = max(spot.column + spot.span for spot in spots)
    placed = _merged_cells(spots, covered) if any(spot.continues for spot in spots) else [_cell(spot) for spot in spots]
    columns, filled = collapse_columns(columns, fill_slots(row_count, columns, placed))
    return Grid(row_count, columns, filled)


def _cell(spot: Spot) -> GridCell:
    return GridCell(spot.row, spot.column, spot.text, 1, spot.span, indent=spot.indent)


def _merged_cells(spots: Sequence[Spot], covered: list[str]) -> list[GridCell]:
    """The cells, those that go on with the one above them joined to it."""
    cells: list[GridCell] = []
    lowest: dict[int, int] = {}
    for spot in spots:
        row, column, span, text = spot[:4]
        if spot.continues and (index := lowest.get(column)) is not None:
            above = cells[index]
            if above.row + above.row_span == row and above.column_span == span:
                cells[index] = above._replace(row_span=above.row_span + 1)
                if text != above.raw:
                    covered.append(text)
                continue
        lowest[column] = len(cells)
        cells.append(_cell(spot))
    return cells
