"""Pages of a PDF as pictures to be read: drawn by PDFium as displayed, at the resolution of the scan they hold."""

from contextlib import closing
from math import sqrt

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.document.picture import POINTS_PER_INCH, PagePicture
from extractor.errors import TooLarge

_COVERS_SHARE = 0.5
"""A picture whose longer side is longer than this part of the page's shorter one is the scan of it, or a strip."""
_LEAST_DPI = 40.0


class PdfPictures:
    """The pages of one PDF that was opened before by ``read_pdf``; close it after use."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self._document = pdfium.PdfDocument(data, password=password)

    def __enter__(self) -> "PdfPictures":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the document."""
        self._document.close()

    def of_page(self, number: int, dpi: int, max_pixels: int) -> PagePicture | None:
        """Page ``number``, from 1, as red, green and blue; None where PDFium can not draw it.

        It has ``dpi`` dots an inch, fewer where a scan covers it that has fewer or where it had more than
        ``max_pixels``. Raises TooLarge where a picture on it has more: PDFium would unpack it whole.
        """
        try:
            with closing(self._document[number - 1]) as page:
                width, height = page.get_size()
                if min(width, height) <= 0:
                    return None
                scan = _scan_dpi(page, max_pixels)
                wanted = dpi if scan is None else max(_LEAST_DPI, min(dpi, scan))
                drawn = min(wanted, _dpi_of(width, height, max_pixels))
                bitmap = page.render(scale=drawn / POINTS_PER_INCH, rev_byteorder=True)
                with closing(bitmap):
                    pixels = np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
        except pdfium.PdfiumError:
            return None
        return PagePicture(number, pixels, float(drawn))


def _dpi_of(width: float, height: float, pixels: int) -> float:
    """The dots an inch at which a page of this size in points has so many pixels."""
    return sqrt(pixels / (width * height)) * POINTS_PER_INCH


def _scan_dpi(page: pdfium.PdfPage, max_pixels: int) -> float | None:
    """The dots an inch of the pictures across the page, the most where there are several; None without one."""
    finest = None
    shortest = _COVERS_SHARE * min(page.get_size())
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
        across, down = item.get_px_size()
        if across * down > max_pixels:
            raise TooLarge(f"A picture on the page has {across} x {down} pixels; the limit max_pixels is {max_pixels}.")
        left, bottom, right, top = item.get_bounds()
        width, height = right - left, top - bottom
        if max(width, height) > shortest and min(width, height) > 0:
            dots = sqrt(across * down / (width * height)) * POINTS_PER_INCH
            finest = dots if finest is None else max(finest, dots)
    return finest
