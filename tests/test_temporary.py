"""Folders that are gone when they are not needed, whatever became of who made them."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from extractor.temporary import (
    TooMuchWritten,
    bytes_below,
    communicate_within,
    remove_abandoned,
    temporary_folder,
)


@pytest.fixture(autouse=True)
def temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files lie during a test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_is_there_and_then_gone(temporary_files: Path) -> None:
    with temporary_folder("test") as folder:
        (folder / "file").write_bytes(b"1")
        assert folder.parent == temporary_files and folder.name.startswith("extractor-for-test-")
        assert folder.stat().st_mode & 0o777 == 0o700
    assert list(temporary_files.iterdir()) == []


def test_what_fails_within_leaves_nothing(temporary_files: Path) -> None:
    with pytest.raises(ZeroDivisionError), temporary_folder("test"):
        raise ZeroDivisionError
    assert list(temporary_files.iterdir()) == []


@pytest.mark.parametrize("within", [False, True])
def test_what_a_killed_process_left_is_removed_and_what_a_living_one_holds_is_not(
    within: bool, temporary_files: Path
) -> None:
    program = (
        "import sys, time, tempfile; from pathlib import Path; from extractor.temporary import temporary_folder\n"
        "tempfile.tempdir = sys.argv[1]\n"
        f"with temporary_folder('test', Path(sys.argv[1]) if {within} else None) as folder:\n"
        "    (folder / 'file').write_bytes(b'1'); print(flush=True); time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(temporary_files)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        assert remove_abandoned(temporary_files) == 0
        (left,) = temporary_files.iterdir()
        assert left.name.startswith(".") == within
        os.kill(process.pid, signal.SIGKILL)
    assert list(left.iterdir())
    with temporary_folder("test", temporary_files):
        assert not left.exists()


def test_only_own_folders_of_that_name_are_removed(temporary_files: Path) -> None:
    names = ["other", ".extractor", "extractor-for", "extractor-libreoffice-1", "extractor-new-1"]
    for name in names:
        (temporary_files / name).mkdir()
    (temporary_files / "extractor-for-file").write_bytes(b"")
    (temporary_files / "extractor-for-link").symlink_to(temporary_files / "other")
    assert remove_abandoned(temporary_files) == 0
    old = time.time() - 4_000
    os.utime(temporary_files / "extractor-new-1", (old, old))
    assert remove_abandoned(temporary_files) == 1
    assert not (temporary_files / "extractor-new-1").exists()


def test_who_writes_too_much_is_told_of(temporary_files: Path) -> None:
    program = "import time\nwith open('a', 'wb') as file: file.write(bytes(1 << 20)); file.flush(); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", program], cwd=temporary_files) as process:
        with pytest.raises(TooMuchWritten):
            communicate_within(process, 60.0, temporary_files, 1 << 19)
        process.kill()
    assert bytes_below(temporary_files) >= 1 << 20


def test_who_writes_little_is_heard_to_the_end(temporary_files: Path) -> None:
    program = "import time; print('x' * 100_000, flush=True); time.sleep(0.8); print('end')"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=temporary_files
    ) as process:
        said, complaint = communicate_within(process, 60.0, temporary_files, 1 << 19)
    assert (len(said), said[-4:], complaint) == (100_005, b"end\n", b"")


def test_who_is_late_is_told_of(temporary_files: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            communicate_within(process, 0.2, temporary_files, 1)
        process.kill()
