"""Areas printed dark: light text is turned into dark text, and each cell of them is a fill."""

import cv2
import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from extractor.document.picture import POINTS_PER_INCH, Pixels
from extractor.pictures.filled_areas import find_fills
from extractor.pictures.prepare import PreparedPicture, prepare_picture, upside_down
from tests.pictures.drawn import blank, cells_of, draw_line, draw_words, noisy, page_of, tilted

DPI = 150.0
XS = [80.0, 200.0, 300.0, 400.0, 520.0]
HEAD = (120.0, 146.0)
YS = [146.0, 170.0, 194.0, 218.0]


def fill(pixels: Pixels, box: tuple[float, float, float, float], colour: tuple[int, int, int]) -> None:
    x0, top, x1, bottom = (round(value * DPI / POINTS_PER_INCH) for value in box)
    pixels[top:bottom, x0:x1] = colour


def header_page(colour: tuple[int, int, int] = (31, 78, 120), text: int = 255, *, ruled: bool = False) -> Pixels:
    """A table under a dark header whose cells are parted by white rules; ``ruled`` or with lines below rows alone."""
    pixels = blank(DPI)
    draw_words(pixels, XS, YS, DPI)
    fill(pixels, (XS[0], HEAD[0], XS[-1], HEAD[1]), colour)
    scale = DPI / POINTS_PER_INCH
    for x in XS[:-1]:
        place = (round((x + 20) * scale), round((HEAD[1] - 8) * scale))
        cv2.putText(pixels, "HEAD", place, cv2.FONT_HERSHEY_SIMPLEX, 0.3 * scale, (text,) * 3, 1, cv2.LINE_AA)
    for x in XS[1:-1]:
        fill(pixels, (x - 0.5, HEAD[0], x + 0.5, HEAD[1]), (255, 255, 255))
    for y in YS[1:]:
        draw_line(pixels, (XS[0], y, XS[-1], y), DPI)
    if ruled:
        for x in XS:
            draw_line(pixels, (x, YS[0], x, YS[-1]), DPI)
    return pixels


def ink_share(prepared: PreparedPicture) -> float:
    scale = prepared.dpi / POINTS_PER_INCH
    inside = prepared.picture.pixels[
        round((HEAD[0] + 3) * scale) : round((HEAD[1] - 3) * scale), round(84 * scale) : round(196 * scale)
    ]
    return float((inside < 128).mean())


@settings(max_examples=4, phases=(Phase.explicit, Phase.reuse, Phase.generate), deadline=None)
@given(degrees=st.floats(-1.8, 1.8), seed=st.integers(0, 1000), level=st.floats(0, 8))
def test_light_text_on_a_dark_header_is_read_as_dark_text(degrees: float, seed: int, level: float) -> None:
    prepared = prepare_picture(page_of(noisy(tilted(header_page(), degrees), seed, level)))
    edges = sorted((box.x0, box.x1) for box in prepared.fills)
    assert [x for x, _ in edges] == pytest.approx(XS[:-1], abs=2.5)
    assert [x for _, x in edges] == pytest.approx(XS[1:], abs=2.5)
    assert all(box.top == pytest.approx(HEAD[0], abs=2.5) for box in prepared.fills)
    assert [round(s.top) for s in prepared.segments] == pytest.approx(YS[1:], abs=1)
    assert 0.005 < ink_share(prepared) < 0.2


def test_middle_tones_hold_light_text_or_dark_text() -> None:
    light = prepare_picture(page_of(header_page((91, 155, 213))))
    assert len(light.fills) == 4 and 0.005 < ink_share(light) < 0.2
    dark = prepare_picture(page_of(header_page((160, 160, 160), 0)))
    assert dark.fills and 0.005 < ink_share(dark) < 0.2


def test_a_dark_header_of_a_ruled_table_has_its_rulings() -> None:
    prepared = prepare_picture(page_of(header_page(ruled=True)))
    assert len(cells_of(prepared)) == 4 * 4


def test_fills_turn_with_the_page() -> None:
    prepared = prepare_picture(page_of(header_page()))
    turned = upside_down(prepared)
    assert [round(prepared.width - box.x1) for box in turned.fills] == [round(box.x0) for box in prepared.fills]
    again = upside_down(turned).fills
    assert [tuple(map(round, box)) for box in again] == [tuple(map(round, box)) for box in prepared.fills]
    across = prepare_picture(page_of(np.ascontiguousarray(np.rot90(header_page()))))
    assert across.turn == 90
    assert sorted(box.x0 for box in across.fills) == pytest.approx(XS[:-1], abs=2.5)


def test_text_photographs_and_large_areas_are_no_fills() -> None:
    words = blank(DPI)
    draw_words(words, XS, [float(y) for y in range(100, 700, 12)], DPI)
    noise = np.random.default_rng(5).integers(0, 160, (20, 20)).astype(np.uint8)
    photograph = np.full((1000, 1000), 255, np.uint8)
    photograph[200:600, 200:600] = cv2.resize(noise, (400, 400), interpolation=cv2.INTER_LINEAR)
    background = np.full((1000, 1000), 255, np.uint8)
    background[100:900, 100:900] = 60
    for grey in (words[..., 0], photograph, background):
        assert find_fills(grey, DPI) == ()
