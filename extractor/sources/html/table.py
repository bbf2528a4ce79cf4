"""A ``<table>`` → its cells in place, as the HTML standard forms a table (4.9.12)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from extractor.sources.html.css import StyleSheet
from extractor.sources.html.node import Node
from extractor.sources.html.shown import Hidden, inner_text, is_shown
from extractor.sources.sheets.cells import Area, SheetCell, SheetCells
from extractor.sources.slots import check_slots

_MOST_COLUMNS_SPANNED: Final = 1000
_GROUPS: Final = {"thead": 0, "tbody": 1, "tfoot": 2}
"""Where the groups of rows are shown, wherever they are written; rows without a group are of the body."""
_STORED: Final = ("sdval", "x:num", "data-value")
"""Attributes in which LibreOffice, Excel and some exports keep the number behind a displayed text."""


class PlacedCell(NamedTuple):
    """A ``td`` or ``th`` and the slots that it covers."""

    area: Area
    node: Node


@dataclass(slots=True)
class PlacedTable:
    """The cells of a table, its size, and what stands in it outside of any cell, which belongs before it."""

    rows: int = 0
    columns: int = 0
    cells: list[PlacedCell] = field(default_factory=list)
    caption: Node | None = None
    strays: list[Node] = field(default_factory=list)


def place_cells(table: Node, hidden: Hidden) -> PlacedTable:
    """Place the cells of a table; spans end with their group of rows. TooLarge where it has too many slots."""
    placed = PlacedTable()
    groups: list[tuple[int, list[Node]]] = []
    for kind, row in _rows(table, hidden, placed, 1):
        if not groups or groups[-1][0] != kind:
            groups.append((kind, []))
        groups[-1][1].append(row)
    for _, rows in sorted(groups, key=lambda group: group[0]):
        _place_group(rows, hidden, placed)
    return placed


def sheet_of(placed: PlacedTable, has_lines: bool, styles: StyleSheet, hidden: Hidden) -> SheetCells:
    """The table as a sheet has it: what each cell says, where lines are drawn.

    ``has_lines`` says that the table itself rules all its cells; where no cell has lines of its own either, the page
    leaves it open how it looks, and the table is taken as it is: as ruled throughout.
    """
    ruled = [has_lines or styles.is_ruled(cell.node) for cell in placed.cells]
    if not any(ruled):
        ruled = [True] * len(ruled)
    sheet = SheetCells()
    for cell, with_lines in zip(placed.cells, ruled, strict=True):
        area = cell.area
        if area.row_end - area.row > 1 or area.column_end - area.column > 1:
            sheet.merged.append(area)
        if with_lines:
            for row in range(area.row, area.row_end):
                sheet.ruled[row].update(range(area.column, area.column_end))
        text = inner_text(cell.node, hidden)
        if text:
            stored = next((value for name in _STORED if (value := cell.node.get(name))), None)
            sheet.rows[area.row].append(SheetCell(area, text, stored, stored is not None, False))
    return sheet


def nested_tables(node: Node) -> Iterator[Node]:
    """The outermost tables within an element."""
    for child in node:
        if child.tag == "table":
            yield child
        elif isinstance(child.tag, str):
            yield from nested_tables(child)


def _rows(node: Node, hidden: Hidden, placed: PlacedTable, kind: int) -> Iterator[tuple[int, Node]]:
    """The rows below an element, through groups and through forms that broken pages put between."""
    _stray_text(node.text, placed)
    for child in node:
        if isinstance(child.tag, str) and child.tag not in ("col", "colgroup") and is_shown(child, hidden):
            if child.tag == "tr":
                yield kind, child
            elif child.tag == "caption" and placed.caption is None:
                placed.caption = child
            elif child.tag in _GROUPS:
                yield from _rows(child, hidden, placed, _GROUPS[child.tag])
            elif child.tag != "table" and child.find(".//tr") is not None:
                yield from _rows(child, hidden, placed, kind)
            else:
                placed.strays.append(child)
        _stray_text(child.tail, placed)


def _stray_text(text: str | None, placed: PlacedTable) -> None:
    """Text between rows or cells, which browsers show before the table."""
    if text and text.strip():
        stray = etree.Element("span")
        stray.text = text
        placed.strays.append(stray)


def _place_group(rows: list[Node], hidden: Hidden, placed: PlacedTable) -> None:
    end = placed.rows + len(rows)
    busy_until: dict[int, int] = {}
    """For each column the row before which a cell from above covers it."""
    for row in rows:
        number = placed.rows
        column = 0
        for cell in _cells(row, hidden, placed):
            while busy_until.get(column, 0) > number:
                column += 1
            width = min(max(1, _count(cell, "colspan", 1)), _MOST_COLUMNS_SPANNED)
            height = _count(cell, "rowspan", 1)
            bottom = end if height == 0 else min(end, number + height)
            # A cell may not run into one that comes down from above.
            width = next((i for i in range(1, width) if busy_until.get(column + i, 0) > number), width)
            placed.cells.append(PlacedCell(Area(number, column, bottom, column + width), cell))
            for covered in range(column, column + width):
                busy_until[covered] = bottom
            column += width
            placed.columns = max(placed.columns, column)
            check_slots(end, placed.columns)
        placed.rows += 1


def _cells(row: Node, hidden: Hidden, placed: PlacedTable) -> Iterator[Node]:
    _stray_text(row.text, placed)
    for child in row:
        if isinstance(child.tag, str) and is_shown(child, hidden):
            if child.tag in ("td", "th"):
                yield child
            elif child.tag in ("form", "span", "div", "font") and child.find("td") is not None:
                yield from _cells(child, hidden, placed)
            else:
                placed.strays.append(child)
        _stray_text(child.tail, placed)


def _count(node: Node, name: str, default: int) -> int:
    text = (node.get(name) or "").strip()
    return int(text) if text.isdecimal() and len(text) < 10 else default
