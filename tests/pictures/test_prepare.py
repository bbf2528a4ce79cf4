"""A page's picture → straight, clean, with its rulings."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.page import Segment
from extractor.document.picture import Pixels
from extractor.pictures.prepare import PreparedPicture, prepare_picture, upside_down
from tests.pictures.drawn import blank, cells_of, draw_line, draw_table, draw_words, noisy, page_of, tilted

DPI = 150.0
XS = [80.0, 200.0, 260.0, 400.0, 520.0]
YS = [120.0, 140.0, 160.0, 180.0, 200.0, 230.0, 250.0]


def table_page() -> Pixels:
    pixels = blank(DPI)
    draw_table(pixels, XS, YS, DPI)
    draw_words(pixels, XS, YS, DPI)
    return pixels


def places(prepared: PreparedPicture) -> tuple[list[float], list[float]]:
    """Where verticals and horizontals stand, to the nearest point."""
    xs = [s.x0 for s in prepared.segments if s.bottom - s.top > s.x1 - s.x0]
    ys = [s.top for s in prepared.segments if s.bottom - s.top <= s.x1 - s.x0]
    return sorted(xs), sorted(ys)


@settings(max_examples=8, deadline=None)
@given(degrees=st.floats(-2, 2), seed=st.integers(0, 1000), level=st.floats(0, 10))
def test_a_table_askew_keeps_its_grid(degrees: float, seed: int, level: float) -> None:
    prepared = prepare_picture(page_of(noisy(tilted(table_page(), degrees), seed, level)))
    xs, ys = places(prepared)
    assert prepared.skew == pytest.approx(degrees, abs=0.06)
    assert xs == pytest.approx(XS, abs=0.8)
    assert ys == pytest.approx(YS, abs=0.8)
    assert len(cells_of(prepared)) == (len(XS) - 1) * (len(YS) - 1)


def test_a_clean_page_is_not_touched() -> None:
    pixels = table_page()[..., 0]
    prepared = prepare_picture(page_of(pixels))
    assert prepared.skew == 0 and prepared.turn == 0
    assert np.array_equal(prepared.picture.pixels, pixels)


def test_a_page_on_its_side_is_turned_to_be_read() -> None:
    across = prepare_picture(page_of(np.ascontiguousarray(np.rot90(table_page()))))
    assert across.turn == 90
    assert (across.width, across.height) == pytest.approx((595, 842), abs=0.5)
    assert places(across)[0] == pytest.approx(XS, abs=0.8)


def test_a_half_turn_turns_the_rulings_too() -> None:
    prepared = prepare_picture(page_of(np.ascontiguousarray(np.rot90(table_page(), 2))))
    turned = upside_down(prepared)
    assert turned.turn == 180
    assert places(turned)[1] == pytest.approx(YS, abs=0.8)


def test_a_merged_cell_stays_merged_and_a_short_ruling_is_found() -> None:
    pixels = blank(DPI)
    draw_table(pixels, [80, 200, 500], [100, 115, 130, 145], DPI)
    draw_line(pixels, (350, 115, 350, 130), DPI)
    prepared = prepare_picture(page_of(pixels))
    assert len(cells_of(prepared)) == 7


def test_red_rulings_are_rulings() -> None:
    pixels = blank(DPI)
    draw_table(pixels, [80, 200, 500], [100, 130, 160, 190], DPI)
    red = pixels[..., 0] < 200
    pixels[red] = (200, 40, 40)
    prepared = prepare_picture(page_of(pixels))
    assert len(cells_of(prepared)) == 6


@pytest.mark.parametrize("size", [(1, 1), (2, 900), (900, 2), (40, 40)])
@pytest.mark.parametrize("value", [0, 128, 255])
def test_what_is_no_page_has_no_rulings(size: tuple[int, int], value: int) -> None:
    prepared = prepare_picture(page_of(np.full((*size, 3), value, np.uint8), None))
    assert prepared.segments == () and cells_of(prepared) == ()


def test_a_photograph_has_no_table() -> None:
    rng = np.random.default_rng(3)
    small = rng.integers(0, 255, (12, 9, 3)).astype(np.uint8)
    pixels = np.kron(small, np.ones((90, 90, 1))).astype(np.uint8)
    soft = np.asarray(cv2.blur(pixels, (61, 61)), np.uint8)
    prepared = prepare_picture(page_of(soft, None))
    assert cells_of(prepared) == ()


def test_words_alone_give_no_rulings() -> None:
    pixels = blank(DPI)
    draw_words(pixels, XS, YS, DPI)
    assert prepare_picture(page_of(pixels)).segments == ()


def test_segments_are_points_of_the_page() -> None:
    pixels = blank(300.0)
    draw_line(pixels, (100, 200, 400, 200), 300.0, 1.0)
    (segment,) = prepare_picture(page_of(pixels, 300.0)).segments
    assert isinstance(segment, Segment)
    assert tuple(segment) == pytest.approx((100, 200, 400, 200, 1.0), abs=0.8)
