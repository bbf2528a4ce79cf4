"""Fields of forms and remarks that show text over a page: put onto it, so that they are read like the rest of it."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_HIDDEN: Final = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
_WITHOUT_TEXT: Final = frozenset({pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP})
_MOST: Final = 5_000
"""So many of a page are looked at; a form of a whole page has a few hundred."""
_SHOWS_TEXT: Final = tuple(word.encode("utf-16-le") for word in ("Tj", "TJ"))


class Annotations(NamedTuple):
    """Whether some were put onto the page, which has to be loaded again; how many show text that is not read."""

    put_on_page: bool
    unread: int


def put_text_on_page(page: pdfium.PdfPage) -> Annotations:
    """Draw what the annotations of a page show onto it where one of them shows text; a page without them costs one
    call."""
    count = pdfium_c.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0:
        return Annotations(False, 0)
    kinds = [_kind(page, index) for index in range(min(count, _MOST))]
    unread = kinds.count("without appearance") + max(0, count - _MOST)
    shown = kinds.count("text")
    if not shown:
        return Annotations(False, unread)
    done = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS
    return Annotations(done, unread if done else unread + shown)


def _kind(page: pdfium.PdfPage, index: int) -> str:
    """``text`` where it shows some, ``without appearance`` where a field has a text that nothing draws, else empty."""
    with _annotation(page, index) as annotation:
        if not annotation or pdfium_c.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            return ""
        subtype = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        if subtype in _WITHOUT_TEXT:
            return ""
        appearance = _appearance(annotation)
        if any(word in appearance for word in _SHOWS_TEXT):
            return "text"
        is_field = subtype == pdfium_c.FPDF_ANNOT_WIDGET
        return "without appearance" if is_field and len(appearance) <= 2 and _has_value(annotation) else ""


@contextmanager
def _annotation(page: pdfium.PdfPage, index: int) -> Iterator[object]:
    annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
    try:
        yield annotation
    finally:
        if annotation:
            pdfium_c.FPDFPage_CloseAnnot(annotation)


def _appearance(annotation: object) -> bytes:
    """What it draws, as UTF-16 with a closing zero."""
    size = pdfium_c.FPDFAnnot_GetAP(annotation, pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
    buffer = ctypes.create_string_buffer(size)
    place = ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
    pdfium_c.FPDFAnnot_GetAP(annotation, pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, place, size)
    return buffer.raw


def _has_value(annotation: object) -> bool:
    """Whether a field keeps a text (its closing zero takes two bytes)."""
    is_text = pdfium_c.FPDFAnnot_GetValueType(annotation, b"V") == pdfium_c.FPDF_OBJECT_STRING
    return bool(is_text and pdfium_c.FPDFAnnot_GetStringValue(annotation, b"V", None, 0) > 2)
