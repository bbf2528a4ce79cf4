"""A page read in one call: ``batch_reader.c``, compiled when the package is built, through ctypes.

Where there was no compiler there is no library, and pages are read call by call: the same pages, more slowly.
"""

import ctypes
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count, repeat
from pathlib import Path
from struct import iter_unpack
from typing import Any, TypeVar

import pypdfium2.raw as pdfium_c

from extractor.document.geometry import BBox
from extractor.document.page import Glyph, Segment, SidewaysGlyph
from extractor.sources.pdf import rules
from extractor.sources.pdf.transform import Transform
from extractor.sources.pdf.values import Area, DrawnText, Layer, PageDrawing, PageText, Sight

LIBRARY = Path(__file__).with_name("_batch_reader.so")
_INTERFACE = 4
_FUNCTIONS = (
    "FPDFText_CountChars",
    "FPDFText_GetUnicode",
    "FPDFText_IsGenerated",
    "FPDFText_HasUnicodeMapError",
    "FPDFText_IsHyphen",
    "FPDFText_GetTextObject",
    "FPDFText_GetCharAngle",
    "FPDFText_GetCharBox",
    "FPDFText_GetLooseCharBox",
    "FPDFTextObj_GetTextRenderMode",
    "FPDFPage_CountObjects",
    "FPDFPage_GetObject",
    "FPDFPageObj_GetType",
    "FPDFFormObj_CountObjects",
    "FPDFFormObj_GetObject",
    "FPDFPageObj_GetMatrix",
    "FPDFPageObj_GetBounds",
    "FPDFPath_GetDrawMode",
    "FPDFPageObj_GetStrokeColor",
    "FPDFPageObj_GetFillColor",
    "FPDFPageObj_GetStrokeWidth",
    "FPDFPath_CountSegments",
    "FPDFPath_GetPathSegment",
    "FPDFPathSegment_GetType",
    "FPDFPathSegment_GetPoint",
    "FPDFPathSegment_GetClose",
    "FPDFPageObj_GetClipPath",
    "FPDFClipPath_CountPaths",
    "FPDFClipPath_CountPathSegments",
    "FPDFClipPath_GetPathSegment",
    "FPDFPageObj_HasTransparency",
    "FPDFPageObj_CountMarks",
    "FPDFPageObj_GetMark",
    "FPDFPageObjMark_GetName",
)
"""Those of ``Pdfium`` in the C file, in its order."""
_TURNS = (0, 90, 180, 270)
_SIDEWAYS_VALUES = 7
_Value = TypeVar("_Value", Area, DrawnText, Layer, Sight)
_Beyond = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_uint)


class _Rules(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_double) for name in ("thin", "slant", "highest", "small", "small_share", "upright")),
        *((name, ctypes.c_int64) for name in ("white", "depth", "objects", "strokes")),
        *((name, ctypes.c_double) for name in ("least_letter", "largest_letter")),
        ("clips", ctypes.c_int64),
    ]


class _Page(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int64) for name in ("glyphs", "unrounded", "undecodable", "private_use")),
        *((name, ctypes.c_int64) for name in ("unmapped", "turned")),
        ("turns", ctypes.c_int64 * len(_TURNS)),
        *((name, ctypes.c_void_p) for name in ("codes", "boxes", "sizes")),
        *((name, ctypes.c_int64) for name in ("segments", "fills", "slants", "pictures", "capped")),
        *((name, ctypes.c_int64) for name in ("invisible_text", "clipped_text", "outlines")),
        *((name, ctypes.c_void_p) for name in ("segment_values", "fill_values", "slant_values", "picture_values")),
        *((name, ctypes.c_int64) for name in ("sights", "sideways", "texts", "areas", "layers", "doubtful")),
        *((name, ctypes.c_void_p) for name in ("sight_values", "sideways_values", "text_values", "area_values")),
        ("layer_values", ctypes.c_void_p),
    ]


