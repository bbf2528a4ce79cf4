"""Runs over stores: the same results and lists as over folders, gone on with from any machine."""

import importlib
import json
import time
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from extractor import cli
from extractor.bulk.conversion import Conversion
from extractor.bulk.stores.store import Store, Stored
from extractor.commands import convert

Convert = Callable[..., tuple[int, list[str]]]
WORDS = {
    "2024/a.txt": "fine",
    "2024/预算 b.txt": "fine too",
    "2025/bad.txt": "corrupt",
    "2025/empty.txt": "",
    "c.txt": "fine",
}
NOT_COMPARED = ("timings.jsonl", "report.jsonl", "report.html", ".extractor/")


def archive_of(members: dict[str, str]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, words in members.items():
            archive.writestr(name, words)
    return data.getvalue()


@pytest.fixture
def convert_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Convert:
    """Run the command; its exit status, and the names of what was converted and not merely found done."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1]))
    fake = importlib.import_module("fake_conversions").FakeSandbox()
    done: list[str] = []

    def noted(data: bytes, name: str, *others: Any, **words: Any) -> Any:
        done.append(name)
        return type(fake).convert(fake, data, name, *others, **words)

    monkeypatch.setattr(fake, "convert", noted)
    monkeypatch.setattr(convert, "Conversion", partial(Conversion, sandbox=lambda _: fake))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def run(*words: str) -> tuple[int, list[str]]:
        done.clear()
        return cli.main(["convert", *words, "--quiet"]), sorted(done)

    return run


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    for name, words in WORDS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    (folder / "old.zip").write_bytes(archive_of({"x.txt": "fine", "deep/y.txt": "fine", "../z.txt": "fine"}))
    return folder


def filled(address: str, archive: Path) -> Store:
    store = Store.at(address)
    for path in archive.rglob("*.*"):
        store.put(f"in/{path.relative_to(archive).as_posix()}", path.read_bytes())
    return store


@pytest.fixture
def store(memory: str, archive: Path) -> Store:
    """A store that holds the archive below ``in``."""
    return filled(memory, archive)


@pytest.fixture(params=["memory", "bucket"])
def either_store(request: pytest.FixtureRequest, archive: Path) -> Store:
    """The same in memory and of S3's kind."""
    return filled(request.getfixturevalue(request.param), archive)


def contents(store: Store, folder: str) -> dict[str, bytes]:
    files = [met for met in Store.at(f"{store.address}/{folder}").walk() if isinstance(met, Stored)]
    return {one.name: store.read(f"{folder}/{one.name}") or b"" for one in files}


def in_folder(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def compared(left: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in left.items() if not name.startswith(NOT_COMPARED)}


def test_results_and_manifest_are_those_of_folders(
    convert_to: Convert, archive: Path, either_store: Store, tmp_path: Path
) -> None:
    assert convert_to(str(archive), "-o", str(tmp_path / "out"))[0] == 1
    here = in_folder(tmp_path / "out")
    assert convert_to(f"{either_store.address}/in", "-o", f"{either_store.address}/out", "--format", "json")[0] == 1
    there = contents(either_store, "out")
    assert compared(there) == compared(here)
    assert {*here} - {".extractor/lock", ".extractor/journal.sqlite"} == {*there}
    assert convert_to(f"{either_store.address}/in", "-o", str(tmp_path / "mixed"))[0] == 1
    assert compared(in_folder(tmp_path / "mixed")) == compared(here)


def test_a_finished_run_fetches_and_converts_nothing(
    convert_to: Convert, either_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = (f"{either_store.address}/in", "-o", f"{either_store.address}/out", "--resume")
    convert_to(*words)
    before = contents(either_store, "out")
    in_bucket = either_store.address.startswith("s3")  # in memory times are younger than can be trusted
    with monkeypatch.context() as patch:
        fetched: list[str] = []
        fetch = Store.fetch

        def noted(store: Store, name: str, path: Path) -> None:
            fetched.append(name)
            fetch(store, name, path)

        patch.setattr(Store, "fetch", noted)
        assert convert_to(*words) == (1, [])
        assert not in_bucket or fetched == []
    after = contents(either_store, "out")
    assert compared(after) == compared(before)
    assert convert_to(*words, "--rehash") == (1, [])


def test_what_changed_in_the_store_is_converted_again(convert_to: Convert, store: Store) -> None:
    words = (f"{store.address}/in", "-o", f"{store.address}/out", "--resume")
    convert_to(*words)
    store.put("in/c.txt", b"new!")
    store.put("out/2024/a.txt.json", b'{"schema_version":"torn')
    store.put("in/old.zip", archive_of({"x.txt": "fine", "new.txt": "more"}))
    assert convert_to(*words) == (1, ["a.txt", "c.txt", "new.txt"])
    assert json.loads(store.read("out/c.txt.json") or b"")["department"]["name"] == "new!"
    rows = [json.loads(line) for line in (store.read("out/manifest.jsonl") or b"").splitlines()]
    assert [row["source"] for row in rows if "old.zip" in row["source"]] == ["old.zip/new.txt", "old.zip/x.txt"]
    store.put("in/c.txt", b"corrupt")
    assert convert_to(*words) == (1, ["c.txt"])
    assert store.read("out/c.txt.json") is None, "a result does not outlive the loss of its source"


def test_another_machine_goes_on_with_what_the_first_one_left(
    convert_to: Convert, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    words = (f"{store.address}/in", "-o", f"{store.address}/out", "--resume")
    convert_to(*words)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "second machine"))
    store.put("in/d.txt", b"more")
    assert convert_to(*words) == (1, ["d.txt"])
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert convert_to(*words) == (1, []), "and the first one learns what the second one did"


def test_shards_of_several_machines_are_joined(
    convert_to: Convert, archive: Path, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    convert_to(str(archive), "-o", str(tmp_path / "out"))
    for number in (1, 2):
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / f"machine {number}"))
        convert_to(f"{store.address}/in", "-o", f"{store.address}/out", "--shard", f"{number}/2")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "machine 3"))
    assert convert_to(f"{store.address}/in", "-o", f"{store.address}/out", "--resume") == (1, [])
    assert store.read("out/manifest.jsonl") == (tmp_path / "out" / "manifest.jsonl").read_bytes()


