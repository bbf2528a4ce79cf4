"""Pages set worse: the same text elsewhere, the same again for the same seed."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.corpora.damage.geometry import FAULTS, KINDS, SETTINGS, break_page, disturbance
from extractor.corpora.damage.text_runs import box_of, text_runs
from extractor.document.geometry import BBox
from extractor.document.page import Glyph, RawPage, Segment

ROWS, SIZE = 12, 10.0


def stream(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - to be drawn again, no secret


def glyphs_of(text: str, x: float, top: float, first: int) -> list[Glyph]:
    return [
        Glyph(sign, BBox(x + SIZE * n, top, x + SIZE * (n + 1), top + SIZE), SIZE, first + n)
        for n, sign in enumerate(text)
    ]


def page_of(number: int = 1) -> RawPage:
    """A ruled table of names and amounts, a row every 20 points."""
    glyphs: list[Glyph] = []
    for row in range(ROWS):
        for x, text in ((50.0, f"第{row}行的名称较长"), (300.0, f"{row}.25")):
            glyphs += glyphs_of(text, x, 100.0 + 20 * row, len(glyphs))
    level = [Segment(40, 95 + 20 * row, 400, 95 + 20 * row, 0.5) for row in range(ROWS + 1)]
    upright = [Segment(x, 95, x, 95 + 20 * ROWS, 0.5) for x in (40.0, 290.0, 400.0)]
    return RawPage(number, 595.0, 842.0, 0, tuple(glyphs), (*level, *upright))


def texts(pages: list[RawPage]) -> Counter[str]:
    return Counter(glyph.text for page in pages for glyph in page.glyphs)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_moves_something_and_loses_no_text(kind: str) -> None:
    page = page_of()
    worse = [KINDS[kind](page, 1.0, stream(seed)) for seed in range(5)]
    assert all(texts([one]) == texts([page]) for one in worse)
    assert any((one.glyphs, one.segments) != (page.glyphs, page.segments) for one in worse)
    assert worse == [KINDS[kind](page, 1.0, stream(seed)) for seed in range(5)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_page_stays(kind: str) -> None:
    empty = RawPage(1, 595.0, 842.0, 0, (), ())
    assert KINDS[kind](empty, 1.0, stream(1)).glyphs == ()


def test_a_document_is_disturbed_the_same_way_again_and_another_way_by_another_seed() -> None:
    pages = [page_of(1), page_of(2)]
    found = [list(disturbance("a", seed)(pages)) for seed in range(8)]
    assert found == [list(disturbance("a", seed)(pages)) for seed in range(8)]
    assert len({str(one) for one in found}) == len(found)
    assert all(texts(one) == texts(pages) for one in found)
    assert {len(one) for one in found} == {2, 4}
    assert all([page.number for page in one] == list(range(1, len(one) + 1)) for one in found)


def test_settings_and_faults_are_kinds() -> None:
    assert {*SETTINGS} | {*FAULTS} == {*KINDS} and not {*SETTINGS} & {*FAULTS}


def test_a_page_is_cut_between_two_lines() -> None:
    upper, lower = break_page(page_of(), stream(3))
    assert texts([upper, lower]) == texts([page_of()])
    assert min(glyph.bbox.top for glyph in lower.glyphs) == pytest.approx(100.0, abs=0.6)
    assert max(glyph.bbox.top for glyph in upper.glyphs) < 100.0 + 20 * ROWS
    few = RawPage(1, 595.0, 842.0, 0, page_of().glyphs[:10], ())
    assert break_page(few, stream(3)) == (few,)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 800), st.floats(0.1, 40)), max_size=40))
def test_every_glyph_is_in_one_run(places: list[tuple[float, float, float]]) -> None:
    glyphs = [Glyph("x", BBox(x, y, x + size, y + size), size, n) for n, (x, y, size) in enumerate(places)]
    runs = text_runs(glyphs)
    assert [glyph for run in runs for glyph in run] == glyphs
    for run in runs:
        assert box_of(run).x0 == min(glyph.bbox.x0 for glyph in run)


def test_cells_of_a_row_are_runs_of_their_own() -> None:
    assert len(text_runs(page_of().glyphs)) == 2 * ROWS
