"""Tables without rulings are noticed."""

from extractor.document.geometry import BBox
from extractor.document.page import TextLine, Word
from extractor.layout.unruled import has_unruled_table


def line(top: float, *words: tuple[str, float]) -> TextLine:
    made = tuple(Word(text, BBox(x, top, x + 6.0 * len(text), top + 10), 10) for text, x in words)
    return TextLine(made, BBox(made[0].bbox.x0, top, made[-1].bbox.x1, top + 10))


def test_aligned_numbers_look_like_a_table() -> None:
    assert has_unruled_table([line(20 * n, ("科目", 50), (f"1{n}.00", 200), (f"2{n}.00", 300)) for n in range(3)])


def test_prose_and_page_numbers_do_not() -> None:
    assert not has_unruled_table([line(20 * n, ("收入", 50), ("12", 90 + 31 * n), ("万元", 150)) for n in range(6)])
    assert not has_unruled_table([line(0, ("1.00", 10), ("2.00", 90)), line(20, ("3.00", 10), ("4.00", 90))])
