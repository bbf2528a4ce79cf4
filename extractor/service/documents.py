"""The documents of finished jobs, for the page on which a person checks them."""

from extractor.service.errors import ResultGone, UnknownTask
from extractor.service.jobs.job import Job
from extractor.service.jobs.queue import JobQueue
from extractor.service.storage.blobs import Blobs

_LISTED: tuple[str, ...] = ("pending", "started", "success", "partial", "failure")


class Documents:
    """Documents by the number of their task. ``owner`` limits to one key's own; None sees all."""

    def __init__(self, queue: JobQueue, blobs: Blobs) -> None:
        self._queue = queue
        self._blobs = blobs

    def listed(self, owner: str | None = None, limit: int = 200, before: float | None = None) -> list[Job]:
        """The newest first; ``facts`` says kind, department, year and how much is proved."""
        return self._queue.listed(owner, limit, before, _LISTED)

    def job(self, task_id: str, owner: str | None = None) -> Job:
        """One document's job; UnknownTask, ResultGone."""
        job = self._queue.get(task_id)
        if job is None or owner not in (None, job.owner):
            raise UnknownTask("There is no such document.")
        if job.state == "gone":
            raise ResultGone("The document was removed.")
        return job

    def result(self, job: Job) -> bytes:
        """The document as the JSON of the contract; ResultGone where the job has none, or none any more."""
        if job.document is None:
            raise ResultGone("The task has no document.")
        return self._read(job.document)

    def source(self, job: Job) -> bytes:
        """The bytes that came in; ResultGone."""
        return self._read(job.upload)

    def _read(self, blob: str) -> bytes:
        try:
            return self._blobs.read(blob)
        except FileNotFoundError:
            raise ResultGone("The document was removed.") from None
