"""The pictures on a page of text that are looked at: large ones, whole or in strips, with or without text on them."""

from dataclasses import replace

from extractor.document.geometry import BBox
from extractor.document.page import Glyph, RawPage
from extractor.pages.picture_regions import MOST_REGIONS, has_text_on, picture_regions


def blank(**values: object) -> RawPage:
    return replace(RawPage(1, 595.0, 842.0, 0, (), ()), **values)  # type: ignore[arg-type]


def printed(count: int) -> tuple[Glyph, ...]:
    return tuple(Glyph("8", BBox(10.0 + 6 * n, 10, 16.0 + 6 * n, 20), 10, n) for n in range(count))


def test_only_large_pictures_may_hold_text() -> None:
    large, seal, below = BBox(50, 400, 500, 700), BBox(400, 100, 460, 160), BBox(0, 0, 595, 30)
    page = blank(pictures=(large, seal, below), glyphs=printed(60))
    assert picture_regions(page) == (large,)
    outside = blank(pictures=(BBox(-100, 300, 700, 2000),), glyphs=printed(60))
    assert picture_regions(outside) == (BBox(0, 300, 595, 842),)


def test_a_picture_with_text_on_it_is_looked_at_too() -> None:
    under = BBox(0, 0, 500, 300)
    page = blank(pictures=(under,), glyphs=printed(60))
    assert picture_regions(page) == (under,) and has_text_on(page, under)
    assert not has_text_on(page, BBox(0, 100, 500, 300))


def test_strips_and_tiles_of_a_picture_are_one() -> None:
    strips = tuple(BBox(50, 300 + 20 * n, 500, 320.4 + 20 * n) for n in range(10))
    assert picture_regions(blank(pictures=strips)) == (BBox(50, 300, 500, 500.4),)
    tiles = tuple(BBox(50 + 90 * x, 300 + 20 * y, 140 + 90 * x, 320 + 20 * y) for x in range(5) for y in range(10))
    assert picture_regions(blank(pictures=tiles[::-1])) == (BBox(50, 300, 500, 500),)
    lines = tuple(BBox(50, 300 + 40 * n, 500, 320 + 40 * n) for n in range(10))
    assert picture_regions(blank(pictures=lines)) == (), "small pictures one below the other are no strips"


def test_pictures_with_text_between_them_are_two() -> None:
    upper, lower = BBox(58, 70, 363.4, 322), BBox(58, 393, 362.4, 511)
    assert set(picture_regions(blank(pictures=(upper, lower)))) == {upper, lower}


def test_a_picture_drawn_twice_is_one() -> None:
    large = BBox(50, 300, 500, 500)
    assert picture_regions(blank(pictures=(large, BBox(52, 301, 499, 499)))) == (large,)


def test_a_heap_of_pictures_is_bounded() -> None:
    heap = tuple(BBox(0.005 * n, 0.005 * n, 200 + 0.005 * n, 200 + 0.005 * n) for n in range(20_000))
    assert len(picture_regions(blank(pictures=heap))) <= MOST_REGIONS + 1
