"""Strokes, fills and pictures of a page, one ctypes call a fact: what works wherever pypdfium2 does
(``batch_reader.c`` does the same at once)."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from extractor.document.geometry import BBox
from extractor.document.page import Segment
from extractor.sources.pdf import rules
from extractor.sources.pdf.transform import IDENTITY, Transform
from extractor.sources.pdf.unseen_text import address_of, is_clipped, is_invisible_text
from extractor.sources.pdf.values import (
    AREA_FILL,
    AREA_PICTURE,
    AREA_SHAPE,
    AREA_WHITE,
    PAINT_NONE,
    PAINT_SEEN,
    PAINT_WHITE,
    Area,
    DrawnText,
    Layer,
    PageDrawing,
)

_CORNERS = (4, 5)
_LAYER_MARK = "OC\0".encode("utf-16-le")
_STROKED_TEXT, _FILLED_TEXT = (1, 2), (0, 2)
"""The modes (ISO 32000, 9.3.6) in which the strokes, the fills of a text are drawn; those from 4 on clip as well."""


class _Outer(NamedTuple):
    """What is known of the form, and the forms around it, in which an object stands."""

    matrix: Transform = IDENTITY
    depth: int = 0
    shines: bool = False
    """Whether what is below may shine through, so that nothing in it covers."""


def read_drawing(page: object, shown: Transform) -> PageDrawing:
    """What the page and the forms on it draw beside text."""
    drawing = _Drawing(shown)
    drawing.walk(page, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject, _Outer())
    in_doubt = drawing.in_doubt
    return PageDrawing(
        tuple(drawing.segments),
        tuple(drawing.fills),
        tuple(drawing.slants),
        tuple(drawing.pictures),
        drawing.capped,
        drawing.has_invisible_text,
        drawing.has_clipped_text,
        drawing.outlines,
        tuple(drawing.texts) if in_doubt else (),
        tuple(drawing.areas) if in_doubt else (),
        tuple(drawing.layers) if in_doubt else (),
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
        self.texts: list[DrawnText] = []
        self.areas: list[Area] = []
        self.layers: list[Layer] = []
        self.in_doubt = False
        self._seen = 0

    def walk(self, container, count, get, outer: _Outer) -> None:  # type: ignore[no-untyped-def]
        # untyped: PDFium's own C functions, one pair for pages and one for forms
        for index in range(max(0, count(container))):
            if self._seen >= rules.MAX_PATH_OBJECTS:
                self.capped = True
                return
            handle = get(container, index)
            kind = pdfium_c.FPDFPageObj_GetType(handle)
            self._seen += 1
            layers = self._layers(handle)
            within = outer._replace(shines=outer.shines or layers > 0)
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                self._path(handle, within)
            elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                self._text(handle, within)
            elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                self._picture(handle, within)
            elif kind == pdfium_c.FPDF_PAGEOBJ_SHADING:
                box = _bounds_of(handle, self.shown.after(outer.matrix))
                if box is not None:
                    self._area(AREA_SHAPE, box, handle)
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
                self._form(handle, within, layers)

    def _form(self, handle: object, outer: _Outer, layers: int) -> None:
        if outer.depth < rules.MAX_FORM_DEPTH:
            known = len(self.layers)
            shines = outer.shines or bool(pdfium_c.FPDFPageObj_HasTransparency(handle))
            inner = _Outer(outer.matrix.after(_matrix_of(handle)), outer.depth + 1, shines)
            self.walk(handle, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject, inner)
            for place in range(known - layers, known):
                self.layers[place] = self.layers[place]._replace(last=float(self._seen))
        elif pdfium_c.FPDFFormObj_CountObjects(handle) > 0:
            self.capped = True

    def _layers(self, handle: object) -> int:
        """The layers that an object is marked to be of are noted, with it alone so far; how many."""
        found = 0
        for index in range(max(0, pdfium_c.FPDFPageObj_CountMarks(handle))):
            mark = pdfium_c.FPDFPageObj_GetMark(handle, index)
            if _is_layer(mark):
                self.layers.append(Layer(address_of(mark), float(self._seen), float(self._seen)))
                self.in_doubt = True
                found += 1
        return found

    def _text(self, handle: object, outer: _Outer) -> None:
        self.has_invisible_text = self.has_invisible_text or is_invisible_text(handle)
        self.has_clipped_text = self.has_clipped_text or is_clipped(handle)
        box = _bounds_of(handle, self.shown.after(outer.matrix))
        if box is None:
            return
        paint = _paint_of_text(handle)
        self.in_doubt = self.in_doubt or paint != PAINT_SEEN
        self.texts.append(DrawnText(address_of(handle), float(self._seen), float(paint), *box))

    def _area(self, kind: int, box: BBox, handle: object) -> None:
        self.areas.append(Area(float(self._seen), float(kind), *box, address_of(handle)))
        self.in_doubt = self.in_doubt or (kind != AREA_SHAPE and bool(self.texts))

    def _picture(self, handle: object, outer: _Outer) -> None:
        whole = self.shown.after(outer.matrix)
        box = _bounds_of(handle, whole)
        if box is None:
            return
        self.pictures.append(box)
        covered = None
        if (
            not outer.shines
            and _is_upright(whole.after(_matrix_of(handle)))
            and not pdfium_c.FPDFPageObj_HasTransparency(handle)
        ):
            covered = _cut_to_clip(handle, whole, box)
        self._area(AREA_SHAPE if covered is None else AREA_PICTURE, covered or box, handle)

    def _path(self, handle: object, outer: _Outer) -> None:
        fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(handle, fill_mode, stroke)
        stroke_paint, fill_paint, opaque = PAINT_NONE, PAINT_NONE, False
        if stroke.value:
            stroke_paint, _ = _paint_of(handle, pdfium_c.FPDFPageObj_GetStrokeColor)
        if fill_mode.value:
            fill_paint, opaque = _paint_of(handle, pdfium_c.FPDFPageObj_GetFillColor)
        stroked, filled = stroke_paint == PAINT_SEEN, fill_paint == PAINT_SEEN
        width = ctypes.c_float()
        pdfium_c.FPDFPageObj_GetStrokeWidth(handle, width)
        is_band = stroked and width.value > rules.THIN_PT
        if fill_paint != PAINT_NONE or is_band:
            self._painted(handle, outer, fill_paint, opaque, is_band)
        if not (stroked or filled):
            return
        whole = self.shown.after(outer.matrix).after(_matrix_of(handle))
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

    def _painted(self, handle: object, outer: _Outer, fill: int, opaque: bool, is_band: bool) -> None:
        """Where a path paints: as a rectangle that hides what is below it, or as some shape."""
        around = self.shown.after(outer.matrix)
        covered = None
        if opaque and not outer.shines and not pdfium_c.FPDFPageObj_HasTransparency(handle):
            count = pdfium_c.FPDFPath_CountSegments(handle)
            covered = _rectangle(handle, pdfium_c.FPDFPath_GetPathSegment, count, around.after(_matrix_of(handle)))
            covered = None if covered is None else _cut_to_clip(handle, around, covered)
        if covered is not None:
            self._area(AREA_WHITE if fill == PAINT_WHITE else AREA_FILL, covered, handle)
        elif fill == PAINT_SEEN or is_band:
            box = _bounds_of(handle, around)
            if box is not None:
                self._area(AREA_SHAPE, box, handle)

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


def _bounds_of(handle: object, outer: Transform) -> BBox | None:
    """The box around an object as displayed."""
    bounds = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(handle, *bounds):
        return None
    return outer.box(*(bound.value for bound in bounds))


def _paint_of(handle: object, get_color) -> tuple[int, bool]:  # type: ignore[no-untyped-def]
    """What a colour leaves to be seen, and whether it hides what is below; an unreadable colour (a pattern) is seen and
    may let something shine through."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get_color(handle, red, green, blue, alpha):
        return PAINT_SEEN, False
    if alpha.value == 0:
        return PAINT_NONE, False
    is_white = min(red.value, green.value, blue.value) >= rules.WHITE
    return (PAINT_WHITE if is_white else PAINT_SEEN), alpha.value == 255


