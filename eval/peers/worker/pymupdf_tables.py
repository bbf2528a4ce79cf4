"""PyMuPDF: ``find_tables``, with the layout model that pip installs beside it, or by rulings alone."""

from pathlib import Path

import pymupdf

from .box_grid import table_of_boxes
from .raw import RawAnswer

_SAME_LINE_PT = 8
"""PyMuPDF 2 takes the ink's own height of each character: with its default of 3 points, commas and decimal points fall
into a line below their digits (27,664.22 becomes "27 664 22", ", .") and no amount is read."""


class PymupdfTables:
    """The tables of every page; ``layout``: let the layout model gate them, which is the default of version 2."""

    def __init__(self, *, layout: bool) -> None:
        self._layout = layout

    def version(self) -> str:
        return f"PyMuPDF {pymupdf.__version__}{' with its layout model' if self._layout else ', rulings only'}"

    def read(self, path: Path) -> RawAnswer:
        tables = []
        with pymupdf.open(path) as document:
            for page in document:
                for table in page.find_tables(use_layout=self._layout).tables:
                    cells = [
                        (box, text or "")
                        for row, values in zip(table.rows, table.extract(y_tolerance=_SAME_LINE_PT), strict=True)
                        for box, text in zip(row.cells, values, strict=True)
                        if box is not None
                    ]
                    tables.append(table_of_boxes(page.number + 1, tuple(table.bbox), cells))
        return RawAnswer(tuple(tables))
