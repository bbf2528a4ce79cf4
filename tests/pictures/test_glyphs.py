"""Recognised lines → glyphs with the boxes of a font."""

import numpy as np
import pytest

from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Segment
from extractor.document.picture import Pixels
from extractor.document.recognised import RecognisedCharacter, RecognisedLine
from extractor.pictures.glyphs import PlacedCharacter, place_characters, without_rulings

DPI = 144.0


def paper() -> Pixels:
    return np.full((200, 600), 255, np.uint8)


def print_bar(pixels: Pixels, x0: int, top: int, x1: int, bottom: int) -> None:
    """Ink as high and as wide as a character's."""
    pixels[top:bottom, x0:x1] = 0


def read(text: str, boxes: list[tuple[float, float]], top: float, bottom: float) -> RecognisedLine:
    """A line as a recogniser gives it: a box a character from left to right, with room around them."""
    characters = tuple(
        RecognisedCharacter(character, BBox(x0, top, x1, bottom), 0.99)
        for character, (x0, x1) in zip(text, boxes, strict=True)
    )
    return RecognisedLine(characters, BBox(boxes[0][0] - 3, top - 4, boxes[-1][1] + 3, bottom + 4))


def number(pixels: Pixels, left: int, text: str, top: int = 100) -> RecognisedLine:
    """Digits of ten pixels' advance, 14 high, drawn as bars; points are drawn as points."""
    boxes = []
    for index, character in enumerate(text):
        x = left + 10 * index
        if character in ".,":
            print_bar(pixels, x + 2, top + 12, x + 4, top + 14)
        else:
            print_bar(pixels, x + 1, top, x + 9, top + 14)
        boxes.append((x + 1.0, x + 9.0))
    return read(text, boxes, top, top + 14)


def glyphs(placed: tuple[PlacedCharacter, ...]) -> str:
    return "".join(character.glyph.text for character in placed)


def test_digits_of_a_number_join_and_are_one_word() -> None:
    pixels = paper()
    placed = place_characters(pixels, DPI, (), [number(pixels, 100, "1,234.50")])
    (line,) = compose_lines(character.glyph for character in placed)
    assert [word.text for word in line.words] == ["1,234.50"]
    assert {character.glyph.size for character in placed} == {9.09}  # 14 pixels at two a point are 0.77 em
    assert [character.glyph.order for character in placed] == list(range(8))
    tops = {character.glyph.bbox.top for character in placed}
    assert len(tops) == 1 and tops.pop() == pytest.approx(57 - 0.86 * 9.09, abs=0.01)


def test_two_numbers_in_one_line_are_two_words() -> None:
    pixels = paper()
    left, right = number(pixels, 100, "12.50"), number(pixels, 300, "7.00")
    both = RecognisedLine(left.characters + right.characters, BBox(96, 96, 345, 118))
    (line,) = compose_lines(character.glyph for character in place_characters(pixels, DPI, (), [both]))
    assert [word.text for word in line.words] == ["12.50", "7.00"]


def test_what_stands_on_both_sides_of_a_ruling_is_no_run() -> None:
    pixels = paper()
    line = number(pixels, 100, "120034")
    ruling = Segment(65.0, 20.0, 65.0, 90.0, 0.8)  # between the third and the fourth digit
    pixels[40:180, 129:132] = 0
    placed = place_characters(pixels, DPI, (ruling,), [line])
    orders = [character.glyph.order for character in placed]
    assert orders == [0, 1, 2, 4, 5, 6]


def test_a_ruling_read_as_a_bar_is_no_character() -> None:
    pixels = paper()
    line = number(pixels, 100, "12")
    pixels[40:180, 139:142] = 0
    bar = RecognisedCharacter("|", BBox(138, 100, 143, 114), 0.9)
    one = RecognisedCharacter("1", BBox(150, 100, 156, 114), 0.9)
    print_bar(pixels, 151, 100, 155, 114)
    more = RecognisedLine((*line.characters, bar, one), BBox(97, 96, 160, 118))
    placed = place_characters(pixels, DPI, (Segment(70.2, 20, 70.2, 90, 1.0),), [more])
    assert glyphs(placed) == "121"


def test_a_dash_alone_is_as_high_as_the_lines_around_it() -> None:
    pixels = paper()
    pixels[107:109, 300:318] = 0
    dash = RecognisedLine((RecognisedCharacter("—", BBox(300, 107, 318, 109), 0.95),), BBox(300, 107, 318, 109))
    placed = place_characters(pixels, DPI, (), [number(pixels, 100, "12"), number(pixels, 150, "34"), dash])
    (line,) = compose_lines(character.glyph for character in placed)
    assert line.words[-1].text == "—"
    assert placed[-1].glyph.size == 9.09
    assert placed[-1].glyph.bbox.y_middle == pytest.approx(54, abs=0.5)


def test_white_space_is_no_glyph_and_no_line_is_no_page() -> None:
    blank = RecognisedLine((RecognisedCharacter(" ", BBox(10, 10, 20, 20), 0.9),), BBox(10, 10, 20, 20))
    assert place_characters(paper(), DPI, (), [blank]) == ()
    assert place_characters(paper(), DPI, (), []) == ()


def test_boxes_outside_the_picture_are_placed_all_the_same() -> None:
    line = read("12", [(590.0, 610.0), (612.0, 640.0)], 190.0, 215.0)
    placed = place_characters(paper(), DPI, (), [line])
    assert glyphs(placed) == "12"
    assert placed[0].glyph.bbox.x1 <= placed[1].glyph.bbox.x1


def test_without_rulings_the_ink_of_text_is_left() -> None:
    pixels = paper()
    pixels[49:52, 50:550] = pixels[149:152, 50:550] = 0
    pixels[50:150, 49:52] = pixels[50:150, 549:552] = 0
    print_bar(pixels, 100, 90, 110, 104)
    segments = (
        Segment(25, 25.2, 275, 25.2, 1.0),
        Segment(25, 75.2, 275, 75.2, 1.0),
        Segment(25.2, 25, 25.2, 75, 1.0),
        Segment(275.2, 25, 275.2, 75, 1.0),
    )
    left = without_rulings(pixels, segments, DPI)
    assert int((left < 128).sum()) == 140
    assert int((pixels < 128).sum()) > 2000


def test_a_dash_is_set_by_its_stroke_wherever_its_box_is() -> None:
    pixels = paper()
    amount = number(pixels, 100, "1,234.50")
    print_bar(pixels, 300, 106, 318, 108)
    boxes = [BBox(296, 90, 322, 130), BBox(296, 96, 322, 112), BBox(296, 60, 322, 112)]
    for box in boxes:
        dash = RecognisedLine((RecognisedCharacter("—", BBox(300, 105, 318, 109), 0.9),), box)
        *digits, placed = place_characters(pixels, DPI, (), [amount, dash])
        assert placed.glyph.size == digits[0].glyph.size
        assert placed.glyph.bbox.y_middle == pytest.approx(digits[0].glyph.bbox.y_middle, abs=1)
