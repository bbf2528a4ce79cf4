"""Strokes, fills and pictures of a page, one ctypes call a fact: what works wherever pypdfium2 does
(``batch_reader.c`` does the same at once)."""

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium_c

from extractor.document.geometry import BBox
from extractor.document.page import Segment
from extractor.sources.pdf import rules
from extractor.sources.pdf.transform import IDENTITY, Transform
from extractor.sources.pdf.unseen_text import is_clipped, is_invisible_text
from extractor.sources.pdf.values import PageDrawing


def read_drawing(page: object, shown: Transform) -> PageDrawing:
    """What the page and the forms on it draw beside text."""
    drawing = _Drawing(shown)
    drawing.walk(page, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject, IDENTITY, 0)
    return PageDrawing(
        tuple(drawing.segments),
        tuple(drawing.fills),
        tuple(drawing.slants),
        tuple(drawing.pictures),
        drawing.capped,
        drawing.has_invisible_text,
        drawing.has_clipped_text,
        drawing.outlines,
    )


class _Drawing:
    """Collects strokes, thin fills and picture areas of one page's objects, forms included."""

    def __init__(self, shown: Transform) -> None:
        self.shown = shown
        self.segments: list[Segment] = []
        self.fills: list[BBox] = []
        self.slants: list[BBox] = []
        self.pictures: list[BBox] = []
        self.outlines = 0
        self.capped = False
        self.has_invisible_text = self.has_clipped_text = False
        self._seen = 0

    def walk(self, container, count, get, matrix: Transform, depth: int) -> None:  # type: ignore[no-untyped-def]
        # untyped: PDFium's own C functions, one pair for pages and one for forms
        for index in range(max(0, count(container))):
            if self._seen >= rules.MAX_PATH_OBJECTS:
                self.capped = True
                return
            handle = get(container, index)
            kind = pdfium_c.FPDFPageObj_GetType(handle)
            self._seen += 1
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                self._path(handle, matrix)
            elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                self.has_invisible_text = self.has_invisible_text or is_invisible_text(handle)
                self.has_clipped_text = self.has_clipped_text or is_clipped(handle)
            elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                self._picture(handle, matrix)
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
                self._form(handle, matrix, depth)

    def _form(self, handle: object, matrix: Transform, depth: int) -> None:
        if depth < rules.MAX_FORM_DEPTH:
            inner = matrix.after(_matrix_of(handle))
            self.walk(handle, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject, inner, depth + 1)
        elif pdfium_c.FPDFFormObj_CountObjects(handle) > 0:
            self.capped = True

    def _picture(self, handle: object, matrix: Transform) -> None:
        bounds = [ctypes.c_float() for _ in range(4)]
        if pdfium_c.FPDFPageObj_GetBounds(handle, *bounds):
            left, bottom, right, top = (bound.value for bound in bounds)
            self.pictures.append(self.shown.after(matrix).box(left, bottom, right, top))

    def _path(self, handle: object, matrix: Transform) -> None:
        fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(handle, fill_mode, stroke)
        stroked = bool(stroke.value) and not _is_invisible(handle, pdfium_c.FPDFPageObj_GetStrokeColor)
        filled = bool(fill_mode.value) and not _is_invisible(handle, pdfium_c.FPDFPageObj_GetFillColor)
        if not (stroked or filled):
            return
        whole = self.shown.after(matrix).after(_matrix_of(handle))
        width = ctypes.c_float()
        pdfium_c.FPDFPageObj_GetStrokeWidth(handle, width)
        for points, straight, closed in _subpaths(handle, whole):
            if len(self.segments) + len(self.fills) + len(self.slants) >= rules.MAX_STROKES:
                self.capped = True
                return
            if stroked and straight:
                self._strokes(points, closed, width.value)
            elif filled and straight:
                self._fill(points)
            elif filled:
                self.outlines += rules.LEAST_LETTER_PT <= _box_around(points).height <= rules.LARGEST_LETTER_PT

    def _strokes(self, points: list[tuple[float, float]], closed: bool, width: float) -> None:
        ends = points[1:] + points[:1] if closed else points[1:]
        for (x0, y0), (x1, y1) in zip(points, ends, strict=False):
            if abs(x1 - x0) <= rules.SLANT_PT or abs(y1 - y0) <= rules.SLANT_PT:
                self.segments.append(Segment(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), width))
            else:
                self.slants.append(BBox(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _fill(self, points: list[tuple[float, float]]) -> None:
        box = _box_around(points)
        if min(box.width, box.height) > rules.THIN_PT:
            self.fills.append(box)
        elif box.width >= box.height:
            self.segments.append(Segment(box.x0, box.y_middle, box.x1, box.y_middle, box.height))
        else:
            self.segments.append(Segment(box.x_middle, box.top, box.x_middle, box.bottom, box.width))


def _box_around(points: list[tuple[float, float]]) -> BBox:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def _matrix_of(handle: object) -> Transform:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, matrix):
        return IDENTITY
    return Transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _is_invisible(handle: object, get_color) -> bool:  # type: ignore[no-untyped-def]
    """Whether the colour is white or fully transparent; an unreadable colour (a pattern) counts as visible."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get_color(handle, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= rules.WHITE


def _subpaths(handle: object, whole: Transform) -> Iterator[tuple[list[tuple[float, float]], bool, bool]]:
    """Each subpath as displayed points, whether it is all straight lines, and whether it is closed."""
    points: list[tuple[float, float]] = []
    straight, closed = True, False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium_c.FPDFPath_CountSegments(handle)):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, straight, closed
            points, straight, closed = [], True, False
        points.append(whole.apply(x.value, y.value))
        straight = straight and kind != pdfium_c.FPDF_SEGMENT_BEZIERTO
        closed = closed or bool(pdfium_c.FPDFPathSegment_GetClose(segment))
    if len(points) > 1:
        yield points, straight, closed
