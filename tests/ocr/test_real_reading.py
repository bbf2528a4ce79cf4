"""The recogniser itself, on pages of the demo drawn as pictures."""

from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractor import extract
from extractor.document.document import Document
from extractor.document.picture import PagePicture
from extractor.document.table import Table
from extractor.document.text import folded
from extractor.errors import NoTextLayer
from extractor.ocr.recogniser import recogniser_of
from extractor.options import OcrOptions

PAGE = 3
"""The page of the demo with 部门收支总表."""


@pytest.fixture(scope="module")
def source(demo: Path) -> Path:
    return next(demo.glob("*部门预算.pdf"))


@pytest.fixture(scope="module")
def drawn(source: Path) -> Image.Image:
    """The page at 200 dots an inch, in the grey of a scanner that is a little unsharp."""
    picture: Image.Image = pdfium.PdfDocument(source)[PAGE - 1].render(scale=200 / 72).to_pil().convert("L")
    return picture.resize((picture.width * 3 // 4, picture.height * 3 // 4)).resize(picture.size)


@pytest.fixture(scope="module")
def leaning(drawn: Image.Image) -> Document:
    """The page turned clockwise by a degree."""
    return extract(written(drawn.rotate(-1, fillcolor=255, resample=Image.Resampling.BICUBIC), "TIFF"))


@pytest.fixture(scope="module")
def on_its_head(drawn: Image.Image) -> Document:
    return extract(written(drawn.rotate(180), "PNG"))


def written(picture: Image.Image, kind: str) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, dpi=(200, 200))
    return stream.getvalue()


def test_a_table_of_a_picture_is_that_of_the_file(source: Path, leaning: Document, on_its_head: Document) -> None:
    original = next(table for table in extract(source).tables if table.pages == (PAGE,))
    for document in (leaning, on_its_head):
        (table,) = document.tables
        assert table.title == original.title and table.unit == original.unit and table.reading == "ocr"
        assert _texts(table) == _texts(original)
        assert document.summary.failed == 0 and document.summary.proved == document.summary.amounts > 0


def _texts(table: Table) -> list[list[str]]:
    """Rows and headers, whose brackets a recogniser tells from wide ones by little."""
    texts = [*(row.values for row in table.rows), *(column.path for column in table.columns)]
    return [[folded(text) for text in row] for row in texts]


def test_places_are_those_of_the_picture_as_it_is(source: Path, leaning: Document, on_its_head: Document) -> None:
    original = next(table for table in extract(source).tables if table.pages == (PAGE,))
    width, height = on_its_head.pages[0].width, on_its_head.pages[0].height
    tables = (original.cells, leaning.tables[0].cells, on_its_head.tables[0].cells)
    for before, leans, turned in zip(*tables, strict=True):
        box, leans_at, turned_at = (cell.boxes[0].bbox for cell in (before, leans, turned))
        x, y = box.x_middle - width / 2, box.y_middle - height / 2
        assert leans_at.x_middle == pytest.approx(width / 2 + x - y * 0.01745, abs=3)
        assert leans_at.y_middle == pytest.approx(height / 2 + y + x * 0.01745, abs=3)
        assert turned_at.x_middle == pytest.approx(width - box.x_middle, abs=3)
        assert turned_at.y_middle == pytest.approx(height - box.y_middle, abs=3)


def test_a_page_on_its_other_side_and_a_photograph(source: Path, drawn: Image.Image) -> None:
    original = next(table for table in extract(source).tables if table.pages == (PAGE,))
    pixels = np.random.default_rng(4).integers(0, 255, (12, 9, 3)).astype(np.uint8)
    photograph = Image.fromarray(pixels).resize((drawn.height // 2, drawn.width // 2), Image.Resampling.BICUBIC)
    stream = BytesIO()
    drawn.rotate(-90, expand=True).save(
        stream, "TIFF", dpi=(200, 200), save_all=True, append_images=[photograph.convert("L")]
    )
    document = extract(stream.getvalue())
    (table,) = document.tables
    assert _texts(table) == _texts(original)
    box = table.cells[0].boxes[0]
    assert box.bbox.height > box.bbox.width, "the places are those of the page as it lies"
    assert [page.text_layer for page in document.pages] == ["ocr", "ocr"]


def test_a_borderless_page_of_300_dots_that_says_nothing() -> None:
    folder = files("extractor.corpora") / "generated" / "documents" / "borderless" / "103"
    source = next(Path(str(folder)).glob("*.pdf"))
    picture = pdfium.PdfDocument(source)[1].render(scale=300 / 72).to_pil().convert("L")
    stream = BytesIO()
    picture.save(stream, "PNG")
    (table,) = extract(stream.getvalue()).tables
    original = next(table for table in extract(source).tables if 2 in table.pages)
    assert len(table.rows) > 8
    for read, printed in zip(table.rows, original.rows, strict=False):
        assert [folded(text or "") for text in read.values] == [folded(text or "") for text in printed.values]
    assert table.cells[0].boxes[0].bbox.height < 40, "in points of a sheet of A4"


def test_the_same_picture_gives_the_same_answer(drawn: Image.Image) -> None:
    recogniser = recogniser_of(OcrOptions())
    first, second = (PagePicture(1, np.asarray(drawn.crop((0, 0, drawn.width, 500))), 200.0) for _ in range(2))
    quads = recogniser.detect(first)
    assert quads and recogniser.detect(second) == quads
    lines = recogniser.read(first, quads)
    assert recogniser.read(second, quads) == lines
    assert "部门收支总表" in "".join(line.text for line in lines)
    for line in lines:
        assert all(0 < c.probability <= 1 and c.bbox.x0 < c.bbox.x1 for c in line.characters)


def test_an_empty_page_has_no_text() -> None:
    with pytest.raises(NoTextLayer):
        extract(written(Image.new("L", (800, 1100), 255), "PNG"))
