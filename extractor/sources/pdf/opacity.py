"""Whether a picture that lies over text hides it: a seal or a watermark lets the text show through."""

import ctypes
from collections.abc import Iterable
from typing import Final

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.document.geometry import BBox
from extractor.sources.pdf.unseen_text import object_at

_MOST_PIXELS: Final = 50_000_000
"""So many are unpacked of the pictures of a page; those beyond are taken to let the text through."""
_MOST_DRAWN: Final = 10_000_000
_OPAQUE_SHARE: Final = 0.99
"""The edges of a picture are smoothed where they do not fall on whole dots."""
_WITHOUT_ALPHA: Final = frozenset({pdfium_c.FPDFBitmap_BGR, pdfium_c.FPDFBitmap_BGRx, pdfium_c.FPDFBitmap_Gray})


def opaque_pictures(document: pdfium.PdfDocument, page: object, pictures: Iterable[tuple[float, BBox]]) -> set[float]:
    """Which pictures of a page, each with the box that it covers, have no transparent parts."""
    opaque: set[float] = set()
    left = _MOST_PIXELS
    for address, box in pictures:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        handle = object_at(address)
        if not pdfium_c.FPDFImageObj_GetImagePixelSize(handle, width, height):
            continue
        left -= width.value * height.value
        if left < 0:
            break
        if box.width * box.height <= _MOST_DRAWN and _is_opaque(document, page, handle):
            opaque.add(address)
    return opaque


def _is_opaque(document: pdfium.PdfDocument, page: object, handle: object) -> bool:
    raw = pdfium_c.FPDFImageObj_GetRenderedBitmap(document.raw, page, handle)
    if not raw:
        return False
    # it is freed with the last of the array
    bitmap = pdfium.PdfBitmap.from_raw(raw)
    if bitmap.format != pdfium_c.FPDFBitmap_BGRA:
        return bitmap.format in _WITHOUT_ALPHA
    return float(np.mean(bitmap.to_numpy()[:, :, 3] == np.iinfo(np.uint8).max)) >= _OPAQUE_SHARE
