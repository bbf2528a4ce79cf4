"""PDF through PDFium (BSD-3-Clause): glyphs with loose boxes, strokes and thin fills, in displayed coordinates.

PDFium answers in user space; every point goes through the page's own device transform, so that crop box and
rotation are applied once, here, and nowhere later.
"""

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.document.geometry import BBox
from extractor.document.page import Glyph, RawPage, Segment
from extractor.errors import CorruptSource, EncryptedSource, TooLarge
from extractor.options import SourceOptions

_THIN_PT = 3.0
"""A filled rectangle at most this thick is a ruling drawn as a fill (Word draws every border so)."""
_SLANT_PT = 0.8
"""A stroke that leans by less than this from one end to the other is axis-parallel."""
_HIGHEST, _HIGHEST_SMALL = 4.0, 8.0
"""A font is no higher than so many times its letter's height or advance width; those of a point are smaller."""
_SMALL_SHARE = 0.3
_UPRIGHT_COSINE = 0.9
"""Text that leans by less than about 25 degrees is read as upright."""
_WAYS = {90: (0.0, -1.0), 180: (-1.0, 0.0), 270: (0.0, 1.0)}
"""The way in which a text runs (across, down) that a clockwise turn by so many degrees makes upright."""
_WHITE = 250
_LEAST_LETTER_PT, _LARGEST_LETTER_PT = 1.5, 40.0
"""A stroke of a character that is drawn by its outline is as high as this, and not higher than that."""
_MAX_FORM_DEPTH = 8
_MAX_PATH_OBJECTS = 200_000
"""Drawn objects of a page that are looked at; a full page of text and a table of 2,000 rows have some 10,000."""
_MAX_STROKES = 400_000
"""Strokes and fills of a page that are kept: one path may hold as many as the file has room for."""
_DEVICE_UNITS_PER_PT = 1000


