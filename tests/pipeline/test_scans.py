"""Pages of a PDF that are pictures among others that are not."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractor import Options, extract
from extractor.document.document import Document
from extractor.document.geometry import BBox
from extractor.document.picture import PagePicture
from extractor.document.recognised import RecognisedCharacter, RecognisedLine, TextQuad
from extractor.errors import NoTextLayer, OcrFailed, OcrUnavailable
from extractor.ocr import installed
from extractor.options import OcrOptions
from extractor.pipeline import picture_contents, scans

QUAD = TextQuad.of_box(BBox(50, 50, 250, 90))


class FixedReader:
    """Reads the same words on every page; the pages whose numbers are in ``deadly`` kill it."""

    def __init__(self, deadly: Sequence[int] = ()) -> None:
        self.deadly, self.pages = deadly, [0]

    def require(self) -> None: ...

    def detect(self, picture: PagePicture) -> tuple[TextQuad, ...]:
        self.pages.append(picture.number)
        if picture.number in self.deadly:
            raise OcrFailed("The recogniser ended with status -9.")
        return (QUAD,)

    def read(self, picture: PagePicture, quads: Sequence[TextQuad]) -> tuple[RecognisedLine, ...]:
        boxes = [BBox(50 + 50 * i, 50, 100 + 50 * i, 90) for i in range(4)]
        characters = tuple(RecognisedCharacter(t, b, 0.98) for t, b in zip("预算公开", boxes, strict=True))
        return (RecognisedLine(characters, QUAD.bbox),) if quads else ()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> FixedReader:
    made = FixedReader()
    monkeypatch.setattr(scans, "recogniser_of", lambda options: made)
    monkeypatch.setattr(picture_contents, "recogniser_of", lambda options: made)
    return made


def png() -> bytes:
    stream = BytesIO()
    Image.new("L", (1240, 1754), 255).save(stream, "PNG", dpi=(150, 150))
    return stream.getvalue()


@pytest.fixture
def mixed(odd_files: Path) -> bytes:
    """A page with text, a page that is a picture, a page with text, a page that is a picture."""
    document = pdfium.PdfDocument.new()
    for _ in range(2):
        document.import_pages(pdfium.PdfDocument(odd_files / "plain.pdf"), [0])
        page = document.new_page(595, 842)
        picture = pdfium.PdfImage.new(document)
        picture.set_bitmap(pdfium.PdfBitmap.from_pil(Image.new("L", (827, 1169), 255)))
        picture.set_matrix(pdfium.PdfMatrix(595, 0, 0, 842, 0, 0))
        page.insert_obj(picture)
        page.gen_content()
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def layers(document: Document) -> list[str]:
    return [page.text_layer for page in document.pages]


def test_only_the_pages_that_are_pictures_are_read(mixed: bytes, reader: FixedReader) -> None:
    document = extract(mixed)
    assert layers(document) == ["native", "ocr", "native", "ocr"]
    assert [page.reading for page in document.pages] == ["native", "ocr", "native", "ocr"]
    assert reader.pages == [0, 2, 4]
    assert sum("预算公开" in block.text for block in document.blocks) == 2
    assert {name for name in document.producer.models if name.startswith("PP-OCR")}, "the models are named"
    assert document.status == "ok"


def test_a_page_with_text_neither_starts_nor_imports_anything(odd_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(options: OcrOptions) -> FixedReader:
        raise AssertionError("asked for")

    monkeypatch.setattr(scans, "recogniser_of", refuse)
    document = extract(odd_files / "plain.pdf")
    assert layers(document) == ["native"]
    assert not any(name.startswith("PP-OCR") for name in document.producer.models)


def test_all_pages_where_it_is_forced(mixed: bytes, reader: FixedReader) -> None:
    document = extract(mixed, options=Options(ocr=OcrOptions(mode="force")))
    assert layers(document) == ["ocr"] * 4


def test_a_page_over_which_the_recogniser_dies_is_named(mixed: bytes, reader: FixedReader) -> None:
    reader.deadly = (2,)
    document = extract(mixed)
    assert layers(document) == ["native", "none", "native", "ocr"]
    assert [problem.page for problem in document.problems if problem.code == "ocr_failed"] == [2]
    assert document.status == "partial"


def test_without_a_recogniser_the_other_pages_come_out(mixed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "find_spec", lambda name: None)
    document = extract(mixed)
    assert layers(document) == ["native", "none", "native", "none"]
    assert [problem.page for problem in document.problems if problem.code == "ocr_unavailable"] == [2, 4]
    assert document.status == "partial"


def test_without_a_recogniser_a_document_of_pictures_is_refused(
    odd_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "find_spec", lambda name: None)
    for source in ((odd_files / "picture-only.pdf").read_bytes(), png()):
        with pytest.raises(OcrUnavailable, match="rapidocr"):
            extract(source)


def test_switched_off_a_document_of_pictures_has_no_text(odd_files: Path) -> None:
    options = Options(ocr=OcrOptions(mode="off"))
    for source in ((odd_files / "picture-only.pdf").read_bytes(), png()):
        with pytest.raises(NoTextLayer):
            extract(source, options=options)


def test_a_picture_too_large_is_left_out_of_a_good_document(mixed: bytes, reader: FixedReader) -> None:
    document = extract(mixed, options=Options(ocr=OcrOptions(max_pixels=500_000)))
    assert layers(document) == ["native", "none", "native", "none"]
    assert [problem.page for problem in document.problems if problem.code == "picture_too_large"] == [2, 4]


def test_a_picture_file_is_a_page(reader: FixedReader) -> None:
    document = extract(png(), name="2025年预算.png")
    (page,) = document.pages
    assert (page.text_layer, round(page.width), round(page.height)) == ("ocr", 595, 842)
    assert document.source.media_type == "image/png" and document.source.reader == "pillow"
    assert any("预算公开" in block.text for block in document.blocks)


@pytest.mark.parametrize("whole", [True, False], ids=["cut off", "no JPEG at all"])
def test_a_corrupt_jpeg_in_a_good_document_costs_no_other_page(
    odd_files: Path, reader: FixedReader, whole: bool
) -> None:
    stream = BytesIO()
    Image.effect_noise((827, 1169), 90).save(stream, "JPEG")
    document = pdfium.PdfDocument.new()
    document.import_pages(pdfium.PdfDocument(odd_files / "plain.pdf"), [0])
    page = document.new_page(595, 842)
    item = pdfium.PdfImage.new(document)
    item.load_jpeg(BytesIO(stream.getvalue()), inline=True)
    item.set_matrix(pdfium.PdfMatrix(595, 0, 0, 842, 0, 0))
    page.insert_obj(item)
    page.gen_content()
    target = BytesIO()
    document.save(target)
    data = target.getvalue()
    start = data.index(b"\xff\xda") + 200
    broken = data[:start] + bytes(3000) + data[start + 3000 :] if whole else data.replace(b"\xff\xd8\xff", b"\0\0\0", 1)
    result = extract(broken)
    assert layers(result)[0] == "native"
    assert result.blocks and len(result.pages) == 2
    assert layers(result)[1] in ("ocr", "none")
