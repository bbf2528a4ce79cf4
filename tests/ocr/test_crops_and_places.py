"""Quadrilaterals → strips → where their characters stand, on pictures of black blocks."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.ocr.worker.crops import HEIGHT, Crop, Quad, as_batch, batch_width, cut_crops, ink_of
from extractor.ocr.worker.ctc import Spelled
from extractor.ocr.worker.places import character_boxes, without_edges

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def paper(*blocks: tuple[int, int, int, int], size: tuple[int, int] = (400, 600)) -> Pixels:
    picture = np.full(size, 255, dtype=np.uint8)
    for x0, top, x1, bottom in blocks:
        picture[top:bottom, x0:x1] = 0
    return picture


def quad(x0: float, top: float, x1: float, bottom: float) -> Quad:
    return np.array([[x0, top], [x1, top], [x1, bottom], [x0, bottom]], dtype=np.float32)


def ink(crop: Crop) -> npt.NDArray[np.bool_]:
    return without_edges(ink_of(crop.pixels))


def test_a_lone_figure_stays_upright_and_a_column_of_characters_is_cut() -> None:
    lines = [quad(100, y, 300, y + 30) for y in (10, 60, 110)]
    lone, column = quad(400, 10, 418, 40), quad(500, 10, 530, 190)
    picture = paper((405, 14, 412, 36), *((503, y, 527, y + 24) for y in (15, 75, 135)))
    crops = cut_crops(picture, [*lines, lone, column])
    assert [crop.asked for crop in crops] == [0, 1, 2, 3, 4, 4, 4]
    assert all(crop.pixels.shape[0] == HEIGHT for crop in crops)
    assert crops[3].pixels.shape[1] < HEIGHT, "not turned by a quarter"


def test_a_quadrilateral_without_area_or_beyond_the_picture_gives_no_strip() -> None:
    assert cut_crops(paper(), [quad(10, 10, 10, 40), quad(900, 10, 950, 40)]) == []


def test_a_long_line_has_a_bounded_width() -> None:
    (crop,) = cut_crops(paper(size=(20, 4000)), [quad(0, 5, 4000, 15)])
    assert crop.pixels.shape[1] == 3200
    assert as_batch([crop], batch_width(crop)).shape == (1, 3, HEIGHT, batch_width(crop))


def test_each_character_has_its_own_ink() -> None:
    blocks = [(110, 20, 130, 44), (140, 20, 160, 44), (200, 20, 206, 44)]
    (crop,) = cut_crops(paper(*blocks), [quad(100, 15, 220, 49)])
    stride = 8.0
    scale = HEIGHT / 34
    spelled = []
    for x0, _, x1, _ in blocks:
        step = int(((x0 + x1) / 2 - 100) * scale / stride)
        spelled.append(Spelled("x", step, step, 1.0, ()))
    for box, block in zip(character_boxes(spelled, crop, ink(crop), stride), blocks, strict=True):
        assert box == pytest.approx(block, abs=1.5)


def test_the_ruling_at_the_end_of_a_cell_is_no_part_of_its_last_figure() -> None:
    """A 1 before a border, with the cell's lower border in the strip too."""
    blocks = [(140, 20, 160, 44), (180, 20, 186, 44)]
    (crop,) = cut_crops(paper(*blocks, (198, 0, 200, 60), (0, 48, 300, 49)), [quad(130, 15, 200, 49)])
    spelled = [
        Spelled("x", step, step, 1.0, ())
        for step in (int(((x0 + x1) / 2 - 130) * HEIGHT / 34 / 8) for x0, _, x1, _ in blocks)
    ]
    for box, block in zip(character_boxes(spelled, crop, ink(crop), 8.0), blocks, strict=True):
        assert box == pytest.approx(block, abs=1.5)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12, unique=True), st.integers(0, 2**32 - 1))
def test_boxes_stand_in_order_within_the_line_whatever_the_ink_is(steps: list[int], seed: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (60, 340), dtype=np.uint8)
    (crop,) = cut_crops(noise, [quad(5, 5, 335, 53)])
    spelled = [Spelled("x", step, step, 1.0, ()) for step in sorted(steps)]
    boxes = character_boxes(spelled, crop, ink(crop), 8.0)
    assert len(boxes) == len(steps)
    for x0, top, x1, bottom in boxes:
        assert x0 < x1 and top < bottom and top >= 0 and bottom <= 54
    middles = [(box[0] + box[2]) / 2 for box in boxes]
    assert middles == sorted(middles)