class Transform(NamedTuple):
    """An affine map ``x' = a x + c y + e``, ``y' = b x + d y + f`` (the PDF matrix order)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: "Transform") -> "Transform":
        """The map that does ``first``, then this one."""
        return Transform(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            self.a * first.e + self.c * first.f + self.e,
            self.b * first.e + self.d * first.f + self.f,
        )

    def box(self, x0: float, y0: float, x1: float, y1: float) -> BBox:
        ax, ay = self.apply(x0, y0)
        bx, by = self.apply(x1, y1)
        return BBox(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def read_pdf(data: bytes, options: SourceOptions) -> Iterator[RawPage]:
    """Yield the pages of a PDF in order, one in memory at a time.

    Raises EncryptedSource, CorruptSource or TooLarge before the first page. A page that PDFium cannot load
    comes without glyphs; the pipeline says so.
    """
    with closing(_open(data, options)) as document:
        count = len(document)
        if count == 0:
            raise CorruptSource("The PDF has no pages.")
        if count > options.max_pages:
            raise TooLarge(f"The PDF has {count} pages; the limit max_pages is {options.max_pages}.")
        for index in range(count):
            yield _read_page(document, index)


def _open(data: bytes, options: SourceOptions) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data, password=options.password)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            given = "The password does not open" if options.password else "A password is needed for"
            raise EncryptedSource(f"{given} this PDF.") from error
        raise CorruptSource("The PDF can not be opened: it is cut off or damaged.") from error


def _read_page(document: pdfium.PdfDocument, index: int) -> RawPage:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return RawPage(index + 1, 0.0, 0.0, 0, (), (), broken=True)
    with closing(page):
        width, height = page.get_width(), page.get_height()
        shown = _device_transform(page, width, height)
        glyphs, counts = _read_glyphs(page, shown)
        turn = counts.majority_turn(len(glyphs))
        if turn:
            shown = _TURNS[turn](width, height).after(shown)
            width, height = (height, width) if turn in (90, 270) else (width, height)
            glyphs, counts = _read_glyphs(page, shown)
        drawing = _Drawing(shown)
        drawing.walk(page.raw, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject, IDENTITY, 0)
        invisible = 0
        if drawing.has_invisible_text:
            glyphs, invisible = _without_invisible(page, shown, glyphs)
        return RawPage(
            number=index + 1,
            width=round(width, 2),
            height=round(height, 2),
            rotation=page.get_rotation(),
            glyphs=glyphs,
            segments=tuple(drawing.segments),
            fills=tuple(drawing.fills),
            slants=tuple(drawing.slants),
            picture_share=drawing.picture_share(width, height),
            pictures=tuple(drawing.pictures),
            outlines=drawing.outlines,
            invisible=invisible,
            private=counts.private,
            undecodable=counts.undecodable,
            unmapped=counts.unmapped,
            turned=counts.turned,
            turn=turn,
            capped=drawing.capped,
        )


IDENTITY = Transform(1, 0, 0, 1, 0, 0)
_TURNS: dict[int, Callable[[float, float], Transform]] = {
    90: lambda width, height: Transform(0, 1, -1, 0, height, 0),
    180: lambda width, height: Transform(-1, 0, 0, -1, width, height),
    270: lambda width, height: Transform(0, -1, 1, 0, 0, width),
}
"""The maps that turn a displayed page of this size clockwise by so many degrees."""


def _device_transform(page: pdfium.PdfPage, width: float, height: float) -> Transform:
    """The map from user space to the displayed page (origin top left), measured from PDFium itself."""
    scale = _DEVICE_UNITS_PER_PT

    def device(x: float, y: float) -> tuple[float, float]:
        out_x, out_y = ctypes.c_int(), ctypes.c_int()
        size_x, size_y = round(width * scale), round(height * scale)
        pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, size_x, size_y, 0, x, y, out_x, out_y)
        return out_x.value / scale, out_y.value / scale

    (e, f), (ax, ay), (cx, cy) = device(0, 0), device(1000, 0), device(0, 1000)
    return Transform((ax - e) / 1000, (ay - f) / 1000, (cx - e) / 1000, (cy - f) / 1000, e, f)


@dataclass(slots=True)
class _Counts:
    undecodable: int = 0
    unmapped: int = 0
    private: int = 0
    turned: int = 0
    turns: dict[int, int] = field(default_factory=dict)
    """How many of the turned characters would be upright on a page turned clockwise by so many degrees."""

    def majority_turn(self, upright: int) -> int:
        """The turn by which most characters of the page become upright; 0 where most are."""
        turn = max(self.turns, key=lambda t: self.turns[t], default=0)
        return turn if self.turns.get(turn, 0) > upright + self.turned / 2 else 0


def _read_glyphs(
    page: pdfium.PdfPage, shown: Transform, *, visible_only: bool = False
) -> tuple[tuple[Glyph, ...], "_Counts"]:
    """The upright glyphs, and how many characters were left out or are doubtful. ``visible_only`` leaves out those
    that are drawn in an invisible mode, which takes longer to ask."""
    glyphs: list[Glyph] = []
    counts = _Counts()
    with closing(page.get_textpage()) as text_page:
        handle = text_page.raw
        loose, tight = pdfium_c.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
        for index in range(pdfium_c.FPDFText_CountChars(handle)):
            code = pdfium_c.FPDFText_GetUnicode(handle, index)
            if pdfium_c.FPDFText_IsGenerated(handle, index) == 1:
                continue
            character = chr(code)
            unmapped = pdfium_c.FPDFText_HasUnicodeMapError(handle, index) == 1
            if code in {0, 0xFFFD, 0xFFFE, 0xFFFF} or (unmapped and not character.isprintable()):
                counts.undecodable += 1
                continue
            if character.isspace() or not character.isprintable():
                counts.private += unicodedata.category(character) == "Co"
                continue
            if visible_only and _is_invisible_text(pdfium_c.FPDFText_GetTextObject(handle, index)):
                continue
            counts.unmapped += unmapped
            angle = pdfium_c.FPDFText_GetCharAngle(handle, index)
            across, down = _direction(shown, angle) if angle >= 0 else (1.0, 0.0)
            if across < _UPRIGHT_COSINE:
                counts.turned += 1
                turn = next((t for t, way in _WAYS.items() if across * way[0] + down * way[1] > _UPRIGHT_COSINE), 0)
                counts.turns[turn] = counts.turns.get(turn, 0) + bool(turn)
                continue
            pdfium_c.FPDFText_GetCharBox(handle, index, *tight)
            tight_box = shown.box(tight[0].value, tight[2].value, tight[1].value, tight[3].value)
            pdfium_c.FPDFText_GetLooseCharBox(handle, index, loose)
            box = _reasonable_box(shown.box(loose.left, loose.bottom, loose.right, loose.top), tight_box)
            glyphs.append(Glyph(character, box, round(box.height, 2), len(glyphs)))
    return tuple(glyphs), counts


def _without_invisible(
    page: pdfium.PdfPage, shown: Transform, glyphs: tuple[Glyph, ...]
) -> tuple[tuple[Glyph, ...], int]:
    """The glyphs that are drawn to be seen; all of them where most are not, since that is the text of a scan, and how
    many are not."""
    visible, _ = _read_glyphs(page, shown, visible_only=True)
    return (visible, 0) if 2 * len(visible) > len(glyphs) else (glyphs, len(glyphs) - len(visible))


def _direction(shown: Transform, angle: float) -> tuple[float, float]:
    """The unit vector in which a text runs as displayed; PDFium counts a character's angle clockwise in user space."""
    x, y = math.cos(angle), -math.sin(angle)
    across, down = shown.a * x + shown.c * y, shown.b * x + shown.d * y
    length = math.hypot(across, down) or 1.0
    return across / length, down / length


