"""An archive that did not change, and whose members are all finished, is not opened again."""

import importlib
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from extractor import cli
from extractor.bulk import work
from extractor.bulk.archives.unpack import Unpacking
from extractor.bulk.conversion import Conversion
from extractor.commands import convert

Convert = Callable[[], list[str]]


@pytest.fixture
def opened_by(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Convert:
    """Go on with the run over ``in``; the archives that it opened."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    fake = importlib.import_module("fake_conversions").FakeSandbox()
    monkeypatch.setattr(convert, "Conversion", partial(Conversion, sandbox=lambda _: fake))
    opened: list[str] = []

    class Noted(Unpacking):
        def __init__(self, folder: Path, *words: object) -> None:
            opened.append(folder.name)
            super().__init__(folder, *words)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "Unpacking", Noted)
    ahead = time.time() + 100
    monkeypatch.setattr(time, "time", lambda: ahead)  # so that the times of the files are old enough

    def run() -> list[str]:
        opened.clear()
        cli.main(["convert", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--resume", "--quiet"])
        return list(opened)

    return run


def pack(path: Path, members: dict[str, str]) -> None:
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, words in members.items():
            archive.writestr(name, words)


MEMBERS = {"a.txt": "fine", "deep/b.txt": "fine", "bad.txt": "corrupt", "empty.txt": "", "../out.txt": "fine"}


def test_it_is_opened_once_and_its_lines_stay(opened_by: Convert, tmp_path: Path) -> None:
    pack(tmp_path / "in" / "x.zip", MEMBERS)
    pack(tmp_path / "in" / "y.zip", {"c.txt": "fine"})
    assert len(opened_by()) == 2
    before = (tmp_path / "out" / "manifest.jsonl").read_bytes()
    assert opened_by() == []
    assert (tmp_path / "out" / "manifest.jsonl").read_bytes() == before
    assert before.count(b"\n") == len(MEMBERS) + 1


@pytest.mark.parametrize("change", ["archive", "result", "death"])
def test_it_is_opened_where_something_is_not_finished(opened_by: Convert, tmp_path: Path, change: str) -> None:
    archive = tmp_path / "in" / "x.zip"
    pack(archive, {**MEMBERS, "dies.txt": "die"} if change == "death" else MEMBERS)
    opened_by()
    if change == "archive":
        archive.unlink()
        pack(archive, {"a.txt": "fine", "new.txt": "fine"})
    elif change == "result":
        (tmp_path / "out" / "x.zip" / "a.txt.json").unlink()
    assert len(opened_by()) == 1
    assert (tmp_path / "out" / "x.zip" / "a.txt.json").exists()
    assert opened_by() == [] or change == "death", "a death may not come again: it is tried in every run"
    rows = (tmp_path / "out" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(rows) == {"archive": 2, "result": len(MEMBERS), "death": len(MEMBERS) + 1}[change]


def test_an_empty_archive_is_not_opened_again_either(opened_by: Convert, tmp_path: Path) -> None:
    pack(tmp_path / "in" / "x.zip", {})
    assert len(opened_by()) == 1
    assert opened_by() == []
