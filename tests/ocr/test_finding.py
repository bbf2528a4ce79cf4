"""What the detector overlooks, what it draws over rulings, and which ones are dashes."""

import numpy as np
import pytest

from extractor.document.geometry import BBox
from extractor.document.page import Segment
from extractor.document.recognised import RecognisedCharacter, RecognisedLine, TextQuad
from extractor.ocr.between_rulings import part_at_rulings
from extractor.ocr.dashes import with_dashes
from extractor.ocr.lone_hyphens import find_hyphens
from extractor.ocr.overlooked import find_overlooked, stretch_to

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
LINES = [TextQuad.of_box(BBox(50, top, 350, top + 35)) for top in (20, 70, 120)]
"""Lines of 35 pixels, whose ink is about 25 high."""


def paper(*blocks: tuple[int, int, int, int]) -> Pixels:
    picture = np.full((300, 600), 255, dtype=np.uint8)
    for x0, top, x1, bottom in blocks:
        picture[top:bottom, x0:x1] = 40
    return picture


def test_a_lone_figure_and_a_dash_are_found() -> None:
    figure, dash = (400, 25, 410, 48), (400, 85, 420, 88)
    found = find_overlooked(paper(figure, dash), LINES)
    assert [quad.bbox.x_middle for quad in found] == pytest.approx([405, 410], abs=1)
    assert all(quad.bbox.height >= 25 for quad in found), "as high as a line, so that a dash is not blown up"


def test_characters_beside_each_other_are_one_run() -> None:
    found = find_overlooked(paper((400, 25, 412, 48), (418, 25, 430, 48), (520, 25, 532, 48)), LINES)
    assert [(round(quad.bbox.x0 / 10), round(quad.bbox.x1 / 10)) for quad in found] == [(39, 44), (51, 54)]


@pytest.mark.parametrize(
    "block", [(60, 25, 80, 48), (400, 30, 403, 33), (400, 20, 500, 200), (390, 30, 560, 33)],
    ids=["in a line", "a speck", "a drawing", "a ruling"],
)  # fmt: skip
def test_what_is_no_overlooked_character(block: tuple[int, int, int, int]) -> None:
    assert find_overlooked(paper(block), LINES) == ()


def test_strokes_one_above_the_other_are_one_character() -> None:
    strokes = [(400, 25, 424, 28), (402, 35, 422, 38), (398, 46, 426, 49)]
    (quad,) = find_overlooked(paper(*strokes), LINES)
    assert quad.bbox.x_middle == pytest.approx(412, abs=2)


def test_a_character_before_a_line_is_read_with_it() -> None:
    near, far = TextQuad.of_box(BBox(20, 15, 46, 58)), TextQuad.of_box(BBox(450, 15, 470, 58))
    lines, alone = stretch_to(LINES, (near, far), lambda quad: True)
    assert lines == (TextQuad.of_box(BBox(20, 20, 350, 55)), *LINES[1:])
    assert alone == (far,)
    beyond = TextQuad.of_box(BBox(-90, 20, 16, 55))  # of the cell before, behind a ruling
    assert stretch_to((*LINES, beyond), (near,), lambda quad: quad.bbox.x0 > 0)[0] == (lines[0], *LINES[1:], beyond)
    assert stretch_to(LINES, (near,), lambda quad: False) == (tuple(LINES), (near,)), "a ruling stands between"


def test_a_dash_with_a_grey_row_at_its_edge_is_found_and_a_slant_is_not() -> None:
    grey_row = paper((400, 85, 410, 86), (400, 86, 420, 87), (404, 87, 405, 88))
    assert len(find_overlooked(grey_row, LINES)) == 1
    slant = paper(*((400 + 4 * n, 85 + n, 404 + 4 * n, 86 + n) for n in range(5)))
    assert find_overlooked(slant, LINES) == ()


def test_a_page_of_dots_or_without_lines_has_none() -> None:
    dots = paper(*((x, y, x + 14, y + 14) for x in range(0, 600, 45) for y in range(0, 300, 20)))
    assert len(find_overlooked(dots, LINES)) <= 400
    assert find_overlooked(paper((400, 25, 410, 48)), []) == ()


