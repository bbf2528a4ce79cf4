"""Strips of Chinese text made narrower: which, how much, and when what was read in them stands."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.ocr.worker.crops import HEIGHT, Crop
from extractor.ocr.worker.ctc import Spelled
from extractor.ocr.worker.recognition import recognise
from extractor.ocr.worker.widths import as_wide, is_enough, narrowing_factor, widening_factor

_STEP = 8.0
_CLASSES = ["blank", "预", "1"]


def strip(*widths: int, gap: int = 4, high: int = 32) -> tuple[Crop, npt.NDArray[np.bool_]]:
    """Black blocks so wide, side by side."""
    ink = np.zeros((HEIGHT, sum(widths) + gap * (len(widths) + 1)), dtype=np.bool_)
    x = gap
    for width in widths:
        ink[8 : 8 + high, x : x + width] = True
        x += width + gap
    pixels = np.where(ink, 0, 255).astype(np.uint8)
    return Crop(pixels, np.zeros((4, 2), dtype=np.float32), 0), ink


def read(*places: float, text: str = "预", probability: float = 0.99) -> list[Spelled]:
    """A character at each of these pixels."""
    return [Spelled(text, int(x / _STEP), int(x / _STEP), probability, ()) for x in places]


def test_wide_characters_are_narrowed_and_digits_and_short_strips_are_not() -> None:
    wide, ink = strip(*[30] * 8)
    factor = narrowing_factor(wide, ink)
    assert factor == pytest.approx(0.5), "a character keeps two steps"
    assert as_wide(wide, factor).pixels.shape == (HEIGHT, round(wide.pixels.shape[1] / 2))
    assert narrowing_factor(*strip(*[16] * 14)) == 1
    assert narrowing_factor(*strip(30, 30)) == 1
    assert narrowing_factor(*strip(*[30] * 8, *[12] * 4, 30)) == 1, "a figure among words"
    assert narrowing_factor(*strip(*[30] * 8, *[12] * 3, 30)) == pytest.approx(0.5), "a character of three strokes"
    assert narrowing_factor(*strip(*[18] * 8, high=18)) == 1, "characters so small have no step to spare"


@pytest.mark.parametrize(("high", "factor"), [(34, 1.0), (21, 1.0), (18, 21 / 18), (4, 1.4)])
def test_low_figures_are_read_wider(high: int, factor: float) -> None:
    crop, ink = strip(*[12] * 6, high=high)
    assert widening_factor(ink) == pytest.approx(factor)
    assert as_wide(crop, widening_factor(ink)).pixels.shape == (HEIGHT, round(factor * crop.pixels.shape[1]))


@given(st.lists(st.integers(1, 60), max_size=40), st.integers(1, HEIGHT - 8))
def test_a_factor_never_leaves_a_character_less_than_its_steps(widths: list[int], high: int) -> None:
    crop, ink = strip(*widths, high=high)
    factor = narrowing_factor(crop, ink)
    assert 0 < factor <= 1
    assert factor == 1 or factor >= min(0.85, 16 / high) or factor == 0.4


def test_what_is_sure_and_leaves_no_ink_stands() -> None:
    _, ink = strip(30, 30, 30)
    whole = read(19, 53, 87)
    assert is_enough(whole, ink, _STEP)
    assert not is_enough(whole[:2], ink, _STEP), "the last one was not read"
    assert not is_enough(whole[1:], ink, _STEP), "the first one was not read"
    assert not is_enough([whole[0], whole[2]], ink, _STEP), "one between them was not read"
    assert not is_enough(read(19, 53, 87, probability=0.5), ink, _STEP)
    assert not is_enough(read(19, 53, 87, text="1"), ink, _STEP), "equal digits would be one"
    assert not is_enough(read(19, 53, 87, text="、"), ink, _STEP), "no line begins with a mark: its numeral is lost"
    assert not is_enough([], ink, _STEP)


class Twice:
    """Reads a wide character every 34 pixels, but of a narrowed strip what it is told."""

    characters = _CLASSES

    def __init__(self, label: int) -> None:
        self.label, self.widths = label, list[int]()

    def probabilities(self, batch: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        width = batch.shape[3]
        self.widths.append(width)
        steps = np.zeros((len(batch), width // 8, len(_CLASSES)), dtype=np.float32)
        steps[:, :, 0] = 1
        whole = len(self.widths) > 1
        for middle in range(19, 272, 34):
            place = int(middle * (1 if whole else 0.5) / 8)
            steps[:, place, :] = 0
            steps[:, place, 1 if whole else self.label] = 1
        return steps


@pytest.mark.parametrize(("label", "widths"), [(1, [160]), (2, [160, 288])])
def test_a_line_is_read_narrowed_and_again_as_wide_as_it_is_where_that_says_too_little(
    label: int, widths: list[int]
) -> None:
    crop, _ = strip(*[30] * 8)
    picture = np.full((HEIGHT + 10, 300), 255, dtype=np.uint8)
    picture[5 : 5 + HEIGHT, 10 : 10 + crop.pixels.shape[1]] = crop.pixels
    quad = np.array([[10, 5], [286, 5], [286, 53], [10, 53]], dtype=np.float32)
    engine = Twice(label)
    (line,) = recognise(engine, picture, [quad])
    assert engine.widths == widths
    assert "".join(character[0] for character in line["characters"]) == "预" * 8
    assert [round(character[1]) for character in line["characters"]] == [14 + 34 * i for i in range(8)]
