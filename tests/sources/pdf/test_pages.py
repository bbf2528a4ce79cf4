"""PDF pages: coordinates as displayed, text at an angle, rulings; on a PDF written here by hand."""

from collections.abc import Callable

import pytest

from extractor.document.geometry import turn_back
from extractor.errors import CorruptSource
from extractor.options import SourceOptions
from extractor.sources.pdf import read_pdf
from extractor.sources.pdf.reader import CallReader

OPTIONS = SourceOptions()
Write = Callable[..., bytes]


def test_glyphs_and_strokes_from_the_top_left(pdf: Write) -> None:
    (page,) = read_pdf(pdf(b"BT /F1 10 Tf 20 70 Td (12) Tj ET 0.5 w 10 60 m 110 60 l S"), OPTIONS)
    assert [glyph.text for glyph in page.glyphs] == ["1", "2"]
    assert page.glyphs[0].bbox.x0 == pytest.approx(20, abs=1)
    assert 20 < page.glyphs[0].bbox.top < page.glyphs[0].bbox.bottom < 35
    (segment,) = page.segments
    assert (segment.x0, segment.top, segment.x1, segment.bottom) == pytest.approx((10, 40, 110, 40))


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_turned_by_rotate_and_drawn_for_it_is_upright(pdf: Write, rotate: int) -> None:
    matrix = {90: "0 1 -1 0 100 20", 180: "-1 0 0 -1 100 50", 270: "0 -1 1 0 100 80"}[rotate]
    (page,) = read_pdf(pdf(f"BT /F1 10 Tf {matrix} Tm (12) Tj ET".encode(), rotate), OPTIONS)
    assert [glyph.text for glyph in page.glyphs] == ["1", "2"] and page.turned == 0
    first, second = page.glyphs
    assert first.bbox.x0 < second.bbox.x0 and abs(first.bbox.top - second.bbox.top) < 1


def test_sideways_text_is_counted_and_not_read_as_upright(pdf: Write) -> None:
    (page,) = read_pdf(pdf(b"BT /F1 10 Tf 0 1 -1 0 50 20 Tm (12) Tj ET BT /F1 10 Tf 100 50 Td (3) Tj ET"), OPTIONS)
    assert [glyph.text for glyph in page.glyphs] == ["3"] and page.turned == 2


@pytest.mark.parametrize(
    ("matrix", "turn"), [("0 1 -1 0 100 20", 90), ("-1 0 0 -1 100 50", 180), ("0 -1 1 0 50 80", 270)]
)
def test_a_page_whose_text_is_set_sideways_is_turned_to_be_read(pdf: Write, matrix: str, turn: int) -> None:
    (page,) = read_pdf(pdf(f"BT /F1 10 Tf {matrix} Tm (12) Tj ET".encode()), OPTIONS)
    assert (page.turn, page.turned, [glyph.text for glyph in page.glyphs]) == (turn, 0, ["1", "2"])
    assert (page.width, page.height) == ((100, 200) if turn in (90, 270) else (200, 100))
    first, second = page.glyphs
    assert first.bbox.x0 < second.bbox.x0 and abs(first.bbox.top - second.bbox.top) < 1
    (upright,) = read_pdf(pdf(b"BT /F1 10 Tf 50 70 Td (12) Tj ET"), OPTIONS)
    width, height = first.bbox.width, first.bbox.height
    assert (width, height) == pytest.approx((upright.glyphs[0].bbox.width, upright.glyphs[0].bbox.height), abs=0.1)
    back = turn_back(first.bbox, turn, 200, 100)
    x, y = float(matrix.split()[4]), 100 - float(matrix.split()[5])
    assert back.x0 - 1 <= x <= back.x1 + 1 and back.top - 1 <= y <= back.bottom + 1


CLIPPED = "q 10 60 90 20 re W n BT /F1 10 Tf 12 {} Td (12) Tj ET Q BT /F1 10 Tf 120 20 Td (3) Tj ET"


@pytest.mark.parametrize(
    ("height", "seen"),
    [pytest.param(65, "123", id="within"), pytest.param(55, "123", id="in part"), pytest.param(30, "3", id="beyond")],
)
def test_text_wholly_beyond_what_it_is_clipped_to_is_not_read(pdf: Write, height: int, seen: str) -> None:
    """Most of the page's text, and yet no layer below a scan: no picture covers the page."""
    for reader in (CallReader(), None):
        (page,) = read_pdf(pdf(CLIPPED.format(height).encode()), OPTIONS, reader)
        assert "".join(glyph.text for glyph in page.glyphs) == seen
        assert (page.hidden, page.invisible) == (3 - len(seen), 0)


def test_a_line_of_which_a_part_is_seen_has_its_middle_there(pdf: Write) -> None:
    """A text whose row is too low for its lines: each is of the row that it is clipped to."""
    for reader in (CallReader(), None):
        for height in (54, 78):
            (page,) = read_pdf(pdf(CLIPPED.format(height).encode()), OPTIONS, reader)
            (whole,) = read_pdf(pdf(CLIPPED.replace(" W n", " n").format(height).encode()), OPTIONS, reader)
            for seen, drawn in zip(page.glyphs[:2], whole.glyphs, strict=False):
                assert 20 < seen.bbox.y_middle < 40 and not 20 < drawn.bbox.y_middle < 40
                assert seen.bbox.height == pytest.approx(drawn.bbox.height)
            assert page.glyphs[2] == whole.glyphs[2] and page.hidden == 0


def test_a_clip_within_a_form_is_that_of_the_form(pdf: Write) -> None:
    forms = [CLIPPED.format(65).encode()]
    (page,) = read_pdf(pdf(b"q 0.5 0 0 0.5 90 40 cm /X1 Do Q", forms=forms), OPTIONS)
    assert ("".join(glyph.text for glyph in page.glyphs), page.hidden) == ("123", 0)
    (page,) = read_pdf(pdf(b"q 0.5 0 0 0.5 90 40 cm /X1 Do Q", forms=[CLIPPED.format(30).encode()]), OPTIONS)
    assert ("".join(glyph.text for glyph in page.glyphs), page.hidden) == ("3", 2)


def test_the_crop_box_moves_the_origin(pdf: Write) -> None:
    (page,) = read_pdf(pdf(b"0.5 w 110 60 m 150 60 l S", box="100 0 200 100"), OPTIONS)
    assert (page.width, page.segments[0].x0) == pytest.approx((100, 10))


def test_a_thin_fill_is_a_ruling_and_a_white_one_is_none(pdf: Write) -> None:
    (page,) = read_pdf(pdf(b"10 60 100 0.5 re f 1 g 10 20 100 0.5 re f 0.8 g 10 70 50 20 re f"), OPTIONS)
    assert [round(segment.top) for segment in page.segments] == [40]
    assert len(page.fills) == 1


def test_no_pdf_is_a_typed_error() -> None:
    with pytest.raises(CorruptSource):
        list(read_pdf(b"%PDF-1.4\nnothing", OPTIONS))
