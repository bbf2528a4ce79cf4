"""``extractor export`` from the outside: folders of results become tables, whatever lies among them."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.document.wire import to_json
from tests.export.tidy.documents import document_of


def store(folder: Path, name: str, text: str = "预算") -> Path:
    path = folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_json(document_of(text)))
    return path


def sources(folder: Path) -> list[str]:
    with (folder / "documents.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [row["source"] for row in csv.DictReader(stream)]


def test_folders_and_files_are_taken_in_one_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("2024/b.pdf", "z.pdf", "a.docx"):
        store(tmp_path / "one", name)
    store(tmp_path / "two", "2024/a.pdf")
    alone = store(tmp_path, "m.pdf")
    out = tmp_path / "out"
    assert main(["export", *map(str, (tmp_path / "one", tmp_path / "two", alone)), "-o", str(out), "--as", "csv"]) == 0
    assert sources(out) == ["a.docx", "m.pdf", "z.pdf", "2024/a.pdf", "2024/b.pdf"]
    assert "5 documents, " in capsys.readouterr().err


def test_a_bad_result_is_named_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "results"
    good = store(folder, "good.pdf").read_bytes()
    (folder / "cut.pdf.json").write_bytes(good[:-200])
    torn = json.loads(good)
    torn["statements"][0]["lines"][0]["amounts"][0]["cell"] = "t9.r9c9"
    (folder / "torn.pdf.json").write_text(json.dumps(torn), encoding="utf-8")
    (folder / "notes.json").write_text("{}", encoding="utf-8")
    out = tmp_path / "out"
    assert main(["export", str(folder), "-o", str(out), "--as", "csv"]) == 1
    assert sources(out) == ["good.pdf"]
    said = capsys.readouterr().err
    assert said.count("corrupt_file") == 2
    assert "t9.r9c9" in said
    assert "1 documents, 2 left out" in said


def listed(folder: Path, name: str, rows: dict[str, str | None]) -> Path:
    """A manifest: each source with its output."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "".join(json.dumps({"source": source, "output": output}) + "\n" for source, output in rows.items()),
        encoding="utf-8",
    )
    return path


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    path.unlink()
    if how != "gone":
        made = {"zeroed": bytes(4096) + data[4096:], "empty": b"", "mark": b"\xef\xbb\xbf" + data, "other": b"{}"}
        path.write_bytes(made[how])


@pytest.mark.parametrize("how", ["zeroed", "empty", "mark", "other", "gone"])
def test_a_result_that_the_manifest_names_is_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    folder = tmp_path / "results"
    bad = store(folder / "run", "2024/bad.pdf")
    for name in ("a.pdf", "2024/b.pdf", "2025/c.pdf"):
        store(folder / "run", name)
    outputs = {name: f"{name}.json" for name in ("2024/b.pdf", "2024/bad.pdf", "a.pdf")}
    listed(folder / "run", "manifest.jsonl", {**outputs, "failed.pdf": None})
    words = ["export", str(folder), "-o", str(tmp_path / "out"), "--as", "csv"]
    assert main(words) == 0, "what no manifest names is a result too"
    damage(bad, how)
    capsys.readouterr()
    assert main(words) == 1
    said = capsys.readouterr().err
    assert f"{bad}: " in said and "3 documents, 1 left out" in said
    assert main(["check", str(folder)]) == 1
    assert str(bad) in capsys.readouterr().err
    assert main(["link", str(folder), "-o", str(tmp_path / "sets"), "--quiet"]) == 1
    assert str(bad) in capsys.readouterr().err


def test_a_manifest_of_another_day_and_one_of_somebody_else_miss_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    store(folder, "a.pdf")
    listed(folder, "manifest.jsonl", {"a.pdf": "a.pdf.json", "b.pdf": "b.pdf.json"})
    listed(folder, "manifest-1-of-2.jsonl", {"b.pdf": None})
    (folder / "sub").mkdir()
    (folder / "sub" / "manifest.jsonl").write_text('{"name": "x.json"}\n', encoding="utf-8")
    listed(folder, "manifest-old.jsonl", {"c.pdf": "c.pdf.json"})
    assert main(["export", str(folder), "-o", str(tmp_path / "out"), "--as", "csv", "--quiet"]) == 0


