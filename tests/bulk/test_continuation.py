"""A run goes on where an earlier one stood, and trusts nothing that may have changed."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from extractor.bulk import continuation as module
from extractor.bulk import outputs
from extractor.bulk.continuation import Continuation
from extractor.bulk.files import write_atomically
from extractor.bulk.journal.journal import Journal
from extractor.bulk.outcome import Outcome, converted, unconverted
from extractor.bulk.task import Task
from extractor.document.document import Document
from extractor.document.summary import Summary
from extractor.errors import CorruptSource, ExtractorError, InternalError, UnwritableOutput, WorkerDied

Run = Callable[..., list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three inputs, old enough for their times to be trusted."""
    for name in ("a.txt", "b.txt", "c.txt"):
        _write(tmp_path / "in" / name, name, age=100)
    return tmp_path


@pytest.fixture
def run(folder: Path, make_empty_document: Callable[[str], Document]) -> Run:
    """Carry out one run; what it converted, and not merely found done."""

    def carry_out(
        *,
        key: str = "k",
        resume: bool = True,
        rehash: bool = False,
        fail: dict[str, ExtractorError] | None = None,
        endings: tuple[str, ...] = (),
        stop_after: int = 100,
    ) -> list[str]:
        out, done = folder / "out", []
        tasks = [Task(path, path.name, found=True) for path in sorted((folder / "in").iterdir())]
        with closing(Journal(out / ".extractor" / "journal.sqlite")) as journal:
            book = Continuation(out, journal, key, endings, resume, rehash)
            book.begin()
            for part in book.left(tasks):
                if isinstance(part, Task):
                    done.append(part.source)
                    part = _convert(part, out, (fail or {}).get(part.source), endings, make_empty_document)
                book.note(part)
                if len(done) == stop_after:
                    return done  # as if killed: nothing more is written
            journal.end()
            noted = [entry.outcome.source for entry in journal.entries()]
            assert noted == sorted(task.source for task in tasks)
        return done

    return carry_out


def _convert(
    task: Task,
    out: Path,
    error: ExtractorError | None,
    endings: tuple[str, ...],
    document_of: Callable[[str], Document],
) -> Outcome:
    from hashlib import sha256

    digest = sha256(task.path.read_bytes()).hexdigest()
    if error is not None:
        return unconverted(task.source, digest, "failed", error, 0.5)
    for ending in endings:
        write_atomically(out / f"{task.source}{ending}", b"<!-- extractor -->" + task.path.read_bytes())
    write_atomically(out / task.output, b'{"schema_version":"' + task.path.read_bytes() + b'"}')
    return converted(task.source, digest, task.output, document_of(task.name), 0.5)


def _write(path: Path, words: str, *, age: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    os.utime(path, (time.time() - age,) * 2)


def test_finished_work_is_skipped(run: Run) -> None:
    assert run() == ["a.txt", "b.txt", "c.txt"]
    assert run() == []
    assert run(rehash=True) == []


def test_without_resume_all_is_done_again(run: Run) -> None:
    run()
    assert run(resume=False) == ["a.txt", "b.txt", "c.txt"]


def test_a_run_that_was_cut_off_goes_on(run: Run) -> None:
    assert run(stop_after=2) == ["a.txt", "b.txt"]
    assert run() == ["c.txt"]


def test_another_version_or_other_options_convert_again(run: Run) -> None:
    run()
    assert run(key="other") == ["a.txt", "b.txt", "c.txt"]
    assert run(key="other") == []


def test_a_changed_input_is_converted_again_also_with_its_old_time(run: Run, folder: Path) -> None:
    run()
    path = folder / "in" / "b.txt"
    seen = path.stat()
    path.write_text("B.txt", encoding="utf-8")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert run() == ["b.txt"]


def test_an_input_that_was_only_touched_is_not(run: Run, folder: Path) -> None:
    run()
    os.utime(folder / "in" / "b.txt")
    assert run() == []


@pytest.mark.parametrize("change", ["removed", "cut", "other"])
def test_a_result_that_is_not_what_was_written_is_written_again(run: Run, folder: Path, change: str) -> None:
    run(endings=(".md",))
    for name in ("a.txt.json", "b.txt.md"):
        path = folder / "out" / name
        if change == "removed":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:10] if change == "cut" else path.read_bytes().swapcase())
    assert run(endings=(".md",)) == ["a.txt", "b.txt"]