def _paint_of_text(handle: object) -> int:
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(handle)
    paints = [_paint_of(handle, pdfium_c.FPDFPageObj_GetFillColor)[0]] if mode in _FILLED_TEXT else []
    if mode in _STROKED_TEXT:
        paints.append(_paint_of(handle, pdfium_c.FPDFPageObj_GetStrokeColor)[0])
    # no paints: drawn invisibly or to clip, which is not a matter of colour
    return min(paints, default=PAINT_SEEN)


def _is_layer(mark: object) -> bool:
    name, length = (ctypes.c_ushort * 4)(), ctypes.c_ulong()
    size = ctypes.sizeof(name)
    got = pdfium_c.FPDFPageObjMark_GetName(mark, name, size, length)
    return bool(got) and bytes(name)[: min(size, length.value)] == _LAYER_MARK


def _is_level(a: float, b: float) -> bool:
    return abs(a - b) <= rules.SLANT_PT


def _is_upright(whole: Transform) -> bool:
    """Whether a map keeps what is upright upright, or lays it on its side."""
    return (_is_level(whole.b, 0) and _is_level(whole.c, 0)) or (_is_level(whole.a, 0) and _is_level(whole.d, 0))


def _rectangle(owner: object, segment: Callable[[Any, int], Any], count: int, whole: Transform) -> BBox | None:
    """The upright rectangle as displayed that a path of ``count`` segments draws; None where it draws anything else."""
    if count not in _CORNERS:
        return None
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        part = segment(owner, index)
        kind = pdfium_c.FPDFPathSegment_GetType(part)
        if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO or (kind == pdfium_c.FPDF_SEGMENT_MOVETO) != (index == 0):
            return None
        pdfium_c.FPDFPathSegment_GetPoint(part, x, y)
        points.append(whole.apply(x.value, y.value))
    return _box_around(points[:4]) if _are_corners(points) else None


