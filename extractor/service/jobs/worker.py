"""A worker: threads that take jobs, convert them in processes of their own and store the results."""

import hashlib
import logging
import os
import socket
import threading
import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from extractor.errors import ExtractorError
from extractor.options import Options
from extractor.service.converting import Converted, Converter, MakeConverter, failed_by
from extractor.service.errors import Quarantined, StorageFailed, StorageFull, UploadGone
from extractor.service.jobs.job import Failed, Job
from extractor.service.jobs.queue import JobQueue
from extractor.service.settings import Settings
from extractor.service.storage.blobs import Blobs, blob_name

_LOG = logging.getLogger("extractor.service")
_DIED = "worker_died"
_STORAGE_PAUSE_SECONDS = 1.0
_FAULT_PAUSE_SECONDS = 1.0

Ended = Callable[[Job, str, float], None]
"""Told of each end: the job, what became of it, the seconds it took."""


def worker_name() -> str:
    """A name that no other worker has or had."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{os.urandom(4).hex()}"


class Worker:
    """``settings.workers`` threads, each with a converter of its own. ``wake`` says that there is a job; ``ended`` is
    called with each end."""

    def __init__(
        self,
        queue: JobQueue,
        blobs: Blobs,
        settings: Settings,
        make_converter: MakeConverter,
        name: str,
    ) -> None:
        self.name = name
        self._queue = queue
        self._blobs = blobs
        self._settings = settings
        self._make_converter = make_converter
        self.ended: Ended = _tell_nobody
        self._news = threading.Condition()
        self._stop = threading.Event()
        self._dropped = threading.Event()
        self._faulty = threading.Event()
        self._in_work: set[str] = set()
        self._warm: set[int] = set()
        self._threads: list[threading.Thread] = []
        self._converters: list[Converter] = []
        self._heart = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Begin to take jobs."""
        for number in range(self._settings.workers):
            self._threads.append(
                threading.Thread(target=self._work, args=(number,), name=f"worker-{number}", daemon=True)
            )
        if self._threads:
            self._heart.start()
        for thread in self._threads:
            thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether all its threads run."""
        return all(thread.is_alive() for thread in self._threads)

    @property
    def is_warm(self) -> bool:
        """Whether all its threads have loaded what a conversion needs: no document waits for that any more."""
        return len(self._warm) == len(self._threads)

    def wake(self) -> None:
        """A job was put in."""
        with self._news:
            self._news.notify()

    def stop(self, seconds: float) -> None:
        """Take no further job, wait for those in work, and give back what is not done by then."""
        self._stop.set()
        with self._news:
            self._news.notify_all()
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        self._dropped.set()
        try:
            self._queue.release(self.name)
        except (SQLAlchemyError, StorageFailed) as error:
            # their lease runs out
            _LOG.error("jobs not given back", extra={"fault": type(error).__name__})
        for converter in self._converters:
            converter.close()

    def _beat(self) -> None:
        """Renew the leases three times in their time."""
        while not self._dropped.wait(self._settings.lease_seconds / 3):
            try:
                self._queue.renew(self.name, self._settings.lease_seconds)
            except Exception as error:  # a database that is away for a moment must not end the heart
                _LOG.warning("lease not renewed", extra={"fault": type(error).__name__})

    def _work(self, number: int) -> None:
        converter = self._make_converter(self._settings)
        self._converters.append(converter)
        converter.warm_up()
        self._warm.add(number)
        while not self._stop.is_set():
            try:
                self._give_back_unended()
                job = self._queue.claim(self.name, self._settings.lease_seconds)
                if job is not None:
                    self._run_held(job, converter)
                    continue
                pause = self._settings.poll_seconds
            except StorageFailed:
                self._faulty.set()
                pause = _STORAGE_PAUSE_SECONDS
            except Exception as error:  # the worker outlives whatever the database or the store do
                self._faulty.set()
                _LOG.error("worker fault", extra={"fault": f"{type(error).__name__}: {error}"})
                pause = _FAULT_PAUSE_SECONDS
            with self._news:
                if not self._stop.is_set():
                    self._news.wait(pause)

    def _give_back_unended(self) -> None:
        """After a fault: what no thread works on any more goes back, or its lease would be renewed for ever."""
        if self._faulty.is_set():
            self._queue.release(self.name, lost=True, but=tuple(self._in_work))
            self._faulty.clear()

    def _run_held(self, job: Job, converter: Converter) -> None:
        self._in_work.add(job.id)
        try:
            self._run(job, converter)
        finally:
            self._in_work.discard(job.id)

    def _run(self, job: Job, converter: Converter) -> None:
        """One job from its upload to its end; a disk that is full or away puts it back, and it does not count as an
        attempt."""
        start = time.monotonic()
        if job.losses >= self._settings.max_losses:
            became = self._fail(job, failed_by(Quarantined(f"{job.losses} workers vanished with this job.")))
        else:
            try:
                became = self._end(job, self._convert(job, converter))
            except StorageFailed as error:
                self._queue.release(self.name, job, lost=self._is_of_job(error))
                self._stop.wait(_STORAGE_PAUSE_SECONDS)
                became = "released"
        self.ended(job, became, time.monotonic() - start)

    def _is_of_job(self, error: StorageFailed) -> bool:
        """Whether only this job's content can not be had: it must not be the next for ever, before all others."""
        if isinstance(error, StorageFull):
            return False
        try:
            self._blobs.probe()
        except StorageFailed:
            return False
        return True

    def _convert(self, job: Job, converter: Converter) -> Converted | Failed:
        try:
            data = self._blobs.read(job.upload)
            options = Options.from_dict(_with_password(job))
        except FileNotFoundError:
            return failed_by(UploadGone("The upload is no longer there."))
        except StorageFailed:
            raise
        except ExtractorError as error:
            return failed_by(error)
        return converter.convert(data, job.name, options)

    def _end(self, job: Job, outcome: Converted | Failed) -> str:
        if self._dropped.is_set():
            return "released"
        if isinstance(outcome, Converted):
            return self._keep(job, outcome)
        if outcome.code == _DIED:
            if job.attempts + 1 < self._settings.max_attempts:
                return "tried" if self._queue.try_again(job) else "dropped"
            words = f"The conversion ended its process {job.attempts + 1} times."
            return self._fail(job, failed_by(Quarantined(words)))
        return self._fail(job, outcome)

    def _keep(self, job: Job, made: Converted) -> str:
        """Store a result, then say so; where the job was given up or another run's, what was stored goes again."""
        sha256 = hashlib.sha256(made.json).hexdigest()
        blob = blob_name(job.id, sha256)
        self._blobs.put(blob, made.json)
        if self._queue.succeed(job, sha256, len(made.json), made.facts, partial=made.partial):
            return "partial" if made.partial else "success"
        if self._queue.lets_go(blob):
            self._blobs.remove(blob)
        return "dropped"

    def _fail(self, job: Job, failed: Failed) -> str:
        return "failure" if self._queue.fail(job, failed) else "dropped"


def _tell_nobody(job: Job, became: str, seconds: float) -> None:
    """Nobody wants to know."""


def _with_password(job: Job) -> dict[str, dict[str, object]]:
    options = {stage: dict(values) for stage, values in job.options.items()}
    if job.password is not None:
        options.setdefault("source", {})["password"] = job.password
    return options
