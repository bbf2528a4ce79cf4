"""Glyphs → lines by geometry."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.document.geometry import BBox, intersection, overlap_ratio, union
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph

SIZE = 10.0


def typeset(text: str, x: float, y: float, order: int = 0, spacing: float = 0.0) -> list[Glyph]:
    """Glyphs of one line, each as wide as high, as a CJK font sets them."""
    step = SIZE + spacing
    return [Glyph(c, BBox(x + i * step, y, x + i * step + SIZE, y + SIZE), SIZE, order + i) for i, c in enumerate(text)]


def test_drawing_order_does_not_matter() -> None:
    glyphs = typeset("部门预算", 50, 100) + typeset("总表", 50, 80)
    assert [line.text for line in compose_lines(reversed(glyphs))] == ["总表", "部门预算"]


def test_a_gap_divides_words() -> None:
    glyphs = typeset("合计", 0, 0) + typeset("12", 60, 1)
    (line,) = compose_lines(glyphs)
    assert [word.text for word in line.words] == ["合计", "12"]


def test_baselines_that_wobble_are_one_line() -> None:
    glyphs = [
        g._replace(bbox=BBox(g.bbox.x0, g.bbox.top + (i % 2), g.bbox.x1, g.bbox.bottom + (i % 2)))
        for i, g in enumerate(typeset("一般公共预算", 0, 0))
    ]
    assert [line.text for line in compose_lines(glyphs)] == ["一般公共预算"]


boxes = st.tuples(*[st.floats(0, 500, allow_nan=False, width=32)] * 4).map(
    lambda v: BBox(min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3]))
)


@given(boxes, boxes)
def test_union_holds_both_and_intersection_lies_in_both(a: BBox, b: BBox) -> None:
    whole = union([a, b])
    assert whole.x0 <= min(a.x0, b.x0) and whole.bottom >= max(a.bottom, b.bottom)
    shared = intersection(a, b)
    assert shared == intersection(b, a)
    if shared is not None:
        assert union([whole, shared]) == whole
        assert union([a, shared]) == a


@given(boxes, boxes)
def test_overlap_ratio_is_a_symmetric_share(a: BBox, b: BBox) -> None:
    ratio = overlap_ratio(a.x0, a.x1, b.x0, b.x1)
    assert 0 <= ratio <= 1
    assert ratio == overlap_ratio(b.x0, b.x1, a.x0, a.x1)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=60))
def test_no_glyph_is_lost(places: list[tuple[int, int]]) -> None:
    glyphs = [
        Glyph("字", BBox(x * 12.0, y * 15.0, x * 12.0 + SIZE, y * 15.0 + SIZE), SIZE, i)
        for i, (x, y) in enumerate(places)
    ]
    assert sum(len(word.text) for line in compose_lines(glyphs) for word in line.words) == len(glyphs)


def test_a_line_that_begins_with_a_thin_glyph_keeps_its_comma() -> None:
    """Boxes as a font without a height of its own gives them: each glyph as high as its ink."""
    ink = [("“", 0.0, 3.0), ("费", 0.0, 11.0), ("0", -7.0, 15.0), (".", 9.0, 10.3), ("，", 7.5, 11.0)]
    glyphs = [
        Glyph(text, BBox(12.0 * place, 50 + top, 12.0 * place + 11, 50 + bottom), bottom - top, place)
        for place, (text, top, bottom) in enumerate(ink)
    ]
    (line,) = compose_lines(glyphs)
    assert "".join(word.text for word in line.words) == "“费0.，"


def test_headings_half_a_line_apart_are_two_lines() -> None:
    glyphs = typeset("科目编", 0, 0) + typeset("人员经费", 60, 4.5, order=3)
    assert [line.text for line in compose_lines(glyphs)] == ["科目编", "人员经费"]
