"""The raised number of a note is no digit of the figure before it."""

import pytest

from extractor.document.geometry import BBox
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, Ruling
from extractor.pages.raised import with_raised_digits


def line(text: str, x: float, foot: float, size: float) -> list[Glyph]:
    """Digits of a font whose letters are half as wide as high."""
    half = size / 2
    return [Glyph(c, BBox(x + n * half, foot - size, x + (n + 1) * half, foot), size, n) for n, c in enumerate(text)]


def read(*glyphs: Glyph, rulings: tuple[Ruling, ...] = ()) -> list[str]:
    return [found.text for found in compose_lines(with_raised_digits(glyphs, rulings))]


@pytest.mark.parametrize("mark", ["1", "12", "[1]", "(2)", "1,2"])
def test_a_small_raised_digit_is_the_number_of_a_note(mark: str) -> None:
    (text,) = read(*line("100.00", 10, 100, 10), *line(mark, 40, 95, 6))
    raised = mark.translate(str.maketrans("12()", "¹²⁽⁾"))
    assert text == f"100.00{raised}"


def test_it_is_raised_wherever_it_is_drawn() -> None:
    marks = line("1", 40, 95, 6)
    other = line("200.00", 10, 130, 10)
    assert read(*line("100.00", 10, 100, 10), *other, *marks) == ["100.00¹", "200.00"]


def test_a_mark_that_overlooks_its_line_stands_on_it() -> None:
    assert read(*line("5", 10, 100, 10), *line("1", 15, 93, 7)) == ["5¹"]


@pytest.mark.parametrize(
    ("text", "x", "foot", "size"),
    [
        pytest.param("50", 40, 100, 6, id="on the same line"),
        pytest.param("50", 40, 98.5, 6, id="of a font with a shorter foot"),
        pytest.param("50", 40, 95, 9, id="nearly as large"),
        pytest.param("50", 46, 95, 6, id="apart"),
        pytest.param("5a", 40, 95, 6, id="with a letter"),
        pytest.param("()", 40, 95, 6, id="without a digit"),
        pytest.param("50", 40, 86, 6, id="a line above"),
    ],
)
def test_other_small_digits_stay_digits(text: str, x: float, foot: float, size: float) -> None:
    glyphs = (*line("100.00", 10, 100, 10), *line(text, x, foot, size))
    assert with_raised_digits(glyphs, ()) == glyphs


def test_digits_beyond_a_ruling_are_of_another_cell() -> None:
    glyphs = (*line("100.00", 10, 100, 10), *line("1", 41, 95, 6))
    assert with_raised_digits(glyphs, (Ruling(False, 40.5, 80, 110),)) == glyphs
    assert with_raised_digits(glyphs, (Ruling(False, 40.5, 10, 40),)) != glyphs
