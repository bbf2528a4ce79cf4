"""tabula: lattice mode, page by page because its answer names no page; the Java machine lives in the worker."""

import importlib.metadata
from pathlib import Path

import pypdfium2
import tabula

from .box_grid import table_of_boxes
from .raw import Box, RawAnswer, RawTable


class TabulaTables:
    """The ruled tables of every page."""

    def version(self) -> str:
        return f"tabula-py {importlib.metadata.version('tabula-py')} lattice"

    def read(self, path: Path) -> RawAnswer:
        with pypdfium2.PdfDocument(path) as pdf:
            count = len(pdf)
        tables: list[RawTable] = []
        for page in range(1, count + 1):
            for table in tabula.read_pdf(path, pages=page, lattice=True, output_format="json", silent=True):
                cells = [(_box(cell), str(cell["text"]).replace("\r", "\n")) for row in table["data"] for cell in row]
                tables.append(table_of_boxes(page, _box(table), [cell for cell in cells if _has_place(cell[0])]))
        return RawAnswer(tuple(tables))


def _box(area: dict[str, float]) -> Box:
    return (area["left"], area["top"], area["left"] + area["width"], area["top"] + area["height"])


def _has_place(box: Box) -> bool:
    """tabula fills the slots that a merged cell covers with cells of no size."""
    return box[2] > box[0] and box[3] > box[1]