class BatchReader:
    """Reads by one call a page. The arrays of the library live as long as this object."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        self._kept = _beyond_plane_0, _printable()
        functions = (ctypes.c_void_p * len(_FUNCTIONS))(
            *(ctypes.cast(getattr(pdfium_c, name), ctypes.c_void_p).value for name in _FUNCTIONS)
        )
        values = _Rules(
            *(rules.THIN_PT, rules.SLANT_PT, rules.HIGHEST, rules.HIGHEST_SMALL, rules.SMALL_SHARE),
            *(rules.UPRIGHT_COSINE, rules.WHITE, rules.MAX_FORM_DEPTH, rules.MAX_PATH_OBJECTS, rules.MAX_STROKES),
            *(rules.LEAST_LETTER_PT, rules.LARGEST_LETTER_PT, rules.MAX_CLIPS),
        )
        self._reader = library.new_reader(functions, ctypes.byref(values), self._kept[1], self._kept[0])
        if not self._reader:
            raise MemoryError
        self._page = _Page.from_address(self._reader)

    def __del__(self) -> None:
        if getattr(self, "_reader", None):
            self._library.free_reader(self._reader)

    def text(self, text_page: object, shown: Transform, *, visible_only: bool = False) -> PageText:
        found = self._library.read_glyphs(self._reader, text_page, _matrix(shown), visible_only)
        if found < 0:
            raise MemoryError
        page = self._page
        text = ctypes.string_at(page.codes, 4 * found).decode(f"utf-32-{sys.byteorder[0]}e") if found else ""
        boxes = list(_boxes(page.boxes, found))
        rounded = _floats(page.sizes, found)
        sizes = [round(box.height, 2) for box in boxes] if page.unrounded else rounded
        native = repeat(1.0), repeat(()), repeat(False)
        values = zip(text, boxes, sizes, count(), *native, strict=False)
        glyphs = tuple(map(tuple.__new__, repeat(Glyph), values))
        turns = {turn: number for turn, number in zip(_TURNS, page.turns, strict=True) if turn and number}
        sights = _named(Sight, page.sight_values, page.sights)
        beside = list(_values(page.sideways_values, page.sideways, _SIDEWAYS_VALUES))
        sideways = tuple(SidewaysGlyph(chr(int(code)), BBox(*box), int(turn)) for code, turn, *box, _ in beside)
        objects = tuple(value[-1] for value in beside) if visible_only else ()
        counts = page.undecodable, page.unmapped, page.turned, turns, page.private_use
        return PageText(glyphs, *counts, sights, sideways, objects)

    def drawing(self, page: object, shown: Transform) -> PageDrawing:
        if self._library.read_drawing(self._reader, page, _matrix(shown)) < 0:
            raise MemoryError
        found = self._page
        segments = _values(found.segment_values, found.segments, 5)
        return PageDrawing(
            tuple(map(tuple.__new__, repeat(Segment), segments)),
            tuple(_boxes(found.fill_values, found.fills)),
            tuple(_boxes(found.slant_values, found.slants)),
            tuple(_boxes(found.picture_values, found.pictures)),
            bool(found.capped),
            bool(found.invisible_text),
            bool(found.clipped_text),
            found.outlines,
            *(
                (
                    _named(DrawnText, found.text_values, found.texts),
                    _named(Area, found.area_values, found.areas),
                    _named(Layer, found.layer_values, found.layers),
                )
                if found.doubtful
                else ()
            ),
        )


def batch_reader() -> BatchReader | None:
    """A reader for one document, or None where this installation has no compiled library, or not this version's."""
    library = load_library()
    return None if library is None else BatchReader(library)


@cache
def load_library(path: Path = LIBRARY) -> ctypes.CDLL | None:
    """The compiled library, or None where it is absent, of another machine or of another version of the source."""
    try:
        library = ctypes.CDLL(str(path))
        if library.interface_number() != _INTERFACE or not all(hasattr(pdfium_c, name) for name in _FUNCTIONS):
            return None
    except (OSError, AttributeError):
        return None
    library.new_reader.restype = ctypes.c_void_p
    library.new_reader.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p, _Beyond]
    library.free_reader.restype, library.free_reader.argtypes = None, [ctypes.c_void_p]
    library.read_glyphs.restype = library.read_drawing.restype = ctypes.c_int64
    library.read_glyphs.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int]
    library.read_drawing.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    library.rounded_to_hundredths.restype = ctypes.c_double
    library.rounded_to_hundredths.argtypes = [ctypes.c_double]
    return library


@cache
def _printable() -> bytes:
    """Whether each character below U+10000 is printable, a byte each."""
    return bytes(map(str.isprintable, map(chr, range(0x10000))))


_beyond_plane_0 = _Beyond(lambda code: chr(code).isprintable())
"""Whether a character from U+10000 on is printable: asked one by one, they are rare."""


def _matrix(transform: Transform) -> Any:
    return (ctypes.c_double * 6)(*transform)


def _values(address: int | None, number: int, width: int) -> Iterator[tuple[float, ...]]:
    """``number`` tuples of ``width`` doubles each, copied from an array of the library."""
    return iter_unpack(f"{width}d", ctypes.string_at(address, 8 * width * number) if address else b"")


def _named(kind: type[_Value], address: int | None, number: int) -> tuple[_Value, ...]:
    """Named tuples of doubles, copied from an array of the library."""
    return tuple(map(tuple.__new__, repeat(kind), _values(address, number, len(kind._fields))))


def _boxes(address: int | None, number: int) -> Iterator[BBox]:
    return map(tuple.__new__, repeat(BBox), _values(address, number, 4))


def _floats(address: int | None, number: int) -> Sequence[float]:
    return memoryview(ctypes.string_at(address, 8 * number) if address else b"").cast("d").tolist()
