"""One bad file never costs another."""

import importlib
import json
import threading
from pathlib import Path

import pytest

from extractor.bulk import conversion, outputs
from extractor.bulk.conversion import Conversion
from extractor.bulk.inputs import Task, plan_tasks
from extractor.bulk.manifest import write_manifest
from extractor.bulk.outcome import Outcome
from extractor.bulk.pool import run_tasks
from extractor.bulk.stale_outputs import remove_stale_outputs
from extractor.options import Options

WORDS = {
    "a.txt": "fine",
    "b.txt": "die",
    "c.txt": "break",
    "d.txt": "corrupt",
    "e.txt": "foreign",
    "f.txt": "fine too",
    "g.txt": "nothing",
    "h.txt": "",
    "i.py": "fine",
}


@pytest.fixture
def conversion_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Conversion:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    fake = importlib.import_module("fake_conversions").FakeSandbox()
    return Conversion(tmp_path / "out", Options(), sandbox=lambda _: fake)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "in"
    source.mkdir()
    for name, words in WORDS.items():
        (source / name).write_text(words, encoding="utf-8")
    return source


def planned(folder: Path, conversion: Conversion) -> list[Task]:
    return [part for part in plan_tasks([str(folder)], conversion.folder) if isinstance(part, Task)]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_batch_goes_on_over_deaths_faults_and_bad_files(
    conversion_to: Conversion, folder: Path, workers: int
) -> None:
    tasks = planned(folder, conversion_to)
    outcomes = {outcome.source: outcome for outcome in run_tasks(tasks, conversion_to, workers)}
    said = {name: (one.status, one.error.code if one.error else None) for name, one in outcomes.items()}
    assert said == {
        "a.txt": ("ok", None),
        "b.txt": ("failed", "worker_died"),
        "c.txt": ("failed", "internal_error"),
        "d.txt": ("failed", "corrupt_file"),
        "e.txt": ("failed", "unsupported_format"),
        "f.txt": ("ok", None),
        "g.txt": ("skipped", "no_document"),
        "h.txt": ("failed", "empty_file"),
        "i.py": ("skipped", "no_document"),
    }
    written = sorted(path.name for path in conversion_to.folder.iterdir())
    assert written == ["a.txt.json", "f.txt.json"]


def test_the_manifest_is_the_same_whatever_came_first(conversion_to: Conversion, folder: Path, tmp_path: Path) -> None:
    tasks = plan_tasks([str(folder / name) for name in ("a.txt", "c.txt", "f.txt")], conversion_to.folder)
    outcomes = [conversion_to.worker()(task) for task in tasks if isinstance(task, Task)]
    write_manifest(tmp_path / "one", outcomes)
    write_manifest(
        tmp_path / "two", reversed([conversion_to.worker()(task) for task in tasks if isinstance(task, Task)])
    )
    first = (tmp_path / "one" / "manifest.jsonl").read_bytes()
    assert first == (tmp_path / "two" / "manifest.jsonl").read_bytes()
    lines = [json.loads(line) for line in first.splitlines()]
    assert [line["source"] for line in lines] == ["a.txt", "c.txt", "f.txt"]
    fields = ["source", "sha256", "status", "output", "pages", "tables", "projects", "summary", "error"]
    assert all(list(line) == fields for line in lines)
    timings = [json.loads(line) for line in (tmp_path / "one" / "timings.jsonl").read_text().splitlines()]
    assert [set(line) for line in timings] == [{"source", "seconds"}] * 3


def test_a_file_that_was_named_is_not_merely_skipped(conversion_to: Conversion, folder: Path) -> None:
    assert conversion_to.worker()(Task(folder / "g.txt", "g.txt", found=False)).status == "failed"
    assert conversion_to.worker()(Task(folder / "i.py", "i.py", found=False)).status == "ok"


def test_a_result_is_no_input_even_when_it_is_named(conversion_to: Conversion, folder: Path) -> None:
    assert conversion_to.worker()(Task(folder / "a.txt", "a.txt", found=False)).output == "a.txt.json"
    outcome = conversion_to.worker()(Task(conversion_to.folder / "a.txt.json", "a.txt.json", found=False))
    assert (outcome.status, _code(outcome)) == ("failed", "no_document")


def test_a_wish_to_stop_lets_files_in_work_end_and_begins_none(conversion_to: Conversion, tmp_path: Path) -> None:
    source = tmp_path / "many"
    source.mkdir()
    for number in range(16):
        (source / f"{number}.txt").write_text("slow", encoding="utf-8")
    tasks, stop = planned(source, conversion_to), threading.Event()
    outcomes = []
    for outcome in run_tasks(tasks, conversion_to, 2, stop):
        stop.set()
        outcomes.append(outcome)
    # how many were begun before the wish was heard is the machine's affair; that some never were is ours
    assert 1 <= len(outcomes) < len(tasks)
    assert {outcome.status for outcome in outcomes} == {"ok"}
    assert {path.name for path in conversion_to.folder.iterdir()} == {outcome.output for outcome in outcomes}
    assert list(run_tasks(tasks, conversion_to, 2, stop)) == []


def test_the_result_of_an_earlier_run_goes_when_this_one_has_none(conversion_to: Conversion, folder: Path) -> None:
    task = Task(folder / "a.txt", "a.txt", found=True)
    assert conversion_to.worker()(task).output == "a.txt.json"
    mine = conversion_to.folder / "c.txt.json"
    mine.write_text('{"mine": 1}', encoding="utf-8")
    other = conversion_to.folder / "other.txt.json"
    other.write_bytes((conversion_to.folder / "a.txt.json").read_bytes())
    (folder / "a.txt").write_text("corrupt", encoding="utf-8")
    outcomes = [conversion_to.worker()(task), conversion_to.worker()(Task(folder / "c.txt", "c.txt", found=True))]
    remove_stale_outputs(conversion_to.folder, outcomes)
    assert not (conversion_to.folder / "a.txt.json").exists()
    assert mine.exists(), "no result of this program"
    assert other.exists(), "no input of this run"


def test_a_result_that_can_not_be_stored_fails_alone(
    conversion_to: Conversion, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    for module in (conversion, outputs):
        monkeypatch.setattr(module, "write_atomically", fail)
    outcome = conversion_to.worker()(Task(folder / "a.txt", "a.txt", found=True))
    assert _code(outcome) == "unwritable_output"
    assert outcome.output is None


def test_a_file_that_is_not_there_says_so(conversion_to: Conversion, tmp_path: Path) -> None:
    assert _code(conversion_to.worker()(Task(tmp_path / "gone.pdf", "gone.pdf", found=False))) == "unreadable_file"


def _code(outcome: Outcome) -> str | None:
    return outcome.error.code if outcome.error else None
