"""Text that no viewer shows is not read: in no colour, white on white, on a layer that is off, or below what is drawn
later. What can be seen is read, by both ways of reading."""

from collections.abc import Callable

import pytest

from extractor.options import SourceOptions
from extractor.sources.pdf import read_pdf
from extractor.sources.pdf.batch import batch_reader
from extractor.sources.pdf.reader import CallReader

Write = Callable[..., bytes]
OPTIONS = SourceOptions()
TEXT = "BT /F1 10 Tf 20 50 Td (12) Tj ET "
OTHER = "BT /F1 10 Tf 120 50 Td (3) Tj ET "
STATES = "/ExtGState << /None << /ca 0 /CA 0 >> /Half << /ca 0.5 >> /Times << /BM /Multiply >> >>"
LAYERS = "/Properties << /Off 6 0 R /On 7 0 R /Both 8 0 R >>"
CATALOG = "/OCProperties << /OCGs [6 0 R 7 0 R] /D << /OFF [6 0 R] >> >>"
MORE = (
    b"<< /Type /OCG /Name (a) >>",
    b"<< /Type /OCG /Name (a) >>",
    b"<< /Type /OCMD /OCGs [6 0 R 7 0 R] /P /AllOn >>",
)
HIDDEN = {
    "below a white box": TEXT + "1 g 10 40 60 30 re f 0 g",
    "below a black box": TEXT + "10 40 60 30 re f",
    "below a box drawn corner by corner": TEXT + "10 40 m 70 40 l 70 70 l 10 70 l f",
    "below a box that is cut to it": TEXT + "q 15 45 40 20 re W n 0 0 200 100 re f Q 0 g",
    "below a picture": TEXT + "q 60 0 0 30 10 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q",
    "white": "1 g " + TEXT + "0 g",
    "white on a white box": "0.4 g 5 35 70 40 re f 1 g 10 40 60 30 re f " + TEXT + "0 g",
    "white outlines": "1 Tr 1 G " + TEXT + "0 Tr 0 G",
    "in no colour": "q /None gs " + TEXT + "Q",
    "on a layer that is off": f"/OC /Off BDC {TEXT} EMC",
    "on two layers of which one is off": f"/OC /Both BDC {TEXT} EMC",
    "on a layer that is off, within a tag": f"/OC /Off BDC /P << /MCID 0 >> BDC {TEXT} EMC EMC",
}
SEEN = {
    "on a box": "0.8 g 10 40 60 30 re f 0 g " + TEXT,
    "beside a box": TEXT + "10 10 60 30 re f",
    "below a box that is cut to its side": TEXT + "q 10 10 60 20 re W n 0 0 200 100 re f Q",
    "below a frame of two boxes": TEXT + "5 35 90 40 re 10 40 80 30 re f*",
    "below a slant": TEXT + "10 40 m 70 40 l 10 41 l f",
    "below a box that lets it through": TEXT + "q /Half gs 1 g 10 40 60 30 re f Q",
    "below a marker": TEXT + "q /Times gs 1 1 0 rg 10 40 60 30 re f Q",
    "white on a dark box": "0.2 g 10 40 60 30 re f 1 g " + TEXT + "0 g",
    "white on a dark line": "20 w 5 55 m 80 55 l S 1 g " + TEXT + "0 g",
    "white on a dark shape": "10 40 m 70 40 l 90 60 70 70 10 70 c f 1 g " + TEXT + "0 g",
    "white on a picture": "q 60 0 0 30 10 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x10 EI Q 1 g " + TEXT + "0 g",
    "white with dark outlines": "2 Tr 1 g 0 G " + TEXT + "0 Tr 0 g",
    "on a layer that is on": f"/OC /On BDC {TEXT} EMC",
    "below a box of a layer that is off": TEXT + "/OC /Off BDC 10 40 60 30 re f EMC",
}


def read(pdf: Write, content: str, **more: object) -> list[tuple[str, int]]:
    """What each way of reading reads, and how much of it is hidden."""
    named = {"catalog": CATALOG, "named_resources": STATES + LAYERS, "more": MORE, **more}
    data = pdf(content.encode("latin-1"), **named)
    readers = [CallReader(), batch_reader() or CallReader()]
    pages = [page for reader in readers for page in read_pdf(data, OPTIONS, reader)]
    assert pages[0] == pages[1]
    return [("".join(glyph.text for glyph in page.glyphs), page.hidden) for page in pages]


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
def test_what_is_not_seen_is_not_read(pdf: Write, content: str) -> None:
    assert set(read(pdf, content + " " + OTHER)) == {("3", 2)}


