"""Columns whose texts reach past each other in different rows."""

import pytest

from extractor.document.geometry import BBox
from extractor.layout.column_headings import Span
from extractor.layout.column_pairs import with_pairs_apart
from extractor.layout.gutters import find_gutters
from extractor.layout.header_rows import header_depth
from extractor.layout.pieces import Piece


def piece(text: str, x0: float, x1: float, top: float) -> Piece:
    return Piece(text, BBox(x0, top, x1, top + 10))


def rows_of(begin: float) -> list[list[Piece]]:
    """Codes of three lengths with names that are indented by level, and an amount."""
    places = [("201", 20.0, begin), ("20105", 32.0, begin + 8), ("2010501", 44.0, begin + 16)]
    return [
        [piece(code, 0, end, 20 * n), piece("统计事务", name, name + 50, 20 * n), piece("12.00", 150, 180, 20 * n)]
        for n, (code, end, name) in enumerate(places * 2)
    ]


def test_a_long_code_may_reach_below_the_names_of_the_column_behind_it() -> None:
    gutters = find_gutters(rows_of(begin=42))
    assert len(gutters) == 2
    assert 42 <= gutters[0].middle <= 44


@pytest.mark.parametrize("begin", [28, 36], ids=["far past it", "more than half a character"])
def test_texts_that_reach_far_past_each_other_are_one_column(begin: float) -> None:
    assert len(find_gutters(rows_of(begin))) == 1


def test_labels_of_one_piece_are_one_column() -> None:
    rows = [[piece("一般公共服务", 0, 60, 20 * n)] for n in range(4)]
    assert with_pairs_apart(Span(0, 60), rows) == (Span(0, 60),)


def test_the_end_of_a_wrapped_heading_half_a_line_lower_is_of_the_header() -> None:
    columns = [(0.0, 40.0), (50.0, 90.0), (100.0, 140.0)]
    lines = [
        [piece("科目编", 0, 30, 0)],
        [piece("名称", 55, 75, 6), piece("合计", 105, 125, 6)],
        [piece("码", 10, 20, 12)],
        [piece("201", 0, 15, 40), piece("教育", 50, 70, 40), piece("5.00", 110, 130, 40)],
    ]
    assert header_depth(lines, columns) == 3
    apart = [*lines[:2], [piece("支出", 0, 20, 24)], lines[3]]
    assert header_depth(apart, columns) == 2
