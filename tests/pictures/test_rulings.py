"""Which strokes are rulings."""

import numpy as np
import pytest

from extractor.document.page import Segment
from extractor.document.picture import Pixels
from extractor.pictures.rulings import choose_rulings
from extractor.pictures.strokes import find_strokes

DPI = 144.0


def page() -> Pixels:
    return np.full((400, 700), 255, np.uint8)


def rulings(pixels: Pixels) -> tuple[list[Segment], list[Segment]]:
    segments = choose_rulings(find_strokes(pixels, DPI))
    across = [s for s in segments if s.x1 - s.x0 > s.bottom - s.top]
    return across, [s for s in segments if s not in across]


def frame(pixels: Pixels) -> None:
    """A table of two columns and rows of eighteen points."""
    for y in range(40, 360, 36):
        pixels[y : y + 2, 60:642] = 0
    for x in (60, 340, 640):
        pixels[40:330, x : x + 2] = 0


def test_strokes_in_neighbouring_rows_are_no_vertical() -> None:
    pixels = page()
    frame(pixels)
    for y in range(40, 320, 36):
        pixels[y + 6 : y + 36, 100:102] = 0  # as high as its row, but for the room above it
        pixels[y + 16 : y + 18, 90:112] = 0
    across, down = rulings(pixels)
    assert [round(s.x0) for s in down] == [30, 170, 320]
    assert len(across) == 9


def test_a_break_is_closed_and_a_wide_gap_is_none() -> None:
    pixels = page()
    frame(pixels)
    pixels[108:120, 200:212] = 255
    pixels[144:156, 400:500] = 255
    across, _ = rulings(pixels)
    rows = [round(s.top) for s in across]
    assert rows.count(56) == 1
    assert rows.count(74) == 2


def test_text_that_lines_up_with_a_ruling_is_no_part_of_it() -> None:
    pixels = page()
    frame(pixels)
    pixels[76:78, 60:340] = 255  # the second horizontal begins at the middle column
    for x in range(298, 338, 8):  # digits of a cell over two rows, at its height
        pixels[70:84, x : x + 5] = 0
        pixels[72:82, x + 2 : x + 4] = 255
    across, _ = rulings(pixels)
    (second,) = [s for s in across if round(s.top) in (38, 39)]
    assert second.x0 > 165


def test_a_pale_ruling_in_noise_is_found() -> None:
    noise = np.random.default_rng(2).normal(0, 6, (400, 700))
    pixels = np.full((400, 700), 250.0)
    pixels[200:203, 60:640] -= 28
    (ruling,) = rulings((pixels + noise).clip(0, 255).astype(np.uint8))[0]
    assert abs(ruling.top - 100.75) < 0.6
    assert ruling.x1 - ruling.x0 > 270


def test_noise_alone_has_none() -> None:
    noise = np.random.default_rng(3).normal(235, 12, (400, 700))
    assert rulings(noise.clip(0, 255).astype(np.uint8)) == ([], [])


def test_rulings_that_cross_a_short_one_are_no_text_beside_it() -> None:
    pixels = page()
    for y in (100, 136, 172, 208):
        pixels[y : y + 4, 60:640] = 0
    for x in (60, 340, 638):
        pixels[100:212, x : x + 2] = 0
    pixels[100:212, 200:203] = 0
    pixels[118:122, 203:240] = 0
    _, down = rulings(pixels)
    assert [round(s.x0) for s in down] == [30, 101, 170, 320]


def test_dots_close_to_each_other_are_a_ruling_and_leaders_are_none() -> None:
    pixels = np.full((800, 1400), 255, np.uint8)
    for x in range(120, 1280, 4):
        pixels[200:202, x : x + 2] = 60
    for x in range(120, 1280, 14):
        pixels[400:403, x : x + 3] = 60
    across = choose_rulings(find_strokes(pixels, 200.0))
    assert [round(s.top) for s in across] == [72]


@pytest.mark.parametrize(("top", "bottom"), [(50, 72), (54, 71), (56, 73)])
def test_a_character_stroke_above_the_end_of_a_vertical_is_no_part_of_it(top: int, bottom: int) -> None:
    """A header cell over two columns: the last stroke of its text stands where the vertical below it begins."""
    pixels = page()
    frame(pixels)
    pixels[44:76, 340:342] = 255
    pixels[top:bottom, 340:342] = 0
    _, down = rulings(pixels)
    assert [(round(s.x0), round(s.top)) for s in down] == [(30, 20), (170, 38), (320, 20)]
