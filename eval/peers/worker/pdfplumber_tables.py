"""pdfplumber: ``find_tables`` with its default settings, cells by their boxes."""

from pathlib import Path

import pdfplumber

from .box_grid import table_of_boxes
from .raw import RawAnswer


class PdfplumberTables:
    """The ruled tables of every page."""

    def version(self) -> str:
        return f"pdfplumber {pdfplumber.__version__}"

    def read(self, path: Path) -> RawAnswer:
        tables = []
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                for table in page.find_tables():
                    texts = table.extract()
                    cells = [
                        (box, text or "")
                        for row, values in zip(table.rows, texts, strict=True)
                        for box, text in zip(row.cells, values, strict=True)
                        if box is not None
                    ]
                    tables.append(table_of_boxes(page.page_number, table.bbox, cells))
                page.close()
        return RawAnswer(tuple(tables))