def test_times_alone_are_trusted_once_they_settled_and_never_with_rehash(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    ahead = time.time() + 100
    monkeypatch.setattr(time, "time", lambda: ahead)  # now the times of all files are old
    read = []
    monkeypatch.setattr(module, "sha256_of", lambda path: read.append(path.name))
    assert run() == ["a.txt", "b.txt", "c.txt"], "noted at once, so that the bytes had to tell"
    read.clear()
    assert run() == []
    assert read == []
    assert run(rehash=True) == ["a.txt", "b.txt", "c.txt"]
    assert read == ["a.txt", "b.txt", "c.txt"]


def test_what_may_not_fail_again_is_tried_again(run: Run) -> None:
    fail: dict[str, ExtractorError] = {
        "a.txt": CorruptSource("x"),
        "b.txt": WorkerDied("x"),
        "c.txt": InternalError("x"),
    }
    run(fail=fail)
    assert run(fail=fail) == ["b.txt", "c.txt"]


def test_a_journal_of_another_format_or_no_journal_is_set_aside(run: Run, folder: Path) -> None:
    run()
    path = folder / "out" / ".extractor" / "journal.sqlite"
    with closing(sqlite3.connect(path)) as rows:
        rows.execute("PRAGMA user_version = 99")
    assert run() == ["a.txt", "b.txt", "c.txt"]
    path.write_bytes(b"no database" * 100)
    with closing(Journal(path)) as journal:
        assert journal.remark is not None and "damaged" in journal.remark
    assert run() == ["a.txt", "b.txt", "c.txt"]
    assert run() == []


@pytest.mark.parametrize(
    "change",
    [
        "line = 'nonsense'",
        "line = '[]'",
        "line = CAST(x'5bff' AS TEXT)",
        "line = replace(line, '\"ok\"', '\"oj\"')",
        'line = replace(line, \'"pages": 0\', \'"pages": "0"\')',
        "line = replace(line, 'a.txt', 'b.txt')",
        'line = replace(line, \'"summary": {\', \'"summary": {"more": 1, \')',
        "written = '[[1]]'",
        "sha256 = NULL",
        "seconds = 'long'",
        "source = 'a.txt'",
    ],
)
def test_a_damaged_row_of_the_journal_costs_its_own_input_only(run: Run, folder: Path, change: str) -> None:
    run()
    place = folder / "out" / ".extractor" / "journal.sqlite"
    with closing(sqlite3.connect(place)) as rows, rows:
        assert rows.execute(f"UPDATE entries SET {change} WHERE source = x'612e747874'").rowcount == 1  # noqa: S608
    assert run() == ["a.txt"]
    assert run() == []


def test_damaged_rows_are_said(run: Run, folder: Path) -> None:
    run()
    place = folder / "out" / ".extractor" / "journal.sqlite"
    with closing(sqlite3.connect(place)) as rows, rows:
        rows.execute("UPDATE entries SET line = 'nonsense' WHERE source < x'63'")
    with closing(Journal(place)) as journal:
        book = Continuation(folder / "out", journal, "k", resume=True)
        book.begin()
        tasks = [Task(path, path.name, found=True) for path in sorted((folder / "in").iterdir())]
        assert [isinstance(part, Task) for part in book.left(tasks)] == [True, True, False]
        assert book.remarks() == ["Damaged lines of the journal: 2; their inputs are converted again."]


def _damage(place: Path, harm: str) -> None:
    data = place.read_bytes()
    with closing(sqlite3.connect(place)) as rows:
        size = rows.execute("PRAGMA page_size").fetchone()[0]
        root = rows.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entries'").fetchone()[0]
    page = data[: (root - 1) * size] + b"\xff" * size + data[root * size :]
    place.write_bytes({"page": page, "cut": data[: (root - 1) * size], "other": b"no database" * 100}[harm])


@pytest.mark.parametrize("harm", ["page", "cut", "table"])
def test_a_journal_that_was_damaged_after_its_run_is_set_aside(run: Run, folder: Path, harm: str) -> None:
    run()
    place = folder / "out" / ".extractor" / "journal.sqlite"
    if harm == "table":
        with closing(sqlite3.connect(place)) as rows:
            rows.execute("ALTER TABLE entries DROP COLUMN written")
    else:
        _damage(place, harm)
    assert run() == ["a.txt", "b.txt", "c.txt"]
    assert run() == []


@pytest.mark.parametrize("harm", ["other", "page", "cut"])
def test_a_damaged_journal_of_a_shard_is_said_and_left_out(run: Run, folder: Path, harm: str) -> None:
    run()
    other = folder / "other.sqlite"
    shutil.copy(folder / "out" / ".extractor" / "journal.sqlite", other)
    _damage(other, harm)
    with closing(Journal(folder / "out" / ".extractor" / "journal.sqlite")) as journal:
        book = Continuation(folder / "out", journal, "k", resume=True)
        book.begin([other])
        assert book.remarks() == [f"{other} is damaged: what it noted is converted again."]


@pytest.mark.parametrize("cut", [1, 100, 4000, 8192])
def test_a_torn_end_of_the_log_costs_the_last_rows_only(run: Run, folder: Path, cut: int) -> None:
    """As after a loss of power: the bytes that had not reached the disk are not there."""
    place = folder / "out" / ".extractor" / "journal.sqlite"
    run()
    with closing(Journal(place)) as journal:
        journal.begin(resume=True)
        entry = journal.find("a.txt")
        assert entry is not None
        journal.note(entry)
        log = place.with_name("journal.sqlite-wal")
        torn, base = log.read_bytes()[:-cut], place.read_bytes()
    place.write_bytes(base)
    log.write_bytes(torn)
    assert run() == []


def test_a_full_disk_ends_the_run_and_says_so(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail: dict[str, ExtractorError] = {"b.txt": UnwritableOutput("x")}
    assert run(fail=fail) == ["a.txt", "b.txt", "c.txt"], "one result that can not be stored fails alone"

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(outputs, "write_atomically", full)
        with pytest.raises(UnwritableOutput, match=r"go on with --resume"):
            run(fail=fail)
    assert run() == ["b.txt"]


def test_a_journal_that_can_not_be_written_ends_the_run(folder: Path) -> None:
    (folder / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(UnwritableOutput, match="journal"):
        Journal(folder / "file" / "journal.sqlite")


def test_an_earlier_result_goes_before_its_failure_is_noted(run: Run, folder: Path) -> None:
    run()
    _write(folder / "in" / "a.txt", "new", age=0)
    run(fail={"a.txt": CorruptSource("x")})
    assert not (folder / "out" / "a.txt.json").exists()
    assert run() == []


def test_the_journal_of_a_shard_is_adopted(run: Run, folder: Path) -> None:
    run()
    first = folder / "out" / ".extractor" / "journal.sqlite"
    with closing(Journal(folder / "new.sqlite")) as journal:
        book = Continuation(folder / "out", journal, "k", (), resume=True)
        book.begin([first])
        tasks: Iterator[Task] = (Task(p, p.name, found=True) for p in sorted((folder / "in").iterdir()))
        parts = list(book.left(tasks))
        assert [isinstance(part, Outcome) and part.resumed for part in parts] == [True] * 3
        with closing(Journal(first)), pytest.raises(UnwritableOutput, match="locked"):
            journal.adopt(first)
        assert [entry.outcome.source for entry in journal.entries()] == ["a.txt", "b.txt", "c.txt"]


def test_an_outcome_comes_back_whole(folder: Path) -> None:
    outcome = Outcome(
        "年/\udcffa\n.pdf", "0" * 64, "partial", "年/a.pdf.json", 3, 2, 1, Summary(9, 5, 2, 1, 1, 1), None, 0.25, ("r",)
    )
    with closing(Journal(folder / "j.sqlite")) as journal:
        book = Continuation(folder, journal, "k")
        book.begin()
        book.note(outcome)
        entry = journal.find(outcome.source)
        assert entry is not None and entry.outcome == outcome
        assert [one.path for one in entry.written] == ["年/a.pdf.json"]
