"""``/v1/status``, ``/v1/result``, ``/v1/tasks``: what became of them."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from extractor.service.errors import BadRequest, ResultGone, TaskUnfinished, UnknownTask
from extractor.service.http.answers import Result, Task, Tasks, TaskStatus
from extractor.service.http.caller import caller_with
from extractor.service.http.described import problems
from extractor.service.http.results import result_answer
from extractor.service.http.told import told
from extractor.service.jobs.job import Job
from extractor.service.keys import Key
from extractor.service.state import Service, service_of

router = APIRouter(prefix="/v1", tags=["tasks"])
_Caller = Annotated[Key, Depends(caller_with("convert"))]
_TaskId = Annotated[str, Path(min_length=32, max_length=32, pattern="^[0-9a-f]{32}$")]
_LONGEST_WAIT_SECONDS = 60
_MOST_LISTED = 1_000
_REFUSALS = (401, 403, 422, 429)
_STATES: dict[TaskStatus, str] = {
    "pending": "pending",
    "started": "started",
    "success": "success",
    "partial_success": "partial",
    "failure": "failure",
}


@router.get("/status/poll/{task_id}", summary="Where a task stands", responses=problems(*_REFUSALS, 404, 410))
async def poll(
    request: Request,
    key: _Caller,
    task_id: _TaskId,
    wait: Annotated[float, Query(ge=0, le=_LONGEST_WAIT_SECONDS, description="Seconds to wait for its end.")] = 0.0,
) -> Task:
    """The task's status, at once or as soon as it is done within the time to wait."""
    service = service_of(request)
    job = await _job(service, key, task_id)
    if wait and not job.is_done:
        await service.waiting.wait(job.id, wait)
        job = await _job(service, key, task_id)
    position = await asyncio.to_thread(service.queue.position, job) if job.state == "pending" else None
    return told(job, position)


@router.get(
    "/result/{task_id}",
    summary="The result of a task",
    response_model=Result,
    responses=problems(*_REFUSALS, 404, 409, 410, 503),
)
async def result(request: Request, key: _Caller, task_id: _TaskId) -> Response:
    """The document, or the errors that left none. It can be fetched as often as wanted until it is removed."""
    service = service_of(request)
    job = await _job(service, key, task_id)
    if not job.is_done:
        raise TaskUnfinished("The task is not done.", retry_after=1)
    return await result_answer(service, job)


@router.delete(
    "/result/{task_id}",
    summary="Remove a task and its result",
    status_code=204,
    response_class=Response,
    responses=problems(*_REFUSALS, 404, 410),
)
async def remove(request: Request, key: _Caller, task_id: _TaskId) -> Response:
    """Remove the result and the upload; a task that waits or is in work is given up."""
    service = service_of(request)
    job = await _job(service, key, task_id)
    await asyncio.to_thread(service.remove, job)
    return Response(status_code=204)


@router.get("/tasks", summary="The tasks of the key", responses=problems(*_REFUSALS))
async def tasks(
    request: Request,
    key: _Caller,
    limit: Annotated[int, Query(ge=1, le=_MOST_LISTED)] = 100,
    before: Annotated[str | None, Query(max_length=32, description="`next` of the page before.")] = None,
    status: Annotated[TaskStatus | None, Query()] = None,
) -> Tasks:
    """The newest first; a key with the scope `all` sees every key's."""
    service = service_of(request)
    owner = None if key.may("all") else key.id
    try:
        time = None if before is None else float(before)
    except ValueError:
        raise BadRequest("before is the value that next had.") from None
    states = (_STATES[status],) if status else ()
    jobs = await asyncio.to_thread(service.queue.listed, owner, limit, time, states)
    return Tasks(tasks=[told(job) for job in jobs], next=repr(jobs[-1].created) if len(jobs) == limit else None)


async def _job(service: Service, key: Key, task_id: str) -> Job:
    """The job, if it is the caller's; UnknownTask, ResultGone."""
    job = await asyncio.to_thread(service.queue.get, task_id)
    if job is None or (job.owner != key.id and not key.may("all")):
        raise UnknownTask("There is no such task.")
    if job.state == "gone":
        raise ResultGone("The result was removed.")
    return job
