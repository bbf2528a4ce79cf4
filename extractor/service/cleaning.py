"""What is cleared away as time goes by: old results, blobs that no job needs, what dead processes left.

No blob is of two jobs (``storage.blobs``), so what goes with one job needs no look at the others.
"""

import logging
import shutil
import threading

from extractor.service.jobs.job import Job
from extractor.service.jobs.living import Living
from extractor.service.jobs.queue import JobQueue
from extractor.service.settings import Settings
from extractor.service.storage.blobs import Blobs

_LOG = logging.getLogger("extractor.service")
_LIVING_SECONDS = 2.0
_EXPIRY_EVERY = 30
_SWEEP_EVERY = 1_800
_SETTLED_SECONDS = 3_600.0
"""Blobs younger than that may belong to a job that is being put in; one that takes longer is refused, not lost."""
_SECONDS_AN_HOUR = 3_600.0


class Cleaning:
    """A thread that looks after what nobody else does."""

    def __init__(self, queue: JobQueue, blobs: Blobs, living: Living, settings: Settings) -> None:
        self._queue = queue
        self._blobs = blobs
        self._living = living
        self._settings = settings
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="cleaning", daemon=True)

    def start(self) -> None:
        """Give back at once what dead processes of this machine held, then begin."""
        self.bury_dead()
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def bury_dead(self) -> None:
        """Jobs of processes that were killed go back to the queue without waiting for their leases."""
        for name in self._living.dead():
            count = self._queue.release(name, lost=True)
            shutil.rmtree(self._settings.data_folder / "incoming" / name, ignore_errors=True)
            self._living.bury(name)
            _LOG.warning("worker vanished", extra={"worker": name, "jobs": count})

    def expire(self) -> None:
        """Let results go whose time is over, and what only they needed."""
        hours = self._settings.retention_hours, self._settings.tombstone_hours
        for blob in self._queue.expire(hours[0] * _SECONDS_AN_HOUR, hours[1] * _SECONDS_AN_HOUR):
            self._blobs.remove(blob)
        self._queue.forget_ended()

    def remove(self, job: Job) -> None:
        """Remove one job's result and upload."""
        for blob in self._queue.remove(job):
            self._blobs.remove(blob)

    def sweep(self) -> None:
        """Remove what a crash left between the store and the database."""
        for blob in self._blobs.older_than(_SETTLED_SECONDS):
            if self._queue.lets_go(blob):
                self._blobs.remove(blob)

    def _work(self) -> None:
        rounds = 0
        while not self._stop.wait(_LIVING_SECONDS):
            rounds += 1
            try:
                self.bury_dead()
                if rounds % _EXPIRY_EVERY == 1:
                    self.expire()
                if rounds % _SWEEP_EVERY == 2:
                    self.sweep()
            except Exception as error:  # tidying must not end because the database or the disk was away once
                _LOG.error("cleaning fault", extra={"fault": f"{type(error).__name__}: {error}"})
