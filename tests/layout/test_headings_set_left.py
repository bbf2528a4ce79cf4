"""Headings that are set left over their columns: no border cuts them, and each reaches to where the next begins."""

from itertools import pairwise

from extractor.document.geometry import BBox
from extractor.layout.column_headings import Span
from extractor.layout.gutters import find_gutters
from extractor.layout.header_rows import header_rulings
from extractor.layout.headings import groups_set_left, unwrapped
from extractor.layout.pieces import Piece


def line(y: float, *texts: tuple[float, str]) -> list[Piece]:
    return [Piece(text, BBox(x, y, x + width_of(text), y + 10)) for x, text in texts]


def width_of(text: str) -> float:
    return sum(5.0 if character.isascii() else 10.0 for character in text)


GROUPS = line(0, (0, "科目"), (170, "总计"), (255, "本年支出"))
HEADINGS = line(18, (0, "编码"), (50, "名称"), (280, "小计"), (330, "基本支出"), (430, "项目支出"))
BODY = [
    line(18 * n, (0, "205"), (50, "教育支出"), (160, "300.00"), (270, "300.00"), (340, "100.00"), (440, "200.00"))
    for n in range(2, 6)
]

REACHES = [Span(min(p.bbox.x0 for p in held), max(p.bbox.x1 for p in held)) for held in zip(*BODY, strict=True)]


def test_a_border_stands_before_a_heading_set_left_not_in_it() -> None:
    gutters = find_gutters([GROUPS, HEADINGS, *BODY])
    assert len(gutters) == 5
    for gutter in gutters:
        assert not any(piece.bbox.x0 < gutter.middle < piece.bbox.x1 for piece in GROUPS)


def test_headings_set_left_reach_to_where_the_next_one_begins() -> None:
    borders = [0.0, 40, 130, 220, 310, 380, 480]
    columns = list(pairwise(borders))
    _, spanners = header_rulings([GROUPS, HEADINGS], columns, REACHES, BBox(0, 0, 480, 30), [])
    assert [(spanner.first, spanner.last) for spanner in spanners] == [(0, 1), (3, 5)]


def test_headings_set_around_the_middle_are_not_set_left() -> None:
    group, lower = BBox(70, 0, 110, 10), [BBox(20, 15, 40, 25), BBox(120, 15, 160, 25)]
    assert groups_set_left([group, *lower]) == []
    assert groups_set_left([BBox(20, 0, 40, 10), *lower]) == [BBox(20, 0, 40, 10)]


def test_the_lines_of_a_heading_set_right_are_one() -> None:
    pieces = [*line(0, (0, "一般公共"), (60, "政府性基")), *line(10, (20, "预算"), (90, "金"))]
    assert [piece.text for piece in unwrapped(pieces)] == ["一般公共预算", "政府性基金"]
