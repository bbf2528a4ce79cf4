"""No two things that a run writes have one place: no result is lost to another one, nor are the lists."""

import importlib
import json
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from extractor import cli
from extractor.bulk.conversion import Conversion
from extractor.bulk.inputs import plan_tasks
from extractor.commands import convert
from extractor.errors import UsageError

Run = Callable[..., tuple[int, dict[str, str]]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Convert ``in`` to ``out``: the exit status, and each source with its status or the code of its failure."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    fake = importlib.import_module("fake_conversions").FakeSandbox()
    monkeypatch.setattr(convert, "Conversion", partial(Conversion, sandbox=lambda _: fake))

    def carry_out(*words: str) -> tuple[int, dict[str, str]]:
        status = cli.main(["convert", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--quiet", *words])
        manifest = tmp_path / "out" / "manifest.jsonl"
        rows = map(json.loads, manifest.read_text(encoding="utf-8").splitlines()) if manifest.is_file() else ()
        return status, {row["source"]: row["error"]["code"] if row["error"] else row["status"] for row in rows}

    return carry_out


def write(path: Path, words: str = "fine") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")


def pack(path: Path, *members: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name in members:
            archive.writestr(name, "fine")


@pytest.mark.parametrize(
    "name", ["manifest.jsonl", "timings.jsonl", "report.html", "report.jsonl", "manifest-2-of-4.jsonl", "a.txt.json"]
)
def test_a_folder_where_a_file_is_to_be_written_is_refused_before_any_work(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    write(tmp_path / "in" / "a.txt")
    write(tmp_path / "in" / name / "deep" / "b.txt")
    assert run() == (2, {})
    said = capsys.readouterr().err
    assert f"{name}/deep" in said and "rename the folder" in said
    assert not (tmp_path / "out").exists(), "nothing was converted"


def test_such_names_are_no_obstacle_elsewhere(tmp_path: Path) -> None:
    for name in ("2024/manifest.jsonl/a.txt", "manifest.json/a.txt", "report.md/a.txt", "report.html", "b.json/c.txt"):
        write(tmp_path / name)
    assert len(plan_tasks([str(tmp_path)])) == 5


def test_the_places_of_markdown_count_where_it_is_written(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "a.txt.md" / "b.txt")
    assert len(plan_tasks([str(tmp_path)])) == 2
    with pytest.raises(UsageError, match=r"the folder a\.txt\.md, where the result of a\.txt is written"):
        plan_tasks([str(tmp_path)], endings=(".json", ".md"))


@pytest.mark.parametrize("name", ["manifest.jsonl", "a.txt.json"])
def test_an_archive_where_a_file_is_to_be_written_is_named_and_the_others_go_on(
    run: Run, tmp_path: Path, name: str
) -> None:
    write(tmp_path / "in" / "a.txt")
    pack(tmp_path / "in" / name, "c.txt")
    pack(tmp_path / "in" / "z.zip", "c.txt")
    for words in ((), ("--resume",)):
        assert run(*words) == (1, {"a.txt": "ok", name: "duplicate_member", "z.zip/c.txt": "ok"})
    assert (tmp_path / "out" / "a.txt.json").is_file()


def test_a_folder_in_the_place_of_a_list_is_said_before_any_work(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt")
    (tmp_path / "out" / "report.html").mkdir(parents=True)
    assert run() == (2, {})
    assert not (tmp_path / "out" / "a.txt.json").exists()
