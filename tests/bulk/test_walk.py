"""What a walk meets, and that it ends."""

import os
import socket
from pathlib import Path

import pytest

from extractor.bulk.inputs import Task, plan_tasks
from extractor.bulk.outcome import Outcome

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and broken names are of POSIX")


def planned(folder: Path) -> dict[str, str]:
    """Each source with what it is: a task, or the code of its outcome."""
    said = {}
    for part in plan_tasks([str(folder)], folder / "out"):
        said[part.source] = part.error.code if isinstance(part, Outcome) and part.error else "task"
    return said


@posix
def test_loops_of_links_end_and_links_to_files_are_files(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "f.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "gone.pdf").symlink_to("nowhere.pdf")
    (tmp_path / "link.txt").symlink_to("a/f.txt")
    assert planned(tmp_path) == dict.fromkeys(("a/f.txt", "gone.pdf", "link.txt", "self"), "task")


@posix
def test_pipes_and_sockets_are_passed_over_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.pdf")
        assert planned(tmp_path) == {"pipe.pdf": "no_document", "s.pdf": "no_document"}


def test_a_folder_that_can_not_be_looked_into_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.txt").write_text("x", encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert planned(tmp_path) == {"locked": "unreadable_file", "open/a.txt": "task"}


@posix
def test_names_that_are_no_utf_8_are_read_as_chinese_or_escaped(tmp_path: Path) -> None:
    names = {
        "部门预算.pdf".encode("gb18030"): "部门预算.pdf",
        b"r\xe9sum\xe9.pdf": "r%E9sum%E9.pdf",
        "两行\n名😀.pdf".encode(): "两行\n名😀.pdf",
    }
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(name)
    tasks = [part for part in plan_tasks([str(tmp_path)], tmp_path / "out") if isinstance(part, Task)]
    assert {task.path.read_bytes(): task.source for task in tasks} == names
    assert [task.source for task in tasks] == sorted(names.values())


@posix
def test_a_name_in_both_encodings_gives_two_results(tmp_path: Path) -> None:
    for name in ("预算.pdf".encode("gb18030"), "预算.pdf".encode()):
        (tmp_path / os.fsdecode(name)).write_bytes(name)
    tasks = [part for part in plan_tasks([str(tmp_path)], tmp_path / "out") if isinstance(part, Task)]
    assert {task.source: task.path.read_bytes() for task in tasks} == {
        "预算.pdf": "预算.pdf".encode(),
        "Ԥ%CB%E3.pdf": "预算.pdf".encode("gb18030"),
    }


@posix
def test_a_name_that_is_written_as_another_one_is_percent_encoded_is_numbered(tmp_path: Path) -> None:
    names = {b"\xff\xfe.txt": "%FF%FE#3.txt", b"%FF%FE.txt": "%FF%FE.txt", b"%FF%FE#2.txt": "%FF%FE#2.txt"}
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(name)
    tasks = [part for part in plan_tasks([str(tmp_path)], tmp_path / "out") if isinstance(part, Task)]
    assert {task.path.read_bytes(): task.source for task in tasks} == names


def test_the_same_bytes_under_two_names_are_two_tasks(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert planned(tmp_path) == {"a.txt": "task", "b.txt": "task"}
