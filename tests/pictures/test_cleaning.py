"""What a scanner and an office add to a page is taken off before it is read: stamps, shading, dark edges."""

import cv2
import numpy as np
import pytest

from extractor.document.picture import POINTS_PER_INCH, Pixels
from extractor.pictures.prepare import prepare_picture
from extractor.pictures.resolution import estimate_dpi
from extractor.pictures.shading import even_ground, without_dark_edges
from extractor.pictures.stamps import find_stamps, to_grey
from tests.pictures.drawn import blank, cells_of, draw_table, draw_words, page_of

DPI = 150.0
XS, YS = [80.0, 200.0, 320.0, 520.0], [float(y) for y in range(120, 420, 20)]


def table_page(dpi: float = DPI) -> Pixels:
    pixels = blank(dpi)
    draw_table(pixels, XS, YS, dpi)
    draw_words(pixels, XS, YS, dpi)
    return pixels


def stamped(pixels: Pixels, at: tuple[int, int] = (600, 600)) -> Pixels:
    """With a round red stamp of 42 mm: what is printed below stays black."""
    red = np.full(pixels.shape, 255, np.uint8)
    cv2.circle(red, at, round(21 / 25.4 * DPI), (215, 30, 40), 8, cv2.LINE_AA)
    cv2.putText(red, "SEAL", (at[0] - 70, at[1] + 15), cv2.FONT_HERSHEY_SIMPLEX, 1.8, (215, 30, 40), 6, cv2.LINE_AA)
    return np.minimum(pixels, red)


def test_a_red_stamp_is_lifted_off_the_text_below_it() -> None:
    plain = table_page()
    (box,) = find_stamps(stamped(plain), DPI)
    assert box[0] < 600 < box[2] and box[1] < 600 < box[3]
    before, after = to_grey(plain, DPI), to_grey(stamped(plain), DPI)
    assert (after[before < 60] < 110).all(), "black stays black"
    assert (after[before == 255] > 200).mean() > 0.999, "red is gone"
    assert len(cells_of(prepare_picture(page_of(stamped(plain))))) == (len(XS) - 1) * (len(YS) - 1)


def test_a_red_heading_is_no_stamp() -> None:
    pixels = blank(DPI)
    cv2.putText(pixels, "RED HEADING OF A PAGE", (200, 300), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (215, 30, 40), 5)
    assert find_stamps(pixels, DPI) == []
    assert (to_grey(pixels, DPI) < 160).any()


def test_shaded_cells_and_a_shadow_become_white() -> None:
    grey = table_page()[..., 0]
    shaded = grey.copy()
    scale = DPI / POINTS_PER_INCH
    band = slice(round(YS[2] * scale) + 2, round(YS[3] * scale) - 1)
    shaded[band, round(80 * scale) + 2 : round(520 * scale)] = np.minimum(shaded[band, 169:1083], 217)
    shadow = (shaded * np.linspace(0.75, 1.0, grey.shape[1])).astype(np.uint8)
    even = even_ground(shadow, DPI)
    assert (even[grey == 255] > 235).mean() > 0.99
    assert even[grey < 40].mean() < 80
    assert len(cells_of(prepare_picture(page_of(shadow)))) == (len(XS) - 1) * (len(YS) - 1)


def test_dark_scan_edges_go_and_text_stays() -> None:
    grey = table_page()[..., 0]
    scanned = grey.copy()
    scanned[:, :50], scanned[-40:] = 20, 15
    cleaned = without_dark_edges(scanned, DPI)
    assert (cleaned[:, :50] == 255).all() and (cleaned[-40:] == 255).all()
    assert np.array_equal(cleaned[200:1000, 100:1200], grey[200:1000, 100:1200])
    assert len(cells_of(prepare_picture(page_of(scanned)))) == (len(XS) - 1) * (len(YS) - 1)


def printed_page(dpi: float) -> Pixels:
    """Blocks of the size of characters of 10.5 points, and a table's rulings."""
    pixels = blank(dpi)
    scale = dpi / POINTS_PER_INCH
    draw_table(pixels, XS, YS, dpi)
    for y in YS[:-1]:
        for x in (84.0, 96.0, 108.0, 210.0, 222.0, 330.0):
            left, top = round(x * scale), round((y + 5) * scale)
            pixels[top : top + round(9.5 * scale), left : left + round(9 * scale)] = 30
    return pixels


@pytest.mark.parametrize("dpi", [150.0, 200.0, 300.0])
@pytest.mark.parametrize("said", [None, 1.0, 5000.0], ids=["nothing said", "too few", "too many"])
def test_the_resolution_is_that_of_the_sheet(dpi: float, said: float | None) -> None:
    assert estimate_dpi(page_of(printed_page(dpi), said)) == pytest.approx(dpi, rel=0.01)


def test_the_resolution_of_half_a_sheet_is_that_of_its_text() -> None:
    assert estimate_dpi(page_of(printed_page(200.0)[:1200, :1100], None)) == pytest.approx(200, rel=0.25)
    assert estimate_dpi(page_of(printed_page(200.0), 300.0)) == 300.0, "what the file says, if a page can be so large"


def test_a_page_of_300_dots_that_says_nothing_has_its_size_and_cells() -> None:
    prepared = prepare_picture(page_of(printed_page(300.0), None))
    assert (prepared.width, prepared.height) == pytest.approx((595, 842), rel=0.01)
    assert len(cells_of(prepared)) == (len(XS) - 1) * (len(YS) - 1)
