"""Pictures that explain a page: its size, and known places in the colours of what was read there.

The documents are read from the demo budget, upright, with /Rotate and set sideways; cells are found by their text.
"""

import importlib
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractor import Document, Options, extract
from extractor.document.geometry import BBox
from extractor.document.page import Glyph, Page, Ruling
from extractor.document.region import Region
from extractor.document.table import Cell
from extractor.document.trace import PageTrace
from extractor.errors import MissingExtra
from extractor.export import page_pictures
from extractor.export.page_drawing import draw_page
from extractor.export.page_legend import with_legend
from extractor.export.page_pictures import PagePictures
from extractor.pipeline import trace_pages

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
DATA_ON_WHITE = (204, 236, 222)
"""A fifth of (0, 160, 90) on white: 0.8 * 255 + 0.2 * 160 = 236."""
HEADER_ON_WHITE = (210, 224, 248)
RED, PROVED_GREEN = (210, 0, 0), (0, 120, 0)
TURNS = {90: (0, 1, -1, 0), 270: (0, -1, 1, 0)}


def _budget(demo: Path) -> bytes:
    return next(demo.glob("*.pdf")).read_bytes()


def _rotated(data: bytes, folder: Path, degrees: int) -> bytes:
    document = pdfium.PdfDocument(data)
    for page in document:
        page.set_rotation(degrees)
    document.save(folder / "rotated.pdf")
    return (folder / "rotated.pdf").read_bytes()


def _sideways(data: bytes, folder: Path, turn: int) -> bytes:
    """Each page's content turned, without a /Rotate that would say so, and a crop box off the corner."""
    document = pdfium.PdfDocument(data)
    for page in document:
        width, height = page.get_size()
        matrix = pdfium.PdfMatrix(*TURNS[turn], height if turn == 90 else 0, 0 if turn == 90 else width)
        for thing in list(page.get_objects(max_depth=1)):
            thing.transform(matrix)
        page.set_mediabox(0, 0, height, width)
        page.set_cropbox(10, 20, height, width)
        page.gen_content()
    document.save(folder / "sideways.pdf")
    return (folder / "sideways.pdf").read_bytes()


def _explained(data: bytes, number: int) -> tuple[Document, Image.Image, Image.Image]:
    document = extract(data)
    trace = next(trace for trace in trace_pages(data, Options()) if trace.page.number == number)
    with PagePictures(data) as pictures:
        picture = pictures.of_page(number)
    assert picture is not None
    return document, picture, draw_page(picture, document, trace)


def _has(picture: Image.Image, box: BBox, colour: tuple[int, int, int]) -> bool:
    """Whether the colour is anywhere in the box, which is given in points."""
    crop = picture.crop((round(2 * box.x0), round(2 * box.top), round(2 * box.x1) + 1, round(2 * box.bottom) + 1))
    return colour in {crop.getpixel((x, y)) for x in range(crop.width) for y in range(crop.height)}


def _cell(document: Document, text: str, page: int) -> tuple[Cell, BBox]:
    return next(
        (cell, place.bbox)
        for table in document.tables
        for cell in table.cells
        for place in cell.boxes
        if cell.text == text and place.page == page
    )


@pytest.mark.parametrize("way", ["upright", "rotated 90", "rotated 180", "sideways 90", "sideways 270"])
def test_cells_are_coloured_where_the_page_shows_them(demo: Path, tmp_path: Path, way: str) -> None:
    name, _, degrees = way.partition(" ")
    data = _budget(demo)
    if name == "rotated":
        data = _rotated(data, tmp_path, int(degrees))
    if name == "sideways":
        data = _sideways(data, tmp_path, int(degrees))
    document, plain, drawn = _explained(data, 4)
    assert drawn.size == plain.size
    info = document.pages[3]
    assert abs(drawn.width - 2 * info.width) <= 1 and abs(drawn.height - 2 * info.height) <= 1

    header, box = _cell(document, "科目名称", 4)
    assert header.role == "column_attribute"
    assert _has(drawn, box, HEADER_ON_WHITE) and not _has(drawn, box, DATA_ON_WHITE)
    amount, box = _cell(document, "1052.20", 4)
    assert (amount.role, amount.check) == ("data", "proved")
    assert _has(plain, box, BLACK), "the box is where the amount is printed"
    assert _has(drawn, box, DATA_ON_WHITE) and not _has(drawn, box, HEADER_ON_WHITE)
    corner = BBox(box.x1 - 9, box.top, box.x1, box.top + 9)
    assert _has(drawn, corner, PROVED_GREEN)
    assert drawn.getpixel((round(2 * box.x_middle), round(2 * box.top))) == RED, "its upper border is drawn"
    assert drawn.getpixel((drawn.width - 3, drawn.height - 3)) == WHITE