@pytest.mark.parametrize("content", SEEN.values(), ids=SEEN)
def test_what_is_seen_is_read(pdf: Write, content: str) -> None:
    assert set(read(pdf, content + " " + OTHER)) == {("123", 0)}


def test_a_form_on_a_layer_that_is_off_is_not_read(pdf: Write) -> None:
    page = pdf(
        f"/OC /Off BDC /X1 Do EMC {OTHER}".encode(),
        forms=[TEXT.encode()],
        catalog=CATALOG.replace("6 0 R", "9 0 R"),
        named_resources="/Properties << /Off 7 0 R >>",
        more=MORE[:1],
    )
    (shown,) = read_pdf(page, OPTIONS)
    assert len(shown.glyphs) == 3
    (hidden,) = read_pdf(page.replace(b"[9 0 R]", b"[7 0 R]").replace(b"/OCGs [9 0 R", b"/OCGs [7 0 R"), OPTIONS)
    assert ("".join(glyph.text for glyph in hidden.glyphs), hidden.hidden) == ("3", 2)


def test_a_part_of_a_text_is_covered(pdf: Write) -> None:
    content = "BT /F1 10 Tf 20 50 Td (1234) Tj ET 31 40 60 30 re f"
    assert set(read(pdf, content)) == {("12", 2)}


def test_what_is_written_over_a_cover_is_read_whole(pdf: Write) -> None:
    """PDFium gives the first of two characters that are alike and lie over each other, here the point below."""
    first, second = (f"BT /F1 10 Tf 20 50 Td ({text}) Tj ET " for text in ("9.99", "1.00"))
    for text, _ in read(pdf, first + "1 g 10 40 60 30 re f 0 g " + second):
        assert text == "1.00"


def test_a_seal_lets_the_text_through(pdf: Write) -> None:
    image = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 %s"
    seal = image % b"/SMask 7 0 R /Length 1 >>\nstream\n\x10\nendstream"
    mask = image % b"/Length 1 >>\nstream\n\x40\nendstream"
    drawn = f"{TEXT} q 60 0 0 30 10 40 cm /Seal Do Q".encode()
    data = pdf(drawn, more=(seal, mask)).replace(b"/XObject <<", b"/XObject << /Seal 6 0 R", 1)
    (page,) = read_pdf(data, OPTIONS)
    assert ("".join(glyph.text for glyph in page.glyphs), page.hidden, len(page.pictures)) == ("12", 0, 1)
    (page,) = read_pdf(data.replace(b"/SMask 7 0 R", b"            "), OPTIONS)
    assert (page.glyphs, page.hidden) == ((), 2)


def test_visible_text_below_a_scan_is_its_layer(pdf: Write) -> None:
    scan = "q 200 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"
    for reader in (CallReader(), None):
        (page,) = read_pdf(pdf((TEXT + scan).encode("latin-1")), OPTIONS, reader)
        assert (len(page.glyphs), page.invisible, page.hidden) == (2, 2, 0)


def test_a_hyphen_at_the_end_of_a_line_is_one(pdf: Write) -> None:
    content = "BT /F1 10 Tf 20 70 Td (AB-) Tj 0 -14 Td (cd) Tj ET"
    assert {text for text, _ in read(pdf, content)} == {"AB-cd"}


def test_characters_set_sideways_have_their_places(pdf: Write) -> None:
    content = "BT /F1 10 Tf 0 1 -1 0 50 20 Tm (12) Tj ET BT /F1 10 Tf 0 -1 1 0 90 80 Tm (34) Tj ET " + OTHER
    for reader in (CallReader(), None):
        (page,) = read_pdf(pdf(content.encode()), OPTIONS, reader)
        up, down = page.sideways[:2], page.sideways[2:]
        assert [(glyph.text, glyph.turn) for glyph in page.sideways] == [("1", 90), ("2", 90), ("3", 270), ("4", 270)]
        assert up[0].bbox.top > up[1].bbox.top and down[0].bbox.top < down[1].bbox.top
        assert all(glyph.bbox.width > glyph.bbox.height and 35 < glyph.bbox.x_middle < 55 for glyph in up)
    hidden = pdf(f"/None gs {content}".encode(), named_resources=STATES)
    (page,) = read_pdf(hidden, OPTIONS)
    assert (page.sideways, page.turned, page.glyphs) == ((), 0, ())