def test_a_line_over_a_ruling_is_parted_there() -> None:
    (left, right) = part_at_rulings(LINES[:1], [Segment(100, 0, 100, 300, 1)], 2.0)
    assert (left.bbox.x0, left.bbox.x1, right.bbox.x0, right.bbox.x1) == (50, 198, 202, 350)


@pytest.mark.parametrize(
    "segment", [Segment(100, 0, 100, 14, 1), Segment(0, 18, 300, 18, 1), Segment(200, 0, 200, 300, 1)],
    ids=["ends above", "runs across", "beside"],
)  # fmt: skip
def test_other_rulings_part_nothing(segment: Segment) -> None:
    assert part_at_rulings(LINES[:1], [segment], 2.0) == (LINES[0],)


def test_a_ruling_at_the_end_is_cut_off() -> None:
    (part,) = part_at_rulings(LINES[:1], [Segment(26, 0, 26, 300, 1)], 2.0)
    assert part.bbox.x0 == 54


def line(text: str) -> RecognisedLine:
    box = BBox(100, 100, 140, 140)
    return RecognisedLine(tuple(RecognisedCharacter(c, box, 0.9) for c in text), box)


def test_an_even_stroke_alone_is_a_dash_and_the_numeral_stays() -> None:
    bar, numeral = paper((105, 118, 130, 121)), paper((105, 118, 130, 121), (124, 115, 129, 118))
    (dash,) = with_dashes([line("一")], bar)
    assert dash.text == "—"
    assert dash.characters[0].alternatives == (("一", 0.9),)
    assert with_dashes([line("一")], numeral)[0].text == "一"
    assert with_dashes([line("一般")], bar)[0].text == "一般"
    assert with_dashes([line("-")], bar)[0].text == "—", "by its length"
    assert with_dashes([line("一")], paper((105, 118, 114, 120)))[0].text == "-"
    assert with_dashes([line("—")], paper((105, 118, 130, 121), (110, 108, 112, 110)))[0].text == "—", "with a speck"
    assert with_dashes([line("一")], paper())[0].text == "一"
    short = paper((105, 118, 117, 120))
    assert with_dashes([line("—")], short)[0].text == "—"
    others = [RecognisedLine((), BBox(100, top, 140, top + 50)) for top in (0, 200, 300)]
    assert with_dashes([line("—")], short, others)[0].text == "-", "beside higher lines"


CHARACTERS = [(60 + 30 * i, top + 5, 78 + 30 * i, top + 30) for i in range(8) for top in (20, 70, 120)]


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([(400, 35), (400, 85), (400, 135)], 3),
        ([(400, 35), (480, 36), (560, 35)], 3),
        ([(400, 35), (400, 85), (480, 135)], 2),
        ([(400, 35), (400, 85)], 0),
        ([(400, 35), (460, 85), (520, 135)], 0),
        ([(100, 53), (200, 53), (300, 53)], 0),
    ],
    ids=["a column", "a row", "one stands apart", "too few", "strewn", "in lines"],
)
def test_short_strokes_that_are_alike_and_stand_straight_are_hyphens(places: list[tuple[int, int]], found: int) -> None:
    picture = paper(*CHARACTERS, *((x, y, x + 8, y + 3) for x, y in places))
    lines = find_hyphens(picture, [*LINES[:1], TextQuad.of_box(BBox(50, 50, 350, 105)), LINES[2]])
    assert [line.text for line in lines] == ["-"] * found
    assert all(line.bbox.height == 25 for line in lines), "as high as the characters"


def test_a_grey_pixel_at_its_edge_makes_a_hyphen_no_thicker() -> None:
    strokes = [(400, 35 + 50 * n, 407, 38 + 50 * n) for n in range(3)]
    picture = paper(*CHARACTERS, *strokes, (403, 38, 404, 39), (405, 88, 406, 89))
    assert len(find_hyphens(picture, LINES)) == 3


def test_dirt_is_no_hyphen_and_neither_is_anything_on_a_page_without_lines() -> None:
    dirt = [(400, 35, 405, 40), (400, 85, 405, 90), (400, 135, 405, 140), (480, 35, 520, 38), (480, 85, 520, 88)]
    assert find_hyphens(paper(*CHARACTERS, *dirt), LINES) == ()
    assert find_hyphens(paper((400, 35, 408, 38)), ()) == ()
    assert find_hyphens(paper((400, 35, 408, 38)), LINES) == (), "lines without ink"
