"""pdfplumber-rs: ``find_tables`` with its default settings. Its module bears pdfplumber's name, so that it lies in a
folder of its own beside the other peers."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(sys.prefix, "pdfplumber-rs")))

import importlib.metadata
from typing import Any

import pdfplumber

from .box_grid import table_of_boxes
from .raw import RawAnswer


class PdfplumberRsTables:
    """The ruled tables of every page."""

    def version(self) -> str:
        return f"pdfplumber-rs {importlib.metadata.version('pdfplumber-rs')}"

    def read(self, path: Path) -> RawAnswer:
        tables = []
        for page in pdfplumber.open(str(path)).pages:
            for table in page.find_tables():
                # dictionaries here, other than pdfplumber's; a slot that a merged cell covers has no text and no box
                rows: Any = table.rows
                cells = [
                    ((cell["x0"], cell["top"], cell["x1"], cell["bottom"]), cell["text"])
                    for row in rows
                    for cell in row
                    if cell["text"] is not None
                ]
                tables.append(table_of_boxes(page.page_number, table.bbox, cells))
        return RawAnswer(tuple(tables))
