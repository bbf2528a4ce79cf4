"""Pages as pictures, drawn in processes that a hostile file may bring down."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from extractor.service.review.picture_process import PictureProcess
from extractor.service.review.pictures import DrawnPictures


def never() -> bytes:
    raise AssertionError("the file was read again")


def test_a_page_is_as_wide_as_asked_and_drawn_once(budget_path: Path) -> None:
    pictures = DrawnPictures()
    data = budget_path.read_bytes()
    try:
        page = pictures.page("a", "application/pdf", lambda: data, 3, 1_000)
        assert page is not None
        with Image.open(BytesIO(page)) as image:
            assert (image.format, image.width) == ("PNG", 1_200)
            assert len(image.getcolors(1 << 24) or []) > 10
        assert pictures.page("a", "application/pdf", never, 3, 1_200) == page
        assert pictures.page("a", "application/pdf", never, 99, 600) is None
        assert pictures.page("a", "application/pdf", never, 0, 600) is None
        small = pictures.page("a", "application/pdf", never, 3, 600)
        assert small is not None and len(small) < len(page)
    finally:
        pictures.close()


def test_a_picture_file_is_its_own_page() -> None:
    stream = BytesIO()
    Image.new("RGB", (900, 400), "white").save(stream, "PNG")
    pictures = DrawnPictures()
    try:
        page = pictures.page("b", "image/png", stream.getvalue, 1, 600)
        assert page is not None
        with Image.open(BytesIO(page)) as image:
            assert image.size == (600, 267)
        assert pictures.page("b", "image/png", never, 2, 600) is None
    finally:
        pictures.close()


@pytest.mark.parametrize(
    ("data", "kind"), [(b"", "pdf"), (b"%PDF-1.7\nnothing", "pdf"), (b"\x89PNG\r\n\x1a\n broken", "picture")]
)
def test_what_is_no_document_has_no_page(data: bytes, kind: str) -> None:
    process = PictureProcess()
    process.open(data, kind)
    assert process.draw(1, 600) is None
    assert not process.is_alive


def test_formats_without_pages_start_no_process() -> None:
    assert DrawnPictures().page("c", "text/plain", never, 1, 600) is None


def test_a_process_stands_by_for_the_next_file_and_ends_with_the_others(budget_path: Path) -> None:
    pictures = DrawnPictures()
    pictures.stand_by()
    spare = pictures._spare
    pictures.stand_by()
    assert spare is not None and pictures._spare is spare
    pictures.prepare("a", "application/pdf", budget_path.read_bytes)
    assert pictures._processes["a"] is spare
    assert pictures.page("a", "application/pdf", never, 1, 600)
    spare.close()
    pictures.stand_by()
    pictures._spare.close()
    pictures.prepare("b", "application/pdf", budget_path.read_bytes)
    assert pictures.page("b", "application/pdf", budget_path.read_bytes, 1, 600)
    pictures.stand_by()
    last = pictures._spare
    pictures.close()
    assert last is not None and not last.is_alive


def test_a_file_whose_process_died_gets_a_new_one(budget_path: Path) -> None:
    data = budget_path.read_bytes()
    pictures = DrawnPictures()
    try:
        assert pictures.page("a", "application/pdf", lambda: data, 1, 600)
        pictures._processes["a"].close()
        assert pictures.page("a", "application/pdf", lambda: data, 2, 600)
    finally:
        pictures.close()
