"""Fields of forms and remarks that show text over a page: put onto it, so that they are read like the rest of it."""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_HIDDEN: Final = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
_WITHOUT_TEXT: Final = frozenset({pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP})
_MOST: Final = 5_000
"""So many of a page are looked at; a form of a whole page has a few hundred."""
_SHOWS_TEXT: Final = tuple(word.encode("utf-16-le") for word in ("Tj", "TJ"))
_MAY_SHOW_TEXT: Final = tuple(word.encode("utf-16-le") for word in ("Do", "'", '"'))
"""What it shows may stand in a form of its own, and two operators look like any quotation mark: its objects tell."""
_CLOSING_ZERO: Final = 2
"""So many bytes has an empty text."""
_MOST_OBJECTS: Final = 1_000
_KEEPS_TEXT: Final = frozenset(
    {pdfium_c.FPDF_FORMFIELD_TEXTFIELD, pdfium_c.FPDF_FORMFIELD_COMBOBOX, pdfium_c.FPDF_FORMFIELD_LISTBOX}
)


class Annotations(NamedTuple):
    """Whether some were put onto the page, which has to be loaded again; how many show text that is not read."""

    put_on_page: bool
    unread: int


def put_text_on_page(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Annotations:
    """Draw what the annotations of a page show onto it where one of them shows text; a page without them costs one
    call."""
    count = pdfium_c.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0:
        return Annotations(False, 0)
    kinds = [_kind(page, index) for index in range(min(count, _MOST))]
    of_parents = [index for index, kind in enumerate(kinds) if kind == "without value"]
    unread = kinds.count("without appearance") + _count_filled(document, page, of_parents) + max(0, count - _MOST)
    shown = kinds.count("text")
    if not shown:
        return Annotations(False, unread)
    done = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS
    return Annotations(done, unread if done else unread + shown)


def _kind(page: pdfium.PdfPage, index: int) -> str:
    """``text`` where it shows some; ``without appearance`` where a field or a text box has a text that nothing draws;
    ``without value`` where a field is drawn by nothing and has none itself; else empty."""
    with _annotation(page, index) as annotation:
        if not annotation or pdfium_c.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            return ""
        subtype = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        if subtype in _WITHOUT_TEXT:
            return ""
        appearance = _appearance(annotation)
        if any(word in appearance for word in _SHOWS_TEXT):
            return "text"
        if any(word in appearance for word in _MAY_SHOW_TEXT):
            return "text" if _draws_text(annotation) else ""
        if len(appearance) > _CLOSING_ZERO:
            return ""
        if subtype == pdfium_c.FPDF_ANNOT_WIDGET:
            return "without appearance" if _has_text(annotation, b"V") else "without value"
        is_text_box = subtype == pdfium_c.FPDF_ANNOT_FREETEXT
        return "without appearance" if is_text_box and _has_text(annotation, b"Contents") else ""


def _draws_text(annotation: object) -> bool:
    """Whether there is a text among the first objects that it draws, forms included."""
    forms = [(annotation, pdfium_c.FPDFAnnot_GetObjectCount, pdfium_c.FPDFAnnot_GetObject)]
    seen = 0
    for container, count, get in forms:
        for index in range(max(0, count(container))):
            seen += 1
            if seen > _MOST_OBJECTS:
                return True
            found = get(container, index)
            kind = pdfium_c.FPDFPageObj_GetType(found)
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                return True
            if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
                forms.append((found, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject))
    return False


def _count_filled(document: pdfium.PdfDocument, page: pdfium.PdfPage, fields: Sequence[int]) -> int:
    """How many of the fields have a text as their value after all: their parent's, or a choice among several."""
    if not fields:
        return 0
    callbacks = pdfium_c.FPDF_FORMFILLINFO(version=2)
    form = pdfium_c.FPDFDOC_InitFormFillEnvironment(document.raw, callbacks)
    if not form:
        return 0
    try:
        return sum(_is_filled(form, page, index) for index in fields)
    finally:
        pdfium_c.FPDFDOC_ExitFormFillEnvironment(form)


def _is_filled(form: object, page: pdfium.PdfPage, index: int) -> bool:
    with _annotation(page, index) as annotation:
        keeps_text = pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation) in _KEEPS_TEXT
        length = pdfium_c.FPDFAnnot_GetFormFieldValue(form, annotation, None, 0) if keeps_text else 0
        return bool(length > _CLOSING_ZERO)


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


def _has_text(annotation: object, key: bytes) -> bool:
    is_text = pdfium_c.FPDFAnnot_GetValueType(annotation, key) == pdfium_c.FPDF_OBJECT_STRING
    return bool(is_text and pdfium_c.FPDFAnnot_GetStringValue(annotation, key, None, 0) > _CLOSING_ZERO)
