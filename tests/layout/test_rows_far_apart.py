"""Rows higher than their text: what stands in the same columns with nothing between is one table."""

from collections.abc import Callable

import pytest

from extractor.document.lines import compose_lines
from extractor.document.page import Page, Ruling
from extractor.layout.aligned import find_aligned_regions
from extractor.layout.half_ruled import find_half_ruled_regions

Draw = Callable[..., Page]
HEADER = [(60, 80, "科目"), (215, 80, "合计"), (315, 80, "基本支出")]


def row(y: float, label: str, first: str, second: str, right: float = 350) -> list[tuple[float, float, str]]:
    return [(50, y, label), (250 - 5 * len(first), y, first), (right - 5 * len(second), y, second)]


TWO = [*row(100, "合计", "150.50", "110.00"), *row(120, "教育支出", "120.50", "100.00")]


def below(y: float, right: float = 350) -> list[tuple[float, float, str]]:
    """Three rows more."""
    figures = (("科学支出", "30.00", "10.00"), ("卫生支出", "5.00", "1.00"), ("住房支出", "8.00", "2.00"))
    return [w for n, words in enumerate(figures) for w in row(y + 20 * n, *words, right)]


@pytest.mark.parametrize(
    ("y", "right", "tables"),
    [(170, 350, 1), (170, 390, 2), (220, 350, 2)],
    ids=["40 points below, set alike", "figures on another edge", "90 points below"],
)
def test_rows_far_apart_are_of_one_table_where_they_are_set_alike(
    draw: Draw, y: float, right: float, tables: int
) -> None:
    page = draw([*HEADER, (60, 60, "单位：万元"), *TWO, *below(y, right)])
    assert len(find_aligned_regions(1, compose_lines(page.glyphs))) == tables


def test_rows_far_apart_go_on_below_a_ruled_header(draw: Draw) -> None:
    rulings = [Ruling(True, y, 50, 350) for y in (75.0, 95.0)]
    page = draw([*HEADER, *TWO, *below(170)], rulings)
    (region,) = find_half_ruled_regions(page, compose_lines(page.glyphs), [])
    assert region.bbox.bottom == 220


YEARS = [
    (220, 100, "2025年"), (320, 105, "2026年"), (60, 112, "项目"), (315, 117, "预算数"), (200, 122, "预算数"),
    (250, 122, "执行数"),
]  # fmt: skip
BODY = [w for n in range(3) for w in ((50.0, 150.0 + 20 * n, "税收收入"), (210.0, 150.0 + 20 * n, "4.50"))]
BODY += [w for n in range(3) for w in ((260.0, 150.0 + 20 * n, "5.50"), (325.0, 150.0 + 20 * n, "6.50"))]


@pytest.mark.parametrize("drawn", [(), (95.0, 140.0)], ids=["no ruling", "the header's rulings"])
def test_a_year_beside_lines_a_little_higher_and_lower_is_a_heading(draw: Draw, drawn: tuple[float, ...]) -> None:
    page = draw([(250, 60, "收入预算表"), *YEARS, *BODY], [Ruling(True, y, 50, 350) for y in drawn])
    lines = compose_lines(page.glyphs)
    (region,) = find_half_ruled_regions(page, lines, []) if drawn else find_aligned_regions(1, lines)
    assert 90 <= region.bbox.top <= 100
    assert region.bbox.bottom >= 200


def test_a_year_by_itself_names_the_table_below(draw: Draw) -> None:
    page = draw([(180, 60, "2026年"), *HEADER, *TWO, *row(140, "住房支出", "8.00", "2.00")])
    (region,) = find_aligned_regions(1, compose_lines(page.glyphs))
    assert region.bbox.top > 70


def test_rulings_under_a_heading_begin_no_table_of_their_own(draw: Draw) -> None:
    header = [(60, 112, "科目"), (245, 100, "本年支出"), (215, 122, "基本支出"), (315, 122, "项目支出")]
    full = [Ruling(True, y, 50, 350) for y in (95.0, 140.0, 165.0)]
    under = [Ruling(True, y, 200, 350) for y in (115.0, 118.0)]
    page = draw([*header, *row(148, "合计", "150.50", "110.00"), *below(172)], [*full, *under])
    (region,) = find_half_ruled_regions(page, compose_lines(page.glyphs), [])
    assert (region.bbox.top, region.bbox.bottom) == (95, 165)
    assert set(under) <= set(region.rulings)