def test_files_and_patterns_keep_their_path_below_their_common_folder(convert_to: Convert, store: Store) -> None:
    convert_to(f"{store.address}/in/2024/a.txt", f"{store.address}/in/2025/bad.txt", "-o", f"{store.address}/one")
    assert {*compared(contents(store, "one"))} == {"manifest.jsonl", "2024/a.txt.json"}
    assert convert_to(f"{store.address}/in/**/*.txt", "-o", f"{store.address}/two")[1] == [
        "a.txt", "bad.txt", "c.txt", "empty.txt", "预算 b.txt"
    ]  # fmt: skip


def test_results_within_the_input_are_no_input(convert_to: Convert, store: Store) -> None:
    words = (store.address, "-o", f"{store.address}/in/results")
    first = convert_to(*words)
    assert convert_to(*words) == first
    rows = (store.read("in/results/manifest.jsonl") or b"").splitlines()
    assert len(rows) == len(WORDS) + 3


def test_names_that_lead_out_or_can_not_be_told(
    convert_to: Convert, memory: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = Store.at(memory)
    store.put("in/fine.txt", b"x")
    listed = store._files.ls(f"{store.path('in')}", detail=True)
    hostile = [
        {"name": f"{store.path('in')}/{name}", "type": kind, "size": 1}
        for name, kind in (("..", "directory"), ("a\nb.txt", "file"), ("C:x.txt", "file"), ("", "directory"))
    ]
    within = [{"name": f"{store.path('in/..')}/up.txt", "type": "file", "size": 1}]
    answers = {store.path("in"): [*listed, *hostile], store.path("in/.."): within}
    monkeypatch.setattr(store._files, "ls", lambda path, detail: answers[path])
    assert convert_to(f"{memory}/in", "-o", str(tmp_path / "out"))[0] == 1
    rows = [json.loads(line) for line in (tmp_path / "out" / "manifest.jsonl").read_bytes().splitlines()]
    said = {row["source"]: row["error"]["code"] if row["error"] else row["status"] for row in rows}
    assert said == {
        "%2F/%2F/%2F": "unreadable_file",
        "C%3Ax.txt": "unsafe_member",
        "a%0Ab.txt": "unsafe_member",
        "fine.txt": "ok",
    }


def test_an_empty_part_in_a_name_is_told(convert_to: Convert, bucket: str, tmp_path: Path) -> None:
    import s3fs

    files = s3fs.S3FileSystem(use_listings_cache=False)
    for name in ("in//twice.txt", "in/folder/", "in/fine.txt"):
        files.call_s3("put_object", Bucket=bucket.removeprefix("s3://"), Key=name, Body=b"")
    assert convert_to(f"{bucket}/in", "-o", str(tmp_path / "out"))[0] == 1
    rows = [json.loads(line) for line in (tmp_path / "out" / "manifest.jsonl").read_bytes().splitlines()]
    assert {row["error"]["code"] for row in rows} == {"unreadable_file", "empty_file"}
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("s3://nowhere-at-all/in", "-o", "out"), "is not there"),
        (("BUCKET/*.doc", "-o", "out"), "No file matches"),
        (("BUCKET/in", "-o", "no-such-protocol://x/out"), "can not be reached"),
        (("BUCKET/in/c.txt", "BUCKET/in/c.txt", "-o", "out"), "would both be written"),
        (("BUCKET/in", "-o", "out", "--explain", "s3://x/y"), "folder of this machine"),
    ],
)
def test_calls_that_are_off_are_refused_before_any_work(
    words: tuple[str, ...],
    said: str,
    convert_to: Convert,
    bucket: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    Store.at(bucket).put("in/c.txt", b"fine")
    status, done = convert_to(*(word.replace("BUCKET", bucket) for word in words))
    assert (status, done) == (2, [])
    assert said in capsys.readouterr().err


def test_a_second_run_is_refused_and_a_lock_left_behind_is_void(
    convert_to: Convert, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (f"{store.address}/in", "-o", f"{store.address}/out")
    lock = {"pid": 1, "host": "elsewhere", "mark": "x", "renewed": time.time() - 30}
    store.put("out/.extractor/lock", json.dumps(lock).encode())
    assert convert_to(*words)[0] == 2
    assert "'elsewhere'" in capsys.readouterr().err
    store.put("out/.extractor/lock", json.dumps({**lock, "renewed": 1.0}).encode())
    assert convert_to(*words)[0] == 1
    assert store.read("out/.extractor/lock") is None


def test_a_store_that_takes_nothing_more_ends_the_run(
    convert_to: Convert, store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (f"{store.address}/in", "-o", f"{store.address}/out", "--resume")
    pipe_file = store._files.pipe_file

    def refuse(path: str, *others: Any, **more: Any) -> Any:
        if path.endswith((".json", "probe")):
            raise PermissionError(13, "Access Denied")
        return pipe_file(path, *others, **more)

    with monkeypatch.context() as patch:
        patch.setattr(store._files, "pipe_file", refuse)
        assert convert_to(*words)[0] == 1
        assert "go on with --resume" in capsys.readouterr().err
    assert convert_to(*words)[0] == 1
    assert len(compared(contents(store, "out"))) == 6


def test_tables_are_written_to_stores_from_stores(
    convert_to: Convert, store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = f"{store.address}/out"
    convert_to(f"{store.address}/in", "-o", out, "--also", "csv")
    assert (store.read("out/tables/csv/documents.csv") or b"").count(b"\n") == 6
    assert cli.main(["export", out, "-o", f"{store.address}/x.xlsx", "--as", "xlsx", "--quiet"]) == 0
    assert (store.read("x.xlsx") or b"").startswith(b"PK")
    assert cli.main(["export", out, "-o", str(tmp_path / "here"), "--as", "csv", "--quiet"]) == 0
    assert (tmp_path / "here" / "documents.csv").read_bytes() == store.read("out/tables/csv/documents.csv")
    for name, data in (("out/c.txt.json", bytes(99)), ("out/2024/a.txt.json", None)):
        assert store.read(name) is not None
        store.put(name, data) if data else store.remove(name)
    capsys.readouterr()
    assert cli.main(["export", out, "-o", str(tmp_path / "here"), "--as", "csv"]) == 1
    said = capsys.readouterr().err
    assert f"{out}/c.txt.json: corrupt_file" in said and f"{out}/2024/a.txt.json: unreadable_file" in said
    assert cli.main(["export", f"{store.address}/nowhere", "-o", out, "--as", "csv", "--quiet"]) == 2
