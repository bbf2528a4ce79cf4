"""Servers and workers killed at random under load; what was acknowledged is counted against what came of it."""

import hashlib
import random
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from sqlalchemy import func, select

from extractor.service.jobs.database import Database
from extractor.service.jobs.tables import JOBS
from extractor.service.storage.blobs import FolderBlobs, blob_name
from tests.service.processes import Process, ask, form, free_port

_FEEDERS = 4
_PAUSE_SECONDS = 0.01
_TOUCHED = 50
"""Jobs that each thread puts in before it looks whether it should pause: the queue stays short enough to end."""
_END_SECONDS = 90.0
"""Without any job ending; then what waits still is counted as lost."""


@dataclass
class Report:
    """What came of it."""

    cycles: int
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    twice: int = 0
    wrong: int = 0
    losses: int = 0
    """The most workers that one job lost."""
    answering_seconds: list[float] = field(default_factory=list)
    """From each start of the server to its first answer."""
    accepting_seconds: list[float] = field(default_factory=list)
    """From each start of the server to the first document that it acknowledged."""


class _Feeding:
    """Threads that send documents and remember what was acknowledged."""

    def __init__(self, port: int) -> None:
        self.acknowledged: dict[str, str] = {}
        self._port = port
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._feed, args=(number,)) for number in range(_FEEDERS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _feed(self, number: int) -> None:
        count = 0
        while not self._stop.is_set():
            count += 1
            self.send(f"document {number} {count}")
            time.sleep(_PAUSE_SECONDS)

    def send(self, text: str) -> bool:
        """Send one document; whether the server took it, or said that it has enough of them."""
        body, headers = form(text.encode())
        try:
            answer = ask(self._port, "POST", "/v1/convert/file/async", body, headers, seconds=10)
        except (OSError, HTTPException):
            time.sleep(_PAUSE_SECONDS)
            return False
        if answer.status == 202:
            self.acknowledged[answer.json()["task_id"]] = hashlib.sha256(text.encode()).hexdigest()
        return answer.status in (202, 429)


def kill_cycles(folder: Path, cycles: int, seed: int, database: str | None = None) -> Report:
    """Kill a server, a worker or both, ``cycles`` times, each at a moment by chance, and start them again."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    report = Report(cycles)
    words: dict[str, object] = {"workers": 2, "lease_seconds": 3, "poll_seconds": 0.1, "max_queued_jobs": 500}
    if database is not None:
        words["database"] = database
    port = free_port()
    parts = {"serve": Process("serve", folder, port, **words), "work": Process("work", folder, port, **words)}
    parts["serve"].await_health()
    feeding = _Feeding(port)
    feeding.start()
    try:
        for _ in range(cycles):
            time.sleep(chance.uniform(0.05, 0.6))
            chosen = chance.choice((("serve",), ("work",), ("serve", "work")))
            for what in chosen:
                parts[what].kill()
            for what in chosen:
                parts[what] = Process(what, folder, port, **words)
            if "serve" in chosen:
                _await_taking(parts["serve"], feeding, report)
        feeding.stop()
        _await_end(port)
    finally:
        feeding.stop()
        for part in parts.values():
            part.kill()
    _examine(report, folder, feeding.acknowledged, Database(database_url(folder, database)))
    return report


def _await_taking(server: Process, feeding: _Feeding, report: Report) -> None:
    """Until a document is acknowledged: a server that were killed before would have nothing to lose."""
    report.answering_seconds.append(server.await_health())
    while not feeding.send(f"first of {server.pid} {time.monotonic()}"):
        server.refuse_end()
    report.accepting_seconds.append(time.monotonic() - server.started)


def database_url(folder: Path, database: str | None) -> str:
    """The address that the service itself would use."""
    from extractor.service.settings import Settings

    return Settings(data_folder=folder, database=database).database_url


def _await_end(port: int) -> None:
    """Until nothing waits, or nothing moves any more: a busy machine takes its time, a lost job takes for ever."""
    left, moved = -1, time.monotonic()
    while time.monotonic() < moved + _END_SECONDS:
        said = ask(port, "GET", "/ready").json()
        waits = said["pending"] + said["started"]
        if waits == 0:
            return
        if waits != left:
            left, moved = waits, time.monotonic()
        time.sleep(0.1)


def _examine(report: Report, folder: Path, acknowledged: dict[str, str], database: Database) -> None:
    blobs = FolderBlobs(folder / "blobs")
    report.acknowledged = len(acknowledged)
    with database.read() as connection:
        rows = {row.id: row for row in connection.execute(select(JOBS))}
        twice = connection.execute(
            select(func.count()).select_from(
                select(JOBS.c.sha256).group_by(JOBS.c.sha256).having(func.count() > 1).subquery()
            )
        )
        report.twice = twice.scalar_one()
    database.close()
    for task, sha256 in acknowledged.items():
        row = rows.get(task)
        if row is None or row.state != "success":
            report.lost.append(f"{task}: {None if row is None else row.state}")
            continue
        made = blobs.read(blob_name(task, row.result))
        if sha256.encode() not in made or hashlib.sha256(made).hexdigest() != row.result:
            report.wrong += 1
        else:
            report.losses = max(report.losses, row.losses)
