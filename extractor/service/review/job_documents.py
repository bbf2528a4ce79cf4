"""The documents of the service's jobs, as the review asks for them."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

from extractor.service.documents import Documents as JobDocuments
from extractor.service.errors import ResultGone, UnknownTask
from extractor.service.jobs.job import Job, State
from extractor.service.review.documents import DocumentState, StoredDocument

_STATES: Final[dict[State, DocumentState]] = {
    "pending": "queued",
    "started": "running",
    "success": "done",
    "partial": "done",
    "failure": "failed",
    "gone": "gone",
}


class DocumentsOfJobs:
    """``Documents`` over a service that is there only once the server has started."""

    def __init__(self, jobs: Callable[[], JobDocuments]) -> None:
        self._jobs = jobs

    def newest(self, limit: int, before: str | None) -> Sequence[StoredDocument]:
        time = None if before is None else float(before)
        return [_stored(job) for job in self._jobs().listed(None, limit, time)]

    def find(self, document: str) -> StoredDocument | None:
        try:
            return _stored(self._jobs().job(document))
        except UnknownTask:
            return None
        except ResultGone:
            return StoredDocument(document, document, "gone", "")

    def result(self, document: str) -> bytes | None:
        try:
            jobs = self._jobs()
            return jobs.result(jobs.job(document))
        except (UnknownTask, ResultGone):
            return None

    def source(self, document: str) -> bytes | None:
        try:
            jobs = self._jobs()
            return jobs.source(jobs.job(document))
        except (UnknownTask, ResultGone):
            return None


def _stored(job: Job) -> StoredDocument:
    return StoredDocument(
        id=job.id,
        name=job.name,
        state=_STATES[job.state],
        submitted=datetime.fromtimestamp(job.created, UTC).isoformat(timespec="seconds"),
        bytes=job.bytes,
        sha256=job.sha256,
        cursor=repr(job.created),
        facts=job.facts,
        error_code=job.error.code if job.error else None,
        error_message=f"{job.error.message} {job.error.remedy}" if job.error else None,
    )
