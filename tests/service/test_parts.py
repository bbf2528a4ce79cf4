"""The parts one by one: webhooks, stores, full disks, logs, rates, settings."""

import base64
import errno
import hashlib
import hmac
import json
import logging
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from extractor.errors import OptionsError
from extractor.service.errors import RateLimited, StorageFull
from extractor.service.http.upload import plain_name
from extractor.service.jobs.database import Database
from extractor.service.jobs.job import Job, NewJob
from extractor.service.jobs.queue import Bounds, JobQueue
from extractor.service.jobs.tables import DELIVERIES, JOBS
from extractor.service.limits import Rates
from extractor.service.logs import JsonLines
from extractor.service.settings import Settings, settings_from
from extractor.service.storage import blobs as blobs_module
from extractor.service.storage.blobs import FolderBlobs, StoreBlobs, blob_name
from extractor.service.webhooks import Webhooks, signed
from tests.service.conftest import MakeClient, post, service_behind
from tests.service.test_api import code_of

BOUNDS = Bounds(100, 1 << 30)
SECRET = "s3cret"  # noqa: S105 - of a test


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'x.sqlite'}")


def ended_job(queue: JobQueue) -> Job:
    """A job with a webhook that succeeded."""
    new = NewJob("a", "x.pdf", "0" * 64, 1, {}, webhook="https://hook.example/x")
    queue.submit(new, BOUNDS)
    claimed = queue.claim("w", 30)
    assert claimed is not None
    assert queue.succeed(claimed, "1" * 64, 2, {}, partial=False)
    job = queue.get(claimed.id)
    assert job is not None
    return job


def test_a_webhook_is_signed_and_sent_once(database: Database) -> None:
    queue = JobQueue(database)
    job = ended_job(queue)
    sent: list[tuple[str, bytes, dict[str, str]]] = []

    def note(url: str, body: bytes, headers: dict[str, str]) -> int:
        sent.append((url, body, headers))
        return 204

    webhooks = Webhooks(database, queue, SECRET, note)
    assert [webhooks.deliver_one(), webhooks.deliver_one()] == [True, False]
    ((url, body, headers),) = sent
    assert (url, json.loads(body)["task_status"]) == ("https://hook.example/x", "success")
    told = f"{job.id}.{headers['Webhook-Timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(SECRET.encode(), told, hashlib.sha256).digest()).decode()
    assert headers["Webhook-Signature"] == f"v1,{expected}"
    assert signed(SECRET, job.id, int(headers["Webhook-Timestamp"]), body) == headers


def test_a_webhook_that_is_not_taken_is_due_again_later(database: Database) -> None:
    queue = JobQueue(database)
    ended_job(queue)

    def refuse(url: str, body: bytes, headers: dict[str, str]) -> int:
        raise ConnectionRefusedError

    webhooks = Webhooks(database, queue, SECRET, refuse)
    assert [webhooks.deliver_one(), webhooks.deliver_one()] == [True, False]


@pytest.mark.parametrize("way", ["removed", "ran out", "removed by an earlier program"])
def test_a_task_that_is_gone_is_not_told_as_a_failure(way: str, database: Database) -> None:
    queue = JobQueue(database)
    job = ended_job(queue)
    if way == "removed":
        queue.remove(job)
    elif way == "ran out":
        queue.expire(-60.0, 3_600.0)
    else:
        with database.write() as connection:
            connection.execute(update(JOBS).values(state="gone"))
    sent: list[bytes] = []

    def note(url: str, body: bytes, headers: dict[str, str]) -> int:
        sent.append(body)
        return 204

    Webhooks(database, queue, SECRET, note).deliver_one()
    assert sent == []
    with database.read() as connection:
        assert connection.execute(select(DELIVERIES)).all() == []


def test_a_webhook_goes_to_a_configured_host_only(make_client: MakeClient) -> None:
    client = make_client(webhook_hosts=("hook.example", "http://inner:8080"), webhook_secret=SECRET)
    for url in ("https://hook.example/done", "http://inner:8080/x?y=1"):
        assert post(client, url.encode(), callback_url=url).status_code == 200
    for url in (
        "http://hook.example/",
        "https://hook.example:444/",
        "https://hook.example.evil.example/",
        "https://hook.example@evil.example/",
        "https://user@hook.example/",
        "file:///etc/passwd",
        "https://[::1/",
        "https://hook.example/\r\nX: y",
        "https://inner:8080/",
        "//hook.example/",
    ):
        assert code_of(post(client, b"x", callback_url=url)) == (400, "bad_option"), url


