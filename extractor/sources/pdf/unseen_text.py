"""Text objects that a page holds and does not show: drawn in the invisible mode, or beyond what they are clipped to.

Spreadsheets draw the text of a cell that a page break cuts on both pages, and clip it to the cell's part on each; and
they draw all lines of a text whose row is too low for them, clipped to the row.
"""

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium_c

from extractor.document.geometry import BBox
from extractor.sources.pdf.transform import Transform

_INSIDE_EM = 0.1
"""The middle of a line that is seen in part is moved so far into the part that is seen, in heights of the line."""
_SLACK_PT = 1.0


def address_of(handle: object) -> float:
    """Where PDFium keeps an object: below 2 to the power of 53, so that a float has it exactly."""
    return float(ctypes.cast(handle, ctypes.c_void_p).value or 0)  # type: ignore[arg-type]


def object_at(address: float) -> object:
    """The object that ``address_of`` told."""
    return ctypes.cast(int(address), pdfium_c.FPDF_PAGEOBJECT)


def mark_at(address: float) -> object:
    """The mark of an object that ``address_of`` told."""
    return ctypes.cast(int(address), pdfium_c.FPDF_PAGEOBJECTMARK)


def is_invisible_text(handle: object) -> bool:
    """Whether a text object is neither filled nor stroked (rendering mode 3 of ISO 32000, 9.3.6)."""
    return bool(pdfium_c.FPDFTextObj_GetTextRenderMode(handle) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)


def is_clipped(handle: object) -> bool:
    """Whether the middle of a text object lies outside its clipping path (8.5.4 there), of which the boxes around its
    parts are taken: where it is in doubt, it is seen."""
    text = _bounds(handle)
    return text is not None and _is_beyond(handle, BBox(text.x_middle, text.y_middle, text.x_middle, text.y_middle))


def is_clipped_away(handle: object) -> bool:
    """Whether no part of a text object lies within its clipping path."""
    text = _bounds(handle)
    return text is not None and _is_beyond(handle, text)


def moved_into_clip(handle: object, glyph: BBox, tight: BBox, shown: Transform) -> BBox:
    """The box of a glyph as displayed, up or down so that its middle lies in what is seen of its text object; ``tight``
    is the glyph's own in the page's coordinates."""
    text = _bounds(handle)
    if text is None or not is_clipped(handle) or not _holds(text, tight):
        # within a form the object has other coordinates
        return glyph
    top, bottom = float("-inf"), float("inf")
    for path in _paths(handle):
        ys = [shown.apply(x, y)[1] for x, y in path]
        if ys:
            top, bottom = max(top, min(ys)), min(bottom, max(ys))
    inset = _INSIDE_EM * (glyph.bottom - glyph.top)
    low, high = top + inset, bottom - inset
    if low > high:
        low = high = (top + bottom) / 2
    middle = (glyph.top + glyph.bottom) / 2
    by = low - middle if middle < low else high - middle if middle > high else 0.0
    return BBox(glyph.x0, glyph.top + by, glyph.x1, glyph.bottom + by)


def _bounds(handle: object) -> BBox | None:
    """The box around a text object in its own coordinates (y upwards); None where there are blanks alone."""
    bounds = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(handle, *bounds):
        return None
    text = BBox(*(bound.value for bound in bounds))
    return text if text.x0 < text.x1 and text.top < text.bottom else None


def _holds(text: BBox, tight: BBox) -> bool:
    x, y = tight.x_middle, tight.y_middle
    across = text.x0 - _SLACK_PT <= x <= text.x1 + _SLACK_PT
    return across and text.top - _SLACK_PT <= y <= text.bottom + _SLACK_PT


def _is_beyond(handle: object, text: BBox) -> bool:
    """Whether a box lies beside the box around some part of the clipping path."""
    return any(_misses(text, path) for path in _paths(handle))


def _misses(text: BBox, path: Iterator[tuple[float, float]]) -> bool:
    left = right = below = above = is_drawn = False
    for x, y in path:
        is_drawn = True
        left, right = left or x < text.x1, right or x > text.x0
        below, above = below or y < text.bottom, above or y > text.top
        if left and right and below and above:
            return False
    return is_drawn


def _paths(handle: object) -> Iterator[Iterator[tuple[float, float]]]:
    clip = pdfium_c.FPDFPageObj_GetClipPath(handle)
    for path in range(pdfium_c.FPDFClipPath_CountPaths(clip) if clip else 0):
        yield _points(clip, path)


def _points(clip: object, path: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium_c.FPDFClipPath_CountPathSegments(clip, path)):
        pdfium_c.FPDFPathSegment_GetPoint(pdfium_c.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
        yield x.value, y.value
