"""Nobody but its owner reads what lies in the data folder, though the folder itself be open and of another's making."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.service.jobs.database import Database
from tests.service.conftest import MakeClient, post

OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@pytest.fixture(autouse=True)
def usual_mask() -> Iterator[None]:
    """Files are made for all to read, as most systems do."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """Files below the folder that others can read: with rights on them and on each folder down to them."""
    found = []
    for path in folder.rglob("*"):
        within = [path, *(parent for parent in path.parents if folder in parent.parents)]
        if path.is_file() and all(part.stat().st_mode & OF_OTHERS for part in within):
            found.append(path.name)
    return found


def test_a_folder_that_all_may_read_shows_nothing(make_client: MakeClient, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    post(make_client(), b"secret")
    assert {"service.sqlite", "service.sqlite-wal"} <= {path.name for path in folder.iterdir()}
    assert list((folder / "blobs").glob("??/*"))
    assert open_to_others(folder) == []
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_what_an_earlier_program_left_open_is_closed(make_client: MakeClient, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    for part in ("blobs/ab", "incoming/x", "workers"):
        (folder / part).mkdir(parents=True)
        (folder / part / "left").write_bytes(b"secret")
    database = Database(f"sqlite:///{folder / 'service.sqlite'}")
    for path in folder.glob("service.sqlite*"):
        path.chmod(0o644)
    assert len(open_to_others(folder)) >= 5
    make_client()
    assert open_to_others(folder) == []
    database.close()


def test_a_database_whose_rights_can_not_be_changed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.sqlite"
    path.touch(0o644)

    def refuse(*_words: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    with pytest.raises(UsageError, match="Operation not permitted"):
        Database(f"sqlite:///{path}")
