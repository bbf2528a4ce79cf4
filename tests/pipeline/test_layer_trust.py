"""The text layer of a page held against its picture, by a recogniser that knows what is printed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extractor.document.content import Grid, GridCell
from extractor.document.geometry import BBox, Place
from extractor.document.page import Glyph, RawPage, Segment
from extractor.document.picture import PagePicture
from extractor.document.recognised import RecognisedCharacter, RecognisedLine, TextQuad
from extractor.errors import OcrUnavailable
from extractor.options import Options, SourceOptions
from extractor.pipeline import scans
from extractor.pipeline.contents import read_content
from extractor.pipeline.layer_trust import cropped, judge_layer, turned, with_region, without_edges
from extractor.pipeline.page_contents import content_of_pages
from extractor.pipeline.scans import PdfScans
from extractor.sources.pdf import read_pdf
from extractor.sources.sniff import MediaType
from extractor.tables.other_texts import with_other_texts
from tests.lying_layers import exchanged, some_pages, with_maps

DEMO = next((Path(__file__).parents[2] / "corpora" / "demo").glob("*.pdf"))
DPI = 144.0
SCALE = DPI / 72


class Knowing:
    """Reads what the pages of the sound file print, each page at ``DPI``; counts what it is asked."""

    def __init__(self, truth: Sequence[RawPage], probability: float = 0.99) -> None:
        self._truth, self._probability = {page.number: page for page in truth}, probability
        self.asked = 0

    def require(self) -> None:
        self.asked += 1

    def detect(self, picture: PagePicture) -> tuple[TextQuad, ...]:
        scale = (picture.dpi or 72) / 72
        return tuple(TextQuad.of_box(_times(glyph.bbox, scale)) for glyph in self._truth[picture.number].glyphs)

    def read(self, picture: PagePicture, quads: Sequence[TextQuad]) -> tuple[RecognisedLine, ...]:
        scale = (picture.dpi or 72) / 72
        glyphs = [(glyph.text, _times(glyph.bbox, scale)) for glyph in self._truth[picture.number].glyphs]
        lines = []
        for quad in quads:
            box = quad.bbox
            own = [
                (text, b)
                for text, b in glyphs
                if box.x0 <= b.x_middle <= box.x1 and box.top <= b.y_middle <= box.bottom
            ]
            characters = tuple(RecognisedCharacter(text, b, self._probability) for text, b in own)
            lines += [RecognisedLine(characters, box)] if own else []
        return tuple(lines)


def _times(box: BBox, scale: float) -> BBox:
    return BBox(*(value * scale for value in box))


@pytest.fixture(scope="module")
def sound() -> bytes:
    return some_pages(DEMO.read_bytes(), 3, 9)


@pytest.fixture(scope="module")
def truth(sound: bytes) -> list[RawPage]:
    return list(read_pdf(sound, SourceOptions()))


@pytest.fixture
def knowing(truth: list[RawPage], monkeypatch: pytest.MonkeyPatch) -> Knowing:
    recogniser = Knowing(truth)
    monkeypatch.setattr(scans, "recogniser_of", lambda options: recogniser)
    return recogniser


def picture_of(page: RawPage) -> PagePicture:
    shape = (round(page.height * SCALE), round(page.width * SCALE))
    return PagePicture(page.number, np.full(shape, 255, dtype=np.uint8), DPI)


def test_a_layer_that_the_picture_confirms_is_trusted(truth: list[RawPage]) -> None:
    judgement = judge_layer(truth[1], ("unmapped",), picture_of(truth[1]), Knowing(truth))
    assert (judgement.verdict, judgement.agreement) == ("trusted", 1.0)


def test_figures_that_are_asked_for_besides_are_asked_once(truth: list[RawPage]) -> None:
    judgement = judge_layer(truth[1], ("invisible",), picture_of(truth[1]), Knowing(truth))
    assert (judgement.verdict, judgement.agreement) == ("trusted", 1.0)


def test_a_good_file_never_asks(sound: bytes, knowing: Knowing) -> None:
    content = read_content(sound, MediaType.PDF, Options())
    assert knowing.asked == 0
    assert [(page.reading, page.layer_agreement) for page in content.pages] == [("native", None)] * 2


def test_a_lying_layer_is_replaced_and_kept_beside(sound: bytes, knowing: Knowing) -> None:
    content = read_content(with_maps(sound, exchanged), MediaType.PDF, Options())
    assert [page.reading for page in content.pages] == ["ocr", "ocr"]
    assert all(page.layer_agreement is not None and page.layer_agreement < 0.3 for page in content.pages)
    assert [problem.code for problem in content.problems].count("text_layer_replaced") == 2
    cells = [cell for item in content.elements if isinstance(item, Grid) for cell in item.cells]
    amounts = [cell for cell in cells if cell.raw == "1052.20"]
    assert amounts and all(cell.other not in (None, "1052.20") for cell in amounts)


def test_an_unsure_recogniser_leaves_the_layer(
    sound: bytes, truth: list[RawPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, "recogniser_of", lambda options: Knowing(truth, 0.6))
    content = read_content(with_maps(sound, exchanged), MediaType.PDF, Options())
    assert [page.reading for page in content.pages] == ["native", "native"]
    assert [problem.code for problem in content.problems].count("text_layer_doubtful") == 2


def test_without_a_recogniser_the_doubt_is_said(sound: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    class Absent(Knowing):
        def require(self) -> None:
            raise OcrUnavailable("There is none.")

    monkeypatch.setattr(scans, "recogniser_of", lambda options: Absent([]))
    content = read_content(with_maps(sound, exchanged), MediaType.PDF, Options())
    assert {page.reading for page in content.pages} == {"native"}
    assert [problem.code for problem in content.problems].count("text_layer_doubtful") == 2


def test_ocr_switched_off_asks_nobody(sound: bytes, knowing: Knowing) -> None:
    content = read_content(with_maps(sound, exchanged), MediaType.PDF, Options.from_dict({"ocr": {"mode": "off"}}))
    assert knowing.asked == 0 and {page.reading for page in content.pages} == {"native"}


def test_what_the_picture_confirms_is_no_longer_doubted(truth: list[RawPage], sound: bytes, knowing: Knowing) -> None:
    with PdfScans(sound, Options()) as reading:
        page = reading.read_where_needed(replace(truth[1], unmapped=600))
        assert page.unmapped == 0 and page.layer_agreement == 1.0 and reading.problems == []


def test_a_picture_among_text_is_read_at_its_place(truth: list[RawPage]) -> None:
    page = truth[0]
    inner = RawPage(
        1, 100, 50, 0, (Glyph("表", BBox(5, 5, 15, 15), 10, 0),), (Segment(0, 2, 90, 2, 1),), text_layer="ocr"
    )
    merged = with_region(page, inner, BBox(200, 300, 300, 350))
    assert merged.text_layer == "mixed" and merged.recognised == (BBox(200, 300, 300, 350),)
    assert merged.glyphs[-1] == Glyph("表", BBox(205, 305, 215, 315), 10, len(page.glyphs))
    assert merged.segments[-1] == Segment(200, 302, 290, 302, 1)
    assert with_region(page, replace(inner, glyphs=()), BBox(0, 0, 1, 1)) is page


def test_what_crosses_the_edge_of_a_scan_is_no_print(truth: list[RawPage]) -> None:
    page = truth[0]
    edge = Glyph("—", BBox(38, -5.3, 52, 7), 12, len(page.glyphs))
    assert without_edges(replace(page, glyphs=(*page.glyphs, edge))).glyphs == page.glyphs
    assert without_edges(page) is page


def test_a_part_of_a_picture_and_a_turned_one() -> None:
    pixels = np.arange(200 * 100, dtype=np.uint32).reshape(200, 100).astype(np.uint8)
    picture = PagePicture(1, pixels, 144.0)
    part, place = cropped(picture, BBox(10.2, 20.4, 30, 400))
    assert place == BBox(10.0, 20.0, 30.5, 100.0)
    assert (part.pixels == pixels[40:200, 20:61]).all() and part.dpi == 144.0
    assert turned(picture, 90).pixels.shape == (100, 200)
    assert turned(picture, 90).pixels[0, 199] == pixels[0, 0]  # its top left corner comes to the top right
    assert turned(picture, 0) is picture


def test_only_differing_texts_are_kept() -> None:
    cells = tuple(
        GridCell(0, n, raw, places=(Place(1, BBox(50.0 * n, 0, 50.0 * n + 50, 20)),))
        for n, raw in enumerate(("ＡＢ", "12"))
    )
    grid = Grid(1, 2, (*cells, GridCell(0, 2, "无处")))
    glyphs = [
        Glyph(c, BBox(x, 5, x + 5, 15), 10, n) for n, (c, x) in enumerate([("A", 2), ("B", 8), ("1", 52), ("3", 58)])
    ]
    assert [cell.other for cell in with_other_texts([grid], glyphs)[0].cells] == [None, "13", None]
    assert with_other_texts([grid], ()) == (grid,)


def test_of_a_mixed_page_only_the_tables_in_pictures_are_called_recognised() -> None:
    tops = (100.0, 400.0)
    segments = [Segment(50, top + 20 * n, 250, top + 20 * n, 1) for top in tops for n in range(3)]
    segments += [Segment(50 + 100 * n, top, 50 + 100 * n, top + 40, 1) for top in tops for n in range(3)]
    texts = [("科", x, top + 5 + 20 * row) for top in tops for row in range(2) for x in (60, 160)]
    glyphs = [Glyph(text, BBox(x, y, x + 10, y + 10), 10, n) for n, (text, x, y) in enumerate(texts)]
    page = RawPage(1, 595, 842, 0, tuple(glyphs), tuple(segments), text_layer="mixed")
    page = replace(page, recognised=(BBox(40, 380, 300, 500),))
    grids = [item for item in content_of_pages([page], Options(), "pdfium").elements if isinstance(item, Grid)]
    assert [grid.reading for grid in grids] == ["native", "ocr"]
