"""Regions of rulings grow by the rows around them that stand in their columns, and by nothing else."""

from collections.abc import Callable, Sequence

import pytest

from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Page, Ruling
from extractor.document.region import Region
from extractor.layout.grown_regions import with_rows_around

Draw = Callable[..., Page]
Words = list[tuple[float, float, str]]


def _row(y: float, label: str, first: str, second: str) -> Words:
    return [(50, y, label), (215, y, first), (315, y, second)]


HEADER = _row(110, "科目", "基本支出", "项目支出")
BODY = [
    *_row(140, "教育支出", "100.00", "20.50"),
    *_row(160, "科技支出", "10.00", "20.00"),
    *_row(180, "交通支出", "15.00", "40.00"),
    *_row(200, "合计", "125.00", "80.50"),
]


def _region(*positions: float) -> Region:
    rulings = tuple(Ruling(True, y, 45, 380) for y in positions)
    return Region(1, BBox(45, positions[0], 380, positions[-1]), rulings)


def _grown(page: Page, *regions: Region) -> list[Region]:
    return with_rows_around(regions, compose_lines(page.glyphs))


def _heights(regions: Sequence[Region]) -> list[tuple[float, float]]:
    return [(region.bbox.top, region.bbox.bottom) for region in regions]


def test_rows_below_the_last_ruling_are_of_the_table(draw: Draw) -> None:
    before = _region(105, 130, 155)
    (region,) = _grown(draw([*HEADER, *BODY]), before)
    assert region.bbox.top == 105
    assert region.bbox.bottom >= 210
    assert region.rulings == before.rulings


def test_a_header_above_rulings_that_begin_with_the_body_is_of_the_table(draw: Draw) -> None:
    (region,) = _grown(draw([*HEADER, *BODY]), _region(130, 155, 215))
    assert region.bbox.top <= 110
    assert region.bbox.bottom == 215


def test_a_whole_table_stays_as_it_is(draw: Draw) -> None:
    whole = _region(105, 130, 215)
    assert _grown(draw([*HEADER, *BODY]), whole) == [whole]


def test_a_caption_above_the_header_stays_outside(draw: Draw) -> None:
    page = draw([(150, 70, "部门支出总表"), (50, 90, "部门：某局"), (290, 90, "单位：万元"), *HEADER, *BODY])
    (region,) = _grown(page, _region(105, 130, 155))
    assert region.bbox.top == 105


def test_headings_of_groups_close_above_the_first_ruling_are_of_the_table(draw: Draw) -> None:
    groups = [(50, 92, "科目"), (265, 92, "支出")]
    (region,) = _grown(draw([*groups, *HEADER, *BODY]), _region(105, 130, 215))
    assert region.bbox.top <= 92


def test_the_rulings_of_some_rows_alone_are_one_table(draw: Draw) -> None:
    upper, lower = _region(105, 130, 155), _region(175, 195, 215)
    (region,) = _grown(draw([*HEADER, *BODY]), upper, lower)
    assert _heights([region]) == [(105, 215)]
    assert region.rulings == (*upper.rulings, *lower.rulings)


def test_a_region_with_a_header_of_its_own_begins_a_table(draw: Draw) -> None:
    second = [(x, y + 110, word) for x, y, word in [*HEADER, *BODY]]
    regions = [_region(105, 130, 212), _region(216, 240, 325)]
    assert _heights(_grown(draw([*HEADER, *BODY, *second]), *regions)) == _heights(regions)


def test_rows_in_other_columns_are_not_taken_in(draw: Draw) -> None:
    """Below the table stand texts that would close the gutters between its columns."""
    other = [
        word
        for y in (220, 240, 260, 280, 300, 320)
        for word in [
            (50.0, y, "其中政府采购与购买服务支出合计"),
            (210.0, y, "12.00 与上年预算数相同"),
            (352.0, y, "5.00"),
        ]
    ]
    before = _region(105, 130, 215)
    assert _grown(draw([*HEADER, *BODY, *other]), before) == [before]


@pytest.mark.parametrize("shift", [-60.0, 200.0])
def test_rows_beside_a_region_are_none_of_it(draw: Draw, shift: float) -> None:
    narrow = Region(1, BBox(200, 105, 260, 155), (Ruling(True, 105, 200, 260), Ruling(True, 155, 200, 260)))
    moved = Region(1, narrow.bbox._replace(x0=200 + shift, x1=260 + shift), narrow.rulings)
    assert _grown(draw([*HEADER, *BODY]), moved) == [moved]


def test_without_regions_or_rows_nothing_grows(draw: Draw) -> None:
    lone = _region(105, 130)
    assert _grown(draw([*HEADER, *BODY])) == []
    assert _grown(draw([(50, 110, "本表为空。")]), lone) == [lone]
