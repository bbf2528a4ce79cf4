"""Pages of a PDF as pictures to be read: drawn by PDFium as displayed, at the resolution of the scan they hold."""

from collections.abc import Callable
from contextlib import closing
from math import sqrt
from typing import Any, Literal

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.document.picture import POINTS_PER_INCH, PagePicture
from extractor.errors import TooLarge
from extractor.sources.pdf import rules

Drawn = Literal["all", "without_text", "pictures"]
"""What of a page is drawn: all that a viewer shows; that without text and annotations; or its pictures alone."""

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

    def of_page(self, number: int, dpi: int, max_pixels: int, drawn: Drawn = "all") -> PagePicture | None:
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
                dots = min(wanted, _dpi_of(width, height, max_pixels))
                whole = drawn == "all"
                if not whole:
                    _hide(page, text_alone=drawn == "without_text")
                bitmap = page.render(
                    scale=dots / POINTS_PER_INCH, rev_byteorder=True, draw_annots=whole, may_draw_forms=whole
                )
                with closing(bitmap):
                    pixels = np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
        except pdfium.PdfiumError:
            return None
        return PagePicture(number, pixels, float(dots))


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


def _hide(page: pdfium.PdfPage, *, text_alone: bool) -> None:
    """Have the text of this opened page drawn in the invisible mode, and its strokes and fills not at all unless
    ``text_alone``; the file stays as it is."""
    left = rules.MAX_PATH_OBJECTS

    def walk(container: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any], depth: int) -> None:
        nonlocal left
        for index in range(max(0, count(container))):
            if left <= 0:
                return
            left -= 1
            handle = get(container, index)
            kind = pdfium_c.FPDFPageObj_GetType(handle)
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                pdfium_c.FPDFTextObj_SetTextRenderMode(handle, pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
            elif kind == pdfium_c.FPDF_PAGEOBJ_PATH and not text_alone:
                pdfium_c.FPDFPath_SetDrawMode(handle, pdfium_c.FPDF_FILLMODE_NONE, 0)
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < rules.MAX_FORM_DEPTH:
                walk(handle, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject, depth + 1)

    walk(page.raw, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject, 0)