def test_what_a_worker_says_that_lost_its_job_is_not_heard(database: Database) -> None:
    queue = JobQueue(database)
    queue.submit(NewJob("a", "x.pdf", "0" * 64, 1, {}, "word"), BOUNDS)
    first = queue.claim("slow", -1)
    second = queue.claim("quick", 30)
    assert first is not None
    assert second is not None
    assert (second.id, second.losses, second.password) == (first.id, 1, "word")
    assert not queue.succeed(first, "1" * 64, 1, {}, partial=False)
    assert not queue.try_again(first)
    assert queue.succeed(second, "2" * 64, 1, {}, partial=False)
    done = queue.get(first.id)
    assert done is not None
    assert (done.result, done.password) == ("2" * 64, None)


def test_a_store_keeps_what_a_folder_keeps(tmp_path: Path) -> None:
    for store in (FolderBlobs(tmp_path / "folder"), StoreBlobs(f"file://{tmp_path / 'store'}")):
        key = blob_name("0" * 32, hashlib.sha256(b"data").hexdigest())
        store.put(key, b"data")
        store.put(key, b"data")
        file = tmp_path / "upload"
        file.write_bytes(b"data")
        store.take(key, file)
        assert not file.exists()
        assert store.read(key) == b"".join(store.pieces(key)) == b"data"
        assert list(store.older_than(-60)) == [key]
        assert list(store.older_than(60)) == []
        store.remove(key)
        store.remove(key)
        with pytest.raises(FileNotFoundError):
            store.read(key)


def test_a_fault_while_cleaning_is_logged_and_ends_nothing(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("extractor.service.cleaning._LIVING_SECONDS", 0.01)
    cleaning = service_behind(make_client()).cleaning
    rounds: list[int] = []

    def away() -> None:
        rounds.append(1)
        raise OSError("the disk was away")

    monkeypatch.setattr(cleaning, "bury_dead", away)
    deadline = time.monotonic() + 20
    while len(rounds) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert "OSError: the disk was away" in [getattr(record, "fault", "") for record in caplog.records]


def test_a_full_disk_is_told_and_the_service_recovers(make_client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    client = make_client()

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(blobs_module, "_sync", full)
        assert code_of(post(client, b"too much")) == (507, "storage_full")
    assert not list(service_behind(client).incoming.iterdir())
    assert post(client, b"too much").status_code == 200


def test_a_result_that_finds_no_room_is_made_again_and_counts_as_no_attempt(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_client()
    service = service_behind(client)
    put, tries = service.blobs.put, []

    def twice_full(sha256: str, data: bytes) -> None:
        tries.append(sha256)
        if len(tries) < 3:
            raise StorageFull("full")
        put(sha256, data)

    monkeypatch.setattr(service.blobs, "put", twice_full)
    task = post(client, b"no room").json()["task_id"]
    job = service.queue.get(task)
    assert job is not None
    assert (job.state, job.attempts, job.losses, len(tries)) == ("success", 0, 0, 3)


@given(st.text(max_size=300))
def test_a_log_line_is_one_line_of_plain_signs(words: str) -> None:
    record = logging.makeLogRecord({"msg": "event", "levelname": "INFO", "name_sent": words, "count": 3})
    line = JsonLines().format(record)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["name_sent"] == words[:2_048]


@given(st.text(max_size=600))
def test_a_plain_name_is_short_and_shown(name: str) -> None:
    made = plain_name(name)
    assert made not in ("", ".", "..")
    assert made.isprintable()
    assert len(made.encode("utf-8", "replace")) <= 255
    assert not set(made) & set("/\\")


def test_a_bucket_fills_again_with_time() -> None:
    now = [0.0]
    rates = Rates(lambda: now[0])
    for _ in range(60):
        rates.take("a", 60)
    with pytest.raises(RateLimited) as refused:
        rates.take("a", 60)
    assert refused.value.retry_after == 1
    rates.take("b", 60)
    now[0] = 1.0
    rates.take("a", 60)


def test_settings_come_from_words_then_the_environment() -> None:
    surroundings = {"EXTRACTOR_PORT": "6000", "EXTRACTOR_HOST": "::1", "EXTRACTOR_ALLOWED_HOSTS": "a, b"}
    made = settings_from({"port": 7000, "workers": None}, surroundings)
    assert (made.port, made.host, made.allowed_hosts, made.workers) == (7000, "::1", ("a", "b"), Settings().workers)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"EXTRACTOR_PORT": "many"},
        {"EXTRACTOR_WITHOUT_KEYS": "perhaps"},
        {"EXTRACTOR_MAX_QUEUED_JOBS": "0"},
        {"EXTRACTOR_WEBHOOK_HOSTS": "a"},
    ],
)
def test_settings_that_are_off_are_refused(surroundings: dict[str, str]) -> None:
    with pytest.raises(OptionsError):
        settings_from({}, surroundings)
