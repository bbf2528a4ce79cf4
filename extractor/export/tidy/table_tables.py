"""The tables of the document's own tables: each of them, and each of their cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.document.geometry import Place
from extractor.document.table import Cell, Column, Table
from extractor.export.tidy.document_tables import OF_DOCUMENT
from extractor.export.tidy.model import Field, Reference, TidyTable, document_field
from extractor.export.tidy.view import DocumentView, first_place

OF_TABLE = Reference(("document_id", "table_id"), "tables", ("document_id", "table_id"))
_PATH_SIGN = " / "


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with the table, the column and the role of the row that it stands in."""

    table: Table
    cell: Cell
    column: Column | None
    row_role: str | None


def _placed_cells(view: DocumentView) -> Iterator[PlacedCell]:
    for table in view.document.tables:
        parts = [part for part in table.parts if part.columns]
        for cell in table.cells:
            part = next((part for part in parts if part.first_row <= cell.row <= part.last_row), None)
            columns = table.columns if part is None else part.columns
            column = columns[cell.column] if 0 <= cell.column < len(columns) else None
            row = cell.row - table.header_rows
            yield PlacedCell(table, cell, column, table.rows[row].role if 0 <= row < len(table.rows) else None)


def _lines(words: tuple[str, ...]) -> str:
    return "\n".join(words)


TABLES: TidyTable[tuple[int, Table]] = TidyTable(
    "tables",
    "One row a table as printed; a table over several pages is one.",
    "每张表一行；跨页的表为一张。",
    "`tables[]`",
    ("document_id", "table_id"),
    lambda view: enumerate(view.document.tables, 1),
    (
        document_field(),
        Field("table_id", "text", "id within the document", "表标识", lambda _, t: t[1].id, True),
        Field("position", "integer", "place in the document, from 1", "次序", lambda _, t: t[0], True),
        Field("title", "text", "its title", "表名", lambda _, t: t[1].title),
        Field("kind", "category", "what it states", "表的种类", lambda _, t: t[1].kind, True),
        Field("unit", "category", "unit of its amounts as printed", "金额单位", lambda _, t: t[1].unit),
        Field("reporting_unit_id", "text", "whose table it is", "填报单位标识", lambda _, t: t[1].reporting_unit),
        Field("as_of", "text", "date of its figures", "截止日期", lambda _, t: t[1].as_of),
        Field("first_page", "integer", "where it begins", "起始页", lambda _, t: min(t[1].pages, default=None)),
        Field("last_page", "integer", "where it ends", "终止页", lambda _, t: max(t[1].pages, default=None)),
        Field("header_rows", "integer", "rows of its header", "表头行数", lambda _, t: t[1].header_rows, True),
        Field("body_rows", "integer", "rows below the header", "表体行数", lambda _, t: len(t[1].rows), True),
        Field("column_count", "integer", "columns", "列数", lambda _, t: len(t[1].columns), True),
        Field("declared_empty", "boolean", "says that it is empty", "空表", lambda _, t: t[1].declared_empty, True),
        Field("captions", "text", "lines above it", "表头说明", lambda _, t: _lines(t[1].captions)),
        Field("notes", "text", "lines below it", "表注", lambda _, t: _lines(t[1].notes)),
        Field("reading", "category", "what read it", "读取方式", lambda _, t: t[1].reading, True),
        Field("confidence", "number", "probability that it is right", "置信度", lambda _, t: t[1].confidence, True),
    ),
    (OF_DOCUMENT,),
)

CELLS: TidyTable[PlacedCell] = TidyTable(
    "cells",
    "One row a physical cell, headers and empty ones too.",
    "每个单元格一行，含表头和空格。",
    "`tables[].cells[]` with `columns`, `parts` and `rows`",
    ("document_id", "cell_id"),
    _placed_cells,
    (
        document_field(),
        Field("cell_id", "text", "id within the document", "单元格标识", lambda _, c: c.cell.id, True),
        Field("table_id", "text", "its table", "表标识", lambda _, c: c.table.id, True),
        Field("row", "integer", "grid row, from 0 (first header row)", "行，从 0 起", lambda _, c: c.cell.row, True),
        Field("column", "integer", "grid column, from 0", "列，从 0 起", lambda _, c: c.cell.column, True),
        Field("row_span", "integer", "rows that it covers", "跨行数", lambda _, c: c.cell.row_span, True),
        Field("column_span", "integer", "columns that it covers", "跨列数", lambda _, c: c.cell.column_span, True),
        Field("text", "text", "its text with repairs applied", "文字（已修复）", lambda _, c: c.cell.text),
        Field("raw", "text", "its text as printed", "文字（原样）", lambda _, c: c.cell.raw),
        Field("stored", "text", "value that a spreadsheet stores", "存储值", lambda _, c: c.cell.stored),
        Field("role", "category", "role of the cell (IM-TQA)", "单元格角色", lambda _, c: c.cell.role, True),
        Field("row_role", "category", "body, total, subtotal, section", "行的角色", lambda _, c: c.row_role),
        Field(
            "column_role",
            "category",
            "what its column holds",
            "列的角色",
            lambda _, c: c.column.role if c.column else None,
        ),
        Field(
            "header",
            "text",
            "header path of its column, outermost first",
            "列标题路径",
            lambda _, c: _PATH_SIGN.join(c.column.path) if c.column else None,
        ),
        Field("page", "integer", "page of its first box", "页码", lambda _, c: p.page if (p := _place(c)) else None),
        Field("x0", "number", "left edge, points", "左（磅）", lambda _, c: p.bbox.x0 if (p := _place(c)) else None),
        Field("top", "number", "upper edge, points", "上（磅）", lambda _, c: p.bbox.top if (p := _place(c)) else None),
        Field("x1", "number", "right edge, points", "右（磅）", lambda _, c: p.bbox.x1 if (p := _place(c)) else None),
        Field(
            "bottom",
            "number",
            "lower edge, points",
            "下（磅）",
            lambda _, c: p.bbox.bottom if (p := _place(c)) else None,
        ),
        Field(
            "box_count",
            "integer",
            "boxes: 2 where a page break cuts it",
            "区域数",
            lambda _, c: len(c.cell.boxes),
            True,
        ),
        Field("line", "integer", "line of a text dump", "文本行号", lambda _, c: c.cell.line),
        Field("confidence", "number", "probability that it is right", "置信度", lambda _, c: c.cell.confidence, True),
        Field("check", "category", "what arithmetic says of its amount", "核对结果", lambda _, c: c.cell.check),
    ),
    (OF_DOCUMENT, OF_TABLE),
)


def _place(placed: PlacedCell) -> Place | None:
    return first_place(placed.cell.boxes)
