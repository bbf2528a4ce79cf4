"""``extractor convert`` from the outside: exit statuses, codes, and what lies in the output folder."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from extractor.cli import main


def manifest(folder: Path) -> dict[str, dict[str, Any]]:
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["source"]: line for line in map(json.loads, lines)}


def shown(folder: Path) -> list[Path]:
    """What lies in an output folder, without what is kept for a later run."""
    return [path for path in folder.iterdir() if path.name != ".extractor"]


def _word_97() -> bytes:
    """The beginning of an OLE compound file ([MS-CFB]), with the directory entry of a Word document."""
    name = "WordDocument".encode("utf-16-le") + b"\0\0"
    entry = name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes(62)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entry


@pytest.fixture
def bad_folder(tmp_path: Path, demo: Path, odd_files: Path) -> Path:
    """One good document among the bad ones."""
    folder = tmp_path / "in"
    folder.mkdir()
    budget = next(demo.glob("*.pdf")).read_bytes()
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "truncated.pdf").write_bytes(budget[: len(budget) // 3])
    (folder / "workbook.pdf").write_bytes(next(demo.glob("*.xlsx")).read_bytes())
    (folder / "unknown.bin").write_bytes(bytes(range(256)) * 8)
    (folder / "damaged.docx").write_bytes(bytes(range(256)) * 8)
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "packed.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    (folder / "old.doc").write_bytes(_word_97())
    for name in ("data.json", "code.py", "table.xml", "desktop.ini"):
        (folder / name).write_text("[1]\n", encoding="utf-8")
    (folder / "diary.txt").write_text("今天天气很好，我们去公园散步。\n", encoding="utf-8")
    Workbook().save(folder / "blank.xlsx")
    for name in ("encrypted-rc4-40.pdf", "picture-only.pdf", "plain.pdf"):
        shutil.copy(odd_files / name, folder / name)
    return folder


def test_each_bad_input_has_its_code_and_the_others_are_written(bad_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["convert", str(bad_folder), "-o", str(out), "--jobs", "2", "--quiet", "--ocr", "off"]) == 1
    lines = manifest(out)
    codes = {name: line["error"]["code"] for name, line in lines.items() if line["error"]}
    assert codes == {
        "empty.pdf": "empty_file",
        "truncated.pdf": "corrupt_file",
        "unknown.bin": "no_document",
        "damaged.docx": "corrupt_file",
        "scan.png": "no_text_layer",
        "packed.7z": "unsupported_format",
        "old.doc": "corrupt_file",
        **dict.fromkeys(("data.json", "code.py", "table.xml", "desktop.ini"), "no_document"),
        "encrypted-rc4-40.pdf": "encrypted_file",
        "picture-only.pdf": "no_text_layer",
    }
    skipped = {name for name, line in lines.items() if line["status"] == "skipped"}
    assert skipped == {"unknown.bin", "data.json", "code.py", "table.xml", "desktop.ini"}
    assert {name for name, line in lines.items() if line["status"] == "failed"} == set(codes) - skipped
    assert lines["workbook.pdf"]["tables"] == 1, "content decides, not the ending"
    assert (lines["blank.xlsx"]["tables"], lines["diary.txt"]["tables"]) == (0, 0)
    assert list(lines) == sorted(lines)
    written = {path.relative_to(out).as_posix() for path in out.rglob("*.json")}
    assert written == {line["output"] for line in lines.values() if line["output"]}
    assert {name for name, line in lines.items() if not line["output"]} == set(codes)


def test_what_is_no_budget_says_so(bad_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["convert", str(bad_folder / "diary.txt"), "-o", str(out), "--quiet"]) == 0
    document = json.loads((out / "diary.txt.json").read_text(encoding="utf-8"))
    assert document["kind"] == "other"
    assert document["statements"] == document["projects"] == []


def test_an_unknown_format_that_was_named_fails(bad_folder: Path, tmp_path: Path) -> None:
    assert main(["convert", str(bad_folder / "unknown.bin"), "-o", str(tmp_path / "out"), "--quiet"]) == 1
    assert manifest(tmp_path / "out")["unknown.bin"]["status"] == "failed"


@pytest.mark.parametrize("name", ["encrypted-rc4-40.pdf", "encrypted-aes-256.pdf"])
@pytest.mark.parametrize(("password", "status"), [("demo", 0), ("wrong", 1)])
def test_a_password_opens_or_does_not(
    odd_files: Path, tmp_path: Path, name: str, password: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["convert", str(odd_files / name), "-o", str(tmp_path), "--password", password]
    assert main(words) == status
    assert ("encrypted_file" in capsys.readouterr().err) == bool(status)
    if not status:
        text = (tmp_path / f"{name}.json").read_text(encoding="utf-8")
        assert json.loads(text)["producer"]["options"]["source"]["password"] is True
        assert '"demo"' not in text, "a password is never written"


def test_the_same_path_twice_is_refused_before_work_starts(
    odd_files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = str(odd_files / "plain.pdf")
    assert main(["convert", plain, plain, "-o", str(tmp_path / "out")]) == 2
    assert "would both be written" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["convert"],
        ["convert", "x.pdf"],
        ["convert", "x.pdf", "-o", "out", "--jobs", "0"],
        ["convert", "x.pdf", "-o", "out", "--verbose", "--quiet"],
        ["nonsense"],
        [],
    ],
)
def test_words_that_are_off_give_exit_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_an_output_folder_that_is_a_file_is_refused(odd_files: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert main(["convert", str(odd_files / "plain.pdf"), "-o", str(tmp_path / "out")]) == 2
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_the_number_of_workers_changes_no_byte(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, jobs in (("one", "1"), ("two", "2")):
        assert main(["convert", f"{demo}/*.*", "-o", str(tmp_path / name), "--jobs", jobs, "--verbose"]) == 0
    said = capsys.readouterr()
    assert said.out == "", "progress goes to stderr"
    assert said.err.count("tables") == 8
    one, two = (
        {path.name: path.read_bytes() for path in shown(tmp_path / name) if path.stem not in ("timings", "report")}
        for name in ("one", "two")
    )
    assert one == two
    assert len(one) == 5


def test_a_folder_of_what_is_no_document_fails_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "Thumbs.db").write_bytes(bytes(range(256)))
    (folder / "code.js").write_text("1", encoding="utf-8")
    (folder / "~$a.docx").write_bytes(b"\x05")
    assert main(["convert", str(folder), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    assert {name: line["status"] for name, line in manifest(tmp_path / "out").items()} == dict.fromkeys(
        ("Thumbs.db", "code.js"), "skipped"
    )


def test_results_in_the_folder_are_no_inputs_and_go_when_their_input_breaks(odd_files: Path, tmp_path: Path) -> None:
    shutil.copy(odd_files / "plain.pdf", tmp_path / "plain.pdf")
    words = ["convert", str(tmp_path), "-o", str(tmp_path), "--quiet"]
    assert main(words) == 0
    first = (tmp_path / "manifest.jsonl").read_bytes()
    assert main(words) == 0
    assert (tmp_path / "manifest.jsonl").read_bytes() == first
    (tmp_path / "plain.pdf").write_bytes(b"")
    assert main(words) == 1
    assert manifest(tmp_path)["plain.pdf"]["output"] is None
    assert not (tmp_path / "plain.pdf.json").exists()


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is a signal of POSIX")
def test_ctrl_c_ends_the_files_in_work_and_writes_the_manifest(odd_files: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(600):
        shutil.copy(odd_files / "plain.pdf", folder / f"{number:03}.pdf")
    words = [sys.executable, "-m", "extractor", "convert", str(folder), "-o", str(out), "--jobs", "1", "--verbose"]
    # a terminal sends Ctrl-C to the whole group, the workers too
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr is not None
        assert "tables" in process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        said = process.stderr.read()
        assert process.wait(60) == 130
    lines = manifest(out)
    assert 1 <= len(lines) < 600
    assert {line["status"] for line in lines.values()} == {"ok"}
    assert {path.name for path in out.glob("*.json")} == {line["output"] for line in lines.values()}
    assert "not begun" in said and "Traceback" not in said
    assert not list(out.rglob("*.part")), "nothing half written"


def test_members_of_an_archive_lie_below_it_and_all_are_named(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    form = next(demo.glob("*.xlsx"))
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.write(form, f"2025/{form.name}")
        archive.writestr("../out.txt", "预算")
        archive.writestr("code.py", "1")
    with tarfile.open(folder / "b.tar.gz", "w:gz") as packed:
        packed.add(form, form.name)
        packed.add(folder / "a.zip", "a.zip")
    (folder / "c.zip").write_bytes(b"PK\x03\x04 and nothing more")
    out = tmp_path / "out"
    assert main(["convert", str(folder), "-o", str(out), "--quiet"]) == 1
    lines = manifest(out)
    named = {name: (line["status"], line["error"]["code"] if line["error"] else None) for name, line in lines.items()}
    members = {
        f"2025/{form.name}": ("ok", None),
        "%2E%2E/out.txt": ("failed", "unsafe_member"),
        "code.py": ("skipped", "no_document"),
    }
    assert named == {
        **{f"a.zip/{name}": said for name, said in members.items()},
        **{f"b.tar.gz/a.zip/{name}": said for name, said in members.items()},
        f"b.tar.gz/{form.name}": ("ok", None),
        "c.zip": ("failed", "corrupt_file"),
    }
    written = {path.relative_to(out).as_posix() for path in out.rglob("*.json")}
    assert written == {line["output"] for line in lines.values() if line["output"]}
    assert len({(out / name).read_bytes() for name in written}) == 1, "the same document, wherever it was packed"


def test_a_folder_and_an_archive_of_one_path_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two" / "a.zip").mkdir(parents=True)
    (tmp_path / "one" / "a.zip").write_bytes(b"PK\x05\x06")
    (tmp_path / "two" / "a.zip" / "b.txt").write_text("预算", encoding="utf-8")
    words = ["convert", str(tmp_path / "one"), str(tmp_path / "two"), "-o", str(tmp_path / "out")]
    assert main(words) == 2
    assert "to one folder" in capsys.readouterr().err


def test_markdown_lies_beside_the_json_and_goes_with_it(demo: Path, odd_files: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    shutil.copy(next(demo.glob("*.xlsx")), folder / "a.xlsx")
    words = ["convert", str(folder), "-o", str(out), "--format", "md", "--quiet"]
    assert main(words) == 0
    assert sorted(path.name for path in shown(out)) == [
        "a.xlsx.json",
        "a.xlsx.md",
        "manifest.jsonl",
        "report.html",
        "report.jsonl",
        "timings.jsonl",
    ]
    assert "<table>" in (out / "a.xlsx.md").read_text(encoding="utf-8")
    shutil.move(out / "a.xlsx.md", folder / "b.md")
    assert main(words) == 0
    assert list(manifest(out)) == ["a.xlsx"], "what this program wrote is no input"
    shutil.copy(odd_files / "picture-only.pdf", folder / "a.xlsx")
    assert main(words) == 1
    assert sorted(path.name for path in shown(out)) == [
        "manifest.jsonl",
        "report.html",
        "report.jsonl",
        "timings.jsonl",
    ]
