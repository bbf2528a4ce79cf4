"""Signals of a text layer that lies, and what is made of it when the picture was read too."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.common_pairs import COMMON_PAIRS
from extractor.document.geometry import BBox
from extractor.document.page import Glyph, RawPage
from extractor.options import SourceOptions
from extractor.pages.picture_regions import picture_regions
from extractor.pages.trust import (
    Doubt,
    Sample,
    find_doubts,
    has_outlines,
    is_covered,
    is_picture,
    judge,
    sample_figures,
    sample_words,
)
from extractor.sources.pdf import read_pdf
from tests.lying_layers import exchanged, jpegs, private, scan_with_text, some_pages, with_maps, without_maps

DEMO = next((Path(__file__).parents[2] / "corpora" / "demo").glob("*.pdf"))


@pytest.fixture(scope="module")
def demo() -> bytes:
    return some_pages(DEMO.read_bytes(), 1, 2, 3, 9)


def pages(data: bytes) -> list[RawPage]:
    return list(read_pdf(data, SourceOptions()))


def blank(**values: object) -> RawPage:
    return replace(RawPage(1, 595.0, 842.0, 0, (), ()), **values)  # type: ignore[arg-type]


def printed(count: int) -> tuple[Glyph, ...]:
    return tuple(Glyph("8", BBox(10.0 + 6 * n, 10, 16.0 + 6 * n, 20), 10, n) for n in range(count))


def test_a_good_layer_has_no_signal(demo: bytes) -> None:
    for page in pages(demo):
        assert find_doubts(page) == () and not is_picture(page) and picture_regions(page) == ()


def test_exchanged_characters_are_improbable_beside_each_other(demo: bytes) -> None:
    assert [find_doubts(page) for page in pages(with_maps(demo, exchanged))] == [(), *[("improbable",)] * 3]


def test_characters_of_private_use_are_none(demo: bytes) -> None:
    for page in pages(with_maps(demo, private)):
        assert page.glyphs == () and page.private > 10 and is_picture(page)


def test_fonts_without_a_map_are_seen(demo: bytes) -> None:
    first, *rest = pages(without_maps(demo))
    assert is_picture(first)
    assert all({"undecodable", "unmapped"} <= set(find_doubts(page)) for page in rest)


def test_text_below_a_scan_is_invisible() -> None:
    scan = scan_with_text([(jpegs(DEMO.read_bytes(), 20)[0])], [[(50, 700, 12, "部门预算收入支出总表" * 3)]])
    (page,) = pages(scan)
    assert page.invisible == len(page.glyphs) == 30
    assert find_doubts(page) == ("invisible",) and not is_picture(page)
    assert page.pictures and page.picture_share == 1.0


def test_signs_of_other_scripts_are_strange() -> None:
    accented = tuple(glyph._replace(text="é") for glyph in printed(40))
    assert find_doubts(blank(glyphs=accented)) == ("strange",)
    assert find_doubts(blank(glyphs=printed(40) + accented[:4])) == ()
    assert find_doubts(blank(glyphs=accented[:10])) == ()


def test_a_page_of_outlines_or_under_a_picture_is_a_picture() -> None:
    assert is_picture(blank(outlines=400))
    assert is_picture(blank(outlines=400, glyphs=printed(30)))
    assert not is_picture(blank(outlines=400, glyphs=printed(300)))
    assert is_picture(blank(picture_share=0.9, glyphs=printed(10)))
    assert not is_picture(blank(picture_share=0.9, glyphs=printed(500)))
    assert not is_picture(blank()) and not is_picture(blank(picture_share=0.01))


def test_text_that_is_seen_on_a_page_of_pictures() -> None:
    assert is_covered(blank(picture_share=1.0, glyphs=printed(140)))
    assert not is_covered(blank(picture_share=1.0, glyphs=printed(140), invisible=140))
    assert not is_covered(blank(picture_share=0.2, glyphs=printed(140)))
    assert has_outlines(blank(outlines=16, glyphs=printed(140))) and not has_outlines(blank(outlines=6))


def test_figures_are_sampled_by_themselves() -> None:
    words = "部门预算 213 300.00 收入 50 2025"
    glyphs = tuple(Glyph(text, BBox(6.0 * n, 10, 6.0 * n + 6, 20), 10, n)
                   for n, text in enumerate(words) if text != " ")  # fmt: skip
    assert [word.text for word in sample_figures(blank(glyphs=glyphs))] == ["213", "300.00", "2025"]


def test_samples_are_spread_over_the_page(demo: bytes) -> None:
    page = pages(demo)[3]
    words = sample_words(page)
    assert words == sample_words(page) and len(words) == 24
    assert words[0].bbox.top < 150 and words[-1].bbox.bottom > page.height / 2


RIGHT = Sample("一般公共服务支出", "一般公共服务支出", 0.99)
FIGURE = Sample("800.00", "300.00", 0.99)
WRONG = Sample("计上結转本般", "基本支出合计", 0.99)


@pytest.mark.parametrize(
    ("doubts", "samples", "verdict"),
    [
        (("unmapped",), [RIGHT] * 5, "trusted"),
        (("improbable",), [WRONG] * 5, "replaced"),
        (("improbable",), [WRONG._replace(probability=0.5)] * 5, "doubtful"),
        (("improbable",), [RIGHT] * 8 + [WRONG], "doubtful"),
        (("invisible",), [RIGHT] * 8 + [WRONG], "replaced"),
        (("invisible",), [RIGHT] * 8, "trusted"),
        (("invisible",), [RIGHT] * 30 + [FIGURE], "replaced"),
        (("invisible",), [RIGHT] * 30 + [FIGURE._replace(probability=0.6)], "trusted"),
        (("invisible",), [RIGHT] * 30 + [FIGURE._replace(recognised="800.0")], "trusted"),
        (("unmapped",), [RIGHT] * 30 + [FIGURE], "trusted"),
        (("undecodable",), [RIGHT] * 8, "replaced"),
        (("undecodable",), [], "doubtful"),
        (("strange",), [], "doubtful"),
        (("strange",), [Sample("", "", 0.0)], "doubtful"),
    ],
)
def test_the_better_reading_wins(doubts: tuple[Doubt, ...], samples: list[Sample], verdict: str) -> None:
    judgement = judge(doubts, samples)
    assert judgement.verdict == verdict
    assert all(sample.native != sample.recognised for sample in judgement.differing)


def test_marks_and_widths_are_no_difference() -> None:
    assert judge(("unmapped",), [Sample("（一）１，２０３．５０ 元", "(一)1,203.50元", 0.9)]).agreement == 1.0


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12), st.floats(0, 1)), max_size=6))
def test_any_samples_give_a_share(found: list[tuple[str, str, float]]) -> None:
    judgement = judge(("strange",), [Sample(*one) for one in found])
    assert 0.0 <= judgement.agreement <= 1.0 and len(judgement.differing) <= 3


def test_common_pairs_are_pairs() -> None:
    assert len(COMMON_PAIRS) > 250 and {len(pair) for pair in COMMON_PAIRS} == {2}
