"""Pages of hostile files for the review page: a picture or none, in time, and the process is gone."""

import time

import pytest

from extractor.service.review.picture_process import PictureProcess
from tests.hostile.every_file import EVERY_FILE
from tests.hostile.hostile_file import HostileFile

SECONDS_A_PAGE = 20.0
_SAMPLE = (
    "box_ten_to_the_38.pdf",
    "form_that_draws_itself.pdf",
    "picture_of_a_hundred_thousand_squared.pdf",
    "of_frames_without_an_end.tif",
)


def drawn(file: HostileFile) -> tuple[bool, float]:
    """Whether the first page of a file is drawn, and the seconds that it took; nothing is left of the process."""
    process = PictureProcess()
    process.open(file.make(), "pdf" if file.name.endswith(".pdf") else "picture")
    begun = time.monotonic()
    try:
        picture = process.draw(1, 1_200)
    finally:
        seconds = time.monotonic() - begun
        process.close()
    assert picture is None or picture.startswith(b"\x89PNG")
    assert not process.is_alive
    return picture is not None, seconds


@pytest.mark.parametrize("name", _SAMPLE)
def test_a_page_of_a_hostile_file_is_drawn_or_not(name: str) -> None:
    drawn(next(file for file in EVERY_FILE if file.name == name))
