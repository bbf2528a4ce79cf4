"""A finished job as an answer: the stored document goes out as it is, a long one in pieces, never parsed again."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator

from starlette.responses import Response, StreamingResponse

from extractor.service.errors import ResultGone
from extractor.service.http.told import fault_of, status_of
from extractor.service.jobs.job import Job
from extractor.service.state import Service

_LONG_BYTES = 1 << 20
"""From here on a document goes out in pieces, each read in a turn of its own."""


async def result_answer(service: Service, job: Job) -> Response:
    """The result of a job that is done; ResultGone when its document is not there any more."""
    faults = [] if job.error is None else [fault_of(job.error).model_dump()]
    head = {
        "task_id": job.id,
        "status": status_of(job),
        "processing_time": round(job.seconds or 0.0, 3),
        "errors": faults,
    }
    beginning = json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "document": '
    if job.document is None:
        return Response(beginning + b"null}", media_type="application/json")
    length = len(beginning) + (job.result_bytes or 0) + 1
    try:
        if length < _LONG_BYTES:
            document = await asyncio.to_thread(service.blobs.read, job.document)
            return Response(beginning + document + b"}", media_type="application/json")
        pieces = service.blobs.pieces(job.document)
        first = await asyncio.to_thread(next, pieces, b"")
    except FileNotFoundError:
        raise ResultGone("The result was removed.") from None
    return StreamingResponse(
        _joined(beginning + first, pieces), media_type="application/json", headers={"Content-Length": str(length)}
    )


async def _joined(beginning: bytes, pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    yield beginning
    while piece := await asyncio.to_thread(next, pieces, b""):
        yield piece
    yield b"}"
