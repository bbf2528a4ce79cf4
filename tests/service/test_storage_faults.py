"""A disk or a store that is away, read-only or cleared: it is said, nothing is lost, and it passes when it is back."""

import errno
import logging
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.service.errors import StorageFailed, StorageFull
from extractor.service.storage import blobs as blobs_module
from extractor.service.storage import probing
from extractor.service.storage.blobs import StoreBlobs
from extractor.service.storage.faults import storage_told
from tests.service.conftest import post, service_behind
from tests.service.test_api import ASYNC, code_of


@pytest.fixture(autouse=True)
def no_fault_of_ours(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """What a disk does is no fault of the program: none of it may get past the requests and the worker."""
    yield
    said = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert said == []


def readiness(client: TestClient) -> tuple[int, bool, bool]:
    answer = client.get("/ready")
    return answer.status_code, answer.json()["ready"], answer.json()["disk"]


READY, AWAY = (200, True, True), (503, False, False)


def folder_of(client: TestClient) -> Path:
    return service_behind(client).settings.data_folder


def test_uploads_come_in_again_after_their_folder_was_cleared_away(client: TestClient) -> None:
    shutil.rmtree(folder_of(client) / "incoming")
    assert post(client, b"first").status_code == 200
    shutil.rmtree(folder_of(client) / "incoming")
    assert readiness(client) == READY


@pytest.mark.parametrize("part", ["incoming", "blobs"])
def test_a_folder_that_can_not_be_written_is_told_and_passes(client: TestClient, part: str) -> None:
    assert readiness(client) == READY
    kept, away = folder_of(client) / part, folder_of(client) / "elsewhere"
    kept.rename(away)
    kept.touch()
    assert readiness(client) == AWAY
    refused = post(client, b"sent")
    assert code_of(refused) == (503, "storage_failed")
    assert refused.headers["retry-after"]
    assert str(folder_of(client)) not in refused.text
    kept.unlink()
    away.rename(kept)
    assert readiness(client) == READY
    assert post(client, b"sent").status_code == 200


def test_where_all_blobs_are_away_no_other_folder_takes_their_place(client: TestClient) -> None:
    task = post(client, b"before").json()["task_id"]
    kept, away = folder_of(client) / "blobs", folder_of(client) / "elsewhere"
    kept.rename(away)
    assert code_of(client.get(f"/v1/result/{task}")) == (503, "storage_failed")
    assert code_of(post(client, b"sent")) == (503, "storage_failed")
    with pytest.raises(StorageFailed):
        service_behind(client).blobs.put("ab-cd", b"result")
    assert not kept.exists()
    away.rename(kept)
    assert client.get(f"/v1/result/{task}").status_code == 200


def test_a_data_folder_that_is_away_is_not_made_anew(client: TestClient) -> None:
    service = service_behind(client)
    service.cleaning.stop()
    service.settings.data_folder.rename(service.settings.data_folder.with_name("elsewhere"))
    with pytest.raises(StorageFailed):
        service.refuse_full_disk()
    assert not service.can_store()
    assert not service.settings.data_folder.exists()
    service.settings.data_folder.with_name("elsewhere").rename(service.settings.data_folder)
    assert service.can_store()


def test_a_disk_that_became_read_only_refuses_uploads_and_leaves_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(blobs_module, "_sync", refuse)
        refused = post(client, b"sent")
    assert code_of(refused) == (503, "storage_failed")
    assert refused.json()["title"] == "The service can not use its storage: Read-only file system."
    assert not list(service_behind(client).incoming.iterdir())
    assert post(client, b"sent").status_code == 200


@pytest.mark.parametrize("is_away", [True, False])
def test_what_can_not_be_read_or_stored_is_tried_again_and_counted_where_it_is_the_only_one(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, is_away: bool
) -> None:
    service = service_behind(client)
    tries: list[str] = []

    def refused(why: str, *, of: int) -> None:
        tries.append(why)
        if tries.count(why) < of:
            raise StorageFailed(why)

    read, put = service.blobs.read, service.blobs.put

    def tried_read(name: str) -> bytes:
        refused("read", of=3)
        return read(name)

    def tried_put(name: str, data: bytes) -> None:
        refused("put", of=2)
        put(name, data)

    monkeypatch.setattr("extractor.service.jobs.worker._STORAGE_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(service.blobs, "read", tried_read)
    monkeypatch.setattr(service.blobs, "put", tried_put)
    if is_away:
        monkeypatch.setattr(service.blobs, "probe", lambda: refused("probe", of=99))
    task = post(client, b"sent", ASYNC).json()["task_id"]
    deadline = time.monotonic() + 30
    while (job := service.queue.get(task)) is not None and not job.is_done:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert job is not None
    assert (job.state, job.attempts, job.losses) == ("success", 0, 0 if is_away else 3)


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, StorageFull), (errno.EACCES, StorageFailed), (errno.ESTALE, StorageFailed)]
)
def test_the_systems_words_name_no_path(number: int, kind: type[StorageFailed]) -> None:
    with pytest.raises(StorageFailed) as told, storage_told():
        raise OSError(number, "secret", "/secret/path")
    assert type(told.value) is kind
    assert "secret" not in told.value.message


def test_what_is_absent_is_no_fault_where_that_may_be(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), storage_told(absent=True):
        (tmp_path / "absent").read_bytes()


def test_a_store_is_asked_once_in_a_while_and_by_one_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = StoreBlobs(f"file://{tmp_path / 'store'}")
    store.probe()
    assert not [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    shutil.rmtree(tmp_path / "store")
    (tmp_path / "store").touch()
    store.probe()
    monkeypatch.setattr(probing, "_KNOWN_SECONDS", 0.0)
    store._probing._until = 0.0
    with pytest.raises(StorageFailed):
        store.probe()
    (tmp_path / "store").unlink()
    with store._probing._lock, pytest.raises(StorageFailed):
        store.probe()
    store.probe()
