"""Pictures of pages → pages, by a recogniser that says what it was told."""

from collections.abc import Sequence

import numpy as np
import pytest

from extractor.document.geometry import BBox
from extractor.document.picture import PagePicture, Pixels
from extractor.document.recognised import RecognisedCharacter, RecognisedLine, TextQuad
from extractor.pipeline.picture_pages import read_picture

LINE = BBox(200, 300, 600, 340)


class TopLineReader:
    """Finds one line where ink is within ``LINE`` and reads it with certainty; elsewhere it is unsure."""

    def __init__(self) -> None:
        self.seen: list[Pixels] = []

    def detect(self, picture: PagePicture) -> tuple[TextQuad, ...]:
        self.seen.append(picture.pixels)
        rows = np.flatnonzero((picture.pixels < 128).any(axis=1))
        if not len(rows):
            return ()
        top = max(0, int(rows[0]) - 8)
        return (TextQuad.of_box(BBox(LINE.x0, top, LINE.x1, top + LINE.height)),)

    def read(self, picture: PagePicture, quads: Sequence[TextQuad]) -> tuple[RecognisedLine, ...]:
        return tuple(self._line(quad.bbox, picture.pixel_height) for quad in quads)

    def _line(self, box: BBox, height: int) -> RecognisedLine:
        probability = 0.99 if box.y_middle < height / 2 else 0.6
        width = box.width / 10
        characters = [
            RecognisedCharacter(
                text, BBox(box.x0 + i * width, box.top, box.x0 + (i + 1) * width, box.bottom), probability
            )
            for i, text in enumerate("部门收支总表二〇二五")
        ]
        return RecognisedLine(tuple(characters), box)


def sheet(upside_down: bool = False) -> PagePicture:
    """An A4 sheet at 144 dots an inch with ten blocks as a line of characters near its top, or its foot."""
    pixels = np.full((1684, 1191), 255, dtype=np.uint8)
    for place in range(10):
        pixels[308:332, 206 + 40 * place : 230 + 40 * place] = 30
    return PagePicture(3, pixels[::-1, ::-1].copy() if upside_down else pixels, 144.0)


def test_characters_stand_in_points_where_they_were_read() -> None:
    page = read_picture(sheet(), TopLineReader())
    assert (page.number, page.text_layer, page.turn, page.skew) == (3, "ocr", 0, 0.0)
    assert (page.width, page.height) == pytest.approx((595.5, 842))
    assert "".join(glyph.text for glyph in page.glyphs) == "部门收支总表二〇二五"
    first, last = page.glyphs[0].bbox, page.glyphs[-1].bbox
    assert first.x_middle == pytest.approx((206 + 230) / 4, abs=3)
    assert last.x_middle == pytest.approx((566 + 590) / 4, abs=3)
    assert first.y_middle == pytest.approx(160, abs=3)


def test_a_page_on_its_head_is_turned_where_it_is_read_better_so() -> None:
    reader = TopLineReader()
    page = read_picture(sheet(upside_down=True), reader)
    assert page.turn == 180
    assert page.glyphs[0].bbox.y_middle == pytest.approx(160, abs=3)
    reader = TopLineReader()
    read_picture(sheet(), reader)
    assert len(reader.seen) == 1, "no page is looked at twice that is read with certainty"


@pytest.mark.parametrize(
    "pixels",
    [
        np.full((1684, 1191), 255, dtype=np.uint8),
        np.zeros((1684, 1191), dtype=np.uint8),
        np.full((1, 1), 255, dtype=np.uint8),
        np.full((3, 2000), 255, dtype=np.uint8),
    ],
    ids=["empty", "black", "one pixel", "a thread"],
)
def test_a_picture_of_nothing_is_a_page_without_text(pixels: Pixels) -> None:
    page = read_picture(PagePicture(1, pixels, None), TopLineReader())
    assert page.width > 0 and page.height > 0
    assert page.segments == () or pixels.max() == 0


def test_a_photograph_is_read_without_harm() -> None:
    rng = np.random.default_rng(5)
    coarse = rng.integers(0, 256, (60, 80, 3), dtype=np.uint8)
    photograph = np.kron(coarse, np.ones((16, 16, 1), dtype=np.uint8))
    page = read_picture(PagePicture(1, photograph, None), TopLineReader())
    assert page.width > 0 and all(glyph.bbox.x0 < glyph.bbox.x1 for glyph in page.glyphs)
