"""Whether this system can draw Chinese characters of a font that a PDF names and does not hold."""

from typing import Final

from extractor.sources.pdf_picture import PdfPictures

_DPI, _MAX_PIXELS, _INK = 72, 10_000, 128
_OBJECTS: Final = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 30]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    b"<</Length 39>>stream\nBT /F 20 Tf 5 8 Td <9884 7B97> Tj ET    \nendstream",
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
    b"/Supplement 4>>/FontDescriptor 7 0 R>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
    b"/Descent -120/CapHeight 880/StemV 93>>",
)
"""A page with 预算 in a font that every reader of PDF is to have for Chinese."""


def draws_missing_chinese_fonts() -> bool:
    """Whether a page with such a font shows any ink here."""
    with PdfPictures(_file(), None) as pictures:
        picture = pictures.of_page(1, _DPI, _MAX_PIXELS)
    return picture is not None and int(picture.pixels.min()) < _INK


def _file() -> bytes:
    out, places = b"%PDF-1.4\n", b""
    for number, body in enumerate(_OBJECTS, start=1):
        places += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    count = len(_OBJECTS) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % count + places + end
