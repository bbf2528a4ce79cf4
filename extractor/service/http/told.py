"""A job in the words of the API."""

from datetime import UTC, datetime

from extractor.service.errors import ResultGone
from extractor.service.http.answers import Fault, Task, TaskStatus
from extractor.service.jobs.job import Failed, Job


def status_of(job: Job) -> TaskStatus:
    """The state in docling-serve's words; ResultGone where there is none, since neither its success nor its failure is
    told of a task that was removed."""
    if job.state == "gone":
        raise ResultGone("The task was removed.")
    return "partial_success" if job.state == "partial" else job.state


def told(job: Job, position: int | None = None) -> Task:
    """Where the job stands; ResultGone."""
    return Task(
        task_id=job.id,
        task_status=status_of(job),
        task_position=position,
        name=job.name,
        sha256=job.sha256,
        bytes=job.bytes,
        created=_stamp(job.created),
        finished=None if job.finished is None else _stamp(job.finished),
        error=None if job.error is None else fault_of(job.error),
        facts=job.facts,
    )


def fault_of(failed: Failed) -> Fault:
    """Why there is no document."""
    return Fault(code=failed.code, error_message=failed.message, remedy=failed.remedy, http_status=failed.http_status)


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
