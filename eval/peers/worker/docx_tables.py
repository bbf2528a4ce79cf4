"""python-docx: tables and paragraphs in the body's order, the way its documentation shows."""

import importlib.metadata
from pathlib import Path

import docx
from docx.table import Table

from .raw import RawAnswer, RawCell, RawLine, RawTable


class DocxTables:
    """Every top-level table; a slot that shows the same cell again belongs to a merged cell. Places count in blocks."""

    def version(self) -> str:
        return f"python-docx {importlib.metadata.version('python-docx')}"

    def read(self, path: Path) -> RawAnswer:
        tables: list[RawTable] = []
        lines: list[RawLine] = []
        for place, block in enumerate(docx.Document(str(path)).iter_inner_content()):
            box = (0.0, float(place), 1.0, place + 1.0)
            if isinstance(block, Table):
                tables.append(_table(block, box))
            else:
                lines.append(RawLine(1, box, block.text))
        return RawAnswer(tuple(tables), tuple(lines))


def _table(table: Table, box: tuple[float, float, float, float]) -> RawTable:
    seen: dict[object, list[tuple[int, int]]] = {}
    texts: dict[object, str] = {}
    width = height = 0
    for row, line in enumerate(table.rows):
        height = row + 1
        for column, cell in enumerate(line.cells, start=line.grid_cols_before):
            width = max(width, column + 1)
            seen.setdefault(cell._tc, []).append((row, column))
            texts[cell._tc] = cell.text
    cells = []
    for key, slots in seen.items():
        (top, left), (bottom, right) = slots[0], slots[-1]
        cells.append(RawCell(top, left, texts[key], bottom - top + 1, right - left + 1))
    return RawTable(1, box, height, width, tuple(cells), spans_known=True)
