"""Forms that a program makes up only when it opens the file (XFA): their pages hold a note that asks to wait.

A form that has fields on its pages too shows the same in those.
"""

from contextlib import closing
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_MOST_PAGES: Final = 50
"""So many pages are looked through for fields, and so many annotations of each."""
_MOST_ANNOTATIONS: Final = 500


def is_dynamic_form(document: pdfium.PdfDocument) -> bool:
    """Whether what the document shows stands in such a form alone."""
    kind = pdfium_c.FPDF_GetFormType(document.raw)
    if kind != pdfium_c.FORMTYPE_XFA_FOREGROUND:
        return bool(kind == pdfium_c.FORMTYPE_XFA_FULL)
    return not any(_has_field(document, index) for index in range(min(len(document), _MOST_PAGES)))


def _has_field(document: pdfium.PdfDocument, index: int) -> bool:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return False
    with closing(page):
        count = min(_MOST_ANNOTATIONS, pdfium_c.FPDFPage_GetAnnotCount(page.raw))
        return any(_is_field(page, place) for place in range(count))


def _is_field(page: pdfium.PdfPage, place: int) -> bool:
    annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, place)
    if not annotation:
        return False
    kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
    pdfium_c.FPDFPage_CloseAnnot(annotation)
    return bool(kind == pdfium_c.FPDF_ANNOT_WIDGET)
