"""A PDF that names a font and does not hold it reads in the jail as outside: the system's fonts are there too."""

from extractor import extract
from extractor.document.wire import to_json
from extractor.options import Options
from extractor.sandbox import Sandbox

_LINES = ((700, "政府性基金预算支出预算表"), (670, "项目　　　金额"), (650, "城乡社区支出　1380.59"))


def unembedded() -> bytes:
    """A page in STSong-Light, one of the fonts that every reader of Chinese PDF is to know by name."""
    text = "".join(f"BT /F1 12 Tf 80 {y} Td <{line.encode('utf-16-be').hex()}> Tj ET\n" for y, line in _LINES).encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 7 0 R/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/Ascent 752/Descent -271/CapHeight 737/ItalicAngle 0"
        b"/StemV 58/FontBBox[-25 -254 1000 880]>>",
    )
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n"


def test_a_font_that_is_not_in_the_file() -> None:
    data = unembedded()
    document = extract(data, name="a.pdf")
    assert any("政府性基金预算支出预算表" in (block.text or "") for block in document.blocks)
    with Sandbox() as sandbox:
        assert sandbox.convert(data, "a.pdf", Options()).json == to_json(document)
