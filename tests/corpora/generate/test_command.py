"""The command writes documents, labels and a manifest that ``extractor eval`` reads."""

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest

from extractor.cli import main as extractor
from extractor.corpora import read_label, read_manifest
from extractor.corpora.generate import write_pdf
from extractor.corpora.generate.command import main, read_seeds
from extractor.errors import UsageError


def test_documents_labels_and_manifest_belong_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--template", "provincial", "--seeds", "99-100,200", "--formats", "docx", "xlsx"]
    assert main([str(tmp_path), *words]) == 0
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 6
    assert said[-1].startswith("6/6 documents/provincial/200/")
    sets = read_manifest(tmp_path / "manifest.toml").sets
    assert [(one.id, one.split) for one in sets] == [
        ("generated-provincial-99-docx", "train"),
        ("generated-provincial-99-xlsx", "train"),
        ("generated-provincial-100-docx", "dev"),
        ("generated-provincial-100-xlsx", "dev"),
        ("generated-provincial-200-docx", "test"),
        ("generated-provincial-200-xlsx", "test"),
    ]
    for one in sets:
        label = read_label(tmp_path / one.labels)
        assert hashlib.sha256((tmp_path / one.path).read_bytes()).hexdigest() == one.sha256 == label.document.sha256
        assert label.document.name == one.document == Path(one.path).name
        assert label.tables


def test_the_pages_of_a_workbook_are_its_sheets(tmp_path: Path) -> None:
    assert main([str(tmp_path), "--template", "provincial", "--seeds", "100", "--formats", "xlsx"]) == 0
    entry = read_manifest(tmp_path / "manifest.toml").sets[0]
    book = openpyxl.load_workbook(tmp_path / entry.path)
    for table in read_label(tmp_path / entry.labels).tables:
        words = {str(cell.value) for row in book.worksheets[table.pages[0] - 1].iter_rows() for cell in row}
        assert table.title in words
        assert table.cells is not None
        assert {cell.page for cell in table.cells} == set(table.pages)


def test_eval_measures_what_was_generated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--template", "provincial", "--seeds", "100", "--formats", "docx"]) == 0
    report = tmp_path / "report.json"
    assert extractor(["eval", "--manifest", str(tmp_path / "manifest.toml"), "--json", str(report)]) == 0
    capsys.readouterr()
    measured = json.loads(report.read_text(encoding="utf-8"))["documents"]
    assert [one["outcome"] for one in measured] == ["measured"]


def test_seeds_are_read() -> None:
    assert read_seeds("100-103") == (100, 101, 102, 103)
    assert read_seeds("1,5,4-6") == (1, 5, 4, 6)
    for text in ("", "a", "3-", "0", "-4", "1,,2"):
        with pytest.raises(UsageError, match="names no seeds"):
            read_seeds(text)


def test_bad_words_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([str(tmp_path), "--seeds", "x"])
    assert caught.value.code == 2
    assert "names no seeds" in capsys.readouterr().err


def test_a_pdf_without_libreoffice_is_refused_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(write_pdf, "PROGRAM", "no-such-program")
    assert not write_pdf.can_typeset()
    assert main([str(tmp_path), "--template", "provincial", "--seeds", "100", "--formats", "pdf"]) == 1
    assert "soffice" in capsys.readouterr().err
