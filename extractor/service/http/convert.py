"""``/v1/convert``: documents in."""

import asyncio
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, Response

from extractor.service.errors import Draining, QueueFull, ResultGone
from extractor.service.http.answers import Result, Task
from extractor.service.http.caller import caller_with
from extractor.service.http.described import UPLOAD, problems
from extractor.service.http.problem import problem_of
from extractor.service.http.results import result_answer
from extractor.service.http.told import told
from extractor.service.http.upload import Reading, Upload, read_upload
from extractor.service.http.wanted import wanted_options, wanted_webhook
from extractor.service.jobs.job import Job, NewJob
from extractor.service.jobs.queue import Bounds
from extractor.service.keys import Key
from extractor.service.state import Service, service_of

router = APIRouter(prefix="/v1/convert", tags=["convert"])
_Caller = Annotated[Key, Depends(caller_with("convert"))]
_COME_AGAIN_SECONDS = 2
_REFUSALS = (400, 401, 403, 408, 413, 415, 422, 429, 503, 507)
_TAKEN: dict[int | str, dict[str, Any]] = {
    202: {"model": Task, "description": "The document is in the queue; ask /v1/status/poll for it."}
}
_BODY: dict[str, Any] = {"requestBody": UPLOAD}


@router.post(
    "/file",
    summary="Convert a document and wait for it",
    response_model=Result,
    responses={**_TAKEN, **problems(*_REFUSALS, 410, 500, 501)},
    openapi_extra=_BODY,
)
async def convert_file(request: Request, key: _Caller) -> Response:
    """The result; or 202 with the task when it takes longer than the server waits. A document that can not be
    converted is a problem with the error's own status. The same document with the same fields is one task."""
    service = service_of(request)
    job = await _accept(request, service, key)
    if not job.is_done:
        await service.waiting.wait(job.id, service.settings.sync_wait_seconds)
        job = await asyncio.to_thread(_as_it_is, service, job)
    if job.state == "gone":
        raise ResultGone("The task was removed before it was done.")
    if not job.is_done:
        return _taken(job)
    if job.error is not None:
        return problem_of(job.error, request.scope["state"]["request_id"], job.id)
    return await result_answer(service, job)


@router.post(
    "/file/async",
    summary="Put a document in the queue",
    status_code=202,
    response_model=Task,
    responses=problems(*_REFUSALS),
    openapi_extra=_BODY,
)
async def convert_file_async(request: Request, key: _Caller) -> Response:
    """The task, as soon as the document is stored; what was answered with 202 is not lost."""
    service = service_of(request)
    return _taken(await _accept(request, service, key))


def _as_it_is(service: Service, job: Job) -> Job:
    """The job now; where its number is forgotten already, it was removed."""
    return service.queue.get(job.id) or replace(job, state="gone")


def _taken(job: Job) -> Response:
    return JSONResponse(told(job).model_dump(), 202, {"Location": f"/v1/status/poll/{job.id}"})


async def _accept(request: Request, service: Service, key: Key) -> Job:
    """Store the document, then the job: what is answered after that is durable."""
    if service.draining:
        raise Draining("The server is shutting down.", _COME_AGAIN_SECONDS)
    if service.uploads >= service.settings.max_uploads:
        raise QueueFull("As many uploads come in as this server takes at once.", _COME_AGAIN_SECONDS)
    service.uploads += 1
    try:
        service.refuse_full_disk()
        reading = await read_upload(request, service.incoming, service.settings.max_upload_bytes)
        return await asyncio.to_thread(_store, service, key, reading)
    finally:
        service.uploads -= 1


def _store(service: Service, key: Key, reading: Reading) -> Job:
    """All that waits for a disk, in one thread: each hand-over from the loop costs it a turn."""
    try:
        return _submit(service, key, reading.finish())
    finally:
        reading.discard()


def _submit(service: Service, key: Key, upload: Upload) -> Job:
    settings = service.settings
    options, password = wanted_options(upload.fields)
    webhook = wanted_webhook(upload.fields, settings)
    new = NewJob(key.id, upload.name, upload.sha256, upload.bytes, options, password, webhook)
    if (known := service.queue.same_as(new)) is not None:
        return known
    service.blobs.take(new.upload, upload.path)
    bounds = Bounds(settings.max_queued_jobs, settings.max_queued_bytes, key.max_queued_jobs)
    try:
        job, is_new = service.queue.submit(new, bounds)
    except QueueFull:
        # after another fault nobody knows whether the job is there: what it left is swept later
        service.blobs.remove(new.upload)
        raise
    if is_new:
        service.metrics.upload_bytes.inc(upload.bytes)
        service.worker.wake()
    else:
        service.blobs.remove(new.upload)
    return job
