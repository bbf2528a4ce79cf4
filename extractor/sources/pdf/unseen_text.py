"""Text objects that a page holds and does not show: drawn in the invisible mode, or wholly beyond what they are clipped
to. Spreadsheets draw the text of a cell that a page break cuts on both pages, and clip it to the cell's part on each.
"""

import ctypes

import pypdfium2.raw as pdfium_c

from extractor.document.geometry import BBox


def is_invisible_text(handle: object) -> bool:
    """Whether a text object is neither filled nor stroked (rendering mode 3 of ISO 32000, 9.3.6)."""
    return bool(pdfium_c.FPDFTextObj_GetTextRenderMode(handle) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)


def is_clipped_away(handle: object) -> bool:
    """Whether no part of a text object lies within its clipping path (8.5.4 there), of which the boxes around its parts
    are taken: where it is in doubt, it is seen."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(handle)
    paths = pdfium_c.FPDFClipPath_CountPaths(clip) if clip else 0
    if paths <= 0:
        return False
    bounds = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(handle, *bounds):
        return False
    text = BBox(*(bound.value for bound in bounds))
    if text.x0 >= text.x1 or text.top >= text.bottom:
        # blanks alone
        return False
    return any(_misses(text, clip, path) for path in range(paths))


def _misses(text: BBox, clip: object, path: int) -> bool:
    """Whether a box, in the page's own coordinates, lies beside the box around one part of a clipping path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    left = right = below = above = False
    count = pdfium_c.FPDFClipPath_CountPathSegments(clip, path)
    for index in range(count):
        pdfium_c.FPDFPathSegment_GetPoint(pdfium_c.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
        left, right = left or x.value < text.x1, right or x.value > text.x0
        below, above = below or y.value < text.bottom, above or y.value > text.top
        if left and right and below and above:
            return False
    return bool(count > 0)
