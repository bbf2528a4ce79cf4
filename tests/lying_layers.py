"""PDFs whose text layer lies, made of sound ones: their pages look the same."""

import io
import random
import re
import zlib
from collections.abc import Callable, Sequence

import pypdfium2
from PIL import Image

_OBJECT = rb"(?m)^%d 0 obj\s*<<(.*?)>>\s*stream\r?\n"
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)

Change = Callable[[list[str]], list[str]]
"""The texts that a font's codes stand for → other ones, as many."""


def exchanged(texts: list[str]) -> list[str]:
    """Each character says what another of its font shows."""
    return random.Random(1).sample(texts, len(texts))  # noqa: S311 - no secret


def private(texts: list[str]) -> list[str]:
    """Characters of private use."""
    return [chr(0xE000 + place) for place in range(len(texts))]


def with_maps(data: bytes, change: Change) -> bytes:
    """The PDF with other ToUnicode maps, appended as an update. It has classic cross-references, and maps of single
    codes (beginbfchar), as LibreOffice writes them."""
    numbers = sorted({int(number) for number in re.findall(rb"/ToUnicode (\d+) 0 R", data)})
    objects = {number: _changed_map(_stream(data, number), change) for number in numbers}
    return _updated(data, objects)


def without_maps(data: bytes) -> bytes:
    """The PDF with fonts that have no ToUnicode map."""
    return data.replace(b"/ToUnicode ", b"/ToNothing ")


def scan_with_text(
    pictures: Sequence[tuple[bytes, float, float]],
    words: Sequence[Sequence[tuple[float, float, float, str]]],
    *,
    mode: int = 3,
    under: bool = False,
) -> bytes:
    """A PDF of JPEG pictures (with their pages' sizes in points), below each of which invisible words lie: left, base
    line from below, size, text. In another mode than 3 they are drawn to be seen, over the picture or ``under`` it."""
    kids = b" ".join(b"%d 0 R" % (6 + 3 * number) for number in range(len(pictures)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pictures)),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 4>>/DW 1000/W[1 95 500]/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 880/StemV 93>>",
    ]
    for number, ((jpeg, width, height), own) in enumerate(zip(pictures, words, strict=True)):
        first = 6 + 3 * number
        picture = b"q %f 0 0 %f 0 0 cm /I Do Q" % (width, height)
        drawn = [] if under else [picture]
        drawn.append(b"BT %d Tr" % mode)
        drawn += [b"/F %.1f Tf 1 0 0 1 %.1f %.1f Tm <%s> Tj" % (size, x, y, text.encode("utf-16-be").hex().encode())
                  for x, y, size, text in own]  # fmt: skip
        content = b"\n".join([*drawn, b"ET", *([picture] if under else [])])
        with Image.open(io.BytesIO(jpeg)) as image:
            across, down = image.size
            colours = b"DeviceGray" if image.mode == "L" else b"DeviceRGB"
        resources = b"<</Font<</F 3 0 R>>/XObject<</I %d 0 R>>>>" % (first + 2)
        image_form = b"/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8" % (across, down, colours)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Contents %d 0 R/Resources%s>>"
            % (width, height, first + 1, resources),
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/XObject/Subtype/Image%s/Filter/DCTDecode/Length %d>>stream\n%s\nendstream"
            % (image_form, len(jpeg), jpeg),
        ]
    return pdf_file(objects)


def some_pages(data: bytes, *numbers: int) -> bytes:
    """A PDF of these pages, from 1."""
    with pypdfium2.PdfDocument(data) as source, pypdfium2.PdfDocument.new() as target:
        target.import_pages(source, [number - 1 for number in numbers])
        stream = io.BytesIO()
        target.save(stream)
    return stream.getvalue()


def jpegs(data: bytes, dpi: int) -> list[tuple[bytes, float, float]]:
    """The pages of a PDF as pictures."""
    pages = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            stream = io.BytesIO()
            page.render(scale=dpi / 72).to_pil().convert("L").save(stream, "JPEG", quality=85)
            pages.append((stream.getvalue(), *page.get_size()))
    return pages


def _stream(data: bytes, number: int) -> bytes:
    found = re.search(_OBJECT % number, data, re.DOTALL)
    if found is None:
        raise ValueError(f"there is no stream {number}")
    end = data.index(b"endstream", found.end())
    return zlib.decompressobj().decompress(data[found.end() : end])


def _changed_map(cmap: bytes, change: Change) -> bytes:
    pairs = [pair for block in _BLOCK.findall(cmap) for pair in _PAIR.findall(block)]
    texts = change([bytes.fromhex(text.decode()).decode("utf-16-be") for _, text in pairs])
    lines = [b"<%s> <%s>" % (code, text.encode("utf-16-be").hex().encode())
             for (code, _), text in zip(pairs, texts, strict=True)]  # fmt: skip
    head, _, rest = cmap.partition(b"endcodespacerange")
    tail = rest[rest.rindex(b"endcmap") :]
    return b"%sendcodespacerange\n%d beginbfchar\n%s\nendbfchar\n%s" % (head, len(lines), b"\n".join(lines), tail)


def _updated(data: bytes, streams: dict[int, bytes]) -> bytes:
    """An incremental update (ISO 32000, 7.5.6)."""
    out = bytearray(data.rstrip() + b"\n")
    entries = b""
    for number, body in streams.items():
        entries += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (number, len(body), body)
    before = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    trailer = data[data.rindex(b"trailer") : data.rindex(b"startxref")].rstrip()
    start = len(out)
    out += b"xref\n" + entries + trailer[: trailer.rindex(b">>")] + b"/Prev %d>>\n" % before
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end
