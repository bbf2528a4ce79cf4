"""Pages of a PDF as pictures: at the resolution of their scan, as displayed, within bounds."""

from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractor.errors import TooLarge
from extractor.sources.pdf_picture import Drawn, PdfPictures
from tests.lying_layers import pdf_file


def pdf_of(*strips: tuple[Image.Image, tuple[float, float, float, float]], rotation: int = 0) -> bytes:
    """One page of 300 x 400 points with pictures at their places (left, bottom, width, height)."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(300, 400)
    for picture, (left, bottom, width, height) in strips:
        item = pdfium.PdfImage.new(document)
        item.set_bitmap(pdfium.PdfBitmap.from_pil(picture))
        item.set_matrix(pdfium.PdfMatrix(width, 0, 0, height, left, bottom))
        page.insert_obj(item)
    page.set_rotation(rotation)
    page.gen_content()
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


WHOLE = (0.0, 0.0, 300.0, 400.0)


def size_of(data: bytes, dpi: int = 200, max_pixels: int = 50_000_000) -> tuple[int, int, int]:
    with PdfPictures(data, None) as pictures:
        picture = pictures.of_page(1, dpi, max_pixels)
    assert picture is not None and picture.dpi is not None
    return picture.pixel_width, picture.pixel_height, round(picture.dpi)


def test_a_page_is_drawn_at_the_dots_an_inch_asked_for() -> None:
    assert size_of(pdf_of(), 144) == (600, 800, 144)


def test_a_scan_of_fewer_dots_is_drawn_as_it_is() -> None:
    scan = Image.new("L", (450, 600), 255)
    assert size_of(pdf_of((scan, WHOLE))) == (450, 600, 108)
    assert size_of(pdf_of((scan, WHOLE), rotation=90)) == (600, 450, 108)
    strips = [(Image.new("L", (450, 150), 255), (0.0, y, 300.0, 100.0)) for y in (0.0, 100.0, 200.0, 300.0)]
    assert size_of(pdf_of(*strips)) == (450, 600, 108)


def test_a_scan_of_more_dots_and_a_small_picture_change_nothing() -> None:
    assert size_of(pdf_of((Image.new("L", (1500, 2000), 255), WHOLE)), 144)[2] == 144
    assert size_of(pdf_of((Image.new("L", (30, 30), 255), (10, 10, 60, 60))), 144)[2] == 144


def test_pixels_are_bounded() -> None:
    width, height, _ = size_of(pdf_of(), 200, max_pixels=60_000)
    assert width * height <= 62_000
    with pytest.raises(TooLarge, match="max_pixels"):
        size_of(pdf_of((Image.new("1", (400, 400)).convert("L"), WHOLE)), max_pixels=100_000)


def test_a_corrupt_jpeg_in_a_good_pdf_is_drawn_as_far_as_it_goes() -> None:
    stream = BytesIO()
    Image.effect_noise((450, 600), 90).save(stream, "JPEG")
    document = pdfium.PdfDocument.new()
    page = document.new_page(300, 400)
    item = pdfium.PdfImage.new(document)
    item.load_jpeg(BytesIO(stream.getvalue()), inline=True)
    item.set_matrix(pdfium.PdfMatrix(300, 0, 0, 400, 0, 0))
    page.insert_obj(item)
    page.gen_content()
    target = BytesIO()
    document.save(target)
    data = target.getvalue()
    start = data.index(b"\xff\xda") + 200
    for broken in (data[:start] + bytes(3000) + data[start + 3000 :], data.replace(b"\xff\xd8\xff", b"\0\0\0", 1)):
        assert size_of(broken)[2] > 0


def test_colours_are_red_green_blue() -> None:
    with PdfPictures(pdf_of((Image.new("RGB", (450, 600), (200, 10, 60)), WHOLE)), None) as pictures:
        picture = pictures.of_page(1, 72, 50_000_000)
    assert picture is not None
    assert picture.pixels[200, 150].tolist() == [200, 10, 60]


def test_a_page_is_drawn_without_its_text_or_its_strokes() -> None:
    content = b"q 100 0 0 100 0 0 cm /I Do Q 0 g 150 300 60 60 re f BT /F 60 Tf 150 150 Td (HHH) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject"
        b"<</I 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\0"
        b"\nendstream",
    ]
    data = pdf_file(objects)
    assert [inked(data, "all"), inked(data, "without_text"), inked(data, "pictures"), inked(data, "all")] == [
        (True, True, True),
        (True, True, False),
        (True, False, False),
        (True, True, True),
    ]


def inked(data: bytes, drawn: Drawn) -> tuple[bool, bool, bool]:
    """Whether the places of the picture, the filled area and the text are printed."""
    with PdfPictures(data, None) as pictures:
        picture = pictures.of_page(1, 72, 50_000_000, drawn)
    assert picture is not None
    places = picture.pixels[300:, :100], picture.pixels[40:100, 150:210], picture.pixels[200:260, 150:300]
    return places[0].min() < 100, places[1].min() < 100, places[2].min() < 100
