"""pdf_oxide: ``extract_tables`` of every page; it knows no merged cells. Boxes are x, y from below, width, height."""

import importlib.metadata
from pathlib import Path
from typing import Any

import pdf_oxide

from .raw import Box, RawAnswer, RawCell, RawTable


class PdfOxideTables:
    """The tables of every page."""

    def version(self) -> str:
        return f"pdf_oxide {importlib.metadata.version('pdf_oxide')}"

    def read(self, path: Path) -> RawAnswer:
        document = pdf_oxide.PdfDocument(str(path))
        tables = []
        for page in range(document.page_count()):
            _, _, _, high = document.page_media_box(page)
            tables += [_table(page + 1, table, high) for table in document.extract_tables(page)]
        return RawAnswer(tuple(tables))


def _table(page: int, table: Any, high: float) -> RawTable:
    cells = tuple(
        RawCell(row, column, cell["text"], box=_box(cell["bbox"], high) if cell.get("bbox") else None)
        for row, line in enumerate(table["rows"])
        for column, cell in enumerate(line["cells"])
    )
    return RawTable(page, _box(table["bbox"], high), table["row_count"], table["col_count"], cells, spans_known=False)


def _box(found: tuple[float, float, float, float], high: float) -> Box:
    x, y, width, height = found
    return (x, high - y - height, x + width, high - y)
