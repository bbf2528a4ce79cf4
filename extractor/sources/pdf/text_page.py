"""The characters of a page, one ctypes call a fact: what works wherever pypdfium2 does (``batch_reader.c`` does the
same at once)."""

import ctypes
import math
import unicodedata

import pypdfium2.raw as pdfium_c

from extractor.document.geometry import BBox
from extractor.document.page import Glyph, SidewaysGlyph
from extractor.sources.pdf import rules
from extractor.sources.pdf.transform import Transform
from extractor.sources.pdf.unseen_text import address_of, is_clipped_away, is_invisible_text, moved_into_clip
from extractor.sources.pdf.values import PageText, Sight

_WAYS = {90: (0.0, -1.0), 180: (-1.0, 0.0), 270: (0.0, 1.0)}
"""The way in which a text runs (across, down) that a clockwise turn by so many degrees makes upright."""
_SIDEWAYS = (90, 270)
_LAST_CODE = 0x10FFFF
_HYPHEN_MARK = 2
"""What PDFium gives for a hyphen at the end of a line, which may be part of a code or a sign. Other control characters
that are no white space stand for glyphs whose map is wrong."""


def read_text(text_page: object, shown: Transform, *, visible_only: bool = False) -> PageText:
    """The upright glyphs, and how many characters were left out or are doubtful. ``visible_only`` leaves out those
    of which nothing can be seen, and sets those of which a part is seen where that is, which takes longer to ask."""
    glyphs: list[Glyph] = []
    sights: list[Sight] = []
    sideways: list[SidewaysGlyph] = []
    sideways_objects: list[float] = []
    undecodable = unmapped = turned = private = 0
    turns: dict[int, int] = {}
    for index in range(pdfium_c.FPDFText_CountChars(text_page)):
        if pdfium_c.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        code = _code(text_page, index)
        is_unmapped = pdfium_c.FPDFText_HasUnicodeMapError(text_page, index) == 1
        if code in rules.UNDECODABLE or code > _LAST_CODE or (is_unmapped and not chr(code).isprintable()):
            undecodable += 1
            continue
        character = chr(code)
        if unicodedata.category(character) == "Cc" and not character.isspace():
            undecodable += 1
            continue
        private += unicodedata.category(character) == "Co"
        if character.isspace() or not character.isprintable():
            continue
        handle = pdfium_c.FPDFText_GetTextObject(text_page, index) if visible_only else None
        if handle is not None and (is_invisible_text(handle) or is_clipped_away(handle)):
            continue
        unmapped += is_unmapped
        turn = _turn(shown, pdfium_c.FPDFText_GetCharAngle(text_page, index))
        if turn is not None:
            turned += 1
            turns[turn] = turns.get(turn, 0) + bool(turn)
            if turn not in _SIDEWAYS:
                continue
        outer, tight = _boxes(text_page, index)
        outer, ink = shown.box(*outer), shown.box(*tight)
        if turn is not None:
            # judged as if the page lay on its side
            box = _lying(_reasonable_box(_lying(outer), _lying(ink)))
            sideways.append(SidewaysGlyph(character, box, turn))
            if handle is not None:
                sideways_objects.append(address_of(handle))
            continue
        box = _reasonable_box(outer, ink)
        if handle is not None:
            box = moved_into_clip(handle, box, tight, shown)
            sights.append(Sight(address_of(handle), *ink))
        glyphs.append(Glyph(character, box, round(box.height, 2), len(glyphs)))
    return PageText(tuple(glyphs), undecodable, unmapped, turned, turns, private, sights, sideways, sideways_objects)


def _code(text_page: object, index: int) -> int:
    code = int(pdfium_c.FPDFText_GetUnicode(text_page, index))
    return ord("-") if code == _HYPHEN_MARK and pdfium_c.FPDFText_IsHyphen(text_page, index) == 1 else code


def _turn(shown: Transform, angle: float) -> int | None:
    """The clockwise turn that makes a text of this angle upright: 0 where no quarter does, None where it is."""
    across, down = _direction(shown, angle) if angle >= 0 else (1.0, 0.0)
    if across >= rules.UPRIGHT_COSINE:
        return None
    return next((t for t, way in _WAYS.items() if across * way[0] + down * way[1] > rules.UPRIGHT_COSINE), 0)


def _boxes(text_page: object, index: int) -> tuple[BBox, BBox]:
    """The loose and the tight box of a character in the page's coordinates (y upwards)."""
    loose, tight = pdfium_c.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
    pdfium_c.FPDFText_GetLooseCharBox(text_page, index, loose)
    pdfium_c.FPDFText_GetCharBox(text_page, index, *tight)
    left, right, bottom, top = (value.value for value in tight)
    return BBox(loose.left, loose.bottom, loose.right, loose.top), BBox(left, bottom, right, top)


def _lying(box: BBox) -> BBox:
    return BBox(box.top, box.x0, box.bottom, box.x1)


def _direction(shown: Transform, angle: float) -> tuple[float, float]:
    """The unit vector in which a text runs as displayed; PDFium counts a character's angle clockwise in user space."""
    x, y = math.cos(angle), -math.sin(angle)
    across, down = shown.a * x + shown.c * y, shown.b * x + shown.d * y
    length = math.sqrt(across * across + down * down) or 1.0
    return across / length, down / length


def _reasonable_box(loose: BBox, tight: BBox) -> BBox:
    """The loose box (advance width, font height) unless a broken font gives one that misses its own glyph."""
    around = loose.x0 - 1 <= tight.x_middle <= loose.x1 + 1 and loose.top - 1 <= tight.y_middle <= loose.bottom + 1
    usable = loose.width > 0 and loose.height > 0
    # points and commas are small and narrow in every font: they do not show that a font's height is false
    is_small = max(tight.height, tight.width) <= rules.SMALL_SHARE * loose.height
    highest = rules.HIGHEST_SMALL if is_small else rules.HIGHEST
    if usable and (around or tight.width <= 0) and loose.height <= highest * max(tight.height, loose.width):
        return loose
    return tight