@pytest.mark.parametrize("line", ['{"source": "b.pdf", "output": ', '{"source": "b.pdf", "output": "../b.json"}', "[]"])
def test_a_manifest_that_can_not_be_read_to_its_end_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    folder = tmp_path / "results"
    store(folder, "a.pdf")
    manifest = listed(folder, "manifest.jsonl", {"a.pdf": "a.pdf.json"})
    manifest.write_text(manifest.read_text(encoding="utf-8") + line, encoding="utf-8")
    assert main(["export", str(folder), "-o", str(tmp_path / "out"), "--as", "csv"]) == 1
    said = capsys.readouterr().err
    assert f"{manifest}: corrupt_file" in said and "1 documents, 1 left out" in said


def test_the_same_document_from_two_folders_is_taken_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("one", "two"):
        store(tmp_path / folder, "a.pdf")
    words = [str(tmp_path / "one"), str(tmp_path / "two")]
    assert main(["export", *words, "-o", str(tmp_path / "out"), "--as", "csv"]) == 1
    assert sources(tmp_path / "out") == ["a.pdf"]
    assert "the same document" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="names as bytes")
def test_odd_names_are_names(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    for name in ("=1+1.pdf", "换\n行.pdf", "😀 预算.pdf", os.fsdecode("预算".encode("gb18030")) + ".pdf"):
        store(folder, name)
    assert main(["export", str(folder), "-o", str(tmp_path / "out"), "--as", "csv", "--quiet"]) == 0
    # the first character's two bytes happen to be UTF-8
    assert sorted(sources(tmp_path / "out")) == ["'=1+1.pdf", "\u0524\\xcb\\xe3.pdf", "换\n行.pdf", "😀 预算.pdf"]
    assert main(["export", str(folder), "-o", str(tmp_path / "books"), "--as", "xlsx", "--quiet"]) == 0
    assert len(list((tmp_path / "books").iterdir())) == 4


def test_words_that_are_off_are_refused_before_any_work(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    store(folder, "a.pdf")
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert main(["export", str(tmp_path / "nothing"), "-o", str(tmp_path / "out"), "--as", "csv"]) == 2
    assert main(["export", str(folder), "-o", str(file), "--as", "csv"]) == 2
    assert not (tmp_path / "out").exists()


def test_convert_writes_tables_too(demo: Path, tmp_path: Path) -> None:
    form = next(demo.glob("*.xlsx"))
    assert main(["convert", str(form), "-o", str(tmp_path), "--also", "parquet,csv", "--quiet", "--jobs", "1"]) == 0
    assert sources(tmp_path / "tables" / "csv") == [form.name]
    assert (tmp_path / "tables" / "parquet" / "indicators.parquet").is_file()
    with pytest.raises(SystemExit):
        main(["convert", str(form), "-o", str(tmp_path), "--also", "pdf"])


_MEASURED = """
import resource, sys
from extractor.cli import main
status = main(sys.argv[1:])
print(status, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def megabytes(*words: str) -> int:
    """The most memory that an export took, MiB."""
    done = subprocess.run([sys.executable, "-c", _MEASURED, *words], capture_output=True, text=True, check=True)
    status, most = done.stdout.split()
    assert status == "0"
    return int(most)


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss counts KiB there")
def test_memory_does_not_grow_with_the_number_of_documents(tmp_path: Path) -> None:
    data = to_json(document_of("预算" * 20))
    folder = tmp_path / "results"
    for number in range(2_000):
        path = folder / str(number % 20) / f"{number}.pdf.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    few = megabytes("export", str(folder / "0"), "-o", str(tmp_path / "few"), "--as", "parquet", "--quiet")
    many = megabytes("export", str(folder), "-o", str(tmp_path / "many"), "--as", "parquet", "--quiet")
    assert many - few < 96, f"{few} MiB for 100 documents, {many} for 2,000"