def _reasonable_box(loose: BBox, tight: BBox) -> BBox:
    """The loose box (advance width, font height) unless a broken font gives one that misses its own glyph."""
    around = loose.x0 - 1 <= tight.x_middle <= loose.x1 + 1 and loose.top - 1 <= tight.y_middle <= loose.bottom + 1
    usable = loose.width > 0 and loose.height > 0
    # points and commas are small and narrow in every font: they do not show that a font's height is false
    highest = _HIGHEST_SMALL if max(tight.height, tight.width) <= _SMALL_SHARE * loose.height else _HIGHEST
    if usable and (around or tight.width <= 0) and loose.height <= highest * max(tight.height, loose.width):
        return loose
    return tight


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
        self.has_invisible_text = False
        self._seen = 0

    def walk(self, container, count, get, matrix: Transform, depth: int) -> None:  # type: ignore[no-untyped-def]
        # untyped: PDFium's own C functions, one pair for pages and one for forms
        for index in range(max(0, count(container))):
            if self._seen >= _MAX_PATH_OBJECTS:
                self.capped = True
                return
            handle = get(container, index)
            kind = pdfium_c.FPDFPageObj_GetType(handle)
            self._seen += 1
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                self._path(handle, matrix)
            elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                self.has_invisible_text = self.has_invisible_text or _is_invisible_text(handle)
            elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                self._picture(handle, matrix)
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _MAX_FORM_DEPTH:
                inner = matrix.after(_matrix_of(handle))
                self.walk(handle, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject, inner, depth + 1)

    def picture_share(self, width: float, height: float) -> float:
        area = sum(
            max(0.0, min(b.x1, width) - max(b.x0, 0)) * max(0.0, min(b.bottom, height) - max(b.top, 0))
            for b in self.pictures
        )
        return round(min(1.0, area / (width * height)), 4) if width and height else 0.0

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
            if len(self.segments) + len(self.fills) + len(self.slants) >= _MAX_STROKES:
                self.capped = True
                return
            if stroked and straight:
                self._strokes(points, closed, width.value)
            elif filled and straight:
                self._fill(points)
            elif filled:
                self.outlines += _LEAST_LETTER_PT <= _box_around(points).height <= _LARGEST_LETTER_PT

    def _strokes(self, points: list[tuple[float, float]], closed: bool, width: float) -> None:
        ends = points[1:] + points[:1] if closed else points[1:]
        for (x0, y0), (x1, y1) in zip(points, ends, strict=False):
            if abs(x1 - x0) <= _SLANT_PT or abs(y1 - y0) <= _SLANT_PT:
                self.segments.append(Segment(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), width))
            else:
                self.slants.append(BBox(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _fill(self, points: list[tuple[float, float]]) -> None:
        box = _box_around(points)
        if min(box.width, box.height) > _THIN_PT:
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


def _is_invisible_text(handle: object) -> bool:
    """Whether a text object is neither filled nor stroked (rendering mode 3 of ISO 32000, 9.3.6)."""
    return bool(pdfium_c.FPDFTextObj_GetTextRenderMode(handle) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)


def _is_invisible(handle: object, get_color) -> bool:  # type: ignore[no-untyped-def]
    """Whether the colour is white or fully transparent; an unreadable colour (a pattern) counts as visible."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get_color(handle, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


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
