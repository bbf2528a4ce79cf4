"""Layers of a PDF (optional content, ISO 32000, 8.11) that are switched off: no viewer shows what is marked to be of
them, and yet PDFium gives its text.

PDFium tells nobody which layers are on, but it draws only those: a mark is put on a dot of a page of its own, and the
page is drawn.
"""

from collections.abc import Sequence
from contextlib import closing
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.sources.pdf.unseen_text import mark_at
from extractor.sources.pdf.values import Layer

_SIDE: Final = 64
_WHITE: Final = 255


def layers_off(document: pdfium.PdfDocument, layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """Those of the layers of a page that are not shown; of the first 4,096 marks, the others are taken to be on."""
    marks = list(dict.fromkeys(layer.mark for layer in layers))[: _SIDE * _SIDE]
    if not marks:
        return ()
    off = _not_drawn(document, marks)
    return tuple(layer for layer in layers if layer.mark in off)


def _not_drawn(document: pdfium.PdfDocument, marks: Sequence[float]) -> set[float]:
    number = len(document)
    page = pdfium_c.FPDFPage_New(document.raw, number, _SIDE, _SIDE)
    if not page:
        return set()
    try:
        marked = [place for place, mark in enumerate(marks) if _add_dot(page, place, mark)]
        with closing(pdfium.PdfBitmap.new_native(_SIDE, _SIDE, pdfium_c.FPDFBitmap_Gray)) as bitmap:
            bitmap.fill_rect((_WHITE,) * 4, 0, 0, _SIDE, _SIDE)
            pdfium_c.FPDF_RenderPageBitmap(bitmap.raw, page, 0, 0, _SIDE, _SIDE, 0, 0)
            pixels = bitmap.to_numpy()
            return {marks[place] for place in marked if pixels[_SIDE - 1 - place // _SIDE, place % _SIDE] == _WHITE}
    finally:
        pdfium_c.FPDF_ClosePage(page)
        pdfium_c.FPDFPage_Delete(document.raw, number)


def _add_dot(page: object, place: int, mark: float) -> bool:
    """A dot that is marked alike; whether it has the mark."""
    dot = pdfium_c.FPDFPageObj_CreateNewRect(place % _SIDE, place // _SIDE, 1, 1)
    pdfium_c.FPDFPageObj_SetFillColor(dot, 0, 0, 0, _WHITE)
    pdfium_c.FPDFPath_SetDrawMode(dot, pdfium_c.FPDF_FILLMODE_WINDING, False)
    marked = bool(pdfium_c.FPDFPageObj_AddExistingMark(dot, mark_at(mark)))
    pdfium_c.FPDFPage_InsertObject(page, dot)
    return marked