def _are_corners(points: Sequence[tuple[float, float]]) -> bool:
    """Whether four points, or five of which the last is the first, are the corners of an upright rectangle."""
    if len(points) == _CORNERS[-1] and not all(map(_is_level, points[-1], points[0])):
        return False
    sides = [(points[n], points[(n + 1) % 4]) for n in range(4)]
    upright = [_is_level(a[0], b[0]) for a, b in sides]
    lying = [_is_level(a[1], b[1]) for a, b in sides]
    return (upright[0] and lying[1] and upright[2] and lying[3]) or (
        lying[0] and upright[1] and lying[2] and upright[3]
    )


def _segments_of(path: int) -> Callable[[Any, int], Any]:
    """A segment of one path of a clip, as paths give theirs."""

    def segment(clip: Any, index: int) -> Any:
        return pdfium_c.FPDFClipPath_GetPathSegment(clip, path, index)

    return segment


def _cut_to_clip(handle: object, outer: Transform, box: BBox) -> BBox | None:
    """A box cut down to what an object is clipped to; None where that is no rectangle."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(handle)
    paths = pdfium_c.FPDFClipPath_CountPaths(clip) if clip else 0
    if paths > rules.MAX_CLIPS:
        return None
    for path in range(paths):
        count = pdfium_c.FPDFClipPath_CountPathSegments(clip, path)
        if count <= 0:
            continue
        part = _rectangle(clip, _segments_of(path), count, outer)
        if part is None:
            return None
        low, high = (max(box.x0, part.x0), max(box.top, part.top)), (min(box.x1, part.x1), min(box.bottom, part.bottom))
        box = BBox(*low, *high)
    return box


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
