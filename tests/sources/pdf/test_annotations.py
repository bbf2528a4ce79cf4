"""What fields and remarks show over a page is read, however deep it stands; what nothing draws is counted."""

from collections.abc import Callable

import pytest

from extractor.options import SourceOptions
from extractor.sources.pdf import read_pdf

Write = Callable[..., bytes]
OPTIONS = SourceOptions()
TEXT = b"BT /F1 10 Tf 20 70 Td (12) Tj ET"
FORM = b"<< /Type /XObject /Subtype /Form /BBox [0 0 60 20] /Resources << /Font << /F1 5 0 R >> %s >> /Length %d >>"
DRAWN = b"BT /F1 10 Tf 2 5 Td (34) Tj ET"


def form(content: bytes, more: bytes = b"") -> bytes:
    return FORM % (more, len(content)) + b"\nstream\n" + content + b"\nendstream"


def read(pdf: Write, annotation: bytes, *more: bytes, fields: str = "[6 0 R]") -> tuple[str, int]:
    words = b"<< /Type /Annot /F 4 /Rect [20 20 80 40] " + annotation + b" >>"
    catalog = f"/AcroForm << /Fields {fields} >>"
    (page,) = read_pdf(pdf(TEXT, catalog=catalog, on_page="/Annots [6 0 R]", more=(words, *more)), OPTIONS)
    return "".join(glyph.text for glyph in page.glyphs), page.unread_annotations


@pytest.mark.parametrize("kind", [b"/Subtype /Stamp", b"/Subtype /Widget /FT /Tx /T (a) /V (34)"])
def test_a_text_in_a_form_within_the_form_is_read(pdf: Write, kind: bytes) -> None:
    outer = form(b"q /In Do Q", b"/XObject << /In 8 0 R >>")
    assert read(pdf, kind + b" /AP << /N 7 0 R >>", outer, form(DRAWN)) == ("1234", 0)


def test_a_text_shown_by_a_rare_operator_is_read(pdf: Write) -> None:
    drawn = form(b"BT /F1 10 Tf 12 TL 2 17 Td (34) ' ET")
    assert read(pdf, b"/Subtype /Widget /FT /Tx /T (a) /AP << /N 7 0 R >>", drawn) == ("1234", 0)


def test_a_stamp_without_text_stays_off_the_page(pdf: Write) -> None:
    outer = form(b"q /In Do Q", b"/XObject << /In 8 0 R >>")
    assert read(pdf, b"/Subtype /Stamp /AP << /N 7 0 R >>", outer, form(b"0 0 9 9 re f")) == ("12", 0)


@pytest.mark.parametrize(
    ("annotation", "more"),
    [
        pytest.param(b"/Subtype /Widget /FT /Tx /T (a) /V (34)", (), id="a value"),
        pytest.param(b"/Subtype /Widget /FT /Ch /T (a) /V [(34)] /Opt [(34) (5)]", (), id="a choice"),
        pytest.param(b"/Subtype /FreeText /Contents (34)", (), id="a text box"),
        pytest.param(
            b"/Subtype /Widget /Parent 7 0 R", (b"<< /FT /Tx /T (a) /V (34) /Kids [6 0 R] >>",), id="the parent's value"
        ),
    ],
)
def test_what_nothing_draws_is_counted(pdf: Write, annotation: bytes, more: tuple[bytes, ...]) -> None:
    assert read(pdf, annotation, *more, fields="[7 0 R]" if more else "[6 0 R]") == ("12", 1)


@pytest.mark.parametrize(
    "annotation", [b"/Subtype /Widget /FT /Tx /T (a)", b"/Subtype /Widget /FT /Btn /T (a) /V /Off"]
)
def test_an_empty_field_is_none(pdf: Write, annotation: bytes) -> None:
    assert read(pdf, annotation) == ("12", 0)


@pytest.mark.parametrize(("fields", "is_dynamic"), [("", True), ("/Annots [6 0 R]", False)])
def test_a_form_that_stands_on_no_page_is_said(pdf: Write, fields: str, is_dynamic: bool) -> None:
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [20 20 80 40] >>"
    more = (field, b"<< /Length 3 >>\nstream\n<a>\nendstream")
    (page,) = read_pdf(pdf(TEXT, catalog="/AcroForm << /Fields [] /XFA 7 0 R >>", on_page=fields, more=more), OPTIONS)
    assert page.dynamic_form is is_dynamic
