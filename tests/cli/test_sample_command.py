"""The command ``extractor sample``: draw, answer, weigh; and the words that are off."""

import csv
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from extractor.cli import main


@pytest.fixture
def archive(tmp_path: Path, demo: Path) -> Path:
    """A Word and a text document, a broken PDF, and a program that is no document."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for path in demo.iterdir():
        if path.suffix in (".docx", ".txt"):
            shutil.copy(path, folder)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "program.py").write_text("print(1)\n")
    with zipfile.ZipFile(folder / "packed.zip", "w") as packed:
        packed.writestr("预算.txt", "合计\t1.00\n")
    return folder


def call(*words: str | Path) -> int:
    return main(["sample", *map(str, words)])


def answer_all(folder: Path, wrong: int) -> Path:
    with (folder / "sample.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for number, row in enumerate(rows):
        row["right"] = "n" if number < wrong else "y"
    with (folder / "filled.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder / "filled.csv"


def test_draw_answer_and_weigh(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "sample"
    assert call(archive, "-o", folder, "--cells", "6", "--tables", "4", "--jobs", "1") == 1
    said = capsys.readouterr().err
    assert "of 3 documents (of 3, 1 not converted)" in said
    assert "Archives are not drawn from, unpack them first: packed.zip\n" in said
    plan = json.loads((folder / "sample.json").read_bytes())
    assert {name: (group["documents"], group["converted"]) for name, group in plan["groups"].items()} == {
        "docx": (1, 1),
        "pdf": (1, 0),
        "txt": (1, 1),
    }
    assert "../archive/" in (folder / "sample.html").read_text(encoding="utf-8")
    report = tmp_path / "accuracy.json"
    answers = answer_all(folder, wrong=1)
    assert call("--answers", answers, folder / "sample.json", "--json", report, "--half-width", "0.02") == 0
    data = json.loads(report.read_bytes())
    assert data["failed"] == ["broken.pdf"]
    assert sum(kind["archive"]["wrong"] for kind in data["kinds"].values()) == 1
    assert "Accuracy of numbers" in capsys.readouterr().out


def test_results_that_are_there_are_taken(archive: Path, tmp_path: Path) -> None:
    results, folder = tmp_path / "results", tmp_path / "sample"
    assert main(["convert", str(archive), "-o", str(results), "--quiet", "--jobs", "1"]) == 1
    assert call(archive, "-o", folder, "--results", results, "--half-width", "0.2") == 1
    assert not (folder / "results").exists()
    items = json.loads((folder / "sample.json").read_bytes())["items"]
    assert {Path(item["document"]).suffix for item in items} == {".docx", ".txt"}


def test_a_sample_is_never_written_over_another(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert call(archive, "-o", tmp_path / "file") == 2
    assert call(archive, "-o", archive) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-folder", "-o", "sample"),
        ("archive/packed.zip", "-o", "sample"),
        ("archive",),
        ("archive", "-o", "sample", "--results", "no-results"),
        ("archive", "-o", "sample", "--results", "strange"),
        ("sample.json", "--answers", "answers.csv"),
    ],
)
def test_words_that_are_off_are_status_2(
    words: tuple[str, ...], archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "manifest.jsonl").write_text('{"source": "a.pdf"}\n')
    assert call(*words) == 2


@pytest.mark.parametrize("words", [("--cells", "0"), ("--half-width", "1"), ("--confidence", "most"), ("--jobs", "x")])
def test_numbers_out_of_range_are_refused(words: tuple[str, ...], archive: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        call(archive, "-o", tmp_path / "sample", *words)
    assert stop.value.code == 2


def test_an_archive_without_a_document_gives_no_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    assert call(tmp_path / "archive", "-o", tmp_path / "sample", "--jobs", "1") == 2
    assert "gave a number or a table" in capsys.readouterr().err
