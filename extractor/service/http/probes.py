"""``/health``, ``/ready``, ``/metrics``, ``/version``: for the machines around the service."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

from extractor.service.http.answers import Health, Ready, Version
from extractor.service.http.caller import caller_with
from extractor.service.http.described import problems
from extractor.service.jobs.queue import Load
from extractor.service.keys import Key
from extractor.service.state import Service, service_of
from extractor.version import __version__

router = APIRouter(tags=["service"])
_NOT_READY: dict[int | str, dict[str, Any]] = {503: {"model": Ready, "description": "It can not take documents now."}}


@router.get("/health", summary="Does the process answer")
async def health() -> Health:
    """Touches nothing: neither disk nor database."""
    return Health()


@router.get("/ready", summary="Can it take documents", response_model=Ready, responses=_NOT_READY)
async def ready(request: Request) -> Response:
    """Asks the database and the disk."""
    answer = await asyncio.to_thread(_readiness, service_of(request))
    return JSONResponse(answer.model_dump(), 200 if answer.ready else 503)


def _readiness(service: Service) -> Ready:
    load: Load | None = None
    try:
        load = service.queue.load()
        has_room = service.free_bytes() >= service.settings.min_free_bytes
    except (SQLAlchemyError, OSError):
        has_room = False
    works = service.worker.is_alive
    return Ready(
        ready=load is not None and has_room and works and not service.draining,
        database=load is not None,
        disk=has_room,
        workers=works,
        warm=service.worker.is_warm,
        draining=service.draining,
        pending=load.pending if load else 0,
        started=load.started if load else 0,
        sandbox=service.sandbox(),
    )


@router.get("/version", summary="Versions")
async def version() -> Version:
    """Of the program and of the schema that its documents keep."""
    from extractor.document.document import SCHEMA_VERSION

    return Version(extractor=__version__, schema_version=SCHEMA_VERSION)


@router.get(
    "/metrics",
    summary="Counters for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **problems(401, 403, 429)},
)
async def metrics(request: Request, key: Annotated[Key, Depends(caller_with("metrics"))]) -> Response:
    """The exposition format 0.0.4; a key needs the scope `metrics`."""
    text = await asyncio.to_thread(service_of(request).metrics.text)
    return Response(text, media_type=CONTENT_TYPE_LATEST)
