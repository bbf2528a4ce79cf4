"""Text that is set sideways in a cell is read in it; elsewhere it is not."""

from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, RawPage, Ruling, Segment, SidewaysGlyph
from extractor.options import LayoutOptions
from extractor.pages.losses import page_problems
from extractor.pages.sideways import read_sideways
from extractor.pages.understand import understand_page

CELL = (
    Ruling(True, 100, 50, 300),
    Ruling(True, 180, 50, 300),
    Ruling(False, 100, 100, 180),
    Ruling(False, 130, 100, 180),
)


def sideways(text: str, x: float, start: float, turn: int) -> list[SidewaysGlyph]:
    """Characters of ten points, from ``start`` upwards (90) or downwards (270)."""
    step = -10 if turn == 90 else 10
    tops = [start + n * step - (10 if turn == 90 else 0) for n in range(len(text))]
    return [SidewaysGlyph(c, BBox(x, top, x + 10, top + 10), turn) for c, top in zip(text, tops, strict=True)]


def texts(*glyphs: SidewaysGlyph, upright: tuple[Glyph, ...] = (), width: float = 595) -> tuple[list[str], int]:
    found = read_sideways(glyphs, upright, CELL, width)
    assert all(g.bbox.x0 > 100 and g.bbox.x1 < 130 and g.bbox.top > 100 and g.bbox.bottom < 180 for g in found.glyphs)
    return [line.text for line in compose_lines(found.glyphs)], found.left_in_cells


def test_a_line_up_or_down_a_cell_is_read() -> None:
    assert texts(*sideways("基本支出", 110, 170, 90)) == (["基本支出"], 0)
    assert texts(*sideways("100.00", 110, 105, 270)) == (["100.00"], 0)


def test_two_lines_are_read_in_their_order() -> None:
    assert texts(*sideways("项目", 104, 170, 90), *sideways("支出", 116, 170, 90)) == (["项目", "支出"], 0)
    assert texts(*sideways("项目", 116, 110, 270), *sideways("支出", 104, 110, 270)) == (["项目", "支出"], 0)


def test_beside_upright_text_of_the_cell_it_is_left_and_counted() -> None:
    upright = Glyph("1", BBox(104, 110, 109, 120), 10, 0)
    assert texts(*sideways("支出", 115, 170, 90), upright=(upright,)) == ([], 2)


def test_outside_cells_it_is_no_ones() -> None:
    assert texts(*sideways("支出", 20, 170, 90)) == ([], 0)
    assert texts(*sideways("支出", 110, 170, 90), width=50) == ([], 0)


def test_what_is_read_is_not_said_to_be_lost() -> None:
    strokes = [Segment(50, 100, 300, 100, 1), Segment(50, 180, 300, 180, 1)]
    strokes += [Segment(x, 100, x, 180, 1) for x in (100, 130)]
    upright = tuple(Glyph("支", BBox(60 + n, 300, 61 + n, 310), 10, n) for n in range(50))
    marks = tuple(sideways("支出", 110, 170, 90))
    for glyphs, severities in ((upright, []), ((*upright, Glyph("1", BBox(104, 110, 109, 120), 10, 0)), ["error"])):
        raw = RawPage(1, 595, 842, 0, glyphs, tuple(strokes), turned=2, sideways=marks)
        page = understand_page(raw, LayoutOptions())
        assert [problem.severity for problem in page_problems(raw, page)] == severities