def _trace() -> PageTrace:
    """A page of 100 x 100 with one drawn ruling from left to right at 50 and one inferred from top to bottom at 30."""
    drawn, inferred = Ruling(True, 50.0, 0.0, 100.0), Ruling(False, 30.0, 0.0, 100.0)
    glyph = Glyph("一", BBox(60, 60, 70, 70), 10.0, 0)
    region = Region(1, BBox(10, 10, 90, 90), (drawn, inferred), inferred=True)
    return PageTrace(Page(1, 100, 100, 0, (glyph,), (drawn,)), (region,))


def test_rulings_are_solid_where_drawn_and_dashed_where_inferred(demo: Path) -> None:
    document = extract(next(demo.glob("*.docx")))
    drawn = draw_page(Image.new("RGB", (200, 200), WHITE), document, _trace())
    across = [drawn.getpixel((x, 100)) for x in range(30, 55)]
    assert set(across) == {RED}
    down = [drawn.getpixel((60, y)) for y in range(110, 170)]
    assert set(down) == {(210, 0, 150), WHITE}
    assert 0.3 < down.count(WHITE) / len(down) < 0.7, "dashes and gaps are of one length"
    assert drawn.getpixel((120, 130)) == (120, 150, 200), "the glyph's box"
    assert drawn.getpixel((16, 70)) == BLACK, "the region's box, two points outside"


def test_a_failed_amount_has_a_cross(demo: Path) -> None:
    """An amount of the demo budget whose state is set by hand."""
    data = _budget(demo)
    document = extract(data)
    wanted, box = _cell(document, "1052.20", 4)
    tables = tuple(
        replace(t, cells=tuple(replace(c, check="failed") if c.id == wanted.id else c for c in t.cells))
        for t in document.tables
    )
    trace = next(trace for trace in trace_pages(data, Options()) if trace.page.number == 4)
    with PagePictures(data) as pictures:
        picture = pictures.of_page(4)
    assert picture is not None
    drawn = draw_page(picture, replace(document, tables=tables), trace)
    corner = BBox(box.x1 - 9, box.top, box.x1, box.top + 9)
    assert _has(drawn, corner, (220, 0, 0)) and not _has(drawn, corner, PROVED_GREEN)


@pytest.mark.parametrize("width", [60, 400, 1684])
def test_the_legend_is_a_strip_below(width: int) -> None:
    picture = Image.new("RGB", (width, 50), (1, 2, 3))
    whole = with_legend(picture)
    assert whole.width == width and whole.height > 50 + 32
    assert whole.crop((0, 0, width, 50)).tobytes() == picture.tobytes()
    assert whole.getpixel((20, 50 + 20)) == HEADER_ON_WHITE, "the first sign is that of header cells"


def test_a_huge_page_is_shown_at_fewer_dots(demo: Path, tmp_path: Path) -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(14_400, 14_400)
    document.save(tmp_path / "huge.pdf")
    with PagePictures((tmp_path / "huge.pdf").read_bytes()) as pictures:
        picture = pictures.of_page(1)
        assert picture is not None
        assert abs(picture.width * picture.height - page_pictures.MOST_PIXELS) < 0.01 * page_pictures.MOST_PIXELS
        assert pictures.of_page(2) is None, "there is no such page"


def test_without_pillow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "extractor.export.pillow", raising=False)
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(MissingExtra, match=r"pip install 'extractor\[explain\]'"):
        importlib.import_module("extractor.export.pillow")
