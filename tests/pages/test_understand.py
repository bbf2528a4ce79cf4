"""Pieces of rulings put together; glyphs printed twice kept once; furniture by repetition."""

from extractor.document.geometry import BBox
from extractor.document.page import Glyph, RawPage, Segment, TextLine, Word
from extractor.options import LayoutOptions
from extractor.pages.furniture import find_furniture
from extractor.pages.rulings import compose_rulings
from extractor.pages.understand import understand_page

OPTIONS = LayoutOptions()


def horizontal(y: float, x0: float, x1: float) -> Segment:
    return Segment(x0, y, x1, y, 0.5)


def test_pieces_of_a_ruling_become_one() -> None:
    (ruling,) = compose_rulings([horizontal(10, 0, 50), horizontal(10.4, 51, 99), horizontal(9.8, 99, 150)], OPTIONS)
    assert ruling.horizontal and (ruling.start, ruling.end) == (0, 150)
    assert abs(ruling.position - 10) < 0.5


def test_a_wide_gap_keeps_two_rulings() -> None:
    assert len(compose_rulings([horizontal(10, 0, 50), horizontal(10, 80, 99)], OPTIONS)) == 2


def test_close_rows_are_not_swallowed_one_by_one() -> None:
    segments = [horizontal(y / 1.0, 0, 100) for y in (10, 11, 12, 13, 14, 15)]
    assert len(compose_rulings(segments, OPTIONS)) == 3


def test_overprinted_and_offpage_glyphs() -> None:
    glyphs = (
        Glyph("合", BBox(10, 10, 20, 20), 10, 0),
        Glyph("合", BBox(10.4, 10, 20.4, 20), 10, 1),
        Glyph("合", BBox(20, 10, 30, 20), 10, 2),
        Glyph("外", BBox(-40, 10, -30, 20), 10, 3),
    )
    page = understand_page(RawPage(1, 100, 100, 0, glyphs, ()), OPTIONS)
    assert [g.order for g in page.glyphs] == [0, 2]


def line(text: str, top: float) -> TextLine:
    box = BBox(10, top, 90, top + 8)
    return TextLine((Word(text, box, 8),), box)


def test_page_numbers_and_running_heads() -> None:
    pages = {n: (line("某局部门预算", 5), line(f"公开0{n}表", 8), line(f"- {n} -", 185)) for n in (1, 2, 3)}
    found = find_furniture(pages, dict.fromkeys(pages, 200.0))
    assert found == {(n, i) for n in (1, 2, 3) for i in (0, 2)}


def test_what_repeats_within_the_page_or_on_two_pages_alone_is_content() -> None:
    pages = {n: (line("某局部门预算", 90), line("本页小计", 185 if n < 3 else 90)) for n in (1, 2, 3)}
    assert find_furniture(pages, dict.fromkeys(pages, 200.0)) == set()
