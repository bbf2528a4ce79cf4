"""pdfplumber's text strategies: columns by the edges of words that stand below one another, rows by their lines."""

import io

from extractor.document.geometry import BBox
from extractor.document.region import Region
from extractor.other_readings.boxes import region_of_boxes

_SETTINGS = {"vertical_strategy": "text", "horizontal_strategy": "text"}


def read_with_pdfplumber(data: bytes, page: int) -> tuple[Region, ...]:
    """The tables of page ``page`` (from 1) of a PDF."""
    # Imported late: it is needed for few pages only.
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=[page]) as pdf:
        found = [
            region_of_boxes(page, [BBox(*map(float, box)) for box in table.cells])
            for table in pdf.pages[0].find_tables(_SETTINGS)
        ]
    return tuple(region for region in found if region is not None)
