"""Calls to hosts that are slow, silent or many: none keeps another waiting, none lasts for ever."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extractor.service import webhooks as module
from extractor.service.jobs.database import Database
from extractor.service.jobs.job import NewJob
from extractor.service.jobs.queue import Bounds, JobQueue
from extractor.service.webhooks import Webhooks, post_once
from tests.service.conftest import MakeClient, post
from tests.service.test_api import code_of

BOUNDS = Bounds(1_000, 1 << 30)
SECRET = "s3cret"  # noqa: S105 - of a test
SECONDS = 20.0


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'x.sqlite'}")


def end_jobs(database: Database, *urls: str) -> JobQueue:
    """A queue with a job for each address, each of which succeeded."""
    queue = JobQueue(database)
    for number, url in enumerate(urls):
        queue.submit(NewJob("a", f"{number}.pdf", "0" * 64, 1, {}, webhook=url), BOUNDS)
        claimed = queue.claim("w", 30)
        assert claimed is not None
        assert queue.succeed(claimed, "1" * 64, 2, {}, partial=False)
    return queue


class Hosts:
    """Answers calls; those to ``slow.example`` and its like when they are let."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.answered: list[str] = []
        self.at_once: dict[str, int] = {}
        self.most_at_once = 0
        self._lock = threading.Lock()

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        host = url.split("/")[2].lower()
        with self._lock:
            self.at_once[host] = self.at_once.get(host, 0) + 1
            self.most_at_once = max(self.most_at_once, self.at_once[host])
        if "slow" in host:
            assert self.let.wait(SECONDS)
        with self._lock:
            self.at_once[host] -= 1
            self.answered.append(url)
        return 204


@contextmanager
def telling(database: Database, queue: JobQueue, hosts: Hosts) -> Iterator[Webhooks]:
    webhooks = Webhooks(database, queue, SECRET, hosts.post)
    webhooks.start()
    try:
        yield webhooks
    finally:
        hosts.let.set()
        webhooks.stop()


def await_answered(hosts: Hosts, count: int) -> None:
    deadline = time.monotonic() + SECONDS
    while len(hosts.answered) < count:
        assert time.monotonic() < deadline, hosts.answered
        time.sleep(0.01)


def test_a_slow_host_keeps_only_its_own_calls_waiting(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOOK_SECONDS", 0.01)
    slow = ["https://slow.example/a", "https://SLOW.example?b", "https://slow.example#c", "https://slow.example"]
    quick = ["https://slow.example.cn/a", "https://quick.example/b", "https://quick.example/c"]
    queue, hosts = end_jobs(database, *slow[:2], *quick, *slow[2:]), Hosts()
    with telling(database, queue, hosts):
        await_answered(hosts, 2)
        assert sorted(hosts.answered) == quick[1:]
        assert hosts.at_once["slow.example"] == hosts.at_once["slow.example.cn"] == 1
        hosts.let.set()
        await_answered(hosts, 7)
    assert sorted(hosts.answered) == sorted([*slow, *quick])
    assert hosts.most_at_once == 1


def test_so_many_hosts_are_called_at_once_and_no_more(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOOK_SECONDS", 0.01)
    monkeypatch.setattr(module, "_AT_ONCE", 3)
    queue, hosts = end_jobs(database, *(f"https://slow{number}.example/" for number in range(5))), Hosts()
    with telling(database, queue, hosts):
        deadline = time.monotonic() + SECONDS
        while len(hosts.at_once) < 3:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        time.sleep(0.1)
        assert len(hosts.at_once) == 3
        hosts.let.set()
        await_answered(hosts, 5)


@contextmanager
def dripping(head: bytes, pause: float, seconds: float) -> Iterator[str]:
    """The address of a host that sends its answer byte by byte for so long, then ends it well."""

    def answer() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65_536)
            until = time.monotonic() + seconds
            try:
                connection.sendall(head)
                while time.monotonic() < until:
                    connection.sendall(b"a")
                    time.sleep(pause)
                connection.sendall(b"\r\n\r\n")
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/done"
        thread.join(SECONDS)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nX-A: "])
def test_a_host_that_drips_its_answer_is_hung_up_on(head: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ANSWER_SECONDS", 0.3)
    with dripping(head, 0.02, 2.0) as address, pytest.raises(TimeoutError):
        post_once(address, b"{}", {})


def test_an_answer_that_comes_in_time_has_its_status() -> None:
    with dripping(b"HTTP/1.1 202 Accepted\r\nX-A: ", 0.02, 0.1) as address:
        assert post_once(address, b"{}", {}) == 202


def test_a_host_has_one_name_that_it_is_called_by(make_client: MakeClient) -> None:
    client = make_client(webhook_hosts=("hook.example:8080",), webhook_secret=SECRET)
    assert post(client, b"x", callback_url="https://Hook.example:8080/").status_code == 200
    assert code_of(post(client, b"y", callback_url="https://hook.example:08080/")) == (400, "bad_option")
