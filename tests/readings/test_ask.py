"""pdfplumber and camelot read the cells of a ruled page; whatever goes wrong is an answer."""

import io
import json
import sys
from pathlib import Path

import pytest

from extractor.readings import ask, worker
from extractor.readings.ask import readers_of
from extractor.readings.reading import ReaderName

AMOUNTS = {"3.50", "1.25", "2.25"}


@pytest.fixture
def plain(odd_files: Path) -> bytes:
    return (odd_files / "plain.pdf").read_bytes()


@pytest.mark.parametrize("reader", ["pdfplumber", "camelot-lattice"])
def test_each_reads_the_amounts_at_their_places(plain: bytes, reader: ReaderName) -> None:
    reading = readers_of(plain, None)(reader, [1])
    assert not reading.failures
    cells = {cell.text: cell.bbox for cell in reading.cells[1]}
    assert cells.keys() >= AMOUNTS
    for text, baseline in (("3.50", 842 - 725), ("2.25", 842 - 665)):
        x0, top, x1, bottom = cells[text]
        assert (x0, x1) == pytest.approx((260, 460), abs=2)
        assert top < baseline < bottom and bottom - top == pytest.approx(30, abs=3)


@pytest.mark.parametrize("reader", ["pdfplumber", "camelot-lattice"])
def test_the_same_within_the_process(plain: bytes, reader: str) -> None:
    out = io.StringIO()
    worker.answer({"reader": reader, "pages": [1], "password": None}, plain, out)
    assert {cell[4] for cell in json.loads(out.getvalue())["cells"]} >= AMOUNTS


def test_a_page_that_is_not_there_and_bytes_that_are_no_pdf_are_said(plain: bytes) -> None:
    reading = readers_of(plain, None)("pdfplumber", [7, 1])
    assert set(reading.cells) == {1} and len(reading.failures) == 1 and reading.failures[0].startswith("page 7")
    reading = readers_of(b"no pdf", None)("camelot-lattice", [1])
    assert not reading.cells and reading.failures[0].startswith("page 1")
    with pytest.raises(ValueError, match="no reader"):
        worker.page_cells("abacus", plain, 1, None)


def test_a_password_goes_with_it(odd_files: Path) -> None:
    data = (odd_files / "encrypted-aes-256.pdf").read_bytes()
    reading = readers_of(data, "demo")("pdfplumber", [1])
    assert {cell.text for cell in reading.cells[1]} >= AMOUNTS


@pytest.mark.parametrize(
    ("body", "failure"),
    [
        ("import sys, time; print('{\"page\": 1, \"cells\": []}', flush=True); print('{', end='', flush=True); "
         "time.sleep(60)", "stopped after"),
        ("import os; os._exit(3)", "ended with status 3"),
    ],
)  # fmt: skip
def test_a_tool_that_hangs_or_dies_is_left(
    body: str, failure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "worker.py").write_text(body, encoding="utf-8")
    monkeypatch.setattr(ask, "_WORKER", tmp_path / "worker.py")
    monkeypatch.setattr(ask, "_START_SECONDS", 2.0)
    monkeypatch.setattr(ask, "_PAGE_SECONDS", 0.0)
    reading = readers_of(b"", None)("pdfplumber", [1, 2])
    assert len(reading.failures) == 1 and reading.failures[0].startswith(failure)
    assert set(reading.cells) == ({1} if "stopped" in failure else set())


def test_without_an_interpreter_or_camelot_it_says_so(plain: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert "could not be started" in readers_of(plain, None)("pdfplumber", [1]).failures[0]
    monkeypatch.setattr(ask, "find_spec", lambda name: None)
    assert "extractor[readings]" in readers_of(plain, None)("camelot-lattice", [1]).failures[0]
