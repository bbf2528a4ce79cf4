"""A run into a disk that fills goes on once there is room, and leaves what one into a large disk does."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bulk.disturbed import LIGHT, run, tree, write_words

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="small disks are mounted as Linux does")
_FILES = 90
_SMALL, _LARGE = "size=360k", "size=16m"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, int | None, Callable[[], None]]]:
    """A folder on a disk of 360 kB, no limit, and what enlarges it; where none may be mounted, a limit on the size of
    files in its stead, which the journal comes up against."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(*words: str) -> int:
        command = ["mount", "-t", "tmpfs", "-o", *words, "tmpfs", str(folder)]
        return subprocess.run(command, capture_output=True, check=False).returncode

    if mount(_SMALL):
        yield folder, 40_000, lambda: None
        return
    try:
        yield folder, None, lambda: _succeed(mount(f"remount,{_LARGE}"))
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _succeed(status: int) -> None:
    assert status == 0


def test_convert_into_a_disk_that_fills(disk: tuple[Path, int | None, Callable[[], None]], tmp_path: Path) -> None:
    folder, limit, enlarge = disk
    write_words(tmp_path / "in", _FILES, hostile_every=_FILES)
    assert run(LIGHT, tmp_path / "in", tmp_path / "large")[0] == 1
    whole = tree(tmp_path / "large")
    status, said = run(LIGHT, tmp_path / "in", folder / "out", limit=limit)
    assert status == 1
    assert "can not be written" in said or "Nothing more can be written" in said
    assert "Traceback" not in said
    # the journal's log may wait to be folded in
    part = {name: data for name, data in tree(folder / "out").items() if not name.startswith(".extractor/")}
    assert 0 < len(part) < len(whole), "it filled midway"
    assert {name: data for name, data in part.items() if whole.get(name) != data} == {}
    enlarge()
    assert run(LIGHT, tmp_path / "in", folder / "out", "--resume")[0] == 1
    assert tree(folder / "out") == whole
