"""Crops of PDF pages, rendered by PDFium, with the boxes that the extractor gives to its cells."""

import base64
import io
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Literal

import pypdfium2 as pdfium

from extractor.document.geometry import BBox, union
from extractor.document.table import Cell, Table
from extractor.errors import MissingExtra
from extractor.eval.sampling.card import Mark, Picture

try:
    from PIL import Image
except ImportError as error:
    raise MissingExtra("Pictures of pages need Pillow", "eval") from error

_DOTS_PER_INCH = 130
_POINTS_PER_INCH = 72
_ABOVE_TABLE_PT = 46.0
"""Room above a table for its title, unit and captions."""
_ABOVE_WHOLE_TABLE_PT = 110.0
"""The same where the title itself is to be checked: titles stand apart from their tables."""
_AROUND_PT = 8.0
_AROUND_ROW_PT = 44.0
"""Room above and below the row of a checked cell: its neighbours, and what the extractor may have left out of it."""
_GAP_PT = 90.0
"""Header and row are shown in one picture where less than this lies between them."""
_MOST_PAGES = 6
"""Pages shown of one table; a longer one is looked up in its document."""


class PageCrops:
    """The pages of one PDF, each rendered once; close it after use."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self._document = pdfium.PdfDocument(data, password=password)
        self._pages: dict[int, Image.Image] = {}

    def __enter__(self) -> "PageCrops":
        return self

    def __exit__(self, *error: object) -> None:
        self._document.close()

    def of_cell(self, table: Table, cell: Cell) -> tuple[Picture, ...]:
        """The header and the row of a cell, in one picture where they stand close together."""
        page = cell.boxes[0].page
        whole = _region(table.cells, page)
        row = _region((one for one in table.cells if _same_row(one, cell)), page)
        band = BBox(whole.x0, max(whole.top - _ABOVE_TABLE_PT, row.top - _AROUND_ROW_PT), whole.x1, row.bottom)
        band = band._replace(bottom=min(whole.bottom, row.bottom + _AROUND_ROW_PT))
        header = [one for one in table.cells if one.row < table.header_rows and one.boxes]
        above = [one for one in header if _over(one, cell)]
        if not header:
            return (self._picture(page, band, "row", [cell], []),)
        header_page = header[0].boxes[0].page
        head = _region(header, header_page)
        head = head._replace(top=head.top - _ABOVE_TABLE_PT, bottom=head.bottom + _AROUND_PT)
        if header_page == page and band.top - head.bottom < _GAP_PT:
            return (self._picture(page, union([head, band]), "row", [cell], above),)
        return (
            self._picture(header_page, head, "header", [], above),
            self._picture(page, band, "row", [cell], []),
        )

    def of_table(self, table: Table) -> tuple[Picture, ...]:
        """Each page of a table, at most the first few."""
        pages = sorted({place.page for cell in table.cells for place in cell.boxes})
        pictures = []
        for page in pages[:_MOST_PAGES]:
            region = _region(table.cells, page)
            above = _ABOVE_WHOLE_TABLE_PT if page == pages[0] else _ABOVE_TABLE_PT
            region = region._replace(top=region.top - above, bottom=region.bottom + _AROUND_ROW_PT)
            pictures.append(self._picture(page, region, "table", [], []))
        return tuple(pictures)

    def _picture(
        self,
        page: int,
        region: BBox,
        part: Literal["header", "row", "table"],
        cells: Sequence[Cell],
        headers: Sequence[Cell],
    ) -> Picture:
        image, scale = self._page(page), _DOTS_PER_INCH / _POINTS_PER_INCH
        left, top = max(0, round((region.x0 - _AROUND_PT) * scale)), max(0, round(region.top * scale))
        right = min(image.width, round((region.x1 + _AROUND_PT) * scale))
        bottom = min(image.height, round((region.bottom + _AROUND_PT) * scale))
        crop = image.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
        area = BBox(left / scale, top / scale, left / scale + crop.width / scale, top / scale + crop.height / scale)
        boxes = [(place.bbox, "item") for cell in cells for place in cell.boxes if place.page == page]
        boxes += [(place.bbox, "header") for cell in headers for place in cell.boxes if place.page == page]
        marks = tuple(_mark(box, area, "item" if of == "item" else "header") for box, of in boxes)
        return Picture(_encoded(crop), crop.width, crop.height, page, part, marks)

    def _page(self, number: int) -> Image.Image:
        if number not in self._pages:
            with closing(self._document[number - 1]) as page:
                bitmap = page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH, grayscale=True)
                self._pages[number] = bitmap.to_pil().convert("L")
        return self._pages[number]


def _region(cells: Iterable[Cell], page: int) -> BBox:
    """The box around the cells' boxes on a page; they have one there."""
    return union(place.bbox for cell in cells for place in cell.boxes if place.page == page)


def _same_row(one: Cell, cell: Cell) -> bool:
    return one.row < cell.row + cell.row_span and cell.row < one.row + one.row_span


def _over(one: Cell, cell: Cell) -> bool:
    return one.column < cell.column + cell.column_span and cell.column < one.column + one.column_span


def _mark(box: BBox, area: BBox, of: Literal["item", "header"]) -> Mark:
    """A box in percent of an area, cut off at its edges."""
    x0, x1 = (min(max(x, area.x0), area.x1) for x in (box.x0, box.x1))
    top, bottom = (min(max(y, area.top), area.bottom) for y in (box.top, box.bottom))
    across, down = 100 / area.width, 100 / area.height
    return Mark(
        round((x0 - area.x0) * across, 2),
        round((top - area.top) * down, 2),
        round((x1 - x0) * across, 2),
        round((bottom - top) * down, 2),
        of,
    )


def _encoded(image: Image.Image) -> str:
    stream = io.BytesIO()
    image.save(stream, "WEBP", lossless=True, quality=50, method=3)
    return base64.b64encode(stream.getvalue()).decode("ascii")
