"""Pages as pictures, drawn in processes that a hostile file may bring down."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest
from PIL import Image

from extractor.service.errors import Draining
from extractor.service.review import picture_processes
from extractor.service.review.picture_process import PictureProcess, ProcessEnded
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
    processes = pictures._processes
    spare = processes._spare
    pictures.stand_by()
    assert spare is not None and processes._spare is spare
    pictures.prepare("a", "application/pdf", budget_path.read_bytes)
    assert processes._processes["a"] is spare
    assert pictures.page("a", "application/pdf", never, 1, 600)
    spare.close()
    pictures.stand_by()
    processes._spare.close()
    pictures.prepare("b", "application/pdf", budget_path.read_bytes)
    assert pictures.page("b", "application/pdf", budget_path.read_bytes, 1, 600)
    pictures.stand_by()
    last = processes._spare
    pictures.close()
    assert last is not None and not last.is_alive


def test_a_file_whose_process_died_gets_a_new_one(budget_path: Path) -> None:
    data = budget_path.read_bytes()
    pictures = DrawnPictures()
    try:
        assert pictures.page("a", "application/pdf", lambda: data, 1, 600)
        pictures._processes._processes["a"].close()
        assert pictures.page("a", "application/pdf", lambda: data, 2, 600)
    finally:
        pictures.close()


class ScriptedProcess:
    """Answers a page with the name of its file, after ``drawing`` let it; dies as often as ``deaths`` has an end."""

    drawing: ClassVar[threading.Semaphore]
    began: ClassVar[threading.Semaphore]
    deaths: ClassVar[list[ProcessEnded | None]]
    closed: ClassVar[list[bytes]]

    def __init__(self) -> None:
        self.is_alive = True
        self._data = b""

    def open(self, data: bytes, kind: str) -> None:
        self._data = data

    def draw(self, page: int, width: int) -> bytes | None:
        self.began.release()
        assert self.drawing.acquire(timeout=20)
        assert self.is_alive, "it was ended while it drew"
        if self.deaths:
            ended = self.deaths.pop(0)
            self.is_alive = False
            if ended is not None:
                raise ended
            return None
        return self._data

    def close(self) -> None:
        self.is_alive = False
        self.closed.append(self._data)


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[ScriptedProcess]]:
    """In place of the processes, those of a script."""

    class Scripted(ScriptedProcess):
        drawing = threading.Semaphore(0)
        began = threading.Semaphore(0)
        deaths: ClassVar[list[ProcessEnded | None]] = []
        closed: ClassVar[list[bytes]] = []

    monkeypatch.setattr(picture_processes, "PictureProcess", Scripted)
    yield Scripted
    Scripted.drawing.release(1_000)


def asked(pictures: DrawnPictures, name: str, page: int = 1) -> bytes | None:
    return pictures.page(name, "application/pdf", name.encode, page, 600)


def test_a_process_that_draws_is_not_ended_for_another_file(scripted: type[ScriptedProcess]) -> None:
    pictures = DrawnPictures()
    with ThreadPoolExecutor(6) as threads:
        first = [threads.submit(asked, pictures, name) for name in ("a", "b")]
        assert all(scripted.began.acquire(timeout=20) for _ in first)
        later = [threads.submit(asked, pictures, name) for name in ("c", "d", "e", "c")]
        pictures.prepare("f", "application/pdf", never)
        assert not scripted.closed
        assert not any(one.done() for one in (*first, *later))
        scripted.drawing.release(6)
        assert [one.result(20) for one in (*first, *later)] == [b"a", b"b", b"c", b"d", b"e", b"c"]
    assert len(scripted.closed) >= 3


@pytest.mark.parametrize(("name", "value"), [("_WAIT_SECONDS", 0.05), ("_MOST_WAITING", 0)])
def test_who_finds_all_processes_busy_is_told_to_come_again(
    scripted: type[ScriptedProcess], monkeypatch: pytest.MonkeyPatch, name: str, value: float
) -> None:
    monkeypatch.setattr(picture_processes, name, value)
    pictures = DrawnPictures()
    with ThreadPoolExecutor(2) as threads:
        busy = [threads.submit(asked, pictures, name) for name in ("a", "b")]
        assert all(scripted.began.acquire(timeout=20) for _ in busy)
        with pytest.raises(Draining) as refused:
            asked(pictures, "c")
        assert refused.value.retry_after
        scripted.drawing.release(3)
        assert [one.result(20) for one in busy] == [b"a", b"b"]
    assert asked(pictures, "c") == b"c"


@pytest.mark.parametrize(
    ("deaths", "drawn"),
    [
        ([ProcessEnded(was_asked=True)], b"a"),
        ([ProcessEnded(was_asked=False)] * 3, b"a"),
        ([ProcessEnded(was_asked=True)] * 2, None),
        ([None], None),
    ],
)
def test_a_page_is_asked_for_again_where_its_process_may_have_ended_for_another_reason(
    scripted: type[ScriptedProcess], deaths: list[ProcessEnded | None], drawn: bytes | None
) -> None:
    scripted.deaths = list(deaths)
    scripted.drawing.release(9)
    assert asked(DrawnPictures(), "a") == drawn
    assert not scripted.deaths


def test_a_page_whose_process_others_end_time_after_time_is_not_said_to_be_missing(
    scripted: type[ScriptedProcess],
) -> None:
    scripted.deaths = [ProcessEnded(was_asked=False)] * 9
    scripted.drawing.release(9)
    with pytest.raises(Draining):
        asked(DrawnPictures(), "a")


def test_a_process_says_whether_it_ended_over_the_page_that_was_asked(budget_path: Path) -> None:
    process = PictureProcess()
    process.open(budget_path.read_bytes(), "pdf")
    assert process.draw(1, 600)
    process._process.kill()
    with pytest.raises(ProcessEnded) as ended:
        process.draw(2, 600)
    assert ended.value.was_asked
    with pytest.raises(ProcessEnded) as ended:
        process.draw(3, 600)
    assert not ended.value.was_asked
