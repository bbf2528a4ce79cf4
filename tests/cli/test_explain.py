"""``extractor convert --explain DIR``."""

import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extractor.cli import main


@pytest.fixture
def inputs(demo: Path, odd_files: Path, tmp_path: Path) -> Path:
    """A one-page PDF in a folder of its own, a picture without text, a DOCX."""
    folder = tmp_path / "in"
    (folder / "2024").mkdir(parents=True)
    (folder / "2024" / "plain.pdf").write_bytes((odd_files / "plain.pdf").read_bytes())
    (folder / "targets.docx").write_bytes(next(demo.glob("*.docx")).read_bytes())
    return folder


def test_each_page_of_each_pdf_gets_a_picture(inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explained = tmp_path / "in" / "explained"
    words = ["convert", str(inputs), "-o", str(tmp_path / "out"), "--explain", str(explained), "--jobs", "1"]
    assert main(words) == 0
    pictures = [path.relative_to(explained).as_posix() for path in explained.rglob("*") if path.is_file()]
    assert pictures == ["2024/plain.pdf-p001.png"]
    width, height = pdfium.PdfDocument(inputs / "2024" / "plain.pdf")[0].get_size()
    with Image.open(explained / "2024" / "plain.pdf-p001.png") as picture:
        assert abs(picture.width - 2 * width) <= 1 and picture.height > 2 * height
    assert "targets.docx: only the pages of a PDF" in capsys.readouterr().err
    before = (explained / pictures[0]).read_bytes()
    manifest = (tmp_path / "out" / "manifest.jsonl").read_bytes()
    assert main(words) == 0, "pictures of the run before are no inputs"
    assert (explained / pictures[0]).read_bytes() == before
    assert (tmp_path / "out" / "manifest.jsonl").read_bytes() == manifest


def test_a_page_that_can_not_be_drawn_is_named(
    odd_files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list of pages names an object that is not there."""
    document = pdfium.PdfDocument(odd_files / "plain.pdf")
    document.import_pages(pdfium.PdfDocument(odd_files / "plain.pdf"))
    document.save(tmp_path / "two.pdf")
    data = (tmp_path / "two.pdf").read_bytes()
    assert b" 6 0 R " in data
    (tmp_path / "two.pdf").write_bytes(data.replace(b" 6 0 R ", b" 9 0 R ", 1))
    main(["convert", str(tmp_path / "two.pdf"), "-o", str(tmp_path / "out"), "--explain", str(tmp_path / "x")])
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["two.pdf-p001.png"]
    assert "two.pdf: page 2 can not be drawn" in capsys.readouterr().err


def test_a_file_in_the_way_is_refused(odd_files: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("here", encoding="utf-8")
    words = ["convert", str(odd_files / "plain.pdf"), "-o", str(tmp_path / "out"), "--explain", str(tmp_path / "x")]
    assert main(words) == 2
    assert not (tmp_path / "out").exists()


def test_a_picture_that_can_not_be_stored_fails_its_input(
    odd_files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x" / "plain.pdf-p001.png").mkdir(parents=True)
    words = ["convert", str(odd_files / "plain.pdf"), "-o", str(tmp_path / "out"), "--explain", str(tmp_path / "x")]
    assert main(words) == 1
    assert "unwritable_output" in capsys.readouterr().err


def test_without_pillow_nothing_is_begun(
    odd_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "extractor.export.pillow", raising=False)
    import extractor.export

    monkeypatch.delattr(extractor.export, "pillow", raising=False)
    monkeypatch.setitem(sys.modules, "PIL", None)
    words = ["convert", str(odd_files / "plain.pdf"), "-o", str(tmp_path / "out"), "--explain", str(tmp_path / "x")]
    assert main(words) == 2
    assert "extractor[explain]" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
