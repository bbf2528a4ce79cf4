"""camelot's lattice (rulings seen in the page picture) and network (words aligned with one another)."""

import io
from collections.abc import Sequence
from typing import Any, Literal

from extractor.document.geometry import BBox
from extractor.document.region import Region
from extractor.other_readings.boxes import region_of_boxes

Flavour = Literal["lattice", "network"]


def read_with_camelot(data: bytes, page: int, flavour: Flavour) -> tuple[Region, ...]:
    """The tables of page ``page`` (from 1) of a PDF."""
    # Imported late: it loads pandas and OpenCV.
    import camelot

    tables = camelot.read_pdf(io.BytesIO(data), pages=str(page), flavor=flavour, suppress_stdout=True)
    found = [region_of_boxes(page, _boxes(table.cells, float(table.pdf_size[1]))) for table in tables]
    return tuple(region for region in found if region is not None)


def _boxes(grid: Sequence[Sequence[Any]], height: float) -> list[BBox]:
    return [
        BBox(float(cell.x1), height - float(cell.y2), float(cell.x2), height - float(cell.y1))
        for line in grid
        for cell in line
    ]
