"""``/health``, ``/ready``, ``/metrics``, ``/version``: for the machines around the service."""

import asyncio
from contextlib import suppress
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
    """Asks the database and the disk: something is written where uploads come in and where they are kept."""
    answer = await asyncio.to_thread(_readiness, service_of(request))
    return JSONResponse(answer.model_dump(), 200 if answer.ready else 503)


def _readiness(service: Service) -> Ready:
    load: Load | None = None
    with suppress(SQLAlchemyError):
        load = service.queue.load()
    can_store = service.can_store()
    works = service.worker.is_alive
    return Ready(
        ready=load is not None and can_store and works and not service.draining,
        database=load is not None,
        disk=can_store,
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
