"""A service that is disturbed at one call while it takes documents, and what must hold then and after a restart."""

import hashlib
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.service.jobs.database import Database
from extractor.service.jobs.queue import JobQueue
from extractor.service.storage.blobs import FolderBlobs
from tests.faults.disturbing import UNDISTURBED, Disturbing, Ended, Fault

_REFUSED_TO_START = 2
_ENDS = {"kill": (-signal.SIGKILL,), "tear": (-signal.SIGKILL,), "term": (-signal.SIGTERM,)}
_DOCUMENTS = ("the first", "the second")
_REFUSALS = {"storage_full", "storage_failed", "internal_error", "unavailable"}


class Service:
    """A data folder, what is sent to the service on it, and what was acknowledged."""

    def __init__(self, disturbing: Disturbing, folder: Path) -> None:
        self._disturbing = disturbing
        self._folder = folder
        self.calls = self._run(UNDISTURBED).calls

    def disturbed(self, fault: Fault) -> tuple[Ended, list[str]]:
        """How the disturbed service ended, and what did not hold: then, and after its restart."""
        shutil.rmtree(self._folder)
        ended = self._run(fault)
        taken = {body["task_id"]: data for data, status, body in self._said("taken", ended) if status == 202}
        broken = [*self._answered_wrong(fault, ended), *self._half_written()]
        restarted = self._run(UNDISTURBED, tuple(taken))
        if restarted.status:
            broken.append(f"the restart: {restarted.status} {restarted.said[-500:]}")
        broken += self._lost(taken, restarted)
        broken += self._left_behind()
        return ended, broken

    def _run(self, fault: Fault, tasks: tuple[str, ...] = ()) -> Ended:
        # a disturbed service need not come to its results, an undisturbed one has time
        words = {"folder": str(self._folder), "tasks": tasks, "seconds": 1 if fault.number else 20}
        return self._disturbing.run("serve", self._folder, fault, documents=_DOCUMENTS, **words)

    @staticmethod
    def _said(what: str, ended: Ended) -> list[Any]:
        return [words for kind, *words in ended.answers() if kind == what]

    def _answered_wrong(self, fault: Fault, ended: Ended) -> Iterator[str]:
        """Whoever asks is told in words of the catalogue, and nothing of the inside."""
        if ended.status not in _ENDS.get(fault.action, (0, _REFUSED_TO_START)):
            yield f"it ended with {ended.status}: {ended.said[-800:]}"
        for _, status, body in (*self._said("taken", ended), *self._said("result", ended)):
            if status >= 400 and body["code"] not in _REFUSALS | {"task_unfinished"}:
                yield f"an answer {status} {body}"
            if "Traceback" in str(body) or str(self._folder) in str(body):
                yield f"an answer tells of the inside: {body}"

    def _half_written(self) -> Iterator[str]:
        for path in (self._folder / "blobs").glob("??/*-*"):
            if hashlib.sha256(path.read_bytes()).hexdigest() != path.name.partition("-")[2] and path.suffix != ".part":
                yield f"a blob is not what its name says: {path.name}"

    def _lost(self, taken: dict[str, str], restarted: Ended) -> Iterator[str]:
        """What was acknowledged has its one right result; what was not can be sent again."""
        results = {task: (status, body) for task, status, body in self._said("result", restarted)}
        for task, data in taken.items():
            status, body = results.get(task, (None, None))
            if status != 200 or body["document"]["sha256"] != hashlib.sha256(data.encode()).hexdigest():
                yield f"{data!r} was acknowledged, and its result is {status} {body}"
        again = [status for _, status, _ in self._said("taken", restarted)]
        if again != [202] * len(_DOCUMENTS) or len(results) != len(_DOCUMENTS):
            yield f"sent again: {again}, {len(results)} results"

    def _left_behind(self) -> Iterator[str]:
        for folder in ("incoming", "workers"):
            yield from (f"left: {path}" for path in (self._folder / folder).glob("*"))
        yield from (f"left: {path}" for path in self._folder.rglob("*.part"))
        yield from (f"left in temporary: {name}" for name in self._disturbing.left_in_temporary())
        rows = sqlite3.connect(self._folder / "service.sqlite")
        said = rows.execute("PRAGMA quick_check").fetchone()[0]
        open_jobs = rows.execute("SELECT count(*) FROM jobs WHERE state IN ('pending', 'started')").fetchone()[0]
        rows.close()
        if said != "ok" or open_jobs:
            yield f"the database: {said}, {open_jobs} jobs open"
        yield from self._never_swept()

    def _never_swept(self) -> Iterator[str]:
        """What a kill left in the store goes with the next sweep after its hour, and nothing else does."""
        database = Database(f"sqlite:///{self._folder / 'service.sqlite'}")
        queue = JobQueue(database)
        needed = {blob for job in queue.listed(None, 100, None) for blob in (job.upload, job.document)}
        stored = set(FolderBlobs(self._folder / "blobs").older_than(-3_600))
        kept = {blob for blob in stored if not queue.lets_go(blob)}
        database.close()
        if kept != needed:
            yield f"kept by the sweep: {sorted(kept)}, needed: {sorted(map(str, needed))}"
