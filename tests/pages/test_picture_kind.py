"""Print is light with a little ink in rows; photographs, plain areas and seals are not."""

import numpy as np
import pytest

from extractor.document.picture import Pixels
from extractor.pages.picture_kind import looks_printed


def paper(level: int = 240) -> Pixels:
    return np.full((200, 300), level, dtype=np.uint8)


def with_lines(pixels: Pixels) -> Pixels:
    printed = pixels.copy()
    for top in range(20, 180, 20):
        printed[top : top + 8, 20:280:6] = 20
    return printed


@pytest.mark.parametrize("level", [255, 200, 130])
def test_rows_of_ink_on_paper_are_print(level: int) -> None:
    assert looks_printed(with_lines(paper(level)))
    assert looks_printed(np.repeat(with_lines(paper(level))[:, :, None], 3, axis=2))


def test_print_in_a_ruled_table_is_print() -> None:
    table = with_lines(paper())
    table[::40], table[:, ::60] = 10, 10
    assert looks_printed(table)


def test_what_is_no_print() -> None:
    random = np.random.default_rng(1)
    gradient = np.linspace(0, 255, 300, dtype=np.uint8)[None, :].repeat(200, axis=0)
    noise = random.integers(0, 256, (200, 300), dtype=np.uint8)
    disc = paper()
    rows, columns = np.ogrid[:200, :300]
    disc[(rows - 100) ** 2 + (columns - 150) ** 2 < 60**2] = 40
    for pixels in (paper(), paper(0), paper(90), gradient, noise, disc, with_lines(paper())[:10], paper()[:0]):
        assert not looks_printed(pixels)
